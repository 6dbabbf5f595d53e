"""Personal data under seal, the keys to it, who looked at it, and how long it is kept."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from studio.persistence.base import TABLE_OPTIONS, Entity
from studio.persistence.columns import UtcTime


class PersonalData(Entity, table=True):
    """What is kept of a person under seal: every field is ciphertext, "" where nothing is kept."""

    __tablename__ = "personal_data"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", unique=True)
    legal_name: str = ""
    identity_no: str = ""
    bank: str = ""
    tax_id: str = ""
    birth_date: str = ""
    sizes: str = ""
    dietary: str = ""
    access: str = ""
    emergency: str = ""
    abroad: str = ""
    """On what ground it may leave the person's country: contract, standard_contract, consent."""


class PersonKey(SQLModel, table=True):
    """The key of one person's data, itself under the studio's key.

    Kept out of the journal on purpose: once it is destroyed, old values in the journal cannot be
    read either.
    """

    __tablename__ = "person_key"
    __table_args__: ClassVar[Any] = TABLE_OPTIONS

    id: int | None = Field(default=None, primary_key=True)
    talent_id: int = Field(foreign_key="talent.id", unique=True)
    wrapped: str


class StudioKey(Entity, table=True):
    """Which key the studio's sealed data need; the key itself is not here."""

    __tablename__ = "studio_key"
    undoable: ClassVar[bool] = False

    name: str = Field(unique=True)
    """Under which the key store keeps it."""
    proof: str
    """Something sealed with it, to tell the right key from a wrong one."""
    salt: str = ""
    wrapped: str = ""
    """The key under a passphrase, where one was set; "" where only a key store has it."""


class Reveal(Entity, table=True):
    """Somebody looked at a masked value."""

    __tablename__ = "reveal"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")
    undoable: ClassVar[bool] = False

    talent_id: int = Field(foreign_key="talent.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime = Field(sa_type=UtcTime)
    what: str
    """The field, "export", "erase" or "drop"."""
    reason: str = ""
    """Why; of an export, who got it."""
    abroad: bool = False
    """Whether it went out of the person's country."""


class Retention(Entity, table=True):
    """Until when one kind of data about somebody is kept."""

    __tablename__ = "retention"
    __table_args__: ClassVar[Any] = (UniqueConstraint("talent_id", "category"), TABLE_OPTIONS)
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", index=True)
    category: str
    """public, contact, identity, birth, body, calls."""
    put_down_on: date
    """When something of the category was noted last."""
    keep_until: date | None = None
    """The day somebody set by hand; None while the rules say it."""
    note: str = ""
    """Why it was set by hand."""


class PersonalConsent(Entity, table=True):
    """Somebody agreed, apart from any contract, to one use of their data; or took that back."""

    __tablename__ = "personal_consent"
    owner: ClassVar[tuple[str, str] | None] = ("talent", "talent_id")

    talent_id: int = Field(foreign_key="talent.id", index=True)
    purpose: str
    """sensitive, health, biometric, minor, abroad, contact."""
    given_on: date
    channel: str = "written"
    """written, mail, chat, form, call."""
    by: str = ""
    """Who gave it: the guardian of a minor, else empty for the person."""
    note: str = ""
    """Where the proof is kept."""
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""
