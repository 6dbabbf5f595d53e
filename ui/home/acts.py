"""What Home changes itself: the day of a late piece, of a next step, of an event of the week."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from studio.services import briefs, clients, deliverables, projects, proposals
from ui.tasks import Order

Change = Callable[..., Order[Any]]

_CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "brief": briefs.change,
        "client": clients.change,
        "deliverable": deliverables.change,
        "project": projects.change,
        "proposal": proposals.change,
    }
)
_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "piece_late": "publish_on",
        "post": "publish_on",
        "draft": "due_draft",
        "due": "due_final",
        "brief": "due_on",
    }
)
"""Kind of trouble or event -> the day it is about; everything else is about the next step."""


def may_move(noun: str) -> bool:
    """Say whether Home can give a record of this noun another day."""
    return noun in _CHANGES


def put_day(noun: str, record_id: int, version: int, kind: str, day: date) -> Order[Any]:
    """Return the command that gives a record another day."""
    column = _COLUMNS.get(kind, "next_on")
    return _CHANGES[noun](record_id, version=version, values={column: day})
