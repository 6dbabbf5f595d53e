"""Shoot days: begun from bookings, changed line by line, sheets frozen, sent, confirmed."""

from datetime import UTC, date, datetime

import pytest

from studio.documents.callsheet import Side
from studio.errors import Conflict, Denied, Invalid, Locked, Missing
from studio.persistence.tables.bookings import Booking, Resource
from studio.persistence.tables.schedule import Task
from studio.persistence.tables.talent import Talent
from studio.services import shoots
from studio.services.shoots import ShootFilter
from tests import builders

DAY = date(2026, 11, 17)


def at(hour, minute=0, day=17):
    """Return a moment of the day of the shoot, given in Hangzhou's hours."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC).replace(hour=hour - 8)


def book(workspace, project, **whose):
    fields = {
        "start_at": at(9),
        "end_at": at(17),
        "state": "confirmed",
        "project_id": project,
        **whose,
    }
    return builders.add(workspace, Booking(**fields))


def talent(workspace, name, kind="creator", **fields):
    return builders.add(workspace, Talent(name=name, kind=kind, **fields))


@pytest.fixture
def booked(workspace, project):
    """Return a shoot day made of a task with three bookings: talent, sound, a room, a camera."""
    ann = talent(workspace, "Ann", phone="1")
    luo = talent(workspace, "Luo Xi", "crew", name_zh="罗溪", discipline="sound")
    room = builders.add(workspace, Resource(kind="set", name="Loft", name_zh="阁楼"))
    camera = builders.add(workspace, Resource(kind="camera", name="Camera A"))
    book(workspace, project, talent_id=luo)
    book(workspace, project, talent_id=ann, role="Creator")
    book(workspace, project, resource_id=room, place="Gate 3")
    book(workspace, project, resource_id=camera)
    book(workspace, None, talent_id=talent(workspace, "Bo"))
    task = builders.add(
        workspace,
        Task(
            project_id=project,
            title="Clip 34 shoot",
            kind="shoot",
            start_at=at(8, 30),
            finish_at=at(17),
        ),
    )
    return workspace.run(shoots.create(project, {"day": DAY, "task_id": task})).value


def one(workspace, key):
    return workspace.ask(shoots.one(key))


def change(workspace, key, **values):
    version = one(workspace, key).version
    return workspace.run(shoots.change(key, version=version, values=values)).value


def make(workspace, key):
    return workspace.run(shoots.make_sheet(key, version=one(workspace, key).version)).value


def names(workspace, key):
    return [person.name for person in one(workspace, key).people]


def person(workspace, key, name):
    return next(row for row in one(workspace, key).people if row.name == name)


def refused(workspace, command):
    with pytest.raises(Invalid) as caught:
        workspace.run(command)
    return caught.value.fields


def test_a_day_takes_people_places_and_gear_from_bookings(workspace, booked):
    found = one(workspace, booked)
    assert sorted(row.name for row in found.people) == ["Ann", "Lin Xiaoman", "Luo Xi"]
    assert person(workspace, booked, "Lin Xiaoman").key_contact
    assert person(workspace, booked, "Ann").side == "talent"
    assert person(workspace, booked, "Luo Xi").role == "Sound"
    assert [(row.name, row.address) for row in found.places] == [("Loft", "Gate 3")]
    assert [line.title for line in found.part("gear")] == ["Camera A"]
    assert found.row.title == "Clip 34 shoot"
    assert (found.row.call, found.row.wrap) == ("08:30", "17:00")


def test_talent_is_called_half_an_hour_later(workspace, booked):
    assert person(workspace, booked, "Ann").shown_call == "09:00"
    assert person(workspace, booked, "Luo Xi").shown_call == "08:30"
    row = person(workspace, booked, "Ann")
    workspace.run(shoots.change_person(row.id, version=row.version, values={"call": "0945"}))
    assert person(workspace, booked, "Ann").shown_call == "09:45"


def test_who_is_booked_later_is_called_without_doubling(workspace, project, booked):
    cy = talent(workspace, "Cy", "crew")
    book(workspace, project, talent_id=cy)
    assert workspace.run(shoots.call_booked(booked)).value == 1
    assert names(workspace, booked).count("Ann") == 1
    workspace.undo()
    assert "Cy" not in names(workspace, booked)


def test_making_a_day_is_one_step(workspace, booked):
    workspace.undo()
    with pytest.raises(Missing):
        one(workspace, booked)
    workspace.redo()
    assert len(one(workspace, booked).people) == 3


def test_a_day_needs_its_day_and_an_open_project(workspace, project):
    assert set(refused(workspace, shoots.create(project, {}))) == {"day"}
    wrong = shoots.create(project, {"day": DAY, "call": "25", "zone": "Nowhere/None"})
    assert set(refused(workspace, wrong)) == {"call", "zone"}
    entity = 1
    client = builders.make_client(workspace, entity, name="Other", code="OT")
    closed = builders.make_project(workspace, client, entity, number="P-9", state="closed")
    with pytest.raises(Locked):
        workspace.run(shoots.create(closed, {"day": DAY}))


def test_fields_change_are_undone_and_refused_when_stale(workspace, booked):
    version = one(workspace, booked).version
    change(workspace, booked, call="7", hospital="West River\nRoad 21")
    assert one(workspace, booked).values["call"] == "07:00"
    with pytest.raises(Conflict):
        workspace.run(shoots.change(booked, version=version, values={"call": "9"}))
    workspace.undo()
    assert one(workspace, booked).values["call"] == "08:30"
    workspace.redo()
    assert one(workspace, booked).values["call"] == "07:00"


def test_states_walk_and_cancelling_asks_why(workspace, booked):
    version = one(workspace, booked).version
    version = workspace.run(shoots.set_state(booked, version=version, state="confirmed")).value
    assert set(refused(workspace, shoots.set_state(booked, version=version, state="wrapped"))) == {
        "state"
    }
    assert set(
        refused(workspace, shoots.set_state(booked, version=version, state="cancelled"))
    ) == {"reason"}
    workspace.run(
        shoots.set_state(booked, version=version, state="cancelled", reason="Rain all week")
    )
    with pytest.raises(Locked):
        workspace.run(shoots.add_place(booked, {"name": "x"}))
    workspace.undo()
    assert one(workspace, booked).row.state == "confirmed"


def test_lines_are_added_changed_moved_and_removed(workspace, booked):
    for code in "123":
        workspace.run(shoots.add_line(booked, {"part": "shot", "code": code, "title": f"S{code}"}))

    def shots():
        return [line.title for line in one(workspace, booked).part("shot")]

    last = one(workspace, booked).part("shot")[2]
    workspace.run(shoots.move_line(last.id, version=last.version, step=-1))
    assert shots() == ["S1", "S3", "S2"]
    workspace.undo()
    assert shots() == ["S1", "S2", "S3"]
    first = one(workspace, booked).part("shot")[0]
    workspace.run(shoots.change_line(first.id, version=first.version, values={"title": "Wide"}))
    with pytest.raises(Conflict):
        workspace.run(shoots.change_line(first.id, version=first.version, values={"title": "x"}))
    first = one(workspace, booked).part("shot")[0]
    workspace.run(shoots.remove_line(first.id, version=first.version))
    assert shots() == ["S2", "S3"]
    workspace.undo()
    assert shots() == ["Wide", "S2", "S3"]


def test_a_line_of_the_schedule_moves_by_trading_times(workspace, booked):
    lines = [
        {"part": "schedule", "at": "9", "title": "Load in"},
        {"part": "schedule", "at": "1015", "title": "Shot 1"},
    ]
    workspace.run(shoots.add_lines(booked, lines))
    second = one(workspace, booked).part("schedule")[1]
    workspace.run(shoots.move_line(second.id, version=second.version, step=-1))
    assert [(line.at, line.title) for line in one(workspace, booked).part("schedule")] == [
        ("09:00", "Shot 1"),
        ("10:15", "Load in"),
    ]


def test_pasted_lines_come_all_or_none(workspace, booked):
    lines = [{"part": "schedule", "at": "9", "title": "a"}, {"part": "schedule", "title": "b"}]
    assert set(refused(workspace, shoots.add_lines(booked, lines))) == {"1.at"}
    assert one(workspace, booked).part("schedule") == ()


def test_people_and_places_are_kept_in_order(workspace, booked):
    key = workspace.run(shoots.add_person(booked, {"name": "Zoe", "side": "client"})).value
    row = person(workspace, booked, "Zoe")
    workspace.run(shoots.move_person(key, version=row.version, step=-10))
    assert names(workspace, booked)[0] == "Zoe"
    row = person(workspace, booked, "Zoe")
    workspace.run(shoots.remove_person(key, version=row.version))
    assert "Zoe" not in names(workspace, booked)
    assert set(refused(workspace, shoots.add_person(booked, {"name": " "}))) & {"name"}
    place = workspace.run(shoots.add_place(booked, {"kind": "base", "name": "Pavilion"})).value
    row = one(workspace, booked).places[-1]
    wrong = shoots.change_place(place, version=row.version, values={"map_url": "javascript:x"})
    assert set(refused(workspace, wrong)) == {"map_url"}
    workspace.run(shoots.move_place(place, version=row.version, step=-1))
    assert [row.name for row in one(workspace, booked).places] == ["Pavilion", "Loft"]


def test_a_revision_is_frozen_with_its_pdf(workspace, booked):
    made = make(workspace, booked)
    assert made.revision == "A"
    kept = workspace.ask(shoots.kept(made.sheet_id))
    assert kept.kept.startswith(b"%PDF")
    assert kept.document.revision == "A"
    found = one(workspace, booked)
    assert not found.row.stale
    assert found.sheets[0].pdf == made.pdf
    with pytest.raises(Invalid):
        make(workspace, booked)


def test_the_next_revision_marks_what_changed_and_leaves_the_old_alone(workspace, booked):
    first = make(workspace, booked)
    before = workspace.ask(shoots.kept(first.sheet_id)).kept
    change(workspace, booked, call="8:00")
    found = one(workspace, booked)
    assert found.row.stale
    assert str(found.changes[0].message) == "Call 08:00, was 08:30"
    second = make(workspace, booked)
    assert second.revision == "B"
    sheet = workspace.ask(shoots.kept(second.sheet_id))
    assert sheet.document.replaces == "A"
    assert sheet.document.call.changed
    assert sheet.document.call.was.en == "08:30"
    assert workspace.ask(shoots.kept(first.sheet_id)).kept == before
    assert [row.revision for row in one(workspace, booked).sheets] == ["A", "B"]


def test_a_revision_cannot_be_undone(workspace, booked):
    outcome = workspace.run(shoots.make_sheet(booked, version=one(workspace, booked).version))
    assert not outcome.undoable


def test_the_preview_is_a_draft_until_the_revision_is_made(workspace, booked):
    draft = workspace.ask(shoots.paper(booked))
    assert (draft.revision, draft.document.revision) == ("", "")
    assert [check.key for check in draft.checks] == ["hospital"]
    make(workspace, booked)
    assert workspace.ask(shoots.paper(booked)).revision == "A"
    change(workspace, booked, wrap="18:00")
    draft = workspace.ask(shoots.paper(booked))
    assert draft.revision == ""
    assert draft.document.replaces == "A"
    assert draft.document.wrap.changed


def test_the_preview_of_one_person_has_their_call(workspace, booked):
    row = person(workspace, booked, "Ann")
    printed = workspace.ask(shoots.paper(booked, row.id)).document
    assert printed.own.name.en == "Ann"
    assert printed.own.call.text.en == "09:00"
    assert printed.own.side is Side.TALENT
    assert not workspace.ask(shoots.paper(booked, phones=False)).document.phones


def test_nothing_is_made_while_a_check_blocks(workspace, project, booked):
    change(workspace, booked, wrap="08:00")
    with pytest.raises(Invalid) as caught:
        make(workspace, booked)
    assert set(caught.value.fields) == {"wrap"}
    empty = workspace.run(shoots.create(project, {"day": date(2026, 11, 19)}, booked=False)).value
    row = one(workspace, empty).people[0]
    workspace.run(shoots.remove_person(row.id, version=row.version))
    with pytest.raises(Invalid):
        make(workspace, empty)
    assert one(workspace, empty).sheets == ()


def test_who_is_booked_elsewhere_is_told(workspace, booked):
    ann = person(workspace, booked, "Ann").talent_id
    other = builders.make_project(
        workspace,
        builders.make_client(workspace, 1, name="Other", code="OT"),
        1,
        number="P-8",
        name="Clip 36",
    )
    book(workspace, other, talent_id=ann, state="confirmed", alone=False)
    checks = workspace.ask(shoots.paper(booked)).checks
    assert any("Clip 36" in str(check.message) for check in checks)


def test_everybody_gets_their_own_sheet(workspace, booked):
    with pytest.raises(Missing):
        workspace.ask(shoots.outgoing(booked))
    guest = workspace.run(shoots.add_person(booked, {"name": "Guest", "side": "client"})).value
    make(workspace, booked)
    sheets = workspace.ask(shoots.outgoing(booked))
    assert len(sheets) == 4
    assert len({sheet.file_name for sheet in sheets}) == 4
    mine = next(sheet for sheet in sheets if sheet.person_id == guest)
    assert not mine.document.phones
    assert "Your call is 08:30." in mine.letter.body
    change(workspace, booked, call="9")
    with pytest.raises(Conflict):
        workspace.ask(shoots.outgoing(booked))


def test_sent_and_confirmed_are_counted_and_fall_behind(workspace, booked):
    make(workspace, booked)
    people = {row.id: row.version for row in one(workspace, booked).people}
    workspace.run(shoots.mark_sent(booked, people, channel="wechat"))
    row = person(workspace, booked, "Ann")
    assert (row.state, row.sent_revision, row.sent_by) == ("sent", "A", "wechat")
    workspace.run(shoots.confirm(row.id, version=row.version, channel="phone"))
    found = one(workspace, booked).row
    assert (found.confirmed, found.people) == (1, 3)
    assert person(workspace, booked, "Ann").state == "confirmed"
    counted = workspace.ask(shoots.counts())
    assert (counted.ahead, counted.called, counted.confirmed) == (1, 3, 1)
    change(workspace, booked, call="8:00")
    make(workspace, booked)
    row = person(workspace, booked, "Ann")
    workspace.run(shoots.mark_sent(booked, {row.id: row.version}))
    assert person(workspace, booked, "Ann").state == "outdated"
    row = person(workspace, booked, "Ann")
    workspace.run(shoots.unconfirm(row.id, version=row.version))
    assert person(workspace, booked, "Ann").state == "sent"
    workspace.undo()
    assert person(workspace, booked, "Ann").state == "outdated"


def test_lists_are_filtered_and_numbered(workspace, project, booked):
    second = workspace.run(shoots.create(project, {"day": date(2026, 11, 18), "title": "Two"}))
    keys = workspace.ask(shoots.ids(ShootFilter()))
    assert keys == [booked, second.value]
    rows = workspace.ask(shoots.rows(keys))
    assert [(rows[key].number, rows[key].of) for key in keys] == [(1, 2), (2, 2)]
    assert workspace.ask(shoots.ids(ShootFilter(text="two"))) == [second.value]
    assert workspace.ask(shoots.ids(ShootFilter(last=DAY))) == [booked]
    assert workspace.ask(shoots.ids(ShootFilter(states=("wrapped",)))) == []
    assert [row.id for row in workspace.ask(shoots.of_project(project))] == keys
    assert workspace.ask(shoots.paper(second.value)).document.days == 2


def test_shoots_ahead_without_a_day_are_offered(workspace, project):
    book(workspace, project, talent_id=talent(workspace, "Ann"))
    builders.add(workspace, Task(project_id=project, title="Shoot", kind="shoot", start_at=at(9)))
    (offered,) = workspace.ask(shoots.beginnings())
    assert (offered.day, offered.title, offered.bookings) == (DAY, "Shoot", 1)
    workspace.run(shoots.create(project, {"day": DAY, "task_id": offered.task_id}))
    assert workspace.ask(shoots.beginnings()) == []


def test_who_may_not_is_denied(workspace, project):
    workspace.roles = frozenset({"FIN"})
    with pytest.raises(Denied):
        workspace.run(shoots.create(project, {"day": DAY}))
