"""The words of the time line's head and of dragged dates, in the window's language."""

from datetime import date, timedelta
from functools import lru_cache

from ui import language
from ui.language import tr, trn
from ui.timeline.plan import Span
from ui.timeline.scale import DAY, day_of


def range_words(first: date, last: date) -> str:
    """Return days from first to last: "16 – 22 Nov", "30 Nov – 6 Dec", or one day."""
    if first == last:
        return language.short_date(first)
    begin, end = language.short_date(first), language.short_date(last)
    if (first.year, first.month) == (last.year, last.month):
        if language.language() == "zh":
            end = tr("{day}", "day of the month").format(day=last.day)
        else:
            begin = tr("{day}", "day of the month").format(day=first.day)
    return tr("{first} – {last}", "days").format(first=begin, last=end)


def _week_days(first: date, last: date) -> str:
    """Return the days of a week as briefly as the head has room for."""
    if language.language() != "zh":
        return range_words(first, last)
    end = f"{last.day}" if first.month == last.month else f"{last.month}/{last.day}"
    return tr("{first} – {last}", "days").format(first=f"{first.month}/{first.day}", last=end)


def span_words(span: Span) -> str:
    """Return the days a bar covers; its last minute decides the last day."""
    return range_words(day_of(span[0]), day_of(max(span[1] - 1, span[0])))


def moment_words(minute: int) -> str:
    """Return "Fri 27 Nov, 17:00" of a local minute."""
    return tr("{day}, {time}", "moment").format(
        day=language.weekday_date(day_of(minute)), time=clock_words(minute)
    )


def clock_words(minute: int) -> str:
    """Return the time of day of a local minute: "17:00"."""
    hours, rest = divmod(minute % DAY, 60)
    return f"{hours:02}:{rest:02}"


def tick_words(level: str, day: date, minute: int = 0) -> tuple[str, str]:
    """Return the bold and the plain words of one part of the head."""
    return _kept(level, day, minute, language.language())


@lru_cache(4000)
def _kept(level: str, day: date, minute: int, _spoken: str) -> tuple[str, str]:
    if level == "hour":
        return "", clock_words(minute)
    if level == "day":
        return "", str(day.day)
    if level == "week":
        number = tr("W{n}", "week").format(n=day.isocalendar().week)
        return number, _week_days(day, day + timedelta(days=6))
    if level == "month":
        return language.month_of(day), ""
    if level == "months":
        return "", language.short_month(day)
    if level == "quarter":
        return "", tr("Q{n}", "quarter").format(n=(day.month + 2) // 3)
    return tr("{year}", "year").format(year=day.year), ""


def slack_words(minutes: int, day: int) -> str:
    """Return slack in working time: "2 d slack", "3 h slack"; "" where there is none."""
    if minutes >= day:
        return tr("{n} d slack").format(n=minutes // day)
    return tr("{n} h slack").format(n=minutes // 60) if minutes >= 60 else ""


def work_words(minutes: int, day: int) -> str:
    """Return a length of work: "3 days", "1.5 days", "4 hours", "30 minutes"."""
    if minutes % 60:
        return trn("{n} minute", "{n} minutes", minutes)
    if minutes >= day and minutes % (day // 2 or 1) == 0:
        whole, half = divmod(minutes, day)
        if not half:
            return trn("{n} day", "{n} days", whole)
        return tr("{n} days", "with a half").format(n=f"{minutes / day:.1f}")
    return trn("{n} hour", "{n} hours", minutes // 60)
