"""Proposals, their versions, options, lines, creators and payment parts."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import BigInteger, UniqueConstraint
from sqlalchemy.orm import Session
from sqlmodel import Field

from studio.persistence.base import TABLE_OPTIONS, Entity
from studio.persistence.columns import Json, Quantity, Rate, UtcTime
from studio.text import Message

OPEN_STATES = frozenset({"draft", "internal_review", "approved"})
"""States in which a version may still be edited."""

ANSWER_COLUMNS = frozenset(
    {
        "state",
        "viewed_on",
        "answered_on",
        "answered_by",
        "answer_channel",
        "answer_note",
        "evidence_id",
        "accepted",
        "reason",
    }
)
"""What may still be noted on a version that went out (SM-3)."""


def _locked() -> Message:
    return Message("This version was sent and stays as it is. Make a new version to change it.")


class Proposal(Entity, table=True):
    """An offer to a client; content lives in its versions, its state is the newest one's."""

    __tablename__ = "proposal"

    number: str | None = Field(default=None, index=True)
    """Given at first sending."""
    client_id: int = Field(foreign_key="client.id", index=True)
    brief_id: int | None = Field(default=None, foreign_key="brief.id", index=True)
    legal_entity_id: int = Field(foreign_key="legal_entity.id")
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    title: str
    title_zh: str = ""
    owner_id: int | None = Field(default=None, foreign_key="person.id")
    newest: int = 1
    """The number of the newest version."""
    next_action: str = ""
    next_on: date | None = None
    archived: bool = False


class ProposalVersion(Entity, table=True):
    """One version of a proposal; what was sent never changes."""

    __tablename__ = "proposal_version"
    __table_args__: ClassVar[Any] = (UniqueConstraint("proposal_id", "no"), TABLE_OPTIONS)
    owner: ClassVar[tuple[str, str] | None] = ("proposal", "proposal_id")

    proposal_id: int = Field(foreign_key="proposal.id", index=True)
    no: int = 1
    state: str = Field(default="draft", index=True)
    language: str = "en"
    """en, zh, zh+en."""
    currency: str
    page_size: str = "A4"
    valid_until: date | None = None
    tax_mode: str = "excl"
    """excl, incl, none, reverse_charge, outside_scope."""
    tax_rate: Decimal = Field(default=Decimal(0), sa_type=Rate)
    tax_name: str = ""
    tax_name_zh: str = ""
    discount: Decimal = Field(default=Decimal(0), sa_type=Rate)
    hide_line_prices: bool = False
    parts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """The texts of the fifteen parts by key: {"idea": {"en": "...", "zh": "..."}, ...}."""
    consents: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """Manual ticks before sending: {key: {"text", "done", "by", "on"}}."""
    change_note: str = ""
    prepared_by: int | None = Field(default=None, foreign_key="person.id")
    sent_at: datetime | None = Field(default=None, sa_type=UtcTime)
    sent_on: date | None = None
    sent_to: str = ""
    sent_channel: str = ""
    viewed_on: date | None = None
    answered_on: date | None = None
    answered_by: str = ""
    answer_channel: str = ""
    answer_note: str = ""
    evidence_id: int | None = Field(default=None, foreign_key="attachment.id")
    accepted: str = ""
    """Letters of the accepted options and add-ons, such as "BR"."""
    reason: str = ""
    override_reason: str = ""
    pdf: str = ""
    """SHA-256 of the PDF as sent."""

    def lock(self, session: Session, changed: frozenset[str], kind: str) -> Message | None:
        """A sent version only takes its answer."""
        if kind == "insert" or self.pdf == "" or "pdf" in changed:
            return None
        return None if kind == "update" and changed <= ANSWER_COLUMNS else _locked()


