"""How a project is said: chips, meters, days and money in words."""

from decimal import Decimal

from studio.domain import projects as rules
from studio.domain.proposals import TRIGGERS
from studio.domain.states import State
from studio.services.projects import PartRow
from ui.language import percent, short_date, text, tr
from ui.widgets.marks import ChipMark, MeterMark


def chip(state: State) -> ChipMark:
    """Return a state's word and shape."""
    return ChipMark(state.role, text(state.label))


def settlement_chip(settled: State, paid: Decimal) -> ChipMark:
    """Return how far a project is paid, with the share where it is a part."""
    words = text(settled.label)
    if settled.code == "part_paid":
        words = tr("Part paid, {percent}").format(percent=share(paid))
    return ChipMark(settled.role, words)


def share(value: Decimal) -> str:
    """Return a share of one in whole per cent."""
    return percent(value.quantize(Decimal("0.01")))


def pieces_meter(out: int, pieces: int) -> MeterMark | None:
    """Return how many pieces are out; nothing where there are none."""
    return MeterMark(out / pieces, f"{out}/{pieces}", hot=False) if pieces else None


def budget_meter(used: Decimal | None) -> MeterMark | None:
    """Return how much of the planned cost is spent; nothing where none is planned."""
    return MeterMark(float(used), share(used)) if used is not None else None


def trigger(code: str) -> str:
    """Return when a part of the payment falls due."""
    known = TRIGGERS.get(code)
    return text(known) if known is not None else code


def part_day(part: PartRow) -> str:
    """Return the planned day of a part."""
    return short_date(part.planned_on) if part.planned_on else tr("No day yet")


def kind(code: str) -> str:
    """Return a project's kind."""
    known = rules.KINDS.get(code)
    return text(known) if known is not None else code
