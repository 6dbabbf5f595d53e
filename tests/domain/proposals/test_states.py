"""States of a version: its way to the client and back (SM-3)."""

from datetime import date

import pytest

from studio.domain import proposals
from studio.domain.proposals import gates
from studio.errors import Invalid
from tests.domain.proposals.box import TODAY


def test_a_send_walks_each_step():
    assert proposals.steps_to_send("draft") == ("internal_review", "approved", "sent")
    assert proposals.steps_to_send("approved") == ("sent",)
    with pytest.raises(Invalid, match='no step from "Sent" to "Sent"'):
        proposals.steps_to_send("sent")


@pytest.mark.parametrize(("state", "until", "shown"), [
    ("sent", date(2026, 11, 15), "expired"),
    ("viewed", date(2026, 11, 15), "expired"),
    ("sent", TODAY, "sent"),
    ("sent", None, "sent"),
    ("accepted", date(2026, 11, 15), "accepted"),
    ("draft", date(2026, 11, 15), "draft"),
])  # fmt: skip
def test_expired_is_worked_out_from_the_date(state, until, shown):
    assert proposals.shown_state(state, until, TODAY) == shown


def test_declining_and_withdrawing_need_a_reason():
    proposals.check_move("sent", "viewed")
    proposals.check_move("viewed", "declined", reason="Price")
    for after in ("declined", "withdrawn"):
        with pytest.raises(Invalid, match="Say why"):
            proposals.check_move("sent", after, reason=" ")
    with pytest.raises(Invalid, match="There is no step"):
        proposals.check_move("accepted", "draft")


def test_what_a_person_may_choose_leaves_out_what_follows_by_itself():
    assert "superseded" not in proposals.STATES.offered("sent")
    assert "superseded" in proposals.STATES.reachable("sent")
    assert not any(proposals.STATES.reachable(state) for state in ("accepted", "superseded"))
    assert proposals.EDITABLE | proposals.OUT | proposals.ENDED | {"expired"} == set(
        proposals.STATES.states
    )


@pytest.mark.parametrize(("letters", "kept"), [("cab", "ABC"), ("AA", "A"), ("", ""), (" b ", "B")])
def test_letters_of_options_are_kept_in_order(letters, kept):
    assert proposals.check(proposals.LINE, {"options": letters}) == {"options": kept}


@pytest.mark.parametrize("letters", ["A1", "é", 3, None])
def test_letters_of_options_are_letters(letters):
    with pytest.raises(Invalid):
        gates.letters(letters)


def test_an_option_has_one_letter():
    assert gates.letter(" b") == "B"
    for wrong in ("", "AB", "1", None):
        with pytest.raises(Invalid):
            gates.letter(wrong)


def test_wrong_fields_of_a_line_are_all_named():
    values = {"quantity": "-1", "unit_price": 10**18, "title": "a\u202eb", "kind": "x", "extra": 1}
    with pytest.raises(Invalid) as caught:
        proposals.check(proposals.LINE, values)
    assert set(caught.value.fields) == set(values)


def test_what_is_left_empty_costs_nothing():
    assert proposals.check(proposals.LINE, {"unit_price": None, "cost": ""}) == {
        "unit_price": 0,
        "cost": 0,
    }
    assert proposals.check(proposals.OPTION, {"price": None}) == {"price": None}


def test_fifteen_parts():
    assert len(proposals.PARTS) == 15
    assert set(proposals.CREATOR_ROLES) == set(proposals.CREATOR_STATES)
