"""Agreements: contracts through their states, releases, and the reminders before an end."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from studio.errors import Invalid, Locked
from studio.persistence.tables.bookings import Exclusivity
from studio.services import agreements
from tests import builders

TODAY = builders.TODAY
CLAUSES = dict.fromkeys(("services", "pay", "rights", "ending"), True)


@pytest.fixture
def talent(workspace):
    return builders.make_talent(workspace)


def contract(workspace, key):
    return workspace.ask(agreements.contract(key))


def draft(workspace, talent, **values):
    return workspace.run(agreements.add_contract(talent, {"split": "20", **values})).value


def move(workspace, key, to, **more):
    version = contract(workspace, key).version
    return workspace.run(agreements.move_contract(key, version=version, to=to, **more)).value


def change(workspace, key, **values):
    version = contract(workspace, key).version
    workspace.run(agreements.change_contract(key, version=version, values=values))


def refused(workspace, call, *args, **more):
    with pytest.raises(Invalid) as caught:
        call(workspace, *args, **more)
    return set(caught.value.fields)


def signed(workspace, talent, **values):
    """Return a contract that went all the way to its signatures."""
    key = draft(workspace, talent, start_on=TODAY, clauses=CLAUSES, **values)
    for state in ("in_negotiation", "agreed"):
        move(workspace, key, state)
    names = {"signed_by_us": "Lin", "signed_by_us_on": TODAY, "signed_by_them": "Theo",
             "signed_by_them_on": TODAY}  # fmt: skip
    version = contract(workspace, key).version
    workspace.run(agreements.sign(key, version=version, values=names))
    return key


def test_a_contract_needs_its_clauses_and_signatures(workspace, talent):
    key = draft(workspace, talent, law="FR")
    assert contract(workspace, key).split == Decimal("0.2")
    move(workspace, key, "in_negotiation")
    missing = refused(workspace, move, key, "agreed")
    assert "clauses.identity" in missing
    change(workspace, key, clauses={code: True for code, _ok in contract(workspace, key).clauses})
    move(workspace, key, "agreed")
    assert refused(workspace, move, key, "signed") == {
        "signed_by_us", "signed_by_them", "start_on",
    }  # fmt: skip


def test_a_signed_contract_is_amended_not_changed(workspace, talent):
    key = signed(workspace, talent, end_on=date(2028, 1, 1), exclusive=True, platforms=["douyin"])
    assert contract(workspace, key).state.code == "active"
    with pytest.raises(Locked):
        change(workspace, key, split="30")
    change(workspace, key, note="Kept in the safe")
    child = workspace.run(agreements.amend(key)).value
    made = contract(workspace, child)
    assert (made.parent_id, made.stored, made.exclusive, made.platforms) == (
        key, "draft", True, ("douyin",),
    )  # fmt: skip
    assert made.signed_by_us == ""
    workspace.undo()
    assert len(workspace.ask(agreements.of_talent(talent)).contracts) == 1


def test_what_follows_from_dates_is_never_kept(workspace, talent):
    soon = signed(workspace, talent, end_on=TODAY + timedelta(days=60))
    assert contract(workspace, soon).state.code == "ending"
    assert contract(workspace, soon).stored == "signed"


def test_only_the_owner_terminates_and_says_why(workspace, talent):
    key = signed(workspace, talent)
    assert refused(workspace, move, key, "terminated") == {"reason"}
    workspace.roles = frozenset({"TAL"})
    assert refused(workspace, move, key, "terminated", reason="x") == {"state"}
    workspace.roles = frozenset({"OWN"})
    move(workspace, key, "terminated", reason="moved to another agency")
    assert contract(workspace, key).state.code == "terminated"


def test_wrong_values_are_refused(workspace, talent):
    for values, field in (
        ({"start_on": TODAY, "end_on": TODAY - timedelta(days=1)}, "end_on"),
        ({"split": "120"}, "split"),
        ({"law": "ZZ"}, "law"),
        ({"client_id": 4711}, "client_id"),
        ({"clauses": {"charm": True}}, "clauses"),
    ):
        assert refused(workspace, draft, talent, **values) == {field}


def add_release(workspace, talent, **values):
    given = {"kind": "likeness", "scope": "Clip 34", **values}
    return workspace.run(agreements.add_release(talent, given)).value


def release(workspace, talent):
    return workspace.ask(agreements.of_talent(talent)).releases[0]


def test_a_release_is_signed_locked_revoked_and_that_is_undone(workspace, talent):
    key = add_release(workspace, talent, media=["paid_social"])
    assert release(workspace, talent).state.code == "draft"
    workspace.run(
        agreements.change_release(key, version=1, values={"signed_on": TODAY, "signed_by": "Theo"})
    )
    one = release(workspace, talent)
    assert one.state.code == "active"
    with pytest.raises(Locked):
        workspace.run(agreements.change_release(key, version=one.version, values={"scope": "All"}))
    with pytest.raises(Locked):
        workspace.run(agreements.remove_release(key, version=one.version))
    step = agreements.revoke_release(key, version=one.version, reason="changed her mind")
    workspace.run(step)
    assert release(workspace, talent).state.code == "revoked"
    workspace.undo()
    assert release(workspace, talent).state.code == "active"


def test_a_minor_needs_a_guardian(workspace, talent):
    assert refused(workspace, add_release, talent, kind="minor", signed_on=TODAY) == {"guardian"}
    add_release(workspace, talent, kind="minor", signed_on=TODAY, guardian="Marisol Vega")
    assert refused(workspace, add_release, talent, scope="", signed_on=TODAY) == {
        "scope", "signed_by",
    }  # fmt: skip


def test_nothing_is_signed_or_taken_back_on_a_day_to_come(workspace, talent):
    later = TODAY + timedelta(days=1)
    key = draft(workspace, talent, start_on=TODAY, clauses=CLAUSES)
    for state in ("in_negotiation", "agreed"):
        move(workspace, key, state)
    change(workspace, key, signed_by_us="Lin", signed_by_us_on=TODAY, signed_by_them="Theo",
           signed_by_them_on=later)  # fmt: skip
    assert refused(workspace, move, key, "signed") == {"signed_by_them_on"}
    add_release(workspace, talent, signed_on=TODAY - timedelta(days=9), signed_by="Theo")
    one = release(workspace, talent)
    for day in (later, TODAY - timedelta(days=10)):
        with pytest.raises(Invalid) as caught:
            workspace.run(
                agreements.revoke_release(one.id, version=one.version, reason="No", on=day)
            )
        assert set(caught.value.fields) == {"revoked_on"}
    assert release(workspace, talent).state.code == "active"


def test_reminders_come_60_30_and_7_days_before_an_end(workspace, talent):
    client = builders.make_client(workspace)
    for days in (61, 60, 31, 30, 8, 7, 0):
        builders.add(
            workspace,
            Exclusivity(
                talent_id=talent,
                client_id=client,
                category=f"{days} days",
                first_on=TODAY,
                last_on=TODAY + timedelta(days=days),
            ),
        )
    add_release(
        workspace, talent, signed_on=TODAY, signed_by="Theo", last_on=TODAY + timedelta(days=12)
    )
    signed(workspace, talent, end_on=TODAY + timedelta(days=40))
    found = [(one.kind, one.days, one.reminder) for one in workspace.ask(agreements.ending())]
    assert found == [
        ("exclusivity", 0, 7), ("exclusivity", 7, 7), ("exclusivity", 8, 30), ("release", 12, 30),
        ("exclusivity", 30, 30), ("exclusivity", 31, 60), ("contract", 40, 60),
        ("exclusivity", 60, 60),
    ]  # fmt: skip