class _Part(Entity):
    """A row of a version: locked with it."""

    owner: ClassVar[tuple[str, str] | None] = ("proposal", "proposal_id")

    proposal_id: int = Field(foreign_key="proposal.id", index=True)
    version_id: int = Field(foreign_key="proposal_version.id", index=True)
    position: int = 0

    def lock(self, session: Session, changed: frozenset[str], kind: str) -> Message | None:
        """Rows of a sent version stay as they are."""
        version = session.get(ProposalVersion, self.version_id)
        return _locked() if version is not None and version.pdf else None


class ProposalOption(_Part, table=True):
    """An option by letter; add-ons stand outside the exclusive groups."""

    __tablename__ = "proposal_option"

    letter: str
    title: str = ""
    title_zh: str = ""
    group: str = "main"
    """Exactly one option of each exclusive group can be accepted; empty for add-ons."""
    addon: bool = False
    advised: bool = False
    percent: Decimal | None = Field(default=None, sa_type=Rate)
    """An add-on's price as a share of the chosen option."""
    price: int | None = Field(default=None, sa_type=BigInteger)
    """An add-on's fixed price, minor units of the version's currency."""
    note: str = ""
    note_zh: str = ""


class ProposalLine(_Part, table=True):
    """A row of the price table."""

    __tablename__ = "proposal_line"

    row: str = "item"
    """heading, item, note, subtotal."""
    kind: str = "production"
    """creator_fee, production, crew, post, usage ... (domain 2.2)."""
    title: str = ""
    title_zh: str = ""
    detail: str = ""
    detail_zh: str = ""
    options: str = ""
    """The letters of the options this line is part of, such as "ABC"."""
    quantity: Decimal = Field(default=Decimal(1), sa_type=Quantity)
    unit: str = ""
    unit_price: int = Field(default=0, sa_type=BigInteger)
    """Minor units of the version's currency."""
    rate_state: str = ""
    """Where the price is a copy: provisional or confirmed on a rate card, or quoted; internal."""
    rate_on: date | None = None
    """The day it was copied."""
    free: bool = False
    """Marked as free of charge, so that a price of zero is meant."""
    discount: Decimal = Field(default=Decimal(0), sa_type=Rate)
    cost: int = Field(default=0, sa_type=BigInteger)
    """Estimated cost of the whole line, internal, never on paper."""
    talent_id: int | None = Field(default=None, foreign_key="talent.id")
    talent_name: str = ""
    talent_name_zh: str = ""
    """What they were called when the version was sent."""
    platform: str = ""
    format: str = ""
    pieces: int = 0
    """How many deliverables this line turns into on acceptance."""
    rounds: int = 2
    billing: str = "fixed"


class ProposalCreator(_Part, table=True):
    """A creator put forward in the proposal, with the figures as they were shown."""

    __tablename__ = "proposal_creator"

    talent_id: int | None = Field(default=None, foreign_key="talent.id")
    name: str = ""
    name_zh: str = ""
    tier: str = ""
    platform: str = ""
    followers: int | None = Field(default=None, sa_type=BigInteger)
    as_of: date | None = None
    why: str = ""
    why_zh: str = ""
    state: str = ""
    """free, hold, missing_consent ... a word about availability; empty where nobody asked."""


class ProposalInstalment(_Part, table=True):
    """One part of the payment schedule; the shares add up to 100 %."""

    __tablename__ = "proposal_instalment"

    title: str
    title_zh: str = ""
    trigger: str = "acceptance"
    """acceptance, draft, shoot, delivery, publication, report, date."""
    share: Decimal = Field(default=Decimal(0), sa_type=Rate)
    terms_kind: str = "net_n"
    terms_days: int = 30
    planned_on: date | None = None


class ProposalStep(Entity, table=True):
    """One move of a version from state to state; its stamps say who and when (R7)."""

    __tablename__ = "proposal_step"
    owner: ClassVar[tuple[str, str] | None] = ("proposal", "proposal_id")

    proposal_id: int = Field(foreign_key="proposal.id", index=True)
    version_id: int = Field(foreign_key="proposal_version.id", index=True)
    position: int = 0
    before: str = ""
    after: str
    note: str = ""
    """Why: the reason of a refusal, of an owner's override, of a withdrawal."""
