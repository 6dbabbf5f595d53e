"""What stands on a day of somebody, in words: for tool tips and for reading aloud."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from studio.domain import bookings as rules
from studio.domain.names import pick
from studio.services.bookings import GridRow, Span
from ui.language import language, short_date, text, tr, weekday_date
from ui.talent.availability.strip import state_words


def cell_words(row: GridRow, place: int, day: date) -> str:
    """Return a day of a row in words: its state, and every booking or absence on it."""
    cell = row.cells[place]
    lines = [tr("{day}: {state}").format(day=weekday_date(day), state=state_words(cell))]
    zone = ZoneInfo(row.zone)
    for span in row.spans:
        if span.kind == "travel":
            continue
        if span.booking_id in cell.booking_ids or (
            span.kind == "absence" and covers(span, day, day, zone)
        ):
            lines.append(span_words(span, zone))
    return "\n".join(lines)


def covers(span: Span, first: date, last: date, zone: ZoneInfo) -> bool:
    """Say whether a span touches any of the days from first to last, as clocks show them."""
    start, end = span.start_at.astimezone(zone), span.end_at.astimezone(zone)
    ends = end.date() if end.time() > time() else end.date() - timedelta(days=1)
    return start.date() <= last and ends >= first


def span_words(span: Span, zone: ZoneInfo) -> str:
    """Return a booking or absence in one line: what, state, when, until when a hold lasts."""
    what = pick(span.title, span.title_zh, language())
    if span.kind == "absence":
        state = text(rules.ABSENCES.get(span.state, rules.ABSENCES["unknown"]))
    elif span.state == "hold" and span.rank:
        state = tr("Hold {rank}").format(rank=span.rank)
    elif span.state == "expired":
        state = tr("Hold that ran out")
    else:
        state = text(rules.STATES.label(span.state))
    when = span_time(span.start_at, span.end_at, zone)
    line = tr("{what}, {when}, {state}") if what else tr("{when}, {state}")
    words = line.format(what=what, when=when, state=state)
    if span.expires is not None and span.kind == "hold":
        local = span.expires.astimezone(zone)
        until = tr("{day}, {time}", "moment").format(
            day=short_date(local.date()), time=f"{local:%H:%M}"
        )
        words = tr("{words}, ends {until}").format(words=words, until=until)
    return words


def span_time(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """Return when something is, as clocks show it somewhere."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    if first.date() == last.date():
        return tr("{begin} to {end}", "time").format(begin=f"{first:%H:%M}", end=f"{last:%H:%M}")
    return tr("{first} – {last}").format(
        first=short_date(first.date()), last=short_date(last.date())
    )
