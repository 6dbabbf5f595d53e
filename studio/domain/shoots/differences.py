"""What changed between two call sheets as they were frozen.

A sheet's content is plain values: `facts` maps a field to its text in English and Chinese; the
lists `places`, `people`, `schedule`, `shot`, `gear` and `sample` hold entries with a `key` that
stays the same from sheet to sheet, a `name`, and fields that are such pairs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from studio.text import Message, Named

Content = Mapping[str, Any]
Pair = tuple[str, str]

LISTS = ("places", "people", "schedule", "shot", "gear", "sample")
_LONGEST = 40
"""Characters up to which a change is told with what it was before."""

FIELDS: Mapping[str, Message] = MappingProxyType(
    {
        "date": Message("Day", "call sheet"),
        "call": Message("Call"),
        "talent_call": Message("Talent call"),
        "first_shot": Message("First shot"),
        "meal": Message("Meal"),
        "wrap": Message("Wrap"),
        "sunrise": Message("Sunrise"),
        "sunset": Message("Sunset"),
        "parking": Message("Parking"),
        "hospital": Message("Hospital"),
        "emergency": Message("Emergency number"),
        "weather": Message("Weather"),
        "catering": Message("Catering"),
        "safety": Message("Safety"),
        "labels": Message("Labels on screen"),
        "channels": Message("Channels"),
        "notes": Message("Notes"),
        "ahead": Message("Next days"),
        "name": Message("Name"),
        "address": Message("Address"),
        "note": Message("Note"),
        "role": Message("Role"),
        "pickup": Message("Pick-up"),
        "make_up": Message("Make-up"),
        "on_set": Message("On set"),
        "travel": Message("Travel"),
        "meals": Message("Meals"),
        "phone": Message("Phone"),
        "guardian": Message("Guardian"),
        "at": Message("Time"),
        "until": Message("Until"),
        "code": Message("Number"),
        "what": Message("What"),
        "setting": Message("Inside or outside"),
        "who": Message("Who"),
        "props": Message("Props"),
        "quantity": Message("Quantity"),
    }
)
"""The fields of a sheet that are compared, and what they are called."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: in which list (facts too), of which entry, which field.

    `field` is empty where a whole entry came or went.
    """

    part: str
    key: str
    field: str
    name: Pair
    was: Pair = ("", "")
    now: Pair = ("", "")
    gone: bool = False

    @property
    def message(self) -> Message:
        """Return the change in words."""
        name = Named(*self.name)
        if not self.field:
            return (
                Message("{name} taken out", name=name)
                if self.gone
                else Message("{name} added", name=name)
            )
        field = FIELDS[self.field]
        now, was = Named(*self.now), Named(*self.was)
        long = max(map(len, (*self.now, *self.was))) > _LONGEST
        if not self.name[0] and not self.name[1]:
            if long:
                return Message("{field} changed", field=field)
            if not any(self.was):
                return Message("{field} {now}", field=field, now=now)
            if not any(self.now):
                return Message("{field} taken out", field=field)
            return Message("{field} {now}, was {was}", field=field, now=now, was=was)
        if long or not any(self.was) or not any(self.now):
            return Message("{name}: {field} changed", name=name, field=field)
        return Message("{name}: {field} {now}, was {was}", name=name, field=field, now=now, was=was)


def differences(before: Content, after: Content) -> list[Change]:
    """Return what changed from one sheet to the next, in the order of the page."""
    found = list(_fields("facts", "", ("", ""), before.get("facts", {}), after.get("facts", {})))
    for part in LISTS:
        found += _entries(part, before.get(part, ()), after.get(part, ()))
    return found


def _entries(
    part: str, before: list[Mapping[str, Any]], after: list[Mapping[str, Any]]
) -> Iterator[Change]:
    old = {str(entry["key"]): entry for entry in before}
    new = {str(entry["key"]): entry for entry in after}
    for key, entry in new.items():
        name = _pair(entry["name"])
        if key in old:
            yield from _fields(part, key, _pair(old[key]["name"]), old[key], entry)
        else:
            yield Change(part, key, "", name)
    for key, entry in old.items():
        if key not in new:
            yield Change(part, key, "", _pair(entry["name"]), gone=True)


def _fields(
    part: str, key: str, name: Pair, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Change]:
    for field in FIELDS:
        if field == "name" and "what" in after:
            continue  # a line is called by its words
        was, now = _pair(before.get(field, ("", ""))), _pair(after.get(field, ("", "")))
        if was != now:
            yield Change(part, key, field, name, was, now)


def _pair(value: Any) -> Pair:
    return (str(value[0]), str(value[1]))
