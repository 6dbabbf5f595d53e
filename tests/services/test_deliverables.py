"""Deliverables: added, moved through their gates, planned, split, on board, list and week."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.errors import Conflict, Denied, Invalid, Locked, Missing
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.studio import LegalEntity
from studio.services import attachments, deliverables
from studio.services.deliverables import DeliverableFilter
from studio.services.operation import Query
from tests import builders

TODAY = builders.TODAY
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.fixture
def project(workspace):
    entity = workspace.ask(Query(lambda session: session.get(LegalEntity, 1).id))
    client = builders.make_client(workspace, entity)
    return builders.make_project(workspace, client, entity, state="active", lead_id=1)


def create(workspace, project, **values):
    given = {"title": "Clip", "platform": "douyin", "format": "short_video", **values}
    return workspace.run(deliverables.create(project, given)).value


def one(workspace, key):
    return workspace.ask(deliverables.one(key))


def row(workspace, key):
    return one(workspace, key).row


def move(workspace, key, *states, **values):
    for state in states:
        version = one(workspace, key).version
        workspace.run(deliverables.move(key, version=version, state=state, **values))


def titles(workspace, **fields):
    ids = workspace.ask(deliverables.ids(DeliverableFilter(**fields)))
    rows = workspace.ask(deliverables.rows(ids))
    return [rows[key].title for key in ids]


def refused(workspace, command):
    with pytest.raises(Invalid) as caught:
        workspace.run(command)
    return set(caught.value.fields)


def test_a_piece_has_a_number_an_owner_and_a_due_day(workspace, project):
    key = create(workspace, project)
    found = row(workspace, key)
    assert (found.number, found.state, found.owner) == ("D-001", "planned", "Lin Xiaoman")
    workspace.undo()
    assert titles(workspace) == []
    workspace.redo()
    assert titles(workspace) == ["Clip"]
    assert row(workspace, create(workspace, project)).number == "D-002"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "", "title_zh": ""}, "title"),
        ({"title": "x" * 5000}, "title"),
        ({"title": "a\u202eb"}, "title"),
        ({"platform": "myspace"}, "platform"),
        ({"format": "opera"}, "format"),
        ({"quantity": 0}, "quantity"),
        ({"quantity": -3}, "quantity"),
        ({"quantity": 10**18}, "quantity"),
        ({"publish_on": date(9999, 1, 1)}, "publish_on"),
        ({"publish_time": "25:00"}, "publish_time"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"rounds_included": -1}, "rounds_included"),
        ({"talent_id": 4711}, "talent_id"),
        ({"due_draft": date(2026, 12, 2), "due_final": date(2026, 12, 1)}, "due_final"),
    ],
)
def test_what_cannot_be_kept_is_refused(workspace, project, values, field):
    given = {"title": "Clip", **values}
    assert refused(workspace, deliverables.create(project, given)) == {field}
    assert titles(workspace) == []


def test_change_conflict_denied_missing(workspace, project):
    key = create(workspace, project)
    version = workspace.run(
        deliverables.change(key, version=1, values={"url": "https://example.com/v/1"})
    ).value
    assert (row(workspace, key).url, version) == ("https://example.com/v/1", 2)
    with pytest.raises(Conflict):
        workspace.run(deliverables.change(key, version=1, values={"title": "Film"}))
    with pytest.raises(Missing):
        one(workspace, 4711)
    workspace.roles = frozenset({"FIN"})
    with pytest.raises(Denied):
        workspace.run(deliverables.change(key, version=2, values={"title": "Film"}))


def test_asking_for_changes_needs_words_and_uses_a_round(workspace, project):
    key = create(workspace, project)
    move(
        workspace, key, "briefed", "scripting", "script_review", "producing", "draft_ready",
        "client_review",
    )  # fmt: skip
    version = one(workspace, key).version
    wanted = deliverables.move(key, version=version, state="changes_requested")
    assert refused(workspace, wanted) == {"reason"}
    move(workspace, key, "changes_requested", reason="7 hashtags, 5 are allowed")
    assert one(workspace, key).state_reason == "7 hashtags, 5 are allowed"
    assert row(workspace, key).rounds_used == 1
    workspace.undo()
    assert (row(workspace, key).rounds_used, row(workspace, key).state) == (0, "client_review")
    move(workspace, key, "changes_requested", reason="again")
    move(workspace, key, "draft_ready", "client_review", "approved")
    assert (row(workspace, key).rounds_used, one(workspace, key).state_reason) == (1, "")


def test_a_step_that_is_not_there_is_refused(workspace, project):
    key = create(workspace, project)
    wanted = deliverables.move(key, version=1, state="published")
    assert refused(workspace, wanted) == {"state"}


def test_publishing_keeps_link_moment_and_day_and_can_be_undone(workspace, project):
    key = builders.make_deliverable(workspace, project, state="scheduled")
    wanted = deliverables.move(key, version=1, state="published", url="not a link")
    assert refused(workspace, wanted) == {"url"}
    move(workspace, key, "published", url="https://v.example/1")
    found = row(workspace, key)
    assert (found.url, found.publish_on) == ("https://v.example/1", TODAY)
    assert found.published_at is not None
    workspace.undo()
    assert (row(workspace, key).state, row(workspace, key).published_at) == ("scheduled", None)


def test_evidence_is_kept_with_the_piece(workspace, project):
    key = builders.make_deliverable(workspace, project, state="client_review")
    move(workspace, key, "approved", evidence=("chat.png", PNG))
    (file,) = workspace.ask(attachments.listing("deliverable", key))
    assert (file.name, file.role) == ("chat.png", "evidence")
    assert row(workspace, key).picture_id is None
    workspace.undo()
    assert workspace.ask(attachments.listing("deliverable", key)) == []


def test_the_newest_picture_stands_on_the_card_and_its_bytes_can_be_read(workspace, project):
    key = builders.make_deliverable(workspace, project)
    attach = attachments.attach
    workspace.run(attach("deliverable", key, "old.png", PNG))
    workspace.run(attach("deliverable", key, "script.txt", b"words"))
    newest = workspace.run(attach("deliverable", key, "new.png", PNG + b"\1")).value
    text = workspace.ask(attachments.listing("deliverable", key))[1].id
    found = row(workspace, key)
    assert found.picture_id == newest
    assert len(found.picture_hash) == 64
    assert workspace.ask(deliverables.picture(newest)) == PNG + b"\1"
    assert workspace.ask(deliverables.picture(text)) == b""
    assert workspace.ask(deliverables.picture(9_999)) == b""


def test_planning_moves_the_day_and_what_is_out_stays(workspace, project):
    key = create(workspace, project, publish_on=TODAY)
    later = TODAY + timedelta(days=3)
    version = workspace.run(
        deliverables.plan(key, version=1, publish_on=later, publish_time="12:00")
    ).value
    found = row(workspace, key)
    assert (found.publish_on, found.publish_time) == (later, "12:00")
    workspace.run(deliverables.plan(key, version=version, publish_on=None))
    assert row(workspace, key).publish_on is None
    workspace.undo()
    assert row(workspace, key).publish_on == later
    out = builders.make_deliverable(workspace, project, number="D-9", state="published")
    wanted = deliverables.plan(out, version=1, publish_on=TODAY)
    assert refused(workspace, wanted) == {"publish_on"}


def test_quantity_turns_into_pieces_and_the_price_is_shared_to_the_cent(workspace, project):
    key = create(workspace, project, quantity=3, price=1000, title_zh="片")
    made = workspace.run(deliverables.split(key, version=1)).value
    rows = workspace.ask(deliverables.rows(made))
    assert [rows[one].title for one in made] == ["Clip 1", "Clip 2", "Clip 3"]
    assert [rows[one].title_zh for one in made] == ["片 1", "片 2", "片 3"]
    assert sorted(rows[one].price.minor for one in made) == [333, 333, 334]
    assert {rows[one].quantity for one in made} == {1}
    assert len({rows[one].number for one in made}) == 3
    workspace.undo()
    assert (titles(workspace), row(workspace, key).quantity) == (["Clip"], 3)
    workspace.redo()
    assert len(titles(workspace)) == 3
    again = deliverables.split(key, version=one(workspace, key).version)
    assert refused(workspace, again) == {"quantity"}


def test_several_pieces_are_added_in_one_step(workspace, project):
    made = workspace.run(deliverables.create_many(project, {"title": "Reel"}, 3)).value
    assert len(made) == 3
    assert sorted(titles(workspace)) == ["Reel 1", "Reel 2", "Reel 3"]
    workspace.undo()
    assert titles(workspace) == []
    assert refused(workspace, deliverables.create_many(project, {"title": "R"}, 0)) == {"count"}


def test_a_double_is_planned_anew(workspace, project):
    key = builders.make_deliverable(
        workspace, project, state="published", publish_on=TODAY, rounds_used=2, url="https://a.b/c"
    )
    double = row(workspace, workspace.run(deliverables.duplicate(key)).value)
    assert (double.state, double.rounds_used, double.url) == ("planned", 0, "")
    assert (double.title, double.publish_on) == ("Reel", None)


def test_pieces_of_a_closed_project_stay(workspace, project):
    entity_client = row(workspace, builders.make_deliverable(workspace, project)).id
    closed = builders.make_project(workspace, 1, 1, number="P-9", state="closed")
    key = builders.make_deliverable(workspace, closed, number="D-9")
    for command in (
        deliverables.change(key, version=1, values={"title": "x"}),
        deliverables.move(key, version=1, state="briefed"),
        deliverables.create(closed, {"title": "x"}),
        deliverables.archive(key, version=1),
    ):
        with pytest.raises(Locked):
            workspace.run(command)
    assert one(workspace, key).project_closed
    assert not one(workspace, entity_client).project_closed


def test_late_is_worked_out_and_rests_with_its_project(workspace, project):
    key = builders.make_deliverable(
        workspace, project, state="approved", publish_on=TODAY - timedelta(days=3)
    )
    due = builders.make_deliverable(
        workspace, project, number="D-2", title="Due", due_final=TODAY - timedelta(days=1)
    )
    builders.make_deliverable(workspace, project, number="D-3", title="Today", publish_on=TODAY)
    builders.make_deliverable(
        workspace,
        project,
        number="D-4",
        title="Out",
        state="published",
        publish_on=date(2026, 1, 1),
    )
    assert (row(workspace, key).late, str(row(workspace, key).shown.label)) == (3, "Late 3 d")
    assert row(workspace, due).late == 1
    assert titles(workspace, late=True) == ["Reel", "Due"]
    resting = builders.make_project(workspace, 1, 1, number="P-9", state="on_hold")
    held = builders.make_deliverable(workspace, resting, number="D-5", publish_on=date(2026, 1, 1))
    assert row(workspace, held).late == 0
    assert workspace.ask(deliverables.counts()).late == 2


def test_the_board_has_six_columns_with_counts_and_the_first_cards(workspace, project):
    for place, state in enumerate(("planned", "producing", "draft_ready", "client_review",
                                   "scheduled", "published", "measured", "cancelled")):  # fmt: skip
        builders.make_deliverable(
            workspace, project, number=f"D-{place}", title=state, state=state,
            publish_on=TODAY - timedelta(days=20 - place),
        )  # fmt: skip
    columns = {
        column.key: column for column in workspace.ask(deliverables.board(DeliverableFilter()))
    }
    assert list(columns) == ["script", "making", "internal", "client", "ready", "published"]
    assert [card.title for card in columns["published"].cards] == ["measured", "published"]
    short = workspace.ask(deliverables.board(DeliverableFilter(), 1))
    assert [(column.total, len(column.cards)) for column in short][-1] == (2, 1)
    waiting = workspace.ask(deliverables.board(DeliverableFilter(waiting_for=1)))
    assert [column.key for column in waiting if column.total] == ["internal"]
    counts = workspace.ask(deliverables.counts())
    assert (counts.open, counts.waiting) == (5, 1)


def test_the_week_shows_days_late_ones_today_and_the_tray(workspace, project):
    make = builders.make_deliverable
    make(workspace, project, number="D-1", title="Late", publish_on=date(2026, 11, 13))
    make(workspace, project, number="D-2", title="Noon", publish_on=TODAY, publish_time="12:00")
    make(workspace, project, number="D-3", title="Nine", publish_on=TODAY, publish_time="09:00",
         state="published")  # fmt: skip
    make(workspace, project, number="D-4", title="Sunday", publish_on=date(2026, 11, 22))
    make(workspace, project, number="D-5", title="Someday")
    make(workspace, project, number="D-6", title="Gone", state="cancelled", publish_on=TODAY)
    week = workspace.ask(deliverables.week())
    days = [[one.title for one in day] for day in week.days]
    assert days == [["Late", "Nine", "Noon"], [], [], [], [], [], ["Sunday"]]
    assert [one.title for one in week.unscheduled] == ["Someday"]
    assert (week.planned, week.out, week.late, week.start) == (3, 1, 1, TODAY)
    assert [(one.planned, one.out, one.late) for one in week.weeks][:3] == [
        (0, 0, 0), (1, 0, 1), (3, 1, 0),
    ]  # fmt: skip
    before = workspace.ask(deliverables.week(date(2026, 11, 13)))
    assert [one.title for day in before.days for one in day] == ["Late"]


def test_a_late_piece_of_an_earlier_week_is_shown_there_with_its_lateness(workspace, project):
    builders.make_deliverable(workspace, project, publish_on=date(2026, 11, 13))
    before = workspace.ask(deliverables.week(date(2026, 11, 9)))
    assert [len(day) for day in before.days] == [0, 0, 0, 0, 1, 0, 0]


def test_the_week_is_filtered_as_the_board_is_and_due_today_is_counted(workspace, project):
    make = builders.make_deliverable
    make(workspace, project, number="D-1", title="Clip", publish_on=TODAY)
    make(workspace, project, number="D-2", title="Reel", publish_on=TODAY)
    make(workspace, project, number="D-3", title="Reel two")
    make(workspace, project, number="D-4", title="Done", publish_on=TODAY, state="published")
    week = workspace.ask(deliverables.week(filter=DeliverableFilter(text="reel")))
    assert [one.title for one in week.days[0]] == ["Reel"]
    assert (week.planned, week.unscheduled_total) == (1, 1)
    counts = workspace.ask(deliverables.counts())
    assert (counts.today, counts.total, counts.out) == (2, 4, 1)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.one_of(st.none(), st.integers(-30, 30)), min_size=1, max_size=5))
def test_a_piece_dragged_over_the_weeks_and_undone_stands_as_before(workspace, project, shifts):
    """Any road over days and the tray: every undo shows the week before it, every redo after."""
    day = TODAY + timedelta(days=3)
    key = builders.make_deliverable(workspace, project, publish_on=day, publish_time="12:00")
    seen = [stands(workspace, key)]
    for shift in shifts:
        wanted = None if shift is None else TODAY + timedelta(days=shift)
        version = one(workspace, key).version
        workspace.run(deliverables.plan(key, version=version, publish_on=wanted))
        assert row(workspace, key).publish_on == wanted
        if stands(workspace, key) != seen[-1]:
            seen.append(stands(workspace, key))
    for before in reversed(seen[:-1]):
        workspace.undo()
        assert stands(workspace, key) == before
    for after in seen[1:]:
        workspace.redo()
        assert stands(workspace, key) == after


def stands(workspace, key):
    """Return where a piece stands: its week and column, or the tray."""
    planned = row(workspace, key).publish_on
    week = workspace.ask(deliverables.week(planned))
    columns = [[one.id for one in column] for column in week.days]
    at = [number for number, column in enumerate(columns) if key in column]
    return planned, at, row(workspace, key).late, key in [one.id for one in week.unscheduled]


def test_the_list_is_filtered_and_sorted(workspace, project):
    theo = builders.make_talent(workspace)
    make = builders.make_deliverable
    make(workspace, project, number="D-2", title="Beta", talent_id=theo, publish_on=TODAY)
    make(workspace, project, number="D-1", title="Alpha", title_zh="阿尔法", state="producing")
    assert titles(workspace) == ["Beta", "Alpha"]
    assert titles(workspace, sort="title") == ["Alpha", "Beta"]
    assert titles(workspace, sort="number", descending=True) == ["Beta", "Alpha"]
    for key in ("project", "client", "creator", "platform", "due", "rounds", "state", "owner"):
        assert len(titles(workspace, sort=key)) == 2
    assert titles(workspace, text="阿尔法") == ["Alpha"]
    assert titles(workspace, text="theo") == ["Beta"]
    assert titles(workspace, text="西奥 northwick") == ["Beta"]
    assert titles(workspace, talent_id=theo) == ["Beta"]
    assert titles(workspace, states=("producing",)) == ["Alpha"]
    hidden = workspace.ask(deliverables.hidden_by(DeliverableFilter(text="zzz", late=True)))
    assert hidden == {"text": 0, "late": 0}
    assert [one.title for one in workspace.ask(deliverables.of_project(project))] == [
        "Beta", "Alpha",
    ]  # fmt: skip


def test_archive_restore_undo(workspace, project):
    key = create(workspace, project)
    workspace.run(deliverables.archive_many([key]))
    assert titles(workspace) == []
    workspace.undo()
    assert titles(workspace) == ["Clip"]
    version = workspace.run(deliverables.archive(key, version=one(workspace, key).version)).value
    assert titles(workspace, archived=True) == ["Clip"]
    workspace.run(deliverables.restore(key, version=version))
    assert titles(workspace) == ["Clip"]
    kept = workspace.ask(Query(lambda session: session.get(Deliverable, key).archived))
    assert kept is False
