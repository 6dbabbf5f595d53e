"""The money of a project: what is agreed, invoiced and paid, its payment schedule, its invoices."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from studio.domain.dates import terms_label
from studio.domain.money import Money
from studio.domain.names import pick
from studio.services.projects import BillRow, MoneyPanel, MoneySum, PartRow, Project
from ui.context import Ref
from ui.language import money, short_date, text, tr
from ui.projects import words
from ui.widgets.boxes import STRETCH, clear, hbox, vbox
from ui.widgets.buttons import Button, more_button
from ui.widgets.cards import Card
from ui.widgets.chips import Chip
from ui.widgets.labels import label
from ui.widgets.marks import ChipMark
from ui.widgets.rows import RecordRow

INSET = (14, 12, 14, 12)


class Figures(Card):
    """Six sums side by side; cost and margin stand on the tint of what never leaves the house."""

    def __init__(self) -> None:
        super().__init__(tr("Money"))
        self._row = hbox(None, margins=(14, 14, 14, 14), gap=28)
        self.body.addLayout(self._row)

    def show_money(self, panel: MoneyPanel) -> None:
        """Show other sums."""
        clear(self._row)
        own = panel.own
        for name, amount in (
            (tr("Contract net"), panel.net),
            (tr("Invoiced, net"), own.net),
            (tr("Invoiced with tax"), own.gross),
            (tr("Paid"), own.paid),
            (tr("Open", "money"), own.open),
        ):
            self._row.addWidget(_figure(name, money(amount)))
        self._row.addStretch(1)
        for name, shown in (
            (tr("Planned cost"), money(panel.budget)),
            (tr("Spent"), money(panel.spent)),
            (tr("Margin as planned"), words.share(panel.planned) if panel.planned else "–"),
        ):
            self._row.addWidget(_figure(name, shown, internal=True))
        self.set_fact(_others(panel.others))


def _others(found: tuple[MoneySum, ...]) -> str:
    """Other currencies are named, never added."""
    if not found:
        return ""
    amounts = "  ".join(money(one.gross) for one in found)
    return tr("also invoiced: {amounts}").format(amounts=amounts)


def _figure(name: str, amount: str, *, internal: bool = False) -> QWidget:
    made = QFrame()
    made.setProperty("ground", "surface2" if internal else "")
    made.setProperty("edge", "none")
    made.setAccessibleName(f"{name}: {amount}")
    inset = (10, 6, 10, 6) if internal else (0, 6, 0, 6)
    vbox(made, label(name, "small", "text3"), label(amount, "head"), margins=inset, gap=3)
    return made


class Schedule(Card):
    """The parts of the payment; each open one can be changed or invoiced."""

    invoice_wished = Signal(int)
    """Emitted when a part is to be invoiced; carries its id."""

    part_wished = Signal(int)
    """Emitted when a part is to be changed, or added (0)."""

    removal_wished = Signal(int)
    """Emitted when a part is to be removed; carries its id."""

    open_requested = Signal(object)
    """Emitted when an invoice is to be opened; carries a Ref."""

    def __init__(self) -> None:
        self._add = Button(tr("Add part"), "link", "plus", height=26)
        super().__init__(tr("Payment schedule"), "", self._add)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(*INSET)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self._add.clicked.connect(self._on_add_clicked)

    def show_project(self, project: Project, language: str, *, locked: bool) -> None:
        """Show the schedule of a project."""
        clear(self._grid)
        self._add.setVisible(not locked)
        if not project.parts:
            hint = tr("No parts yet. Add one for each time the client pays.")
            self._grid.addWidget(label(hint, "body", "text3", wrap=True), 0, 0)
        else:
            heads = (tr("Part"), tr("Share"), tr("Net"), tr("Falls due on"), tr("Planned for"),
                     tr("Terms"), tr("Invoice"))  # fmt: skip
            for column, head in enumerate(heads):
                self._grid.addWidget(label(head, "small", "text3"), 0, column)
        for row, part in enumerate(project.parts, start=1):
            self._add_part(row, part, language, locked=locked, owed=project.state == "cancelled")
        self.set_fact(_schedule_fact(project))

    def _add_part(
        self, row: int, part: PartRow, language: str, *, locked: bool, owed: bool
    ) -> None:
        cells = (
            label(pick(part.title, part.title_zh, language), "name"),
            label(words.share(part.share)),
            label(money(part.net)),
            label(words.trigger(part.trigger), "body", "text2"),
            label(words.part_day(part), "body", "text2"),
            label(text(terms_label(part.terms)), "body", "text2"),
        )
        for column, cell in enumerate(cells):
            self._grid.addWidget(cell, row, column)
        closed = locked and (part.trigger != "cancelling" or not owed)
        self._grid.addWidget(self._act(part, locked=closed), row, len(cells))
        self._grid.setRowMinimumHeight(row, 36)

    def _act(self, part: PartRow, *, locked: bool) -> QWidget:
        """Return the invoice of a part, or what can be done while there is none."""
        made = QWidget()
        if part.invoice_id is not None and part.shown is not None:
            link = Button(part.number or tr("Draft"), "link", height=26)
            link.setProperty("invoice", part.invoice_id)
            link.clicked.connect(self._on_invoice_clicked)
            hbox(made, link, Chip(part.shown.role, text(part.shown.label)), STRETCH)
            return made
        if locked:
            hbox(made, label(tr("Not invoiced"), "body", "text3"))
            return made
        make = Button(tr("Make invoice"), height=26)
        make.setAccessibleName(tr("Make invoice: {part}").format(part=part.title))
        make.setProperty("part", part.id)
        make.clicked.connect(self._on_make_clicked)
        more = more_button(tr("More about {part}").format(part=part.title), height=26)
        more.add(tr("Change…"), data=part.id, icon="pencil-simple")
        more.add(tr("Remove", "verb"), data=-part.id, icon="trash")
        more.picked.connect(self._on_more_picked)
        hbox(made, make, more, STRETCH, gap=4)
        return made

    def _on_add_clicked(self) -> None:
        self.part_wished.emit(0)

    def _on_make_clicked(self) -> None:
        self.invoice_wished.emit(int(self.sender().property("part")))

    def _on_invoice_clicked(self) -> None:
        self.open_requested.emit(Ref("invoice", int(self.sender().property("invoice"))))

    def _on_more_picked(self, key: object) -> None:
        number = int(str(key))
        if number > 0:
            self.part_wished.emit(number)
        else:
            self.removal_wished.emit(-number)


def _schedule_fact(project: Project) -> str:
    """Say where the schedule is not the contract's net; months of a retainer are each whole."""
    panel = project.money
    if panel is None or not project.parts or project.kind == "retainer_month":
        return ""
    if project.state == "cancelled":
        return tr("cancelled: only the kill fee can still be invoiced")
    rest = panel.net - panel.scheduled
    if rest.minor > 0:
        return tr("{amount} of the net is in no part").format(amount=money(rest))
    if rest.minor < 0:
        over = Money(-rest.minor, rest.currency)
        return tr("{amount} more than the net").format(amount=money(over))
    return tr("all of the net")


