"""Rows for a spreadsheet, to copy or to save: plain numbers, ISO dates, text that is no formula."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from studio.domain.money import Money
from ui.language import tr
from ui.models.columns import Column, NameCell, words_of
from ui.models.ids import Fetch

CHUNK = 500
"""Rows asked for at once."""

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")

Lines = list[list[str]]


class SheetReader:
    """Reads records in parts, off the window's thread, and hands them on with their heads."""

    def __init__(
        self,
        columns: Sequence[Column],
        keys: Sequence[int],
        fetch: Fetch,
        then: Callable[[Lines], None],
        known: Callable[[int], Any] | None = None,
    ) -> None:
        self._columns, self._fetch, self._then = tuple(columns), fetch, then
        self._known = known
        """Gives a row that need not be read, None where it must be."""
        self._waiting = list(keys)
        self._rows: dict[int, Any] = {}
        self._lines: Lines = [[word for column in self._columns for word in heads(column)]]

    def start(self) -> None:
        """Begin to read."""
        self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._then(self._lines)
            return
        part = self._waiting[:CHUNK]
        self._rows = {key: self._known(key) if self._known else None for key in part}
        missing = [key for key, row in self._rows.items() if row is None]
        if missing:
            self._fetch(missing, self._on_rows)
        else:
            self._on_rows({})

    def _on_rows(self, rows: Mapping[int, Any]) -> None:
        for row in {**self._rows, **rows}.values():
            if row is not None:  # it may have gone meanwhile
                self._lines.append([one for c in self._columns for one in cells(c, c.value(row))])
        self._waiting = self._waiting[CHUNK:]
        self._next()


def heads(column: Column) -> tuple[str, ...]:
    """Return the head of a column; an amount has its currency beside it."""
    if column.kind in ("money", "amount"):
        return column.title, tr("Currency")
    return (column.title,)


def cells(column: Column, value: Any) -> tuple[str, ...]:
    """Return a cell for a spreadsheet."""
    if isinstance(value, Money):
        return f"{value.decimal():f}", value.currency
    if column.kind in ("money", "amount"):
        return "", ""
    if isinstance(value, datetime):
        return (value.astimezone().isoformat(sep=" ", timespec="minutes")[:16],)
    if isinstance(value, date):
        return (value.isoformat(),)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return (f"{value:f}" if isinstance(value, Decimal) else str(value),)
    if isinstance(value, NameCell):
        words = " / ".join(part for part in (value.words, value.sub) if part)
    else:
        words = words_of(column, value)
    return ("'" + words if words.startswith(_FORMULAS) else words,)


def tabbed(lines: Lines) -> str:
    """Return lines as spreadsheets take them from the clipboard."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)
