"""How long data about people are kept, what is due, dropping it, erasing somebody."""

from datetime import UTC, date, datetime, timedelta

import pytest

from studio.errors import Conflict, Denied, Invalid, Locked
from studio.persistence.secrets import MemoryKeys, Vault
from studio.persistence.tables.agreements import Contract, Release
from studio.persistence.tables.bookings import Booking
from studio.services import attachments, incubation, talent
from studio.services.operation import Query, scope
from studio.services.talent import personal
from tests import builders
from tests.builders import TODAY
from tests.services.personal import CANARY, dump, keep, masked, papers

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def shen(workspace):
    workspace.vault = Vault(MemoryKeys())
    given = {"name": "Shen Yifan", "phone": "13912345678", "country": "CN"}
    return workspace.run(talent.create(given)).value


def until(workspace, key):
    return {one.category: one.until for one in papers(workspace, key).terms}


def set_by_hand(workspace, key, category, day, version=0, note="asked by the tax office"):
    made = personal.keep_until(key, category, version=version, until=day, note=note)
    return workspace.run(made).value


def contract(workspace, key, **fields):
    values = {"state": "signed", "signed_by_them": "沈一帆", "start_on": date(2024, 1, 1)}
    return builders.add(workspace, Contract(talent_id=key, **{**values, **fields}))


def test_terms_count_from_the_day_their_rule_names(workspace, shen):
    keep(workspace, shen, sizes="M", bank=CANARY, emergency="Shen Hua")
    assert until(workspace, shen) == {
        "public": date(2027, 11, 16), "identity": date(2036, 11, 16), "body": date(2026, 12, 16),
        "calls": date(2027, 11, 16),
    }  # fmt: skip
    shoot = datetime(2027, 1, 20, 9, tzinfo=UTC)
    times = {"start_at": shoot, "end_at": shoot + timedelta(hours=8)}
    builders.add(workspace, Booking(talent_id=shen, state="confirmed", **times))
    found = until(workspace, shen)
    assert (found["body"], found["calls"]) == (date(2027, 2, 19), date(2028, 1, 20))
    assert (found["contact"], "public" in found) == (date(2037, 1, 20), False)
    one = contract(workspace, shen)
    assert until(workspace, shen)["contact"] is None
    builders.add(
        workspace, Contract(talent_id=shen, state="signed", legal_entity_id=1, end_on=TODAY)
    )
    assert until(workspace, shen)["contact"] is None
    assert one


def test_the_law_of_the_company_that_signed_counts(workspace):
    theo = builders.make_talent(workspace, country="CN")
    contract(workspace, theo, end_on=TODAY)
    assert until(workspace, theo)["contact"] == date(2036, 11, 16)
    contract(workspace, theo, end_on=TODAY, legal_entity_id=1)
    assert until(workspace, theo)["contact"] == date(2032, 11, 16)


def test_a_term_is_set_by_hand_with_its_reason_and_undone(workspace, shen):
    keep(workspace, shen, bank=CANARY)
    (term,) = [one for one in papers(workspace, shen).terms if one.category == "identity"]
    for wrong in ({"note": ""}, {"day": "soon"}):
        with pytest.raises(Invalid):
            set_by_hand(workspace, shen, "identity", **{"day": TODAY, "version": 1, **wrong})
    set_by_hand(workspace, shen, "identity", date(2050, 1, 1), version=term.version)
    with pytest.raises(Conflict):
        set_by_hand(workspace, shen, "identity", TODAY, version=term.version)
    (term,) = [one for one in papers(workspace, shen).terms if one.category == "identity"]
    assert (term.until.year, term.by_hand, term.note) == (2050, True, "asked by the tax office")
    workspace.undo()
    assert until(workspace, shen)["identity"] == date(2036, 11, 16)
    workspace.redo()
    (term,) = [one for one in papers(workspace, shen).terms if one.category == "identity"]
    set_by_hand(workspace, shen, "identity", None, version=term.version)
    assert until(workspace, shen)["identity"] == date(2036, 11, 16)


