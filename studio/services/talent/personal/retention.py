"""Until when data about people are kept: by rule, or by hand; and what is due."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel, col

from studio.domain import agreements, deliverables, gates
from studio.domain.talent import personal as fields
from studio.domain.talent import retention as rules
from studio.errors import Invalid
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.persistence.tables.personal import Retention
from studio.services.operation import command, load, name_step, query, today
from studio.services.talent.naming import name_of
from studio.services.talent.personal.keys import demand_right
from studio.text import Message, Named

T = SQLModel.metadata.tables
BOOKING, CONTRACT, PIECE = T["booking"], T["contract"], T["deliverable"]
WAY, STEP, COMPANY = T["incubation"], T["incubation_step"], T["legal_entity"]
TALENT, HELD, DATA = T["talent"], T["retention"], T["personal_data"]
FIRM = ("confirmed", "in_progress", "completed")
BEGUN = date(2000, 1, 1)
"""Stands for a day nobody knows, such as that of a record brought in from elsewhere."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Until when a category of somebody's data is kept; `due` once that day has passed.

    `until` is None while a contract without an end is in force. `version` is 0 while nothing but
    the rule says it. `whole` is the record itself: over, the person is erased.
    """

    talent_id: int
    version: int
    name: Named
    category: str
    until: date | None
    by_hand: bool
    note: str
    due: bool
    whole: bool
    span: Message
    """How long the rule says, by the law of their contract or country."""


def note(session: Session, talent_id: int, category: str) -> None:
    """Note inside a running command that something of a category was put down today."""
    held = held_row(session, talent_id, category)
    if held is None:
        held = Retention(talent_id=talent_id, category=category, put_down_on=today(session))
    held.put_down_on = today(session)
    session.add(held)
    session.flush()


def held_row(session: Session, talent_id: int, category: str) -> Retention | None:
    """Return what is kept about one term of somebody; None where nothing is."""
    return session.scalars(
        select(Retention).where(
            col(Retention.talent_id) == talent_id, col(Retention.category) == category
        )
    ).first()


@command("Change retention", right="talent.private")
def keep_until(
    session: Session,
    talent_id: int,
    category: str,
    *,
    version: int,
    until: object,
    note: str = "",
) -> int:
    """Set by hand until when a category is kept, with the reason; None goes back to the rule.

    Returns the new version.
    """
    if category not in rules.terms(today(session)):
        raise Invalid({"category": Message("Choose one of the list.")})
    day, why = gates.day(until), gates.words(300)(note)
    if day is not None and not why:
        raise Invalid({"note": Message("Say why: it is kept with the step.")})
    row = held_row(session, talent_id, category)
    if row is not None:
        row = load(session, Retention, row.key, version)
    row = row or Retention(talent_id=talent_id, category=category, put_down_on=today(session))
    row.keep_until, row.note = day, why if day is not None else ""
    session.add(row)
    name_step(session, Message("Change retention of {name}", name=name_of(session, talent_id)))
    session.flush()
    return row.version


@query
def due(session: Session, limit: int = 500) -> list[Kept]:
    """Return what is to be dropped or erased by now, the longest overdue first.

    Nothing goes by itself: this is the list a person confirms.
    """
    demand_right(session)
    found = list(_walk(session, due_only=True))
    found.sort(key=lambda one: (one.until or date.max, one.talent_id, one.category))
    return found[:limit]


def of(session: Session, talent_id: int) -> tuple[Kept, ...]:
    """Return until when everything about somebody is kept, inside a running call."""
    return tuple(read(session, [talent_id]))


def read(session: Session, talent_ids: Sequence[int] | None = None) -> list[Kept]:
    """Return until when each category of everybody, or of some, is kept."""
    return list(_walk(session, talent_ids))


def _walk(
    session: Session, talent_ids: Sequence[int] | None = None, *, due_only: bool = False
) -> Iterator[Kept]:
    on = today(session)
    terms = rules.terms(on)
    asked = select(
        TALENT.c.id, TALENT.c.name, TALENT.c.name_zh, TALENT.c.country, TALENT.c.created_at
    ).where(TALENT.c.erased_on.is_(None), TALENT.c.kind != "virtual")
    if talent_ids is not None:
        asked = asked.where(TALENT.c.id.in_(talent_ids))
    people = session.execute(asked.order_by(TALENT.c.id)).all()
    facts = _Facts(session, on, talent_ids)
    for key, name, name_zh, lives_in, created in people:
        country, days = facts.law.get(key, lives_in), facts.days(key)
        for category in facts.categories(key):
            held, term = facts.held.get((key, category)), terms[category]
            set_on: date | None = held.keep_until if held is not None else None
            first = held.put_down_on if held is not None else _day(created) or BEGUN
            until = set_on or rules.keep_until(term, first, days, country)
            due = until is not None and until < on
            if due_only and not due:
                continue
            yield Kept(
                talent_id=key,
                version=held.version if held is not None else 0,
                name=Named(name, name_zh),
                category=category,
                until=until,
                by_hand=set_on is not None,
                note=held.note if held is not None and set_on is not None else "",
                due=due,
                whole=category in rules.WHOLE,
                span=term.span(country),
            )


class _Facts:
    """What terms count from, read once for everybody or for some."""

    def __init__(self, session: Session, on: date, keys: Sequence[int] | None) -> None:
        self._session, self._keys = session, keys
        self._on = on
        self.held = {
            (row.talent_id, row.category): row
            for row in session.execute(self._only(select(HELD), HELD))
        }
        self._sealed = self._read_sealed()
        self._wrap = self._newest(BOOKING, BOOKING.c.end_at, BOOKING.c.state.in_(FIRM))
        self._pieces = self._newest(
            PIECE, func.coalesce(PIECE.c.publish_on, PIECE.c.due_final),
            PIECE.c.state.in_(sorted(deliverables.OUT)),
        )  # fmt: skip
        self._contact = self._newest(WAY, WAY.c.contacted_on)
        self._steps = self._newest(STEP, STEP.c.day)
        self._read_contracts()
        self._partners = {*self._open, *self._wrap, *self._pieces, *self._ends}

    def _only(self, asked: Any, table: Any) -> Any:
        return asked if self._keys is None else asked.where(table.c.talent_id.in_(self._keys))

    def _newest(self, table: Any, column: Any, *conditions: Any) -> dict[int, date]:
        asked = self._only(
            select(table.c.talent_id, func.max(column)).group_by(table.c.talent_id), table
        ).where(table.c.talent_id.is_not(None), *conditions)
        days = {key: _day(value) for key, value in self._session.execute(asked)}
        return {key: day for key, day in days.items() if day is not None}

    def _read_sealed(self) -> dict[int, set[str]]:
        found: dict[int, set[str]] = {}
        for row in self._session.execute(self._only(select(DATA), DATA)):
            found[row.talent_id] = {
                kept.category for kept in fields.FIELDS.values() if getattr(row, kept.code)
            }
        return found

    def _read_contracts(self) -> None:
        """Read ends, open ends, and whose law the books follow: that of the newest contract."""
        self._ends: dict[int, date] = {}
        self._open: set[int] = set()
        self.law: dict[int, str] = {}
        asked = (
            select(CONTRACT.c.talent_id, CONTRACT.c.state, CONTRACT.c.end_on,
                   CONTRACT.c.terminated_on, COMPANY.c.country)
            .outerjoin(COMPANY, COMPANY.c.id == CONTRACT.c.legal_entity_id)
            .where(CONTRACT.c.state.in_(("signed", "terminated")))
            .order_by(CONTRACT.c.id)
        )  # fmt: skip
        for key, state, end, terminated, country in self._session.execute(
            self._only(asked, CONTRACT)
        ):
            last = terminated if state == "terminated" else end
            if last is None and agreements.in_force(state, end, self._on):
                self._open.add(key)
            elif last is not None:
                self._ends[key] = max(last, self._ends.get(key, last))
            if country:
                self.law[key] = country

    def days(self, key: int) -> rules.Days:
        """Return what somebody's terms count from."""
        dealt = [one[key] for one in (self._wrap, self._pieces, self._ends) if key in one]
        spoken = [one[key] for one in (self._contact, self._steps) if key in one]
        return rules.Days(
            contact=max([*spoken, *dealt], default=None),
            dealings=max(dealt, default=None),
            wrap=self._wrap.get(key),
            open=key in self._open,
        )

    def categories(self, key: int) -> Iterable[str]:
        """Yield what is kept of somebody: the record, as a find or partner, and what is sealed."""
        yield "contact" if key in self._partners else "public"
        sealed = self._sealed.get(key)
        if sealed:
            yield from (category for category in fields.CATEGORIES if category in sealed)


def _day(value: object) -> date | None:
    """Return a day of a computed column, which comes back as text from SQLite."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value if isinstance(value, date) else None
