"""Priced rows, tax lines and instalments, already worked out: documents add nothing up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from studio.documents.language import NOTHING, Bilingual
from studio.domain.money import Money


class RowKind(StrEnum):
    """What a row of a price table is."""

    HEADING = "heading"
    ITEM = "item"
    NOTE = "note"
    SUBTOTAL = "subtotal"


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedRow:
    """One row of a price table; `amounts` holds one amount per option, None where it has none.

    An invoice row has exactly one amount. `base` and `rate` replace quantity and price on
    commission rows ("settled GMV 1,357,800.00, 20%"). Shares and rates are fractions (0.2).
    """

    kind: RowKind = RowKind.ITEM
    title: Bilingual
    detail: Bilingual = NOTHING
    quantity: Decimal | None = None
    unit: Bilingual = NOTHING
    price: Money | None = None
    discount: Decimal | None = None
    base: Money | None = None
    base_label: Bilingual = NOTHING
    rate: Decimal | None = None
    tax_rate: Decimal | None = None
    amounts: tuple[Money | None, ...] = ()


VAT = Bilingual("VAT", "增值税")


class Treatment(StrEnum):
    """Why a tax line is what it is; the document prints the word for it."""

    STANDARD = "standard"
    REDUCED = "reduced"
    ZERO = "zero"
    EXEMPT = "exempt"
    REVERSE_CHARGE = "reverse_charge"
    OUTSIDE_SCOPE = "outside_scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxLine:
    """The tax at one rate: `rate` is a fraction, `base` the net it is charged on."""

    rate: Decimal
    base: Money
    amount: Money
    treatment: Treatment = Treatment.STANDARD
    name: Bilingual = VAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One part of a payment schedule; `document` names its invoice once there is one."""

    label: Bilingual
    share: Decimal | None = None
    amount: Money
    due: date | None = None
    due_text: Bilingual = NOTHING
    document: Bilingual = NOTHING
    current: bool = False
