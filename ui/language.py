"""The window's language: translations, and how it writes amounts, numbers, days and times.

English sources are the keys. Each file of `resources/translations/<language>` is a JSON object
{"source": "translation"}; "Open@verb" is "Open" in the sense of "verb". The invented language xx
doubles every text, to find what does not fit and what was never marked for translation.
"""

import json
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import resources
from studio.text import Message, Named
from ui.theme.tokens import theme

if TYPE_CHECKING:
    from studio.domain.money import Money
PSEUDO = "xx"
_LOCALES = {"en": "en", "zh": "zh_Hans_CN", PSEUDO: "en"}
_PATTERNS = {  # CLDR letters; the order of each language
    "short": ("d MMM", "M月d日"),
    "year": ("d MMM y", "y年M月d日"),
    "weekday_date": ("EEE d MMM", "M月d日 EEE"),
    "long": ("d MMMM y", "y年M月d日"),
    "page": ("EEEE, d MMMM", "M月d日 EEEE"),
    "weekday": ("EEE", "EEE"),
    "month": ("MMMM y", "y年M月"),
    "short_month": ("MMM", "M月"),
    "day": ("EEE d", "EEE d"),
}


class _State:
    """What is set for the whole window."""

    language = "en"
    texts: dict[str, str] = {}  # noqa: RUF012  replaced as a whole, never changed
    qt: QTranslator | None = None


def set_language(language: str) -> None:
    """Speak en, zh or xx from now on; pages that are open are built anew by the shell."""
    _State.language = language
    _State.texts = _load(language)
    theme.set_chinese(language == "zh")
    _translate_qt(language)


def language() -> str:
    """Return the window's language: en, zh, or xx in tests."""
    return _State.language


def tr(source: str, context: str = "") -> str:
    """Return a text in the window's language; `context` tells two meanings of a word apart."""
    if _State.language == PSEUDO:
        return f"[{source} {source}]"
    return _State.texts.get(f"{source}@{context}" if context else source, source)


def trn(one: str, many: str, n: int, context: str = "") -> str:
    """Return a text with a count, {n} filled in; Chinese has one form, kept under `many`."""
    source = one if n == 1 and _State.language != "zh" else many
    return tr(source, context).format(n=number(n))


def text(message: Message | Named | str | None) -> str:
    """Return what studio says, in the window's language, its values as that language writes them.

    A name in both languages is given in the window's; a plain str stays as it is.
    """
    if message is None:
        return ""
    if isinstance(message, Named):
        return _value(message)
    if isinstance(message, str):
        return message
    values = {name: _value(value) for name, value in message.values.items()}
    return tr(message.source, message.context).format(**values)


