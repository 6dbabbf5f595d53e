"""Social accounts, readings of followers and audience, rate cards, profiles, agency links."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field

from studio.persistence.base import TABLE_OPTIONS, Entity
from studio.persistence.columns import Json, Quantity, Rate


class SocialAccount(Entity, table=True):
    """One account of somebody on one platform."""

    __tablename__ = "social_account"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("platform", "handle_key"),
        UniqueConstraint("platform", "uid"),
        TABLE_OPTIONS,
    )
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", index=True)
    platform: str
    handle: str
    """As the platform writes it, without the @."""
    handle_key: str
    """The handle folded for comparing: no case, no width, no @."""
    uid: str | None = None
    """The platform's own id of the account, where known."""
    url: str = ""
    verified: bool = False
    category: str = ""
    language: str = ""
    """The language its posts are in: ISO 639-1."""
    opened_on: date | None = None
    mcn_bound: bool = False
    """Bound to an agency on the platform's own marketplace."""
    marketplace_id: str = ""
    state: str = "active"
    """active, paused, closed."""
    position: int = 0


class SnapshotImport(Entity, table=True):
    """One file of readings brought in: its readings come and go with this row."""

    __tablename__ = "snapshot_import"

    name: str
    """The file's name, or that it was pasted."""
    source: str = "csv"
    count: int = 0
    """How many readings came with it."""
    accounts: int = 0
    first_on: date | None = None
    last_on: date | None = None
    payload: str = ""
    """SHA-256 of the readings as they were taken, kept with the studio's files."""


class FollowerSnapshot(Entity, table=True):
    """What an account's page said on a day."""

    __tablename__ = "follower_snapshot"
    __table_args__: ClassVar[Any] = (UniqueConstraint("account_id", "as_of"), TABLE_OPTIONS)
    owner: ClassVar[tuple[str, str] | None] = ("social_account", "account_id")

    account_id: int = Field(foreign_key="social_account.id")
    as_of: date
    followers: int = Field(sa_type=BigInteger)
    following: int | None = None
    posts: int | None = None
    avg_views: int | None = Field(default=None, sa_type=BigInteger)
    """Views a post on average over the last 30 days."""
    avg_likes: int | None = None
    avg_comments: int | None = None
    avg_shares: int | None = None
    avg_saves: int | None = None
    completion: Decimal | None = Field(default=None, sa_type=Rate)
    """The share of views that reached the end."""
    generic_comments: Decimal | None = Field(default=None, sa_type=Rate)
    """The share of a sample of comments that are emoji or at most two words."""
    source: str = "manual"
    """manual, csv, screenshot, marketplace_export."""
    note: str = ""
    """What explains an odd change: a viral post, an event."""
    evidence_id: int | None = Field(default=None, foreign_key="attachment.id")
    import_id: int | None = Field(default=None, index=True)
    """The import it came with; it goes when that is taken back."""


class AudienceSnapshot(Entity, table=True):
    """Who follows an account, as its statistics page said on a day; each part adds up to 1."""

    __tablename__ = "audience_snapshot"
    __table_args__: ClassVar[Any] = (UniqueConstraint("account_id", "as_of"), TABLE_OPTIONS)
    owner: ClassVar[tuple[str, str] | None] = ("social_account", "account_id")

    account_id: int = Field(foreign_key="social_account.id")
    as_of: date
    gender: dict[str, str] = Field(default_factory=dict, sa_type=Json)
    """Shares of one as decimal text: {"female": "0.62", "male": "0.38"}."""
    age: dict[str, str] = Field(default_factory=dict, sa_type=Json)
    """By group: {"18-24": "0.41"}."""
    region: dict[str, str] = Field(default_factory=dict, sa_type=Json)
    """By ISO country or place: {"CN": "0.9"}."""
    interest: dict[str, str] = Field(default_factory=dict, sa_type=Json)
    active_share: Decimal | None = Field(default=None, sa_type=Rate)
    fake_share: Decimal | None = Field(default=None, sa_type=Rate)
    """What the source estimates; never made up here."""
    source: str = "manual"


