"""Partnerships: jobs, spend, results and fatigue of one client with one talent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from studio.domain.money import Money
from studio.domain.partnerships import fatigue, to_renew
from studio.errors import Conflict, Invalid, Missing
from studio.services import partnerships
from studio.services.partnerships import PartnershipFilter
from tests import builders

TODAY = builders.TODAY


@pytest.fixture
def pair(workspace):
    """Return a client and a talent with two pieces of one project, one of them measured."""
    entity = builders.make_entity(workspace, code="X")
    client = builders.make_client(workspace, entity, name="Starrail", currency="CNY")
    talent = builders.make_talent(workspace, name="Ajiu Rides", code="T05")
    project = builders.make_project(workspace, client, entity, currency="CNY")
    piece = builders.make_deliverable(
        workspace, project, number="D-428", talent_id=talent, state="measured", price=38_000_00,
        publish_on=TODAY - timedelta(days=19), due_final=TODAY - timedelta(days=19),
    )  # fmt: skip
    builders.make_deliverable(
        workspace, project, number="D-429", talent_id=talent, state="published", rounds_used=2,
        publish_on=TODAY - timedelta(days=3), due_final=TODAY - timedelta(days=4),
    )  # fmt: skip
    return client, talent, piece


def one(workspace, pair):
    return workspace.ask(partnerships.one(pair[0], pair[1]))


def note(workspace, pair, **figures):
    values = {"views": 612_000, "likes": 21_400, "comments": 1_260, "shares": 2_930,
              "saves": 3_110, **figures}  # fmt: skip
    return workspace.run(partnerships.note_result(pair[2], values)).value


def test_results_are_the_figures_of_d_428(workspace, pair):
    note(workspace, pair)
    results = one(workspace, pair).results
    assert (results.engagements, results.engagement) == (28_700, Decimal("0.0469"))
    (cost,) = results.costs
    assert (cost.currency, cost.cpm, cost.cpe) == ("CNY", Decimal("62.09"), Decimal("1.32"))


def test_currencies_are_never_mixed(workspace, pair):
    note(workspace, pair)
    entity = builders.make_entity(workspace, code="UK")
    project = builders.make_project(workspace, pair[0], entity, number="PR-9", currency="JPY")
    piece = builders.make_deliverable(
        workspace, project, number="D-900", talent_id=pair[1], state="measured", price=50_000,
        publish_on=TODAY - timedelta(days=40), due_final=TODAY - timedelta(days=40),
    )  # fmt: skip
    workspace.run(partnerships.note_result(piece, {"views": 100_000}))
    shown = one(workspace, pair)
    assert shown.pair.jobs == 2
    assert shown.pair.spend == (Money(38_000_00, "CNY"), Money(50_000, "JPY"))
    assert shown.results.views == 712_000
    costs = [(cost.currency, cost.pieces, cost.cpm, cost.cpe) for cost in shown.results.costs]
    assert costs == [
        ("CNY", 1, Decimal("62.09"), Decimal("1.32")), ("JPY", 1, Decimal("500.00"), None),
    ]  # fmt: skip


def test_jobs_spend_and_how_it_went(workspace, pair):
    shown = one(workspace, pair)
    assert [(job.pieces, job.out) for job in shown.jobs] == [(2, 2)]
    assert shown.pair.spend == (Money(38_000_00, "CNY"),)
    assert (shown.on_time, shown.first_pass) == (Decimal("0.500"), Decimal("0.500"))
    assert (shown.since, shown.pair.last_on) == (
        TODAY - timedelta(days=19),
        TODAY - timedelta(days=3),
    )
    assert str(shown.pair.fatigue.words) == "Only just now"
    assert shown.pair.fatigue.gap == Decimal("16.0")


def test_a_second_reading_of_a_day_corrects_the_first_and_is_undone(workspace, pair):
    note(workspace, pair)
    note(workspace, pair, views=700_000)
    assert one(workspace, pair).results.views == 700_000
    workspace.undo()
    assert one(workspace, pair).results.views == 612_000
    for values, field in (
        ({}, "views"),
        ({"views": -1}, "views"),
        ({"views": 5, "taken_on": TODAY + timedelta(days=1)}, "taken_on"),
    ):
        with pytest.raises(Invalid) as caught:
            workspace.run(partnerships.note_result(pair[2], values))
        assert set(caught.value.fields) == {field}


def test_next_step_and_renewal_are_kept_with_the_first_change(workspace, pair):
    values = {"renewal_on": date(2026, 12, 31), "next_step": "Plan month 5"}
    change = partnerships.change(pair[0], pair[1], version=0, values=values)
    version = workspace.run(change).value
    assert one(workspace, pair).pair.next_step == "Plan month 5"
    workspace.undo()
    assert one(workspace, pair).version == 0
    workspace.redo()
    with pytest.raises(Conflict):
        workspace.run(
            partnerships.change(pair[0], pair[1], version=version + 5, values={"note": "x"})
        )
    with pytest.raises(Invalid):
        workspace.run(
            partnerships.change(pair[0], pair[1], version=version, values={"owner_id": 99})
        )


def test_pairs_are_listed_by_side_and_text(workspace, pair):
    other = builders.make_talent(workspace, name="Xiaocha")
    workspace.run(partnerships.change(pair[0], other, version=0, values={"note": "asked"}))

    def names(**fields):
        found = workspace.ask(partnerships.listing(PartnershipFilter(**fields)))
        return [one.talent for one in found]

    assert names() == ["Ajiu Rides", "Xiaocha"]
    assert names(client_id=pair[0], text="xiao") == ["Xiaocha"]
    assert names(talent_id=pair[1]) == ["Ajiu Rides"]
    with pytest.raises(Missing):
        workspace.ask(partnerships.one(pair[0], 4711))


@pytest.mark.parametrize(("days", "near"), [(-1, True), (60, True), (61, False), (None, False)])
def test_a_renewal_is_near_for_sixty_days(days, near):
    day = None if days is None else TODAY + timedelta(days=days)
    assert to_renew(day, TODAY) is near


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], "Nothing out yet"),
        ([40], "Rested"),
        ([13], "Only just now"),
        ([20, 25, 30, 35, 40, 45], "Often in the last 90 days"),
        ([2, 25, 30, 35, 40, 45], "Tiring: often and only just now"),
    ],
)
def test_fatigue_says_how_often_and_how_recently(days, words):
    found = fatigue([TODAY - timedelta(days=number) for number in days], TODAY)
    assert str(found.words) == words
