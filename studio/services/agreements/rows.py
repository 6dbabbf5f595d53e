"""Frozen rows of agreements."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from studio.domain.states import State
from studio.text import Named


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract; `state` as shown on the day, `stored` as kept."""

    id: int
    version: int
    number: str
    kind: str
    title: str
    title_zh: str
    talent_id: int
    client_id: int | None
    project_id: int | None
    legal_entity_id: int | None
    parent_id: int | None
    state: State
    stored: str
    state_reason: str
    start_on: date | None
    end_on: date | None
    notice_days: int
    split: Decimal | None
    platforms: tuple[str, ...]
    exclusive: bool
    territory: str
    law: str
    payment_terms: str
    clauses: tuple[tuple[str, bool], ...]
    missing: tuple[str, ...]
    """Mandatory clauses under its law that are not agreed."""
    signed_by_us: str
    signed_by_us_on: date | None
    signed_by_them: str
    signed_by_them_on: date | None
    note: str
    moves: tuple[str, ...]
    client: Named
    company: Named


@dataclass(frozen=True, slots=True)
class Release:
    """One release or consent; `state` follows from signature, term and revocation."""

    id: int
    version: int
    talent_id: int
    project_id: int | None
    kind: str
    scope: str
    media: tuple[str, ...]
    territory: str
    state: State
    first_on: date | None
    last_on: date | None
    signed_on: date | None
    signed_by: str
    guardian: str
    revoked_on: date | None
    revoke_reason: str
    note: str
    project: Named


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything agreed with one talent."""

    contracts: tuple[Contract, ...]
    releases: tuple[Release, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that ends soon: which reminder is in force, and how many days are left."""

    kind: str
    """contract, release, exclusivity, licence."""
    id: int
    version: int
    what: str
    """The kind of contract, release or licence, or the category that is exclusive."""
    talent_id: int
    talent: str
    talent_zh: str
    client: str
    client_zh: str
    end: date
    days: int
    reminder: int
