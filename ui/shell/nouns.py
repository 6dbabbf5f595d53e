"""The states of all nouns, for what lists records of several: palette and history."""

from collections.abc import Mapping
from functools import cache

from studio.domain.states import Machine, State


@cache
def machines() -> Mapping[str, Machine]:
    """Return the state machine of each noun; the rules are loaded when first asked for."""
    from studio.domain import (  # noqa: PLC0415 - start-up needs none of them
        briefs,
        clients,
        deliverables,
        invoices,
        projects,
        proposals,
    )
    from studio.domain.schedule import words as schedule  # noqa: PLC0415 - the same

    return {
        "brief": briefs.STATES,
        "client": clients.STATES,
        "deliverable": deliverables.STATES,
        "invoice": invoices.STATES,
        "project": projects.STATES,
        "proposal": proposals.STATES,
        "task": schedule.STATES,
    }


def shown_state(noun: str, code: str) -> State | None:
    """Return a record's state by noun and code; None where a noun has none."""
    machine = machines().get(noun)
    return machine.state(code) if machine is not None and code else None