def _value(value: object) -> str:
    if isinstance(value, Message):
        return text(value)
    if isinstance(value, Named):
        return value.chinese if _State.language == "zh" else str(value)
    if isinstance(value, _amounts().Money):
        return money(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return str(value)
    return str(value) if isinstance(value, int) and abs(value) < 10_000 else number(value)


def money(value: "Money") -> str:
    """Return an amount with its sign: ¥244,404.00."""
    shown: str = _amounts().format_money(value, _State.language, "screen")
    return shown


def amount(value: "Money") -> str:
    """Return an amount without its currency, for a column headed by it."""
    shown: str = _amounts().format_amount(value)
    return shown


def number(value: Decimal | int) -> str:
    """Return a number with grouping: 782,000 or 2.5."""
    if isinstance(value, int):
        return f"{value:,}".replace("-", _amounts().MINUS)
    shown: str = _numbers().format_decimal(value, locale=_locale(), decimal_quantization=False)
    return shown.replace("-", _amounts().MINUS)


def percent(share: Decimal) -> str:
    """Return a share of one in per cent: 0.4 is 40%."""
    shown: str = _numbers().format_percent(share, locale=_locale(), decimal_quantization=False)
    return shown.replace("-", _amounts().MINUS)


def short_date(day: date, today: date | None = None) -> str:
    """Return "3 Dec"; with the year where `today` is given and lies in another one."""
    other = today is not None and today.year != day.year
    return _day(day, "year" if other else "short")


def dated(day: date) -> str:
    """Return a day as a field shows it: "30 Nov 2026"."""
    return _day(day, "year")


def weekday_date(day: date) -> str:
    """Return "Fri 20 Nov"."""
    return _day(day, "weekday_date")


def long_date(day: date) -> str:
    """Return "16 November 2026"."""
    return _day(day, "long")


def page_date(day: date) -> str:
    """Return "Monday, 16 November", the title of Home."""
    return _day(day, "page")


def weekday(day: date) -> str:
    """Return "Mon"."""
    return _day(day, "weekday")


def week_day(day: date) -> str:
    """Return "Mon 16", the head of a day in a week."""
    return _day(day, "day")


def month_of(day: date) -> str:
    """Return "November 2026"."""
    return _day(day, "month")


def between(first: date, last: date) -> str:
    """Return two days as a span: "16 to 22 November 2026", over a month's end both in full."""
    if first.month == last.month:
        words = tr("{first} to {last} {month}")
        return words.format(first=first.day, last=last.day, month=month_of(first))
    return tr("{first} to {last}").format(first=short_date(first), last=short_date(last))


def short_month(day: date) -> str:
    """Return "Nov"."""
    return _day(day, "short_month")


def time_of(at: datetime) -> str:
    """Return a moment's time of day, 24 hours, in this machine's time zone."""
    return f"{_local(at):%H:%M}"


def moment(at: datetime, today: date | None = None) -> str:
    """Return "3 Nov, 10:14" in this machine's time zone."""
    local = _local(at)
    both = tr("{day}, {time}", "moment")
    return both.format(day=short_date(local.date(), today), time=f"{local:%H:%M}")


def relative_days(day: date, today: date) -> str:
    """Return how far a day is: "in 17 days", "today", "32 days ago"."""
    away = (day - today).days
    if away == 0:
        return tr("today")
    if away == 1:
        return tr("tomorrow")
    if away == -1:
        return tr("yesterday")
    if away > 0:
        return trn("in {n} day", "in {n} days", away)
    return trn("{n} day ago", "{n} days ago", -away)


def file_size(size: int) -> str:
    """Return a size in bytes as people read it: 1.4 MB."""
    if size < 1000:
        return tr("{size} bytes").format(size=size)
    if size < 1_000_000:
        return tr("{size} kB").format(size=f"{size / 1000:.0f}")
    return tr("{size} MB").format(size=f"{size / 1_000_000:.1f}")


def warm() -> None:
    """Read what the first day and the first number take, on any thread: 20 ms the window spares."""
    page_date(date(2026, 1, 1))
    number(Decimal("1.5"))


def _local(at: datetime) -> datetime:
    """Times are kept in UTC; a time without a zone is one already local."""
    return at.astimezone() if at.tzinfo is not None else at


def _locale() -> str:
    return _LOCALES[_State.language]


def _day(day: date, pattern: str) -> str:
    return _day_kept(day, pattern, _State.language)


@cache
def _day_kept(day: date, pattern: str, spoken: str) -> str:
    made = _PATTERNS[pattern][spoken == "zh"]
    shown: str = _dates().format_date(day, made, locale=_LOCALES[spoken])
    return shown


@cache
def _amounts() -> ModuleType:
    from studio.domain import money  # noqa: PLC0415  with its currencies and rules 5 ms

    return money


@cache
def _numbers() -> ModuleType:
    import babel.numbers  # noqa: PLC0415  15 ms, too dear before the first paint

    return babel.numbers


@cache
def _dates() -> ModuleType:
    import babel.dates  # noqa: PLC0415  with its first date 35 ms

    return babel.dates


def _load(wanted: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((resources.TRANSLATIONS / wanted).glob("*.json")):
        found.update(json.loads(path.read_bytes()))
    return found


def _translate_qt(wanted: str) -> None:
    """Let Qt's own dialogs and menus speak the language too."""
    if QCoreApplication.startingUp():
        return
    if _State.qt is not None:
        QCoreApplication.removeTranslator(_State.qt)
        _State.qt = None
    QLocale.setDefault(QLocale("zh_CN" if wanted == "zh" else "en_GB"))
    if wanted == "zh":
        translator = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load("qtbase_zh_CN", folder):
            QCoreApplication.installTranslator(translator)
            _State.qt = translator
