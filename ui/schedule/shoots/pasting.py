"""Rows pasted from a spreadsheet or a text: one line each, columns parted by tabs."""

import re

from studio.domain import shoots as rules
from studio.errors import Invalid

_TIMES = re.compile(r"^\s*(\d{1,4})\s*[x\u00d7]\s+")

_AFTER = {
    "schedule": ("title", "setting", "who", "props"),
    "shot": ("title", "setting", "who", "props"),
    "gear": ("title", "note"),
    "sample": ("title", "note"),
}
"""What the columns after the first are."""


def rows(typed: str, part: str) -> list[dict[str, object]]:
    """Return the lines of a pasted text for a part; empty lines fall out.

    A schedule begins with a time, shots with a number, gear and samples with how many.
    """
    return [_row(line, part) for line in typed.splitlines() if line.strip()]


def _row(line: str, part: str) -> dict[str, object]:
    line = _TIMES.sub(r"\1x ", line)
    if "\t" in line:
        first, *rest = (cell.strip() for cell in line.split("\t"))
    else:
        first, _, words = line.strip().partition(" ")
        rest = [words.strip()]
    head = _head(first, part)
    if head is None:  # there is no time, number or quantity: all of it is words
        head, rest = {}, [first, *rest] if "\t" in line else [line.strip()]
    return {"part": part, **head, **dict(zip(_AFTER[part], rest, strict=False))}


def _head(cell: str, part: str) -> dict[str, object] | None:
    """Read the first column as time, number or quantity; None where it is none."""
    if part == "schedule":
        begin, _, end = cell.replace("\u2013", "-").partition("-")
        try:
            at, until = rules.time_of_day(begin), rules.time_of_day(end)
        except Invalid:
            return None
        return {"at": at, "until": until} if at else None
    if part == "shot":
        return {"code": cell} if re.fullmatch(r"\d{1,3}[A-Za-z]?", cell) else None
    many = re.fullmatch(r"(\d{1,4})\s*[x\u00d7]?", cell)
    return {"quantity": int(many[1])} if many else None
