"""Personal data: sealed, masked, logged, agreed to; and the keys they open with."""

from datetime import date, timedelta

import keyring
import pytest
from keyring.backends.fail import Keyring

from studio.errors import Conflict, Denied, Invalid, Unavailable
from studio.persistence import secrets
from studio.persistence.secrets import MemoryKeys, SystemKeys, Vault
from studio.services import incubation, records, talent
from studio.services.talent import personal
from tests import builders
from tests.builders import TODAY
from tests.services.personal import CANARY, NoKeys, dump, keep, masked, papers


@pytest.fixture
def shen(workspace):
    workspace.vault = Vault(MemoryKeys())
    return workspace.run(talent.create({"name": "Shen Yifan", "country": "CN"})).value


def agree(workspace, key, purpose, **values):
    return workspace.run(personal.agree(key, {"purpose": purpose, **values})).value


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
    assert (seen.what, seen.reason, seen.person.en) == ("bank", "payout", "Lin Xiaoman")
    assert workspace.history.undo_label().source != "Reveal personal data"
    workspace.roles = frozenset({"PRD", "CRE", "LEG"})
    for call in (
        lambda: workspace.run(personal.reveal(shen, "bank")),
        lambda: workspace.ask(personal.papers(shen)),
        lambda: workspace.run(personal.export(shen)),
        lambda: workspace.ask(personal.who_looked()),
        lambda: workspace.ask(personal.due()),
        lambda: workspace.ask(personal.processing()),
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


def test_a_studio_moved_to_another_machine_opens_with_its_passphrase(workspace, shen):
    """Made where a key store is; opened where there is none, and where there is another."""
    keep(workspace, shen, bank=CANARY)
    here = workspace.vault
    workspace.vault = Vault(NoKeys())
    found = papers(workspace, shen)
    assert (found.state, found.passphrase) == ("away", False)
    with pytest.raises(Unavailable, match="key store of another computer"):
        keep(workspace, shen, bank="x")
    with pytest.raises(Unavailable):
        workspace.run(personal.choose_passphrase("a long passphrase"))
    workspace.vault = here
    with pytest.raises(Invalid):
        workspace.run(personal.choose_passphrase("short"))
    workspace.run(personal.choose_passphrase("a long passphrase"))
    workspace.run(personal.choose_passphrase("a better passphrase"))
    other = MemoryKeys()
    workspace.vault = Vault(other)
    assert papers(workspace, shen).state == "locked"
    with pytest.raises(Denied):
        workspace.ask(personal.unlock("a long passphrase"))
    workspace.ask(personal.unlock("a better passphrase", remember=True))
    assert masked(workspace, shen) == {"bank": "****2222"}
    workspace.vault = Vault(other)
    assert papers(workspace, shen).state == "open"


def test_a_birth_date_is_a_day_and_tells_a_minor(workspace, shen):
    with pytest.raises(Invalid):
        keep(workspace, shen, birth_date="young")
    keep(workspace, shen, birth_date="2012-03-01")
    found = papers(workspace, shen)
    assert (found.age, found.missing) == (14, ("minor",))
    with pytest.raises(Invalid) as caught:
        agree(workspace, shen, "minor")
    assert set(caught.value.fields) == {"by"}
    agree(workspace, shen, "minor", by="Shen Hua")
    assert papers(workspace, shen).missing == ()


def test_consents_are_noted_taken_back_and_undone(workspace, shen):
    keep(workspace, shen, bank=CANARY, sizes="M")
    assert papers(workspace, shen).missing == ("sensitive", "health")
    for wrong in ({"given_on": TODAY + timedelta(days=1)}, {"given_on": None}):
        with pytest.raises(Invalid) as caught:
            agree(workspace, shen, "sensitive", **wrong)
        assert set(caught.value.fields) == {"given_on"}
    one = agree(workspace, shen, "sensitive", given_on=date(2026, 3, 1), channel="chat")
    assert papers(workspace, shen).missing == ("health",)
    with pytest.raises(Invalid):
        workspace.run(personal.withdraw(one, version=1, on=date(2026, 2, 1)))
    version = workspace.run(personal.withdraw(one, version=1, reason="moved away")).value
    found = papers(workspace, shen)
    assert (found.missing, found.consents[0].withdrawn_on) == (("sensitive", "health"), TODAY)
    with pytest.raises(Conflict):
        workspace.run(personal.withdraw(one, version=1))
    with pytest.raises(Invalid):
        workspace.run(personal.withdraw(one, version=version))
    workspace.undo()
    assert papers(workspace, shen).missing == ("health",)
    workspace.undo()
    assert papers(workspace, shen).consents == ()
    workspace.redo()
    assert papers(workspace, shen).missing == ("health",)


def test_an_objection_stops_the_board_from_contacting(workspace, shen):
    workspace.run(incubation.begin(shen))
    one = agree(workspace, shen, "contact")
    workspace.run(personal.withdraw(one, version=1))
    assert papers(workspace, shen).objected
    assert workspace.ask(talent.one(shen)).objected
    way = workspace.ask(incubation.one(shen))
    values = {"lawful_basis": "legitimate_interest"}
    version = workspace.run(incubation.change(shen, version=way.version, values=values)).value
    with pytest.raises(Invalid) as caught:
        workspace.run(incubation.move(shen, version=version, to="contacted"))
    assert set(caught.value.fields) == {"objection"}
    over = {"to": "contacted", "override": "the owner wants it all the same"}
    with pytest.raises(Invalid):
        workspace.run(incubation.move(shen, version=version, **over))
    workspace.undo()
    workspace.undo()
    assert not papers(workspace, shen).objected


def test_data_of_china_go_abroad_on_a_ground_only(workspace, shen):
    assert papers(workspace, shen).guarded
    with pytest.raises(Invalid) as caught:
        workspace.run(personal.export(shen, "json", abroad=True))
    assert set(caught.value.fields) == {"abroad"}
    with pytest.raises(Invalid) as caught:
        workspace.run(personal.choose_ground(shen, "consent"))
    assert set(caught.value.fields) == {"ground"}
    agree(workspace, shen, "abroad")
    version = workspace.run(personal.choose_ground(shen, "consent")).value
    assert papers(workspace, shen).abroad == "consent"
    workspace.run(personal.export(shen, "json", recipient="PLUK", abroad=True))
    workspace.run(personal.export(shen, "json"))
    (sent,) = workspace.ask(personal.who_looked(abroad=True))
    assert (sent.what, sent.reason, sent.talent.en) == ("export", "PLUK", "Shen Yifan")
    assert [one.what for one in workspace.ask(personal.who_looked())] == ["export", "export"]
    with pytest.raises(Conflict):
        workspace.run(personal.choose_ground(shen, "", version=version + 1))
    theo = builders.make_talent(workspace, country="GB")
    assert not papers(workspace, theo).guarded
    workspace.run(personal.export(theo, "json", abroad=True))


def test_merging_seals_again_for_who_stays(workspace, shen):
    other = workspace.run(talent.create({"name": "Shen Y"})).value
    keep(workspace, shen, bank=CANARY)
    agree(workspace, shen, "sensitive")
    version = workspace.ask(talent.one(shen)).version
    workspace.run(talent.merge(other, shen, version=1, gone_version=version))
    assert workspace.run(personal.reveal(other, "bank")).value == CANARY
    assert papers(workspace, other).missing == ()
