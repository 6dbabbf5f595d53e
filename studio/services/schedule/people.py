"""Who is taken when: spans of tasks, bookings and absences, load, and who is wanted twice."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from studio.domain.schedule.planner import Placements
from studio.domain.schedule.time import Calendar
from studio.services.schedule import reading
from studio.services.schedule.hours import Calendars
from studio.services.schedule.plans import in_plan
from studio.services.schedule.reading import AbsenceFacts, BookingFacts, Facts, Party
from studio.services.schedule.rows import Clash, PersonLane, Span, task_ref

FIRM = frozenset({"shoot", "live"})
"""Kinds of task that cannot give way: somebody wanted at two of them is booked twice."""

WEEKS = 6 * 7 * 1440
"""How far ahead the load of a person is counted, in minutes."""

HELD = frozenset({"hold", "challenged"})


@dataclass(frozen=True, slots=True)
class Taken:
    """A time somebody is taken: `first` to `last` with travel, and what takes it."""

    ref: str
    first: int
    last: int
    units: int
    firm: bool
    title: tuple[str, str]
    task_id: int | None = None
    booking_id: int | None = None
    away: bool = False


@dataclass(frozen=True, slots=True)
class Occupied:
    """Everything that takes people and things, as read."""

    facts: Facts
    bookings: Sequence[BookingFacts]
    absences: Sequence[AbsenceFacts]
    hues: Mapping[int, str]
    placed: Placements | None = None
    """Where tasks stand by the planner; where they stood when kept is taken without it."""

    def span(self, row: Row[Any]) -> tuple[int, int] | None:
        """Return from when to when a task stands, None where it stands nowhere."""
        if not in_plan(row):
            return None
        if self.placed is not None:
            return self.placed.span(task_ref(row.id))
        return None if row.start_at is None else (row.start_at, row.finish_at)

    def booked(self) -> frozenset[tuple[int, str]]:
        """Return the tasks and whom they have booked: a booking stands for the task's need."""
        return frozenset(
            (one.task_id, one.ref)
            for one in self.bookings
            if one.task_id is not None and one.state in reading.ACTIVE
        )


def occupied(session: Session, facts: Facts, placed: Placements | None = None) -> Occupied:
    """Read what takes people and things besides the tasks themselves."""
    hues = {row.id: row.hue for row in facts.projects}
    return Occupied(facts, reading.bookings(session), reading.absences(session), hues, placed)


def firm(session: Session, project_ids: Collection[int]) -> Occupied:
    """Read only what cannot give way: shoots and lives with who they take, bookings, absences."""
    return Occupied(
        reading.firm_facts(session, project_ids, FIRM),
        reading.bookings(session),
        reading.absences(session),
        {},
    )


def taken(known: Occupied, since: int) -> list[Taken]:
    """Return what takes somebody's time after a minute; enquiries take none."""
    return [
        *_by_tasks(known, since),
        *_by_bookings(known, since),
        *(
            Taken(one.ref, one.start, one.finish, 1, firm=True, title=("", ""), away=True)
            for one in known.absences
            if one.finish > since
        ),
    ]


def _by_tasks(known: Occupied, since: int) -> Iterator[Taken]:
    booked = known.booked()
    for row in known.facts.tasks:
        span = known.span(row)
        if span is None or row.state == "done" or span[1] <= max(since, span[0]):
            continue
        for need in known.facts.needs.get(row.id, ()):
            if need.ref and (row.id, need.ref) not in booked:
                yield Taken(
                    need.ref, *span, need.units, row.kind in FIRM, (row.title, row.title_zh),
                    task_id=row.id,
                )  # fmt: skip


def _by_bookings(known: Occupied, since: int) -> Iterator[Taken]:
    for one in known.bookings:
        if one.state in reading.ACTIVE and one.finish + one.after > since:
            yield Taken(
                one.ref, one.start - one.before, one.finish + one.after, one.units, True,
                (one.title, one.title_zh), one.task_id, one.id,
            )  # fmt: skip


def clashes(found: Iterable[Taken], parties: Mapping[str, Party]) -> list[Clash]:
    """Return who is wanted by more than there is room for, in order of time.

    Shoots, lives and bookings at once are a clash; where desk work is among them it is overload.
    """
    by_ref: dict[str, list[Taken]] = defaultdict(list)
    for one in found:
        by_ref[one.ref].append(one)
    clashing = [
        clash
        for ref, items in by_ref.items()
        if ref in parties and len(items) > 1
        for clash in _crowds(parties[ref], items)
    ]
    return sorted(clashing, key=lambda clash: (clash.start, clash.ref))


def _crowds(party: Party, items: list[Taken]) -> Iterable[Clash]:
    """Yield each stretch with more wanted than there is, firm things first."""
    firm = [one for one in items if one.firm]
    yield from _stretches(party, firm, "booking")
    if len(firm) < len(items):
        desk = _stretches(party, items, "work")
        yield from (clash for clash in desk if clash.task_ids)


