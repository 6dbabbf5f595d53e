"""What is asked about shoot days: list, one, how many confirmed."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlmodel import Session

from studio.domain import shoots as rules
from studio.errors import Missing
from studio.persistence.tables.shoots import ShootDay
from studio.services.operation import query, today
from studio.services.shoots import reading
from studio.services.shoots.content import (
    delays,
    freeze,
    lines_of,
    people_of,
    places_of,
    sheets_of,
)
from studio.services.shoots.reading import CALLED, DAY
from studio.services.shoots.rows import Counts, Shoot, ShootFilter, ShootRow
from studio.text import Message

PLAIN = tuple(name for name in rules.DAY if name not in ("day", "task_id"))


@query
def ids(session: Session, filter: ShootFilter) -> list[int]:
    """Return the ids of the days a list shows, by their day."""
    wanted = reading.narrowed(reading.selected(DAY.c.id), filter)
    return list(session.scalars(wanted).all())


@query
def rows(session: Session, ids: Sequence[int]) -> dict[int, ShootRow]:
    """Return one page of the list."""
    return reading.rows_of(session, ids)


@query
def of_project(session: Session, project_id: int) -> list[ShootRow]:
    """Return the shoot days of a project in their order."""
    wanted = reading.narrowed(reading.selected(DAY.c.id), ShootFilter(project_id=project_id))
    keys = list(session.scalars(wanted).all())
    found = reading.rows_of(session, keys)
    return [found[key] for key in keys]


@query
def one(session: Session, day_id: int) -> Shoot:
    """Return a shoot day whole."""
    row = session.get(ShootDay, day_id)
    if row is None:
        raise Missing(Message("This shoot day is not there any more."))
    sheets = sheets_of(session, day_id)
    content = freeze(session, row)
    late = delays(session, row)
    changes = tuple(rules.differences(sheets[-1].content, content)) if sheets else ()
    stale = not sheets or sheets[-1].content != content
    lines = [reading.line_row(line) for line in lines_of(session, day_id)]
    lines.sort(key=lambda line: (line.part, line.at if line.part == "schedule" else ""))
    return Shoot(
        row=replace(reading.rows_of(session, [day_id])[day_id], stale=stale),
        task_id=row.task_id,
        state_reason=row.state_reason,
        values={"day": row.day, **{name: getattr(row, name) for name in PLAIN}},
        places=tuple(reading.place_row(place) for place in places_of(session, day_id)),
        people=tuple(
            reading.person_row(session, person, row, late) for person in people_of(session, day_id)
        ),
        lines=tuple(lines),
        sheets=tuple(reading.sheet_row(session, sheet) for sheet in sheets),
        changes=changes,
        next_revision=rules.next_revision(sheets[-1].revision if sheets else ""),
    )


@query
def counts(session: Session) -> Counts:
    """Return how many days are ahead and who of those called has confirmed."""
    ahead = DAY.c.state.in_(sorted(rules.OPEN)) & (DAY.c.day >= today(session))
    states = session.execute(select(DAY.c.state, func.count()).group_by(DAY.c.state)).all()
    called = session.execute(
        select(func.count(), func.count(CALLED.c.confirmed_on))
        .select_from(CALLED)
        .join(DAY, DAY.c.id == CALLED.c.day_id)
        .where(ahead)
    ).one()
    days = session.scalar(select(func.count()).select_from(DAY).where(ahead)) or 0
    return Counts(days, called[0], called[1], {row[0]: row[1] for row in states})
