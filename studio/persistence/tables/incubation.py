"""Incubation: the way of a find to the roster, with tests, plan, money and every step."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field

from studio.persistence.base import Entity
from studio.persistence.columns import Json


class Incubation(Entity, table=True):
    """Where somebody stands between being found and standing on the roster (SM-9)."""

    __tablename__ = "incubation"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", index=True, unique=True)
    state: str = Field(default="scouted", index=True)
    """scouted, contacted, testing, nurturing, roster, paused, alumni, rejected, blocked."""
    state_since: date | None = None
    state_reason: str = ""
    source: str = ""
    """Where somebody was found: a platform, a referral, a file."""
    niche: str = ""
    scout_id: int | None = Field(default=None, foreign_key="person.id")
    scouted_on: date | None = None
    lawful_basis: str = ""
    """legitimate_interest, consent, contract, public_information; empty where nobody decided."""
    basis_note: str = ""
    notice_on: date | None = None
    """The day they were told that data about them is kept (GDPR Art. 14: within a month)."""
    objected: bool = False
    """They do not want to be contacted."""
    contacted_on: date | None = None
    mentor_id: int | None = Field(default=None, foreign_key="person.id")
    target_tier: str = ""
    target_on: date | None = None
    plan_note: str = ""
    payee: str = ""
    """Who is paid: the legal name of the person or company."""
    ip_proof: str = ""
    """Virtual talent: what proves that the owner of the character agreed."""


class IncubationTest(Entity, table=True):
    """One test task and what the judge gave for the parts of the rubric it shows."""

    __tablename__ = "incubation_test"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", index=True)
    title: str
    title_zh: str = ""
    held_on: date
    judge_id: int | None = Field(default=None, foreign_key="person.id")
    scores: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """Part of the rubric -> marks of 10 in tenths: {"on_camera": 70}."""
    note: str = ""


class IncubationMilestone(Entity, table=True):
    """One milestone of the training plan."""

    __tablename__ = "incubation_milestone"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", index=True)
    title: str
    title_zh: str = ""
    due_on: date | None = None
    done_on: date | None = None
    followers: int | None = Field(default=None, sa_type=BigInteger)
    """How many followers are hoped for by then."""
    note: str = ""


class IncubationMoney(Entity, table=True):
    """Money put into somebody, or earned with them."""

    __tablename__ = "incubation_money"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", index=True)
    kind: str = "investment"
    """investment, revenue."""
    title: str
    title_zh: str = ""
    day: date
    amount: int = Field(sa_type=BigInteger)
    """Minor units of `currency`."""
    currency: str
    note: str = ""


class IncubationStep(Entity, table=True):
    """One move from state to state; its stamps say who decided and when."""

    __tablename__ = "incubation_step"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", index=True)
    before: str = ""
    after: str
    day: date
    decision: str = ""
    """Why, in the words of who decided."""
    missing: list[str] = Field(default_factory=list, sa_type=Json)
    """Gates that were not met when the owner let it pass."""
    override_reason: str = ""
