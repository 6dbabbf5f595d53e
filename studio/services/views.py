"""Saved views of lists: each person's own, in the studio, so that they are there at every machine.

They name people, clients and words of this studio, so they are no setting of a machine. What a
view shows is written and read by the window alone.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from studio.domain.gates import cleaned, words
from studio.errors import Invalid, Missing
from studio.persistence.tables.views import OpeningView, SavedView
from studio.services.operation import command, load, name_step, query, scope
from studio.text import Message

MOST = 50
"""How many views a person may keep of one list."""

LONGEST = 20_000
"""How many characters of JSON one view may take."""

NAME = words(60, required=True)


@dataclass(frozen=True, slots=True)
class View:
    """One saved view."""

    id: int
    version: int
    name: str
    shown: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Views:
    """A person's views of one list, by name; `opens` is an id, a shipped key, or "" for neither."""

    own: tuple[View, ...] = ()
    opens: str = ""


@query
def views(session: Session, page: str) -> Views:
    """Return the views of a list that are the person's own, and the one it opens with."""
    rows = sorted(_own(session, page), key=lambda row: (row.name.casefold(), row.key))
    opening = _opening(session, page)
    return Views(
        tuple(View(row.key, row.version, row.name, row.shown) for row in rows),
        opening.view if opening is not None else "",
    )


@command("Save view")
def save(session: Session, page: str, *, name: str, shown: Mapping[str, Any]) -> int:
    """Keep what a list shows under a name; return the view's id."""
    if len(_own(session, page)) >= MOST:
        raise Invalid({"name": Message("At most {count} entries.", count=MOST)})
    row = SavedView(
        person_id=scope(session).person_id,
        page=page,
        name=_free_name(session, page, name),
        shown=_checked(shown),
    )
    session.add(row)
    session.flush()
    name_step(session, Message("Save view {name}", name=row.name))
    return row.key


@command("Rename view")
def rename(session: Session, view_id: int, *, version: int, name: str) -> int:
    """Give a view another name; return its new version."""
    row = _loaded(session, view_id, version)
    row.name = _free_name(session, row.page, name, but=view_id)
    name_step(session, Message("Rename view {name}", name=row.name))
    session.flush()
    return row.version


@command("Update view")
def update(session: Session, view_id: int, *, version: int, shown: Mapping[str, Any]) -> int:
    """Let a view show what the list shows now; return its new version."""
    row = _loaded(session, view_id, version)
    row.shown = _checked(shown)
    name_step(session, Message("Update view {name}", name=row.name))
    session.flush()
    return row.version


@command("Delete view")
def delete(session: Session, view_id: int, *, version: int) -> None:
    """Delete a view; a list that opened with it opens as it ships again."""
    row = _loaded(session, view_id, version)
    name_step(session, Message("Delete view {name}", name=row.name))
    opening = _opening(session, row.page)
    if opening is not None and opening.view == str(view_id):
        session.delete(opening)
    session.delete(row)


@command("Open the list with another view")
def open_with(session: Session, page: str, view: str) -> None:
    """Let a list open with a view: the id of a saved one, a shipped key, or "" as it ships."""
    if view.isdigit():
        _loaded(session, int(view), None)
    opening = _opening(session, page)
    if not view:
        if opening is not None:
            session.delete(opening)
    elif opening is None:
        session.add(OpeningView(person_id=scope(session).person_id, page=page, view=view))
    else:
        opening.view = view


def _own(session: Session, page: str) -> list[SavedView]:
    mine = col(SavedView.person_id).is_not_distinct_from(scope(session).person_id)
    return list(session.exec(select(SavedView).where(mine, SavedView.page == page)))


def _opening(session: Session, page: str) -> OpeningView | None:
    mine = col(OpeningView.person_id).is_not_distinct_from(scope(session).person_id)
    return session.exec(select(OpeningView).where(mine, OpeningView.page == page)).first()


def _loaded(session: Session, view_id: int, version: int | None) -> SavedView:
    """Return a view to change; another person's is not there for this one."""
    row = load(session, SavedView, view_id, version)
    if row.person_id != scope(session).person_id:
        raise Missing(Message("This record is not there any more."))
    return row


def _free_name(session: Session, page: str, name: str, *, but: int = 0) -> str:
    clean: str = cleaned({"name": NAME}, {"name": name})["name"]
    taken = {row.name.casefold() for row in _own(session, page) if row.id != but}
    if clean.casefold() in taken:
        raise Invalid({"name": Message("There is a view of this name already.")})
    return clean


def _checked(shown: Mapping[str, Any]) -> dict[str, Any]:
    """Return what JSON makes of it, so that a view reads the same now and after it was kept."""
    written = json.dumps(dict(shown), ensure_ascii=False)
    if len(written) > LONGEST:
        raise Invalid({"shown": Message("This list is narrowed by too much to be kept.")})
    kept: dict[str, Any] = json.loads(written)
    return kept
