"""Reads one JSON object field by field; each wrong value is refused with the item's name."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from math import isfinite
from typing import Any, NoReturn

from studio.domain.schedule.tasks import Id
from studio.errors import Invalid
from studio.text import Message

LARGEST = 10**9
"""No number of a form is larger; nobody plans a billion units ahead."""
LONGEST_TEXT = 200
YEARS = range(1970, 2200)


class Fields:
    """A JSON object with the name by which a refusal calls it."""

    def __init__(self, value: object, key: str, item: Message) -> None:
        self.key = key
        self.item = item
        if not isinstance(value, Mapping):
            self.refuse("", Message("This is not a JSON object."))
        self.values: Mapping[str, Any] = value

    def refuse(self, name: str, reason: Message) -> NoReturn:
        """Raise Invalid naming the item and the field."""
        key = ".".join(part for part in (self.key, name) if part)
        raise Invalid(
            {key or "file": reason}, Message("{item}: {reason}", item=self.item, reason=reason)
        )

    def get(self, name: str) -> Any:
        """Return a value, None where it is missing."""
        return self.values.get(name)

    def id(self, name: str) -> Id:
        """Return an id: a text, or a whole number taken as one."""
        value = self.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_TEXT:
            self.refuse(name, Message('"{field}" needs a text of 1 to 200 characters.', field=name))
        return value

    def text(self, name: str, default: str = "") -> str:
        """Return a text."""
        value = self.get(name)
        if value is None:
            return default
        if not isinstance(value, str) or len(value) > LONGEST_TEXT:
            self.refuse(name, Message('"{field}" is not a text of up to 200.', field=name))
        return value

    def flag(self, name: str, default: bool) -> bool:
        """Return true or false."""
        value = self.get(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.refuse(name, Message('"{field}" is neither true nor false.', field=name))
        return value

    def whole(self, name: str, default: int | None = None, *, least: int = -LARGEST) -> int:
        """Return a whole number; it must be there where there is no default."""
        value = self.get(name)
        if value is None and default is not None:
            return default
        return self._number(name, value, 1, least)

    def units(self, name: str, scale: int, default: int | None = None, *, least: int) -> int:
        """Return an amount of units in the planner's own: half hours are whole minutes."""
        value = self.get(name)
        if value is None and default is not None:
            return default
        return self._number(name, value, scale, least)

    def _number(self, name: str, value: Any, scale: int, least: int) -> int:
        if value is None:
            self.refuse(name, Message('"{field}" is missing.', field=name))
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            self.refuse(name, Message('"{field}" is not a number.', field=name))
        if abs(value) > LARGEST:
            self.refuse(name, Message('"{field}" is too large.', field=name))
        found = round(value * scale)
        if abs(found - value * scale) > 1e-6:
            self.refuse(name, Message('"{field}" is not a whole number.', field=name))
        if found < least:
            self._too_small(name, least)
        return found

    def _too_small(self, name: str, least: int) -> NoReturn:
        if least == 1:
            self.refuse(name, Message('"{field}" must be 1 or more.', field=name))
        self.refuse(name, Message('"{field}" must not be negative.', field=name))

    def rows(self, name: str, limit: int) -> list[Any]:
        """Return a list, empty where it is missing."""
        value = self.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(name, Message('"{field}" is not a list.', field=name))
        if len(value) > limit:
            self.refuse(
                name, Message('"{field}" holds more than {limit}.', field=name, limit=limit)
            )
        return value

    def moment(
        self,
        name: str,
        number: Callable[[int], int],
        stamp: Callable[[datetime | date, str], int],
    ) -> int | None:
        """Return a time, None where there is none: a number or an ISO instant, as meant."""
        value = self.get(name)
        if value is None:
            return None
        meant = self.instant(name) if isinstance(value, str) else self.whole(name)
        try:
            return number(meant) if isinstance(meant, int) else stamp(meant, name)
        except Invalid as error:
            self.refuse(name, error.message)

    def instant(self, name: str) -> datetime | date:
        """Return an ISO date, or instant with or without an offset."""
        value = self.get(name)
        try:
            whole_day = isinstance(value, str) and len(value) == 10
            found = date.fromisoformat(value) if whole_day else datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self.refuse(name, Message('"{field}" is no ISO date or time.', field=name))
        if found.year not in YEARS:
            self.refuse(name, Message('"{field}" lies outside 1970 to 2199.', field=name))
        return found
