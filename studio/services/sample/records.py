"""Keeps the records of the demo studio that have no history of their own to tell."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session

import resources
from studio.domain.money import from_decimal
from studio.persistence.tables.briefs import Brief, BriefItem, BriefMark, BriefMessage
from studio.persistence.tables.clients import Brand, Client, Contact
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.projects import Project, ProjectInstalment
from studio.persistence.tables.proposals import Proposal
from studio.persistence.tables.studio import (
    BankAccount,
    LegalEntity,
    Person,
    Series,
    Studio,
    TaxRate,
)
from studio.persistence.tables.talent import Talent
from studio.services.operation import Command, scope
from studio.services.sample.reading import Data, Table
from studio.services.workspace import Workspace
from studio.text import Message


@dataclass(slots=True)
class Keys:
    """The ids that the demo's own names got."""

    people: dict[str, int] = field(default_factory=dict)
    entities: dict[str, int] = field(default_factory=dict)
    rates: dict[tuple[str, str], int] = field(default_factory=dict)
    clients: dict[str, int] = field(default_factory=dict)
    talent: dict[str, int] = field(default_factory=dict)
    briefs: dict[str, int] = field(default_factory=dict)
    proposals: dict[str, int] = field(default_factory=dict)
    projects: dict[str, int] = field(default_factory=dict)
    instalments: dict[tuple[str, int], int] = field(default_factory=dict)
    invoices: dict[str, int] = field(default_factory=dict)
    calendars: dict[str, int] = field(default_factory=dict)
    tasks: dict[str, int] = field(default_factory=dict)
    """"P3.shoot" -> the id of that project's task."""


def keep(workspace: Workspace, call: Callable[[Session], None]) -> None:
    """Run one chapter as one command that undo does not take back."""
    workspace.run(Command(Message("Prepare the demo studio"), call, undo=False))


def keep_all(workspace: Workspace, data: Data) -> Keys:
    """Keep studio, people, companies, clients, talent and briefs."""
    keys = Keys()
    keep(workspace, lambda session: _studio(session, data.studio, keys))
    workspace.person_id = keys.people["lin"]
    keep(workspace, lambda session: _clients(session, data.clients, keys))
    keep(workspace, lambda session: _talent(session, data.talent, keys))
    keep(workspace, lambda session: _briefs(session, data.briefs, keys))
    return keys


def _added(session: Session, row: Any) -> int:
    session.add(row)
    session.flush()
    return int(row.id)


def _without(table: Table, *names: str) -> Table:
    return {name: value for name, value in table.items() if name not in names}


def _picture(session: Session, name: str) -> str:
    """Keep a picture of the demo and return its SHA-256."""
    return scope(session).files.put(session, (resources.DEMO / name).read_bytes())


def _studio(session: Session, data: Table, keys: Keys) -> None:
    logo = _picture(session, "logo.png")
    row = Studio(**data["studio"], logo=logo, pinned_today=data["today"], demo=True)
    _added(session, row)
    for person in data["person"]:
        keys.people[person["id"]] = _added(session, Person(**_without(person, "id")))
    for entity in data["entity"]:
        values = _without(entity, "id", "rate", "bank", "first_invoice", "stamp")
        if "stamp" in entity:
            values["stamp"] = _picture(session, entity["stamp"])
        key = _added(session, LegalEntity(**values))
        keys.entities[entity["id"]] = key
        for rate in entity["rate"]:
            values = {**rate, "rate": Decimal(rate["rate"])}
            keys.rates[entity["id"], rate["name"]] = _added(
                session, TaxRate(legal_entity_id=key, **values)
            )
        for account in entity["bank"]:
            session.add(BankAccount(legal_entity_id=key, **account))
        first = entity["first_invoice"]
        session.add(
            Series(
                legal_entity_id=key,
                kind="invoice",
                scope=str(data["today"].year),
                first=first,
                next=first,
            )
        )
    for kind, following in data["series"].items():
        scope = str(data["today"].year) if kind == "proposal" else ""
        session.add(Series(kind=kind, scope=scope, next=following))


def _clients(session: Session, clients: list[Table], keys: Keys) -> None:
    for client in clients:
        values = _without(client, "id", "entity", "lead", "contact", "brand")
        if "tax_rate" in values:
            values["tax_rate"] = Decimal(values["tax_rate"])
        key = _added(
            session,
            Client(
                **values,
                legal_entity_id=keys.entities[client["entity"]],
                lead_id=keys.people[client["lead"]],
            ),
        )
        keys.clients[client["id"]] = key
        for contact in client.get("contact", ()):
            session.add(Contact(client_id=key, **contact))
        for brand in client.get("brand", ()):
            session.add(Brand(client_id=key, **brand))


def _talent(session: Session, talent: list[Table], keys: Keys) -> None:
    for one in talent:
        person = keys.people.get(one.get("person", ""))
        keys.talent[one["id"]] = _added(
            session, Talent(code=one["id"], person_id=person, **_without(one, "id", "person"))
        )


def _minor(amount: float | str, currency: str) -> int:
    return from_decimal(str(amount), currency).minor


