"""The nouns that other programs may list and show, and how a reference names a record."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Any

from sqlmodel import Session, col, select

from studio.errors import Missing
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.clients import Client
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.projects import Project
from studio.persistence.tables.proposals import Proposal
from studio.persistence.tables.talent import Talent
from studio.services.exchange.plain import flat
from studio.services.operation import query
from studio.services.workspace import Workspace
from studio.text import Message


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun: singular and plural, its module, its table, and what names a record."""

    singular: str
    plural: str
    table: type[Any]
    named_by: tuple[str, ...]

    @property
    def service(self) -> Any:
        """The noun's service module."""
        return import_module(f"studio.services.{self.plural}")


NOUNS: tuple[Noun, ...] = (
    Noun("client", "clients", Client, ("code", "name", "name_zh", "legal_name")),
    Noun("brief", "briefs", Brief, ("number",)),
    Noun("proposal", "proposals", Proposal, ("number",)),
    Noun("project", "projects", Project, ("number",)),
    Noun("talent", "talent", Talent, ("code", "name", "name_zh")),
    Noun("deliverable", "deliverables", Deliverable, ("number",)),
    Noun("invoice", "invoices", Invoice, ("number",)),
)
BY_NAME: Mapping[str, Noun] = MappingProxyType(
    {name: noun for noun in NOUNS for name in (noun.singular, noun.plural)}
)


def noun_of(name: str) -> Noun:
    """Return a noun by its singular or plural; raise Missing for another word."""
    found = BY_NAME.get(name.lower())
    if found is None:
        words = ", ".join(noun.plural for noun in NOUNS)
        raise Missing(
            Message("There is no noun {name}; there are: {words}.", name=name, words=words)
        )
    return found


def listing(workspace: Workspace, noun: Noun) -> list[dict[str, Any]]:
    """Return every record of a noun as flat objects, drafts with `number: null`."""
    everything = getattr(noun.service, f"{noun.singular.title()}Filter")()
    keys = workspace.ask(noun.service.ids(everything))
    found = []
    for start in range(0, len(keys), 200):
        page = keys[start : start + 200]
        rows = workspace.ask(noun.service.rows(page))
        found += [_listed(noun, rows[key]) for key in page if key in rows]
    return found


def _listed(noun: Noun, row: Any) -> dict[str, Any]:
    values = flat(row)
    values.pop("line", None)  # points of a drawing
    number = values.pop("number", "") or None
    head = {
        "ref": f"{noun.singular}:{values.pop('id')}",
        "number": number,
        "state": values.pop("state", ""),
    }
    return {**head, **values}


@dataclass(frozen=True, slots=True)
class Reference:
    """A record that was named: its noun, its id, and the version asked for (0: the newest)."""

    noun: Noun
    id: int
    version: int = 0


@query
def find(session: Session, named: str, noun: Noun | None = None) -> Reference:
    """Return the record a reference names: "PLUK-2026-0012", "PL-P-2026-019/2", "invoice:42".

    Raises Missing when nothing, or more than one thing, has that name.
    """
    if match := re.fullmatch(r"([a-z]+):(\d+)", named.strip()):
        kind = noun_of(match[1])
        if session.get(kind.table, int(match[2])) is None:
            raise Missing(Message("There is no {name}.", name=named))
        return Reference(kind, int(match[2]))
    wanted, _, version = named.strip().partition("/")
    found = [
        Reference(kind, key, int(version) if version.isdigit() else 0)
        for kind in ([noun] if noun else NOUNS)
        for key in _keys(session, kind, wanted)
    ]
    if len(found) != 1:
        several = Message("{name} names more than one record.", name=named)
        raise Missing(several if found else Message("There is no {name}.", name=named))
    return found[0]


def _keys(session: Session, noun: Noun, wanted: str) -> list[int]:
    for name in noun.named_by:
        column = col(getattr(noun.table, name))
        keys = session.exec(select(noun.table.id).where(column == wanted)).all()
        if keys:
            return list(keys)
    return []


Show = Callable[[Workspace, Reference], Any]


def show(workspace: Workspace, reference: Reference) -> Any:
    """Return a whole record as its page shows it."""
    return workspace.ask(reference.noun.service.one(reference.id))
