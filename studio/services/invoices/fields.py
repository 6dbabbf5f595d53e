"""What may be typed into a draft and its rows: the gate of each plain field."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from studio.domain import gates, typed
from studio.domain.dates import TERMS
from studio.domain.invoices import KINDS, ROWS
from studio.text import Message

LONG = 2000


def _text(limit: int = 200, *, multiline: bool = False) -> gates.Gate:
    def gate(value: object) -> str:
        return typed.text(str(value), limit=limit, multiline=multiline)

    return gate


def _choice(choices: tuple[str, ...]) -> gates.Gate:
    def gate(value: object) -> str:
        if value not in choices:
            raise gates.refuse(Message("This is not one of the choices."))
        return str(value)

    return gate


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    raise gates.refuse(Message("A date is needed."))


def _share(value: object) -> Decimal:
    if not isinstance(value, Decimal) or not 0 <= value <= 1:
        raise gates.refuse(Message("A discount is from 0 to 100 %."))
    return value


def _amount(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise gates.refuse(Message("An amount cannot be negative here."))
    if value > 900_000_000_000_000:
        raise gates.refuse(Message("This amount is too large."))
    return value


def _quantity(value: object) -> Decimal:
    if not isinstance(value, Decimal) or not 0 <= value <= 1_000_000:
        raise gates.refuse(Message("A quantity from 0 to 1,000,000 is needed."))
    return value


def _days(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= 365:
        raise gates.refuse(Message("0 to 365 days."))
    return value


def _key(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise gates.refuse(Message("This is not one of the choices."))


def _rate(value: object) -> Decimal:
    if not isinstance(value, Decimal) or not 0 < value <= 1_000_000:
        raise gates.refuse(Message("A rate is more than zero."))
    return value


FIELDS: Mapping[str, gates.Gate] = {
    "kind": _choice(tuple(KINDS)),
    "client_id": _key,
    "contact_id": _key,
    "legal_entity_id": _key,
    "project_id": _key,
    "bank_account_id": _key,
    "title": _text(),
    "title_zh": _text(),
    "currency": _text(3),
    "language": _choice(("en", "zh", "zh+en")),
    "page_size": _choice(("A4", "Letter")),
    "issued_on": _day,
    "supplied_on": _day,
    "supplied_to": _day,
    "due_on": _day,
    "terms_kind": _choice(TERMS),
    "terms_days": _days,
    "po_no": _text(60),
    "contract_no": _text(60),
    "tax_mode": _choice(("excl", "incl")),
    "rounding": _choice(("document", "line")),
    "discount": _share,
    "discount_amount": _amount,
    "note": _text(LONG, multiline=True),
    "note_zh": _text(LONG, multiline=True),
    "internal_note": _text(LONG, multiline=True),
    "reason": _text(),
    "fapiao_kind": _choice(("", "special", "general")),
    "fx_rate": lambda value: None if value is None else _rate(value),
    "fx_on": _day,
    "fx_source": _text(),
}

LINE_FIELDS: Mapping[str, gates.Gate] = {
    "row": _choice(ROWS),
    "title": _text(),
    "title_zh": _text(),
    "detail": _text(500),
    "detail_zh": _text(500),
    "quantity": _quantity,
    "unit": _text(20),
    "unit_price": _amount,
    "discount": _share,
    "tax_rate_id": _key,
    "basis": _text(),
    "basis_zh": _text(),
}

STAMPS = {"id", "version", "created_at", "created_by", "changed_at", "changed_by"}
"""Columns a copy of a row does not take over."""
