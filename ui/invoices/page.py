"""The invoices page: ageing, list, one invoice, its PDF."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from studio.domain.money import Money
from studio.domain.names import file_name
from studio.errors import StudioError
from studio.services import invoices, records
from studio.services import studio as settings
from studio.services.invoices import Ageing, Counts, Invoice, InvoiceRow
from ui.context import Action, Context, Ref
from ui.invoices import empties
from ui.invoices.acts import InvoiceActs
from ui.invoices.ageing import AgeingStrip, band_words
from ui.invoices.cells import asked_for, sheet_columns, two_lines
from ui.invoices.detail import Detail
from ui.invoices.filters import InvoiceFilters, shipped
from ui.invoices.rowacts import RowActs
from ui.invoices.words import mail_words, title_of
from ui.language import tr, trn
from ui.listing.picked import PickedBar, listed_words
from ui.listing.views import ViewMenu
from ui.models.list import RecordList
from ui.page import Page
from ui.publish.listing import ListExport
from ui.publish.pane import PdfPane
from ui.widgets.boxes import frame, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.header import HintRow, PageHeader
from ui.widgets.menus import Menu
from ui.widgets.waiting import Waiting

LIST = 376
PDF = 360


class InvoicesPage(Page):
    """What is owed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._current: Invoice | None = None
        self._wanted = 0
        self._asked = 0
        self._begun = (0, "")
        self._focus_line = 0
        self._build()
        self._connect()
        self.views.start()
        self._load()

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = PageHeader(tr("Invoices"))
        self.filters = InvoiceFilters()
        self.groups, self.search = self.filters.view, self.filters.search
        self.new_button = Button(tr("New invoice"), "primary", "plus")
        self.new_button.setEnabled(not self.context.read_only)
        self.strip = AgeingStrip()
        self.list = RecordList(two_lines, self._fetch, name=tr("Invoices"), sheet=sheet_columns())
        self.views = ViewMenu(self.context, "invoices", shipped(), self)
        self.header.add(self.views, self.groups, self.new_button)
        left = frame("surface", "right")
        left.setFixedWidth(LIST)
        self.hint = HintRow()
        self.picked = PickedBar(self.hint, self.list, asked_for)
        self.export = ListExport(self.context, self.list, tr("Invoices"))
        vbox(left, self.filters, self.list, self.hint, gap=0).setStretchFactor(self.list, 1)
        self.detail = Detail(self.context)
        self.pdf = PdfPane(self.context, width=PDF)
        self.acts = InvoiceActs(self.context, self, self.detail, self.pdf, self.current)
        self.rows = RowActs(self.context, self, self.current)
        body = QWidget()
        hbox(body, left, self.detail, self.pdf, gap=0).setStretchFactor(self.detail, 1)
        self.waiting = Waiting(body)
        vbox(self, self.header, self.strip, self.waiting, gap=0).setStretchFactor(self.waiting, 1)

    def _connect(self) -> None:
        self.acts.made.connect(self.show_record)
        self.acts.said.connect(self._on_said)
        self.detail.action_wished.connect(self.acts.act)
        self.detail.fapiao_changed.connect(self.acts.note_fapiao)
        self.detail.line_changed.connect(self.rows.change)
        self.detail.line_wished.connect(self.rows.act)
        self.detail.open_requested.connect(self._on_link)
        self.detail.reversal_wished.connect(self.acts.ask_reversal)
        self.export.said.connect(self._on_said)
        self.filters.changed.connect(self._on_filter_changed)
        self.filters.search.left.connect(self.list.setFocus)
        self.list.current_changed.connect(self._on_current)
        self.list.menu_requested.connect(self._on_menu)
        self.list.opened.connect(self._on_current)
        self.new_button.clicked.connect(self.new_record)
        self.pdf.exporter.said.connect(self._on_exported)
        self.rows.added.connect(self._on_row_added)
        self.rows.said.connect(self._on_said)
        self.rows.stale.connect(self._on_stale)
        self.strip.chosen.connect(self._on_band)
        self.views.said.connect(self._on_said)

    # -- loading --------------------------------------------------------------------------------

    def _load(self) -> None:
        tasks = self.context.tasks
        self.waiting.start()
        self._ask_list()
        tasks.ask(invoices.counts(), owner=self, then=self._on_counts, slot="counts")
        tasks.ask(invoices.ageing(), owner=self, then=self._on_ageing, slot="ageing")

    def _ask_list(self) -> None:
        tasks, wanted = self.context.tasks, self.filters.value()
        tasks.ask(invoices.ids(wanted), owner=self, then=self._on_ids, slot="ids")
        if self.filters.narrow():
            tasks.ask(invoices.totals(wanted), owner=self, then=self._on_totals, slot="sums")
        else:
            tasks.ask(invoices.paid_in_month(), owner=self, then=self._on_month, slot="sums")

    def _fetch(
        self, ids: Sequence[int], arrived: Callable[[Mapping[int, InvoiceRow]], None]
    ) -> None:
        self.context.tasks.ask(invoices.rows(ids), owner=self, then=arrived)

    def _on_ids(self, ids: list[int]) -> None:
        if not ids and not self.filters.narrow():
            self._show_empty()
            return
        self.waiting.show_content()
        self.list.set_ids(ids)
        self.hint.set_left(trn("{n} invoice", "{n} invoices", len(ids)))
        if self._wanted:
            wanted, self._wanted = self._wanted, 0
            self.list.select_id(wanted)
            if self.list.current_id() != wanted:
                self._show(wanted)
        elif not self.list.current_id() and ids:
            self.list.select_id(ids[0])
        elif not ids:
            self.detail.clear()
            self.pdf.clear()

    def _show_empty(self) -> None:
        make = Button(tr("New invoice"), "primary", "plus")
        make.clicked.connect(self.new_record)
        projects = Button(tr("Projects"))
        projects.clicked.connect(self._on_projects)
        self.waiting.show_empty(empties.first(make, projects))

    def _on_projects(self) -> None:
        self.open(Ref("project"))

    def _on_counts(self, counts: Counts) -> None:
        open_words = tr("{n} open").format(n=counts.open)
        late = tr("{n} overdue").format(n=counts.overdue)
        facts = [open_words, late] if counts.overdue else [open_words]
        self.header.set_fact(tr(", ", "between facts").join(facts))

    def _on_ageing(self, ageing: list[Ageing]) -> None:
        self.strip.put(ageing)

    def _on_month(self, paid: list[Money]) -> None:
        words = listed_words(paid)
        self.hint.set_right(tr("Paid this month: {sums}").format(sums=words) if words else "")

    def _on_totals(self, totals: tuple[Money, ...]) -> None:
        words = listed_words(totals)
        self.hint.set_right(tr("Listed: {amounts}").format(amounts=words) if words else "")

    def refresh(self, changes: Any) -> None:
        """Bring list, sums and the open invoice up to date."""
        touched = changes.nouns()
        if not touched & {"invoice", "payment", "client", "project", "legal_entity"}:
            return
        self.list.refresh(changes.ids("invoice"))
        self._load()
        current = self.list.current_id()
        if current and (current in changes.ids("invoice") or "legal_entity" in touched):
            self._show(current)

    def refresh_all(self) -> None:
        """Ask for everything again."""
        self._load()

    # -- filter and view ------------------------------------------------------------------------

    def _on_filter_changed(self) -> None:
        self.views.look()
        self._ask_list()

    def _on_band(self, currency: str, band: str) -> None:
        self.filters.set_band(currency, band)
        words = band_words(band) if band else tr("all of it")
        self.say(tr("Showing {currency}: {band}").format(currency=currency, band=words), undo=False)

    def view_state(self) -> dict[str, Any]:
        """Return what a view keeps: the list has no columns."""
        return {"filter": self.filters.state()}

    def show_view(self, shown: Mapping[str, Any]) -> None:
        """List what a view says."""
        self.filters.restore(shown.get("filter", {}))
        self._ask_list()

    # -- one invoice ----------------------------------------------------------------------------

    def begin(self, act: str) -> None:
        """Begin what a Ref asks for: a payment or the issue, once its invoice is shown."""
        if act not in ("payment", "issue"):
            super().begin(act)
            return
        self._begun = (self._asked, act)
        self._begin_now()

    def _begin_now(self) -> None:
        key, act = self._begun
        if act and self._current is not None and self._current.id == key:
            self._begun = (0, "")
            (self.pay_current if act == "payment" else self.issue_current)()

    def show_record(self, record_id: int) -> None:
        """Show one invoice, whatever the filter."""
        self._asked = record_id
        self._wanted = record_id
        self.views.settle()
        self.filters.restore({})
        self.views.look()
        self._load()

    def _on_current(self, invoice_id: int) -> None:
        if invoice_id:
            self._show(invoice_id)

    def _show(self, invoice_id: int) -> None:
        self.context.tasks.ask(
            invoices.one(invoice_id),
            owner=self,
            then=self._on_one,
            failed=self._on_gone,
            slot="one",
        )

    def _on_gone(self, _error: StudioError) -> None:
        self._current = None
        self.detail.clear()
        self.pdf.clear()

    def _on_one(self, invoice: Invoice) -> None:
        self._current = invoice
        self.context.tasks.ask(
            settings.company(invoice.legal_entity_id),
            owner=self,
            then=self._on_company,
            slot="company",
        )

    def _on_company(self, company: Any) -> None:
        invoice = self._current
        if invoice is None:
            return
        rates = [rate for rate in company.rates if not rate.archived]
        self.detail.show_invoice(invoice, rates, company.accounts)
        if self._focus_line and self.detail.lines is not None:
            self.detail.lines.focus_line(self._focus_line)
            self._focus_line = 0
        self.context.tasks.ask(
            records.history("invoice", invoice.id),
            owner=self.detail,
            then=self.detail.show_history,
            slot="history",
        )
        self._show_pdf(invoice)
        self._begin_now()

    def _show_pdf(self, invoice: Invoice) -> None:
        kind = {"credit_note": "CN", "proforma": "PF"}.get(invoice.type, "INV")
        client = invoice.client
        self.pdf.set_name(file_name(kind, invoice.number, client, 0, invoice.language))
        subject = tr("{title} {number}").format(title=title_of(invoice), number=invoice.number)
        self.pdf.set_mail(subject, invoice.email, mail_words(invoice))
        if invoice.locked:
            self.pdf.show_kept(invoices.pdf(invoice.id), tr("as issued"))
        else:
            self.pdf.show_draft("invoice", f"invoice:{invoice.id}", invoices.printed(invoice.id))

    def _on_link(self, ref: Ref) -> None:
        if ref.noun == "invoice":
            self.show_record(ref.id)
        else:
            self.open(ref)

    def _on_exported(self, words: str) -> None:
        self.say(words, undo=False)

    def _on_said(self, words: str, undo: bool) -> None:
        self.say(words, undo=undo)

    def current(self) -> Invoice | None:
        """Return the invoice that is open."""
        return self._current

    def _on_row_added(self, line_id: int) -> None:
        self._focus_line = line_id

    def _on_stale(self) -> None:
        if self._current is not None:
            self._show(self._current.id)

    def new_record(self) -> None:
        """Ask for whom, then make a draft."""
        self.acts.ask_new()

    # -- the page's part of the window ----------------------------------------------------------

    def actions_now(self) -> list[Action]:
        """Return what can be done with the invoice that is open, and with the list."""
        new = Action("new_invoice", tr("New invoice"), self.new_record, "Ctrl+N", "plus")
        save = Action("save_list", tr("Save the list as a file"), self.export_list, "", "export")
        return [new, *self._actions_for_current(), save, *self.views.actions_now()]

    def _actions_for_current(self) -> list[Action]:
        invoice = self._current
        if invoice is None:
            return []
        found = []
        if invoice.state == "draft":
            found.append(Action("issue", tr("Issue"), self.issue_current, "F9", "seal-check"))
        elif invoice.type == "invoice" and invoice.open.minor > 0:
            found.append(
                Action("pay", tr("Record payment"), self.pay_current, "Ctrl+Shift+Y", "wallet")
            )
        found.append(Action("print", tr("Print"), self.print_record, "Ctrl+P", "printer"))
        return found

    def export_list(self) -> None:
        """Save the list as a file for spreadsheets; Ctrl+E saves the PDF."""
        self.export.ask(self)

    def issue_current(self) -> None:
        """Ask before issuing the draft that is open (F9)."""
        if self._current is not None and not self._current.locked:
            self.acts.act("issue")

    def pay_current(self) -> None:
        """Open the payment of the invoice that is open (Ctrl+Shift+Y)."""
        if self._current is not None and self._current.locked:
            self.acts.act("pay")

    def _on_menu(self, ids: Any, at: QPoint) -> None:
        if len(ids) != 1 or self._current is None or self._current.id != ids[0]:
            return
        menu = Menu(self)
        for action in self._actions_for_current():
            menu.addAction(action.text, action.run)
        menu.popup(at)

    def print_record(self) -> None:
        """Print the PDF that is shown."""
        self.pdf.print_it()

    def export_record(self) -> None:
        """Save the PDF that is shown."""
        self.pdf.save()

    def focus_main(self) -> None:
        """Put the focus on the list."""
        self.list.setFocus()

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.search.setFocus()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next open or wrong field of a draft."""
        if self.detail.form is not None:
            self.detail.form.focus_next_open(backwards=backwards)

    def toggle_inspector(self) -> None:
        """Show or hide the PDF."""
        self.pdf.setVisible(not self.pdf.isVisible())

    def regions(self) -> list[QWidget]:
        """Return list, invoice and PDF."""
        return [self.list, self.detail, self.pdf]

    def state(self) -> dict[str, Any]:
        """Return the open invoice, the filter and the view."""
        return {"id": self.list.current_id(), **self.view_state(), "view": self.views.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same invoice under the same filter."""
        self._wanted = state.get("id", 0)
        self.filters.restore(state.get("filter", {}))
        self.views.restore(state.get("view", {}))
        self._ask_list()
