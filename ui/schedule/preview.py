"""What a levelled plan would do: what it moves and why, what it leaves unsolved, with a way out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from studio.domain.schedule.levelling import explain, ways
from studio.domain.schedule.levelling.level import Levelled
from studio.domain.schedule.levelling.problem import Problem, Request
from studio.domain.schedule.tasks import Placed
from studio.services.schedule import (
    Board,
    LevelInput,
    LevelMove,
    PersonLane,
    TaskRow,
    key_of,
)
from studio.text import Message, Named
from ui.timeline.plan import Span


@dataclass(frozen=True, slots=True)
class Found:
    """One task that would move, as the panel shows it."""

    task_id: int
    title: tuple[str, str]
    hue: str
    before: Span
    after: Span
    why: Message
    slack_before: int
    slack: int
    critical: bool
    reason: Mapping[str, object] = field(default_factory=dict)
    """What is kept with the task: kind, by whom, until when, which task is done first."""
    team: tuple[str, ...] = ()
    """Who does it where anyone of several would do, else nobody."""


@dataclass(frozen=True, slots=True)
class Left:
    """What levelling cannot solve: somebody twice, or dates that cannot all hold."""

    kind: str
    """clash or deadline."""
    resource: str
    tasks: tuple[int, ...]
    titles: tuple[tuple[str, str], ...]
    start: int = 0
    name: tuple[str, str] = ("", "")
    movable: int = 0
    """Which of the tasks could be on another day instead; 0: none."""
    until: int | None = None
    """When that task could begin."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A plan that was found, with everything it moves."""

    status: str
    moves: tuple[Found, ...]
    left: tuple[Left, ...]
    board: Board
    before: Mapping[int, Span]
    orders: tuple[LevelMove, ...]
    late: int
    """How many open tasks end after their deadline or due date."""
    later: tuple[tuple[int, int], ...] = ()
    """Projects that end later: id and minutes."""


def request_of(given: LevelInput) -> Request:
    """Return what the solver is asked."""
    plan = given.plan
    return Request(
        tasks=plan.tasks,
        links=plan.links,
        resources=plan.resources,
        calendars=dict(plan.calendars),
        start=plan.start,
        names={ref: name or name_zh for ref, (name, name_zh) in given.names.items()},
    )


def preview_of(board: Board, given: LevelInput, levelled: Levelled) -> Preview:
    """Return what a levelled plan moves, why, and what it leaves unsolved."""
    problem = Problem(request_of(given))
    names = {ref: Named(*pair) for ref, pair in given.names.items()}
    zone = ZoneInfo(board.zone)
    day = next((row.day for row in board.calendars if row.standard), 480)

    def when(minutes: int) -> date:
        return datetime.fromtimestamp(minutes * 60, zone).date()

    found = explain.moves(problem, levelled.stands, names, when, day)
    rows = {row.id: row for row in board.tasks}
    moves = tuple(_found(one, given, rows, problem) for one in found)
    placed = {key_of(one.id): one for one in explain.placed(problem, levelled.stands)}
    after = {one.task_id: one.after for one in moves}
    shown = replace(
        board,
        tasks=tuple(_stood(row, placed.get(row.id)) for row in board.tasks),
        people=tuple(_busy(lane, after) for lane in board.people),
        overloads=(),
    )
    return Preview(
        levelled.status,
        moves,
        _left(board, given, problem, levelled),
        shown,
        {one.task_id: one.before for one in moves},
        tuple(_order(one, given, rows) for one in moves),
        sum(_late(row, placed.get(row.id)) for row in board.tasks),
        _later(board, shown),
    )


def _found(
    one: explain.Moved, given: LevelInput, rows: Mapping[int, TaskRow], problem: Problem
) -> Found:
    key = key_of(one.id)
    task = problem.tasks[one.id]
    before = one.before or one.after
    row = rows.get(key)
    chosen = tuple(who for who, _ in one.team) if task.any_of else ()
    return Found(
        key,
        given.names.get(one.id, ("", "")),
        given.hues.get(key_of(task.group) or (row.project_id if row else 0), "p1"),
        before,
        one.after,
        one.text,
        one.slack_before or 0,
        one.slack,
        one.critical,
        {
            "kind": one.why.reason.kind,
            "by": one.why.reason.by,
            "until": one.why.reason.until,
            "first": one.why.first,
        },
        chosen,
    )


