"""Form: rows of label and field; values in, values out, errors where they belong."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from studio.text import Message
from ui.forms.fields import Field, LongTextField, is_empty
from ui.forms.row import FormRow
from ui.language import text, tr
from ui.widgets.boxes import vbox
from ui.widgets.labels import label


class Form(QWidget):
    """Fields by name. A committed field is one command of the page; nothing is staged here.

    Inline forms show plain text until hover or focus; `framed` ones (dialogs) frame every field,
    `stacked` ones have the label above. `columns` puts rows side by side, `ruled` draws hairlines.
    """

    committed = Signal(str, object)
    """Emitted when a person changed a field and left it: its name and its new value."""

    overtaken = Signal(str, object)
    """Emitted when a new saved value came for a field that is being typed in."""

    locked_touched = Signal()
    """Emitted when somebody types into a locked form: show the legal way out."""

    def __init__(
        self,
        *,
        label_width: int = 104,
        columns: int = 1,
        stacked: bool = False,
        framed: bool = False,
        compact: bool = False,
        ruled: bool = False,
        gap: int = 24,
    ) -> None:
        super().__init__()
        self._label_width = label_width
        self._stacked = stacked
        self._framed = framed
        self._compact = compact
        self._ruled = ruled
        self._rows: dict[str, FormRow] = {}
        self._saved: dict[str, Any] = {}
        self._locked = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(0)
        self._columns: list[QVBoxLayout] = []
        for number in range(columns):
            column = vbox(None, gap=12 if stacked else (2 if compact else 0))
            column.addStretch(1)
            self._columns.append(column)
            self._grid.addLayout(column, 0, number)
            self._grid.setColumnStretch(number, 1)
        self._below = vbox(None)
        self._grid.addLayout(self._below, 1, 0, 1, columns)

    def add(
        self,
        name: str,
        title: str,
        field: Field,
        *,
        help: str = "",
        required: bool = False,
        column: int = 0,
        wide: bool = False,
    ) -> FormRow:
        """Add a field under a name; `wide` puts it below all columns. Return its row."""
        row = FormRow(
            name,
            title,
            field,
            label_width=self._label_width,
            stacked=self._stacked,
            framed=self._framed,
            compact=self._compact,
            ruled=self._ruled,
            required=required,
            help=help,
        )
        self._rows[name] = row
        self._saved[name] = field.value()
        self._put(row, column, wide=wide)
        row.committed.connect(self.committed)
        row.locked_touched.connect(self.locked_touched)
        row.set_locked(self._locked)
        return row

    def add_widget(self, widget: QWidget, *, column: int = 0, wide: bool = False) -> None:
        """Put something else between the rows."""
        self._put(widget, column, wide=wide)

    def section(self, title: str, *, column: int = 0) -> None:
        """Put a heading between the rows."""
        head = label(title, "smallhead", "text2")
        head.setContentsMargins(0, 14 if self._columns[column].count() > 1 else 0, 0, 4)
        self._put(head, column, wide=False)

    def _put(self, widget: QWidget, column: int, *, wide: bool) -> None:
        """Rows stand at the top of their column: the stretch stays last."""
        if wide:
            self._below.addWidget(widget)
        else:
            layout = self._columns[column]
            layout.insertWidget(layout.count() - 1, widget)

    def field(self, name: str) -> Field:
        """Return the field of a name."""
        return self._rows[name].field

    def row(self, name: str) -> FormRow:
        """Return the row of a name: its note, its state, whether it is shown."""
        return self._rows[name]

    def names(self) -> list[str]:
        """Return the names of all fields in order."""
        return list(self._rows)

    def set_value(self, values: Mapping[str, Any]) -> None:
        """Show saved values. A field that is being typed in keeps its text and is overtaken."""
        for name, value in values.items():
            row = self._rows.get(name)
            if row is None:
                continue
            before, self._saved[name] = self._saved.get(name), value
            if row.field.typed_something() and row.has_focus():
                if value != before:
                    self.overtaken.emit(name, value)
            else:
                row.field.set_value(value)

    def value(self) -> dict[str, Any]:
        """Return the values of all fields, the half-typed one included where it can be read."""
        for row in self._rows.values():
            row.field.settle()
        return {name: row.field.value() for name, row in self._rows.items()}

    def saved(self, name: str) -> Any:
        """Return the value that is in the studio."""
        return self._saved[name]

    def dirty(self) -> frozenset[str]:
        """Return the names of fields that differ from what is saved."""
        return frozenset(
            name
            for name, row in self._rows.items()
            if row.field.typed_something() or row.field.value() != self._saved[name]
        )

    def accepted(self, name: str = "") -> None:
        """Take the value of one field, or of all, as the saved one."""
        for key in [name] if name else list(self._rows):
            field = self._rows[key].field
            self._saved[key] = field.value()
            field.set_problem("")
            if isinstance(field, LongTextField):
                field.saved()

    def restore(self, name: str = "") -> None:
        """Show the saved value of one field, or of all, again."""
        for key in [name] if name else list(self._rows):
            self._rows[key].field.set_value(self._saved[key])

    def show_errors(self, errors: Mapping[str, Message | str]) -> dict[str, Message | str]:
        """Show refusals at their fields; return those that name no field here."""
        strange: dict[str, Message | str] = {}
        for name, message in errors.items():
            row = self._rows.get(name)
            if row is None:
                strange[name] = message
            else:
                row.field.refuse(text(message), self._saved[name])
        return strange

    def clear_errors(self) -> None:
        """Take every error away."""
        for row in self._rows.values():
            row.field.set_problem("")

    def problems(self) -> dict[str, str]:
        """Return the reason of each field that cannot be kept."""
        return {name: words for name, row in self._rows.items() if (words := row.field.problem())}

    def complete(self) -> bool:
        """Settle all fields; say at each required one that is empty that it is needed."""
        for row in self._rows.values():
            if row.field.settle() and row.required and row.shown() and is_empty(row.field):
                row.field.set_problem(tr("This is needed."))
        first = next(iter(self.problems()), "")
        if first:
            self._rows[first].focus()
        return not first

    def set_locked(self, locked: bool) -> None:
        """Show plain text without frames: the record is issued or sent."""
        self._locked = locked
        for row in self._rows.values():
            row.set_locked(locked)

    def focus_first(self) -> None:
        """Put the focus into the first field."""
        for row in self._rows.values():
            if row.shown():
                row.focus()
                return

    def focus_field(self, name: str) -> None:
        """Put the focus into a field."""
        self._rows[name].focus()

    def focus_next_open(self, *, backwards: bool = False) -> bool:
        """Go to the next missing, unclear or wrong field; False where there is none."""
        rows = [row for row in self._rows.values() if row.shown()]
        if backwards:
            rows.reverse()
        at = next((number for number, row in enumerate(rows) if row.has_focus()), -1)
        for row in rows[at + 1 :] + rows[: at + 1]:
            if row.is_open() and not row.has_focus():
                row.focus()
                return True
        return False

    def open_count(self) -> int:
        """Return how many fields are missing, unclear or wrong."""
        return sum(row.is_open() for row in self._rows.values() if row.shown())
