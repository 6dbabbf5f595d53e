"""How an invoice stands in the narrow list, and in a spreadsheet."""

from datetime import date

from studio.domain.money import Money
from studio.domain.names import pick
from studio.services.invoices import InvoiceRow
from ui.invoices.words import number_of, title_of
from ui.language import language, money, short_date, text, tr
from ui.models.columns import Column
from ui.models.list import TwoLine
from ui.widgets.marks import ChipMark


def two_lines(row: InvoiceRow) -> TwoLine:
    """Return what the list says of an invoice."""
    due = ""
    if row.due_on is not None and row.state not in ("void", "draft") and row.type == "invoice":
        due = short_date(row.due_on)
    return TwoLine(
        title=number_of(row),
        right=money(row.gross),
        sub=_client(row),
        sub2=title_of(row),
        meta=due,
        chip=ChipMark(row.shown.role, text(row.shown.label)),
        lock=bool(row.number),
        struck=row.state == "void",
        title_ink="text" if row.number else "text2",
    )


def sheet_columns() -> list[Column]:
    """Return what is copied and saved of an invoice."""
    return [
        Column("number", tr("Number"), "text", number_of),
        Column("client", tr("Client"), "text", _client),
        Column("title", tr("Title"), "text", title_of),
        Column("issued", tr("Issued", "date"), "date", _issued),
        Column("due", tr("Due"), "date", _due),
        Column("state", tr("State"), "text", _state),
        Column("gross", tr("Amount"), "money", _gross),
        Column("open", tr("Open", "state"), "money", _open),
    ]


def asked_for(row: InvoiceRow) -> tuple[Money, ...]:
    """Return what an invoice adds to a sum: a credit note takes away, void ones ask for nothing."""
    if row.state == "void" or row.type == "proforma":
        return ()
    return (-row.gross if row.type == "credit_note" else row.gross,)


def _client(row: InvoiceRow) -> str:
    return pick(row.client, row.client_zh, language())


def _issued(row: InvoiceRow) -> date | None:
    return row.issued_on


def _due(row: InvoiceRow) -> date | None:
    return row.due_on


def _state(row: InvoiceRow) -> str:
    return text(row.shown.label)


def _gross(row: InvoiceRow) -> Money:
    return row.gross


def _open(row: InvoiceRow) -> Money:
    return row.open
