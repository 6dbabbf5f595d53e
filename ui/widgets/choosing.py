"""Buttons that open a list of choices: a field of one choice, a filter of one or many."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.language import tr
from ui.widgets.boxes import restyle
from ui.widgets.buttons import Button, draw_caret
from ui.widgets.picks import Choice, PickPopup, Source


class ChoiceButton(Button):
    """A field of one choice: its words, and a caret on hover, on focus, or where it is framed."""

    committed = Signal()
    """Emitted when a person picked another value."""

    problem_changed = Signal(str)
    """Emitted when the value was refused, or is right again; carries the reason."""

    locked_touched = Signal()
    """Emitted when somebody wants to change a locked field."""

    def __init__(
        self,
        choices: Sequence[Choice] = (),
        *,
        source: Source | None = None,
        none: str = "",
        placeholder: str = "",
        height: int = 30,
    ) -> None:
        super().__init__("", "plain", height=height)
        self._choices = tuple(choices)
        self._source = source
        self._none = none
        self._placeholder = placeholder
        self._value: Any = None
        self._words = ""
        self._frame = "open"
        self._locked = False
        self._problem = ""
        self._popup: PickPopup | None = None
        self.setProperty("type", "body")
        self.setProperty("caret", "true")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_frame("")
        self._show_value()
        self.clicked.connect(self.open_list)

    def value(self) -> Any:
        """Return the value that is picked, None for none."""
        return self._value

    def words(self) -> str:
        """Return the words of the picked value."""
        return self._words

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; the value stays."""
        self._choices = tuple(choices)
        self._show_value()

    def set_value(self, value: Any, words: str = "") -> None:
        """Show a value; `words` names one that is not among the choices (a source's)."""
        self._value = value.value if isinstance(value, Choice) else value
        self._words = value.words if isinstance(value, Choice) else words
        self._show_value()

    def restore(self) -> None:
        """A pick is never half done."""
        self.set_problem("")

    def settle(self) -> bool:
        """A pick is taken at once; False where it was refused."""
        return not self._problem

    def typed_something(self) -> bool:
        """A pick is never half done."""
        return False

    def problem(self) -> str:
        """Return why the value was refused."""
        return self._problem

    def set_problem(self, problem: str) -> None:
        """Frame the field as wrong and tell why; "" takes it back."""
        if problem != self._problem:
            self._problem = problem
            self._show_frame()
            self.problem_changed.emit(problem)

    def refuse(self, problem: str, saved: Any) -> None:
        """Show the reason why the value was refused, and the saved one again."""
        self.set_value(saved)
        self.set_problem(problem)

    def set_height(self, height: int) -> None:
        """Make the field as high as its rows."""
        self.setFixedHeight(height)

    def set_frame(self, frame: str) -> None:
        """Frame the field: "" always, plain on hover or focus, warn, bad, locked never."""
        self._frame = frame
        self._show_frame()

    def _show_frame(self) -> None:
        restyle(self, look="bad" if self._problem else self._frame or "open")

    def set_locked(self, locked: bool) -> None:
        """Show the value as plain text that cannot be changed."""
        self._locked = locked
        self.set_frame("locked" if locked else "")

    def open_list(self) -> None:
        """Open the list of choices."""
        if self._locked:
            self.locked_touched.emit()
            return
        none = (Choice(None, self._none),) if self._none and self._source is None else ()
        self._popup = PickPopup(self, (*none, *self._choices), source=self._source)
        self._popup.picked.connect(self._on_picked)
        self._popup.open_under(self, current=self._value, ticked=(self._value,))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down, F2 and Enter open the list, typing searches in it, Delete empties the field."""
        keys = Qt.Key
        if event.key() in (keys.Key_Down, keys.Key_F2, keys.Key_Return, keys.Key_Enter):
            self.open_list()
        elif event.key() == keys.Key_Delete and self._none and not self._locked:
            self._take(Choice(None, ""))
        elif event.text().isprintable() and event.text().strip() and not event.modifiers():
            self.open_list()
            if self._popup is not None:
                self._popup.type(event.text())
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the caret."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the caret in a field without a frame."""
        super().leaveEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame."""
        super().focusInEvent(event)
        if self._frame == "plain":
            restyle(self, look="open")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away again."""
        super().focusOutEvent(event)
        self._show_frame()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field and its caret."""
        super().paintEvent(event)
        if not self._locked and (self._frame != "plain" or self.underMouse() or self.hasFocus()):
            draw_caret(self)

    def _on_picked(self, choice: Choice) -> None:
        self._take(choice)

    def _take(self, choice: Choice) -> None:
        changed = choice.value != self._value or bool(self._problem)
        self.set_problem("")
        self.set_value(choice.value, choice.words if choice.value is not None else "")
        if changed:
            self.committed.emit()

    def _show_value(self) -> None:
        found = next((one for one in self._choices if one.value == self._value), None)
        if found is not None and self._value is not None:
            self._words = found.words
        empty = self._value is None
        shown = self._words if not empty else (self._none or self._placeholder)
        self.setText(shown.replace("&", "&&"))
        self.setAccessibleDescription(shown)
        restyle(self, empty="true" if empty else "false")


class FilterButton(Button):
    """A drop-down of a toolbar: shows what is chosen, or its own name where all is shown."""

    chosen = Signal(object)
    """Emitted when the filter was changed: a value, None for all, or a tuple of many."""

    def __init__(
        self,
        words: str,
        choices: Sequence[Choice] = (),
        *,
        multi: bool = False,
        source: Source | None = None,
        icon: str = "",
        height: int = 26,
    ) -> None:
        super().__init__(words, icon=icon, height=height)
        self._none = words
        self._choices = tuple(choices)
        self._source = source
        self._multi = multi
        self._picked: tuple[Any, ...] = ()
        self._named: dict[Any, str] = {}
        self._popup: PickPopup | None = None
        self.setProperty("caret", "true")
        self.clicked.connect(self.open_list)

    def value(self) -> Any:
        """Return what is chosen: a value or None, or a tuple for a filter of many."""
        if self._multi:
            return self._picked
        return self._picked[0] if self._picked else None

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices."""
        self._choices = tuple(choices)
        self._show()

    def set_value(self, value: Any, words: str = "") -> None:
        """Choose without telling anyone; None or an empty tuple shows all."""
        if isinstance(value, tuple):
            self._picked = value
        else:
            self._picked = () if value is None else (value,)
        if words and self._picked:
            self._named[self._picked[0]] = words
        self._show()

    def open_list(self) -> None:
        """Open the list of choices."""
        every = () if self._multi else (Choice(None, self._none),)
        self._popup = PickPopup(
            self, (*every, *self._choices), source=self._source, multi=self._multi
        )
        self._popup.picked.connect(self._on_picked)
        ticked = self._picked or ((None,) if not self._multi else ())
        self._popup.open_under(self, current=self.value(), ticked=ticked)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button and its caret."""
        super().paintEvent(event)
        draw_caret(self)

    def _on_picked(self, choice: Choice) -> None:
        self._named[choice.value] = choice.words
        if not self._multi:
            self._picked = () if choice.value is None else (choice.value,)
        elif choice.value in self._picked:
            self._picked = tuple(one for one in self._picked if one != choice.value)
        else:
            self._picked = (*self._picked, choice.value)
        if self._popup is not None and self._multi:
            self._popup.set_ticked(self._picked)
        self._show()
        self.chosen.emit(self.value())

    def _show(self) -> None:
        names = {one.value: one.words for one in self._choices} | self._named
        words = [names.get(value, str(value)) for value in self._picked]
        if len(words) > 2:
            shown = tr("{name} and {n} more").format(name=words[0], n=len(words) - 1)
        else:
            shown = ", ".join(words)
        self.set_words(shown or self._none)
        restyle(self, on="true" if words else "false")
