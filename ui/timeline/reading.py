"""Turns the studio's board into what the time line shows, in the window's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from studio.domain.names import initials, pick
from studio.domain.schedule import words as rules
from studio.domain.talent import DISCIPLINES
from studio.services import schedule
from studio.services.schedule import Board, Mark, PersonLane, ProjectLane, TaskRow, Who
from ui import language
from ui.language import text, tr, trn
from ui.theme.tokens import hue_of
from ui.timeline import peoplereading
from ui.timeline.plan import Bar, Line, Plan, Row, Shade, Span, Tie
from ui.timeline.scale import DAY, Clockface, clockface, minute_of
from ui.timeline.words import moment_words, slack_words

GROUPS = ("project", "person", "phase")
POINTS = frozenset({"milestone", "gate"})
NOBODY = "nobody"
TRAY = "tray"


@dataclass(frozen=True, slots=True)
class Wish:
    """How the board is to be shown: grouped by what, which people first, what stood elsewhere."""

    group: str = "project"
    pinned: tuple[str, ...] = ()
    raised: frozenset[str] = frozenset()
    """People who have too much to do; they stay near the top while a preview relieves them."""
    people: bool = True
    before: Mapping[int, Span] = field(default_factory=dict)
    """Task id -> where it stands while a preview shows it elsewhere (UTC minutes)."""
    read_only: bool = False
    tray: bool = True


class Reader:
    """Reads one board: names in the window's language, times on the studio's clock."""

    def __init__(self, board: Board, spoken: str, wish: Wish) -> None:
        self.board = board
        self.spoken = spoken
        self.wish = wish
        self.clock = clockface(board.zone)
        standard = next((row for row in board.calendars if row.standard), board.calendars[0])
        self.day = standard.day
        self.standard = standard
        self._red = {
            key: clash.name if spoken != "zh" else clash.name_zh or clash.name
            for clash in board.clashes
            for key in clash.task_ids
        }

    def plan(self) -> Plan:
        """Return everything the time line shows."""
        return Plan(
            lines=tuple(self._lines()),
            ties=tuple(self._ties()),
            shades=self._shades(),
            weekend=frozenset(n for n, hours in enumerate(self.standard.weekdays) if not hours),
            people=self._people() if self.wish.people else (),
            now=self._now(),
            hours=self._hours(),
        )

    def _now(self) -> int:
        """Return the present, held within the studio's day: a pinned one has the real hours."""
        first = minute_of(self.board.today)
        return min(max(self.clock.local(self.board.now), first), first + DAY - 1)

    def _hours(self) -> Span:
        pairs = [pair for day in self.standard.weekdays for pair in day]
        if not pairs:
            return (540, 1080)
        return max(min(pair[0] for pair in pairs), 1), min(max(pair[1] for pair in pairs), 1439)

    def name(self, name: str, name_zh: str) -> str:
        """Return a name in the window's language."""
        return pick(name, name_zh, self.spoken)

    # -- lines ----------------------------------------------------------------------------------

    def _lines(self) -> Iterable[Line]:
        placed = [row for row in self.board.tasks if row.start is not None]
        by_project: dict[int, list[TaskRow]] = {}
        for row in placed:
            by_project.setdefault(row.project_id, []).append(row)
        if self.wish.group == "person":
            yield from self._by_person(placed)
        else:
            for lane in self.board.lanes:
                yield from self._project(lane, by_project.get(lane.id, []))
        if self.wish.tray:
            yield from self._tray()

    def _project(self, lane: ProjectLane, rows: list[TaskRow]) -> Iterable[Line]:
        key = f"project:{lane.id}"
        fact = self._ends(lane.finish)
        yield self._group(key, self.name(lane.name, lane.name_zh), fact, lane.hue, rows)
        if self.wish.group != "phase":
            for row in sorted(rows, key=_as_placed):
                yield self.task(row, lane.hue, key)
            return
        for phase, words in rules.PHASES.items():
            some = sorted((row for row in rows if row.phase == phase), key=_as_placed)
            if some:
                below = f"phase:{lane.id}:{phase}"
                yield self._group(below, text(words), "", lane.hue, some, parent=key)
                for row in some:
                    yield self.task(row, lane.hue, below, depth=2)

    def _by_person(self, rows: list[TaskRow]) -> Iterable[Line]:
        hues = {lane.id: lane.hue for lane in self.board.lanes}
        groups: dict[str, list[TaskRow]] = {}
        for row in rows:
            first = next((who.ref for who in row.who if who.ref), NOBODY)
            groups.setdefault(first, []).append(row)
        order = [lane.ref for lane in self.board.people]
        known = [ref for ref in order if ref in groups]
        rest = [ref for ref in groups if ref not in known and ref != NOBODY]
        for ref in [*known, *rest, *([NOBODY] if NOBODY in groups else [])]:
            some = sorted(groups[ref], key=_as_begun)
            title = self.name(*self.board.names.get(ref, ("", ""))) or tr("Nobody named yet")
            fact = self._ends(max(row.finish or 0 for row in some))
            yield self._group(f"who:{ref}", title, fact, "", some)
            for row in some:
                yield self.task(row, hues.get(row.project_id, "p1"), f"who:{ref}")

    def _group(
        self,
        key: str,
        title: str,
        fact: str,
        hue: str,
        rows: list[TaskRow],
        *,
        parent: str = "",
    ) -> Line:
        bar = None
        if rows:
            bars = [bar for row in rows if (bar := self._bar(row)) is not None]
            start = min(bar.start for bar in bars)
            bar = Bar(start, max(bar.finish for bar in bars), movable=False)
        gates = sorted(
            (clock_of(row, self.board.zone).local(row.finish), self.name(row.title, row.title_zh))
            for row in rows
            if row.kind in POINTS and row.finish is not None
        )
        kind = "phase" if parent else "group"
        depth = 1 if parent else 0
        return Line(key, kind, title, fact, hue, parent, depth, bar, gates=tuple(gates))

    def _ends(self, finish: int | None) -> str:
        if not finish:
            return ""
        return language.short_date(self.clock.day(finish - 1), self.board.today)

    def _tray(self) -> Iterable[Line]:
        hues = {lane.id: lane.hue for lane in self.board.lanes}
        rows = [row for row in self.board.tasks if row.start is None]
        if not rows:
            return
        yield Line(TRAY, "tray", tr("Without dates"), str(len(rows)))
        for row in rows:
            yield self.task(row, hues.get(row.project_id, "p1"), TRAY)

    def task(self, row: TaskRow, hue: str, parent: str, depth: int = 1) -> Line:
        """Return the line of a task."""
        return Line(
            f"task:{row.id}",
            "task",
            self.name(row.title, row.title_zh),
            self.who(row),
            hue,
            parent,
            depth,
            self._bar(row),
            mark=row.state if row.state != "todo" else "",
        )

    def who(self, row: TaskRow) -> str:
        """Return who does a task: one name, a count, or the role."""
        named = [who for who in row.who if who.ref]
        if len(named) > 1:
            return trn("{n} people", "{n} people", len(named))
        if named:
            return short_name(self.name(named[0].name, named[0].name_zh))
        if row.who and row.who[0].skill:
            return craft_words(row.who[0].skill)
        return text(rules.ROLES[row.role]) if row.role in rules.ROLES else ""

    def _bar(self, row: TaskRow) -> Bar | None:
        if row.start is None or row.finish is None:
            return None
        local = clock_of(row, self.board.zone).local
        start, finish = local(row.start), local(row.finish)
        point = row.kind in POINTS and row.duration == 0
        open_ = row.state not in ("done", "cancelled")
        slack = slack_words(row.slack, self.day) if open_ else ""
        until = local(row.late_finish) if slack and row.late_finish is not None else 0
        planned = None
        if row.planned_start is not None and row.planned_finish is not None:
            planned = (local(row.planned_start), local(row.planned_finish))
        before = self.wish.before.get(row.id)
        clash = self._red.get(row.id)
        return Bar(
            start,
            finish,
            kind=row.kind if point else "task",
            done=1.0 if row.state == "done" else row.done / 100,
            critical=row.critical and open_,
            slack_until=until,
            slack=slack,
            words=self._words(row, finish, point=point),
            clash=tr("{name} is booked twice").format(name=clash) if clash else "",
            planned=planned,
            before=(local(before[0]), local(before[1])) if before is not None else None,
            movable=row.movable and not self.wish.read_only,
            late=row.late,
        )

    def _words(self, row: TaskRow, finish: int, *, point: bool) -> str:
        if row.late:
            return tr("Late", "task")
        return moment_words(finish) if point else ""

    # -- links, days, people --------------------------------------------------------------------

    def _ties(self) -> Iterable[Tie]:
        for link in self.board.links:
            before, after = f"task:{link.before}", f"task:{link.after}"
            yield Tie(link.id, before, after, link.kind, link.critical)

    def _shades(self) -> dict[date, Shade]:
        found: dict[date, Shade] = {}
        for mark in self.board.marks:
            day = mark.first
            while day <= mark.last:
                found[day] = self._shade(day, mark, found.get(day))
                day += timedelta(days=1)
        return found

    def _shade(self, day: date, mark: Mark, known: Shade | None) -> Shade:
        name = self.name(mark.name, mark.name_zh) or tr("Work day", "made up")
        if mark.country:
            name = tr("{name}, {country}", "holiday").format(name=name, country=mark.country)
        before = known.names if known is not None else ()
        own = mark.country in ("", self.standard.country)
        names = (name, *before) if own else (*before, name)
        return Shade(
            day,
            names,
            rest=mark.kind == "holiday" or (known is not None and known.rest),
            worked=(mark.kind == "workday" and own) or (known is not None and known.worked),
        )

    def _people(self) -> tuple[Row, ...]:
        lanes = sorted(self.board.people, key=self._first)
        return tuple(self._person(lane) for lane in lanes)

    def _first(self, lane: PersonLane) -> tuple[int, bool, bool, bool]:
        """Pinned people first, as they were pinned, then clashes; who has nothing to do last."""
        pinned = self.wish.pinned
        place = pinned.index(lane.ref) if lane.ref in pinned else len(pinned)
        clashing = any(clash.ref == lane.ref for clash in self.board.clashes)
        return place, not clashing, lane.ref not in self.wish.raised, not lane.load

    def _person(self, lane: PersonLane) -> Row:
        name = self.name(lane.name, lane.name_zh)
        shown = name
        if lane.craft:
            craft = craft_words(lane.craft)
            shown = tr("{name}, {craft}", "person").format(name=name, craft=craft)
        return Row(
            lane.ref,
            shown,
            initials(name),
            hue_of(schedule.key_of(lane.ref)),
            language.percent(round(lane.load, 2)) if lane.load else "",
            lane.ref in self.wish.pinned,
            peoplereading.blocks(self.board, lane, self.clock, self.spoken),
        )


def clock_of(row: TaskRow, zone: str) -> Clockface:
    """Return the clock a task is shown by: where it is done, so that a day of work in Paris fills
    a day; a moment that matters stands on the studio's own clock.
    """
    return clockface(row.zone if row.duration else zone)


def _as_placed(row: TaskRow) -> tuple[int, int]:
    return row.position, row.id


def _as_begun(row: TaskRow) -> tuple[int, int]:
    return row.start or 0, row.id


def short_name(name: str) -> str:
    """Return a long Latin name with its last word cut to a letter: "Theo M."."""
    words = name.split()
    if len(words) < 2 or len(name) <= 10 or ord(words[0][0]) >= 0x2E80:
        return name
    return tr("{first} {letter}.", "short name").format(first=words[0], letter=words[-1][0])


def craft_words(code: str) -> str:
    """Return a craft or a kind of thing in words."""
    known = DISCIPLINES.get(code) or peoplereading.THINGS.get(code)
    return text(known) if known is not None else code


def people_words(who: Iterable[Who], spoken: str) -> str:
    """Return everybody a task takes, in one line."""
    names = [pick(one.name, one.name_zh, spoken) for one in who if one.ref]
    return tr(", ", "between facts").join(names)
