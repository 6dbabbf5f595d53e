"""Says in words why a task stands where it stands."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from studio.domain.schedule import explain as rules
from studio.domain.schedule.tasks import Id, Reason
from studio.domain.schedule.time import Calendar
from studio.services.schedule.rows import Board, TaskRow, task_ref
from studio.text import Message, Named


def why(board: Board, row: TaskRow, reason: Reason | None = None) -> Message | None:
    """Return what holds a task where it is; `reason` is the planner's newer one during a drag."""
    if row.unscheduled:
        return Message("In the tray: it has no dates yet")
    placed = board.placed.get(task_ref(row.id))
    reason = reason or (placed.reason if placed else None)
    if reason is None:
        return None
    if reason.kind == "earliest" and row.level is not None and reason.until == row.level:
        reason = Reason("level", until=row.level)
    day = next((one.day for one in board.calendars if one.standard), 480)
    return explain(reason, board.names, board.plan.calendars, ZoneInfo(board.zone), day)


def explain(
    reason: Reason,
    names: Mapping[str, tuple[str, str]],
    calendars: Mapping[Id, Calendar],
    zone: ZoneInfo,
    day: int = 480,
) -> Message:
    """Return a planner's reason in words, times as days of a zone."""

    def when(minutes: int) -> date:
        return datetime.fromtimestamp(minutes * 60, zone).date()

    called: dict[Id, str | Named] = {ref: Named(*name) for ref, name in names.items()}
    return rules.words(reason, names=called, calendars=calendars, when=when, day=day)
