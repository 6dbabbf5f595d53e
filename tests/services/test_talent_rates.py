"""Rate cards to come and gone, prices over time, readings in their course, who has what alone."""

from datetime import date, timedelta

import pytest

from studio.errors import Conflict, Invalid
from studio.services import bookings, talent
from studio.services.talent import rates
from tests import builders
from tests.builders import TODAY

CLIP = {"platform": "douyin", "format": "short_video", "unit": "clip", "price": 900_000}


def create(workspace, **values):
    return workspace.run(talent.create({"name": "Theo Marsh", **values})).value


def card(workspace, key, first, *items, currency="CNY", **values):
    given = {"currency": currency, "first_on": first, **values}
    return workspace.run(rates.add_card(key, given, items)).value


def cards(workspace, key):
    return {one.id: one for one in workspace.ask(talent.one(key)).cards}


def refused(workspace, command):
    with pytest.raises(Invalid) as caught:
        workspace.run(command)
    return set(caught.value.fields)


def test_a_card_has_each_thing_once(workspace):
    key = create(workspace)
    one = card(workspace, key, TODAY, CLIP)
    assert refused(workspace, rates.add_item(one, {**CLIP, "price": 1})) == {"format"}
    titled = {"title": "Presenter", "unit": "day", "price": 5}
    other = workspace.run(rates.add_item(one, titled)).value
    assert refused(workspace, rates.add_item(one, {**titled, "title": " presenter"})) == {"title"}
    same = rates.change_item(other, version=1, values={**CLIP, "title": ""})
    assert refused(workspace, same) == {"format"}
    workspace.run(rates.add_item(one, {**CLIP, "unit": "day"}))
    workspace.run(rates.add_item(one, {**CLIP, "min_quantity": 3, "price": 800_000}))
    workspace.run(rates.change_item(other, version=1, values={"price": 6}))
    assert len(cards(workspace, key)[one].items) == 4


def test_a_card_to_come_is_confirmed_moved_and_taken_away(workspace):
    key = create(workspace)
    now = card(workspace, key, date(2026, 11, 1), {**CLIP, "state": "confirmed"})
    first = date(2026, 12, 1)
    coming = workspace.run(rates.renew_card(now, version=1, first_on=first)).value
    assert cards(workspace, key)[now].last_on == date(2026, 11, 30)
    (item,) = cards(workspace, key)[coming].items
    assert (item.state, cards(workspace, key)[coming].active) == ("provisional", False)
    assert workspace.run(rates.confirm_card(coming, version=1)).value == 1
    assert cards(workspace, key)[coming].items[0].state == "confirmed"
    workspace.undo()
    assert cards(workspace, key)[coming].items[0].state == "provisional"
    early = rates.change_card(coming, version=1, values={"first_on": TODAY})
    assert refused(workspace, early) == {"first_on"}
    ends = rates.change_card(coming, version=1, values={"last_on": first - timedelta(days=5)})
    assert refused(workspace, ends) == {"last_on"}
    later = {"first_on": date(2027, 1, 1), "note": "after the fair"}
    version = workspace.run(rates.change_card(coming, version=1, values=later)).value
    workspace.run(rates.change_card(coming, version=version, values={"first_on": first}))
    with pytest.raises(Conflict):
        workspace.run(rates.remove_card(coming, version=version))
    workspace.run(rates.remove_card(coming, version=version + 1))
    left = cards(workspace, key)
    assert (set(left), left[now].last_on) == ({now}, None)  # the one before goes on
    workspace.undo()
    assert cards(workspace, key)[now].last_on == date(2026, 11, 30)
    assert cards(workspace, key)[coming].items[0].price.minor == 900_000
    workspace.redo()
    assert set(cards(workspace, key)) == {now}


def test_a_thing_sold_has_one_line_a_currency(workspace):
    key = create(workspace)
    old = card(workspace, key, date(2026, 3, 1), {**CLIP, "state": "confirmed"})
    new = workspace.run(rates.renew_card(old, version=1, first_on=date(2026, 11, 1))).value
    item = cards(workspace, key)[new].items[0]
    workspace.run(rates.change_item(item.id, version=1, values={"price": 1_000_000}))
    bulk = {**CLIP, "min_quantity": 5, "price": 700_000}
    workspace.run(rates.add_item(new, bulk))
    workspace.run(rates.add_item(new, {**CLIP, "format": "live", "unit": "hour", "price": 5}))
    card(workspace, key, date(2026, 5, 1), {**CLIP, "price": 12_000}, currency="EUR")
    lines = workspace.ask(talent.prices(key))
    assert [(one.currency, one.format, len(one.steps)) for one in lines] == [
        ("CNY", "short_video", 2), ("CNY", "live", 1), ("EUR", "short_video", 1),
    ]  # fmt: skip
    before, after = lines[0].steps
    assert (before.price.minor, before.last_on, before.state) == (
        900_000, date(2026, 10, 31), "confirmed",
    )  # fmt: skip
    assert (after.price.minor, after.last_on, after.state) == (1_000_000, None, "provisional")
    assert tuple(workspace.ask(talent.history(item.id))) == lines[0].steps


