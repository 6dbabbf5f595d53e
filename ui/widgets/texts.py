"""A text field of several lines that grows with its text."""

from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from studio.domain import typed
from studio.errors import Invalid
from ui import language
from ui.theme.fonts import metrics
from ui.widgets import focus
from ui.widgets.boxes import restyle


class GrowingText(QPlainTextEdit):
    """Text of several lines; leaving it or Ctrl+Enter commits, Esc restores, Tab goes on."""

    committed = Signal()
    """Emitted when the text was changed and left."""

    problem_changed = Signal(str)
    """Emitted when the text cannot be kept, or can again; carries the reason."""

    locked_touched = Signal()
    """Emitted when somebody types into a locked field."""

    def __init__(
        self, *, limit: int = 4000, lines: int = 2, most: int = 12, placeholder: str = ""
    ) -> None:
        super().__init__()
        self._limit = limit
        self._lines = lines
        self._most = most
        self._value = ""
        self._problem = ""
        self._frame = ""
        self.setProperty("type", "body")
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.document().setDocumentMargin(3)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self.textChanged.connect(self._on_text_changed)
        focus.note(self)
        self._fit()

    def value(self) -> str:
        """Return the last good text."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show a text that is saved."""
        self._value = value or ""
        self.restore()

    def restore(self) -> None:
        """Show the last good text again."""
        if self.toPlainText() != self._value:
            self.setPlainText(self._value)
        self.set_problem("")

    def problem(self) -> str:
        """Return why the text cannot be kept, "" where it can."""
        return self._problem

    def typed_something(self) -> bool:
        """True while the text differs from the last good one."""
        return self.toPlainText() != self._value

    def settle(self) -> bool:
        """Take what is typed as the value; False where it cannot be kept. Tells of a change."""
        if not self.typed_something():
            return not self._problem
        try:
            value = typed.text(self.toPlainText(), limit=self._limit, multiline=True)
        except Invalid as error:
            self.set_problem(language.text(next(iter(error.fields.values()))))
            return False
        changed = value != self._value
        self.set_value(value)
        if changed:
            self.committed.emit()
        return True

    def refuse(self, problem: str, saved: Any) -> None:
        """Keep what was typed with the reason why it was refused; Esc goes back to `saved`."""
        self._value = saved or ""
        self.set_problem(problem)

    def set_height(self, height: int) -> None:
        """The text makes its own height."""

    def set_frame(self, frame: str) -> None:
        """Frame the field: "" always, plain on hover or focus, warn, bad, locked never."""
        self._frame = frame
        restyle(self, look="bad" if self._problem else frame)

    def set_locked(self, locked: bool) -> None:
        """Show the text as plain text that cannot be changed."""
        self.setReadOnly(locked)
        self.set_frame("locked" if locked else "")

    def sizeHint(self) -> QSize:
        """Ask for the room of the text."""
        return QSize(240, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter commits, Esc restores."""
        if self.isReadOnly() and event.text().isprintable() and event.text():
            self.locked_touched.emit()
        keys = Qt.Key
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (keys.Key_Return, keys.Key_Enter) and control:
            self.settle()
            event.ignore()
        elif event.key() == keys.Key_Escape and (self.typed_something() or self._problem):
            self.restore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving commits, but not to a menu of the field or to another program."""
        reasons = Qt.FocusReason
        if event.reason() not in (reasons.PopupFocusReason, reasons.ActiveWindowFocusReason):
            self.settle()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths wrap in other places."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another size of type takes another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _on_size_changed(self) -> None:
        self._fit()

    def _on_text_changed(self) -> None:
        if self._problem:
            self.set_problem("")

    def _fit(self) -> None:
        lines = int(self.document().size().height())
        shown = max(self._lines, min(lines, self._most))
        height = int(shown * metrics("body").lineSpacing() + 16)
        if height != self.height():
            self.setFixedHeight(height)
        more = lines > self._most
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if more else policy.ScrollBarAlwaysOff
        )

    def set_problem(self, problem: str) -> None:
        """Frame the field as wrong and tell why; "" takes it back."""
        if problem != self._problem:
            self._problem = problem
            self.setAccessibleDescription(problem)
            restyle(self, look="bad" if problem else self._frame)
            self.problem_changed.emit(problem)