def _briefs(session: Session, briefs: list[Table], keys: Keys) -> None:
    for brief in briefs:
        currency = brief.get("currency", "")
        values = _without(
            brief, "client", "brand", "budget", "window", "due", "received", "item", "message",
            "mark",
        )  # fmt: skip
        if budget := brief.get("budget"):
            values["budget_min"], values["budget_max"] = (_minor(part, currency) for part in budget)
        if window := brief.get("window"):
            values["window_from"], values["window_to"] = window
        key = _added(
            session,
            Brief(
                **values,
                client_id=keys.clients[brief["client"]],
                owner_id=keys.people["zhou"],
                due_on=brief.get("due"),
                received_on=brief.get("received"),
                source="inbound",
            ),
        )
        keys.briefs[brief["number"]] = key
        for position, item in enumerate(brief.get("item", ()), start=1):
            ceiling = _minor(item.get("ceiling", 0), currency) or None
            values = {**item, "ceiling": ceiling}
            session.add(BriefItem(brief_id=key, position=position, **values))
        messages = [_message(session, key, message) for message in brief.get("message", ())]
        for mark in brief.get("mark", ()):
            _mark(session, key, messages, mark)


def _message(session: Session, brief: int, message: Table) -> BriefMessage:
    row = BriefMessage(
        brief_id=brief,
        body=message["body"],
        channel=message["channel"],
        author=message["author"],
        received_at=datetime.fromisoformat(message["at"]),
    )
    _added(session, row)
    return row


def _mark(session: Session, brief: int, messages: list[BriefMessage], mark: Table) -> None:
    for message in messages:
        start = message.body.find(mark["words"])
        if start >= 0:
            session.add(
                BriefMark(
                    brief_id=brief,
                    message_id=message.id,
                    start=start,
                    length=len(mark["words"]),
                    field=mark["field"],
                    kind=mark["kind"],
                    question=mark.get("question", ""),
                )
            )
            return


def keep_project(
    session: Session, project: Table, keys: Keys, client: str, entity: str, rate: TaxRate
) -> None:
    """Keep a project with its payment parts and deliverables."""
    source = session.get(Proposal, keys.proposals[project["proposal"]])
    currency = _currency_of(session, keys.clients[client])
    net = sum(Decimal(part["net"]) for part in project["instalment"])
    if project["kind"] == "retainer_month":
        net = Decimal(project["instalment"][0]["net"])
    values = _without(
        project, "proposal", "instalment", "deliverable", "budget", "spent", "lead", "start",
        "end", "publish", "delivered",
    )  # fmt: skip
    start, end = project.get("start"), project.get("end")
    row = Project(
        **values,
        client_id=keys.clients[client],
        brief_id=source.brief_id if source else None,
        proposal_id=source.id if source else None,
        accepted="A",
        legal_entity_id=keys.entities[entity],
        lead_id=keys.people[project["lead"]],
        market=_market(session, keys.clients[client]),
        currency=currency,
        net=_minor(str(net), currency),
        budget=_minor(project["budget"], currency),
        spent=_minor(project["spent"], currency),
        language=_language(session, keys.clients[client]),
        tax_mode="excl" if rate.treatment == "standard" else rate.treatment,
        tax_rate=rate.rate,
        tax_name=rate.name,
        tax_name_zh=rate.name_zh,
        start_on=start,
        end_on=end,
        publish_from=project["publish"][0],
        publish_to=project["publish"][1],
        delivered_on=project.get("delivered"),
    )
    key = _added(session, row)
    keys.projects[project["number"]] = key
    for position, part in enumerate(project["instalment"], start=1):
        keys.instalments[project["number"], position] = _added(
            session,
            ProjectInstalment(
                project_id=key,
                position=position,
                title=part["title"],
                title_zh=part["title_zh"],
                trigger=part["trigger"],
                share=Decimal(part["share"]),
                net=_minor(part["net"], currency),
                terms_kind=part["terms_kind"],
                terms_days=part["terms_days"],
                planned_on=part.get("planned"),
            ),
        )
    _pieces(session, key, project["deliverable"], keys)


def _client(session: Session, key: int) -> Client:
    client = session.get(Client, key)
    if client is None:
        raise LookupError(key)
    return client


def _currency_of(session: Session, key: int) -> str:
    return _client(session, key).currency


def _market(session: Session, key: int) -> str:
    return _client(session, key).market


def _language(session: Session, key: int) -> str:
    return _client(session, key).language


def _pieces(session: Session, project: int, pieces: Iterable[Table], keys: Keys) -> None:
    currency = session.get_one(Project, project).currency
    for piece in pieces:
        state = piece["state"]
        out = state in ("published", "measured")
        published: date | None = piece.get("publish") if out else None
        session.add(
            Deliverable(
                project_id=project,
                number=piece["number"],
                title=piece["title"],
                title_zh=piece["title_zh"],
                platform=piece["platform"],
                format=piece["format"],
                spec=piece.get("spec", ""),
                talent_id=keys.talent.get(piece.get("talent", "")),
                owner_id=keys.people["zhou"],
                quantity=piece.get("quantity", 1),
                state=state,
                state_reason=piece.get("reason", ""),
                due_draft=None,
                due_final=piece["due"],
                publish_on=piece.get("publish"),
                publish_time=piece.get("time", ""),
                published_at=datetime.fromisoformat(f"{published}T04:00:00+00:00")
                if published
                else None,
                rounds_used=piece.get("rounds", 0),
                price=from_decimal(piece.get("price", 0), currency).minor,
            )
        )
