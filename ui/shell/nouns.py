"""The states of all nouns, for what lists records of several: palette and history."""

from collections.abc import Mapping
from types import MappingProxyType

from studio.domain import briefs, clients, deliverables, invoices, projects, proposals
from studio.domain.states import Machine, State

MACHINES: Mapping[str, Machine] = MappingProxyType(
    {
        "brief": briefs.STATES,
        "client": clients.STATES,
        "deliverable": deliverables.STATES,
        "invoice": invoices.STATES,
        "project": projects.STATES,
        "proposal": proposals.STATES,
    }
)


def shown_state(noun: str, code: str) -> State | None:
    """Return a record's state by noun and code; None where a noun has none."""
    machine = MACHINES.get(noun)
    return machine.state(code) if machine is not None and code else None
