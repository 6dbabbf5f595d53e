"""Panel: one part of the settings, at most 640 wide."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.forms.form import Form
from ui.language import text
from ui.widgets.boxes import STRETCH, hbox, vbox
from ui.widgets.labels import label

WIDTH = 640
LABELS = 168


class Panel(QWidget):
    """A title, a grey sentence, and below them what can be set. Shows its data after `load`."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    act_requested = Signal(str)
    """Emitted when one of the window's own actions is wanted; carries its id."""

    nouns: frozenset[str] = frozenset()
    """The tables whose changes concern this panel."""

    def __init__(self, context: Context, title: str, sentence: str = "") -> None:
        super().__init__()
        self.context = context
        self.setAccessibleName(title)
        inner = QWidget()
        inner.setMaximumWidth(WIDTH)
        self.body: QVBoxLayout = vbox(inner, label(title, "record"), gap=0)
        if sentence:
            self.body.addSpacing(3)
            self.body.addWidget(label(sentence, "body", "text3", wrap=True))
        self.body.addSpacing(14)
        row = hbox(None, inner, gap=0)
        row.setStretch(0, 1)
        row.addStretch(0)
        vbox(self, row, STRETCH, margins=(24, 18, 24, 24))

    def load(self) -> None:
        """Ask for what the panel shows."""

    def refresh(self, changes: Any) -> None:
        """Show what a commit has changed."""
        if self.nouns & changes.nouns():
            self.load()

    def forms(self) -> Sequence[Form]:
        """Return the forms of the panel."""
        return ()

    def focus_first(self) -> None:
        """Put the focus into the first field."""
        for form in self.forms():
            form.focus_first()
            return

    def next_open_field(self, *, backwards: bool = False) -> bool:
        """Go to the next wrong field; False where there is none."""
        return any(
            form.focus_next_open(backwards=backwards) for form in self.forms() if form.problems()
        )

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below each other."""
        for widget in widgets:
            self.body.addWidget(widget)

    def section(self, title: str, fact: str = "") -> None:
        """Put a heading between the parts."""
        self.body.addSpacing(16)
        head = hbox(None, label(title, "head"), gap=8)
        if fact:
            head.addWidget(label(fact, "small", "text3"))
        head.addStretch(1)
        self.body.addLayout(head)
        self.body.addSpacing(6)

    def on_done(self, outcome: Any) -> None:
        """Say what a command did, with Undo where it can be taken back."""
        self.said.emit(text(outcome.label), bool(outcome.undoable))

    def run(self, command: Any) -> None:
        """Run a command, say what it did or why it was refused."""
        self.context.tasks.run_outcome(
            command, owner=self, then=self.on_done, failed=self.refused.emit
        )


def new_form() -> Form:
    """Return a form as the settings have them."""
    return Form(framed=True, label_width=LABELS)
