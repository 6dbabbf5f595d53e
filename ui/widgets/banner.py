"""Banners: a band on top of the pane it concerns: one bold sentence, at most two buttons."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.painting import hairline
from ui.theme.tokens import theme
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Glyph, Sentence

KINDS = {  # kind: icon, status, ground
    "conflict": ("users", "warn", "warn.tint"),
    "unreachable": ("hard-drives", "bad", "bad.tint"),
    "editing": ("info", "active", "active.tint"),
    "info": ("info", "active", "active.tint"),
    "locked": ("lock-simple", "text2", "surface2"),
    "warn": ("warning", "warn", "warn.tint"),
    "bad": ("warning-octagon", "bad", "bad.tint"),
}


class Banner(QWidget):
    """Says what is the matter with a whole pane, and the way out."""

    def __init__(
        self, kind: str, bold: str = "", plain: str = "", *, rounded: bool = False
    ) -> None:
        super().__init__()
        self._rounded = rounded
        self._kind = kind
        self._glyph = Glyph(KINDS[kind][0], KINDS[kind][1], 18)
        self._words = Sentence()
        self._buttons = hbox(None, gap=8)
        row = hbox(self, self._glyph, margins=(16, 10, 16, 11), gap=12)
        row.addWidget(self._words, 1)
        row.addLayout(self._buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._least = 38 if rounded else 48
        self.setFixedHeight(self._least)
        self.set(bold, plain)

    def set(self, bold: str, plain: str = "", kind: str = "") -> None:
        """Say something else, perhaps as another kind."""
        if kind:
            self._kind = kind
            self._glyph.set(KINDS[kind][0], KINDS[kind][1])
        self._words.set(bold, plain)
        self.setAccessibleName(f"{bold} {plain}".strip())
        self._fit()
        self.update()

    def words(self) -> str:
        """Return what the banner says."""
        return self.accessibleName()

    def add_button(self, words: str, kind: str = "secondary") -> Button:
        """Add a button and return it."""
        made = Button(words, kind, height=26)
        self._buttons.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        self._fit()
        return made

    def clear_buttons(self) -> None:
        """Take the buttons away."""
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the paragraph needs at this width."""
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None and self.width() > 0:
            wanted = max(self._least, layout.heightForWidth(self.width()))
            if wanted != self.height():
                self.setFixedHeight(wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tinted band and a line below it."""
        p = QPainter(self)
        box = QRectF(self.rect())
        if self._rounded:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setPen(Qt.PenStyle.NoPen)
            ground = KINDS[self._kind][2]
            p.setBrush(theme["sunken" if ground == "surface2" else ground])
            p.drawRoundedRect(box, 6, 6)
            return
        p.fillRect(box, theme[KINDS[self._kind][2]])
        status = KINDS[self._kind][1]
        hairline(p, box, "border")
        if status != "text2":
            p.setOpacity(0.35)
            hairline(p, box, f"{status}.solid")
