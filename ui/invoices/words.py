"""Words of invoices that several parts of the page use."""

from datetime import date

from studio.domain.invoices import KINDS
from studio.domain.names import pick
from studio.services.invoices import Invoice, InvoiceRow
from ui.language import language, money, relative_days, short_date, text, tr


def title_of(row: InvoiceRow | Invoice) -> str:
    """Return what an invoice is for; its kind where nothing was typed."""
    return pick(row.title, row.title_zh, language()) or text(KINDS[row.kind])


def number_of(row: InvoiceRow | Invoice) -> str:
    """Return the number; a draft has none yet."""
    return row.number or tr("No number yet")


def due_words(row: Invoice, today: date) -> str:
    """Return when an invoice is due, in words."""
    if row.due_on is None or row.type == "credit_note":
        return ""
    return tr("Due {day}, {when}").format(
        day=short_date(row.due_on),
        when=relative_days(row.due_on, today),
    )


def terms_words() -> dict[str, str]:
    """Return the kinds of payment terms, without their days."""
    return {
        "net_n": tr("Days after the invoice"),
        "eom_plus_n": tr("Days after the end of the month"),
        "net_n_then_eom": tr("Days, then the end of that month"),
        "on_receipt": tr("On receipt"),
        "milestone": tr("At the milestone"),
    }


def mail_words(invoice: Invoice) -> str:
    """Return what an e-mail with the invoice says."""
    due = short_date(invoice.due_on) if invoice.due_on else ""
    return tr(
        "Please find {number} attached, {sum}, due {due}.\n\nWith kind regards\n{issuer}\n"
    ).format(number=invoice.number, sum=money(invoice.gross), due=due, issuer=invoice.issuer)
