"""Shortlists: pieces of a brief, ranges, prices that are asked for and entered in place."""

from datetime import date, timedelta

import pytest

from studio.domain.shortlisting import CANDIDATES
from studio.errors import Conflict, Invalid
from studio.persistence.tables.accounts import FollowerSnapshot, RateCard, SocialAccount
from studio.persistence.tables.briefs import BriefItem
from studio.persistence.tables.partnerships import PieceResult
from studio.services import shortlists, talent
from tests import builders
from tests.matching import make_clips_brief
from tests.matching import make_creator as creator

TODAY = builders.TODAY


@pytest.fixture
def brief(workspace):
    return make_clips_brief(workspace)


def found(workspace, brief):
    return workspace.ask(shortlists.match(brief))


def ask(workspace, brief, **values):
    version = found(workspace, brief).version
    return workspace.run(shortlists.ask(brief, version=version, values=values)).value


def test_a_brief_of_several_pieces_is_matched_piece_by_piece(workspace, brief):
    note = builders.add(
        workspace,
        BriefItem(
            brief_id=brief, position=1, platform="xiaohongshu", format="image_note", quantity=2,
            tier="nano", ceiling=2_000_00,
        ),
    )  # fmt: skip
    creator(workspace, "A")
    creator(workspace, "B", followers=20_000, platform="xiaohongshu", price=0)
    ask(workspace, brief, ceiling=9_999_00)
    first = found(workspace, brief)
    assert [row.code for row in first.rows] == ["A"]
    ask(workspace, brief, piece=note)
    second = found(workspace, brief)
    wishes = second.wishes
    assert (wishes.piece, wishes.platforms, wishes.tiers) == (note, ("xiaohongshu",), ("nano",))
    assert wishes.ceiling == 2_000_00
    assert wishes == second.prefilled
    assert [row.code for row in second.rows] == ["B"]
    workspace.undo()
    assert found(workspace, brief).wishes.ceiling == 9_999_00
    workspace.redo()
    ask(workspace, brief, piece=first.wishes.piece)
    assert found(workspace, brief).wishes == found(workspace, brief).prefilled


def test_ranges_that_hold_nothing_are_refused(workspace, brief):
    for low, high in (("floor", "ceiling"), ("cpm_least", "cpm_most"), ("cpe_least", "cpe_most")):
        with pytest.raises(Invalid) as caught:
            ask(workspace, brief, **{low: 20_000_00, high: 10_000_00})
        assert set(caught.value.fields) == {high}


def test_who_posted_nothing_of_late_is_kept_away(workspace, brief):
    key = builders.make_talent(workspace, name="Still", code="S", languages=["zh"])
    account = builders.add(
        workspace,
        SocialAccount(talent_id=key, platform="douyin", handle="still", handle_key="still"),
    )
    builders.add(
        workspace,
        FollowerSnapshot(account_id=account, as_of=TODAY, followers=60_000, avg_views=0),
    )
    (one,) = found(workspace, brief).away
    assert (one.code, one.filters) == ("S", ("active",))


def test_asking_for_a_price_is_one_step(workspace, brief):
    key = creator(workspace, "A", price=0, mail="a@example.com")
    letter = workspace.ask(shortlists.inquiry(brief, key))
    assert letter.language == "zh"
    english, chinese = letter.letters["en"], letter.letters["zh"]
    assert english.to == "a@example.com"
    assert english.subject == "Your price for Short video, January 2027"
    assert "6 × Short video on Douyin" in english.body
    assert "between 5 January 2027 and 14 January 2027" in english.body
    assert "抖音" in chinese.body
    for words in (english.body, chinese.body):
        assert "Yunduoquan" not in words
        assert "15,000" not in words
    workspace.run(shortlists.ask_price(brief, key))
    (kept,) = workspace.ask(shortlists.candidates(brief))
    assert (kept.state.code, kept.scored_on) == ("asked", TODAY)
    workspace.undo()
    assert workspace.ask(shortlists.candidates(brief)) == []
    barred = creator(workspace, "N", do_not_pitch=True)
    with pytest.raises(Invalid):
        workspace.run(shortlists.ask_price(brief, barred))


def test_a_provisional_price_is_entered_in_place(workspace, brief):
    key = creator(workspace, "A", price=0)
    with pytest.raises(Invalid):
        workspace.run(shortlists.enter_price(brief, key, amount=0, currency="CNY"))
    enter = shortlists.enter_price(brief, key, amount=8_000_00, currency="CNY")
    workspace.run(enter)
    (row,) = found(workspace, brief).rows
    assert (row.price.minor, row.confirmed) == (8_000_00, False)
    (card,) = workspace.ask(talent.one(key)).cards
    assert (card.first_on, card.last_on, card.items[0].platform) == (TODAY, None, "douyin")
    workspace.undo()
    assert found(workspace, brief).rows[0].price is None
    workspace.redo()
    assert found(workspace, brief).rows[0].price.minor == 8_000_00


