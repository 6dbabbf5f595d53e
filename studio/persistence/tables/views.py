"""Saved views: how one person wants a list shown, by name, and which view a list opens with."""

from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from studio.persistence.base import TABLE_OPTIONS, Entity
from studio.persistence.columns import Json


class SavedView(Entity, table=True):
    """Filter, sorting, columns and the like of one list under a name."""

    __tablename__ = "saved_view"
    __table_args__: ClassVar[Any] = (UniqueConstraint("person_id", "page", "name"), TABLE_OPTIONS)

    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    page: str
    """The list, by the name of its area."""
    name: str
    shown: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """What the page's window wrote: only it knows what its filters are."""


class OpeningView(Entity, table=True):
    """The view a person's list opens with, where it is not the one that ships."""

    __tablename__ = "opening_view"
    __table_args__: ClassVar[Any] = (UniqueConstraint("person_id", "page"), TABLE_OPTIONS)

    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    page: str
    view: str
    """The id of a saved view, or the key of one that ships."""
