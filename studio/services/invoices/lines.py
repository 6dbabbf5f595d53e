"""The rows of a draft: add, change, move, double, remove."""

from collections.abc import Mapping

from sqlmodel import Session

from studio.domain import gates
from studio.errors import Invalid
from studio.persistence.tables.clients import Client
from studio.persistence.tables.invoices import Invoice, InvoiceLine
from studio.persistence.tables.studio import TaxRate
from studio.services.invoices.drafts import draft, set_rate, standard_rate
from studio.services.invoices.fields import LINE_FIELDS, STAMPS
from studio.services.invoices.sums import lines_of, recompute
from studio.services.operation import command, load
from studio.text import Message


@command("Add line", right="invoices.edit")
def add_line(
    session: Session,
    invoice_id: int,
    *,
    values: Mapping[str, object] | None = None,
    after: int | None = None,
) -> int:
    """Add a row behind another one (or at the end) and return its id."""
    invoice = draft(session, invoice_id)
    lines = lines_of(session, invoice_id)
    at = next((nr for nr, line in enumerate(lines, 1) if line.id == after), len(lines))
    line = InvoiceLine(invoice_id=invoice_id, position=at + 1)
    client = load(session, Client, invoice.client_id)
    set_rate(line, standard_rate(session, invoice.legal_entity_id, client))
    session.add(line)
    _apply(session, invoice, line, values or {})
    for nr, other in enumerate(lines[at:], start=at + 2):
        other.position = nr
    recompute(session, invoice)
    return line.key


def _apply(
    session: Session, invoice: Invoice, line: InvoiceLine, values: Mapping[str, object]
) -> None:
    clean = gates.cleaned(LINE_FIELDS, values)
    rate_id = clean.pop("tax_rate_id", None)
    for field, value in clean.items():
        setattr(line, field, value)
    if rate_id is not None:
        rate = load(session, TaxRate, rate_id)
        if rate.legal_entity_id != invoice.legal_entity_id:
            raise Invalid({"tax_rate_id": Message("This tax rate belongs to another company.")})
        set_rate(line, rate)


@command("Change line", right="invoices.edit")
def change_line(
    session: Session, line_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Set fields of a row and return its new version."""
    line = load(session, InvoiceLine, line_id, version)
    invoice = draft(session, line.invoice_id)
    _apply(session, invoice, line, values)
    recompute(session, invoice)
    return line.version


@command("Move line", right="invoices.edit")
def move_line(session: Session, line_id: int, *, by: int) -> None:
    """Move a row up (by < 0) or down."""
    line = load(session, InvoiceLine, line_id)
    draft(session, line.invoice_id)
    lines = lines_of(session, line.invoice_id)
    at = lines.index(line)
    lines.insert(max(0, min(len(lines) - 1, at + by)), lines.pop(at))
    for nr, other in enumerate(lines, start=1):
        other.position = nr


@command("Double line", right="invoices.edit")
def duplicate_line(session: Session, line_id: int) -> int:
    """Add a copy of a row behind it and return the copy's id."""
    line = load(session, InvoiceLine, line_id)
    invoice = draft(session, line.invoice_id)
    lines = lines_of(session, line.invoice_id)
    copy = InvoiceLine(**line.model_dump(exclude=STAMPS))
    copy.position = line.position + 1
    session.add(copy)
    for other in lines[lines.index(line) + 1 :]:
        other.position += 1
    recompute(session, invoice)
    return copy.key


@command("Remove line", right="invoices.edit")
def remove_line(session: Session, line_id: int) -> None:
    """Take a row off a draft."""
    line = load(session, InvoiceLine, line_id)
    invoice = draft(session, line.invoice_id)
    session.delete(line)
    recompute(session, invoice)
