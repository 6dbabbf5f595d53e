"""Frozen rows of incubation: cards of the board, and one person's way with everything about it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from studio.domain.incubation import Gate, Growth, Marks
from studio.domain.money import Money
from studio.domain.states import State
from studio.text import Message


@dataclass(frozen=True, slots=True)
class IncubationFilter:
    """Who is wanted on the board."""

    text: str = ""
    mentor_id: int | None = None
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One person on the board; `missing` is what the next stage still lacks, `lacks` in short."""

    talent_id: int
    version: int
    code: str
    name: str
    name_zh: str
    kind: str
    state: State
    since: date | None
    niche: str
    platform: str
    followers: int | None
    read_on: date | None
    tests: int
    average: Decimal | None
    weak: tuple[str, ...]
    target_tier: str
    target_on: date | None
    mentor: str
    mentor_zh: str
    milestones: int
    milestones_done: int
    next_state: str
    missing: tuple[Message, ...]
    lacks: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """One test task; marks of 10 in tenths by part."""

    id: int
    version: int
    title: str
    title_zh: str
    held_on: date
    judge_id: int | None
    judge: str
    judge_zh: str
    scores: tuple[tuple[str, int], ...]
    note: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone of the training plan."""

    id: int
    version: int
    title: str
    title_zh: str
    due_on: date | None
    done_on: date | None
    late: bool
    note: str


@dataclass(frozen=True, slots=True)
class Booked:
    """Money put in or earned."""

    id: int
    version: int
    kind: str
    title: str
    title_zh: str
    day: date
    amount: Money
    note: str


@dataclass(frozen=True, slots=True)
class Balance:
    """Investment against revenue in one currency; `jobs` is what client work brought of it."""

    invested: Money
    earned: Money
    jobs: Money

    @property
    def back(self) -> Decimal | None:
        """Revenue as a share of the investment; None where nothing was put in."""
        if not self.invested.minor:
            return None
        return (Decimal(self.earned.minor) / Decimal(self.invested.minor)).quantize(
            Decimal("0.001")
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One move: from, to, when, by whom and why; what the owner let pass."""

    before: State | None
    after: State
    day: date
    at: datetime | None
    by: str
    by_zh: str
    decision: str
    missing: tuple[Message, ...]
    override_reason: str


@dataclass(frozen=True, slots=True)
class Way:
    """A state somebody may go to, and the gates of that step."""

    state: str
    gates: tuple[Gate, ...]

    @property
    def missing(self) -> tuple[Message, ...]:
        """What is not met."""
        return tuple(gate.label for gate in self.gates if not gate.met)


@dataclass(frozen=True, slots=True)
class Incubation:
    """One person's way from a find to the roster, whole."""

    talent_id: int
    version: int
    code: str
    name: str
    name_zh: str
    kind: str
    state: State
    since: date | None
    state_reason: str
    source: str
    niche: str
    scout_id: int | None
    scouted_on: date | None
    lawful_basis: str
    basis_note: str
    notice_on: date | None
    notice_due: date | None
    """By when they must be told; None once they were, or where nobody needs to be."""
    objected: bool
    contacted_on: date | None
    mentor_id: int | None
    mentor: str
    mentor_zh: str
    target_tier: str
    target_on: date | None
    plan_note: str
    payee: str
    ip_proof: str
    platform: str
    followers: int | None
    read_on: date | None
    readings: tuple[tuple[date, int], ...]
    growth: Growth | None
    marks: Marks
    advice: tuple[Message, ...]
    tests: tuple[Test, ...]
    milestones: tuple[Milestone, ...]
    money: tuple[Booked, ...]
    balances: tuple[Balance, ...]
    steps: tuple[Step, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One stage of the board with its cards."""

    key: str
    total: int
    cards: tuple[Card, ...]
