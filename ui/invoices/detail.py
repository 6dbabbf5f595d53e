"""One invoice: head with balance and buttons, facts or fields, lines, schedule, payments, files."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from studio.domain.dates import Terms, terms_label
from studio.domain.invoices import METHODS, VOIDABLE
from studio.domain.names import pick
from studio.services import invoices
from studio.services.invoices import Invoice
from studio.services.records import Event
from studio.services.studio import AccountRow, TaxRateRow
from ui.context import Context, Ref
from ui.forms.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    NumberField,
    PercentField,
    TextField,
)
from ui.forms.form import Form
from ui.forms.saver import Saver
from ui.invoices.fapiao import FapiaoForm
from ui.invoices.lines import LinesEditor, LockedLines
from ui.invoices.parts import part_row
from ui.invoices.words import due_words, number_of, terms_words, title_of
from ui.language import language, long_date, moment, money, short_date, text, tr
from ui.widgets.banner import Banner
from ui.widgets.boxes import STRETCH, clear, hbox, line, scrolled, vbox
from ui.widgets.buttons import Button, more_button
from ui.widgets.chips import Chip
from ui.widgets.facts import Facts, HistoryList, HistoryRow
from ui.widgets.labels import ElidedLabel, label, section_head
from ui.widgets.picks import Choice

INSET = 20


class Detail(QFrame):
    """The middle pane."""

    action_wished = Signal(str)
    """Emitted when a button asks for an action: issue, pay, send, credit, void, mail ..."""

    line_changed = Signal(int, int, dict)
    """Emitted when a field of a row was committed."""

    line_wished = Signal(str, int, int)
    """Emitted when a row is to be added, doubled, moved or removed: verb, row id, places."""

    reversal_wished = Signal(int)
    """Emitted when a payment is to be taken back; carries its id."""

    open_requested = Signal(Ref)
    """Emitted when a linked record is to be opened."""

    fapiao_changed = Signal(dict)
    """Emitted when something about the fapiao was committed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setProperty("edge", "none")
        self.setAccessibleName(tr("Invoice"))
        self.context = context
        self.invoice: Invoice | None = None
        self.accounts: Sequence[AccountRow] = ()
        self.rates: Sequence[TaxRateRow] = ()
        self.form: Form | None = None
        self.lines: LinesEditor | None = None
        self.saver = Saver(context.tasks, _change)
        self._body = QWidget()
        self._column = vbox(self._body, margins=(INSET, 14, INSET, 20), gap=12)
        self._body.setMinimumWidth(0)
        area = scrolled(self._body)
        vbox(self, self.saver, area, gap=0).setStretchFactor(area, 1)
        self.history = HistoryList()

    def show_invoice(
        self, invoice: Invoice, rates: Sequence[TaxRateRow], accounts: Sequence[AccountRow]
    ) -> None:
        """Show an invoice: fields while it is a draft, plain text afterwards."""
        self.invoice, self.rates, self.accounts = invoice, rates, accounts
        self.form, self.lines = None, None
        clear(self._column)
        self._add_head(invoice)
        if invoice.locked:
            self._add_locked(invoice)
        else:
            self._add_draft(invoice)
        if invoice.schedule:
            self._add_schedule(invoice)
        if invoice.payments:
            self._add_payments(invoice)
        if invoice.issuer_country == "CN" and invoice.locked and invoice.type == "invoice":
            self._add_fapiao(invoice)
        self._column.addWidget(line())
        self._column.addWidget(section_head(tr("History")))
        self.history = HistoryList()
        self._column.addWidget(self.history)
        self._column.addStretch(1)

    def clear(self) -> None:
        """Show nothing."""
        self.invoice = None
        clear(self._column)

    def show_history(self, events: Sequence[Event]) -> None:
        """Show what was done with the invoice, newest first."""
        now = language()
        self.history.set_rows(
            [
                HistoryRow(
                    moment(event.at), text(event.label), pick(event.person, event.person_zh, now)
                )
                for event in events
            ]
        )

    # -- parts ----------------------------------------------------------------------------------

    def _add_head(self, invoice: Invoice) -> None:
        left = vbox(None, gap=2)
        chip = Chip(invoice.shown.role, text(invoice.shown.label))
        left.addLayout(hbox(None, label(number_of(invoice), "record"), chip, STRETCH, gap=8))
        due = due_words(invoice, self.context.clock.today())
        left.addWidget(label(due or title_of(invoice), "body", "text2"))
        right = vbox(None, gap=2)
        right.addWidget(label(money(invoice.gross), "page"), 0, Qt.AlignmentFlag.AlignRight)
        balance = tr("balance {sum}").format(sum=money(invoice.open))
        if invoice.locked and invoice.type == "invoice":
            right.addWidget(label(balance, "small", "text3"), 0, Qt.AlignmentFlag.AlignRight)
        row = hbox(None, gap=12)
        row.addLayout(left, 1)
        row.addLayout(right)
        self._column.addLayout(row)
        buttons = hbox(None, gap=8)
        for button in self._buttons(invoice):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._column.addLayout(buttons)

    def _buttons(self, invoice: Invoice) -> list[QWidget]:
        found: list[QWidget] = []

        def add(action: str, words: str, kind: str = "secondary", icon: str = "") -> None:
            button = Button(words, kind, icon)
            button.setProperty("action", action)
            button.clicked.connect(self._on_button)
            found.append(button)

        more = more_button(tr("More"))
        if invoice.state == "draft":
            add("issue", tr("Issue"), "primary", "seal-check")
            more.add(tr("Duplicate"), self._wish_duplicate)
            more.add(tr("Discard draft"), self._wish_discard)
        elif invoice.type == "invoice" and invoice.open.minor > 0 and invoice.state != "void":
            add("pay", tr("Record payment"), "primary", "wallet")
            words = tr("Send again") if invoice.sent_on else tr("Mark as sent")
            add("send", words, icon="paper-plane-tilt")
            if not invoice.credit_note_id:
                add("credit", tr("Credit note"), icon="arrow-u-up-left")
        elif invoice.state == "paid" and not invoice.credit_note_id:
            add("credit", tr("Credit note"), icon="arrow-u-up-left")
        if invoice.locked:
            if invoice.credit and invoice.open.minor > 0:
                credit = tr("Use credit of {sum}").format(sum=money(invoice.credit))
                more.add(credit, self._wish_use_credit)
            if invoice.state in VOIDABLE and not invoice.paid:
                more.add(tr("Void ..."), self._wish_void)
            more.add(tr("Duplicate"), self._wish_duplicate)
            more.add(tr("Mail draft with the PDF"), self._wish_mail)
        found.append(more)
        return found

    def _on_button(self) -> None:
        button = self.sender()
        if button is not None:
            self.action_wished.emit(str(button.property("action")))

    def _wish_duplicate(self) -> None:
        self.action_wished.emit("duplicate")

    def _wish_discard(self) -> None:
        self.action_wished.emit("discard")

    def _wish_void(self) -> None:
        self.action_wished.emit("void")

    def _wish_mail(self) -> None:
        self.action_wished.emit("mail")

    def _wish_use_credit(self) -> None:
        self.action_wished.emit("use_credit")

    def _add_locked(self, invoice: Invoice) -> None:
        banner = Banner("locked", *self._lock_words(invoice))
        self._column.addWidget(banner)
        facts = Facts(columns=2, label_width=64)
        now = language()
        facts.add(tr("Client"), self._link(pick(invoice.client, invoice.client_zh, now), "client"))
        terms = terms_label(Terms(invoice.terms_kind, invoice.terms_days))
        facts.add(tr("Terms"), text(terms))
        facts.add(tr("Issuer"), pick(invoice.issuer, invoice.issuer_zh, now))
        languages = {"en": tr("English"), "zh": tr("Chinese"), "zh+en": tr("Chinese and English")}
        facts.add(tr("Language"), languages[invoice.language])
        if invoice.project_id:
            project = pick(invoice.project, invoice.project_zh, now)
            facts.add(tr("Project"), self._link(project, "project"))
        if invoice.contract_no or invoice.po_no:
            facts.add(tr("Contract"), invoice.contract_no or invoice.po_no)
        if invoice.issued_on:
            facts.add(tr("Issued", "date"), long_date(invoice.issued_on))
        if invoice.sent_on:
            sent = tr("{day} to {name}") if invoice.sent_to else "{day}"
            facts.add(
                tr("Sent", "date"),
                sent.format(day=short_date(invoice.sent_on), name=invoice.sent_to),
            )
        if invoice.credits_id:
            facts.add(tr("Takes back"), self._link(invoice.credits_number, "credits"))
        if invoice.credit_note_id:
            words = invoice.credit_note or tr("Draft of a credit note")
            facts.add(tr("Credit note"), self._link(words, "credit_note"))
        self._column.addWidget(facts)
        self._column.addWidget(LockedLines(invoice))

    def _lock_words(self, invoice: Invoice) -> tuple[str, str]:
        if invoice.state == "void":
            return tr("Void."), tr("Its number stays: {reason}").format(reason=invoice.void_reason)
        if invoice.state == "credited":
            return tr("Taken back by a credit note."), ""
        if invoice.type == "credit_note":
            return tr("Issued and locked."), tr("It takes its invoice back.")
        return tr("Issued and locked."), tr("Correct it with a credit note.")

    def _link(self, words: str, what: str) -> Button:
        button = Button(words, "link", height=22)
        button.setProperty("action", what)
        button.clicked.connect(self._on_link)
        return button

    def _on_link(self) -> None:
        button, invoice = self.sender(), self.invoice
        if invoice is None:
            return
        targets = {
            "client": Ref("client", invoice.client_id),
            "project": Ref("project", invoice.project_id or 0),
            "credits": Ref("invoice", invoice.credits_id or 0),
            "credit_note": Ref("invoice", invoice.credit_note_id or 0),
        }
        self.open_requested.emit(targets[str(button.property("action"))])

    def _add_draft(self, invoice: Invoice) -> None:
        self.form = self._draft_form(invoice)
        self.saver.show_record(invoice.id, invoice.version)
        self.saver.follow(self.form)
        self._column.addWidget(self.form)
        self._column.addWidget(line())
        lines = LinesEditor(invoice, self.rates)
        lines.changed.connect(self.line_changed)
        lines.added.connect(self._on_line_added)
        lines.doubled.connect(self._on_line_doubled)
        lines.moved.connect(self._on_line_moved)
        lines.removed.connect(self._on_line_removed)
        self.lines = lines
        self._column.addWidget(lines)

    def _draft_form(self, invoice: Invoice) -> Form:
        today = self.context.clock.today()
        form = Form(label_width=84, compact=True)
        now = language()
        client = self._link(pick(invoice.client, invoice.client_zh, now), "client")
        form.add_widget(_named(tr("Client"), client))
        if invoice.project_id:
            project = self._link(pick(invoice.project, invoice.project_zh, now), "project")
            form.add_widget(_named(tr("Project"), project))
        form.add("title", tr("For what"), TextField())
        form.add("title_zh", tr("In Chinese"), TextField())
        form.add("issued_on", tr("Date"), DateField(today))
        terms = [Choice(kind, words) for kind, words in terms_words().items()]
        form.add("terms_kind", tr("Terms"), ChoiceField(terms))
        form.add("terms_days", tr("Days"), NumberField())
        form.add("language", tr("Language"), ChoiceField(_languages()))
        form.add("bank_account_id", tr("Account"), self._account_field(invoice))
        form.add("po_no", tr("PO number"), TextField(limit=60))
        form.add("contract_no", tr("Contract"), TextField(limit=60))
        modes = [Choice("excl", tr("without tax")), Choice("incl", tr("with tax"))]
        form.add("tax_mode", tr("Prices"), ChoiceField(modes))
        form.add("discount", tr("Discount"), PercentField())
        form.add("supplied_on", tr("Supplied"), DateField(today))
        form.add("supplied_to", tr("until", "supply"), DateField(today))
        note = LongTextField(limit=2000, lines=2)
        form.add("note", tr("Note"), note, wide=True)
        form.set_value({name: getattr(invoice, name) for name in form.names()})
        note.keep_draft(self.context.drafts, "invoice", invoice.id, "note")
        return form

    def _account_field(self, invoice: Invoice) -> ChoiceField:
        accounts = [
            Choice(row.id, row.iban or row.account_no or row.account_name)
            for row in self.accounts
            if row.currency == invoice.currency and not row.archived
        ]
        none = tr("No account for {currency}").format(currency=invoice.currency)
        return ChoiceField(accounts, none=none)

    def _on_line_added(self, kind: str) -> None:
        self.line_wished.emit(f"add_{kind}", 0, 0)

    def _on_line_doubled(self, line_id: int) -> None:
        self.line_wished.emit("double", line_id, 0)

    def _on_line_moved(self, line_id: int, by: int) -> None:
        self.line_wished.emit("move", line_id, by)

    def _on_line_removed(self, line_id: int) -> None:
        self.line_wished.emit("remove", line_id, 0)

    def _add_schedule(self, invoice: Invoice) -> None:
        self._column.addWidget(line())
        self._column.addWidget(section_head(tr("Payment schedule")))
        for part in invoice.schedule:
            self._column.addWidget(part_row(part))

    def _add_payments(self, invoice: Invoice) -> None:
        self._column.addWidget(line())
        self._column.addWidget(section_head(tr("Payments")))
        for paid in invoice.payments:
            row = QWidget()
            method = text(METHODS[paid.method]) if paid.method in METHODS else paid.method
            words = ", ".join(part for part in (method, paid.reference) if part)
            if paid.bank_fee:
                words += ", " + tr("bank fee {sum}").format(sum=money(paid.bank_fee))
            layout = hbox(row, label(short_date(paid.on), "small", "text3"), gap=10)
            layout.addWidget(ElidedLabel(words, "body", "text2"), 1)
            layout.addWidget(label(money(paid.amount), "name"))
            if not paid.reversed and paid.amount.minor > 0:
                back = Button(tr("Take back"), "link", height=24)
                back.setProperty("payment", paid.payment_id)
                back.clicked.connect(self._on_reversal)
                layout.addWidget(back)
            self._column.addWidget(row)

    def _on_reversal(self) -> None:
        button = self.sender()
        if button is not None:
            self.reversal_wished.emit(int(button.property("payment")))

    def _add_fapiao(self, invoice: Invoice) -> None:
        self._column.addWidget(line())
        head = section_head(tr("Fapiao"), tr("this PDF is a payment request, not a fapiao"))
        self._column.addWidget(head)
        self.fapiao = FapiaoForm(invoice, self.context.clock.today())
        self.fapiao.noted.connect(self.fapiao_changed)
        self._column.addWidget(self.fapiao)


def _named(name: str, widget: QWidget) -> QWidget:
    """Return a row that looks like a form row but holds a link."""
    row = QWidget()
    row.setFixedHeight(38)
    words = label(name, "small", "text3")
    words.setFixedWidth(84)
    hbox(row, words, widget, gap=4).addStretch(1)
    return row


def _change(invoice_id: int, version: int, values: Any) -> Any:
    values = dict(values)
    if "terms_days" in values:
        values["terms_days"] = int(values["terms_days"] or 0)
    return invoices.change(invoice_id, version=version, values=values)


def _languages() -> list[Choice]:
    return [
        Choice("en", tr("English")),
        Choice("zh", tr("Chinese")),
        Choice("zh+en", tr("Chinese and English")),
    ]
