"""Commands on the accounts that a company takes payments on."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from studio.domain.clients import check_names
from studio.domain.gates import cleaned
from studio.domain.studio import ACCOUNT_GATES, check_account
from studio.errors import Invalid
from studio.persistence.tables.studio import BankAccount, LegalEntity
from studio.services.operation import command, load, name_step
from studio.services.studio.rows import put
from studio.text import Message


@command("Add account", right="studio.settings")
def add_account(session: Session, company_id: int, values: Mapping[str, object]) -> int:
    """Add an account to a company; the first of a currency is its standard."""
    company = load(session, LegalEntity, company_id)
    given = {
        "account_name": company.legal_name,
        "account_name_zh": company.legal_name_zh,
        "currency": company.currency,
        **values,
    }
    account = BankAccount(legal_entity_id=company.key, **cleaned(ACCOUNT_GATES, given))
    account.standard = not _of_currency(session, account)
    _check(account)
    session.add(account)
    session.flush()
    name_step(session, Message("Add account {name}", name=_called(account)))
    return account.key


@command("Change account", right="studio.settings")
def change_account(
    session: Session, account_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change an account; issued invoices keep the old one. Returns the new version."""
    account = load(session, BankAccount, account_id, version)
    before = account.currency
    put(account, cleaned(ACCOUNT_GATES, values))
    _check(account)
    if account.currency != before:
        account.standard = not _of_currency(session, account)
    name_step(session, Message("Change account {name}", name=_called(account)))
    session.flush()
    return account.version


@command("Set standard account", right="studio.settings")
def set_standard_account(session: Session, account_id: int, *, version: int) -> int:
    """Propose an account first on invoices in its currency."""
    account = load(session, BankAccount, account_id, version)
    for other in _of_currency(session, account):
        other.standard = False
    account.standard, account.archived = True, False
    name_step(session, Message("Make {name} the standard account", name=_called(account)))
    session.flush()
    return account.version


@command("Archive account", right="studio.settings")
def archive_account(session: Session, account_id: int, *, version: int) -> int:
    """Take an account out of use; another of its currency becomes the standard."""
    account = load(session, BankAccount, account_id, version)
    account.archived = True
    if account.standard:
        account.standard = False
        for other in _of_currency(session, account)[:1]:
            other.standard = True
    name_step(session, Message("Archive account {name}", name=_called(account)))
    session.flush()
    return account.version


@command("Restore account", right="studio.settings")
def restore_account(session: Session, account_id: int, *, version: int) -> int:
    """Put an archived account back into use."""
    account = load(session, BankAccount, account_id, version)
    account.archived = False
    name_step(session, Message("Restore account {name}", name=_called(account)))
    session.flush()
    return account.version


def _of_currency(session: Session, account: BankAccount) -> list[BankAccount]:
    """Return the company's other accounts in use of the same currency, oldest first."""
    found = session.exec(
        select(BankAccount)
        .where(
            BankAccount.legal_entity_id == account.legal_entity_id,
            BankAccount.currency == account.currency,
            col(BankAccount.archived).is_(False),
        )
        .order_by(col(BankAccount.id))
    ).all()
    return [other for other in found if other.id != account.id]


def _called(account: BankAccount) -> str:
    return " ".join(part for part in (account.bank or account.bank_zh, account.currency) if part)


def _check(account: BankAccount) -> None:
    try:
        check_names(account.account_name, account.account_name_zh)
    except Invalid as refused:
        raise Invalid({"account_name": refused.fields["name"]}) from refused
    check_account(account.iban, account.account_no, account.method)
