"""Any commands in any order: what is kept is what the planner says, and undo takes all back."""

import random

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from studio.domain.schedule.words import STATES
from studio.errors import StudioError
from studio.persistence.changes import STAMPS
from studio.services import schedule
from studio.services.operation import Query
from studio.services.schedule.plans import in_plan, planning
from studio.services.schedule.rows import task_ref
from tests.services.schedule.acting import Plan, at

KEPT = ("task", "task_link", "task_need")


def dump(plan):
    """Return the schedule's tables without versions and stamps."""

    def read(session):
        return {
            name: [
                {key: value for key, value in row.items() if key not in STAMPS}
                for row in session.execute(select(table).order_by(table.c.id)).mappings()
            ]
            for name in KEPT
            for table in (SQLModel.metadata.tables[name],)
        }

    return plan.workspace.ask(Query(read))


def out_of_step(plan):
    """Return the tasks whose kept dates are not the planner's."""

    def read(session):
        made = planning(session, [plan.project, plan.other])
        placed = made.placed()
        return [
            row.title
            for row in made.facts.tasks
            if in_plan(row) and placed.span(task_ref(row.id)) != (row.start_at, row.finish_at)
        ]

    return plan.workspace.ask(Query(read))


def one_of(plan, dice):
    """Return a command that a person might give, sensible or not."""
    rows = plan.board().tasks
    links = plan.board().links
    if len(rows) < 3 or dice.random() < 0.25:
        values = {"title": f"Task {dice.random():.3f}", "duration": dice.choice((0, 240, 960))}
        project = dice.choice((plan.project, plan.other))
        return schedule.add_task(project, values, unscheduled=dice.random() < 0.2)
    row, other = dice.choice(rows), dice.choice(rows)
    own = {"version": row.version}
    start = at("11-16 09:00") + dice.randrange(0, 20 * 1440, 90)
    commands = [
        schedule.move_task(row.id, start=start, **own),
        schedule.resize_task(row.id, duration=dice.randrange(0, 1500, 60), **own),
        schedule.link(row.id, other.id, kind=dice.choice(("FS", "SS", "FF", "SF"))),
        schedule.link(row.id, other.id, lag=dice.choice((-480, 480)), elapsed=dice.random() < 0.5),
        schedule.set_state(
            row.id, state=dice.choice(list(STATES.states)), reason="It is so", **own
        ),
        schedule.set_done(row.id, percent=dice.choice((0, 50, 100)), **own),
        schedule.unschedule(row.id, **own),
        schedule.remove_task(row.id, **own),
        schedule.reorder(row.id, before=other.id, **own),
        schedule.release_task(row.id, **own),
        schedule.set_baseline([plan.project]),
    ]
    if links:
        link = dice.choice(links)
        commands.append(schedule.unlink(link.id, version=link.version))
        commands.append(schedule.relink(link.id, version=link.version, lag=960))
    return dice.choice(commands)


@pytest.mark.parametrize("seed", [1, 3])
def test_any_commands_leave_the_plan_in_step_and_can_all_be_taken_back(file_workspace, seed):
    dice = random.Random(seed)
    plan = Plan(file_workspace)
    plan.other = plan.make_project("P2")
    past = [dump(plan)]
    for _step in range(25):
        before = past[-1]
        try:
            outcome = plan.workspace.run(one_of(plan, dice))
        except StudioError:
            assert dump(plan) == before
            continue
        if outcome.changes:
            past.append(dump(plan))
        assert out_of_step(plan) == []
    assert len(past) > 8
    while len(past) > 1:
        past.pop()
        plan.workspace.undo()
        assert dump(plan) == past[-1]
