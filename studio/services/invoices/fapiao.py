"""The fapiao beside an issued Chinese payment request: asked for, issued, red-lettered."""

import re
from datetime import date

from sqlmodel import Session

from studio.domain.invoices import FAPIAO_KINDS, FAPIAO_STATES
from studio.errors import Invalid
from studio.persistence.tables.invoices import Invoice
from studio.services.operation import command, load, name_step
from studio.text import Message


@command("Note fapiao", right="invoices.edit")
def note_fapiao(
    session: Session,
    invoice_id: int,
    *,
    version: int,
    state: str,
    kind: str = "",
    number: str = "",
    on: date | None = None,
) -> int:
    """Note how far the fapiao of an issued invoice is; digital numbers have 20 digits."""
    invoice = load(session, Invoice, invoice_id, version)
    problems: dict[str, Message] = {}
    if invoice.number is None:
        problems["state"] = Message("Issue the invoice first.")
    if state not in FAPIAO_STATES:
        problems["state"] = Message("This is not one of the choices.")
    if kind and kind not in FAPIAO_KINDS:
        problems["kind"] = Message("This is not one of the choices.")
    number = re.sub(r"\s", "", number)
    if state == "issued" and not re.fullmatch(r"\d{20}|\d{8}", number):
        problems["number"] = Message("A digital fapiao number has 20 digits, an old one 8.")
    if problems:
        raise Invalid(problems)
    invoice.fapiao_state, invoice.fapiao_no, invoice.fapiao_on = state, number, on
    invoice.fapiao_kind = kind or invoice.fapiao_kind
    name_step(session, Message("Note fapiao of {number}", number=invoice.number or ""))
    session.flush()
    return invoice.version
