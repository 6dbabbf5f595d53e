"""Frozen rows of partnerships."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from studio.domain.money import Money
from studio.domain.partnerships import Fatigue, Results
from studio.domain.states import State


@dataclass(frozen=True, slots=True)
class PartnershipFilter:
    """Which pairs are wanted."""

    text: str = ""
    client_id: int | None = None
    talent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """One client with one talent in a list."""

    client_id: int
    talent_id: int
    client: str
    client_zh: str
    talent: str
    talent_zh: str
    code: str
    jobs: int
    pieces: int
    spend: tuple[Money, ...]
    last_on: date | None
    renewal_on: date | None
    next_step: str
    next_on: date | None
    fatigue: Fatigue


@dataclass(frozen=True, slots=True)
class Job:
    """One project of the two, with what the talent did in it."""

    project_id: int
    number: str
    name: str
    name_zh: str
    hue: str
    state: State
    pieces: int
    out: int
    spend: Money
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of the two, as last measured."""

    id: int
    number: str
    title: str
    title_zh: str
    platform: str
    state: State
    day: date | None
    price: Money
    views: int | None
    engagements: int | None
    measured_on: date | None


@dataclass(frozen=True, slots=True)
class Partnership:
    """One client with one talent, whole; `version` 0 where nothing was kept about them yet."""

    pair: Pair
    version: int
    owner_id: int | None
    stands_for: tuple[str, ...]
    note: str
    since: date | None
    on_time: Decimal | None
    """Share of pieces that went out on or before their day."""
    first_pass: Decimal | None
    """Share of finished pieces that needed at most one round."""
    results: Results
    jobs: tuple[Job, ...]
    works: tuple[Work, ...]
