"""Reads a client's words: budgets, posting windows, platforms, and what is too vague to use."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from studio.domain.wishes.budgets import headline, is_about, read_budget
from studio.domain.wishes.places import find_platforms, read_objective, read_platforms
from studio.domain.wishes.spoken import Found, currency_of, is_chinese, suggest, title_of
from studio.domain.wishes.values import Budget, Due, Window
from studio.domain.wishes.windows import read_window, typed_day
from studio.errors import Invalid
from studio.text import Message

__all__ = [
    "Budget",
    "Due",
    "Found",
    "Window",
    "currency_of",
    "find_platforms",
    "headline",
    "is_about",
    "is_chinese",
    "read",
    "read_budget",
    "read_objective",
    "read_platforms",
    "read_window",
    "suggest",
    "title_of",
    "typed_day",
]

Reader = Callable[[str, str, date], Mapping[str, object]]


def _as_platforms(words: str, _currency: str, _today: date) -> Mapping[str, object]:
    return {"platforms": read_platforms(words)}


def _as_budget(words: str, currency: str, _today: date) -> Mapping[str, object]:
    least, most = read_budget(words, currency)
    return {"budget_min": least, "budget_max": most}


def _as_window(words: str, _currency: str, today: date) -> Mapping[str, object]:
    first, last = read_window(words, today)
    return {"window_from": first, "window_to": last}


def _as_due(words: str, _currency: str, today: date) -> Mapping[str, object]:
    day = typed_day(words, today)
    if day is None:
        raise Invalid({"due_on": Message('"{typed}" is not a date.', typed=words.strip()[:40])})
    return {"due_on": day}


def _as_objective(words: str, _currency: str, _today: date) -> Mapping[str, object]:
    return {"objective": read_objective(words)}


def _as_keywords(words: str, _currency: str, _today: date) -> Mapping[str, object]:
    return {
        "keywords": [word for word in re.split(r"[,，、;；/\n]+|\s{2,}", words) if word.strip()]
    }


_READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "platforms": _as_platforms,
        "budget": _as_budget,
        "budget_max": _as_budget,
        "window": _as_window,
        "due": _as_due,
        "objective": _as_objective,
        "keywords": _as_keywords,
    }
)


def read(field: str, words: str, *, currency: str, today: date) -> Mapping[str, object]:
    """Return the columns that a client's words give when they are put into a field.

    Raises Invalid naming the column where the words cannot be understood for that field.
    """
    reader = _READERS.get(field)
    return reader(words, currency, today) if reader else {field: words.strip()}
