"""The list of sections at the left of the settings."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy

from ui.language import tr
from ui.theme.icons import draw_glyph
from ui.theme.painting import draw_text, framed, rounded
from ui.widgets import focus
from ui.widgets.boxes import vbox
from ui.widgets.labels import label

WIDTH = 200
HEIGHT = 30


class SectionRow(QAbstractButton):
    """One section: icon and words."""

    def __init__(self, key: str, words: str, icon: str) -> None:
        super().__init__()
        self.key = key
        self._words = words
        self._icon = icon
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        focus.note(self)

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(WIDTH - 20, HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the row under the pointer."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has left."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon and words."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        on = self.isChecked()
        if on:
            framed(p, box, "surface", "border", 6)
        elif self.underMouse():
            rounded(p, box, "hover", 6)
        centre = QRectF(8, 0, 18, box.height()).center()
        draw_glyph(p, centre, self._icon, 17, "accenttext" if on else "text2")
        words = box.adjusted(34, 0, -6, 0)
        draw_text(p, words, self._words, "name" if on else "body", "text" if on else "text2")


class SectionList(QFrame):
    """Sections in groups; up and down walk through them."""

    chosen = Signal(str)
    """Emitted when a person picked another section; carries its key."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[tuple[str, str, str]]]]) -> None:
        super().__init__()
        self.setProperty("edge", "right")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(tr("Sections"))
        self._rows: dict[str, SectionRow] = {}
        self._group = QButtonGroup(self)
        column = vbox(self, margins=(12, 6, 12, 12), gap=2)
        for title, rows in groups:
            head = label(title, "small", "text3")
            head.setContentsMargins(8, 10, 0, 4)
            column.addWidget(head)
            for key, words, icon in rows:
                row = SectionRow(key, words, icon)
                self._rows[key] = row
                self._group.addButton(row)
                column.addWidget(row)
        column.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)

    def current(self) -> str:
        """Return the key of the section that is shown."""
        return next((key for key, row in self._rows.items() if row.isChecked()), "")

    def keys(self) -> list[str]:
        """Return the keys in order."""
        return list(self._rows)

    def set_current(self, key: str) -> None:
        """Mark a section without telling anyone."""
        self._rows[key].setChecked(True)

    def focus_current(self) -> None:
        """Put the focus on the marked section."""
        row = self._rows.get(self.current())
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down walk, and show at once."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = self.keys()
        at = min(max(keys.index(self.current()) + step, 0), len(keys) - 1)
        self._rows[keys[at]].setChecked(True)
        self._rows[keys[at]].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(keys[at])

    def _on_clicked(self, row: QAbstractButton) -> None:
        if isinstance(row, SectionRow):
            self.chosen.emit(row.key)
