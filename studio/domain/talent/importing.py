"""Rows of a brought table as readings or people, each problem with its row and reason."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from studio.domain.platforms import find
from studio.domain.talent import DISCIPLINES, KINDS, sheets
from studio.domain.talent.accounts import COUNTS, handle_key, handle_of
from studio.domain.talent.sheets import Broken, Cell
from studio.errors import Invalid
from studio.text import Message

EVERY = 2_000
"""Rows between two reports of progress."""

Report = Callable[[int, int], None]
"""Told how many of how many rows are done; raises to stop."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table is to be read: which column is what, the order of days, where the heads are.

    `platform` and `day` stand in where the table has no such column or an empty cell.
    """

    columns: Mapping[str, int]
    order: str = "dmy"
    heads: bool = True
    platform: str = ""
    day: date | None = None
    above: int = 0
    """Rows above the heads, such as a title: they are passed over."""

    @property
    def first(self) -> int:
        """Where the rows begin that are read, from 0."""
        return self.above + self.heads


@dataclass(frozen=True, slots=True)
class Problem:
    """One row that cannot be taken: its number in the table, the field, what stood there, why."""

    row: int
    field: str
    value: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Line:
    """One row that could be read."""

    row: int
    platform: str
    handle: str
    uid: str
    name: str
    day: date | None
    followers: int | None
    figures: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Any] = field(default_factory=dict)
    """What is said of the person, for a table of people."""


Row = Sequence[Cell | Broken]

LOOKED_AT = 12
"""Rows among which the heads are looked for."""


def guessed(rows: Sequence[Row], allowed: Sequence[str]) -> Plan:
    """Return how a table is probably to be read; titles may stand above the heads."""
    found = [sheets.guess(row, allowed) for row in rows[:LOOKED_AT]]
    most = max((len(columns) for columns in found), default=0)
    above = next((place for place, columns in enumerate(found) if len(columns) == most), 0)
    if most < (2 if above else 1):  # one word below the first row may as well be a value
        return Plan({}, heads=False)
    return Plan(found[above], order_of(rows[above + 1 :], found[above]), above=above)


def order_of(rows: Sequence[Row], columns: Mapping[str, int]) -> str:
    """Return whether the days of a table are probably written day or month first."""
    place = columns.get("as_of")
    if place is None:
        return "dmy"
    cells = (row[place] for row in rows if place < len(row))
    return sheets.guess_order(cell for cell in cells if isinstance(cell, str))


def read(
    rows: Sequence[Row],
    plan: Plan,
    today: date,
    *,
    people: bool = False,
    report: Report | None = None,
) -> tuple[list[Line], list[Problem]]:
    """Return the rows that can be read and what is wrong with the others; blank ones fall out."""
    reader = _Reader(rows, plan, today, people)
    lines: list[Line] = []
    problems: list[Problem] = []
    for place in range(plan.first, len(rows)):
        if report is not None and place % EVERY == 0:
            report(place, len(rows))
        row = rows[place]
        if not any(cell is not None and cell != "" for cell in row):
            continue
        found = reader.line(place + 1, row)
        if isinstance(found, Line):
            lines.append(found)
        else:
            problems += found
    return lines, problems


class _Reader:
    """Reads one row after another by one plan."""

    def __init__(self, rows: Sequence[Row], plan: Plan, today: date, people: bool) -> None:
        self._plan = plan
        self._today = today
        self._people = people
        head = rows[plan.above] if plan.above < len(rows) and plan.heads else ()
        self._powers = {
            name: sheets.power_of(head[place])
            for name, place in plan.columns.items()
            if place < len(head)
        }
        self._known: dict[str, str] = {}

    def line(self, number: int, row: Row) -> "Line | list[Problem]":
        """Return a row as a line, or everything that is wrong with it."""
        problems: list[Problem] = []
        found: dict[str, Any] = {}
        for name, value in self._fields(row):
            try:
                found[name] = self._read(name, value)
            except Invalid as refused:
                reason = next(iter(refused.fields.values()))
                problems.append(Problem(number, name, _shown(value), reason))
        if not problems:
            problems = list(self._missing(number, found))
        if problems:
            return problems
        figures = {name: found[name] for name in (*COUNTS, "completion") if name in found}
        words = {name: found[name] for name in _PERSON if name in found} if self._people else {}
        return Line(
            number,
            found.get("platform", self._plan.platform),
            found.get("handle", ""),
            found.get("uid", ""),
            found.get("name", "") or found.get("name_zh", ""),
            found.get("as_of", self._plan.day),
            found.get("followers"),
            {**figures, **({"note": found["note"]} if found.get("note") else {})},
            words,
        )

    def _fields(self, row: Row) -> Iterator[tuple[str, Cell | Broken]]:
        for name, place in self._plan.columns.items():
            value = row[place] if place < len(row) else None
            if isinstance(value, str) and value.strip().casefold() in sheets.NOTHING:
                value = None
            if value is not None:
                yield name, value

    def _read(self, name: str, value: Cell | Broken) -> Any:
        if isinstance(value, Broken):
            raise Invalid({"value": value.reason})
        if name == "as_of":
            return sheets.day(value, self._plan.order, self._today)
        if name == "followers" or name in COUNTS:
            return sheets.count(value, self._powers.get(name, 0))
        if name == "completion":
            return sheets.part(value)
        if name in ("niches", "languages"):
            return sheets.parts(value)
        words = sheets.words(value)
        if len(words) > 300:
            raise Invalid({"value": Message("This is too long.")})
        return _CODED[name](self, words) if name in _CODED else words

    def platform(self, words: str) -> str:
        """Return the platform somebody named."""
        code = self._known.get(words)
        if code is None:
            code = self._known[words] = find(words)
        if not code:
            raise Invalid({"value": Message('"{typed}" is no known platform.', typed=words)})
        return code

    def handle(self, words: str) -> str:
        """Return a handle without its @."""
        handle = handle_of(words)
        if not handle_key(handle):
            raise Invalid({"value": Message("The handle is empty.")})
        return handle

    def _missing(self, number: int, found: Mapping[str, Any]) -> Iterator[Problem]:
        if self._people:
            yield from self._missing_of_person(number, found)
            return
        if "followers" not in found:
            yield Problem(number, "followers", "", Message("Followers are missing."))
        if "as_of" not in found and self._plan.day is None:
            yield Problem(number, "as_of", "", Message("The day is missing."))
        if not (found.get("handle") or found.get("uid") or found.get("name")):
            yield Problem(number, "handle", "", Message("The handle is empty."))

    def _missing_of_person(self, number: int, found: Mapping[str, Any]) -> Iterator[Problem]:
        if not (found.get("name") or found.get("name_zh") or found.get("handle")):
            yield Problem(number, "name", "", Message("A name or a handle is needed."))
        platform = found.get("platform", self._plan.platform)
        if found.get("handle") and not platform:
            yield Problem(number, "platform", "", Message("Say on which platform."))
        if "followers" in found and not (found.get("handle") and platform):
            yield Problem(number, "handle", "", Message("The handle is empty."))


def _kind(_reader: _Reader, words: str) -> str:
    return _coded(words, KINDS, _KIND_WORDS)


def _discipline(_reader: _Reader, words: str) -> str:
    return _coded(words, DISCIPLINES, {})


def _coded(words: str, known: Mapping[str, Message], more: Mapping[str, str]) -> str:
    folded = words.casefold()
    for code, label in known.items():
        if folded in (code, str(label).casefold()):
            return code
    if folded in more:
        return more[folded]
    raise Invalid({"value": Message('"{typed}" is not one of the list.', typed=words)})


_KIND_WORDS = {
    "达人": "creator", "博主": "creator", "kol": "creator", "koc": "creator",
    "influencer": "creator",
    "主播": "host", "虚拟": "virtual", "虚拟人": "virtual", "模特": "model", "配音": "voice",
    "公众人物": "public_figure", "名人": "public_figure", "团队": "crew", "工作人员": "crew",
}  # fmt: skip
_CODED: Mapping[str, Callable[[_Reader, str], str]] = {
    "platform": _Reader.platform,
    "handle": _Reader.handle,
    "kind": _kind,
    "discipline": _discipline,
}
_PERSON = (
    "name", "name_zh", "kind", "discipline", "city", "country", "url", "niches", "languages",
    "phone", "mail", "wechat", "note",
)  # fmt: skip


def _shown(value: Cell | Broken) -> str:
    return "" if isinstance(value, Broken) else sheets.words(value)[:60]
