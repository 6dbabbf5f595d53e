"""Tables of rules that are made when they are first looked at."""

import pytest

from studio.domain.currencies import CURRENCIES, SIGNS
from studio.domain.rulefiles import Late


def test_a_late_table_is_made_once_and_only_when_looked_at():
    made = []
    table = Late(lambda: made.append(1) or {"EUR": 2, "JPY": 0})
    assert not made
    assert table["JPY"] == 0
    assert dict(table) == {"EUR": 2, "JPY": 0}
    assert "GBP" not in table
    assert made == [1]


def test_it_cannot_be_changed():
    with pytest.raises(TypeError):
        CURRENCIES["EUR"] = None


def test_currencies_are_found_by_code_and_by_what_people_type():
    assert CURRENCIES["JPY"].minor == 0
    assert CURRENCIES["CNY"].minor == 2
    assert CURRENCIES.get("???") is None
    assert "GBP" in SIGNS["£"]
