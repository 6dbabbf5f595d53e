"""Commands on a company's tax rates."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from studio.domain.clients import check_names
from studio.domain.gates import cleaned
from studio.domain.studio import RATE_GATES, check_rate
from studio.errors import Invalid
from studio.persistence.tables.studio import LegalEntity, TaxRate
from studio.services.operation import command, load, name_step
from studio.services.studio.rows import put
from studio.text import Message


@command("Add tax rate", right="studio.settings")
def add_rate(session: Session, company_id: int, values: Mapping[str, object]) -> int:
    """Add a rate to a company; the first one is its standard."""
    company = load(session, LegalEntity, company_id)
    clean = cleaned(RATE_GATES, values)
    rate = TaxRate(
        legal_entity_id=company.key,
        standard=not _in_use(session, company.key),
        **{"name": "", **clean},
    )
    _check(rate)
    session.add(rate)
    session.flush()
    name_step(session, Message("Add tax rate {name}", name=rate.name or rate.name_zh))
    return rate.key


@command("Change tax rate", right="studio.settings")
def change_rate(
    session: Session, rate_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a rate; documents that bear it keep what they say. Returns the new version."""
    rate = load(session, TaxRate, rate_id, version)
    put(rate, cleaned(RATE_GATES, values))
    _check(rate)
    name_step(session, Message("Change tax rate {name}", name=rate.name or rate.name_zh))
    session.flush()
    return rate.version


@command("Set standard tax rate", right="studio.settings")
def set_standard_rate(session: Session, rate_id: int, *, version: int) -> int:
    """Propose a rate first on new documents of its company."""
    rate = load(session, TaxRate, rate_id, version)
    for other in _in_use(session, rate.legal_entity_id):
        other.standard = other.id == rate.id
    rate.standard, rate.archived = True, False
    name_step(session, Message("Make {name} the standard rate", name=rate.name or rate.name_zh))
    session.flush()
    return rate.version


@command("Archive tax rate", right="studio.settings")
def archive_rate(session: Session, rate_id: int, *, version: int) -> int:
    """Take a rate out of use; the standard one stays until another is chosen."""
    rate = load(session, TaxRate, rate_id, version)
    if rate.standard:
        raise Invalid({"archived": Message("Choose another standard rate first.")})
    rate.archived = True
    name_step(session, Message("Archive tax rate {name}", name=rate.name or rate.name_zh))
    session.flush()
    return rate.version


@command("Restore tax rate", right="studio.settings")
def restore_rate(session: Session, rate_id: int, *, version: int) -> int:
    """Put an archived rate back into use."""
    rate = load(session, TaxRate, rate_id, version)
    rate.archived = False
    name_step(session, Message("Restore tax rate {name}", name=rate.name or rate.name_zh))
    session.flush()
    return rate.version


def _in_use(session: Session, company_id: int) -> list[TaxRate]:
    return list(
        session.exec(
            select(TaxRate).where(
                TaxRate.legal_entity_id == company_id, col(TaxRate.archived).is_(False)
            )
        ).all()
    )


def _check(rate: TaxRate) -> None:
    check_names(rate.name, rate.name_zh)
    check_rate(rate.rate, rate.treatment)
