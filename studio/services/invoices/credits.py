"""Credit notes: a document of its own series that takes an invoice back."""

from sqlmodel import Session, select

from studio.domain.typed import text
from studio.errors import Invalid
from studio.persistence.tables.clients import Client
from studio.persistence.tables.invoices import Invoice, InvoiceLine
from studio.persistence.tables.studio import LegalEntity
from studio.services.invoices.drafts import new_draft
from studio.services.invoices.sums import deducted, lines_of, recompute
from studio.services.operation import command, load, name_step
from studio.text import Message

CREDITABLE = frozenset({"issued", "sent", "partially_paid", "paid", "disputed"})


@command("Make credit note", right="invoices.edit")
def create_credit_note(session: Session, invoice_id: int, *, version: int, reason: str) -> int:
    """Make the draft of a credit note that takes the whole invoice back; returns its id.

    The draft can be undone; issuing it gives a number of the credit notes' own series.
    """
    source = load(session, Invoice, invoice_id, version)
    if source.type != "invoice" or source.state not in CREDITABLE or source.credited:
        raise Invalid({"state": Message("There is nothing to take back on this document.")})
    begun = session.exec(select(Invoice).where(Invoice.credits_id == invoice_id)).first()
    if begun is not None:
        raise Invalid({"state": Message("A credit note for this invoice exists already.")})
    client = load(session, Client, source.client_id)
    entity = load(session, LegalEntity, source.legal_entity_id)
    note = new_draft(
        session,
        client,
        entity,
        kind="credit",
        currency=source.currency,
        title=source.title,
        title_zh=source.title_zh,
        language=source.language,
        page_size=source.page_size,
        tax_mode=source.tax_mode,
        rounding=source.rounding,
        discount=source.discount,
        discount_amount=source.discount_amount,
        po_no=source.po_no,
        contract_no=source.contract_no,
        credits_id=source.key,
        reason=text(reason, required=True),
    )
    note.project_id = source.project_id
    note.bank_account_id = None
    lines = lines_of(session, invoice_id)
    for line in lines:
        if line.row != "contract":
            values = line.model_dump(
                exclude={
                    "id",
                    "version",
                    "created_at",
                    "created_by",
                    "changed_at",
                    "changed_by",
                    "invoice_id",
                }
            )
            session.add(InvoiceLine(invoice_id=note.key, **values))
    recompute(session, note)
    if deducted(session, lines) and note.gross != source.gross:
        raise Invalid({"state": Message("The credit note does not add up to its invoice.")})
    name_step(session, Message("Make credit note for {number}", number=source.number or ""))
    return note.key