def test_a_spike_is_explained_by_the_note_of_its_reading(workspace):
    account = workspace.run(
        talent.add_account(create(workspace), {"platform": "douyin", "handle": "yuzu"})
    ).value
    followers, days = 9_000, 20
    for ago in range(days, 0, -1):
        followers += 1_260 if ago == 12 else 10 + ago % 3
        day = TODAY - timedelta(days=ago)
        workspace.run(talent.read(account, {"as_of": day, "followers": followers}))
    rows = workspace.ask(talent.course(account))
    spike = next(row for row in rows if row.as_of == TODAY - timedelta(days=12))
    assert (spike.change, spike.days) == (1_260, 1)
    assert spike.jump is not None
    assert not spike.jump.explained
    assert (rows[-1].change, sum(row.jump is not None for row in rows)) == (None, 1)
    found = workspace.ask(talent.account(account))
    assert "F3" in {hint.code for hint in found.quality.raised}
    note = {"note": "viral dog clip"}
    workspace.run(talent.change_reading(spike.id, version=spike.version, values=note))
    found = workspace.ask(talent.account(account))
    assert "F3" not in {hint.code for hint in found.quality.raised}
    assert found.jumps[0].explained == "viral dog clip"
    workspace.undo()
    assert "F3" in {hint.code for hint in workspace.ask(talent.account(account)).quality.raised}


def test_nobody_is_held_back_without_a_reason(workspace):
    key = create(workspace)
    held = talent.change(key, version=1, values={"do_not_pitch": True})
    assert refused(workspace, held) == {"do_not_pitch_reason"}
    assert refused(workspace, talent.create({"name": "Yu", "do_not_pitch": True})) == {
        "do_not_pitch_reason"
    }
    version = workspace.run(talent.hold_back(key, version=1, reason="Feud with a client")).value
    emptied = talent.change(key, version=version, values={"do_not_pitch_reason": ""})
    assert refused(workspace, emptied) == {"do_not_pitch_reason"}
    workspace.run(talent.change(key, version=version, values={"city": "Leeds"}))


def test_a_code_and_a_person_of_the_staff_belong_to_one(workspace):
    create(workspace, code="T03", person_id=1)
    assert refused(workspace, talent.create({"name": "Yu", "code": "t03"})) == {"code"}
    other = create(workspace, name="Yu", code="T04")
    assert refused(workspace, talent.change(other, version=1, values={"code": "T03"})) == {"code"}
    staff = talent.change(other, version=1, values={"person_id": 1})
    assert refused(workspace, staff) == {"person_id"}
    assert refused(workspace, talent.change(other, version=1, values={"mail": "not a mail"})) == {
        "mail"
    }
    assert refused(workspace, talent.change(other, version=1, values={"phone": "abc"})) == {"phone"}
    good = {"mail": "yu@example.com", "phone": "+86 138 0000 1111", "code": "T04"}
    workspace.run(talent.change(other, version=1, values=good))


def test_a_person_shows_whom_an_exclusivity_keeps_away(workspace):
    key, client = create(workspace), builders.make_client(workspace, 1)
    values = {
        "talent_id": key, "client_id": client, "competitors": ["Tonwerk"], "territories": ["UK"],
        "platforms": ["youtube"], "first_on": TODAY, "last_on": TODAY + timedelta(days=60),
        "state": "proposed",
    }  # fmt: skip
    made = workspace.run(bookings.exclusivity.create(values)).value
    (found,) = workspace.ask(talent.one(key)).windows
    assert (found.competitors, found.territories, found.platforms, found.state) == (
        ("Tonwerk",), ("GB",), ("youtube",), "proposed",
    )  # fmt: skip
    workspace.run(bookings.exclusivity.end(made, version=1))
    assert workspace.ask(talent.one(key)).windows == ()
