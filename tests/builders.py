"""The smallest valid thing of each noun, any field of which a test may set."""

from datetime import date
from decimal import Decimal

from studio.persistence.tables.bookings import Exclusivity, Resource
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.clients import Brand, Client, Contact
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.invoices import Invoice, InvoiceLine
from studio.persistence.tables.projects import Project
from studio.persistence.tables.proposals import (
    Proposal,
    ProposalInstalment,
    ProposalLine,
    ProposalOption,
    ProposalVersion,
)
from studio.persistence.tables.schedule import Absence
from studio.persistence.tables.studio import BankAccount, LegalEntity, Person, Studio, TaxRate
from studio.persistence.tables.talent import Talent
from studio.services.operation import Command, Query
from studio.text import Message

TODAY = date(2026, 11, 16)


def add(workspace, row):
    """Keep a row by way of a real command and return its id."""

    def call(session):
        session.add(row)
        session.flush()
        return row.id

    return workspace.run(Command(Message("Add"), call, undo=False)).value


def make_studio(workspace, **fields):
    """Make the studio's own row, its owner, one UK company with VAT and a bank account."""
    values = {"name": "Paper Lantern", "name_zh": "纸灯笼", "currency": "GBP", **fields}
    add(workspace, Studio(**values))
    person = add(workspace, Person(name="Lin Xiaoman", name_zh="林小满", roles=["OWN"]))
    workspace.person_id = person
    return make_entity(workspace)


def make_entity(workspace, **fields):
    """Make a company that charges 20 % VAT in pounds, with one bank account."""
    values = {
        "code": "PLUK",
        "legal_name": "Paper Lantern Studio Ltd",
        "country": "GB",
        "address": "4 Wickfield Yard\nLondon E8 0XX",
        "tax_no": "GB 999 9999 73",
        "currency": "GBP",
        "invoice_pattern": "PLUK-{YYYY}-{SEQ:4}",
        "credit_pattern": "PLUK-CN-{YYYY}-{SEQ:4}",
        **fields,
    }
    entity = add(workspace, LegalEntity(**values))
    add(
        workspace,
        TaxRate(legal_entity_id=entity, name="VAT 20 %", rate=Decimal("0.2"), standard=True),
    )
    add(
        workspace,
        BankAccount(
            legal_entity_id=entity,
            currency=values["currency"],
            account_name=values["legal_name"],
            bank="Example Bank",
            account_no="00000000",
            standard=True,
        ),
    )
    return entity


def make_client(workspace, entity=None, **fields):
    """Make a client who pays in pounds."""
    values = {
        "name": "Northwick Audio",
        "legal_name": "Northwick Audio Ltd",
        "country": "GB",
        "currency": "GBP",
        "address": "1 Sound Lane\nLeeds LS1 1AA",
        "legal_entity_id": entity,
        **fields,
    }
    return add(workspace, Client(**values))


def adding_client(before=None, **fields):
    """Return a command that adds a client, doing something else between the write and the end."""

    def call(session):
        session.add(Client(**{"name": "Northwick Audio", "currency": "GBP", **fields}))
        session.flush()
        if before is not None:
            before()

    return Command(Message("Add client"), call)


def nothing():
    """Return a query that reads one row."""
    return Query(lambda session: session.connection().exec_driver_sql("SELECT 1").scalar())


def make_contact(workspace, client, **fields):
    """Make a contact at a client."""
    return add(workspace, Contact(client_id=client, **{"name": "Ada North", **fields}))


def make_brand(workspace, client, **fields):
    """Make a brand of a client."""
    return add(workspace, Brand(client_id=client, **{"name": "Northwick", **fields}))


def make_talent(workspace, **fields):
    """Make a creator."""
    return add(workspace, Talent(**{"name": "Theo Marsh", "name_zh": "西奥", **fields}))


def make_brief(workspace, client, **fields):
    """Make a brief that was received."""
    values = {"number": "B-001", "title": "Headphone review", "currency": "GBP", **fields}
    return add(workspace, Brief(client_id=client, **values))


def make_proposal(workspace, client, entity, **fields):
    """Make a draft proposal with options A and B, two priced lines and a 50/50 schedule."""
    proposal = add(
        workspace,
        Proposal(
            client_id=client, legal_entity_id=entity, **{"title": "Headphone review", **fields}
        ),
    )
    version = add(
        workspace,
        ProposalVersion(
            proposal_id=proposal,
            no=1,
            currency="GBP",
            valid_until=date(2026, 12, 16),
            tax_rate=Decimal("0.2"),
            tax_name="VAT 20 %",
        ),
    )
    part = {"proposal_id": proposal, "version_id": version}
    add(workspace, ProposalOption(**part, position=1, letter="A", title="Film", advised=True))
    add(workspace, ProposalOption(**part, position=2, letter="B", title="Film and reel"))
    add(
        workspace,
        ProposalLine(
            **part,
            position=1,
            title="Long video",
            options="AB",
            unit_price=1_400_000,
            cost=600_000,
            platform="youtube",
            format="long_video",
            pieces=1,
        ),
    )
    add(
        workspace,
        ProposalLine(
            **part,
            position=2,
            title="Reel",
            options="B",
            quantity=Decimal(2),
            unit_price=190_000,
            cost=100_000,
            platform="instagram",
            format="reel",
            pieces=2,
        ),
    )
    half = Decimal("0.5")
    add(
        workspace,
        ProposalInstalment(
            **part, position=1, title="Deposit", trigger="acceptance", share=half, terms_days=7
        ),
    )
    add(
        workspace,
        ProposalInstalment(**part, position=2, title="Balance", trigger="delivery", share=half),
    )
    return proposal


def make_project(workspace, client, entity, **fields):
    """Make a planned project."""
    values = {"number": "PR-001", "name": "Headphone review", "currency": "GBP", **fields}
    return add(workspace, Project(client_id=client, legal_entity_id=entity, **values))


def make_deliverable(workspace, project, **fields):
    """Make a planned piece."""
    values = {"number": "D-001", "title": "Reel", "platform": "instagram", "format": "reel"}
    return add(workspace, Deliverable(project_id=project, **{**values, **fields}))


def make_invoice(workspace, client, entity, **fields):
    """Make a draft invoice of one line, 12,000.00 net with 20 % VAT."""
    invoice = add(
        workspace,
        Invoice(
            client_id=client,
            legal_entity_id=entity,
            **{"title": "Deposit", "currency": "GBP", "page_size": "A4", **fields},
        ),
    )
    add(
        workspace,
        InvoiceLine(
            invoice_id=invoice,
            position=1,
            title="Headphone review, deposit 50 %",
            unit_price=1_200_000,
            tax_rate=Decimal("0.2"),
            tax_name="VAT 20 %",
        ),
    )
    return invoice


def make_resource(workspace, **fields):
    """Make a room that takes one booking at a time."""
    return add(workspace, Resource(**{"name": "Studio A", "city": "Hangzhou", **fields}))


def make_absence(workspace, start, end, **fields):
    """Make a time when somebody is away."""
    return add(workspace, Absence(start_at=start, end_at=end, **fields))


def make_exclusivity(workspace, talent, **fields):
    """Make a window in headphones until 31 January 2027."""
    values = {"category": "headphones", "first_on": date(2026, 10, 1)}
    values |= {"last_on": date(2027, 1, 31), **fields}
    return add(workspace, Exclusivity(talent_id=talent, **values))
