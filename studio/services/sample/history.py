"""Tells the story of the demo studio in order: proposals, projects, invoices, payments by day."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from sqlmodel import Session, select

from studio.clock import Clock
from studio.domain.money import from_decimal
from studio.domain.proposals import steps_to_send
from studio.persistence.tables.clients import Client, Contact
from studio.persistence.tables.invoices import Invoice, InvoiceLine
from studio.persistence.tables.projects import Project, ProjectInstalment
from studio.persistence.tables.proposals import (
    Proposal,
    ProposalCreator,
    ProposalInstalment,
    ProposalLine,
    ProposalOption,
    ProposalVersion,
)
from studio.persistence.tables.studio import LegalEntity, Studio, TaxRate
from studio.persistence.tables.talent import Talent
from studio.services import invoices
from studio.services.invoices.instalments import contract_lines
from studio.services.operation import load, scope
from studio.services.proposals import paper
from studio.services.proposals.walking import move
from studio.services.sample.reading import Data, Table
from studio.services.sample.records import Keys, keep, keep_project
from studio.services.workspace import Workspace

MakeClock = Callable[[date], Clock]


def tell(workspace: Workspace, data: Data, keys: Keys, clock: MakeClock) -> None:
    """Tell every chapter on its own day, then come back to the demo's today."""
    for proposal in data.proposals["proposal"]:
        _proposal(workspace, data, keys, proposal, clock)
    for project in data.projects:
        workspace.clock = clock(project["start"])
        keep(workspace, _project_chapter(data, keys, project))
    for invoice in data.invoices:
        _invoice(workspace, data, keys, invoice, clock)
    workspace.clock = clock(data.studio["today"])


# -- proposals -----------------------------------------------------------------------------------


def _proposal(
    workspace: Workspace, data: Data, keys: Keys, proposal: Table, clock: MakeClock
) -> None:
    number = proposal["number"]
    for no, version in enumerate(proposal["version"], start=1):
        workspace.clock = clock(version["sent"])

        def write(session: Session, no: int = no, version: Table = version) -> None:
            _write_version(session, data, keys, proposal, no, version)

        def send(session: Session, no: int = no, version: Table = version) -> None:
            _send(session, keys.proposals[number], no, {**version, "number": number})

        keep(workspace, write)
        keep(workspace, send)
        answer = version.get("answer")
        if answer:
            workspace.clock = clock(answer["on"])

            def record(session: Session, no: int = no, answer: Table = answer) -> None:
                _answer(session, keys.proposals[number], no, answer)

            keep(workspace, record)


def _write_version(
    session: Session, data: Data, keys: Keys, proposal: Table, no: int, version: Table
) -> None:
    client = load(session, Client, keys.clients[proposal["client"]])
    if no == 1:
        contact = session.exec(
            select(Contact).where(Contact.client_id == client.key, Contact.standard)
        ).first()
        row = Proposal(
            client_id=client.key,
            brief_id=keys.briefs.get(proposal["brief"]),
            legal_entity_id=keys.entities[proposal["entity"]],
            contact_id=contact.id if contact else None,
            title=proposal["title"],
            title_zh=proposal["title_zh"],
            owner_id=keys.people["zhou"],
            next_action=proposal.get("next_action", ""),
            next_on=proposal.get("next_on"),
        )
        session.add(row)
        session.flush()
        keys.proposals[proposal["number"]] = row.key
    head = load(session, Proposal, keys.proposals[proposal["number"]])
    head.newest = no
    rate = load(session, TaxRate, keys.rates[proposal["entity"], version["tax"]])
    kept = ProposalVersion(
        proposal_id=head.key,
        no=no,
        language=version["language"],
        currency=client.currency,
        page_size=client.page_size,
        valid_until=version["valid"],
        tax_mode="excl" if rate.treatment == "standard" else rate.treatment,
        tax_rate=rate.rate,
        tax_name=rate.name,
        tax_name_zh=rate.name_zh,
        parts=_texts(session, data.proposals["parts"].get(proposal["number"], {})),
        consents={
            one["key"]: {"text": one["text"], "text_zh": one["text_zh"], "done": False}
            for one in version.get("consents", ())
        },
        change_note=version.get("change", ""),
        prepared_by=keys.people["zhou"],
    )
    session.add(kept)
    session.flush()
    _write_rows(session, data, keys, head, kept, version)


