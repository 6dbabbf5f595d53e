"""The whole problem as a constraint model: calendars, teams, pins, wishes and hard deadlines.

Times count from the start of the plan. Working time is told by order literals, "not before the
end of this break" for the start and "after this break" for the finish of a task, shared by all who
may do it; a finish is then the start, the work, and the breaks between. Element tables over a
horizon of months were measured to be hopeless against this.
"""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.domain.schedule.levelling.problem import Problem, Stand, Stands, Team
from studio.domain.schedule.network import FROM_START, TO_FINISH
from studio.domain.schedule.tasks import Id, Link, Span, Task
from studio.domain.schedule.time import Calendar

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntervalVar, IntVar

Guard = tuple[str, Id]
"""What may be given up where no plan exists: ("deadline" | "fixed" | "frozen", id)."""


@dataclass
class Place:
    """The variables of one free task."""

    task: Task
    start: "IntVar"
    finish: "IntVar"
    low: int
    high: int
    teams: list[Team]
    chosen: "list[IntVar]" = field(default_factory=list)
    """One literal per team; none where there is one team only."""
    by: "dict[Id, IntVar]" = field(default_factory=dict)
    """For each person of some team only: whether they do it."""
    size: "IntVar | None" = None


class Model:
    """A model of the free tasks of a problem; `stands` is the plan it starts from."""

    def __init__(
        self,
        problem: Problem,
        stands: Stands,
        *,
        until: int,
        windows: Mapping[Id, Span] | None = None,
        moving: Sequence[Id] | None = None,
        guarded: Mapping[Id, Task] | None = None,
    ) -> None:
        """Build it: nothing ends after `until`; `windows` narrows single tasks; with `moving`
        all other tasks stay where `stands` has them; what `guarded` fixes or sets a deadline for
        holds only under a guard.
        """
        from ortools.sat.python import cp_model

        self.cp = cp_model
        self.model: CpModel = cp_model.CpModel()
        self.problem, self.stands = problem, stands
        self.zero, self.until = problem.start, until
        self.guards: dict[Guard, IntVar] = {}
        self.guarded = guarded
        self.free = list(problem.free if moving is None else moving)
        self.places: dict[Id, Place] = {}
        self._literals: dict[tuple[int, int], IntVar] = {}
        self._hints: dict[int, int] = {}
        self._vars: dict[int, IntVar] = {}
        held = set(self.free)
        self.still = {key: stand for key, stand in stands.items() if key not in held}
        for key in self.free:
            self._place(problem.tasks[key], (windows or {}).get(key))
        for link in problem.request.links:
            self._link(link)
        self._capacities()
        self._objective()
        for index, value in self._hints.items():
            self.model.add_hint(self._vars[index], value)

    # -- variables ------------------------------------------------------------------------------

    def _hint(self, var: "IntVar", value: int) -> None:
        self._vars[var.index] = var
        self._hints[var.index] = value

    def guard(self, kind: str, key: Id) -> "IntVar":
        """Return the literal under which a hard date holds."""
        if (kind, key) not in self.guards:
            self.guards[kind, key] = self.model.new_bool_var(f"{kind} {key}")
        return self.guards[kind, key]

    def _place(self, task: Task, window: Span | None) -> None:
        model, zero = self.model, self.zero
        now = self.stands[task.id]
        low = min(self.problem.early[task.id].start, now.start) if window is None else window[0]
        meant = self.guarded.get(task.id) if self.guarded else None
        if meant is not None and meant.fixed is not None:
            low = min(low, meant.fixed)
        high = max(low + 1, self.until if window is None else window[1])
        if task.deadline is not None:
            high = max(low + 1, min(high, task.deadline))
        place = Place(
            task,
            model.new_int_var(low - zero, high - zero, f"start {task.id}"),
            model.new_int_var(low - zero, high - zero, f"finish {task.id}"),
            low,
            high,
            self.problem.teams[task.id],
        )
        self.places[task.id] = place
        self._hint(place.start, now.start - zero)
        self._hint(place.finish, now.finish - zero)
        if task.deadline is not None:
            model.add(place.finish <= task.deadline - zero)
        if meant is not None and meant.deadline is not None:
            literal = self.guard("deadline", task.id)
            model.add(place.finish <= meant.deadline - zero).only_enforce_if(literal)
        if meant is not None and meant.fixed is not None:
            literal = self.guard("fixed", task.id)
            model.add(place.start == meant.fixed - zero).only_enforce_if(literal)
        self._staff(place)
        self._work(place)

    def _staff(self, place: Place) -> None:
        """One literal per team, and per person who is in some teams only."""
        if len(place.teams) == 1:
            return
        now = self.stands[place.task.id].team
        for nr, team in enumerate(place.teams):
            literal = self.model.new_bool_var(f"team {place.task.id} {nr}")
            place.chosen.append(literal)
            self._hint(literal, int(team == now))
        self.model.add_exactly_one(place.chosen)
        people = {key for team in place.teams for key, _units in team}
        for key in sorted(people):
            mine = [
                literal
                for literal, team in zip(place.chosen, place.teams, strict=True)
                if key in dict(team)
            ]
            if len(mine) == len(place.teams):
                continue
            if len(mine) == 1:
                place.by[key] = mine[0]
                continue
            literal = self.model.new_bool_var(f"{key} does {place.task.id}")
            place.by[key] = literal
            self._hint(literal, int(key in dict(now)))
            self.model.add(sum(mine) == literal)

    def _work(self, place: Place) -> None:
        """Finish is start, work and the breaks between, for each team with its own breaks."""
        alike: dict[tuple[tuple[Span, ...], int | None], list[IntVar]] = {}
        for nr, team in enumerate(place.teams):
            hours = self.problem.hours(place.task, team)
            gaps = self._gaps(hours.calendar, place.low, place.high)
            literals = alike.setdefault((gaps, hours.rest), [])
            if place.chosen:
                literals.append(place.chosen[nr])
        for (gaps, rest), literals in alike.items():
            if len(alike) == 1:
                self._worked(place, gaps, rest, [])
                continue
            when = literals[0]
            if len(literals) > 1:
                when = self.model.new_bool_var("")
                self._hint(when, max(self._hints[one.index] for one in literals))
                self.model.add(sum(literals) == when)
            self._worked(place, gaps, rest, [when])

    def _gaps(self, calendar: Calendar | None, low: int, high: int) -> tuple[Span, ...]:
        if calendar is None:
            return ()
        spans = calendar.spans(low, high)
        edges = [low, *(time for span in spans for time in span), high]
        return tuple((a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b)

    def _worked(
        self, place: Place, gaps: Sequence[Span], rest: int | None, when: "list[IntVar]"
    ) -> None:
        model, zero, task = self.model, self.zero, place.task
        between = []
        for a, b in gaps:
            if b >= place.high:
                model.add(place.finish <= a - zero).only_enforce_if(when)
                continue
            begun = self._not_before(place.start, b)
            model.add(place.start <= a - 1 - zero).only_enforce_if([~begun, *when])
            if a <= place.low:
                model.add(begun == 1).only_enforce_if(when)
                continue
            ended = self._not_before(place.finish, b + 1)
            model.add(place.finish <= a - zero).only_enforce_if([~ended, *when])
            model.add_implication(begun, ended)
            if rest is not None and b - a > rest:
                model.add(begun == ended).only_enforce_if(when)
            else:
                between.append((b - a) * (ended - begun))
        model.add(place.finish == place.start + task.duration + sum(between)).only_enforce_if(when)

    def _not_before(self, var: "IntVar", time: int) -> "IntVar":
        """Return the literal that a variable is not before a time, the same for all who ask."""
        key = (var.index, time)
        if key not in self._literals:
            literal = self.model.new_bool_var("")
            self.model.add(var >= time - self.zero).only_enforce_if(literal)
            self.model.add(var <= time - 1 - self.zero).only_enforce_if(~literal)
            self._hint(literal, int(self._hints[var.index] >= time - self.zero))
            self._literals[key] = literal
        return self._literals[key]

    # -- links ----------------------------------------------------------------------------------

    def _link(self, link: Link) -> None:
        after = self.places.get(link.after)
        before = self.places.get(link.before)
        if (after is None and before is None) or link in self.problem.ignored:
            return
        from_start, to_finish = link.kind in FROM_START, link.kind in TO_FINISH
        if before is None:
            assert after is not None  # noqa: S101  one of the two is free
            stand = self.still[link.before]
            held = self.problem.held(link, (stand.start, stand.finish)) - self.zero
            self.model.add((after.finish if to_finish else after.start) >= held)
            return
        pulled = self._lagged(link, before.start if from_start else before.finish, before)
        if after is not None:
            self.model.add((after.finish if to_finish else after.start) >= pulled)
        else:
            stand = self.still[link.after]
            kept = self.model.add(
                pulled <= (stand.finish if to_finish else stand.start) - self.zero
            )
            if self.guarded is not None and link.after in self.guarded:
                kept.only_enforce_if(self.guard("frozen", link.after))

    def _lagged(self, link: Link, var: "IntVar", place: Place) -> "IntVar":
        """Return a time after a lag, which may be worked on a calendar."""
        name = "" if link.elapsed else self.problem.tasks[link.after].calendar
        if not link.lag:
            return var
        if not name:
            return var + link.lag  # type: ignore[return-value]  # an expression does as well
        return self._added(self.problem.request.calendars[name], var, link.lag, place)

    def _added(self, calendar: Calendar, var: "IntVar", lag: int, place: Place) -> "IntVar":
        """Return calendar.add(var, lag): per worked stretch the sum lands in it is a shift."""
        zero, model = self.zero, self.model
        value = self._hints[var.index] + zero
        now = calendar.add(value, lag)
        edges = {place.low, place.high + 1}
        for a, b in calendar.spans(place.low - 1, place.high + 1):
            edges |= {a, b, a + 1, b + 1}
        first = min(calendar.add(place.low, lag), now)
        last = max(calendar.add(place.high, lag), now)
        for a, b in calendar.spans(first - 1, last + 1):
            edges |= {calendar.take(a, lag), calendar.take(b, lag)}
            edges |= {calendar.take(a, lag) + 1, calendar.take(b, lag) + 1}
        points = sorted(edge for edge in edges if place.low <= edge <= place.high + 1)
        made = model.new_int_var(first - zero, last - zero, "")
        self._hint(made, now - zero)
        pieces = [
            piece for a, b in itertools.pairwise(points) for piece in _pieces(calendar, lag, a, b)
        ]
        literals = []
        for a, b, at, slope in pieces:
            literal = model.new_bool_var("")
            self._hint(literal, int(a <= value < b))
            model.add_linear_constraint(var, a - zero, b - 1 - zero).only_enforce_if(literal)
            model.add(made == at - zero + slope * (var - (a - zero))).only_enforce_if(literal)
            literals.append(literal)
        model.add_exactly_one(literals)
        return made

    # -- capacity -------------------------------------------------------------------------------

    def _capacities(self) -> None:
        for key, one in self.problem.resources.items():
            spans: list[IntervalVar] = []
            needs: list[int] = []
            for place in self.places.values():
                self._demands(place, key, spans, needs)
            if not spans:
                continue
            for stand_key, stand in self.still.items():
                units = dict(stand.team).get(key, 0)
                if units and stand.finish > stand.start and stand_key not in self.problem.pinned:
                    spans.append(self._fixed_span(stand.start, stand.finish))
                    needs.append(units)
            if one.capacity > 1:
                for a, b, units in self._steps(key):
                    spans.append(self._fixed_span(a, b))
                    needs.append(min(units, one.capacity))
            if one.capacity == 1:
                self.model.add_no_overlap(spans)
            elif sum(needs) > one.capacity:
                self.model.add_cumulative(spans, needs, one.capacity)

    def _steps(self, key: Id) -> list[tuple[int, int, int]]:
        """Return what is taken of a resource already, cut so that no two stretches overlap."""
        taken = self.problem.busy[key]
        times = sorted({time for a, b, _units in taken for time in (a, b)})
        found = []
        for a, b in itertools.pairwise(times):
            units = sum(count for start, finish, count in taken if start <= a and finish >= b)
            if units:
                found.append((a, b, units))
        return found

    def _fixed_span(self, a: int, b: int) -> "IntervalVar":
        return self.model.new_fixed_size_interval_var(a - self.zero, b - a, "")

    def _demands(self, place: Place, key: Id, spans: "list[IntervalVar]", needs: list[int]) -> None:
        """Add what a task takes of a resource: one interval per number of units."""
        if not place.task.duration:
            return
        by_units: dict[int, list[IntVar]] = {}
        for nr, team in enumerate(place.teams):
            if units := dict(team).get(key, 0):
                by_units.setdefault(units, []).extend(place.chosen[nr : nr + 1])
        for units, literals in by_units.items():
            always = not place.chosen or len(literals) == len(place.teams)
            when = None if always else self._any(place, key, literals)
            spans.append(self._span(place, when))
            needs.append(units)
            self._avoid_busy(place, key, units, when)

    def _any(self, place: Place, key: Id, literals: "list[IntVar]") -> "IntVar":
        """Return the literal that one of several teams is chosen."""
        if len(literals) == 1:
            return literals[0]
        known = place.by.get(key)
        if known is not None and all(
            key not in dict(team) or literal in literals
            for team, literal in zip(place.teams, place.chosen, strict=True)
        ):
            return known
        literal = self.model.new_bool_var("")
        self._hint(literal, max(self._hints[one.index] for one in literals))
        self.model.add(sum(literals) == literal)
        return literal

    def _span(self, place: Place, when: "IntVar | None") -> "IntervalVar":
        size = self._size(place)
        if when is None:
            return self.model.new_interval_var(place.start, size, place.finish, "")
        return self.model.new_optional_interval_var(place.start, size, place.finish, when, "")

    def _size(self, place: Place) -> "IntVar | int":
        """Return how long a task holds who does it, breaks included."""
        if all(self.problem.hours(place.task, team).calendar is None for team in place.teams):
            return place.task.duration
        if place.size is None:
            place.size = self.model.new_int_var(place.task.duration, place.high - place.low, "")
            self._hint(place.size, self._hints[place.finish.index] - self._hints[place.start.index])
            self.model.add(place.size == place.finish - place.start)
        return place.size

    def _avoid_busy(self, place: Place, key: Id, units: int, when: "IntVar | None") -> None:
        """Keep a task in one piece away from where the one who does it is busy."""
        one = self.problem.resources[key]
        if one.capacity > 1 or self.problem.rests_at(place.task, key):
            return
        enforced = [] if when is None else [when]
        for a, b, _taken in self.problem.busy[key]:
            if b <= place.low or a >= place.high:
                continue
            later = self._not_before(place.start, b)
            self.model.add(place.finish <= a - self.zero).only_enforce_if([~later, *enforced])

    # -- objective ------------------------------------------------------------------------------

    def _objective(self) -> None:
        problem, model, zero = self.problem, self.model, self.zero
        late_weight, length_weight = problem.weights
        terms: list[object] = []
        still = max((stand.finish for stand in self.still.values()), default=zero) - zero
        top = max([self.until - zero, still, *(p.high - zero for p in self.places.values())])
        self.end = model.new_int_var(max(0, still), max(0, top), "end")
        self._hint(self.end, problem.makespan(self.stands))
        for place in self.places.values():
            model.add(self.end >= place.finish)
        terms.append(length_weight * self.end)
        for place in self.places.values():
            task = place.task
            if task.due is not None and late_weight and task.weight and place.high > task.due:
                late = model.new_int_var(0, place.high - task.due, "")
                self._hint(late, max(0, self.stands[task.id].finish - task.due))
                model.add(late >= place.finish - (task.due - zero))
                terms.append(late_weight * task.weight * late)
            if task.start is not None:
                far = max(abs(place.low - task.start), abs(place.high - task.start))
                moved = model.new_int_var(0, far, "")
                self._hint(moved, abs(self.stands[task.id].start - task.start))
                model.add(moved >= place.start - (task.start - zero))
                if place.low < task.start:
                    model.add(moved >= (task.start - zero) - place.start)
                terms.append(moved)
        if self.guarded is None:
            model.minimize(sum(terms))  # type: ignore[arg-type]  # expressions add up

    def read(self, value: "Callable[[IntVar], int]") -> dict[Id, Stand]:
        """Return the plan that the values of the variables say."""
        found = dict(self.still)
        for key, place in self.places.items():
            team = place.teams[0]
            for nr, literal in enumerate(place.chosen):
                if value(literal):
                    team = place.teams[nr]
            found[key] = Stand(
                value(place.start) + self.zero, value(place.finish) + self.zero, team
            )
        return found


def _pieces(calendar: Calendar, lag: int, a: int, b: int) -> list[tuple[int, int, int, int]]:
    """Return calendar.add over [a, b) as straight pieces: (from, until, sum at from, slope)."""
    at, end = calendar.add(a, lag), calendar.add(b - 1, lag)
    if end == at:
        return [(a, b, at, 0)]
    if end - at == b - 1 - a:
        return [(a, b, at, 1)]
    middle = (a + b) // 2
    return _pieces(calendar, lag, a, middle) + _pieces(calendar, lag, middle, b)
