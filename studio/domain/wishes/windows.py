"""Reads posting windows: "1 Dec – 20 Dec", "12月1日至20日", "December", "before 25 Jan"."""

import re
from calendar import month_abbr, monthrange
from datetime import date

from studio.domain import typed
from studio.errors import Invalid
from studio.text import Message

_MONTH_ZH = re.compile(r"^(\d{1,2})月$")
_DAYS_THEN_MONTH = re.compile(
    r"^(\d{1,2})\s*(?:-|–|—|~|～|to)\s*(\d{1,2})\s+([A-Za-z]+\.?.*)$", re.IGNORECASE
)
_MONTH_THEN_DAYS = re.compile(
    r"^(\d{1,2}月)(\d{1,2})[日号]?\s*(?:-|–|—|~|～|至|到)\s*(\d{1,2})[日号]?$"
)
_UNTIL = re.compile(
    r"^(?:before|until|by|bis|不晚于|最晚)\s*(.+)$|^(.+?)(?:之?前|以前)$", re.IGNORECASE
)
_SINCE = re.compile(r"^(?:from|after|since|ab)\s*(.+)$|^(.+?)(?:起|以后|之后|开始)$", re.IGNORECASE)
_BETWEEN_DAYS = re.compile(r"\s+-\s+|\s*(?:–|—|~|～|至|到)\s*|\s+to\s+", re.IGNORECASE)


def read_window(words: str, today: date) -> tuple[date | None, date | None]:
    """Return the first and last day of "1 Dec – 20 Dec", "1-20 Dec", "12月1日至20日", "December".

    One day is a window of one day; "before 25 Jan" and "12月1日起" leave an end open.
    """
    cleaned = re.sub(
        r"^(?:between|from)\s+(.+?)\s+(?:and|to)\s+", r"\1 – ", words.strip(), flags=re.IGNORECASE
    )
    if not cleaned:
        return None, None
    if match := _DAYS_THEN_MONTH.match(cleaned):
        cleaned = f"{match[1]} {match[3]} – {match[2]} {match[3]}"
    elif match := _MONTH_THEN_DAYS.match(cleaned):
        cleaned = f"{match[1]}{match[2]}日 – {match[1]}{match[3]}日"
    ends = _BETWEEN_DAYS.split(cleaned)
    if len(ends) == 2:
        first, last = _days(ends[0], today)[0], _days(ends[1], today)[1]
        return _ordered(first, last)
    if len(ends) > 2:
        raise _no_window(words)
    if match := _UNTIL.match(cleaned):
        return None, _open_end(match[1] or match[2], today, words)[1]
    if match := _SINCE.match(cleaned):
        return _open_end(match[1] or match[2], today, words)[0], None
    return _days(cleaned, today)


def _open_end(end: str, today: date, words: str) -> tuple[date, date]:
    """Read the one end of an open window; a refusal repeats what was typed, not a part of it."""
    try:
        return _days(end, today)
    except Invalid as refused:
        raise _no_window(words) from refused


def _ordered(first: date, last: date) -> tuple[date, date]:
    """A window over New Year, written without years, ends in the year after it begins."""
    if last < first and (first - last).days > 180:
        last = last.replace(year=last.year + 1)
    if last < first:
        raise Invalid({"window_to": Message("The window ends before it begins.")})
    return first, last


_MONTHS = frozenset(name.lower() for name in month_abbr if name)


def _days(words: str, today: date) -> tuple[date, date]:
    """Return the days some words cover: one day, or a whole month."""
    cleaned = words.strip()
    month = _MONTH_ZH.match(cleaned)
    name = re.fullmatch(r"([A-Za-z]{3,9})\.?(?:\s+(\d{4}))?", cleaned)
    if month or (name and name[1][:3].lower() in _MONTHS):
        first = _read(f"{month[1]}月1日" if month else f"1 {cleaned}", today)
        return first, first.replace(day=monthrange(first.year, first.month)[1])
    day = _read(cleaned, today)
    return day, day


def typed_day(words: str, today: date) -> date | None:
    """Return the day that words name, or None where they name none."""
    try:
        return typed.parse_date(words, today)
    except Invalid:
        return None


def _read(words: str, today: date) -> date:
    try:
        return typed.parse_date(words, today)
    except Invalid as refused:
        raise Invalid({"window_from": refused.message}) from refused


def _no_window(words: str) -> Invalid:
    return Invalid(
        {"window_from": Message('"{typed}" is not a posting window.', typed=words.strip()[:40])}
    )