def _write_rows(
    session: Session,
    data: Data,
    keys: Keys,
    head: Proposal,
    version: ProposalVersion,
    given: Table,
) -> None:
    part: dict[str, Any] = {"proposal_id": head.key, "version_id": version.key}
    places = count(1)
    for option in given["options"]:
        session.add(ProposalOption(**part, position=next(places), **option))
    for addon in given.get("addons", ()):
        values = {**addon, "percent": Decimal(addon["percent"])}
        session.add(ProposalOption(**part, position=next(places), addon=True, group="", **values))
    lines = given.get("line") or data.proposals["lines"][given["lines"]]
    for position, line in enumerate(lines, start=1):
        session.add(_line(part, position, line, keys, version.currency))
    for position, creator in enumerate(given["creators"], start=1):
        session.add(_creator(session, part, position, creator, keys))
    for position, instalment in enumerate(given["instalments"], start=1):
        values = {
            "share": Decimal(instalment["share"]),
            "planned_on": instalment.get("planned"),
            **{
                name: instalment[name]
                for name in ("title", "title_zh", "trigger", "terms_kind", "terms_days")
            },
        }
        session.add(ProposalInstalment(**part, position=position, **values))


def _creator(
    session: Session, part: dict[str, Any], position: int, given: str | Table, keys: Keys
) -> ProposalCreator:
    """Return somebody put forward: a talent by its code alone, or with what is said of them."""
    values = {"talent": given} if isinstance(given, str) else dict(given)
    code = values.pop("talent", "")
    if code:
        talent = load(session, Talent, keys.talent[code])
        values = {"name": talent.name, "name_zh": talent.name_zh, **values}
    return ProposalCreator(**part, position=position, talent_id=keys.talent.get(code), **values)


def _texts(session: Session, given: Table) -> dict[str, Any]:
    """Return the texts of the parts, with what the studio says in every proposal."""
    studio = session.exec(select(Studio)).one()
    return {
        "about": {"en": studio.about, "zh": studio.about_zh},
        "terms": {"en": studio.terms, "zh": studio.terms_zh},
        **given,
    }


def _line(
    part: dict[str, Any], position: int, line: Table, keys: Keys, currency: str
) -> ProposalLine:
    values = {
        name: value
        for name, value in line.items()
        if name not in ("talent", "price", "cost", "quantity")
    }
    return ProposalLine(
        **part,
        position=position,
        **values,
        quantity=Decimal(line.get("quantity", "1")),
        unit_price=from_decimal(str(line.get("price", 0)), currency).minor,
        cost=from_decimal(str(line.get("cost", 0)), currency).minor,
        talent_id=keys.talent.get(line.get("talent", "")),
    )


def _version(session: Session, proposal_id: int, no: int) -> ProposalVersion:
    return session.exec(
        select(ProposalVersion).where(
            ProposalVersion.proposal_id == proposal_id, ProposalVersion.no == no
        )
    ).one()


def _send(session: Session, proposal_id: int, no: int, given: Table) -> None:
    """Send one version: number, date, PDF; the one before it is superseded."""
    head = load(session, Proposal, proposal_id)
    version = _version(session, proposal_id, no)
    if no > 1:
        move(session, _version(session, proposal_id, no - 1), "superseded")
    head.number = head.number or given["number"]
    version.sent_on = given["sent"]
    version.sent_at = datetime.combine(given["sent"], time(9), tzinfo=_utc(session))
    version.sent_channel = "mail"
    session.flush()
    document = paper.document(session, head, version)
    pdf = scope(session).build("proposal", document)
    kept = scope(session).files.put(session, pdf)
    for state in steps_to_send(version.state):
        move(session, version, state)
    version.pdf = kept
    session.flush()


def _utc(session: Session) -> Any:
    return scope(session).clock.now().tzinfo


def _answer(session: Session, proposal_id: int, no: int, answer: Table) -> None:
    version = _version(session, proposal_id, no)
    move(session, version, answer["state"], note=answer.get("reason", ""))
    version.answered_on = answer["on"]
    version.answered_by = answer.get("by", "")
    version.answer_channel = answer.get("channel", "")
    version.accepted = answer.get("letters", "")
    version.reason = answer.get("reason", "")


# -- projects ------------------------------------------------------------------------------------


def _project_chapter(data: Data, keys: Keys, project: Table) -> Callable[[Session], None]:
    proposal = next(
        one for one in data.proposals["proposal"] if one["number"] == project["proposal"]
    )

    def call(session: Session) -> None:
        rate_id = keys.rates[proposal["entity"], proposal["version"][-1]["tax"]]
        rate = load(session, TaxRate, rate_id)
        keep_project(session, project, keys, proposal["client"], proposal["entity"], rate)
        row = load(session, Project, keys.projects[project["number"]])
        version = _version(session, keys.proposals[project["proposal"]], len(proposal["version"]))
        row.version_id = version.key

    return call