def test_what_is_due_is_listed_and_dropped_on_demand(workspace, shen):
    old = datetime(2024, 5, 1, tzinfo=UTC)
    found = builders.make_talent(workspace, name="Long ago", created_at=old)
    keep(workspace, shen, sizes="M", bank=CANARY)
    listed = workspace.ask(personal.due())
    assert [(one.talent_id, one.category, one.whole) for one in listed] == [(found, "public", True)]
    with pytest.raises(Invalid):
        workspace.run(personal.drop([(shen, "body")]))
    (term,) = [one for one in papers(workspace, shen).terms if one.category == "body"]
    set_by_hand(workspace, shen, "body", YESTERDAY, term.version)
    due = [one for one in workspace.ask(personal.due()) if not one.whole]
    assert [(one.category, one.until) for one in due] == [("body", YESTERDAY)]
    with pytest.raises(Invalid):
        workspace.run(personal.drop([(found, "public")]))
    assert workspace.run(personal.drop([(shen, "body")])).value == 1
    assert masked(workspace, shen) == {"bank": "****2222"}
    assert [one.what for one in papers(workspace, shen).seen] == ["drop"]
    with pytest.raises(Conflict):
        workspace.undo()
    workspace.roles = frozenset({"PRD"})
    with pytest.raises(Denied):
        workspace.run(personal.drop([(shen, "body")]))


def test_erasing_takes_the_person_and_leaves_the_books(workspace, shen):
    client = builders.make_client(workspace, 1)
    project = builders.make_project(workspace, client, 1)
    piece = builders.make_deliverable(workspace, project, talent_id=shen)
    workspace.run(talent.add_account(shen, {"platform": "douyin", "handle": "shenyifan"}))
    workspace.run(incubation.begin(shen))
    way = workspace.ask(incubation.one(shen))
    values = {"payee": "Shen Yifan Studio", "basis_note": "saw Shen Yifan on a list"}
    workspace.run(incubation.change(shen, version=way.version, values=values))
    workspace.run(attachments.attach("talent", shen, "Shen Yifan passport.txt", b"ID CANARY"))
    builders.add(workspace, Release(talent_id=shen, scope="reel", signed_by="Shen Yifan"))
    contract(workspace, shen, state="draft", signed_by_them="Shen Yifan", note="Shen Yifan")
    keep(workspace, shen, bank=CANARY)
    told = workspace.ask(personal.consequences(shen))
    assert (told.files, told.drafts, told.kept) == (1, 2, 0)
    version = workspace.ask(talent.one(shen)).version
    workspace.run(personal.erase(shen, version=version, reason="asked"))
    left = workspace.ask(talent.one(shen))
    assert (left.name, left.phone, left.archived) == (f"Erased {shen}", "", True)
    assert [one.id for one in left.pieces] == [piece]
    assert left.accounts[0].handle.startswith("erased-")
    everything = dump(workspace)
    for word in ("Shen Yifan", "13912345678", "shenyifan", "CANARY", "passport"):
        assert word not in everything, word
    with pytest.raises(Conflict):
        workspace.undo()
    for command in (
        talent.change(shen, version=left.version, values={"city": "x"}),
        talent.restore(shen, version=left.version),
    ):
        with pytest.raises(Locked):
            workspace.run(command)


def test_signed_papers_stay_until_their_time_is_over(workspace, shen):
    contract(workspace, shen, end_on=date(2025, 1, 31))
    over = contract(workspace, shen, end_on=date(2010, 1, 31), signed_by_them="Shen Old")
    told = workspace.ask(personal.consequences(shen))
    assert (told.kept, told.kept_until, told.drafts) == (1, date(2031, 1, 30), 1)
    workspace.run(personal.erase(shen, version=1))
    everything = dump(workspace)
    assert "沈一帆" in everything
    assert "Shen Old" not in everything
    assert over


def test_bytes_that_something_else_needs_are_left(workspace, shen):
    other = workspace.run(talent.create({"name": "Other"})).value
    for key, data in ((shen, b"one"), (shen, b"both"), (other, b"both")):
        workspace.run(attachments.attach("talent", key, "paper.txt", data))
    rows = workspace.ask(attachments.listing("talent", shen))
    workspace.run(personal.erase(shen, version=1))
    (left,) = workspace.ask(attachments.listing("talent", other))
    assert workspace.ask(attachments.content(left.id)) == b"both"
    assert workspace.ask(attachments.listing("talent", shen)) == []
    gone = next(row.sha256 for row in rows if row.sha256 != left.sha256)
    assert not workspace.ask(Query(lambda session: scope(session).files.has(session, gone)))
