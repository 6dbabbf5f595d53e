"""Giving tasks to people, rooms and gear."""

from collections.abc import Sequence

from sqlmodel import Session

from studio.services.operation import command, name_step
from studio.services.schedule.needing import put_needs
from studio.services.schedule.rows import Moved, Need
from studio.services.schedule.tasks import called, open_task, settled
from studio.text import Message


@command("Assign task", right="schedule.edit")
def assign(session: Session, task_id: int, *, version: int, needs: Sequence[Need]) -> Moved:
    """Say who or what a task takes, all of it; whoever has own hours sets the task's hours.

    Raises Invalid for somebody who is not there, is named twice, or a thing without room.
    """
    task = open_task(session, task_id, version)
    put_needs(session, task, needs)
    name_step(session, Message("Assign {name}", name=called(task)))
    return settled(session, task)
