"""Reads the calendars of the JSON form and the zone their hours are meant in."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo

from studio.domain.schedule.form.fields import Fields
from studio.domain.schedule.hours import (
    OFFICE,
    Hours,
    Pairs,
    calendar,
    day_calendar,
    zone_named,
)
from studio.domain.schedule.tasks import Id
from studio.domain.schedule.time import DAY, Calendar
from studio.domain.schedule.zones import zone_of
from studio.errors import Invalid
from studio.text import Message


def file_zone(whole: Fields) -> tzinfo:
    """Return the zone of the file: as named, else the offset of its start, else UTC."""
    name = whole.text("zone")
    if not name and isinstance(whole.get("start"), str):
        start = whole.instant("start")
        offset = start.utcoffset() if isinstance(start, datetime) else None
        if offset is not None:
            name = _offset_name(offset)
    try:
        return zone_named(name or "UTC")
    except Invalid as error:
        whole.refuse("zone", error.message)


def _offset_name(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def read_hours(whole: Fields, zone: tzinfo) -> dict[Id, Hours]:
    """Return what each calendar of a file is made from, by its id."""
    found: dict[Id, Hours] = {}
    for number, value in enumerate(whole.rows("calendars", 1000), start=1):
        fields = Fields(value, f"calendars.{number}", Message("Calendar {nr}", nr=number))
        key = fields.id("id")
        fields.item = Message("Calendar {name}", name=key)
        if key in found:
            fields.refuse("id", Message("The id is there twice."))
        country = fields.text("country")
        found[key] = Hours(
            _weekdays(fields),
            _zone_name(fields, whole, country, zone),
            country,
            _exceptions(fields),
        )
    return found


def _zone_name(fields: Fields, whole: Fields, country: str, zone: tzinfo) -> str:
    """Return the zone a calendar's hours are meant in: its own, the file's, or its country's.

    The country's counts where it agrees with the offset of the file's start.
    """
    named = fields.text("zone") or whole.text("zone")
    if named or not country:
        return named or _plain_name(zone)
    likely = zone_of(country)
    start = whole.instant("start") if isinstance(whole.get("start"), str) else None
    offset = start.utcoffset() if isinstance(start, datetime) else None
    if offset is None or not isinstance(start, datetime):
        return likely
    return (
        likely if start.astimezone(zone_named(likely)).utcoffset() == offset else _plain_name(zone)
    )


def _plain_name(zone: tzinfo) -> str:
    key = getattr(zone, "key", None)
    return key if isinstance(key, str) else _offset_name(zone.utcoffset(None) or timedelta())


def _weekdays(fields: Fields) -> tuple[Pairs, ...]:
    rows = fields.rows("weekdays", 7)
    if not rows:
        return OFFICE
    if len(rows) != 7:
        fields.refuse("weekdays", Message("A week has seven days."))
    return tuple(_pairs(fields, "weekdays", row) for row in rows)


def _pairs(fields: Fields, name: str, value: object) -> Pairs:
    """Return the hours of one day: [from, to], or a list of such pairs."""
    rows = [value] if _is_pair(value) else value
    if not isinstance(rows, list) or not all(_is_pair(row) for row in rows):
        fields.refuse(name, Message("Hours are pairs of minutes from midnight: [540, 1080]."))
    found = tuple((row[0], row[1]) for row in rows)
    here = 0
    for start, finish in found:
        if not here <= start < finish <= 2 * DAY:
            fields.refuse(
                name,
                Message("Hours run from earlier to later within a day and do not overlap."),
            )
        here = finish
    return found


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(one, int) and not isinstance(one, bool) for one in value)
    )


def _exceptions(fields: Fields) -> dict[date, Pairs]:
    own = fields.get("exceptions")
    if own is not None and not isinstance(own, Mapping):
        fields.refuse("exceptions", Message("This is not a JSON object."))
    found = {
        _day(fields, "exceptions", day): _pairs(fields, "exceptions", pairs)
        for day, pairs in (own or {}).items()
    }
    for day in fields.rows("off", 10_000):
        found[_day(fields, "off", day)] = ()
    return found


def _day(fields: Fields, name: str, value: object) -> date:
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]  # anything else raises TypeError
    except (TypeError, ValueError):
        fields.refuse(name, Message('"{field}" holds what is no ISO date.', field=name))


def made(hours: Mapping[Id, Hours], *, days: bool) -> dict[Id, Calendar]:
    """Return the calendars of a file; raises Invalid naming the one that cannot be worked."""
    found = {}
    for key, each in hours.items():
        try:
            found[key] = day_calendar(key, each) if days else calendar(key, each)
        except Invalid as error:
            reason = next(iter(error.fields.values()))
            item = Message("Calendar {name}", name=key)
            raise Invalid(
                {f"calendars.{key}": reason}, Message("{item}: {reason}", item=item, reason=reason)
            ) from error
    return found
