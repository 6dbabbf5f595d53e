"""What a drag would do, asked of the planner at every step: where the bar lands, who follows."""

from collections.abc import Mapping
from dataclasses import replace

from studio.domain.schedule import graph
from studio.domain.schedule.engine import Engine
from studio.domain.schedule.tasks import Task
from studio.domain.schedule.words import PINNED
from studio.errors import Invalid
from studio.services.schedule import Board, TaskRow, key_of
from ui.language import text, tr, trn
from ui.timeline.gestures import Proposal
from ui.timeline.plan import Span
from ui.timeline.reading import clock_of
from ui.timeline.scale import Clockface, clockface

QUARTER = 15


class BoardPlanner:
    """Plans one board on the window's thread; lives until the next board comes."""

    def __init__(self, board: Board, names: Mapping[str, str]) -> None:
        self.board = board
        self.rows = {f"task:{row.id}": row for row in board.tasks}
        self._names = names
        self._made: Engine | None = None
        self._tried: Task | None = None
        self._touched: set[str] = set()

    @property
    def engine(self) -> Engine:
        """The plan; made when the first bar is touched."""
        if self._made is None:
            plan = self.board.plan
            self._made = Engine(
                plan.tasks, plan.links, plan.calendars, plan.start, names=self._names
            )
        return self._made

    # -- what the gestures ask ------------------------------------------------------------------

    def moved(self, key: str, start: int) -> Proposal:
        """Return what comes of a task that begins at a local minute, or as soon as it may."""
        row = self.rows.get(key)
        if row is None:
            return Proposal((start, start), why=" ")
        moment = self.clock(key).moment(start)
        if row.start is None:
            return self._placed(row, start)
        task = self._task(key)
        if pinned(row):
            return self._try(key, replace(task, fixed=moment, earliest=None))
        return self._try(key, replace(task, earliest=moment, fixed=None))

    def resized(self, key: str, start: int, finish: int) -> Proposal:
        """Return what comes of a task that covers a span of local minutes."""
        row = self.rows.get(key)
        if row is None or row.start is None:
            return Proposal((start, finish), why=" ")
        clock = self.clock(key)
        begin, end = clock.moment(start), clock.moment(finish)
        length = self.work(row, begin, end)
        if length < QUARTER:
            shown = (start, finish)
            return Proposal(shown, why=tr("Nobody works then."))
        task = replace(self._task(key), duration=length)
        if begin != row.start:
            stands = pinned(row)
            task = replace(
                task, fixed=begin if stands else None, earliest=None if stands else begin
            )
        return self._try(key, task)

    def why_not_linked(self, before: str, after: str, kind: str) -> str:
        """Return why two tasks may not be linked; "" where they may."""
        first, second = self.rows.get(before), self.rows.get(after)
        if first is None or second is None or before == after:
            return " "
        if any(one.before == first.id and one.after == second.id for one in self.board.links):
            return tr("They are linked already.")
        way = graph.path(after, before, self.engine.links)
        if way:
            circle = " → ".join(self._names.get(key, key) for key in (*way, after))
            return tr("That would be a circle: {tasks}").format(tasks=circle)
        return ""

    def end(self) -> None:
        """Put back what was tried."""
        if self._tried is not None and self._made is not None:
            self._made.change(self._tried, slack=False)
        self._tried = None
        self._touched = set()

    # -- working out ----------------------------------------------------------------------------

    def work(self, row: TaskRow, begin: int, end: int) -> int:
        """Return how long a task between two moments lasts: worked minutes, or passing ones."""
        if row.elapsed:
            return max(end - begin, 0)
        calendar = self.board.plan.calendars.get(self._task(f"task:{row.id}").calendar)
        return calendar.between(begin, end) if calendar is not None else max(end - begin, 0)

    def _task(self, key: str) -> Task:
        """Return a task as it was before anything was tried."""
        if self._tried is not None and self._tried.id != key:
            self.end()
        if self._tried is None:
            self._tried = self.engine.tasks[key]
        return self._tried

    def _try(self, key: str, task: Task) -> Proposal:
        row = self.rows[key]
        try:
            self._touched |= set(self.engine.change(task, slack=False).ids)
        except Invalid as refusal:
            start = row.start or 0
            shown = self._local(key, (start, row.finish or start))
            return Proposal(shown, why=text(refusal.message))
        others = {
            other: span for other in self._touched if other != key and (span := self._new(other))
        }
        span = self._local(key, self.engine.placed.span(key))
        return Proposal(span, others, note=self._note(key, task, len(others)))

    def _new(self, key: str) -> Span | None:
        """Return where a follower would stand, None where it does not move."""
        row = self.rows.get(key)
        span = self.engine.placed.span(key)
        if row is None or row.start is None or span == (row.start, row.finish):
            return None
        return self._local(key, span)

    def _note(self, key: str, task: Task, followers: int) -> str:
        """Say what is to be known: a deadline that breaks, what holds it back, who follows."""
        span = self.engine.placed.span(key)
        late = self._broken(key)
        if late:
            return tr("{task} after its deadline").format(task=late)
        driver = self.engine.placed.driver(key)
        if driver is not None and task.earliest is not None and span[0] > task.earliest:
            name = self._names.get(driver.before, driver.before)
            return tr("waits for {task}").format(task=name)
        return trn("{n} task follows", "{n} tasks follow", followers) if followers else ""

    def _broken(self, key: str) -> str:
        tasks = self._touched | {key}
        for one in tasks:
            row = self.rows.get(one)
            if row is None or row.deadline is None or row.finish is None:
                continue
            if self.engine.placed.span(one)[1] > row.deadline >= row.finish:
                return self._names.get(one, one)
        return ""

    def _placed(self, row: TaskRow, start: int) -> Proposal:
        """Return where a task of the tray would stand; nobody follows it yet."""
        key = f"task:{row.id}"
        moment = self.clock(key).moment(start)
        calendar = self.board.plan.calendars.get(row.calendar)
        if calendar is None or row.elapsed or not row.duration:
            return Proposal((start, start + row.duration))
        return Proposal(self._local(key, calendar.place(moment, row.duration)))

    def clock(self, key: str) -> Clockface:
        """Return the clock where a task is done; the studio's for what is no task."""
        row = self.rows.get(key)
        return clock_of(row, self.board.zone) if row is not None else clockface(self.board.zone)

    def _local(self, key: str, span: Span) -> Span:
        clock = self.clock(key)
        return clock.local(span[0]), clock.local(span[1])

    def slip(self, moves: Mapping[int, int]) -> Mapping[int, Span]:
        """Return where every task stands (UTC minutes) when some begin at given moments."""
        engine = Engine(
            [
                replace(task, earliest=moves[key_of(task.id)]) if key_of(task.id) in moves else task
                for task in self.board.plan.tasks
            ],
            self.board.plan.links,
            self.board.plan.calendars,
            self.board.plan.start,
            names=self._names,
        )
        return {key_of(key): engine.placed.span(key) for key in engine.placed}


def pinned(row: TaskRow) -> bool:
    """Say whether a task keeps the very moment it is dragged to."""
    return row.kind in PINNED or row.fixed is not None
