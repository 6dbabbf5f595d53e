"""Plans in the JSON form of other programs: dates for them, without a studio."""

from typing import Any

from studio.domain.schedule import form, planner
from studio.domain.schedule.levelling import explain
from studio.domain.schedule.levelling.level import Levelling
from studio.domain.schedule.levelling.problem import Request
from studio.errors import Invalid
from studio.text import Message

LONGEST = 24 * 3600
"""The most seconds a search may be given."""


def plan(value: object) -> dict[str, Any]:
    """Return the answer to a plan: when everything is, its slack and what holds it there.

    Raises Invalid naming the item for a form that cannot be planned; a deadline that cannot be
    kept is no refusal but negative slack.
    """
    read = form.read(value)
    placed = planner.plan(read.tasks, read.links, read.calendars, read.start, names=read.names)
    return form.answer(read, placed.values())


def level(value: object, seconds: float, seed: int = 0) -> dict[str, Any]:
    """Return a plan that people and rooms can keep, found in some seconds of wall time.

    Raises Invalid naming the item for a form that cannot be levelled at all. Where no plan
    exists the answer says "infeasible", `conflict` names the tasks whose deadlines and fixed
    dates cannot all hold, and the dates are those of the plan that misses least.
    """
    if not 0 < seconds <= LONGEST:
        raise Invalid({"seconds": Message("Seconds must be more than 0, and a day at most.")})
    read = form.read(value)
    request = Request(
        tasks=read.tasks,
        links=read.links,
        resources=read.resources,
        calendars=read.calendars,
        start=read.start,
        names=read.names,
    )
    levelling = Levelling(request, seconds, seed=seed)
    found = levelling.run()
    answer = form.answer(
        read,
        explain.placed(levelling.problem, found.stands),
        status=found.status,
        bound=found.bound,
        conflict=found.conflict,
    )
    whys = explain.whys(levelling.problem, found.stands)
    for row in answer["tasks"]:
        task, team = levelling.problem.tasks[row["id"]], found.stands[row["id"]].team
        row["reason"] = str(
            explain.text(whys[row["id"]], levelling.problem, read.names, read.shown, read.day or 1)
        )
        if task.any_of:
            row["resources"] = dict(team)
    return answer


def refusal(answer: dict[str, Any]) -> Invalid:
    """Return what to say of an answer without a plan: which dates cannot all hold."""
    guilty = [str(key) for key in answer["conflict"]]
    if answer["status"] == "unknown":
        said = Message(
            "No plan was found in the time; these miss their deadlines: {tasks}",
            tasks=", ".join(guilty),
        )
    else:
        said = Message(
            "No plan exists: these dates cannot all hold: {tasks}", tasks=", ".join(guilty)
        )
    return Invalid(dict.fromkeys(guilty, said) or {"tasks": said}, said)
