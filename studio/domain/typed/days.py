"""Days as people type them, in English and Chinese."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

from studio.domain.typed.words import shown
from studio.errors import Invalid
from studio.text import Message

FIRST_YEAR, LAST_YEAR = 2000, 2099
PAST = timedelta(days=90)
"""A day without a year may lie this far back; what lies further back is meant for next year."""


def _numbered(names: str) -> dict[str, int]:
    """Return {name: number} of groups parted by commas, counted from 0."""
    return {name: number for number, group in enumerate(names.split(",")) for name in group.split()}


_MONTHS = _numbered(
    ",jan january,feb february,mar march,apr april,may,jun june,jul july,aug august,"
    "sep sept september,oct october,nov november,dec december"
)
_WEEKDAYS = _numbered(
    "mon monday 一,tue tues tuesday 二,wed weds wednesday 三,thu thur thurs thursday 四,"
    "fri friday 五,sat saturday 六,sun sunday 日 天"
)
_RELATIVE = {
    "today": 0, "今天": 0, "今日": 0, "tomorrow": 1, "tmr": 1, "明天": 1, "明日": 1,
    "后天": 2, "大后天": 3, "yesterday": -1, "昨天": -1, "前天": -2,
}  # fmt: skip
_COUNTS = _numbered("零,一,二 两,三,四,五,六,七,八,九,十")
_WEEKS = {
    "": 0, "这": 0, "本": 0, "this ": 0, "下": 1, "next ": 1, "下下": 2, "上": -1, "last ": -1,
}  # fmt: skip

_SHIFT = re.compile(r"([+-])\s*(\d{1,4})\s*([dwm天周月]?)")
_AHEAD = re.compile(r"in\s+(\d{1,4})\s*(d|w|m)(?:ays?|eeks?|onths?)?")
_AHEAD_ZH = re.compile(r"(\d{1,4}|[一二两三四五六七八九十])\s*个?(天|周|星期|月)[之以]?后")
_WEEKDAY = re.compile(
    r"(下下|下|这|本|上|next |this |last )?(周|星期|礼拜|)([a-z]+|[一二三四五六日天])"
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_ZH = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_DAY_ZH = re.compile(r"(\d{1,2})\s*[日号]")
_SLASHED = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{4}|\d{2}))?")
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-\s]*([a-z]+)\.?,?[-\s]*(\d{4}|\d{2})?")
_NAME_DAY = re.compile(r"([a-z]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})?")


def _bad(message: Message) -> Invalid:
    return Invalid({"value": message})


def parse_date(value: str, today: date, *, day_first: bool = True) -> date:
    """Return a day: "明天", "fri", "周五", "12/3", "+7", "30 Nov", "2026-11-30", "11月30日".

    With `day_first` "12/3" is 12 March, else 3 December. A day and month without a year are the
    next such day, or one up to 90 days ago. A weekday is the next such day, today included.
    """
    typed = " ".join(unicodedata.normalize("NFKC", value).lower().split()).rstrip(".")
    if not typed:
        raise _bad(Message("A date is needed."))
    try:
        found = _moved(typed, today) or _weekday(typed, today) or _written(typed, today, day_first)
    except OverflowError:
        found = date.max
    if found is None:
        raise _bad(Message('"{typed}" is not a date.', typed=shown(value)))
    return check_year(found)


def check_year(day: date) -> date:
    """Return the day, or raise Invalid where its year is not one that is kept."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _bad(
            Message("A year from {first} to {last} is needed.", first=FIRST_YEAR, last=LAST_YEAR)
        )
    return day


def _moved(typed: str, today: date) -> date | None:
    """Read "明天", "+7", "-2w", "in 3 days", "两周后"."""
    if typed in _RELATIVE:
        return today + timedelta(days=_RELATIVE[typed])
    if match := _SHIFT.fullmatch(typed):
        return _shifted(today, int(match[1] + match[2]), match[3])
    if match := _AHEAD.fullmatch(typed):
        return _shifted(today, int(match[1]), match[2])
    if match := _AHEAD_ZH.fullmatch(typed):
        count = _COUNTS.get(match[1])
        return _shifted(today, int(match[1]) if count is None else count, match[2])
    return None


