"""Dialogs: only before loss or a freeze, and for what needs several fields at once.

They are opened with `open()`. The primary button names the act; Esc cancels.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from studio.text import Message
from ui.language import text, tr
from ui.widgets.boxes import STRETCH, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.focus import FocusRing
from ui.widgets.labels import Glyph, PlainLabel, label

INSET = 22


class Dialog(QDialog):
    """A title, what there is to say or to fill in, and the act."""

    confirmed = Signal()
    """Emitted when the primary button was pressed; the dialog stays until `accept`."""

    def __init__(
        self, title: str, parent: QWidget | None = None, *, width: int = 480, icon: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setFixedWidth(width)
        self.setProperty("ground", "surface")
        self._dialog_title = label(title, "record", "text", wrap=True)
        self.body: QVBoxLayout = vbox(None, gap=10)
        """Where the content goes."""
        self._dialog_problem = _Problem()
        self._dialog_act = Button(tr("OK"), "primary")
        self._dialog_act.setDefault(True)
        self._dialog_cancel = Button(tr("Cancel"))
        self._dialog_others = hbox(None, gap=8)
        self._dialog_why = label("", "small", "text3", wrap=True)
        self._dialog_why.hide()
        self._dialog_ready = True
        self._lay_out_dialog(icon)
        self._dialog_ring = FocusRing(self)
        self._dialog_act.clicked.connect(self._on_dialog_act_clicked)
        self._dialog_cancel.clicked.connect(self.reject)

    def _lay_out_dialog(self, icon: str) -> None:
        ground = QFrame(self)
        ground.setProperty("ground", "surface")
        ground.setProperty("edge", "none")
        head = hbox(None, gap=14)
        if icon:
            head.addWidget(Glyph(icon, "bad", 26), 0, Qt.AlignmentFlag.AlignTop)
        self._dialog_head = vbox(None, self._dialog_title, gap=4)
        head.addLayout(self._dialog_head, 1)
        buttons = hbox(
            None, self._dialog_act, self._dialog_others, STRETCH, self._dialog_cancel, gap=8
        )
        column = vbox(
            ground,
            head,
            10,
            self.body,
            self._dialog_problem,
            16,
            buttons,
            self._dialog_why,
            margins=(INSET, 20, INSET, 18),
        )
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinimumSize)
        vbox(self, ground)

    def title(self) -> str:
        """Return the title."""
        return self._dialog_title.text()

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.setWindowTitle(title)
        self._dialog_title.setText(title)

    def lead(self, words: str) -> PlainLabel:
        """Add a paragraph under the title, beside the icon."""
        made = label(words, "body", "text2", wrap=True)
        self._dialog_head.addWidget(made)
        return made

    def say(self, words: str, ink: str = "text2") -> PlainLabel:
        """Add a paragraph."""
        made = label(words, "body", ink, wrap=True)
        self.body.addWidget(made)
        return made

    def add(self, *widgets: QWidget) -> None:
        """Add widgets below each other."""
        for widget in widgets:
            self.body.addWidget(widget)

    def freeze(self, items: Sequence[str], head: str = "", icon: str = "lock-simple") -> QFrame:
        """Add the exact list of what will freeze or go."""
        box = QFrame()
        box.setProperty("box", "note")
        column = vbox(box, margins=(12, 9, 12, 9), gap=4)
        if head:
            column.addWidget(label(head, "smallhead", "text2"))
        for item in items:
            words = label(item, "body", "text", wrap=True)
            row = hbox(None, gap=8)
            row.addWidget(Glyph(icon, "text3", 14), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(words, 1)
            column.addLayout(row)
        box.setAccessibleName(head)
        box.setAccessibleDescription(". ".join(items))
        self.body.addWidget(box)
        return box

    def set_primary(self, words: str, *, danger: bool = False) -> Button:
        """Name the act on the primary button."""
        self._dialog_act.set_words(words)
        self._dialog_act.set_kind("danger" if danger else "primary")
        return self._dialog_act

    def set_cancel(self, words: str) -> Button:
        """Name the way out, such as "Close"."""
        self._dialog_cancel.set_words(words)
        return self._dialog_cancel

    def add_other(self, words: str, icon: str = "") -> Button:
        """Add another button after the primary one and return it."""
        made = Button(words, icon=icon)
        self._dialog_others.addWidget(made)
        return made

    def add_button(self, button: Button) -> None:
        """Add a button that was made elsewhere after the primary one."""
        self._dialog_others.addWidget(button)

    def set_ready(self, ready: bool, why: str = "") -> None:
        """Let the act be done, or not and say why under the buttons."""
        self._dialog_ready = ready
        self._dialog_act.set_ready(ready, why)
        self._dialog_why.setText("" if ready else why)
        self._dialog_why.setVisible(bool(why) and not ready)
        self._fit_dialog()

    def set_problem(self, problem: Message | str | None) -> None:
        """Show why the act was refused, or nothing."""
        words = text(problem)
        self._dialog_problem.set(words)
        self.set_busy(False)
        self._fit_dialog()

    def problem(self) -> str:
        """Return the refusal that is shown."""
        return self._dialog_problem.words()

    def set_busy(self, busy: bool) -> None:
        """Wait for the act: it cannot be pressed twice."""
        self._dialog_act.setEnabled(self._dialog_ready and not busy)

    def press_primary(self) -> None:
        """Do the act, as Enter and Ctrl+Enter do."""
        if self._dialog_act.isEnabled():
            self._dialog_act.setFocus(Qt.FocusReason.OtherFocusReason)
            self._dialog_act.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the act, from any field but those of several lines."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press_primary()
            return
        super().keyPressEvent(event)

    def _on_dialog_act_clicked(self) -> None:
        self._dialog_problem.set("")
        self.confirmed.emit()

    def event(self, event: QEvent) -> bool:
        """Make room where the content has become higher, such as by an error below a field."""
        handled = super().event(event)
        if event.type() == QEvent.Type.Show and not event.spontaneous():
            self._fit_dialog(exactly=True)
        elif event.type() == QEvent.Type.LayoutRequest:
            self._fit_dialog()
        return handled

    def _fit_dialog(self, *, exactly: bool = False) -> None:
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        wanted = layout.totalHeightForWidth(self.width())
        if wanted > self.height() or (exactly and wanted > 0):
            self.resize(self.width(), wanted)


class _Problem(QWidget):
    """The line that says why an act was refused."""

    def __init__(self) -> None:
        super().__init__()
        self._label = label("", "body", "bad", wrap=True)
        row = hbox(self, gap=8, margins=(0, 10, 0, 0))
        row.addWidget(Glyph("warning-octagon", "bad"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self.hide()

    def set(self, words: str) -> None:
        """Show a reason, or nothing."""
        self._label.setText(words)
        self.setVisible(bool(words))

    def words(self) -> str:
        """Return the reason."""
        return self._label.text()


def ask_loss(
    parent: QWidget | None, title: str, sentence: str, items: Sequence[str], primary: str
) -> Dialog:
    """Return a dialog before a loss: exactly what will go, and the act in red. Open it yourself."""
    dialog = Dialog(title, parent, width=440)
    dialog.say(sentence)
    if items:
        dialog.freeze(items)
    dialog.set_primary(primary, danger=True)
    return dialog
