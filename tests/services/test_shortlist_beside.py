"""Those on the shortlist whom a filter removes now; who may not be on it; absences; quotes."""

from datetime import UTC, date, datetime

import pytest

from studio.errors import Invalid
from studio.persistence.tables.incubation import Incubation
from studio.persistence.tables.studio import Person
from studio.persistence.tables.talent import Talent
from studio.services import proposals, shortlists
from studio.services.operation import Command
from studio.text import Message
from tests import builders
from tests.matching import make_clips_brief
from tests.matching import make_creator as creator


@pytest.fixture
def brief(workspace):
    return make_clips_brief(workspace)


def found(workspace, brief):
    return workspace.ask(shortlists.match(brief))


def ask(workspace, brief, **values):
    version = found(workspace, brief).version
    workspace.run(shortlists.ask(brief, version=version, values=values))


def test_who_is_on_the_list_is_seen_and_put_forward_whatever_the_filters(workspace, brief):
    first, second = creator(workspace, "A"), creator(workspace, "B")
    workspace.run(shortlists.shortlist(brief, [first, second]))
    ask(workspace, brief, platforms=["xiaohongshu"])
    answer = found(workspace, brief)
    assert answer.rows == ()
    assert [(one.talent_id, one.platform, one.left_out) for one in answer.beside] == [
        (first, "douyin", ("platform",)), (second, "douyin", ("platform",)),
    ]  # fmt: skip
    assert set(answer.known) == {first, second}
    assert answer.beside[0].score > 0
    proposal = workspace.run(shortlists.propose(brief)).value
    shown = workspace.ask(proposals.one(proposal)).shown.creators
    assert [(one.platform, one.followers) for one in shown] == [("douyin", 60_000)] * 2


def test_who_was_declined_does_not_come_back_beside(workspace, brief):
    key = creator(workspace, "A")
    workspace.run(shortlists.exclude(brief, key, reason="too polished"))
    ask(workspace, brief, platforms=["xiaohongshu"])
    assert found(workspace, brief).beside == ()


def change(workspace, key, **values):
    def call(session):
        for name, value in values.items():
            setattr(session.get(Talent, key), name, value)

    workspace.run(Command(Message("Change"), call))


@pytest.mark.parametrize("mark", ["archived", "blocked"])
def test_nobody_archived_or_blocked_is_shortlisted_or_put_forward(workspace, brief, mark):
    on, off = creator(workspace, "A"), creator(workspace, "B")
    workspace.run(shortlists.shortlist(brief, [on]))
    for key in (on, off):
        if mark == "archived":
            change(workspace, key, archived=True)
        else:
            builders.add(workspace, Incubation(talent_id=key, state="blocked"))
    with pytest.raises(Invalid):
        workspace.run(shortlists.shortlist(brief, [off]))
    with pytest.raises(Invalid):
        workspace.run(shortlists.propose(brief))


def test_days_away_are_days_not_free(workspace, brief):
    key = creator(workspace, "A")
    window = found(workspace, brief).wishes
    assert window.first == date(2027, 1, 5)
    start = datetime(2027, 1, 5, tzinfo=UTC)
    builders.make_absence(workspace, start, start.replace(day=8), talent_id=key)
    (row,) = found(workspace, brief).rows
    assert row.busy >= 3


def test_staff_who_are_talent_are_away_as_both(workspace, brief):
    person = builders.add(workspace, Person(name="Lin", roles=["OWN"]))
    key = creator(workspace, "A", person_id=person)
    other = creator(workspace, "B")
    start = datetime(2027, 1, 5, tzinfo=UTC)
    builders.make_absence(workspace, start, start.replace(day=8), person_id=person)
    busy = {row.talent_id: row.busy for row in found(workspace, brief).rows}
    assert busy[key] >= 3
    assert busy[other] == 0


def test_a_quote_has_a_currency_that_exists(workspace, brief):
    (row,) = workspace.run(shortlists.shortlist(brief, [creator(workspace, "A")])).value
    version = workspace.ask(shortlists.candidates(brief))[0].version
    for currency in ("", "QQQ"):
        with pytest.raises(Invalid) as caught:
            workspace.run(shortlists.quote(row, version=version, amount=5_000, currency=currency))
        assert set(caught.value.fields) == {"quote"}
    with pytest.raises(Invalid) as caught:
        workspace.run(shortlists.quote(row, version=version, amount=-5, currency="CNY"))
    assert set(caught.value.fields) == {"quote"}
