"""Personal data: sealed, masked, logged, exported, erased while the books stay."""

import json
from dataclasses import replace

import keyring
import pytest
from keyring.backends.fail import Keyring
from sqlalchemy import text as sql

from studio.errors import Conflict, Denied, Invalid, Locked, Unavailable
from studio.persistence import secrets
from studio.persistence.secrets import MemoryKeys, SystemKeys, Vault
from studio.services import records, talent
from studio.services.operation import Query
from studio.services.talent import personal
from tests import builders

CANARY = "CANARY 6222 0000 1111 2222"


class NoKeys(MemoryKeys):
    """A machine without a key store."""

    usable = False


@pytest.fixture
def shen(workspace):
    workspace.vault = Vault(MemoryKeys())
    return workspace.run(talent.create({"name": "Shen Yifan", "phone": "13912345678"})).value


def keep(workspace, key, version=0, **values):
    return workspace.run(personal.keep(key, version=version, values=values)).value


def masked(workspace, key):
    found = workspace.ask(personal.papers(key))
    return {one.code: one.masked for one in found.fields if one.masked}


def dump(workspace):
    """Return everything the database says, as text."""

    def call(session):
        tables = session.connection().dialect.get_table_names(session.connection())
        rows = [session.execute(sql(f'SELECT * FROM "{name}"')).all() for name in tables]
        return repr(rows)

    return workspace.ask(Query(call))


def test_values_are_sealed_masked_and_undone(workspace, shen):
    version = keep(workspace, shen, bank=CANARY, legal_name="沈一帆")
    assert masked(workspace, shen) == {"bank": "****2222", "legal_name": "****"}
    assert "CANARY" not in dump(workspace)
    assert "CANARY" not in repr(workspace.history.done)
    keep(workspace, shen, version, bank="")
    assert masked(workspace, shen) == {"legal_name": "****"}
    workspace.undo()
    assert masked(workspace, shen)["bank"] == "****2222"
    with pytest.raises(Conflict):
        keep(workspace, shen, version, bank="x")
    told = repr(workspace.ask(records.history("talent", shen)))
    assert "1:" not in told.replace("11:", "")
    assert "****" in told


def test_each_look_is_logged_and_needs_the_right(workspace, shen):
    keep(workspace, shen, bank=CANARY)
    assert workspace.run(personal.reveal(shen, "bank", "payout")).value == CANARY
    (seen,) = workspace.ask(personal.papers(shen)).seen
    assert (seen.what, seen.reason, seen.person) == ("bank", "payout", "Lin Xiaoman")
    assert workspace.history.undo_label().source != "Reveal personal data"
    workspace.roles = frozenset({"PRD", "CRE", "LEG"})
    for call in (
        lambda: workspace.run(personal.reveal(shen, "bank")),
        lambda: workspace.ask(personal.papers(shen)),
        lambda: workspace.run(personal.export(shen)),
    ):
        with pytest.raises(Denied):
            call()


def test_without_a_key_store_a_passphrase_is_needed(workspace, shen):
    workspace.vault = Vault(NoKeys())
    assert workspace.ask(personal.papers(shen)).state == "none"
    with pytest.raises(Unavailable):
        keep(workspace, shen, bank=CANARY)
    with pytest.raises(Invalid):
        workspace.run(personal.set_up("short"))
    workspace.run(personal.set_up("a long passphrase"))
    keep(workspace, shen, bank=CANARY)
    workspace.vault = Vault(NoKeys())
    assert workspace.ask(personal.papers(shen)).state == "locked"
    assert masked(workspace, shen) == {"bank": "****"}
    with pytest.raises(Unavailable):
        workspace.run(personal.reveal(shen, "bank"))
    with pytest.raises(Denied):
        workspace.ask(personal.unlock("another passphrase"))
    workspace.ask(personal.unlock("a long passphrase"))
    assert masked(workspace, shen) == {"bank": "****2222"}
    with pytest.raises(Invalid):
        workspace.run(personal.set_up("a second passphrase"))


