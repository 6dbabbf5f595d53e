"""Works out an invoice's sums from its rows, always by the same rules as the document prints."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from studio.domain import pricing
from studio.domain.invoices import BILLED
from studio.domain.money import Money
from studio.persistence.tables.invoices import Invoice, InvoiceLine


def lines_of(session: Session, invoice_id: int) -> list[InvoiceLine]:
    """Return an invoice's rows in order."""
    return list(
        session.exec(
            select(InvoiceLine)
            .where(InvoiceLine.invoice_id == invoice_id)
            .order_by(col(InvoiceLine.position), col(InvoiceLine.id))
        )
    )


def priced(line: InvoiceLine, currency: str) -> pricing.Line:
    """Return a row as the sums see it; a "less" row is taken off."""
    price = Money(line.unit_price, currency)
    return pricing.Line(
        price=-price if line.row == "less" else price,
        quantity=line.quantity,
        discount=line.discount,
        rate=line.tax_rate,
        treatment=line.tax_treatment,
    )


def totals(invoice: Invoice, lines: Sequence[InvoiceLine]) -> pricing.Totals:
    """Return the sums of the billed rows, before deductions."""
    return pricing.sums(
        [priced(line, invoice.currency) for line in lines if line.row in BILLED],
        invoice.currency,
        mode=invoice.tax_mode,
        rounding=invoice.rounding,
        discount=invoice.discount,
        discount_amount=Money(invoice.discount_amount, invoice.currency),
    )


def deducted(session: Session, lines: Sequence[InvoiceLine]) -> list[Invoice]:
    """Return the earlier invoices that a final invoice takes off."""
    ids = [line.deducts_id for line in lines if line.row == "deduction" and line.deducts_id]
    return [row for key in ids if (row := session.get(Invoice, key)) is not None]


def recompute(session: Session, invoice: Invoice) -> None:
    """Set net, tax and gross from the rows; deposits taken off lower net and tax alike (5.9)."""
    session.flush()
    lines = lines_of(session, invoice.key)
    result = totals(invoice, lines)
    net, gross = result.net.minor, result.gross.minor
    for earlier in deducted(session, lines):
        net -= earlier.net
        gross -= earlier.gross
    invoice.net, invoice.gross, invoice.tax = net, gross, gross - net
    session.flush()
