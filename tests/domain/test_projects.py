"""Projects: settlement apart from production, and what a project waits for."""

from datetime import date
from itertools import pairwise

import pytest

from studio.domain import deliverables, projects
from studio.domain.projects import Facts, Part
from studio.errors import Invalid

TODAY = date(2026, 11, 16)
LATER = date(2026, 12, 1)


def part(paid=None, planned_on=None):
    """A part of 100: not invoiced, or invoiced with so much paid."""
    if paid is None:
        return Part(100, planned_on)
    return Part(100, planned_on, invoiced=True, gross=120, paid=paid)


@pytest.mark.parametrize(("kind", "parts", "settled"), [
    ("photo", [], "not_invoiced"),
    ("photo", [part(), part()], "not_invoiced"),
    ("photo", [part(0), part()], "part_invoiced"),
    ("photo", [part(0), part(0)], "invoiced"),
    ("photo", [part(120), part()], "part_paid"),
    ("photo", [part(20), part(0)], "part_paid"),
    ("photo", [part(120), part(120)], "paid"),
    ("photo", [part(130), part(120)], "paid"),
    ("retainer_month", [part(120, TODAY), part(None, LATER)], "paid"),
    ("retainer_month", [part(120, TODAY), part(None, TODAY)], "part_paid"),
    ("retainer_month", [part(120), part(0, LATER)], "part_paid"),
    ("retainer_month", [part(None, LATER)], "not_invoiced"),
])  # fmt: skip
def test_how_far_a_project_is_settled(kind, parts, settled):
    assert projects.settlement(kind, parts, TODAY) == settled
    assert settled in projects.SETTLEMENT


@pytest.mark.parametrize(("state", "pieces", "late", "word", "role"), [
    ("active", ["client_review", "producing"], 0, "With client", "wait"),
    ("active", ["script_review"], 0, "With client", "wait"),
    ("active", ["changes_requested"], 0, "Changes", "warn"),
    ("active", ["producing"], 0, "In progress", "active"),
    ("active", [], 0, "In progress", "active"),
    ("active", ["client_review"], 2, "2 late", "bad"),
    ("planned", ["client_review"], 2, "Planned", "neutral"),
    ("closed", [], 0, "Closed", "neutral"),
])  # fmt: skip
def test_what_a_project_waits_for(state, pieces, late, word, role):
    shown = projects.waits_for(state, pieces, late)
    assert (str(shown.label), shown.role) == (word, role)


def test_hues_are_given_in_turn():
    given: list[str] = []
    for _ in range(10):
        given.append(projects.next_hue(given))
    assert given == ["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p1", "p2"]


def test_a_project_is_delivered_once_all_its_pieces_are_out():
    assert projects.may_deliver(["published", "delivered", "measured", "cancelled"])
    assert not projects.may_deliver(["published", "scheduled"])


def test_each_state_of_a_piece_stands_in_one_column_but_cancelled():
    columns = [state for states in deliverables.COLUMNS.values() for state in states]
    assert sorted([*columns, "cancelled"]) == sorted(deliverables.STATES.states)
    assert deliverables.column_of("draft_ready") == "internal"
    assert deliverables.column_of("cancelled") == ""
    assert set(deliverables.COLUMN_LABELS) == set(deliverables.COLUMNS)
    assert not deliverables.OPEN & deliverables.OUT


ROAD = (
    "planned briefed scripting script_review producing draft_ready client_review "
    "changes_requested draft_ready client_review approved platform_review approved_platform "
    "scheduled published measured"
)


def test_a_piece_can_be_walked_from_planned_to_measured():
    for before, after in pairwise(ROAD.split()):
        deliverables.STATES.check(before, after)


def test_pieces_can_be_cancelled_only_before_they_are_approved():
    may = {
        state
        for state in deliverables.STATES.states
        if "cancelled" in deliverables.STATES.reachable(state)
    }
    assert may == {
        "planned", "briefed", "scripting", "script_review", "producing", "draft_ready",
        "client_review", "changes_requested",
    }  # fmt: skip


@pytest.mark.parametrize(("before", "after", "facts", "codes"), [
    ("planned", "active", Facts(), []),
    ("planned", "active", Facts(proof=False), ["proof"]),
    ("planned", "active", Facts(proof=False, deposit_open=True), ["proof", "deposit"]),
    ("on_hold", "active", Facts(proof=False, deposit_open=True), []),
    ("active", "delivered", Facts(pieces=("published", "cancelled")), []),
    ("active", "delivered", Facts(pieces=("producing",)), ["pieces"]),
    ("reporting", "closed", Facts(), []),
    ("reporting", "closed", Facts(unsettled=("A-1",)), ["invoices"]),
])  # fmt: skip
def test_what_stands_in_the_way_of_a_project(before, after, facts, codes):
    assert [found.code for found in projects.obstacles(before, after, facts)] == codes


@pytest.mark.parametrize(("facts", "reason", "owner", "field"), [
    (Facts(deposit_open=True), "", True, "reason"),
    (Facts(deposit_open=True), "too short", True, "reason"),
    (Facts(deposit_open=True), "They pay on Friday", False, "state"),
    (Facts(proof=False), "They pay on Friday", True, "state"),
])  # fmt: skip
def test_only_the_owner_passes_the_deposit_and_says_why(facts, reason, owner, field):
    with pytest.raises(Invalid) as caught:
        projects.check_move("planned", "active", facts, reason=reason, owner=owner)
    assert set(caught.value.fields) == {field}


def test_the_owner_passes_the_deposit_with_a_reason():
    facts = Facts(deposit_open=True)
    passed = projects.check_move("planned", "active", facts, reason="Pays on Friday", owner=True)
    assert [one.code for one in passed] == ["deposit"]


def test_on_hold_needs_a_reason():
    with pytest.raises(Invalid):
        projects.check_move("active", "on_hold", Facts())
    assert projects.check_move("active", "on_hold", Facts(), reason="Product late") == ()


def test_a_settled_project_with_more_to_invoice_says_so():
    shown = projects.settlement_shown("paid", settled=True, ready=1)
    assert (shown.code, str(shown.label)) == ("not_invoiced", "To invoice")
    assert projects.settlement_shown("paid", settled=True, ready=0).code == "paid"
    assert projects.settlement_shown("invoiced", settled=False, ready=1).code == "invoiced"


def test_a_project_has_a_name_and_ends_after_it_begins():
    projects.check("", "新口味")
    with pytest.raises(Invalid) as caught:
        projects.check("Film", "", started=(TODAY, TODAY), published=(LATER, TODAY))
    assert set(caught.value.fields) == {"publish_to"}
    with pytest.raises(Invalid):
        projects.check("", "")
