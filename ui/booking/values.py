"""A booking as its form shows it, and as it is kept: days and clock times, hours of travel."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from studio.domain import regions, typed
from studio.domain.names import pick
from studio.errors import Invalid
from studio.services.bookings import Booking
from studio.text import Message
from ui.language import language, short_date, tr

HOUR = 60
OPENS, CLOSES = "09:00", "18:00"


def to_form(one: Booking, zone: str) -> dict[str, Any]:
    """Return what a form shows of a booking, by the clocks of a zone."""
    row, here = one.row, ZoneInfo(zone)
    start, end = row.start_at.astimezone(here), row.end_at.astimezone(here)
    last = end.date()
    until = f"{end:%H:%M}"
    if until == "00:00" and last > start.date():
        last, until = last - timedelta(days=1), "24:00"
    work = ("project", row.project_id) if row.project_id else None
    if work is None and row.brief_id:
        work = ("brief", row.brief_id)
    return {
        "who": row.ref,
        "work": work,
        "client": row.client_id,
        "category": one.category,
        "territory": regions.read(one.territory) or (),
        "platforms": one.platforms,
        "title": pick(row.title, row.title_zh, language()),
        "role": row.role,
        "first": start.date(),
        "last": last,
        "begin": f"{start:%H:%M}",
        "end": until,
        "place": row.place,
        "before": Decimal(row.before) / HOUR if row.before else None,
        "after": Decimal(row.after) / HOUR if row.after else None,
        "rate": row.rate,
        "basis": row.basis,
        "note": one.note,
    }


def clock_words(at: datetime, zone: str) -> str:
    """Return a moment as clocks show it in a zone: "18 Nov, 18:00"."""
    local = at.astimezone(ZoneInfo(zone))
    return tr("{day}, {time}", "moment").format(day=short_date(local.date()), time=f"{local:%H:%M}")


def to_values(form: Mapping[str, Any], zone: str) -> dict[str, Any]:
    """Return the values of a booking as the studio takes them; raises Invalid by field."""
    values: dict[str, Any] = {
        name: form[name] or "" for name in ("role", "place", "note", "category")
    }
    values["title_zh" if language() == "zh" else "title"] = form["title"] or ""
    for name in ("before", "after"):
        values[name] = int((form[name] or Decimal(0)) * HOUR)
    if form.get("who") is not None:
        noun, key = form["who"]
        values[f"{noun}_id"] = key
    noun, key = form.get("work") or ("", None)
    values["project_id"] = key if noun == "project" else None
    values["brief_id"] = key if noun == "brief" else None
    if not noun:
        values["client_id"] = form["client"]
    for name in ("territory", "platforms"):
        values[name] = list(form[name] or ())
    values["start_at"], values["end_at"] = _span(form, ZoneInfo(zone))
    rate = form.get("rate")
    if rate is not None:
        values |= {"rate": rate.minor, "currency": rate.currency}
    values["basis"] = form.get("basis") or "day"
    return values


def _span(form: Mapping[str, Any], here: ZoneInfo) -> tuple[datetime, datetime]:
    first: date | None = form.get("first")
    if first is None:
        raise Invalid({"first": Message("A date is needed.")})
    last: date = form.get("last") or first
    if last < first:
        raise Invalid({"last": Message("The end is not after the beginning.")})
    start = _at(first, "begin", form.get("begin") or OPENS, here)
    end = _at(last, "end", form.get("end") or CLOSES, here)
    if end <= start:
        raise Invalid({"end": Message("The end is not after the beginning.")})
    return start, end


def _at(day: date, field: str, words: str, here: ZoneInfo) -> datetime:
    """Return a day and a typed clock time as a moment; 24:00 is the end of the day."""
    if words.strip() in ("24:00", "24"):
        return datetime.combine(day + timedelta(days=1), time(), here)
    try:
        clock = typed.parse_time(words)
    except Invalid as refused:
        raise Invalid({field: next(iter(refused.fields.values()))}) from refused
    return datetime.combine(day, clock, here)