class RateCard(Entity, table=True):
    """What somebody asks in one currency for a time; one is active per talent, currency, day."""

    __tablename__ = "rate_card"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", index=True)
    currency: str
    first_on: date
    last_on: date | None = None
    """None while it holds until the next one."""
    tax_mode: str = "excl"
    """excl, incl, none."""
    note: str = ""


class RateItem(Entity, table=True):
    """The price of one kind of piece on a rate card."""

    __tablename__ = "rate_item"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", index=True)
    card_id: int = Field(foreign_key="rate_card.id", index=True)
    position: int = 0
    platform: str = ""
    format: str = ""
    """A platform's format code; "" where the title says what is sold."""
    title: str = ""
    title_zh: str = ""
    unit: str = ""
    """The unit's code: clip, note, video, reel, stream, session, slot, image_set, day ..."""
    price: int = Field(sa_type=BigInteger)
    """Minor units of the card's currency a unit."""
    min_quantity: Decimal = Field(default=Decimal(1), sa_type=Quantity)
    rounds: int | None = None
    """Rounds of changes that are included."""
    usage_days: int | None = None
    """Days of use that are included."""
    commission: Decimal = Field(default=Decimal(0), sa_type=Rate)
    """Share of sales asked besides the price."""
    usage_month: Decimal = Field(default=Decimal(0), sa_type=Rate)
    """Added share of the price for each further month of use."""
    exclusivity_month: Decimal = Field(default=Decimal(0), sa_type=Rate)
    rush: Decimal = Field(default=Decimal(0), sa_type=Rate)
    whitelisting_month: Decimal = Field(default=Decimal(0), sa_type=Rate)
    state: str = "provisional"
    """provisional, confirmed."""


class VirtualProfile(Entity, table=True):
    """Who is behind an invented character, and what must be said of it."""

    __tablename__ = "virtual_profile"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", unique=True)
    ip_owner: str = ""
    operator: str = ""
    technique: str = "ai_generated"
    """3d_mocap, ai_generated, hybrid, 2d_live2d."""
    voice_source: str = ""
    underlying_person: str = ""
    consent: str = ""
    """Where the consent of the person underneath is kept."""
    label: str = ""
    label_zh: str = ""
    """The fixed words shown wherever the character appears."""
    allowed: str = ""
    forbidden: str = ""
    model_from: date | None = None
    model_until: date | None = None
    voice_from: date | None = None
    voice_until: date | None = None


class CrewProfile(Entity, table=True):
    """What somebody in the crew does, for how much a day."""

    __tablename__ = "crew_profile"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", unique=True)
    disciplines: list[str] = Field(default_factory=list, sa_type=Json)
    kit: str = ""
    day_rate: int = Field(default=0, sa_type=BigInteger)
    """Minor units of `currency` a day."""
    currency: str = ""
    overtime: Decimal = Field(default=Decimal("1.5"), sa_type=Rate)
    """What an hour over the day counts."""
    insured_until: date | None = None
    certificates: list[str] = Field(default_factory=list, sa_type=Json)


class AgencyLink(Entity, table=True):
    """Somebody is represented by an agency or MCN from one day to another."""

    __tablename__ = "agency_link"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", index=True)
    kind: str = "mcn"
    """mcn, agency."""
    name: str
    name_zh: str = ""
    contact: str = ""
    first_on: date
    last_on: date | None = None
    rebate: str = "none"
    """Whose rebate holds: none, own, agency."""
    rebate_share: Decimal = Field(default=Decimal(0), sa_type=Rate)
    note: str = ""


class TierBand(Entity, table=True):
    """One band of the studio's own tiers."""

    __tablename__ = "tier_band"

    code: str
    """One of the known tiers, so that wishes and prices still meet."""
    name: str = ""
    name_zh: str = ""
    least: int = Field(sa_type=BigInteger)
    """Followers it begins with."""
    effective_from: date
