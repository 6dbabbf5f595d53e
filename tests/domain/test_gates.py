"""Gates: typed values in, clean ones out, every wrong field named."""

from datetime import date
from decimal import Decimal

import pytest

from studio.domain import gates
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
