"""Gates: typed values in, clean ones out, every wrong field named."""

from datetime import date, time
from decimal import Decimal

import pytest

from studio.domain import gates
from studio.domain.money import Money
from studio.errors import Invalid


def refused(gate, value):
    with pytest.raises(Invalid) as caught:
        gate(value)
    return str(caught.value)


def test_every_wrong_field_is_named_and_none_is_kept():
    table = {"name": gates.words(5, required=True), "days": gates.whole(0, 365)}
    with pytest.raises(Invalid) as caught:
        gates.cleaned(table, {"name": "", "days": -1, "colour": "red"})
    assert set(caught.value.fields) == {"name", "days", "colour"}


def test_clean_values_come_back():
    table = {"name": gates.words(20), "days": gates.whole(0, 365)}
    assert gates.cleaned(table, {"name": "  Acme ", "days": "30"}) == {"name": "Acme", "days": 30}


@pytest.mark.parametrize("value", ["a\x00b", "a\u202eb", "x" * 5000, 7, None])
def test_words_refuse_what_deceives(value):
    assert refused(gates.words(200), value)


@pytest.mark.parametrize("value", ["<b>Acme</b> & Söhne", "🏮 纸灯笼", "a'b\"c"])
def test_words_keep_markup_and_emoji_as_typed(value):
    assert gates.words(200)(value) == value


def test_long_words_keep_lines():
    assert gates.long_words()("one\r\ntwo") == "one\ntwo"


def test_a_word_list_drops_blanks_and_repeats():
    assert gates.word_list()(["最", " ", "第一", "最"]) == ["最", "第一"]
    assert refused(gates.word_list(), "最")
    assert refused(gates.word_list(count=1), ["a", "b"])


def test_choices_come_in_the_order_of_the_set():
    gate = gates.choices(("OWN", "PRD", "FIN"), required=True)
    assert gate({"FIN", "OWN"}) == ["OWN", "FIN"]
    assert refused(gate, ())
    assert refused(gate, ["BOSS"])
    assert refused(gate, "OWN")


def test_a_choice_is_one_of_the_list():
    assert gates.choice(("a", "b"))("a") == "a"
    assert gates.choice(("a",), optional=True)("") == ""
    assert refused(gates.choice(("a",)), "")
    assert refused(gates.choice(("a",)), ["a"])


@pytest.mark.parametrize("value", [True, 1.5, "x", Decimal("0.5"), 366, -1, None])
def test_whole_numbers_are_whole_and_in_range(value):
    assert refused(gates.whole(0, 365), value)


def test_a_share_is_typed_as_a_percentage():
    gate = gates.share()
    assert gate("20 %") == Decimal("0.2")
    assert gate(Decimal("0.06")) == Decimal("0.06")
    assert gate(1) == 1
    assert gates.share(optional=True)("") is None
    assert "100 %" in refused(gate, "101")
    assert refused(gate, True)


def test_flags_are_yes_or_no():
    assert gates.flag(True) is True
    assert refused(gates.flag, "yes")


def test_days_are_believable():
    assert gates.day("2026-11-16") == date(2026, 11, 16)
    assert gates.day("") is None
    for value in ("9999-01-01", date(1900, 1, 1), "soon", 5):
        assert refused(gates.day, value)


def test_records_are_ids():
    assert gates.record(3) == 3
    assert gates.record(None) is None
    for value in (True, "3", -1):
        assert refused(gates.record, value)


def test_amounts_are_minor_units_or_money():
    assert gates.amount()(1200) == 1200
    assert gates.amount()(Money(1200, "EUR")) == 1200
    assert gates.amount()("") is None
    assert gates.amount(empty=0)(None) == 0
    assert gates.amount(-500)(-500) == -500
    for value in (-1, 10**18, "12", 1.5, True):
        assert refused(gates.amount(), value)


def test_quantities_are_typed_or_counted():
    assert gates.quantity("1,200") == Decimal(1200)
    assert gates.quantity(3) == Decimal(3)
    assert gates.quantity(Decimal("2.50")) == Decimal("2.5")
    for value in (None, True, 1.5, "x", Decimal("NaN"), Decimal("-1"), Decimal("0.0001")):
        assert refused(gates.quantity, value)


def test_a_clock_is_kept_as_hours_and_minutes():
    assert gates.clock("6pm") == gates.clock(time(18)) == "18:00"
    assert gates.clock("") == gates.clock(None) == ""
    for value in ("25:00", 18, "later"):
        assert refused(gates.clock, value)


def test_a_month_is_kept_as_year_and_month():
    assert gates.month("2026-11") == "2026-11"
    assert gates.month("") == gates.month(None) == ""
    for value in ("2026-13", "2026-1", "9999-01", "11/2026", 202611):
        assert refused(gates.month, value)
