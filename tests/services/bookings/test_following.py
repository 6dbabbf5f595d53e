"""A task that goes to another day takes its bookings with it, or stays where it was."""

from datetime import UTC, datetime, timedelta

import pytest

from studio.domain.schedule.words import minute
from studio.errors import Invalid
from studio.services import bookings, schedule
from tests import builders

NINE = datetime(2026, 12, 2, 9, tzinfo=UTC)


def shoot(workspace, number, day=NINE):
    client = builders.make_client(workspace, 1)
    project = builders.make_project(workspace, client, 1, number=number, state="active")
    values = {"title": "Shoot", "kind": "shoot", "duration": 480, "fixed_at": minute(day)}
    return project, workspace.run(schedule.add_task(project, values)).value


def book(workspace, who, project, task, start, state="confirmed"):
    values = {
        "talent_id": who, "project_id": project, "task_id": task, "state": state,
        "start_at": start, "end_at": start + timedelta(hours=8),
    }  # fmt: skip
    return workspace.run(bookings.create(values)).value


def times(workspace, project):
    return [row.start_at for row in workspace.ask(bookings.of_project(project))]


def version(workspace, project):
    found = workspace.ask(schedule.board(schedule.BoardFilter(projects=(project,))))
    return found.tasks[0].version


def test_everybody_held_or_booked_goes_along_and_comes_back_with_undo(workspace):
    project, task = shoot(workspace, "P1")
    ann, ben = (builders.make_talent(workspace, name=name) for name in ("Ann", "Ben"))
    book(workspace, ann, project, task, NINE)
    book(workspace, ben, project, task, NINE - timedelta(hours=1), state="hold")
    later = NINE + timedelta(days=2)
    move = bookings.move_work(task, version=version(workspace, project), start=minute(later))
    outcome = workspace.run(move)
    assert outcome.value.start == minute(later)
    assert "2" in str(outcome.label)
    assert sorted(times(workspace, project)) == [later - timedelta(hours=1), later]
    workspace.undo()
    assert sorted(times(workspace, project)) == [NINE - timedelta(hours=1), NINE]
    workspace.redo()
    assert sorted(times(workspace, project)) == [later - timedelta(hours=1), later]


def test_where_somebody_cannot_come_nothing_moves(workspace):
    project, task = shoot(workspace, "P1")
    ann = builders.make_talent(workspace, name="Ann")
    book(workspace, ann, project, task, NINE)
    later = NINE + timedelta(days=1)
    other, elsewhere = shoot(workspace, "P2", later)
    book(workspace, ann, other, elsewhere, later)
    before = version(workspace, project)
    with pytest.raises(Invalid):
        workspace.run(bookings.move_work(task, version=before, start=minute(later)))
    assert times(workspace, project) == [NINE]
    assert version(workspace, project) == before


def test_who_was_let_go_stays_where_it_was(workspace):
    project, task = shoot(workspace, "P1")
    ann = builders.make_talent(workspace, name="Ann")
    gone = book(workspace, ann, project, task, NINE, state="hold")
    held = workspace.ask(bookings.one(gone))
    workspace.run(bookings.release(gone, version=held.row.version))
    later = NINE + timedelta(days=2)
    move = bookings.move_work(task, version=version(workspace, project), start=minute(later))
    workspace.run(move)
    assert workspace.ask(bookings.one(gone)).row.start_at == NINE
