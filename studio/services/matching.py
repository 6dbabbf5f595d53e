"""Selecting columns, and filtering by typed text alike on both databases."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_

from studio.persistence.base import Entity

ESCAPE = "\\"


def columns(table: type[Entity], *names: str) -> list[Any]:
    """Return columns by name, for lists that read tuples instead of whole rows."""
    return [getattr(table, name) for name in names]


def matches(text: str, searched: Iterable[Any]) -> ColumnElement[bool]:
    """Say whether each typed word stands in one of the columns, whatever its case.

    SQLite folds ASCII letters only, so other letters are also looked for as typed, in capitals
    and in small letters.
    """
    searched = list(searched)
    return and_(True, *(_found(word, searched) for word in text.split()[:8]))


def _found(word: str, searched: list[Any]) -> ColumnElement[bool]:
    patterns = {_pattern(word.lower())}
    if not word.isascii():
        patterns |= {_pattern(form) for form in (word, word.upper(), word.title())}
    return or_(
        *(
            func.lower(column).like(pattern, escape=ESCAPE)
            if pattern == _pattern(word.lower())
            else column.like(pattern, escape=ESCAPE)
            for column in searched
            for pattern in patterns
        )
    )


def _pattern(word: str) -> str:
    for sign in (ESCAPE, "%", "_"):
        word = word.replace(sign, ESCAPE + sign)
    return f"%{word}%"
