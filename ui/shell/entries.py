"""The lines of the command palette: what one says, the model of them, and how each is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.context import Action, Ref
from ui.language import tr
from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import CENTRE, draw_text, framed, rounded
from ui.widgets.marks import ChipMark, chip_width, draw_chip

WIDE = 680
HEAD, LINE = 32, 38
DATA = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; `target` is a Ref, an Action or an action's id; None is a heading."""

    words: str
    fact: str = ""
    icon: str = ""
    chip: ChipMark | None = None
    key: str = ""
    target: Ref | Action | str | None = None


class Entries(QAbstractListModel):
    """The lines in order; headings cannot be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def put(self, entries: Sequence[Entry]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the line itself, or its words for screen readers."""
        entry = self.entries[index.row()]
        if role == DATA:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.words} {entry.fact}".strip()
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Headings are not for choosing."""
        if self.entries[index.row()].target is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class EntryPainter(QStyledItemDelegate):
    """Draws a line: icon, words, grey fact, chip, key."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Headings are lower than lines."""
        entry: Entry = index.data(DATA)
        return QSize(WIDE - 14, HEAD if entry.target is None else LINE)

    def paint(
        self,
        p: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        entry: Entry = index.data(DATA)
        box = QRectF(option.rect)
        p.save()
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.target is None:
            draw_text(p, box.adjusted(12, 8, 0, 0), entry.words, "small", "text2")
            p.restore()
            return
        picked = bool(option.state & QStyle.StateFlag.State_Selected)
        if picked:
            rounded(p, box, "sel", 6)
        draw_glyph(p, QPointF(box.left() + 20, box.center().y()), entry.icon, 16, "text2")
        right = self._right(p, box, entry, picked)
        words = box.adjusted(38, 0, 0, 0)
        words.setRight(right - 8)
        used = draw_text(p, words, entry.words, "name")
        words.setLeft(words.left() + min(used, words.width()) + 10)
        draw_text(p, words, entry.fact, "body", "text3")
        p.restore()

    def _right(self, p: QPainter, box: QRectF, entry: Entry, picked: bool) -> float:
        right = box.right() - 10
        cap = entry.key or (tr("Enter", "key") if picked else "")
        if cap:
            wide = text_width(cap, "tiny") + 12
            spot = QRectF(right - wide, box.center().y() - 9, wide, 18)
            framed(p, spot, "surface2", "border", 4)
            draw_text(p, spot, cap, "tiny", "text3", CENTRE)
            right = spot.left() - 8
        if entry.chip is not None:
            wide = chip_width(entry.chip)
            draw_chip(p, right - wide, box.center().y(), entry.chip)
            right -= wide + 8
        return right
