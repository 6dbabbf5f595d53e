"""The dialogs of the page: what issuing freezes, a payment, a credit note, void, a new invoice."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.invoices import KINDS, METHODS
from studio.domain.names import both
from studio.errors import Invalid, StudioError
from studio.services.clients import Pick
from studio.services.invoices import Invoice, IssuePreview, PaymentProposal
from studio.services.studio import AccountRow
from ui.forms.fields import (
    CheckField,
    ChoiceField,
    DateField,
    MoneyField,
    TextField,
)
from ui.forms.form import Form
from ui.language import long_date, money, text, tr
from ui.widgets.dialogs import Dialog
from ui.widgets.picks import Choice


class IssueDialog(Dialog):
    """Lists exactly what issuing freezes; the primary button names the number."""

    issue_wished = Signal(int)
    """Emitted when the draft is to be issued; carries its version."""

    def __init__(self, parent: QWidget, preview: IssuePreview) -> None:
        super().__init__(tr("Issue {number}").format(number=preview.number), parent, width=520)
        self._preview = preview
        self.say(tr("From now on this document cannot be changed. The way back is a credit note."))
        items = [
            tr("Number {number}, dated {day}").format(
                number=preview.number, day=long_date(preview.issued_on)
            ),
            tr("Due {day}").format(day=long_date(preview.due_on)),
            tr("To {client}, from {issuer}").format(client=preview.client, issuer=preview.issuer),
            tr("{count} lines, total {sum}").format(count=preview.lines, sum=money(preview.gross)),
            tr("Payment to {account}").format(account=preview.account or "–"),
            tr("The PDF, kept with its SHA-256"),
        ]
        self.freeze(items, head=tr("This will be frozen"))
        for missing in preview.missing:
            self.say(
                tr("{character} in {field} prints as □.").format(
                    character=missing.character, field=text(missing.field)
                )
            )
        reasons = [text(reason) for reason in preview.problems.values()]
        for reason in reasons:
            self.say(reason)
        self.set_primary(tr("Issue {number}").format(number=preview.number))
        self.set_ready(not reasons, reasons[0] if reasons else "")
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        self.set_busy(True)
        self.issue_wished.emit(self._preview.version)


class PaymentDialog(Dialog):
    """Proposes the open balance, today, the account used last."""

    payment_wished = Signal(dict)
    """Emitted when the payment is to be recorded; carries the values."""

    def __init__(
        self,
        parent: QWidget,
        proposal: PaymentProposal,
        accounts: Sequence[AccountRow],
    ) -> None:
        super().__init__(
            tr("Record payment of {number}").format(number=proposal.number), parent, width=480
        )
        self.proposal = proposal
        currency = proposal.balance.currency
        self.form = Form(framed=True, label_width=112)
        self.form.add("amount", tr("Amount"), MoneyField(currency), required=True)
        self.form.add("on", tr("Received on"), DateField(proposal.on), required=True)
        methods = [Choice(code, text(label)) for code, label in METHODS.items()]
        self.form.add("method", tr("Method"), ChoiceField(methods))
        choices = [
            Choice(account.id, account.iban or account.account_no or account.account_name)
            for account in accounts
            if account.currency == currency and not account.archived
        ]
        self.form.add("account_id", tr("Account"), ChoiceField(choices, none=tr("None", "account")))
        self.form.add("bank_fee", tr("Bank fee"), MoneyField(currency))
        self.form.add("reference", tr("Reference"), TextField())
        self.form.add("spread", "", CheckField(tr("Set what is left against other open invoices")))
        self.form.set_value(
            {
                "amount": proposal.balance,
                "on": proposal.on,
                "method": proposal.method,
                "account_id": proposal.account_id,
                "spread": True,
            }
        )
        self.add(self.form)
        self.set_primary(tr("Record payment"))
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        values: dict[str, Any] = self.form.value()
        values["amount"] = values["amount"].minor
        fee = values["bank_fee"]
        values["bank_fee"] = fee.minor if fee is not None else 0
        self.set_busy(True)
        self.payment_wished.emit(values)

    def refuse(self, error: StudioError) -> None:
        """Show why the payment was not recorded; what was typed stays."""
        self.set_busy(False)
        if isinstance(error, Invalid):
            left = self.form.show_errors(error.fields)
            if not left:
                return
        self.set_problem(error.message)


class ReasonDialog(Dialog):
    """Asks why: for a credit note, a void invoice, a reversed payment."""

    reason_given = Signal(str)
    """Emitted when a reason was typed."""

    def __init__(
        self, parent: QWidget, title: str, sentence: str, primary: str, *, danger: bool = False
    ) -> None:
        super().__init__(title, parent, width=480)
        self.say(sentence)
        self.form = Form(framed=True, stacked=True)
        self.form.add("reason", tr("Reason"), TextField(), required=True)
        self.add(self.form)
        self.set_primary(primary, danger=danger)
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        if self.form.complete():
            self.set_busy(True)
            self.reason_given.emit(self.form.value()["reason"])

    def refuse(self, error: StudioError) -> None:
        """Show why it was not done."""
        self.set_busy(False)
        self.set_problem(error.message)


class SentDialog(Dialog):
    """Notes that an invoice went out: to whom, by which channel, when."""

    sent = Signal(dict)
    """Emitted when it is to be noted; carries to, channel, on."""

    def __init__(self, parent: QWidget, invoice: Invoice, today: date) -> None:
        title = tr("Mark {number} as sent").format(number=invoice.number)
        super().__init__(title, parent, width=480)
        self.form = Form(framed=True, label_width=112)
        self.form.add("to", tr("To"), TextField())
        channels = [
            Choice("mail", tr("Mail")),
            Choice("wechat", tr("WeChat")),
            Choice("post", tr("Post")),
            Choice("portal", tr("Client's portal")),
        ]
        self.form.add("channel", tr("Channel"), ChoiceField(channels))
        self.form.add("on", tr("On", "date"), DateField(today), required=True)
        self.form.set_value(
            {"to": invoice.contact or invoice.email, "channel": "mail", "on": today}
        )
        self.add(self.form)
        self.set_primary(tr("Mark as sent"))
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        if self.form.complete():
            self.set_busy(True)
            self.sent.emit(self.form.value())

    def refuse(self, error: StudioError) -> None:
        """Show why it was not noted."""
        self.set_busy(False)
        self.set_problem(error.message)


class NewDialog(Dialog):
    """A new draft: for whom, of which kind, in which currency."""

    draft_wished = Signal(dict)
    """Emitted when the draft is to be made; carries client_id, kind, title."""

    def __init__(self, parent: QWidget, clients: Sequence[Pick]) -> None:
        super().__init__(tr("New invoice"), parent, width=480)
        self.form = Form(framed=True, label_width=112)
        choices = [
            Choice(client.id, both(client.name, client.name_zh), client.currency)
            for client in clients
        ]
        self.form.add("client_id", tr("Client"), ChoiceField(choices), required=True)
        kinds = [Choice(code, text(label)) for code, label in KINDS.items() if code != "credit"]
        self.form.add("kind", tr("Kind"), ChoiceField(kinds))
        self.form.add("title", tr("For what"), TextField(placeholder=tr("Extra shooting day")))
        self.form.set_value({"kind": "standard"})
        self.add(self.form)
        self.set_primary(tr("Make draft"))
        self.set_ready(bool(clients), "" if clients else tr("Add a client first."))
        self.confirmed.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        if self.form.complete():
            self.set_busy(True)
            self.draft_wished.emit(self.form.value())

    def refuse(self, error: StudioError) -> None:
        """Show why no draft was made."""
        self.set_busy(False)
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        self.set_problem(error.message)
