"""What is done with an invoice: issue, payment, sending, credit note, void, fapiao, a new one."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studio.errors import Invalid, StudioError
from studio.services import clients as client_service
from studio.services import invoices
from studio.services.invoices import Invoice
from ui.context import Context
from ui.invoices.detail import Detail
from ui.invoices.dialogs import IssueDialog, NewDialog, PaymentDialog, ReasonDialog, SentDialog
from ui.language import text, tr
from ui.publish.pane import PdfPane
from ui.widgets.dialogs import Dialog


class InvoiceActs(QObject):
    """Asks what an act needs, and does it with the invoice that is open."""

    said = Signal(str, bool)
    """Emitted when something was done or refused: the words, and whether Undo is offered."""

    made = Signal(int)
    """Emitted when a draft was made; carries its id."""

    def __init__(
        self,
        context: Context,
        page: QWidget,
        detail: Detail,
        pdf: PdfPane,
        current: Callable[[], Invoice | None],
    ) -> None:
        super().__init__(page)
        self._tasks, self._clock = context.tasks, context.clock
        self._page = page
        self._detail = detail
        self._pdf = pdf
        self._current = current
        self._dialog: Dialog | None = None

    def act(self, action: str) -> None:
        """Do what a button of the invoice asks for."""
        invoice = self._current()
        if invoice is not None:
            getattr(self, f"_do_{action}")(invoice)

    def _do_issue(self, invoice: Invoice) -> None:
        self._tasks.ask(
            invoices.preview_issue(invoice.id),
            owner=self,
            then=self._open_issue,
            failed=self._refused,
        )

    def _open_issue(self, preview: Any) -> None:
        dialog = IssueDialog(self._page, preview)
        dialog.issue_wished.connect(self._issue)
        self._dialog = dialog
        dialog.open()

    def _issue(self, version: int) -> None:
        invoice = self._current()
        if invoice is not None:
            self._tasks.run(
                invoices.issue(invoice.id, version=version),
                owner=self,
                then=self._on_issued,
                failed=self._on_dialog_refused,
            )

    def _on_issued(self, number: str) -> None:
        self._close_dialog()
        self.said.emit(tr("{number} issued and kept").format(number=number), False)

    def _on_dialog_refused(self, error: StudioError) -> None:
        dialog = self._dialog
        if dialog is None:
            self._refused(error)
        elif isinstance(dialog, PaymentDialog | ReasonDialog | SentDialog | NewDialog):
            dialog.refuse(error)
        else:
            dialog.set_busy(False)
            dialog.set_problem(error.message)

    def _close_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None

    def _do_pay(self, invoice: Invoice) -> None:
        self._tasks.ask(
            invoices.propose_payment(invoice.id),
            owner=self,
            then=self._open_payment,
            failed=self._refused,
        )

    def _open_payment(self, proposal: Any) -> None:
        dialog = PaymentDialog(self._page, proposal, self._detail.accounts)
        dialog.payment_wished.connect(self._pay)
        self._dialog = dialog
        dialog.open()

    def _pay(self, values: dict[str, Any]) -> None:
        dialog = self._dialog
        if isinstance(dialog, PaymentDialog):
            self._tasks.run(
                invoices.record_payment(
                    dialog.proposal.invoice_id, version=dialog.proposal.version, **values
                ),
                owner=self,
                then=self._on_paid,
                failed=self._on_dialog_refused,
            )

    def _on_paid(self, _payment: int) -> None:
        self._close_dialog()
        self.said.emit(tr("Payment recorded"), False)

    def _do_send(self, invoice: Invoice) -> None:
        dialog = SentDialog(self._page, invoice, self._clock.today())
        dialog.sent.connect(self._send)
        self._dialog = dialog
        dialog.open()

    def _send(self, values: dict[str, Any]) -> None:
        invoice = self._current()
        if invoice is not None:
            self._tasks.run(
                invoices.mark_sent(invoice.id, version=invoice.version, **values),
                owner=self,
                then=self._on_sent,
                failed=self._on_dialog_refused,
            )

    def _on_sent(self, _version: int) -> None:
        self._close_dialog()
        self.said.emit(tr("Marked as sent"), False)

    def _do_credit(self, invoice: Invoice) -> None:
        dialog = ReasonDialog(
            self._page,
            tr("Credit note for {number}").format(number=invoice.number),
            tr("A draft of its own series takes the whole invoice back. You issue it next."),
            tr("Make credit note"),
        )
        dialog.reason_given.connect(self._credit)
        self._dialog = dialog
        dialog.open()

    def _credit(self, reason: str) -> None:
        invoice = self._current()
        if invoice is not None:
            self._tasks.run(
                invoices.create_credit_note(invoice.id, version=invoice.version, reason=reason),
                owner=self,
                then=self._on_made,
                failed=self._on_dialog_refused,
            )

    def _on_made(self, invoice_id: int) -> None:
        self._close_dialog()
        self.made.emit(invoice_id)
        self.said.emit(tr("Draft made"), True)

    def _do_void(self, invoice: Invoice) -> None:
        dialog = ReasonDialog(
            self._page,
            tr("Void {number}").format(number=invoice.number),
            tr("The number stays in the list, struck through. This cannot be undone."),
            tr("Void {number}").format(number=invoice.number),
            danger=True,
        )
        dialog.reason_given.connect(self._void)
        self._dialog = dialog
        dialog.open()

    def _void(self, reason: str) -> None:
        invoice = self._current()
        if invoice is not None:
            self._tasks.run(
                invoices.void(invoice.id, version=invoice.version, reason=reason),
                owner=self,
                then=self._on_voided,
                failed=self._on_dialog_refused,
            )

    def _on_voided(self, _version: int) -> None:
        self._close_dialog()
        self.said.emit(tr("Void; the number stays"), False)

    def _do_use_credit(self, invoice: Invoice) -> None:
        self._tasks.run(
            invoices.use_credit(invoice.id, version=invoice.version),
            owner=self,
            then=self._on_paid,
            failed=self._refused,
        )

    def _do_duplicate(self, invoice: Invoice) -> None:
        self._tasks.run(
            invoices.duplicate(invoice.id), owner=self, then=self._on_made, failed=self._refused
        )

    def _do_discard(self, invoice: Invoice) -> None:
        self._tasks.run(
            invoices.discard(invoice.id, version=invoice.version),
            owner=self,
            then=self._on_discarded,
            failed=self._refused,
        )

    def _on_discarded(self, _nothing: None) -> None:
        self.said.emit(tr("Draft discarded"), True)

    def _do_mail(self, _invoice: Invoice) -> None:
        self._pdf.mail()

    def note_fapiao(self, values: dict[str, Any]) -> None:
        """Keep what is known of the fapiao."""
        invoice = self._current()
        if invoice is not None:
            self._tasks.run(
                invoices.note_fapiao(invoice.id, version=invoice.version, **values),
                owner=self,
                then=self._on_fapiao_noted,
                failed=self._on_fapiao_refused,
            )

    def _on_fapiao_noted(self, _version: int) -> None:
        self.said.emit(tr("Fapiao noted"), True)

    def _on_fapiao_refused(self, error: StudioError) -> None:
        if isinstance(error, Invalid):
            self._detail.fapiao.show_errors(error.fields)
        else:
            self._refused(error)

    def ask_reversal(self, payment_id: int) -> None:
        """Ask why a payment is taken back."""
        dialog = ReasonDialog(
            self._page,
            tr("Take the payment back"),
            tr("An opposite payment is added; both stay in the books."),
            tr("Reverse payment"),
            danger=True,
        )
        dialog.setProperty("payment", payment_id)
        dialog.reason_given.connect(self._reverse)
        self._dialog = dialog
        dialog.open()

    def _reverse(self, reason: str) -> None:
        if self._dialog is not None:
            self._tasks.run(
                invoices.reverse_payment(
                    int(self._dialog.property("payment")),
                    on=self._clock.today(),
                    reason=reason,
                ),
                owner=self,
                then=self._on_reversed,
                failed=self._on_dialog_refused,
            )

    def _on_reversed(self, _payment: int) -> None:
        self._close_dialog()
        self.said.emit(tr("Payment taken back"), False)

    def ask_new(self) -> None:
        """Ask for whom, then make a draft."""
        self._tasks.ask(
            client_service.picks("", 500), owner=self, then=self._open_new, slot="picks"
        )

    def _open_new(self, picks: list[Any]) -> None:
        dialog = NewDialog(self._page, picks)
        dialog.draft_wished.connect(self._make)
        self._dialog = dialog
        dialog.open()

    def _make(self, values: dict[str, Any]) -> None:
        self._tasks.run(
            invoices.create(**values),
            owner=self,
            then=self._on_made,
            failed=self._on_dialog_refused,
        )

    def _refused(self, error: StudioError) -> None:
        self.said.emit(text(error.message), False)
