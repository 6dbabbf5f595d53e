"""Projects: settlement apart from production, and what a project waits for."""

from datetime import date
from itertools import pairwise

import pytest

from studio.domain import deliverables, projects
from studio.domain.projects import Part

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
