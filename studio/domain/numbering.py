"""Document number patterns and the next number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from studio.errors import Invalid
from studio.text import Message

_TOKEN = re.compile(r"\{([A-Z]+)(?::(\d+))?\}")
_TOKENS = frozenset({"YYYY", "YY", "MM", "CLIENT", "SEQ"})
LONGEST = 40
LARGEST = 999_999_999
"""The largest sequence a counter may begin with."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is wrong with a run of numbers: counted but absent, or present twice."""

    missing: tuple[int, ...] = ()
    doubled: tuple[int, ...] = ()


def check_pattern(pattern: str) -> str:
    """Return a usable pattern; raise Invalid with the reason otherwise.

    Tokens: {YYYY} {YY} {MM} {CLIENT} {SEQ} and {SEQ:4} for four digits. {SEQ} stands exactly once.
    """
    pattern = pattern.strip()
    found = _TOKEN.findall(pattern)
    unknown = [name for name, _width in found if name not in _TOKENS]
    rest = _TOKEN.sub("", pattern)
    if unknown:
        raise _bad(Message("There is no {{{name}}} in number patterns.", name=unknown[0]))
    if "{" in rest or "}" in rest:
        raise _bad(Message("A bracket is open or closed that does not belong to a token."))
    if sum(name == "SEQ" for name, _width in found) != 1:
        raise _bad(Message("A pattern needs {{SEQ}} exactly once, such as {{SEQ:4}}."))
    if any(int(width or 1) not in range(1, 10) for _name, width in found):
        raise _bad(Message("{{SEQ}} takes 1 to 9 digits."))
    _check_unique(pattern, {name for name, _width in found})
    if len(pattern) > LONGEST or not rest.isprintable() or "\n" in rest:
        raise _bad(Message("A number has at most {limit} printable characters.", limit=LONGEST))
    return pattern


def _check_unique(pattern: str, names: set[str]) -> None:
    """Refuse a pattern that could give two documents one number."""
    if "MM" in names and not names & {"YYYY", "YY"}:
        raise _bad(Message("{{MM}} needs the year beside it: {{YYYY}} or {{YY}}."))
    if re.search(r"\{CLIENT[^}]*\}\{SEQ|\{SEQ[^}]*\}\{CLIENT", pattern):
        raise _bad(Message("Put a sign such as - between {{CLIENT}} and {{SEQ}}."))


def _bad(message: Message) -> Invalid:
    return Invalid({"pattern": message})


def render(pattern: str, day: date, sequence: int, client: str = "") -> str:
    """Return the number that a pattern gives on a day."""
    values = {
        "YYYY": f"{day.year:04d}",
        "YY": f"{day.year % 100:02d}",
        "MM": f"{day.month:02d}",
        "CLIENT": client,
    }

    def put(match: re.Match[str]) -> str:
        if match[1] == "SEQ":
            return str(sequence).zfill(int(match[2] or 1))
        return values[match[1]]

    return _TOKEN.sub(put, pattern)


def scope(pattern: str, day: date, client: str = "") -> str:
    """Return what the counter restarts with: year, month and client where the pattern has them."""
    names = {name for name, _width in _TOKEN.findall(pattern)}
    parts = []
    if names & {"YYYY", "YY"}:
        parts.append(f"{day.year:04d}")
    if "MM" in names:
        parts.append(f"{day.month:02d}")
    if "CLIENT" in names:
        parts.append(client)
    return "/".join(parts)


def read_scope(scope: str) -> tuple[int | None, str]:
    """Return the year and the client that a counter's scope names."""
    year: int | None = None
    client = ""
    for part in scope.split("/"):
        if re.fullmatch(r"\d{4}", part) and year is None:
            year = int(part)
        elif not re.fullmatch(r"\d{2}", part):
            client = part
    return year, client


def find_gaps(first: int, following: int, used: Iterable[int]) -> Gaps:
    """Return which numbers of first..following-1 stand on no document, and which on two."""
    seen: dict[int, int] = {}
    for number in used:
        seen[number] = seen.get(number, 0) + 1
    missing = tuple(number for number in range(first, following) if number not in seen)
    return Gaps(missing, tuple(sorted(number for number, count in seen.items() if count > 1)))
