"""Columns: what a table shows of a row, and in which words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol, runtime_checkable

from studio.domain.money import Money
from ui import language
from ui.widgets.marks import ChipMark, MeterMark, Words

RIGHT_KINDS = frozenset({"money", "amount", "number", "percent"})
KINDS = frozenset(
    {"name", "text", "date", "moment", "chip", "outline", "meter", "badge"} | RIGHT_KINDS
)


@dataclass(frozen=True, slots=True)
class NameCell:
    """The first column: name, perhaps with a second line, a grey fact, a swatch or an avatar."""

    words: str
    sub: str = ""
    fact: str = ""
    hue: str = ""
    avatar: str = ""
    glyph: str = ""
    """An icon after the name, such as "lock-simple"."""
    glyph_ink: str = "text3"
    struck: bool = False
    tag: str = ""
    """An outline chip after the name."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `value` takes the frozen row and gives what the kind shows.

    name: str or NameCell. text: str or Words. money, amount: Money. number: int or Decimal.
    percent: a share of one. date: date. moment: UTC datetime. chip: ChipMark. outline: str.
    meter: MeterMark. badge: a sequence of codes. None shows nothing.
    """

    key: str
    title: str
    kind: str
    value: Callable[[Any], Any]
    width: int = 120
    align: str = ""
    """left or right; by the kind where it is empty."""
    sortable: bool = True
    hidden: bool = False
    stretch: bool = False
    ink: str = "text2"
    internal: bool = False
    """Stands on the tinted ground of what never reaches a client."""
    style: str = "body"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(self.kind)

    @property
    def right(self) -> bool:
        """True where figures stand at the right."""
        return self.align == "right" or (not self.align and self.kind in RIGHT_KINDS)


@runtime_checkable
class Spoken(Protocol):
    """A cell that says itself in words."""

    def said(self) -> str:
        """Return the cell as a screen reader says it."""
        ...


def words_of(column: Column, value: Any) -> str:
    """Return a cell as plain words: for screen readers, copying and tool tips."""
    if value is None:
        return ""
    if isinstance(value, NameCell):
        return ", ".join(part for part in (value.words, value.sub, value.fact, value.tag) if part)
    if isinstance(value, Spoken):
        return value.said()
    if isinstance(value, Words):
        return value.text
    if isinstance(value, ChipMark | MeterMark):
        return value.words
    if column.kind == "badge" and isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(value)
    return shown(column, value)


def shown(column: Column, value: Any) -> str:
    """Return a plain value as the window's language writes it."""
    if isinstance(value, Money):
        return language.amount(value) if column.kind == "amount" else language.money(value)
    if isinstance(value, datetime):
        return language.moment(value)
    if isinstance(value, date):
        return language.short_date(value)
    if column.kind == "percent":
        return language.percent(Decimal(value))
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return language.number(value)
    return str(value)
