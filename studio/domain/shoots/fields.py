"""Shoot days: states, the fields of a day, its places, people and rows, times as typed."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from studio.domain import gates
from studio.domain.clients import check_names
from studio.domain.states import machine
from studio.errors import Invalid
from studio.text import Message

STATES = machine(
    "shoot_day",
    {
        "planned": (Message("Planned"), "neutral"),
        "confirmed": (Message("Confirmed"), "good"),
        "shooting": (Message("Shooting"), "active"),
        "wrapped": (Message("Wrapped"), "good"),
        "cancelled": (Message("Cancelled"), "neutral"),
    },
    {
        "planned": "confirmed shooting cancelled",
        "confirmed": "shooting planned cancelled",
        "shooting": "wrapped cancelled",
        "wrapped": "shooting",
        "cancelled": "planned",
    },
)

OPEN = frozenset({"planned", "confirmed", "shooting"})
"""States of a day that is still to be shot or being shot."""

LANGUAGES = ("en", "zh", "zh+en")
PAGES = ("A4", "Letter")

SIDES: Mapping[str, Message] = MappingProxyType(
    {
        "talent": Message("Talent"),
        "crew": Message("Crew"),
        "client": Message("Client"),
    }
)

PLACES: Mapping[str, Message] = MappingProxyType(
    {
        "set": Message("Location"),
        "base": Message("Base", "place"),
        "parking": Message("Parking"),
        "pick_up": Message("Pick-up"),
        "other": Message("Another place"),
    }
)

PARTS: Mapping[str, Message] = MappingProxyType(
    {
        "schedule": Message("Schedule"),
        "shot": Message("Shots"),
        "gear": Message("Gear"),
        "sample": Message("Samples"),
    }
)

CHANNELS: Mapping[str, Message] = MappingProxyType(
    {
        "wechat": Message("WeChat"),
        "phone": Message("Phone"),
        "mail": Message("E-mail"),
        "message": Message("Text message"),
        "person": Message("In person"),
    }
)
"""How a sheet went out, and how somebody confirmed."""

_BARE = re.compile(r"(\d{1,2})(\d{2})")
_COLON = re.compile(r"(\d{1,2})\s*[:.h点时]\s*(\d)")


def time_of_day(value: object) -> str:
    """Take a time of day as typed ("8", "0800", "8:30", "下午2点"), kept as HH:MM; or none."""
    if not isinstance(value, str):
        return gates.clock(value)
    typed = unicodedata.normalize("NFKC", value).strip()
    bare = _BARE.fullmatch(typed)
    if bare and len(typed) >= 3:
        typed = f"{bare[1]}:{bare[2]}"
    if _COLON.fullmatch(typed):
        raise gates.refuse(Message('"{typed}" is not a time of day.', typed=value.strip()))
    return gates.clock(typed)


def zone(value: object) -> str:
    """Take the name of a time zone such as Europe/Paris."""
    name = gates.words(60, required=True)(value)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise gates.refuse(Message("A time zone such as Europe/Paris is needed.")) from error
    return str(name)


def address(value: object) -> str:
    """Take the https address of a map, or none."""
    typed = gates.words(500)(value)
    if typed and not re.fullmatch(r"https://[^\s/]+\.[^\s]+", typed):
        raise gates.refuse(Message("The address of a map begins with https:// and has no spaces."))
    return str(typed)


_BOTH = ("weather", "hospital", "parking", "catering", "safety", "labels", "notes", "ahead")
TIMES = ("call", "first_shot", "meal", "wrap", "sunrise", "sunset")

DAY: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "day": gates.day,
        "zone": zone,
        "title": gates.words(160),
        "title_zh": gates.words(160),
        **dict.fromkeys(TIMES, time_of_day),
        **{name: gates.long_words(2000) for name in _BOTH},
        **{f"{name}_zh": gates.long_words(2000) for name in _BOTH},
        "emergency": gates.words(60),
        "channels": gates.words(300),
        "language": gates.choice(LANGUAGES),
        "page_size": gates.choice(PAGES),
        "task_id": gates.record,
    }
)

PLACE: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "kind": gates.choice(PLACES),
        "name": gates.words(160),
        "name_zh": gates.words(160),
        "address": gates.words(400, multiline=True),
        "address_zh": gates.words(400, multiline=True),
        "map_url": address,
        "note": gates.words(400, multiline=True),
        "note_zh": gates.words(400, multiline=True),
        "resource_id": gates.record,
    }
)

PERSON: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "side": gates.choice(SIDES),
        "talent_id": gates.record,
        "person_id": gates.record,
        "contact_id": gates.record,
        "booking_id": gates.record,
        "name": gates.words(120),
        "name_zh": gates.words(120),
        "role": gates.words(120),
        "role_zh": gates.words(120),
        "department": gates.words(80),
        "department_zh": gates.words(80),
        "phone": gates.words(60),
        "key_contact": gates.flag,
        **dict.fromkeys(("call", "pickup", "make_up", "on_set", "wrap"), time_of_day),
        "transport": gates.words(200),
        "transport_zh": gates.words(200),
        "meals": gates.words(120),
        "minor": gates.flag,
        "guardian": gates.words(160),
        "note": gates.words(300),
    }
)

ROW: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "part": gates.choice(PARTS),
        "at": time_of_day,
        "until": time_of_day,
        "code": gates.words(20),
        "title": gates.words(300),
        "title_zh": gates.words(300),
        "setting": gates.words(80),
        "who": gates.words(200),
        "who_zh": gates.words(200),
        "props": gates.words(300),
        "props_zh": gates.words(300),
        "quantity": gates.whole(0, 9999),
        "resource_id": gates.record,
        "done": gates.flag,
        "note": gates.words(300),
    }
)


def check_day(values: Mapping[str, object]) -> None:
    """Raise Invalid for a shoot day without a day."""
    if values.get("day") is None:
        raise Invalid({"day": Message("A shoot day needs its day.")})


def check_named(values: Mapping[str, object]) -> None:
    """Raise Invalid where somebody or something has no name in either language."""
    check_names(str(values.get("name", "")), str(values.get("name_zh", "")))


def check_row(values: Mapping[str, object]) -> None:
    """Raise Invalid for a row that says nothing, or ends before it begins."""
    if not values.get("title") and not values.get("title_zh"):
        raise Invalid({"title": Message("Say what it is.")})
    if values.get("part") == "schedule" and not values.get("at"):
        raise Invalid({"at": Message("A line of the schedule needs its time.")})
    at, until = str(values.get("at", "")), str(values.get("until", ""))
    if at and until and until < at:
        raise Invalid({"until": Message("It ends before it begins.")})
