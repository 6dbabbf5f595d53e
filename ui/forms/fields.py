"""Fields of a form. Each has a value, and tells by `committed` when a person changed it.

They all share: value, set_value, committed, problem, problem_changed, settle, restore, refuse,
set_frame, set_locked, set_height, typed_something.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from ui.forms.guard import Drafts
from ui.widgets.checks import Check
from ui.widgets.choosing import ChoiceButton
from ui.widgets.edits import DateEdit, LineEdit, MomentEdit, MoneyEdit, NumberEdit, PercentEdit
from ui.widgets.picks import Choice, Source
from ui.widgets.tags import ChipsEdit
from ui.widgets.texts import GrowingText


class TextField(LineEdit):
    """One line of text; its value is a str."""


class MoneyField(MoneyEdit):
    """An amount; its value is Money or None."""


class NumberField(NumberEdit):
    """A quantity; its value is a Decimal or None."""


class PercentField(PercentEdit):
    """A share; its value is a Decimal fraction (0.4 is 40 %) or None."""


class DateField(DateEdit):
    """A day; its value is a date or None."""


class DateTimeField(MomentEdit):
    """A day and time typed in local time; its value is a datetime in UTC or None."""


class LongTextField(GrowingText):
    """Text of several lines; its value is a str. `keep_draft` keeps it safe while it is typed."""

    def __init__(
        self, *, limit: int = 4000, lines: int = 3, most: int = 14, placeholder: str = ""
    ) -> None:
        super().__init__(limit=limit, lines=lines, most=most, placeholder=placeholder)
        self._drafts: Drafts | None = None
        self._place = ("", 0, "")
        self.textChanged.connect(self._on_draft_changed)
        self.committed.connect(self._on_draft_committed)

    def keep_draft(self, drafts: Drafts, noun: str, record_id: int, field: str) -> bool:
        """Keep half-typed text of this record; True where some was left over and is shown.

        Call it after `set_value`.
        """
        self._drafts = None
        self._place = (noun, record_id, field)
        left = drafts.get(*self._place)
        if left is not None and left != self.value():
            self.setPlainText(left)
        elif left is not None:
            drafts.clear(*self._place)
        self._drafts = drafts
        return self.typed_something()

    def set_value(self, value: Any) -> None:
        """Show a text that is saved; a draft that says the same has done its work."""
        super().set_value(value)
        if self._drafts is not None and self._drafts.get(*self._place) == self.value():
            self._drafts.clear(*self._place)

    def restore(self) -> None:
        """Show the saved text again and forget what was typed."""
        given_up = self.typed_something()
        super().restore()
        if self._drafts is not None and given_up:
            self._drafts.clear(*self._place)

    def _on_draft_changed(self) -> None:
        if self._drafts is not None and self.typed_something():
            self._drafts.put(*self._place, self.toPlainText())

    def _on_draft_committed(self) -> None:
        """Keep the text until it is really saved: `accepted` of the form clears it."""
        if self._drafts is not None:
            self._drafts.put(*self._place, self.value())

    def saved(self) -> None:
        """Forget the draft: the text is in the studio."""
        if self._drafts is not None:
            self._drafts.clear(*self._place)


class ChoiceField(ChoiceButton):
    """One of several choices; its value is the choice's, or None where `none` allows it."""

    def __init__(
        self, choices: Sequence[Choice] = (), *, none: str = "", placeholder: str = ""
    ) -> None:
        super().__init__(choices, none=none, placeholder=placeholder)


class PickField(ChoiceButton):
    """A record found by typing; `source(text, arrived)` brings choices."""

    def __init__(self, source: Source, *, none: str = "", placeholder: str = "") -> None:
        super().__init__(source=source, none=none, placeholder=placeholder)


class MultiField(ChipsEdit):
    """Several choices, or free words; its value is a tuple."""

    def __init__(
        self,
        choices: Sequence[Choice] = (),
        *,
        free: bool = False,
        source: Source | None = None,
        placeholder: str = "",
    ) -> None:
        super().__init__(choices, free=free, source=source, placeholder=placeholder)


class CheckField(Check):
    """Yes or no; its value is a bool."""

    committed = Signal()
    """Emitted when a person has turned it on or off."""

    problem_changed = Signal(str)
    """Emitted when the value was refused, or is right again; carries the reason."""

    locked_touched = Signal()
    """Emitted when somebody wants to change a locked field."""

    def __init__(self, words: str = "", *, checked: bool = False) -> None:
        super().__init__(words, checked=checked)
        self._problem = ""
        self.clicked.connect(self._on_clicked)

    def value(self) -> bool:
        """Return whether it is on."""
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        """Show a value that is saved."""
        self.setChecked(bool(value))
        self.set_problem("")

    def problem(self) -> str:
        """Return why the value was refused."""
        return self._problem

    def set_problem(self, problem: str) -> None:
        """Tell why the value was refused; "" takes it back."""
        if problem != self._problem:
            self._problem = problem
            self.problem_changed.emit(problem)

    def refuse(self, problem: str, saved: Any) -> None:
        """Show the saved value again, with the reason."""
        self.setChecked(bool(saved))
        self.set_problem(problem)

    def restore(self) -> None:
        """A tick is never half done."""
        self.set_problem("")

    def settle(self) -> bool:
        """A tick is taken at once; False where it was refused."""
        return not self._problem

    def typed_something(self) -> bool:
        """A tick is never half done."""
        return False

    def set_frame(self, frame: str) -> None:
        """A tick has no frame."""

    def set_height(self, height: int) -> None:
        """A tick has its own height."""

    def set_locked(self, locked: bool) -> None:
        """Show the value without letting it be changed."""
        self.setEnabled(not locked)

    def _on_clicked(self) -> None:
        self.set_problem("")
        self.committed.emit()


Field = LineEdit | GrowingText | ChoiceButton | ChipsEdit | CheckField


def is_empty(field: Field) -> bool:
    """True where nothing is entered; a tick is never empty."""
    if isinstance(field, CheckField):
        return False
    return field.value() in (None, "", ())
