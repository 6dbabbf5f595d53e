"""Shortlists: who answers to a brief and why, weights, candidates, the way into the proposal."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from studio.domain.shortlisting import FILTERS, PARTS
from studio.errors import Conflict, Denied, Invalid, Missing
from studio.persistence.tables.bookings import Booking, Exclusivity
from studio.persistence.tables.incubation import Incubation
from studio.persistence.tables.partnerships import PieceResult
from studio.services import bookings, briefs, proposals, shortlists
from tests import builders
from tests.matching import make_clips_brief
from tests.matching import make_creator as creator

TODAY = builders.TODAY


@pytest.fixture
def brief(workspace):
    return make_clips_brief(workspace)


def found(workspace, brief):
    return workspace.ask(shortlists.match(brief))


def codes(workspace, brief):
    return [row.code for row in found(workspace, brief).rows]


def ask(workspace, brief, **values):
    version = found(workspace, brief).version
    return workspace.run(shortlists.ask(brief, version=version, values=values)).value


def away(workspace, brief):
    return {one.code: one.filters for one in found(workspace, brief).away}


def test_wishes_are_prefilled_from_the_brief(workspace, brief):
    wishes = found(workspace, brief).wishes
    assert (wishes.platforms, wishes.format, wishes.tiers) == (
        ("douyin",),
        "short_video",
        ("micro",),
    )
    assert (wishes.ceiling, wishes.currency, wishes.price_on) == (
        15_000_00,
        "CNY",
        date(2027, 1, 5),
    )
    assert wishes.categories == ("skincare",)
    assert [group.code for group in wishes.audience] == ["female", "18-24", "25-34"]
    assert (wishes.languages, wishes.days) == (("zh",), 10)


def test_rows_say_why_in_words_and_numbers(workspace, brief):
    creator(workspace, "T1", price=16_200_00)
    (row,) = found(workspace, brief).rows
    said = {part.name: str(part.reason) for part in row.parts}
    assert said["audience"] == "3 of 3 audience groups"
    assert said["price"] == "8 % over the ceiling"
    assert said["category"] == "known for skincare"
    assert said["engagement"] == "5.8 % react, too few to compare (n = 1)"
    assert said["cost"] == "CPM 623.08 CNY, no past job to compare (n = 0)"
    assert said["history"] == "no job with this client yet"
    assert said["free"] == "free on 10 of 10 days"
    # 25 + 20 x 0.60 + 15 + 0 + 0 + 10 x 0.50 + 10 = 67.0 of 100
    assert row.score == 670
    assert (row.followers, row.read_on, row.tier) == (60_000, TODAY - timedelta(days=1), "micro")


def test_filters_keep_people_away_and_say_which(workspace, brief):
    creator(workspace, "A")
    creator(workspace, "B", price=90_000_00)
    creator(workspace, "C", followers=900)
    creator(workspace, "D", platform="bilibili")
    creator(workspace, "E", do_not_pitch=True, do_not_pitch_reason="late twice")
    creator(workspace, "F", languages=["fr"])
    testing = creator(workspace, "G")
    builders.add(workspace, Incubation(talent_id=testing, state="testing"))
    busy = creator(workspace, "H")
    builders.add(
        workspace,
        Booking(
            talent_id=busy,
            state="confirmed",
            start_at=datetime(2027, 1, 1, tzinfo=UTC),
            end_at=datetime(2027, 2, 1, tzinfo=UTC),
        ),
    )
    assert codes(workspace, brief) == ["A"]
    assert away(workspace, brief) == {
        "B": ("price",), "C": ("tier",), "D": ("platform",), "E": ("pitch",), "F": ("language",),
        "G": ("roster",), "H": ("free",),
    }  # fmt: skip


def test_exclusivity_elsewhere_keeps_away_with_its_words(workspace, brief):
    bound = creator(workspace, "A")
    rival = builders.make_client(workspace, name="Ondine")
    builders.add(
        workspace,
        Exclusivity(
            talent_id=bound,
            client_id=rival,
            category="skincare",
            first_on=TODAY,
            last_on=date(2027, 1, 31),
        ),
    )
    (one,) = found(workspace, brief).away
    assert one.filters == ("exclusive",)
    assert "Ondine" in str(one.words[0])
    (window,) = workspace.ask(bookings.exclusivity.of_talent(bound))
    only = {"territories": ["JP"]}
    workspace.run(bookings.exclusivity.change(window.id, version=window.version, values=only))
    for market, away in (("Japan", 1), ("UK", 0)):
        held = workspace.ask(briefs.one(brief)).version
        workspace.run(briefs.change(brief, version=held, values={"market": market}))
        assert len(found(workspace, brief).away) == away


def test_a_missing_price_is_said_and_not_guessed(workspace, brief):
    creator(workspace, "A", price=0)
    (row,) = found(workspace, brief).rows
    assert row.price is None
    assert "no price for Short video in Jan 2027" in [str(reason) for reason in row.reasons]


def test_holds_and_past_jobs_count_in_the_score(workspace, brief):
    key = creator(workspace, "A")
    builders.add(
        workspace,
        Booking(
            talent_id=key,
            state="hold",
            start_at=datetime(2027, 1, 5, 1, tzinfo=UTC),
            end_at=datetime(2027, 1, 6, 10, tzinfo=UTC),
        ),
    )
    head = workspace.ask(shortlists.head(brief))
    entity = builders.make_entity(workspace, code="X")
    project = builders.make_project(workspace, head.client_id, entity, currency="CNY")
    piece = builders.make_deliverable(
        workspace, project, talent_id=key, platform="douyin", state="published",
        publish_on=TODAY - timedelta(days=12), price=8_000_00,
    )  # fmt: skip
    builders.add(workspace, PieceResult(deliverable_id=piece, taken_on=TODAY, views=10_000))
    parts = {part.name: part for part in found(workspace, brief).rows[0].parts}
    assert str(parts["free"].reason) == "free on 8 of 10 days"
    assert str(parts["history"].reason) == "last job with this client 12 days ago"
    assert str(parts["cost"].reason) == (
        "CPM 346.15 CNY, own median 800.00, too few to count (n = 1)"
    )
    assert parts["history"].value == 70


def test_the_filter_that_removes_most_is_named(workspace, brief):
    for number in range(4):
        creator(workspace, f"D{number}", price=50_000_00)
    creator(workspace, "F", followers=900)
    answer = found(workspace, brief)
    assert not answer.rows
    assert str(answer.worst) == "The price ceiling removes 4 of 5."
    must = answer.wishes.must - {"price"}
    ask(workspace, brief, must=sorted(must))
    assert len(codes(workspace, brief)) == 4


def test_wishes_are_kept_undone_and_follow_the_brief_again(workspace, brief):
    creator(workspace, "A", followers=900)
    ask(workspace, brief, tiers=["emerging"], audience="Men")
    wishes = found(workspace, brief).wishes
    assert (wishes.tiers, [group.code for group in wishes.audience]) == (("emerging",), ["male"])
    assert codes(workspace, brief) == ["A"]
    workspace.undo()
    assert codes(workspace, brief) == []
    workspace.redo()
    ask(workspace, brief, tiers=["micro"])
    assert found(workspace, brief).wishes.tiers == ("micro",)
    version = found(workspace, brief).version
    workspace.run(shortlists.ask_as_brief(brief, version=version))
    assert found(workspace, brief).wishes == found(workspace, brief).prefilled


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"tiers": ["giant"]}, "tiers"),
        ({"ceiling": -1}, "ceiling"),
        ({"platforms": ["radio"]}, "platforms"),
        ({"must": ["luck"]}, "must"),
        ({"last": date(2027, 1, 1)}, "last"),
        ({"audience": [("sign", "leo")]}, "audience"),
        ({"luck": 1}, "luck"),
    ],
)
def test_wrong_wishes_are_refused_and_nothing_is_kept(workspace, brief, values, field):
    with pytest.raises(Invalid) as caught:
        ask(workspace, brief, **values)
    assert set(caught.value.fields) == {field}
    assert found(workspace, brief).version == 0


def test_not_pitching_cannot_be_switched_off(workspace, brief):
    creator(workspace, "A", do_not_pitch=True)
    ask(workspace, brief, must=[])
    assert found(workspace, brief).wishes.must == {"pitch"}
    assert codes(workspace, brief) == []


def test_weights_change_for_a_brief_and_become_the_studios(workspace, brief):
    creator(workspace, "A")
    first = found(workspace, brief)
    workspace.run(shortlists.weigh(brief, version=0, weights={"audience": 0, "price": "40"}))
    answer = found(workspace, brief)
    assert dict(answer.weights) == {**dict(first.weights), "audience": 0, "price": 40}
    assert dict(answer.own_weights) == dict(first.own_weights)
    assert "audience" not in {part.name for part in answer.rows[0].parts}
    workspace.run(shortlists.keep_weights(brief))
    assert dict(found(workspace, brief).own_weights)["price"] == 40
    workspace.undo()
    assert dict(found(workspace, brief).own_weights)["price"] == 20
    version = found(workspace, brief).version
    for weights in ({"price": 101}, {"charm": 3}, dict.fromkeys(PARTS, 0)):
        with pytest.raises(Invalid):
            workspace.run(shortlists.weigh(brief, version=version, weights=weights))
    with pytest.raises(Conflict):
        workspace.run(shortlists.weigh(brief, version=0, weights={"price": 3}))


def test_people_are_shortlisted_with_the_figures_of_the_day(workspace, brief):
    first, second = creator(workspace, "A"), creator(workspace, "B")
    workspace.run(shortlists.shortlist(brief, [second, first]))
    kept = workspace.ask(shortlists.candidates(brief))
    assert [one.code for one in kept] == ["B", "A"]
    assert kept[0].score == found(workspace, brief).rows[0].score
    assert found(workspace, brief).rows[0].state.code == "candidate"
    workspace.undo()
    assert workspace.ask(shortlists.candidates(brief)) == []


def test_excluding_needs_a_reason_and_can_be_taken_back(workspace, brief):
    key = creator(workspace, "A")
    with pytest.raises(Invalid):
        workspace.run(shortlists.exclude(brief, key, reason=" "))
    workspace.run(shortlists.exclude(brief, key, reason="too polished"))
    (kept,) = workspace.ask(shortlists.candidates(brief))
    assert (kept.state.code, kept.declined_by, kept.reason) == (
        "declined",
        "studio",
        "too polished",
    )
    workspace.run(shortlists.shortlist(brief, [key]))
    assert workspace.ask(shortlists.candidates(brief))[0].state.code == "candidate"


def test_candidates_move_quote_and_leave(workspace, brief):
    key = creator(workspace, "A")
    (row,) = workspace.run(shortlists.shortlist(brief, [key])).value
    first = workspace.ask(shortlists.candidates(brief))[0].version
    version = workspace.run(shortlists.move(row, version=first, to="asked")).value
    with pytest.raises(Conflict):
        workspace.run(shortlists.move(row, version=first, to="available"))
    version = workspace.run(
        shortlists.quote(row, version=version, amount=8_500_00, currency="CNY")
    ).value
    (kept,) = workspace.ask(shortlists.candidates(brief))
    assert (kept.state.code, kept.quote.minor) == ("quoted", 8_500_00)
    step = shortlists.move(row, version=version, to="declined", by="talent", reason="on holiday")
    version = workspace.run(step).value
    workspace.run(shortlists.take_off(row, version=version))
    assert workspace.ask(shortlists.candidates(brief)) == []


def test_the_shortlist_goes_into_a_proposal_made_of_the_brief(workspace, brief):
    keys = [creator(workspace, code) for code in ("A", "B", "C")]
    with pytest.raises(Invalid):
        workspace.run(shortlists.propose(brief))
    workspace.run(shortlists.shortlist(brief, keys))
    proposal = workspace.run(shortlists.propose(brief)).value
    shown = workspace.ask(proposals.one(proposal)).shown
    assert [one.name for one in shown.creators] == ["Name A", "Name B", "Name C"]
    assert shown.creators[0].followers == 60_000
    assert shown.creators[0].as_of == TODAY - timedelta(days=1)
    assert shown.creators[0].why == "3 of 3 audience groups; known for skincare"
    assert {one.state.code for one in workspace.ask(shortlists.candidates(brief))} == {"offered"}
    assert workspace.run(shortlists.propose(brief)).value == proposal
    assert len(workspace.ask(proposals.one(proposal)).shown.creators) == 3
    workspace.undo()
    workspace.undo()
    with pytest.raises(Missing):
        workspace.ask(proposals.one(proposal))


def test_who_is_not_to_be_pitched_never_gets_on_the_list(workspace, brief):
    key = creator(workspace, "A", do_not_pitch=True)
    with pytest.raises(Invalid):
        workspace.run(shortlists.shortlist(brief, [key]))
    workspace.roles = frozenset({"FIN"})
    with pytest.raises(Denied):
        workspace.run(shortlists.exclude(brief, key, reason="x"))


def test_a_brief_that_is_gone_is_missing(workspace):
    with pytest.raises(Missing):
        found(workspace, 4711)


def test_every_filter_and_part_is_known(workspace, brief):
    answer = found(workspace, brief)
    assert [name for name, _weight in answer.weights] == list(PARTS)
    assert sum(weight for _name, weight in answer.weights) == 100
    assert answer.wishes.must <= set(FILTERS)
    assert Decimal(answer.considered) == 0
