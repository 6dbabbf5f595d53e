"""The first days' checklist: it stands where trouble stands later, and ticks itself."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio.services.studio import Checklist, Step
from ui.language import text, tr
from ui.theme.icons import draw_glyph
from ui.theme.painting import draw_text, hairline
from ui.theme.tokens import theme
from ui.widgets import focus
from ui.widgets.boxes import clear, vbox

ROW = 44


class StepRow(QAbstractButton):
    """One step: done or not, what it is, why it matters; a click goes there."""

    wanted = Signal(object)
    """Emitted when the step is clicked; carries it."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self._over = False
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        done = tr("done") if step.done else tr("to do")
        self.setAccessibleName(f"{text(step.title)}, {done}")
        self.clicked.connect(self._on_clicked)
        focus.note(self)

    def sizeHint(self) -> QSize:
        """Ask for the width of the card."""
        return QSize(400, ROW)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        self._over = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go back to rest."""
        self._over = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tick, the title and the reason."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._over or self.hasFocus():
            p.fillRect(box, theme["hover"])
        done = self.step.done
        glyph, ink = ("check-circle", "good") if done else ("circle", "text3")
        draw_glyph(p, QPointF(22, box.center().y()), glyph, 18, ink)
        title = QRectF(42, box.top() + 4, box.width() - 80, 20)
        title_ink = "text3" if done else "text"
        draw_text(p, title, text(self.step.title), "name", title_ink, struck=False)
        draw_text(p, title.translated(0, 17), text(self.step.hint), "small", "text3")
        draw_glyph(p, QPointF(box.right() - 20, box.center().y()), "caret-right", 13, "text3")
        hairline(p, box)
        p.end()

    def _on_clicked(self) -> None:
        self.wanted.emit(self.step)


class ChecklistRows(QWidget):
    """The steps, one below the other."""

    wanted = Signal(object)
    """Emitted when a step is to be done; carries it."""

    def __init__(self) -> None:
        super().__init__()
        self._column = vbox(self)

    def show_steps(self, found: Checklist) -> None:
        """Show the steps as they are now."""
        clear(self._column)
        for step in found.steps:
            row = StepRow(step)
            row.wanted.connect(self.wanted)
            self._column.addWidget(row)
        self._column.addStretch(1)