def test_a_price_goes_between_the_cards_there_are(workspace, brief):
    key = creator(workspace, "A", price=0)
    for first, last in (
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2027, 3, 1), None),
    ):
        builders.add(
            workspace, RateCard(talent_id=key, currency="CNY", first_on=first, last_on=last)
        )
    workspace.run(shortlists.enter_price(brief, key, amount=8_000_00, currency="CNY"))
    cards = sorted(workspace.ask(talent.one(key)).cards, key=lambda one: one.first_on)
    spans = [(one.first_on, one.last_on) for one in cards]
    assert spans[1] == (date(2027, 1, 1), date(2027, 2, 28))
    held = builders.add(workspace, RateCard(talent_id=key, currency="GBP", first_on=TODAY))
    workspace.run(shortlists.enter_price(brief, key, amount=900_00, currency="GBP"))
    pounds = next(one for one in workspace.ask(talent.one(key)).cards if one.id == held)
    assert [item.price.minor for item in pounds.items] == [900_00]


def test_without_a_piece_no_price_can_be_entered(workspace, brief):
    key = creator(workspace, "A", price=0)
    ask(workspace, brief, format="")
    with pytest.raises(Invalid) as caught:
        workspace.run(shortlists.enter_price(brief, key, amount=8_000_00, currency="CNY"))
    assert set(caught.value.fields) == {"price"}


def test_every_step_of_a_candidate_is_one_undo(workspace, brief):
    key = creator(workspace, "A")
    (row,) = workspace.run(shortlists.shortlist(brief, [key])).value

    def state():
        (kept,) = workspace.ask(shortlists.candidates(brief))
        return kept.state.code, kept.version

    way = ("asked", "available", "quoted", "offered", "chosen", "reserve", "candidate")
    for to in way:
        before, version = state()
        with pytest.raises(Conflict):
            workspace.run(shortlists.move(row, version=version + 1, to=to))
        workspace.run(shortlists.move(row, version=version, to=to))
        assert state()[0] == to
        workspace.undo()
        assert state()[0] == before
        workspace.redo()
        assert state()[0] == to
    for by in ("studio", "talent", "client"):
        step = shortlists.move(row, version=state()[1], to="declined", by=by, reason="no time")
        workspace.run(step)
        (kept,) = workspace.ask(shortlists.candidates(brief))
        assert (kept.declined_by, kept.reason) == (by, "no time")
        workspace.undo()
    assert len(CANDIDATES.states) == 8


def test_own_benchmarks_are_made_of_the_studios_results(workspace, brief):
    head = workspace.ask(shortlists.head(brief))
    entity = builders.make_entity(workspace, code="X")
    project = builders.make_project(workspace, head.client_id, entity, currency="CNY")
    key = creator(workspace, "A")
    for price, views in ((8_000_00, 10_000), (9_000_00, 90_000), (9_000_00, 30_000)):
        piece = builders.make_deliverable(
            workspace, project, talent_id=key, platform="douyin", state="published",
            publish_on=TODAY - timedelta(days=40), price=price,
        )  # fmt: skip
        builders.add(
            workspace, PieceResult(deliverable_id=piece, taken_on=date(2026, 10, 1), views=1)
        )
        builders.add(workspace, PieceResult(deliverable_id=piece, taken_on=TODAY, views=views))
    known = workspace.ask(shortlists.benchmarks())
    (own,) = known.own
    assert (own.tier, own.platform, own.category) == ("micro", "douyin", "skincare")
    assert (own.cpm, own.currency, own.n) == (300, "CNY", 3)  # of 800, 100 and 300
    assert known.published
    parts = {part.name: part for part in found(workspace, brief).rows[0].parts}
    assert str(parts["cost"].reason) == "CPM 346.15 CNY, own median 300.00 (n = 3)"
    assert parts["cost"].value == 87  # 300 / 346.15


def test_the_order_is_the_same_whatever_order_people_were_entered_in(workspace, brief):
    codes = [f"P{(number * 7) % 13:02}" for number in range(13)]
    for place, code in enumerate(codes):
        creator(workspace, code, followers=50_000 + 3_000 * (place % 4), price=9_000_00)
    rows = [(row.code, row.score) for row in found(workspace, brief).rows]
    assert rows == sorted(rows, key=lambda one: (-one[1], one[0]))
    assert rows == [(row.code, row.score) for row in found(workspace, brief).rows]
