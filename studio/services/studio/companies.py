"""Commands on the studio's companies: facts, tax rates, accounts."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import identifiers
from studio.domain.clients import check_names, check_tax_no
from studio.domain.gates import cleaned
from studio.domain.studio import COMPANY_GATES, vat_status_of
from studio.errors import Invalid
from studio.persistence.tables.clients import Client
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.studio import LegalEntity, TaxRate
from studio.services.operation import command, load, name_step, scope, today
from studio.services.studio.rows import put
from studio.text import Message


@command("Add company", right="studio.settings")
def add_company(session: Session, values: Mapping[str, object]) -> int:
    """Add a company with the number patterns and tax rates that fit its country."""
    company = make_company(session, values)
    name_step(session, Message("Add company {code}", code=company.code))
    return company.key


def make_company(session: Session, values: Mapping[str, object]) -> LegalEntity:
    """Make a company inside a running command; what is not given is proposed."""
    needed = {"code": "", "country": "", "legal_name": ""}
    clean = cleaned(COMPANY_GATES, {**needed, **values})
    clean = {**_proposed(clean), **clean}
    _refuse_same_code(session, clean["code"], 0)
    company = LegalEntity(**clean)
    _check(company)
    session.add(company)
    session.flush()
    propose_rates(session, company)
    return company


def _proposed(clean: Mapping[str, Any]) -> dict[str, Any]:
    code, country = clean["code"], clean["country"]
    return {
        "currency": identifiers.CURRENCY_OF.get(country, "USD"),
        "language": "zh" if country == "CN" else "en",
        "vat_status": vat_status_of(country, registered=bool(clean.get("tax_no"))),
        "invoice_pattern": f"{code}-{{YYYY}}-{{SEQ:4}}",
        "credit_pattern": f"{code}-CN-{{YYYY}}-{{SEQ:4}}",
        "proforma_pattern": f"{code}-PF-{{YYYY}}-{{SEQ:4}}",
    }


def propose_rates(session: Session, company: LegalEntity) -> None:
    """Add the tax rates that the dated rules name for the company's country and VAT status."""
    rules = scope(session).rules
    for rate in rules.tax_rates(company.country, today(session), company.vat_status):
        session.add(
            TaxRate(
                legal_entity_id=company.key,
                name=rate.name,
                name_zh=rate.name_zh,
                rate=rate.rate,
                treatment=rate.treatment,
                note=rate.note,
                note_zh=rate.note_zh,
                standard=rate.standard,
            )
        )
    session.flush()


@command("Change company", right="studio.settings")
def change_company(
    session: Session, company_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a company's facts; return the new version. Issued documents keep the old ones."""
    company = load(session, LegalEntity, company_id, version)
    clean = cleaned(COMPANY_GATES, values)
    if "code" in clean:
        _refuse_same_code(session, clean["code"], company_id)
    put(company, clean)
    _check(company)
    name_step(session, Message("Change company {code}", code=company.code))
    session.flush()
    return company.version


@command("Archive company", right="studio.settings")
def archive_company(session: Session, company_id: int, *, version: int) -> int:
    """Take a company out of use; its documents stay. The last one stays in use."""
    company = load(session, LegalEntity, company_id, version)
    used = session.exec(select(LegalEntity).where(col(LegalEntity.archived).is_(False))).all()
    if [other.id for other in used] == [company_id]:
        raise Invalid({"archived": Message("A studio needs a company that sends its invoices.")})
    _refuse_open_drafts(session, company)
    company.archived = True
    name_step(session, Message("Archive company {code}", code=company.code))
    session.flush()
    return company.version


@command("Restore company", right="studio.settings")
def restore_company(session: Session, company_id: int, *, version: int) -> int:
    """Put an archived company back into use."""
    company = load(session, LegalEntity, company_id, version)
    company.archived = False
    name_step(session, Message("Restore company {code}", code=company.code))
    session.flush()
    return company.version


def _check(company: LegalEntity) -> None:
    try:
        check_names(company.legal_name, company.legal_name_zh)
    except Invalid as refused:
        raise Invalid({"legal_name": refused.fields["name"]}) from refused
    check_tax_no(company.tax_no, company.country)


def _refuse_same_code(session: Session, code: str, company_id: int) -> None:
    """Two companies of one code would number their documents alike."""
    other = session.exec(
        select(LegalEntity.id).where(LegalEntity.code == code, LegalEntity.id != company_id)
    ).first()
    if other is not None:
        raise Invalid({"code": Message("Another company has the code {code}.", code=code)})


def _refuse_open_drafts(session: Session, company: LegalEntity) -> None:
    draft = session.exec(
        select(Invoice.id).where(
            Invoice.legal_entity_id == company.key,
            Invoice.state == "draft",
            col(Invoice.archived).is_(False),
        )
    ).first()
    clients = session.exec(
        select(Client.name).where(
            Client.legal_entity_id == company.key, col(Client.archived).is_(False)
        )
    ).first()
    if draft is not None:
        reason = Message("{code} still has draft invoices.", code=company.code)
        raise Invalid({"archived": reason})
    if clients is not None:
        reason = Message(
            "{code} still deals with clients, such as {name}.", code=company.code, name=clients
        )
        raise Invalid({"archived": reason})
