"""What an import would do and what it did; a table with a wrong row is refused whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from studio.domain.talent.importing import Line, Problem
from studio.errors import Invalid
from studio.text import Message

SHOWN = 200
"""Rows that a preview carries as a sample; it counts all of them."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do: rows taken, rows that are there already, rows that cannot be."""

    total: int
    good: int
    known: int
    people: int
    """New people, in a table of people."""
    problems: tuple[Problem, ...]
    """Everything that cannot be read, by row."""
    wrong_rows: int
    sample: tuple[Line, ...]
    warnings: tuple[Problem, ...] = ()
    """Rows that are taken but may be somebody who is on the roster already."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import did."""

    import_id: int = 0
    readings: int = 0
    talent_ids: tuple[int, ...] = ()
    known: int = 0
    left_out: int = 0
    problems: tuple[Problem, ...] = ()
    """What is wrong with the rows that were left out."""


def wrong_rows(problems: Sequence[Problem]) -> int:
    """Return in how many rows something is wrong."""
    return len({problem.row for problem in problems})


def refuse_wrong(problems: Sequence[Problem], good_rows: bool) -> None:
    """Refuse a table with a wrong row, naming every one, unless only the good rows are wanted."""
    if not problems or good_rows:
        return
    fields = {
        f"{problem.row}.{problem.field}": Message(
            "Row {row}: {reason}", row=problem.row, reason=problem.reason
        )
        for problem in problems
    }
    count = wrong_rows(problems)
    raise Invalid(
        fields,
        Message("1 row cannot be read; nothing was imported.")
        if count == 1
        else Message("{count} rows cannot be read; nothing was imported.", count=count),
    )