def _stretches(party: Party, items: Sequence[Taken], kind: str) -> Iterable[Clash]:
    events = sorted(
        [(one.first, 1, at) for at, one in enumerate(items)]
        + [(one.last, 0, at) for at, one in enumerate(items)]
    )
    here: set[int] = set()
    crowd: set[int] = set()
    begun = 0
    for moment, begins, at in events:
        (here.add if begins else here.discard)(at)
        if _too_many(party, [items[one] for one in here], kind):
            if not crowd:
                begun = moment
            crowd |= here
        elif crowd:
            yield _clash(party, begun, moment, kind, [items[one] for one in sorted(crowd)])
            crowd = set()


def _too_many(party: Party, here: Sequence[Taken], kind: str) -> bool:
    """Say whether more is wanted than there is room for; absence leaves no room at all."""
    wanted = sum(one.units for one in here if not one.away)
    if not wanted or (kind == "work" and all(one.firm for one in here)):
        return False
    return any(one.away for one in here) or wanted > party.capacity


def _clash(party: Party, start: int, finish: int, kind: str, items: Sequence[Taken]) -> Clash:
    return Clash(
        ref=party.ref,
        name=party.name,
        name_zh=party.name_zh,
        start=start,
        finish=finish,
        kind=kind,
        task_ids=tuple(one.task_id for one in items if one.task_id is not None),
        booking_ids=tuple(one.booking_id for one in items if one.booking_id is not None),
        titles=tuple(one.title for one in items if not one.away),
    )


# -- lanes -----------------------------------------------------------------------------------------


def spans(known: Occupied, clashing: Iterable[Clash]) -> dict[str, list[Span]]:
    """Return everything that is drawn in the lanes of people and things, by reference."""
    booked = known.booked()
    marked = {
        (clash.ref, kind, key)
        for clash in clashing
        for kind, keys in (("task", clash.task_ids), ("booking", clash.booking_ids))
        for key in keys
    }
    found: dict[str, list[Span]] = defaultdict(list)
    for row in known.facts.tasks:
        span = known.span(row)
        if span is None or span[1] <= span[0]:
            continue
        for need in known.facts.needs.get(row.id, ()):
            if need.ref and (row.id, need.ref) not in booked:
                found[need.ref].append(
                    Span(
                        *span, "task", row.title, row.title_zh, row.project_id,
                        known.hues.get(row.project_id, ""), task_id=row.id, units=need.units,
                        clash=(need.ref, "task", row.id) in marked,
                    )
                )  # fmt: skip
    for one in known.bookings:
        found[one.ref] += _booked(one, known.hues, (one.ref, "booking", one.id) in marked)
    for away in known.absences:
        found[away.ref].append(Span(away.start, away.finish, "absence", away.note))
    return found


def _booked(one: BookingFacts, hues: Mapping[int, str], clash: bool) -> Iterable[Span]:
    kind = "enquiry" if one.state == "enquiry" else "hold" if one.state in HELD else "confirmed"
    hue = hues.get(one.project_id or 0, "")
    span = Span(one.start, one.finish, kind, one.title, one.title_zh, one.project_id, hue,
                one.task_id, one.id, one.rank, one.expires, one.units, clash)  # fmt: skip
    if one.before:
        yield replace(span, start=one.start - one.before, finish=one.start, kind="travel")
    yield span
    if one.after:
        yield replace(span, start=one.finish, finish=one.finish + one.after, kind="travel")


def lanes(
    drawn: Mapping[str, Sequence[Span]],
    parties: Mapping[str, Party],
    calendars: Calendars,
    hours: Mapping[str, Calendar],
    now: int,
) -> list[PersonLane]:
    """Return a lane for everybody and everything that is taken at some time."""
    found = []
    for ref, party in parties.items():
        own = drawn.get(ref)
        if not own:
            continue
        calendar = calendars.ref(party.calendar_id)
        found.append(
            PersonLane(
                ref=ref,
                kind=party.kind,
                name=party.name,
                name_zh=party.name_zh,
                craft=party.craft,
                calendar=calendar,
                zone=party.zone or calendars.row(party.calendar_id).zone,
                capacity=party.capacity,
                load=_load(own, hours[calendar], party.capacity, now),
                spans=tuple(sorted(own, key=lambda span: (span.start, span.finish))),
            )
        )
    return found


def _load(own: Iterable[Span], hours: Calendar, capacity: int, now: int) -> Decimal:
    """Return the share of the working time of the coming weeks that is taken."""
    until = now + WEEKS
    there, used = hours.between(now, until) * capacity, 0
    for span in own:
        if span.kind in ("enquiry", "travel") or span.finish <= now or span.start >= until:
            continue
        work = hours.between(max(span.start, now), min(span.finish, until))
        if span.kind == "absence":
            there -= work * capacity
        else:
            used += work * span.units
    return (Decimal(used) / there).quantize(Decimal("0.001")) if there > 0 else Decimal(0)
