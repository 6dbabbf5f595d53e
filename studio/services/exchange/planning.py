"""Plans in the JSON form of other programs: dates for them, without a studio."""

from typing import Any

from studio.domain.schedule import form, planner


def plan(value: object) -> dict[str, Any]:
    """Return the answer to a plan: when everything is, its slack and what holds it there.

    Raises Invalid naming the item for a form that cannot be planned; a deadline that cannot be
    kept is no refusal but negative slack.
    """
    read = form.read(value)
    placed = planner.plan(read.tasks, read.links, read.calendars, read.start, names=read.names)
    return form.answer(read, placed.values())
