"""What changed between two versions, in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from studio.domain import proposals
from studio.domain.proposals import Instalment, Line, Option
from studio.text import Named
from tests.domain.proposals.box import LINES, OPTIONS, PARTS, line, science_box, usd


def words(old, new):
    return [str(change) for change in proposals.changes(old, new)]


def test_nothing_changed():
    copied = tuple(replace(one, id=900 + at) for at, one in enumerate(LINES))
    assert words(science_box(), science_box(no=4, lines=copied)) == []


def test_two_planned_dates():
    moved = tuple(
        replace(part, planned_on=date(2027, 1, 7)) if part.planned_on else part for part in PARTS
    )
    assert words(science_box(), science_box(instalments=moved)) == [
        "The planned dates of 2 payment parts"
    ]
    one = (*PARTS[:2], replace(PARTS[2], planned_on=None))
    assert words(science_box(), science_box(instalments=one)) == [
        "The planned date of one payment part"
    ]


def test_a_price_also_moves_its_options():
    dearer = tuple(replace(one, price=usd(650)) if one.id == 4 else one for one in LINES)
    assert words(science_box(), science_box(lines=dearer)) == [
        "Option A: 14600.00 USD, was 14500.00 USD",
        "Option B: 19900.00 USD, was 19800.00 USD",
        "Option C: 24700.00 USD, was 24600.00 USD",
        "Motion graphics: price 650.00 USD, was 600.00 USD",
    ]


@pytest.mark.parametrize(("changed", "word"), [
    ({"quantity": Decimal("2.5")}, "Usage: quantity 2.5, was 1"),
    ({"discount": Decimal("0.1")}, "Usage: discount 10%, was 0%"),
    ({"options": "BC"}, "Usage: in options B, C, was in C"),
    ({"options": ""}, "Usage: in options -, was in C"),
    ({"price": None}, "Usage: the price"),
    ({"free": True}, "Usage: the price"),
    ({"detail": "Worldwide"}, "Usage: the description"),
    ({"unit": "month"}, "Usage: the description"),
    ({"title": "Paid use"}, "Usage is now called Paid use"),
])  # fmt: skip
def test_what_can_change_in_a_line(changed, word):
    usage = line("Usage", "C", 1, 4800, 2400)
    old = science_box(lines=(*LINES[:-1], usage))
    new = science_box(lines=(*LINES[:-1], replace(usage, **changed)))
    assert word in words(old, new)


def test_lines_come_and_go():
    new = science_box(lines=(*LINES[:-1], line("Teaser", "A", 1, 10, 1), Line(title_zh="花絮")))
    found = words(science_box(), new)
    assert {"Paid usage, US taken out", "Teaser added", "花絮 added"} <= set(found)


def test_two_equal_lines_are_two():
    twice = science_box(lines=(*LINES, LINES[1]))
    assert "Long video added" in words(science_box(), twice)
    assert "Long video taken out" in words(twice, science_box())


def test_options_come_go_and_change():
    options = (
        replace(OPTIONS[0], title="The film"),
        OPTIONS[1],
        OPTIONS[3],
        Option(letter="D", price=usd(1)),
    )
    assert words(science_box(), science_box(options=options)) == [
        "Option C taken out",
        "Option D added",
        "The words or terms of option A",
    ]


@pytest.mark.parametrize(("changed", "word"), [
    ({"valid_until": date(2026, 12, 14)},
     "The prices hold until 2026-12-14, were until 2026-11-30"),
    ({"valid_until": None}, "How long the prices hold"),
    ({"discount": Decimal("0.05")}, "The discount is 5%, was 0%"),
    ({"tax_mode": "excl"}, "The tax"),
    ({"tax_rate": Decimal("0.2")}, "The tax"),
    ({"language": "zh"}, "The language of the document"),
    ({"currency": "EUR", "lines": ()}, "The currency is EUR, was USD"),
    ({"texts": {"idea": "Another idea.", "terms": "Two rounds."}}, "The text of Idea"),
    ({"creators": (Named("Theo Marsh", "西奥"),)}, "Jonas Bright no longer proposed"),
    ({"creators": (*science_box().creators, Named("Luma", "流萤"))}, "Luma proposed"),
    ({"instalments": PARTS[:2]}, "The parts of the payment"),
    ({"instalments": (*PARTS, Instalment(title="More"))}, "The parts of the payment"),
    ({"instalments": (replace(PARTS[0], share=Decimal("0.4")), *PARTS[1:])},
     "How the payment is split"),
    ({"instalments": (replace(PARTS[0], terms_days=14), *PARTS[1:])},
     "When payment parts are due"),
])  # fmt: skip
def test_what_else_can_change(changed, word):
    assert word in words(science_box(), science_box(**changed))


def test_prices_of_two_currencies_are_not_compared():
    found = words(science_box(), science_box(currency="EUR", lines=()))
    assert not any(word.startswith("Option") for word in found)
