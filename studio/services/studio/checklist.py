"""The first days' checklist: it ticks itself by what the studio holds."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from studio.persistence.base import Entity
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.clients import Client
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.proposals import ProposalVersion
from studio.persistence.tables.studio import BankAccount, LegalEntity, Series, Studio, TaxRate
from studio.services.operation import command, load, query
from studio.services.studio.queries import the_studio
from studio.services.studio.rows import Checklist, Step
from studio.text import Message


@query
def checklist(session: Session) -> Checklist:
    """Return the set-up steps with what is done; hidden once somebody said so."""
    studio = the_studio(session)
    return Checklist(
        steps=(*_settings_steps(session, studio), *_first_steps(session)),
        hidden=bool(studio.checklist.get("hidden")),
        version=studio.version,
    )


@command("Hide the checklist", right="studio.settings")
def hide_checklist(session: Session, *, version: int, hidden: bool = True) -> int:
    """Take the checklist off Home, or put it back; return the studio's new version."""
    studio = load(session, Studio, the_studio(session).key, version)
    studio.checklist = {**studio.checklist, "hidden": hidden}
    session.flush()
    return studio.version


def _settings_steps(session: Session, studio: Studio) -> Sequence[Step]:
    companies = session.scalars(
        select(LegalEntity).where(col(LegalEntity.archived).is_(False))
    ).all()
    addressed = any(_addressed(company) for company in companies)
    logo = bool(studio.logo) or any(company.logo for company in companies)
    return (
        Step(
            "company",
            Message("Company address and tax number"),
            Message("They stand on every proposal and invoice."),
            addressed,
            "settings",
            "companies",
        ),
        Step(
            "logo",
            Message("Logo"),
            Message("It heads your documents; a stamp can be added for Chinese companies."),
            logo,
            "settings",
            "documents",
        ),
        Step(
            "numbering",
            Message("Numbers of invoices"),
            Message("How they are written, and which one comes first here."),
            _any(session, Series, col(Series.kind) == "invoice"),
            "settings",
            "numbering",
        ),
        Step(
            "taxes",
            Message("Taxes"),
            Message("The rate proposed on new lines."),
            _any(session, TaxRate, col(TaxRate.standard).is_(True)),
            "settings",
            "taxes",
        ),
        Step(
            "account",
            Message("Bank account"),
            Message("Where clients pay to."),
            _any(session, BankAccount, col(BankAccount.archived).is_(False)),
            "settings",
            "accounts",
        ),
    )


def _addressed(company: LegalEntity) -> bool:
    taxed = bool(company.tax_no) or company.vat_status in ("not_registered", "exempt")
    return taxed and bool(company.address or company.address_zh)


def _first_steps(session: Session) -> Sequence[Step]:
    return (
        Step(
            "client",
            Message("First client"),
            Message("Who pays you, with contacts and terms."),
            _any(session, Client, col(Client.archived).is_(False)),
            "clients",
        ),
        Step(
            "brief",
            Message("First brief"),
            Message("Paste a client's message; the fields stand beside it."),
            _any(session, Brief, col(Brief.archived).is_(False)),
            "briefs",
        ),
        Step(
            "proposal",
            Message("First proposal sent"),
            Message("A PDF with options and prices."),
            _any(
                session,
                ProposalVersion,
                col(ProposalVersion.sent_at).is_not(None),
            ),
            "proposals",
        ),
        Step(
            "invoice",
            Message("First invoice issued"),
            Message("Numbered without gaps, frozen as a PDF."),
            _any(session, Invoice, col(Invoice.number).is_not(None)),
            "invoices",
        ),
    )


def _any(session: Session, table: type[Entity], *conditions: ColumnElement[bool]) -> bool:
    found = select(func.count()).select_from(table).where(*conditions)
    return bool(session.scalar(found))
