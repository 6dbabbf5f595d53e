"""Words, amounts, numbers, days and times in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from studio.domain.money import Money
from studio.text import Message, Named
from ui import language
from ui.language import set_language, text, tr, trn

DAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def english(qapp):
    set_language("en")
    yield
    set_language("en")


def test_english_is_its_own_translation():
    assert tr("Undo") == "Undo"
    assert tr("Open", "verb") == "Open"


def test_chinese_comes_from_the_files():
    set_language("zh")
    assert tr("Undo") == "撤销"
    assert tr("no such text") == "no such text"


def test_counts_take_the_right_form():
    assert trn("{n} day ago", "{n} days ago", 1) == "1 day ago"
    assert trn("{n} day ago", "{n} days ago", 1200) == "1,200 days ago"
    set_language("zh")
    assert trn("{n} day ago", "{n} days ago", 1) == "1 天前"


def test_the_invented_language_doubles_and_keeps_places():
    set_language("xx")
    assert tr("Undo") == "[Undo Undo]"
    assert tr("{size} MB").format(size=2) == "[2 MB 2 MB]"


def test_values_of_a_message_are_written_as_the_language_does():
    message = Message(
        "{money} {day} {share} {count} {year} {inner} {name}",
        money=Money(1280000, "EUR"),
        day=DAY,
        share=Decimal("2.5"),
        count=12500,
        year=2026,
        inner=Message("Undo"),
        name="<b>Acme</b>",
    )
    assert text(message) == "€12,800.00 16 Nov 2.5 12,500 2026 Undo <b>Acme</b>"


def test_a_message_in_another_sense_has_its_own_translation():
    set_language("zh")
    assert text(Message("Open", context="verb")) == tr("Open", "verb") != "Open"


def test_plain_words_and_nothing_stay_as_they_are():
    assert text("Acme {x}") == "Acme {x}"
    assert text(None) == ""


@pytest.mark.parametrize(
    ("how", "latin", "chinese"),
    [
        (language.short_date, "16 Nov", "11月16日"),
        (language.dated, "16 Nov 2026", "2026年11月16日"),
        (language.weekday_date, "Mon 16 Nov", "11月16日 周一"),
        (language.long_date, "16 November 2026", "2026年11月16日"),
        (language.page_date, "Monday, 16 November", "11月16日 星期一"),
        (language.weekday, "Mon", "周一"),
        (language.week_day, "Mon 16", "周一 16"),
        (language.month_of, "November 2026", "2026年11月"),
    ],
)
def test_days(how, latin, chinese):
    assert how(DAY) == latin
    set_language("zh")
    assert how(DAY) == chinese


def test_a_day_of_another_year_has_its_year():
    assert language.short_date(date(2027, 1, 31), DAY) == "31 Jan 2027"
    assert language.short_date(date(2026, 1, 31), DAY) == "31 Jan"


def test_september_is_short_in_english():
    assert language.short_date(date(2026, 9, 18)) == "18 Sep"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 12, 3), "in 17 days"),
        (date(2026, 11, 17), "tomorrow"),
        (DAY, "today"),
        (date(2026, 11, 15), "yesterday"),
        (date(2026, 10, 15), "32 days ago"),
    ],
)
def test_how_far_a_day_is(day, said):
    assert language.relative_days(day, DAY) == said


def test_times_are_shown_in_this_machines_zone():
    at = datetime(2026, 11, 3, 10, 14, tzinfo=UTC)
    assert language.time_of(at) == f"{at.astimezone():%H:%M}"
    assert language.moment(at).endswith(f", {at.astimezone():%H:%M}")


def test_numbers():
    assert language.number(782000) == "782,000"
    assert language.number(Decimal("-1234.5")) == "−1,234.5"
    assert language.percent(Decimal("0.375")) == "37.5%"
    assert language.money(Money(-50, "GBP")) == "−£0.50"
    assert language.amount(Money(24440400, "CNY")) == "244,404.00"
    assert language.file_size(999) == "999 bytes"
    assert language.file_size(1_400_000) == "1.4 MB"


def test_qt_speaks_chinese_too():
    set_language("zh")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "取消"
    set_language("en")
    assert QApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_name_in_two_languages_is_shown_in_the_readers_own():
    message = Message("{name}", name=Named("Motion graphics", "动态图形"))
    assert text(message) == str(message) == "Motion graphics"
    set_language("zh")
    assert text(message) == "动态图形"
    assert text(Message("{name}", name=Named("Only English"))) == "Only English"
    set_language("en")
    assert text(Message("{name}", name=Named("", "只有中文"))) == "只有中文"
