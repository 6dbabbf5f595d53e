"""The creators of a proposal as painted rows, under the price table."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio.domain import platforms
from studio.domain import proposals as rules
from studio.domain.names import initials, pick
from studio.services.proposals import CreatorRow
from ui.language import language, number, text
from ui.proposals.words import tier_words
from ui.theme.painting import draw_text, hairline
from ui.theme.tokens import hue_of, theme
from ui.widgets import focus
from ui.widgets.boxes import clear, vbox
from ui.widgets.labels import draw_avatar
from ui.widgets.marks import (
    ChipMark,
    chip_width,
    draw_badge,
    draw_chip,
    draw_outline,
    outline_width,
)

ROW = 34
NAME, TIER, FIGURES, WHY = 42, 166, 222, 316
GAP = 8


class CreatorLine(QAbstractButton):
    """One creator: badge, name, tier, platform and followers, why, whether free."""

    def __init__(self, row: CreatorRow, place: int) -> None:
        super().__init__()
        self.row = row
        self._place = place
        self._over = False
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(pick(row.name, row.name_zh, language()))
        focus.note(self)

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(300, ROW)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        self._over = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go back to rest."""
        self._over = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, row = QRectF(self.rect()), self.row
        if self._over:
            p.fillRect(box, theme["hover"])
        middle = box.center().y()
        name = pick(row.name, row.name_zh, language())
        draw_avatar(p, QRectF(14, middle - 11, 22, 22), initials(name), hue_of(self._place))
        draw_text(p, QRectF(NAME, 0, TIER - NAME - GAP, ROW), name, "body")
        left = float(FIGURES)
        if row.tier:
            tier = tier_words(row.tier)
            draw_outline(p, TIER, middle, tier)
            left = max(left, TIER + outline_width(tier) + GAP)
        if row.platform:
            left += draw_badge(p, left, middle, platforms.badge(row.platform)) + 6
        if row.followers is not None:
            figure = QRectF(left, 0, box.width() - left, ROW)
            left += draw_text(p, figure, number(row.followers), "body", "text2")
        begin = max(float(WHY), left + GAP)
        right = box.right() - 14
        if row.state:
            mark = ChipMark(rules.CREATOR_ROLES[row.state], text(rules.CREATOR_STATES[row.state]))
            right -= chip_width(mark)
            draw_chip(p, right, middle, mark)
            right -= GAP
        why = pick(row.why, row.why_zh, language()).replace("\n", " ")
        if right - begin > 30:
            draw_text(p, QRectF(begin, 0, right - begin, ROW), why, "small", "text3")
        hairline(p, box)


class PutForward(QWidget):
    """All creators of the version."""

    opened = Signal(int)
    """Emitted when a creator was clicked; carries the row's id."""

    def __init__(self) -> None:
        super().__init__()
        self._column = vbox(self, gap=0)

    def show_rows(self, rows: tuple[CreatorRow, ...]) -> None:
        """Show these creators."""
        clear(self._column)
        for place, row in enumerate(rows):
            made = CreatorLine(row, place + 1)
            made.clicked.connect(self._on_clicked)
            self._column.addWidget(made)

    def _on_clicked(self) -> None:
        made = self.sender()
        if isinstance(made, CreatorLine):
            self.opened.emit(made.row.id)
