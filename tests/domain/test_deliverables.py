"""Deliverables: steps on the board, rounds, lateness, links, titles of many pieces."""

from datetime import date

import pytest

from studio.domain import deliverables
from studio.errors import Invalid

TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(("column", "state", "target"), [
    ("making", "scripting", "producing"),
    ("script", "planned", "briefed"),
    ("internal", "producing", "draft_ready"),
    ("internal", "client_review", "changes_requested"),
    ("ready", "client_review", "approved"),
    ("client", "draft_ready", "client_review"),
    ("published", "scheduled", "published"),
    ("published", "approved", "delivered"),
    ("published", "producing", ""),
    ("client", "planned", ""),
    ("elsewhere", "planned", ""),
])  # fmt: skip
def test_a_card_dropped_on_a_column_takes_the_first_state_it_may(column, state, target):
    assert deliverables.target_in(column, state) == target


def test_every_usual_next_step_is_offered():
    for state, after in deliverables.NEXT.items():
        assert deliverables.next_state(state) == after
    assert deliverables.next_state("measured") == ""


@pytest.mark.parametrize(("state", "day", "late"), [
    ("approved", date(2026, 11, 13), 3),
    ("approved", TODAY, 0),
    ("approved", None, 0),
    ("published", date(2026, 11, 13), 0),
    ("cancelled", date(2026, 11, 13), 0),
])  # fmt: skip
def test_lateness_is_worked_out_from_day_and_state(state, day, late):
    assert deliverables.late_days(state, day, TODAY) == late
    shown = deliverables.shown(state, day, TODAY)
    assert (shown.role == "bad") == bool(late)


def test_only_a_clients_changes_use_a_round():
    assert deliverables.counts_round("client_review", "changes_requested")
    assert not deliverables.counts_round("rejected_platform", "changes_requested")
    assert deliverables.over_rounds(2, 2)
    assert not deliverables.over_rounds(1, 2)
    assert not deliverables.over_rounds(0, 0)


@pytest.mark.parametrize("typed", ["https://v.example/1?a=b", "HTTP://example.com/视频", ""])
def test_links_are_taken(typed):
    assert deliverables.link(typed) == typed


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "example.com", "https://a b.c/d", 5])
def test_what_is_no_link_is_refused(typed):
    with pytest.raises(Invalid):
        deliverables.link(typed)


def test_titles_of_several_pieces_are_numbered():
    assert deliverables.piece_titles("Short", 3) == ["Short 1", "Short 2", "Short 3"]
    assert deliverables.piece_titles("Short", 1) == ["Short"]
    assert deliverables.piece_titles("", 2) == ["", ""]


def test_a_title_is_needed_and_the_final_follows_the_draft():
    deliverables.check("", "片 1", due_draft=TODAY, due_final=TODAY)
    with pytest.raises(Invalid) as caught:
        deliverables.check("", "")
    assert set(caught.value.fields) == {"title"}


def test_steps_that_need_words_refuse_without():
    for after, before in (
        ("changes_requested", "client_review"),
        ("cancelled", "planned"),
        ("taken_down", "published"),
        ("rejected_platform", "platform_review"),
    ):
        with pytest.raises(Invalid):
            deliverables.check_move(before, after)
        deliverables.check_move(before, after, reason="because")


def test_weeks_begin_on_monday():
    assert deliverables.week_start(date(2026, 11, 22)) == TODAY
