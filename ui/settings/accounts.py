"""Bank accounts: where a company takes payments, one standard for each currency."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.identifiers import grouped
from studio.domain.names import pick
from studio.errors import Invalid, StudioError
from studio.services import studio
from studio.services.operation import Command
from studio.services.studio import AccountRow, Company
from ui.context import Context
from ui.forms.choices import currencies
from ui.forms.fields import ChoiceField, TextField
from ui.forms.form import Form
from ui.forms.part import PartCard, PartList
from ui.language import tr
from ui.settings import choices
from ui.settings.company import CompanyPanel
from ui.settings.taxes import verbs
from ui.widgets.dialogs import Dialog


class AccountsPanel(CompanyPanel):
    """A company's accounts."""

    nouns = frozenset({"legal_entity", "bank_account"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            tr("Bank accounts"),
            tr("An invoice names the standard account of its currency; issued ones keep theirs."),
        )
        self._dialog: Dialog | None = None
        self.list = PartList(self._make_card, tr("Add account"))
        self.list.add_button.setEnabled(not context.read_only)
        self.add(self.list)
        self.list.add_wished.connect(self._on_add_wished)
        self.list.refused.connect(self.refused)
        self.list.verb_chosen.connect(self._on_verb_chosen)

    def show_company(self, company: Company) -> None:
        """Show the accounts."""
        cards = self.list.take([account.id for account in company.accounts])
        for card, account in zip(cards, company.accounts, strict=True):
            self._show(card, account)

    def _make_card(self) -> PartCard:
        return PartCard(self.context.tasks, _change_account, account_form())

    def _show(self, card: PartCard, account: AccountRow) -> None:
        tags = [account.currency] + ([tr("Standard")] if account.standard else [])
        tags += [tr("Archived")] if account.archived else []
        bank = pick(account.bank, account.bank_zh, self.context.language)
        name = pick(account.account_name, account.account_name_zh, self.context.language)
        card.show_part(
            account.id,
            account.version,
            {name: getattr(account, name) for name in card.form.names()},
            title=bank or name,
            fact=grouped(account.iban) or account.account_no,
            tags=tags,
            faint=account.archived,
        )
        card.set_verbs(verbs(standard=account.standard, archived=account.archived))

    def _on_add_wished(self) -> None:
        if self.company is None:
            return
        dialog = NewAccountDialog(self.context, self.company, self.window())
        dialog.created.connect(self._on_added)
        self._dialog = dialog
        dialog.open()

    def _on_added(self, _key: int) -> None:
        self.load()

    def _on_verb_chosen(self, verb: str, key: int) -> None:
        card = self.list.card(key)
        if card is None:
            return
        made = {
            "standard": studio.set_standard_account,
            "archive": studio.archive_account,
            "restore": studio.restore_account,
        }[verb]
        self.run(made(key, version=card.version))


def account_form() -> Form:
    """Return an account's fields."""
    form = Form(framed=True, label_width=140)
    form.add("currency", tr("Currency"), ChoiceField(currencies()))
    form.add("bank", tr("Bank"), TextField(limit=160))
    form.add("bank_zh", tr("Bank, Chinese"), TextField(limit=160))
    form.add("account_name", tr("Account holder"), TextField(limit=120))
    form.add("account_name_zh", tr("Holder, Chinese"), TextField(limit=120))
    form.add("iban", tr("IBAN"), TextField(limit=60))
    form.add("account_no", tr("Account number"), TextField(limit=40))
    form.add("bic", tr("BIC"), TextField(limit=20))
    form.add("routing_no", tr("Sort or routing code"), TextField(limit=40))
    form.add("method", tr("Kind"), ChoiceField(choices.method_choices()))
    return form


class NewAccountDialog(Dialog):
    """Asks for an account; the holder is the company."""

    created = Signal(int)
    """Emitted when the account was added; carries its id."""

    def __init__(self, context: Context, company: Company, parent: QWidget) -> None:
        super().__init__(tr("Add account"), parent, width=480)
        self._context = context
        self._company = company
        self.form = Form(framed=True, label_width=130)
        self.form.add("currency", tr("Currency"), ChoiceField(currencies()))
        self.form.add("method", tr("Kind"), ChoiceField(choices.method_choices()))
        self.form.add("bank", tr("Bank"), TextField(limit=160))
        self.form.add("iban", tr("IBAN"), TextField(limit=60))
        self.form.add("account_no", tr("Account number"), TextField(limit=40))
        self.form.add("bic", tr("BIC"), TextField(limit=20))
        self.form.add("routing_no", tr("Sort or routing code"), TextField(limit=40))
        self.form.set_value({"currency": company.currency, "method": "bank"})
        self.add(self.form)
        self.set_primary(tr("Add account"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        values: dict[str, Any] = self.form.value()
        if self.form.problems():
            return
        self.set_busy(True)
        self._context.tasks.run(
            studio.add_account(self._company.id, values),
            owner=self,
            then=self._on_created,
            failed=self._on_refused,
        )

    def _on_created(self, key: int) -> None:
        self.created.emit(key)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)


def _change_account(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    return studio.change_account(key, version=version, values=values)
