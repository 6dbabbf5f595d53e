"""The open fields of one row of a grid, as a form that is told what became of its values."""

from collections.abc import Mapping
from typing import Any

from studio.text import Message
from ui.language import text
from ui.widgets.edits import LineEdit


class CellForm:
    """What a Saver knows of cells: accepted, show_errors, restore and field, by name."""

    def __init__(self, record: int) -> None:
        self.record = record
        self._fields: dict[str, tuple[LineEdit, int]] = {}
        self._saved: dict[str, Any] = {}
        self._stays: set[str] = set()

    def known(self, name: str) -> LineEdit | None:
        """Return the open field of a name."""
        found = self._fields.get(name)
        return found[0] if found else None

    def put(self, name: str, field: LineEdit, column: int, *, keep: bool = False) -> None:
        """Take a field that was opened over a cell; `keep` where it stays when it is done."""
        self._fields[name] = (field, column)
        self._stays |= {name} if keep else set()
        self._saved[name] = field.value()

    def fields(self) -> list[tuple[LineEdit, int]]:
        """Return the open fields with their columns."""
        return list(self._fields.values())

    def drop(self, name: str) -> None:
        """Let a field go."""
        field, _column = self._fields.pop(name, (None, 0))
        if field is not None:
            field.deleteLater()

    def close(self) -> None:
        """Let every field go."""
        for name in list(self._fields):
            self.drop(name)

    def focus(self, name: str) -> None:
        """Go to a field."""
        field = self.known(name)
        if field is not None:
            field.show()
            field.setFocus()
            field.selectAll()

    def problems(self) -> dict[str, str]:
        """Return the reason at each field that could not be kept."""
        open_fields = [(name, field) for name, (field, _column) in self._fields.items()]
        return {name: field.problem() for name, field in open_fields if field.problem()}

    # -- what a Saver asks ----------------------------------------------------------------------

    def accepted(self, name: str = "") -> None:
        """The value is in the studio: the field is done."""
        for key in [name] if name else list(self._fields):
            field = self.known(key)
            if field is None:
                continue
            self._saved[key] = field.value()
            if key not in self._stays and not field.hasFocus():
                self.drop(key)

    def show_errors(self, errors: Mapping[str, Message | str]) -> dict[str, Message | str]:
        """Show refusals at their fields; return those that name no open field."""
        strange: dict[str, Message | str] = {}
        for name, message in errors.items():
            field = self.known(name)
            if field is None:
                strange[name] = message
            else:
                field.refuse(text(message), self._saved[name])
                field.show()
        return strange

    def restore(self, name: str = "") -> None:
        """Show what is in the studio again."""
        for key in [name] if name else list(self._fields):
            field = self.known(key)
            if field is not None and key in self._stays:
                field.set_value(self._saved[key])
            else:
                self.drop(key)

    def field(self, name: str) -> Any:
        """Return a field to put another's value into."""
        return self.known(name) or LineEdit()
