"""Sales, festivals and other days of the studio's own in the schedule's head."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlmodel import Session, col, select

from studio.domain import gates
from studio.domain.clients import check_names
from studio.errors import Invalid
from studio.persistence.tables.schedule import Observance
from studio.services.operation import command, load, name_step, query, today
from studio.services.schedule.rows import ObservanceRow
from studio.services.studio.rows import copied, put
from studio.text import Message, Named

GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "name": gates.words(80),
        "name_zh": gates.words(80),
        "first_on": gates.day,
        "last_on": gates.day,
    }
)


@query
def observances(session: Session) -> tuple[ObservanceRow, ...]:
    """Return the studio's own days, the next ones last."""
    asked = select(Observance).order_by(col(Observance.first_on), col(Observance.id))
    return tuple(copied(ObservanceRow, row) for row in session.exec(asked))


@command("Add day to the schedule", right="schedule.edit")
def add_observance(session: Session, values: Mapping[str, object]) -> int:
    """Add days with a name; today where none are given. Return the id."""
    clean = gates.cleaned(GATES, values)
    first = clean.get("first_on") or today(session)
    row = Observance(
        **{"name": "", **clean, "first_on": first, "last_on": clean.get("last_on") or first}
    )
    _check(row)
    session.add(row)
    session.flush()
    name_step(session, Message("Add {name} to the schedule", name=_called(row)))
    return row.key


@command("Change day of the schedule", right="schedule.edit")
def change_observance(
    session: Session, observance_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a name or its days; return the new version."""
    row = load(session, Observance, observance_id, version)
    put(row, gates.cleaned(GATES, values))
    _check(row)
    name_step(session, Message("Change {name} in the schedule", name=_called(row)))
    session.flush()
    return row.version


@command("Remove day from the schedule", right="schedule.edit")
def remove_observance(session: Session, observance_id: int, *, version: int) -> None:
    """Take a day of the studio's own out of the schedule's head."""
    row = load(session, Observance, observance_id, version)
    name_step(session, Message("Remove {name} from the schedule", name=_called(row)))
    session.delete(row)


def _check(row: Observance) -> None:
    check_names(row.name, row.name_zh)
    for field in ("first_on", "last_on"):
        if getattr(row, field) is None:
            raise Invalid({field: Message("A date is needed.")})
    if row.last_on < row.first_on:
        raise Invalid({"last_on": Message("The end is before the start.")})


def _called(row: Observance) -> Named:
    return Named(row.name, row.name_zh)