# -- invoices ------------------------------------------------------------------------------------


def _invoice(workspace: Workspace, data: Data, keys: Keys, given: Table, clock: MakeClock) -> None:
    issued = given.get("issued")
    workspace.clock = clock(issued or data.studio["today"])
    name = given.get("number", "draft")

    def write(session: Session) -> None:
        keys.invoices[name] = _draft(session, keys, given)

    keep(workspace, write)
    key = keys.invoices[name]
    if issued is None:
        return
    _issue(workspace, key, given)
    if fapiao := given.get("fapiao"):
        workspace.clock = clock(fapiao["on"])
        version = workspace.ask(invoices.one(key)).version
        workspace.run(
            invoices.note_fapiao(
                key,
                version=version,
                state=fapiao["state"],
                kind=fapiao["kind"],
                number=fapiao["no"],
                on=fapiao["on"],
            )
        )
    if paid := given.get("paid"):
        workspace.clock = clock(paid["on"])
        one = workspace.ask(invoices.one(key))
        workspace.run(
            invoices.record_payment(
                key,
                version=one.version,
                amount=one.open.minor,
                on=paid["on"],
                method=paid["method"],
                account_id=one.bank_account_id,
                reference=paid["reference"],
            )
        )


def _issue(workspace: Workspace, key: int, given: Table) -> None:
    version = workspace.ask(invoices.one(key)).version
    number = workspace.run(invoices.issue(key, version=version, on=given["issued"])).value
    if number != given["number"]:
        raise ValueError(f"{number} was given where the story has {given['number']}")
    version = workspace.ask(invoices.one(key)).version
    if void := given.get("void"):
        workspace.run(invoices.void(key, version=version, reason=void["reason"]))
    else:
        workspace.run(
            invoices.mark_sent(
                key, version=version, to=given.get("sent_to", ""), on=given["issued"]
            )
        )


def _draft(session: Session, keys: Keys, given: Table) -> int:
    client = load(session, Client, keys.clients[given["client"]])
    entity = load(session, LegalEntity, keys.entities[given["entity"]])
    rate = load(session, TaxRate, keys.rates[given["entity"], given["rate"]])
    project = (
        load(session, Project, keys.projects[given["project"]]) if "project" in given else None
    )
    part_id = keys.instalments.get((given.get("project", ""), given.get("instalment", 0)))
    row: Invoice = invoices.new_draft(
        session,
        client,
        entity,
        kind=given["kind"],
        currency=given["currency"],
        project=project,
        title=given["title"],
        title_zh=given["title_zh"],
        language=given["language"],
        terms_kind=given["terms_kind"],
        terms_days=given["terms_days"],
        tax_mode=given.get("tax_mode", "excl"),
        supplied_on=given.get("supplied"),
        note=given.get("note", ""),
        note_zh=given.get("note_zh", ""),
        prepared_by=keys.people["shen"],
        instalment_id=part_id,
    )
    row.contract_no = given.get("contract_no", row.contract_no)
    row.po_no = given.get("po_no", row.po_no)
    places = count(1)
    if given.get("contract") and project is not None:
        for line in contract_lines(session, project):
            session.add(_contract_row(row.key, next(places), line, rate))
    for line in given["line"]:
        session.add(_billed_row(row, next(places), line, rate))
    if part_id is not None:
        load(session, ProjectInstalment, part_id).invoice_id = row.key
    invoices.recompute(session, row)
    if "issued" not in given:
        row.due_on = row.due_on or (row.issued_on and row.issued_on + timedelta(days=30))
    return row.key


def _contract_row(invoice: int, position: int, line: ProposalLine, rate: TaxRate) -> InvoiceLine:
    return InvoiceLine(
        invoice_id=invoice,
        position=position,
        row="contract",
        title=line.title,
        title_zh=line.title_zh,
        detail=line.detail,
        detail_zh=line.detail_zh,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        tax_rate=rate.rate,
        tax_treatment=rate.treatment,
        tax_name=rate.name,
        tax_name_zh=rate.name_zh,
    )


def _billed_row(invoice: Invoice, position: int, line: Table, rate: TaxRate) -> InvoiceLine:
    values = {name: value for name, value in line.items() if name not in ("price", "quantity")}
    return InvoiceLine(
        invoice_id=invoice.key,
        position=position,
        **values,
        quantity=Decimal(line.get("quantity", "1")),
        unit_price=from_decimal(line["price"], invoice.currency).minor,
        tax_rate=rate.rate,
        tax_treatment=rate.treatment,
        tax_name=rate.name,
        tax_name_zh=rate.name_zh,
    )
