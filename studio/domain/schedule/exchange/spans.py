"""Lengths of time as other programs write them: PT8H0M0S, "2 days", "3ed"."""

import re
from dataclasses import dataclass

from studio.domain.schedule.time import DAY
from studio.errors import Invalid
from studio.text import Message

MOST_UNITS = 100_000
"""The most of one resource that anybody can mean."""
LONGEST = 5_000_000
"""Minutes; some twenty years of work."""
_ISO = re.compile(
    r"-?P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
_TYPED = re.compile(r"([+-]?\s*\d+(?:[.,]\d+)?)\s*(e?)\s*([^\W\d]*)\s*\??", re.IGNORECASE)
_UNITS = {
    "m": ("m", "min", "mins", "minute", "minutes", "分", "分钟"),
    "h": ("h", "hr", "hrs", "hour", "hours", "时", "小时"),
    "d": ("", "d", "day", "days", "天", "日", "工作日", "个工作日"),
    "w": ("w", "wk", "wks", "week", "weeks", "周", "个周", "星期"),
    "mo": ("mo", "mon", "mons", "month", "months", "月", "个月", "月工时"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_UNIT_OF |= {f"e{word}": f"e{unit}" for word, unit in _UNIT_OF.items() if word and word.isascii()}


@dataclass(frozen=True, slots=True)
class Length:
    """Minutes of work, or that pass."""

    minutes: int
    elapsed: bool = False


def written(minutes: int) -> str:
    """Return minutes as Microsoft Project writes a duration."""
    return f"PT{minutes // 60}H{minutes % 60}M0S"


def parse_iso(value: str) -> int:
    """Return the minutes of an ISO duration; days in it are of 24 hours. Raises Invalid."""
    match = _ISO.fullmatch(value.strip())
    if match is None or not any(match.groups()):
        raise _refused(value)
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return _limited(days * DAY + hours * 60 + minutes + seconds / 60, value)


def parse_typed(value: str, day: int) -> Length:
    """Return a typed length: "2", "2 days", "4h", "3ed", "1.5 wks?", "2 天". Raises Invalid.

    A plain number is days; a day is `day` minutes of work, a week five of them, a month twenty.
    """
    match = _TYPED.fullmatch(value.strip().lower())
    word = f"{match[2]}{match[3]}" if match else "?"
    unit = _UNIT_OF.get(word)
    if match is None or unit is None:
        raise _refused(value)
    number = float(match[1].replace(" ", "").replace(",", "."))
    elapsed = len(unit) > 1 and unit != "mo"
    if elapsed:
        sizes = {"em": 1, "eh": 60, "ed": DAY, "ew": 7 * DAY, "emo": 30 * DAY}
    else:
        sizes = {"m": 1, "h": 60, "d": day, "w": 5 * day, "mo": 20 * day}
    return Length(_limited(number * sizes[unit], value), elapsed)


def typed(minutes: int, day: int, *, elapsed: bool = False) -> str:
    """Return a length as `parse_typed` reads it: whole days, else hours, else minutes."""
    mark, size = ("e", DAY) if elapsed else ("", day)
    for unit, each in (("d", size), ("h", 60), ("m", 1)):
        if each and minutes % each == 0:
            return f"{minutes // each}{mark}{unit}"
    return f"{minutes}{mark}m"


def _limited(minutes: float, value: str) -> int:
    if abs(minutes) > LONGEST:
        raise _refused(value)
    return round(minutes)


def _refused(value: str) -> Invalid:
    return Invalid({"duration": Message('"{typed}" is no length of time.', typed=value[:60])})
