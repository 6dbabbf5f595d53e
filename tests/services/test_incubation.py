"""Incubation: the board, the gates of each step, tests, plan, money and growth."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from studio.domain.money import Money
from studio.errors import Conflict, Invalid, Missing
from studio.persistence.tables.accounts import FollowerSnapshot, SocialAccount, VirtualProfile
from studio.persistence.tables.agreements import Contract
from studio.services import incubation, talent
from studio.services.incubation import IncubationFilter
from studio.services.talent import importing, sheets
from tests import builders

TODAY = builders.TODAY
T12 = {"on_camera": "7", "product": "5", "editing": "8"}
T12_LIVE = {"reliability": "9", "brand_safety": "10", "live_pacing": "4"}


def one(workspace, key):
    return workspace.ask(incubation.one(key))


def begun(workspace, **fields):
    key = builders.make_talent(workspace, **{"name": "Yuzu Dog", "code": "T12", **fields})
    workspace.run(incubation.begin(key, source="Douyin", niche="pets"))
    return key


def move(workspace, key, to, **more):
    return workspace.run(
        incubation.move(key, version=one(workspace, key).version, to=to, **more)
    ).value


def change(workspace, key, **values):
    workspace.run(incubation.change(key, version=one(workspace, key).version, values=values))


def refused(workspace, command):
    with pytest.raises(Invalid) as caught:
        workspace.run(command)
    return set(caught.value.fields)


def add_test(workspace, key, scores, **values):
    return workspace.run(
        incubation.add_test(key, {"title": "Clip", "scores": scores, **values})
    ).value


def read(workspace, key, *days, platform="douyin"):
    account = builders.add(
        workspace,
        SocialAccount(talent_id=key, platform=platform, handle="h", handle_key=f"h{key}"),
    )
    for day, followers in days:
        builders.add(
            workspace, FollowerSnapshot(account_id=account, as_of=day, followers=followers)
        )
    return account


def sign(workspace, key, **fields):
    values = {"state": "signed", "start_on": TODAY, "end_on": date(2028, 1, 1), **fields}
    return builders.add(workspace, Contract(talent_id=key, **values))


def nurtured(workspace, **fields):
    """Return somebody whose tests passed and who is being nurtured."""
    key = begun(workspace, **fields)
    change(workspace, key, lawful_basis="legitimate_interest")
    move(workspace, key, "contacted")
    move(workspace, key, "testing")
    add_test(workspace, key, dict.fromkeys((*T12, *T12_LIVE), "7.5"))
    add_test(workspace, key, {"live_pacing": "8"})
    move(workspace, key, "nurturing")
    return key


def test_contact_needs_a_lawful_basis_and_no_objection(workspace):
    key = begun(workspace)
    step = incubation.move(key, version=1, to="contacted")
    assert refused(workspace, step) == {"lawful_basis"}
    change(workspace, key, lawful_basis="legitimate_interest", objected=True)
    step = incubation.move(key, version=one(workspace, key).version, to="contacted")
    assert refused(workspace, step) == {"objection"}
    change(workspace, key, objected=False)
    move(workspace, key, "contacted")
    assert one(workspace, key).contacted_on == TODAY
    assert one(workspace, key).notice_due == TODAY + timedelta(days=30)


def test_a_move_is_undone_and_redone_with_its_step(workspace):
    key = begun(workspace)
    change(workspace, key, lawful_basis="consent")
    move(workspace, key, "contacted")
    assert str(workspace.history.undo_label()) == "Move Yuzu Dog to Contacted"
    workspace.undo()
    shown = one(workspace, key)
    assert (shown.state.code, len(shown.steps), shown.contacted_on) == ("scouted", 1, None)
    workspace.redo()
    shown = one(workspace, key)
    assert (shown.state.code, len(shown.steps)) == ("contacted", 2)
    assert shown.steps[0].by == "Lin Xiaoman"


def test_an_older_version_is_refused(workspace):
    key = begun(workspace)
    change(workspace, key, niche="dogs")
    with pytest.raises(Conflict):
        workspace.run(incubation.change(key, version=1, values={"niche": "cats"}))


def test_the_six_marks_of_t12_average_7_17_and_ask_for_a_live_coach(workspace):
    key = begun(workspace)
    change(workspace, key, lawful_basis="consent")
    move(workspace, key, "contacted")
    move(workspace, key, "testing")
    add_test(workspace, key, T12, held_on=TODAY - timedelta(days=5))
    step = incubation.move(key, version=one(workspace, key).version, to="nurturing")
    assert refused(workspace, step) == {"tests", "parts", "average"}
    add_test(workspace, key, T12_LIVE)
    shown = one(workspace, key)
    assert (shown.marks.average, shown.marks.weak) == (Decimal("7.17"), ("live_pacing",))
    assert not shown.marks.passed
    assert [str(words) for words in shown.advice] == ["Nurture: live coach, 4 weeks"]
    move(workspace, key, "nurturing")
    missing = {str(words) for words in one(workspace, key).ways[0].missing}
    assert "no part of the tests below 5.0" in missing


def test_a_rejection_needs_two_tests_and_a_reason(workspace):
    key = begun(workspace)
    change(workspace, key, lawful_basis="consent")
    move(workspace, key, "contacted")
    move(workspace, key, "testing")
    version = one(workspace, key).version
    step = incubation.move(key, version=version, to="rejected")
    assert refused(workspace, step) == {"reason"}
    step = incubation.move(key, version=version, to="rejected", reason="no")
    assert refused(workspace, step) == {"tests"}


def test_the_roster_needs_agreement_payee_and_a_fresh_reading(workspace):
    key = nurtured(workspace)
    version = one(workspace, key).version
    step = incubation.move(key, version=version, to="roster")
    assert refused(workspace, step) == {"agreement", "payee", "reading"}
    sign(workspace, key, end_on=TODAY - timedelta(days=1))
    read(workspace, key, (TODAY - timedelta(days=31), 11_000))
    change(workspace, key, payee="Yuzu Ltd")
    step = incubation.move(key, version=one(workspace, key).version, to="roster")
    assert refused(workspace, step) == {"agreement", "reading"}
    sign(workspace, key)
    read(workspace, key, (TODAY - timedelta(days=30), 11_020), platform="bilibili")
    move(workspace, key, "roster")
    assert one(workspace, key).state.code == "roster"


def test_a_character_also_needs_proof_and_its_label(workspace):
    key = nurtured(workspace, kind="virtual")
    gates = {gate.code for gate in one(workspace, key).ways[0].gates}
    assert {"ip_proof", "label"} <= gates
    builders.add(workspace, VirtualProfile(talent_id=key, label="AI-generated"))
    change(workspace, key, ip_proof="Licence of 3 May")
    met = {gate.code: gate.met for gate in one(workspace, key).ways[0].gates}
    assert met["ip_proof"]
    assert met["label"]


def test_the_owner_passes_a_gate_with_a_reason_that_is_kept(workspace):
    key = nurtured(workspace)
    move(workspace, key, "roster", override="She starts on Monday")
    step = one(workspace, key).steps[0]
    assert step.override_reason == "She starts on Monday"
    assert str(step.missing[0]) == "a signed talent agreement"


def test_two_good_tests_of_one_part_are_not_enough(workspace):
    key = begun(workspace)
    change(workspace, key, lawful_basis="consent")
    move(workspace, key, "contacted")
    move(workspace, key, "testing")
    for _nr in range(2):
        add_test(workspace, key, {"on_camera": 90})
    step = incubation.move(key, version=one(workspace, key).version, to="nurturing")
    assert refused(workspace, step) == {"parts"}


def test_a_gate_is_not_passed_with_a_word(workspace):
    key = nurtured(workspace)
    step = incubation.move(key, version=one(workspace, key).version, to="roster", override="Yes")
    assert refused(workspace, step) == {"override"}
    assert one(workspace, key).state.code == "nurturing"


def test_only_the_owner_decides_about_the_roster(workspace):
    key = nurtured(workspace)
    workspace.roles = frozenset({"TAL"})
    step = incubation.move(key, version=one(workspace, key).version, to="roster", override="x")
    assert refused(workspace, step) == {"state"}


def test_tests_milestones_and_money_come_and_go(workspace):
    key = begun(workspace)
    test = add_test(workspace, key, {"editing": "8"})
    workspace.run(incubation.change_test(test, version=1, values={"scores": {"editing": "9.5"}}))
    assert one(workspace, key).tests[0].scores == (("editing", 95),)
    workspace.run(incubation.remove_test(test, version=2))
    plan = workspace.run(
        incubation.add_milestone(key, {"title": "Coach", "due_on": TODAY - timedelta(days=1)})
    ).value
    assert one(workspace, key).milestones[0].late
    workspace.run(incubation.change_milestone(plan, version=1, values={"done_on": TODAY}))
    assert not one(workspace, key).milestones[0].late
    for kind, amount in (("investment", 480_000), ("revenue", 90_000)):
        values = {"kind": kind, "title": kind, "amount": amount, "currency": "CNY"}
        workspace.run(incubation.add_money(key, values))
    (balance,) = one(workspace, key).balances
    assert balance.invested == Money(480_000, "CNY")
    assert balance.back == Decimal("0.188")
    workspace.run(incubation.remove_milestone(plan, version=2))
    shown = one(workspace, key)
    assert (shown.tests, shown.milestones) == ((), ())
    workspace.undo()
    assert len(one(workspace, key).milestones) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"scores": {"editing": "11"}}, "scores"),
        ({"scores": {"charm": "7"}}, "scores"),
        ({"scores": {}}, "scores"),
        ({"held_on": TODAY + timedelta(days=1), "scores": {"editing": "7"}}, "held_on"),
        ({"title": "", "scores": {"editing": "7"}}, "title"),
    ],
)
def test_wrong_tests_are_refused(workspace, values, field):
    key = begun(workspace)
    assert refused(workspace, incubation.add_test(key, {"title": "Clip", **values})) == {field}


def test_growth_is_measured_against_the_straight_line(workspace):
    key = begun(workspace)
    read(workspace, key, (TODAY - timedelta(days=9), 9_000), (TODAY, 17_500))
    change(workspace, key, target_tier="micro", target_on=date(2027, 6, 30),
           scouted_on=TODAY - timedelta(days=9))  # fmt: skip
    growth = one(workspace, key).growth
    assert (growth.first, growth.last, growth.target) == (9_000, 17_500, 50_000)
    assert growth.expected == 9_000 + 41_000 * 9 // 235
    assert growth.share == Decimal("0.207")
    assert growth.ahead > 0


def test_the_board_shows_stages_and_what_is_missing(workspace):
    first, second = begun(workspace), nurtured(workspace, name="Aji", code="T11")
    columns = {column.key: column for column in workspace.ask(incubation.board())}
    (card,) = columns["scouted"].cards
    assert (card.talent_id, card.next_state) == (first, "contacted")
    assert [str(words) for words in card.missing] == ["a lawful basis"]
    assert columns["nurturing"].cards[0].talent_id == second
    assert columns["roster"].total == 0
    found = workspace.ask(incubation.board(IncubationFilter(text="aji")))
    assert sum(column.total for column in found) == 1


def test_several_are_taken_in_at_once_and_only_once(workspace):
    keys = [builders.make_talent(workspace, name=name) for name in ("A", "B")]
    assert workspace.run(incubation.begin_all([*keys, *keys], source="list.csv")).value == 2
    assert workspace.run(incubation.begin_all(keys)).value == 0
    assert refused(workspace, incubation.begin(keys[0])) == {"talent_id"}
    with pytest.raises(Missing):
        one(workspace, 4711)


def test_a_find_is_kept_with_its_account_and_reading_as_one_step(workspace):
    found = {"name": "Yuzu Dog", "kind": "creator", "platform": "douyin", "handle": "@Yuzu",
             "followers": "11,020", "niche": "pets", "source": "Douyin search"}  # fmt: skip
    key = workspace.run(incubation.scout(found)).value
    shown = one(workspace, key)
    assert (shown.state.code, shown.followers, shown.niche) == ("scouted", 11_020, "pets")
    with pytest.raises(Invalid):
        workspace.run(incubation.scout({**found, "name": "Somebody else"}))
    workspace.undo()
    with pytest.raises(Missing):
        one(workspace, key)


def test_a_scouting_list_is_one_step(workspace):
    sheet = sheets.pasted("name,platform,handle,followers\nWen Shu,douyin,wenshu,1.8万\nAn,,,\n")
    plan = importing.guess(sheet, "talent")
    before = len(workspace.history.done)
    done = workspace.run(incubation.scout_list(sheet, plan, source="Fair")).value
    assert str(workspace.history.undo_label()) == "Scout 2 people"
    assert len(workspace.history.done) == before + 1
    scouted = workspace.ask(incubation.board())[0]
    assert {card.name for card in scouted.cards} == {"Wen Shu", "An"}
    assert workspace.ask(incubation.one(done.talent_ids[0])).source == "Fair"
    workspace.undo()
    assert workspace.ask(incubation.board())[0].total == 0
    assert workspace.ask(talent.ids(talent.TalentFilter())) == []
    workspace.redo()
    assert workspace.ask(incubation.board())[0].total == 2


def test_a_stage_is_read_in_parts(workspace):
    lines = "\n".join(f"P{n:03}" for n in range(100))
    sheet = sheets.pasted(f"name\n{lines}\n")
    workspace.run(incubation.scout_list(sheet, importing.guess(sheet, "talent")))
    scouted = workspace.ask(incubation.board())[0]
    assert (scouted.total, len(scouted.cards)) == (100, incubation.PAGE)
    rest = [card for start in (40, 80) for card in
            workspace.ask(incubation.cards("scouted", start=start))]  # fmt: skip
    assert len({card.name for card in (*scouted.cards, *rest)}) == 100
    only = IncubationFilter(text="p099")
    assert workspace.ask(incubation.board(only))[0].total == 1
    key = workspace.run(talent.create({"name": "沈一帆"})).value
    given = {"platform": "douyin", "handle": "sails"}
    workspace.run(talent.add_account(key, given))
    workspace.run(incubation.begin(key))
    for typed in ("sails", "shenyifan", "一帆"):
        found = workspace.ask(incubation.cards("scouted", IncubationFilter(text=typed)))
        assert [card.talent_id for card in found] == [key]
