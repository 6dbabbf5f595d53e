"""Checks before a proposal is sent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from studio.domain import proposals
from studio.domain.proposals import BLOCK, OK, WARN, Consent, Line, Option
from studio.errors import Invalid
from tests.domain.proposals.box import LINES, OPTIONS, PARTS, TODAY, line, science_box, usd


def look(version, floor="0.3"):
    return proposals.findings(version, today=TODAY, floor=Decimal(floor))


def said(version, severity, floor="0.3"):
    return [str(one.message) for one in look(version, floor) if one.severity == severity]


def test_the_science_box_is_held_back_by_its_consent_only():
    consent = Consent(key="guardian", text="Guardian consent for the child presenter, US")
    version = science_box(consents=(consent,))
    found = look(version)
    assert [(one.severity, str(one.message), one.part, one.row_id) for one in found[:2]] == [
        (BLOCK, "Not ticked yet: Guardian consent for the child presenter, US", "creators", None),
        (WARN, "Motion graphics at 25%, floor is 30%", "price", 4),
    ]
    assert [one.severity for one in found[2:]] == [OK] * 11
    with pytest.raises(Invalid) as caught:
        proposals.refuse_blocked(found)
    assert set(caught.value.fields) == {"consent_guardian"}
    ticked = look(science_box(consents=(replace(consent, done=True),)))
    proposals.refuse_blocked(ticked)
    assert [one.severity for one in ticked].count(OK) == 12


@pytest.mark.parametrize(("changed", "message"), [
    ({"options": ()}, "There is no option to choose."),
    ({"options": (*OPTIONS, Option(letter="D"))}, "Option D has no line."),
    ({"lines": (*LINES, replace(LINES[1], price=usd(0)))},
     "Long video has no price. Enter one, or mark it as free."),
    ({"lines": (*LINES, Line(options="A", title_zh="短视频"))},
     "短视频 has no price. Enter one, or mark it as free."),
    ({"lines": (*LINES, Line(options="A"))},
     "production has no price. Enter one, or mark it as free."),
    ({"options": (*OPTIONS, Option(letter="X", addon=True))}, "The add-on X has no price."),
    ({"instalments": ()}, "There is no payment schedule."),
    ({"instalments": PARTS[:2]}, "The parts add up to 80%. 20% is missing."),
    ({"instalments": (*PARTS, replace(PARTS[0], share=Decimal("0.105")))},
     "The parts add up to 110.5%. Take 10.5% off one of them."),
    ({"valid_until": None}, "Say until when the prices hold."),
    ({"valid_until": date(2026, 11, 15)}, "The prices held until 2026-11-15, which is over."),
])  # fmt: skip
def test_what_holds_a_proposal_back(changed, message):
    assert message in said(science_box(**changed), BLOCK)


def test_a_proposal_may_go_out_on_its_last_day():
    assert said(science_box(valid_until=TODAY), BLOCK) == []


def test_a_low_margin_of_an_option_needs_the_owners_reason():
    assert said(science_box(), BLOCK, "0.44") == ["Option A at 43%, floor is 44%"]
    passed = science_box(override_reason="First job of a good client.")
    assert said(passed, BLOCK, "0.44") == []
    assert "Option A at 43%, floor is 44%" in said(passed, WARN, "0.44")


def test_a_margin_nobody_worked_out_is_not_judged():
    free = [replace(one, cost=None) if one.row == "item" else one for one in LINES]
    assert said(science_box(lines=tuple(free)), BLOCK, "0.95") == []
    assert "Every option keeps the margin." in said(science_box(lines=tuple(free)), OK, "0.95")


@pytest.mark.parametrize(("changed", "message"), [
    ({"lines": (*LINES, line("Teaser", "", 1, 100, 10))},
     "Teaser is in no option and will not be offered."),
    ({"instalments": (*PARTS[:2], replace(PARTS[2], planned_on=date(2026, 11, 1)))},
     "Last piece is planned for 2026-11-01, which is over."),
    ({"language": "zh+en"},
     "10 rows are not in the document's language, such as Film."),
    ({"texts": {"idea": " ", "terms": "Two rounds."}}, "Idea is still empty."),
    ({"texts": {"idea": "We open the box."}}, "Terms is still empty."),
    ({"options": tuple(replace(one, advised=not one.addon) for one in OPTIONS)},
     "Only one option can be suggested."),
    ({"options": tuple(replace(one, advised=False) for one in OPTIONS)},
     "No option is suggested."),
    ({"tax_mode": "excl"}, "The tax rate is 0%. Is that meant?"),
])  # fmt: skip
def test_what_is_worth_a_look(changed, message):
    assert message in said(science_box(**changed), WARN)


def test_free_lines_need_no_price():
    version = science_box(lines=(*LINES, Line(title="Behind the scenes", options="A", free=True)))
    assert "Every line has a price." in said(version, OK)


def test_an_add_on_with_its_own_lines_or_a_price_is_priced():
    for addon, extra in (
        (Option(letter="X", addon=True, price=usd(50)), ()),
        (Option(letter="X", addon=True), (line("More", "X", 1, 10, 1),)),
    ):
        version = science_box(options=(*OPTIONS[:3], addon), lines=(*LINES, *extra))
        assert said(version, BLOCK) == []


def test_a_single_option_needs_no_suggestion():
    version = science_box(options=(replace(OPTIONS[0], advised=False),))
    assert "One option is suggested." in said(version, OK)


def test_a_set_tax_passes():
    version = science_box(tax_mode="excl", tax_rate=Decimal("0.2"))
    assert "The tax is set." in said(version, OK)


def test_characters_that_cannot_be_drawn_are_listed():
    found = proposals.glyph_finding("ا ب", "idea")
    assert (found.severity, found.part) == (WARN, "idea")
    assert str(found.message) == "These characters print as □: ا ب"
    assert proposals.glyph_finding("ا", "title").part == "cover"


def test_each_finding_names_a_part_of_the_outline():
    for version in (science_box(), science_box(options=(), instalments=(), texts={})):
        assert {one.part for one in look(version)} <= set(proposals.PARTS)
