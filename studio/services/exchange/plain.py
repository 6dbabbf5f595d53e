"""Frozen rows as plain JSON values: money as {"amount", "currency"}, dates as ISO, no labels."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from studio.domain.money import Money, plain
from studio.domain.states import State
from studio.text import Message


def plain_value(value: Any) -> Any:
    """Return a value as JSON holds it."""
    if isinstance(value, Money):
        return {"amount": plain(value), "currency": value.currency}
    if isinstance(value, State):
        return value.code
    if isinstance(value, Message):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: plain_value(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain_value(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain_value(one) for one in value]
    return value


def flat(row: Any) -> dict[str, Any]:
    """Return a list row as one flat object: nested values other than money are left out."""
    found: dict[str, Any] = {}
    for part in fields(row):
        value = getattr(row, part.name)
        if isinstance(value, State):
            found[f"{part.name}_state" if part.name != "shown" else "shown_state"] = value.code
        elif value is None or isinstance(value, str | int | float | bool | Money | Decimal | date):
            found[part.name] = plain_value(value)
        elif isinstance(value, tuple) and all(isinstance(one, str | int) for one in value):
            found[part.name] = list(value)
    return found