class Bills(Card):
    """The invoices, credit notes and pro formas of a project."""

    open_requested = Signal(object)
    """Emitted when one is to be opened; carries a Ref."""

    def __init__(self) -> None:
        super().__init__(tr("Invoices"))
        self._rows = vbox(None, margins=(6, 6, 6, 6))
        self.body.addLayout(self._rows)

    def show_bills(self, bills: tuple[BillRow, ...], language: str) -> None:
        """Show other invoices."""
        clear(self._rows)
        self.set_fact(str(len(bills)) if bills else "")
        if not bills:
            hint = label(tr("Nothing is invoiced yet."), "body", "text3")
            hint.setContentsMargins(8, 6, 8, 6)
            self._rows.addWidget(hint)
        for bill in bills:
            row = RecordRow(
                bill.id,
                bill.number or tr("Draft"),
                _bill_words(bill, language),
                ChipMark(bill.shown.role, text(bill.shown.label)),
            )
            row.chosen.connect(self._on_chosen)
            self._rows.addWidget(row)

    def _on_chosen(self, key: int) -> None:
        self.open_requested.emit(Ref("invoice", key))


def _bill_words(bill: BillRow, language: str) -> str:
    title = pick(bill.title, bill.title_zh, language)
    due = tr("due {day}").format(day=short_date(bill.due_on)) if bill.due_on else ""
    return "   ".join(part for part in (money(bill.gross), title, due) if part)