def test_a_swapped_value_is_noticed(workspace, shen):
    other = workspace.run(talent.create({"name": "Other"})).value
    keep(workspace, shen, bank=CANARY)
    keep(workspace, other, bank="999")
    key = secrets.new_key()
    sealed = secrets.seal(key, b"x", "personal_data:1:bank")
    assert secrets.opened(key, sealed, "personal_data:1:bank") == b"x"
    place = "personal_data:1:bank"
    for wrong in (
        (key, sealed, "personal_data:2:bank"),
        (secrets.new_key(), sealed, place),
        (key, sealed[:-4] + "AAAA", place),
        (key, "9:zz", place),
    ):
        with pytest.raises(Denied):
            secrets.opened(*wrong)


def test_key_stores_that_keep_plain_files_are_not_trusted(monkeypatch):
    class Plain(Keyring):
        """Keeps keys in the clear."""

    monkeypatch.setattr(keyring, "get_keyring", Plain)
    assert not SystemKeys().usable
    assert SystemKeys().get("x") is None


def test_everything_about_a_person_can_be_exported(workspace, shen):
    account = {"platform": "douyin", "handle": "shenyifan"}
    one = workspace.run(talent.add_account(shen, account)).value
    workspace.run(talent.read(one, {"followers": 52_300}))
    keep(workspace, shen, bank=CANARY, dietary="nuts")
    found = json.loads(workspace.run(personal.export(shen)).value)
    assert found["personal_data"] == {"bank": CANARY, "dietary": "nuts"}
    assert found["person"]["phone"] == "13912345678"
    assert found["social_account"][0]["handle"] == "shenyifan"
    assert found["follower_snapshot"][0]["followers"] == 52_300
    assert {"identity", "body"} <= {one["category"] for one in found["retention"]}
    assert workspace.ask(personal.papers(shen)).seen[0].what == "export"


def test_erasing_takes_the_person_and_leaves_the_books(workspace, shen):
    client = builders.make_client(workspace, 1)
    project = builders.make_project(workspace, client, 1)
    piece = builders.make_deliverable(workspace, project, talent_id=shen)
    workspace.run(talent.add_account(shen, {"platform": "douyin", "handle": "shenyifan"}))
    keep(workspace, shen, bank=CANARY)
    version = workspace.ask(talent.one(shen)).version
    workspace.run(personal.erase(shen, version=version, reason="asked"))
    left = workspace.ask(talent.one(shen))
    assert (left.name, left.phone, left.archived) == (f"Erased {shen}", "", True)
    assert [one.id for one in left.pieces] == [piece]
    assert left.accounts[0].handle.startswith("erased-")
    everything = dump(workspace)
    for word in ("Shen Yifan", "13912345678", "shenyifan", "CANARY"):
        assert word not in everything, word
    assert workspace.history.undo_label() is None or "Erase" not in str(
        workspace.history.undo_label()
    )
    with pytest.raises(Conflict):
        workspace.undo()
    for command in (
        talent.change(shen, version=left.version, values={"city": "x"}),
        talent.restore(shen, version=left.version),
    ):
        with pytest.raises(Locked):
            workspace.run(command)


def test_what_is_due_is_shown_and_dropped_on_demand(workspace, shen):
    keep(workspace, shen, sizes="M", bank=CANARY)
    assert workspace.ask(personal.due()) == []
    terms = {one.category: one for one in workspace.ask(personal.papers(shen)).terms}
    until = personal.keep_until(
        terms["body"].id, version=terms["body"].version, until=builders.TODAY
    )
    workspace.run(until)
    (due,) = workspace.ask(personal.due())
    assert (due.category, due.due) == ("body", True)
    assert replace(due, due=False).due is False
    assert workspace.run(personal.drop([due.id])).value == 1
    assert masked(workspace, shen) == {"bank": "****2222"}


def test_merging_seals_again_for_who_stays(workspace, shen):
    other = workspace.run(talent.create({"name": "Shen Y"})).value
    keep(workspace, shen, bank=CANARY)
    version = workspace.ask(talent.one(shen)).version
    workspace.run(talent.merge(other, shen, version=1, gone_version=version))
    assert workspace.run(personal.reveal(other, "bank")).value == CANARY