def _order(one: Found, given: LevelInput, rows: Mapping[int, TaskRow]) -> LevelMove:
    row = rows.get(one.task_id)
    assigned: list[tuple[int, str]] = []
    for who in row.who if row is not None else ():
        pick = next((ref for ref in one.team if ref in who.any_of), "")
        if pick and pick != who.ref:
            assigned.append((who.id, pick))
    return LevelMove(
        one.task_id,
        given.versions[one.task_id],
        one.after[0],
        one.reason,
        tuple(assigned),
    )


def _stood(row: TaskRow, at: Placed | None) -> TaskRow:
    """Return a row where a plan puts it."""
    if at is None or row.start is None:
        return row
    return replace(
        row,
        start=at.start,
        finish=at.finish,
        late_start=at.late_start,
        late_finish=at.late_finish,
        slack=at.slack,
        critical=at.critical,
    )


def _busy(lane: PersonLane, moved: Mapping[int, Span]) -> PersonLane:
    """Return somebody's row with the moved tasks where they would be."""
    spans = []
    for span in lane.spans:
        at = moved.get(span.task_id or 0) if span.kind == "task" else None
        spans.append(replace(span, start=at[0], finish=at[1]) if at is not None else span)
    return replace(lane, spans=tuple(spans))


def _late(row: TaskRow, at: Placed | None) -> bool:
    limits = [one for one in (row.due, row.deadline) if one is not None]
    return at is not None and bool(limits) and at.finish > min(limits)


def _later(board: Board, shown: Board) -> tuple[tuple[int, int], ...]:
    """Return the projects that would end later, and by how much."""
    before, after = _ends(board), _ends(shown)
    return tuple(
        (key, after[key] - before[key]) for key in after if after[key] > before.get(key, 0)
    )


def _ends(board: Board) -> dict[int, int]:
    ends: dict[int, int] = {}
    for row in board.tasks:
        if row.finish is not None:
            ends[row.project_id] = max(ends.get(row.project_id, 0), row.finish)
    return ends


def _left(
    board: Board, given: LevelInput, problem: Problem, levelled: Levelled
) -> tuple[Left, ...]:
    """Return the clashes nothing can move away, and the dates that cannot all hold."""
    names = given.names
    found = [
        _clash(one, board, given, problem, levelled)
        for one in explain.clashes(problem)
        if one.finish > board.now
    ]
    if levelled.conflict and not found:
        keys = levelled.conflict
        titles = tuple(names.get(key, ("", "")) for key in keys)
        found.append(Left("deadline", "", tuple(key_of(key) for key in keys), titles))
    return tuple(found)


def _clash(
    one: explain.Clash, board: Board, given: LevelInput, problem: Problem, levelled: Levelled
) -> Left:
    """Return two fixed dates that clash, with the first day on which the later task could be."""
    calendar = given.plan.calendars.get(given.plan.standard)
    movable, until = 0, None
    for key in reversed(one.tasks):
        until = ways.next_day(problem, levelled.stands, key, calendar, _away(board, key_of(key)))
        if until is not None:
            movable = key_of(key)
            break
    return Left(
        "clash",
        one.resource,
        tuple(key_of(key) for key in one.tasks),
        tuple(given.names.get(key, ("", "")) for key in one.tasks),
        one.start,
        given.names.get(one.resource, ("", "")),
        movable,
        until,
    )


def _away(board: Board, task: int) -> dict[str, list[Span]]:
    """Return when people are on the way for something else, and when they are absent."""
    return {
        lane.ref: [
            (span.start, span.finish)
            for span in lane.spans
            if span.kind in ("travel", "absence") and span.task_id != task
        ]
        for lane in board.people
    }
