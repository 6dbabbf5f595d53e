"""What the calendar shows, on both databases."""

from datetime import UTC, date, datetime

from studio.services import schedule
from studio.services.schedule import AgendaFilter
from tests import builders

FIRST, LAST = date(2026, 11, 16), date(2026, 11, 22)


def made(workspace):
    entity = builders.make_entity(workspace, code="PLX")
    client = builders.make_client(workspace, entity)
    return builders.make_project(workspace, client, entity, state="active", hue="p2")


def add(workspace, project, title, day, **values):
    at = datetime(2026, 11, day, 9, tzinfo=UTC)
    values = {"title": title, "fixed_at": at, "kind": "shoot", "duration": 300, **values}
    return workspace.run(schedule.add_task(project, values)).value


def names(workspace, **wanted):
    found = workspace.ask(schedule.agenda(FIRST, LAST, AgendaFilter(**wanted)))
    return [(one.kind, one.name, one.first.day) for one in found.entries]


def test_tasks_pieces_and_filters(workspace):
    project = made(workspace)
    add(workspace, project, "Shoot", 18)
    add(workspace, project, "Next month", 30)
    builders.make_deliverable(
        workspace, project, number="D-1", title="Clip", publish_on=date(2026, 11, 20)
    )
    both = [("shoot", "Shoot", 18), ("publish", "Clip", 20)]
    assert names(workspace) == both
    assert names(workspace, kinds=("publish",)) == both[1:]
    assert names(workspace, text="sho") == both[:1]
    assert names(workspace, projects=(project + 99,)) == []
    assert names(workspace, people=("talent:99",)) == []


def test_a_piece_stands_for_the_milestone_of_its_publishing(workspace):
    project = made(workspace)
    add(workspace, project, "Clip", 20, kind="milestone", duration=0)
    assert names(workspace) == [("milestone", "Clip", 20)]
    builders.make_deliverable(
        workspace, project, number="D-1", title="Clip", publish_on=date(2026, 11, 20)
    )
    assert names(workspace) == [("publish", "Clip", 20)]


def test_a_moved_task_is_elsewhere_and_undone_back(workspace):
    project = made(workspace)
    task = add(workspace, project, "Shoot", 18)
    later = int(datetime(2026, 11, 19, 9, tzinfo=UTC).timestamp()) // 60
    version = workspace.ask(schedule.agenda(FIRST, LAST)).entries[0].version
    workspace.run(schedule.move_task(task, version=version, start=later))
    assert names(workspace) == [("shoot", "Shoot", 19)]
    workspace.undo()
    assert names(workspace) == [("shoot", "Shoot", 18)]
