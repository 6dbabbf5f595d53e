"""Keeps the rows of a version in order: a place for a new row, moves by one, moves to a place."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """A row of a version: it has a place among its kind."""

    id: int | None
    position: int


R = TypeVar("R", bound=Placed)


def place(rows: Sequence[R], after: int | None) -> int:
    """Make room for a row after the one with the id `after` (at the end without one).

    Returns the position the new row takes; rows behind it move down where they must.
    """
    at = next((n for n, row in enumerate(rows) if row.id == after), len(rows) - 1) + 1
    position = rows[at - 1].position + 1 if at else 1
    following = position
    for row in rows[at:]:
        following += 1
        if row.position >= following:
            break
        row.position = following
    return position


def shift(rows: Sequence[R], key: int, by: int) -> bool:
    """Move a row up (-1) or down (+1) by swapping it with its neighbour; say whether it moved."""
    at = next(n for n, row in enumerate(rows) if row.id == key)
    other = at + by
    if not 0 <= other < len(rows):
        return False
    bring(rows, key, other)
    return True


def bring(rows: Sequence[R], key: int, to: int) -> None:
    """Move a row to an index of the list; the rows between move over by one."""
    at = next(n for n, row in enumerate(rows) if row.id == key)
    to = max(0, min(to, len(rows) - 1))
    order = [row for row in rows if row.id != key]
    order.insert(to, rows[at])
    positions = _distinct([row.position for row in rows])
    for row, position in zip(order, positions, strict=True):
        if row.position != position:
            row.position = position


def _distinct(positions: Sequence[int]) -> list[int]:
    """Return rising positions, so that rows that shared one come apart."""
    found: list[int] = []
    for position in positions:
        found.append(max(position, found[-1] + 1 if found else position))
    return found