def _shifted(today: date, count: int, unit: str) -> date:
    if unit in ("m", "月"):
        year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return date.max
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    return today + timedelta(days=count * (7 if unit in ("w", "周", "星期") else 1))


def _weekday(typed: str, today: date) -> date | None:
    match = _WEEKDAY.fullmatch(typed)
    if (
        match is None
        or match[3] not in _WEEKDAYS
        or (match[3] in "一二三四五六日天" and not match[2])
    ):
        return None
    weekday = _WEEKDAYS[match[3]]
    if match[1] is None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    return today + timedelta(days=7 * _WEEKS[match[1]] - today.weekday() + weekday)


def _written(typed: str, today: date, day_first: bool) -> date | None:
    if match := _YEAR_FIRST.fullmatch(typed) or _EIGHT.fullmatch(typed):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _MONTH_ZH.fullmatch(typed):
        return _without_year(int(match[1]), int(match[2]), today)
    if match := _DAY_ZH.fullmatch(typed):
        return _next_day(int(match[1]), today)
    if match := _SLASHED.fullmatch(typed):
        first, second = int(match[1]), int(match[2])
        month, day = (second, first) if day_first else (first, second)
        if month > 12 >= day:
            month, day = day, month
        return _with_year(month, day, match[3], today)
    if (match := _DAY_NAME.fullmatch(typed)) and match[2] in _MONTHS:
        return _with_year(_MONTHS[match[2]], int(match[1]), match[3], today)
    if (match := _NAME_DAY.fullmatch(typed)) and match[1] in _MONTHS:
        return _with_year(_MONTHS[match[1]], int(match[2]), match[3], today)
    return None


def _with_year(month: int, day: int, year: str | None, today: date) -> date:
    if year is None:
        return _without_year(month, day, today)
    return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)


def _without_year(month: int, day: int, today: date) -> date:
    found = _day(today.year, month, day)
    if found < today - PAST:
        return _day(today.year + 1, month, day)
    if found > today - PAST + timedelta(days=365):
        return _day(today.year - 1, month, day)
    return found


def _next_day(day: int, today: date) -> date:
    """Return the next day of that number: this month's if it is not over, else next month's."""
    if day >= today.day:
        return _day(today.year, today.month, day)
    following = today.replace(day=1) + timedelta(days=31)
    return _day(following.year, following.month, day)


def _day(year: int, month: int, day: int) -> date:
    """Return the day, or say which day was probably meant."""
    if not 1 <= month <= 12:
        raise _bad(Message("There is no month {month}.", month=month))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return date.max
    last = monthrange(year, month)[1]
    if 1 <= day <= last:
        return date(year, month, day)
    if not 1 <= day <= 31:
        raise _bad(Message("There is no day {day}.", day=day))
    raise _bad(
        Message(
            "{month} has {last} days. Did you mean {end} or {next}?",
            month=MONTHS[month - 1],
            last=last,
            end=Message("{day} {month}", day=last, month=SHORT_MONTHS[month - 1]),
            next=Message("{day} {month}", day=1, month=SHORT_MONTHS[month % 12]),
        )
    )


MONTHS = (
    Message("January"), Message("February"), Message("March"), Message("April"),
    Message("May", "month"), Message("June"), Message("July"), Message("August"),
    Message("September"), Message("October"), Message("November"), Message("December"),
)  # fmt: skip
SHORT_MONTHS = (
    Message("Jan"), Message("Feb"), Message("Mar"), Message("Apr"), Message("May", "short month"),
    Message("Jun"), Message("Jul"), Message("Aug"), Message("Sep"), Message("Oct"),
    Message("Nov"), Message("Dec"),
)  # fmt: skip
