"""How each kind of trouble is read: the first rows, their count, the client's names."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, Select, func
from sqlmodel import Session, SQLModel

from studio.persistence import tables  # noqa: F401  makes every table known
from studio.services.home.rows import Attention

T = SQLModel.metadata.tables
CLIENT, PROJECT = T["client"], T["project"]

LIMIT = 60
"""How many rows of one kind are read; the count goes on to the last."""

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "piece_late": "bad",
        "invoice_overdue": "bad",
        "proposal_expired": "bad",
        "brief_step": "warn",
        "proposal_step": "warn",
        "client_step": "warn",
        "hold": "warn",
        "budget": "warn",
        "draft_invoice": "warn",
        "proposal_expiring": "warn",
        "contract_ending": "wait",
        "exclusivity_ending": "wait",
        "licence_ending": "wait",
        "release_ending": "wait",
        "settle": "wait",
    }
)
"""The role that colours each kind."""

Found = tuple[list[Attention], int]
"""The worst rows of one kind, and how many there are in all."""


def ask(session: Session, wanted: Select[Any]) -> tuple[Sequence[Row[Any]], int]:
    """Return the first rows and the count of all in one statement."""
    rows = session.execute(
        wanted.add_columns(func.count().over().label("total")).limit(LIMIT)
    ).all()
    return rows, int(rows[0].total) if rows else 0


def client_names() -> tuple[Any, Any]:
    """Return the two columns with the client's names."""
    return CLIENT.c.name.label("client"), CLIENT.c.name_zh.label("client_zh")
