"""Times of day as people type them, alone or after a day. All of them are local times."""

import re
import unicodedata
from datetime import date, datetime, time

from studio.domain.typed.days import parse_date
from studio.domain.typed.words import shown
from studio.errors import Invalid
from studio.text import Message

EVENING = time(18, 0)
"""When something is due if only its day is typed."""

_NAMED = {"noon": time(12), "midday": time(12), "中午": time(12), "正午": time(12)}
_LATER = frozenset(("pm", "下午", "晚上", "傍晚", "今晚"))
_CLOCK = re.compile(
    r"(上午|早上|凌晨|中午|下午|傍晚|晚上|今晚)?\s*(\d{1,2})"
    r"(?:\s*[:.点时h]\s*(\d{2}|半|一刻|三刻)?分?)?\s*(am|pm)?"
)
_WORDS = {"半": 30, "一刻": 15, "三刻": 45}
_AT_END = re.compile(
    r"(?:\bat\s+)?((?:上午|早上|凌晨|中午|下午|傍晚|晚上|今晚)?\s*\d{1,2}\s*"
    r"(?:[:点时h]\s*(?:\d{2}|半|一刻|三刻)?分?\s*(?:am|pm)?|am|pm)|noon|midday|中午|正午)$"
)


def parse_time(value: str) -> time:
    """Return a time of day: "18:00", "6pm", "6.30 pm", "18h", "下午3点", "晚上8点半"."""
    typed = unicodedata.normalize("NFKC", value).strip().lower()
    if typed in _NAMED:
        return _NAMED[typed]
    match = _CLOCK.fullmatch(typed)
    if match is None:
        raise _bad(value)
    hour = int(match[2])
    minute = _WORDS.get(match[3], 0) if not (match[3] or "").isdigit() else int(match[3])
    half = match[1] or match[4] or ""
    if (half in _LATER or (half == "中午" and hour < 11)) and hour < 12:
        hour += 12
    if half in ("am", "凌晨") and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise _bad(value)
    return time(hour, minute)


def _bad(value: str) -> Invalid:
    return Invalid({"value": Message('"{typed}" is not a time of day.', typed=shown(value))})


def parse_datetime(
    value: str, today: date, *, day_first: bool = True, at: time = EVENING
) -> datetime:
    """Return a local moment without a zone: "fri 18:00", "明天 下午3点", "20 Nov 6pm".

    A day alone means that day at `at`, a time alone today.
    """
    typed = unicodedata.normalize("NFKC", value).strip().lower()
    stamp = re.fullmatch(r"(\d{4}-\d{2}-\d{2})t(\d{2}:\d{2})(?::\d{2})?", typed)
    if stamp:
        typed = f"{stamp[1]} {stamp[2]}"
    found = _AT_END.search(typed)
    if found is None:
        return datetime.combine(parse_date(value, today, day_first=day_first), at)
    hour = parse_time(found[1])
    before = typed[: found.start()].strip(" ,，")
    day = parse_date(before, today, day_first=day_first) if before else today
    return datetime.combine(day, hour)
