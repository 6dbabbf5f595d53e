"""Writes the JSON form: a plan for other programs, and the answer with its dates."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from studio.domain.schedule import explain
from studio.domain.schedule.form.values import LAST, Form, Mode
from studio.domain.schedule.hours import Hours
from studio.domain.schedule.tasks import Id, Placed, Resource, Task
from studio.errors import Invalid
from studio.text import Message

UNITS_OF_MODE = {Mode.UNITS: "", Mode.MINUTES: "minute", Mode.DAYS: "day"}


def answer(
    form: Form,
    placed: Iterable[Placed],
    *,
    status: str = "",
    bound: int | None = None,
    conflict: Iterable[Id] = (),
) -> dict[str, Any]:
    """Return the answer for JSON; `bound` is a makespan in the planner's own units.

    Without a status it is that of a plan without resources: its dates are the earliest there are,
    so it is optimal unless a deadline cannot hold.
    """
    found = list(placed)
    by_id = {task.id: task for task in form.tasks}
    late = [one.id for one in found if _is_late(by_id[one.id], one)]
    guilty = list(conflict) or late
    end = max((one.finish for one in found), default=form.start)
    if end > LAST[form.mode]:
        raise Invalid({"tasks": Message("The plan runs on after the year 2199.")})
    makespan = end - form.start
    return {
        "status": status or ("infeasible" if late else "optimal"),
        "makespan": form.counted(makespan),
        "bound": form.counted(makespan if bound is None else bound),
        "tasks": [_placed(form, by_id[one.id], one) for one in found],
        "conflict": guilty,
    }


def _is_late(task: Task, placed: Placed) -> bool:
    return task.deadline is not None and placed.finish > task.deadline


def _placed(form: Form, task: Task, placed: Placed) -> dict[str, Any]:
    reason = explain.words(
        placed.reason,
        names=form.names,
        calendars=form.calendars,
        when=form.shown,
        day=form.day or 1,
    )
    # A milestone has no hours of its own: it ends the day before it, unless it opens the plan.
    ends = placed.start < placed.finish or placed.start > form.start
    begins = placed.start < placed.finish or not ends
    return {
        "id": placed.id,
        "start": form.shown(placed.start, calendar=task.calendar, finish=not begins),
        "finish": form.shown(placed.finish, calendar=task.calendar, finish=ends),
        "slack": form.counted(placed.slack),
        "free_slack": form.counted(placed.free_slack),
        "critical": placed.critical,
        "reason": str(reason),
    }


def written(form: Form) -> dict[str, Any]:
    """Return a plan as the form that `read` takes."""
    found: dict[str, Any] = {}
    if form.unit or form.mode is not Mode.UNITS:
        found["unit"] = form.unit or UNITS_OF_MODE[form.mode]
    found["start"] = form.shown(form.start)
    if form.hours:
        found["calendars"] = [_calendar(key, hours) for key, hours in form.hours.items()]
    if form.resources:
        found["resources"] = [_resource(form, one) for one in form.resources]
    usual = next(iter(form.calendars), "")
    found["tasks"] = [_task(form, task, usual) for task in form.tasks]
    found["links"] = [
        {
            "from": link.before,
            "to": link.after,
            "type": link.kind.value,
            "lag": form.counted(link.lag),
            **({"elapsed": True} if link.elapsed else {}),
        }
        for link in form.links
    ]
    return found


def _calendar(key: Id, hours: Hours) -> dict[str, Any]:
    off = sorted(day for day, pairs in hours.exceptions.items() if not pairs)
    other: Mapping[date, Any] = {day: pairs for day, pairs in hours.exceptions.items() if pairs}
    return {
        "id": key,
        "zone": hours.zone,
        **({"country": hours.country} if hours.country else {}),
        "weekdays": [[list(pair) for pair in pairs] for pairs in hours.weekdays],
        **({"off": [day.isoformat() for day in off]} if off else {}),
        **(
            {
                "exceptions": {
                    day.isoformat(): [list(pair) for pair in pairs]
                    for day, pairs in sorted(other.items())
                }
            }
            if other
            else {}
        ),
    }


def _resource(form: Form, one: Resource) -> dict[str, Any]:
    busy = [
        [
            form.shown(start, calendar=one.calendar),
            form.shown(finish, calendar=one.calendar, finish=True),
            units,
        ]
        for start, finish, units in one.busy
    ]
    name = form.names.get(one.id, one.id)
    return {
        "id": one.id,
        **({"name": name} if name != one.id else {}),
        "capacity": one.capacity,
        **({"calendar": one.calendar} if one.calendar else {}),
        **({"busy": busy} if busy else {}),
    }


def _task(form: Form, task: Task, usual: Id) -> dict[str, Any]:
    def begin(moment: int | None) -> int | str | None:
        return None if moment is None else form.shown(moment, calendar=task.calendar)

    def end(moment: int | None) -> int | str | None:
        return None if moment is None else form.shown(moment, calendar=task.calendar, finish=True)

    name = form.names.get(task.id, task.id)
    found = {
        "id": task.id,
        "name": name if name != task.id else None,
        "duration": form.counted(task.duration),
        "calendar": task.calendar if task.calendar != usual else None,
        "elapsed": task.elapsed or None,
        "splittable": None if task.splittable else False,
        "earliest": begin(task.earliest),
        "fixed_start": begin(task.fixed),
        "due": end(task.due),
        "deadline": end(task.deadline),
        "weight": task.weight if task.weight != 1 else None,
        "needs": dict(task.needs) or None,
        "any_of": [list(row) for row in task.any_of] or None,
        "group": task.group or None,
        "frozen": task.frozen or None,
        "start": begin(task.start),
        "finish": end(task.finish),
    }
    return {key: value for key, value in found.items() if value is not None}
