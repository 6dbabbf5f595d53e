"""Links: one task waits for another."""

from sqlmodel import Session, select

from studio.domain import gates
from studio.domain.schedule.tasks import LinkKind
from studio.domain.schedule.words import LONGEST
from studio.errors import Invalid
from studio.persistence.tables.schedule import Task, TaskLink
from studio.services.operation import command, load, name_step
from studio.services.schedule.plans import demand_no_circle, replan
from studio.services.schedule.tasks import called, open_task
from studio.text import Message

GATES = {
    "kind": gates.choice(kind.value for kind in LinkKind),
    "lag": gates.whole(-LONGEST, LONGEST),
    "elapsed": gates.flag,
}
"""A link's fields; `lag` is in minutes, negative for an overlap."""


@command("Link tasks", right="schedule.edit")
def link(
    session: Session,
    before: int,
    after: int,
    *,
    kind: str = "FS",
    lag: int = 0,
    elapsed: bool = False,
) -> int:
    """Let a task wait for another; return the link's id.

    `lag` is in minutes of work on the waiting task's calendar, or that pass where `elapsed`.
    Raises Invalid for a task that would wait for itself, a second link, and a circle, naming it.
    """
    clean = gates.cleaned(GATES, {"kind": kind, "lag": lag, "elapsed": elapsed})
    first, second = open_task(session, before), open_task(session, after)
    if before == after:
        raise Invalid({"after": Message("{task} cannot wait for itself.", task=called(first))})
    if _known(session, before, after):
        raise Invalid({"after": Message("These two are linked already.")})
    row = TaskLink(project_id=second.project_id, from_id=before, to_id=after, **clean)
    session.add(row)
    session.flush()
    _replan(session, first, second)
    name_step(session, _ends(Message("Link {before} and {after}"), first, second))
    return row.key


@command("Change link", right="schedule.edit")
def relink(
    session: Session,
    link_id: int,
    *,
    version: int,
    kind: str | None = None,
    lag: int | None = None,
    elapsed: bool | None = None,
) -> int:
    """Change what kind of link it is or how long it waits; return its new version."""
    row = load(session, TaskLink, link_id, version)
    first, second = open_task(session, row.from_id), open_task(session, row.to_id)
    given = {"kind": kind, "lag": lag, "elapsed": elapsed}
    clean = gates.cleaned(GATES, {name: one for name, one in given.items() if one is not None})
    for name, value in clean.items():
        setattr(row, name, value)
    session.flush()
    _replan(session, first, second)
    label = _ends(Message("Change the link of {before} and {after}"), first, second)
    name_step(session, label)
    return row.version


@command("Remove link", right="schedule.edit")
def unlink(session: Session, link_id: int, *, version: int) -> None:
    """Let a task wait no longer for another."""
    row = load(session, TaskLink, link_id, version)
    first, second = open_task(session, row.from_id), open_task(session, row.to_id)
    session.delete(row)
    session.flush()
    # Each project again: without the link they may not be tied any more.
    replan(session, [first.project_id, second.project_id])
    name_step(session, _ends(Message("Unlink {before} and {after}"), first, second))


def _known(session: Session, before: int, after: int) -> bool:
    asked = select(TaskLink).where(TaskLink.from_id == before, TaskLink.to_id == after)
    return session.exec(asked).first() is not None


def _replan(session: Session, first: Task, second: Task) -> None:
    try:
        replan(session, [first.project_id, second.project_id])
    except Invalid as error:
        raise demand_no_circle(error, "after") from error


def _ends(words: Message, first: Task, second: Task) -> Message:
    return words.filled(before=called(first), after=called(second))
