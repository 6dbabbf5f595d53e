"""Sums of priced rows: discounts, taxes in or on top, rounding, deposits and credit notes.

Order of the sums (domain 5.9): line discount, then document discount spread pro rata by largest
remainder, then tax per rate. One policy per document: tax is rounded once per rate (document) or
on each line (line). Always net + taxes = gross.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from studio.domain.money import Money, half_up, share_out, zero
from studio.errors import Invalid
from studio.text import Message

STANDARD, ZERO, EXEMPT = "standard", "zero", "exempt"
REVERSE_CHARGE, OUTSIDE_SCOPE, NO_TAX = "reverse_charge", "outside_scope", "none"
TREATMENTS = (STANDARD, ZERO, EXEMPT, REVERSE_CHARGE, OUTSIDE_SCOPE, NO_TAX)
DOCUMENT, LINE = "document", "line"
EXCLUSIVE, INCLUSIVE = "excl", "incl"


@dataclass(frozen=True, slots=True)
class Line:
    """One priced row. `price` is per unit; in inclusive documents it carries the tax."""

    price: Money
    quantity: Decimal = Decimal(1)
    discount: Decimal = Decimal(0)
    rate: Decimal = Decimal(0)
    treatment: str = STANDARD

    def amount(self) -> Money:
        """Return quantity x price less the line's own discount, rounded half-up."""
        return self.price.times(self.quantity * (1 - self.discount))


@dataclass(frozen=True, slots=True)
class Tax:
    """The tax of one rate and treatment: what it is worked out from, and how much it is."""

    rate: Decimal
    treatment: str
    base: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a document. `discount` is what the document discount took off (positive)."""

    subtotal: Money
    discount: Money
    net: Money
    taxes: tuple[Tax, ...]
    gross: Money

    @property
    def tax(self) -> Money:
        """Return all taxes together."""
        return self.gross - self.net


def sums(
    lines: Sequence[Line],
    currency: str,
    *,
    mode: str = EXCLUSIVE,
    rounding: str = DOCUMENT,
    discount: Decimal = Decimal(0),
    discount_amount: Money | None = None,
) -> Totals:
    """Return the sums of a document.

    `discount` is a share of the whole, `discount_amount` a fixed amount; where both are given
    they add up. In mode "incl" all prices carry their tax and the net is worked out of it on the
    total of a rate, never as a sum of rounded lines (domain 5.11).
    """
    amounts = [line.amount() for line in lines]
    subtotal = _sum(amounts, currency)
    off = subtotal.times(discount) + (discount_amount or zero(currency))
    parts = _spread(amounts, off)
    if mode == INCLUSIVE:
        return _inclusive(lines, parts, subtotal, off)
    return _exclusive(lines, parts, subtotal, off, rounding)


def _sum(amounts: Sequence[Money], currency: str) -> Money:
    return Money(sum(amount.minor for amount in amounts), currency)


def _spread(amounts: Sequence[Money], off: Money) -> list[Money]:
    """Take a document discount off the amounts in proportion, to the last cent."""
    weights = [max(0, amount.minor) for amount in amounts]
    if not off or not any(weights):
        return list(amounts)
    shares = share_out(off, weights)
    return [amount - share for amount, share in zip(amounts, shares, strict=True)]


def _groups(lines: Sequence[Line]) -> list[tuple[Decimal, str]]:
    """Return the rates and treatments in use, highest rate first."""
    found = {(line.rate, line.treatment) for line in lines}
    return sorted(found, key=lambda pair: (-pair[0], TREATMENTS.index(pair[1])))


def _exclusive(
    lines: Sequence[Line], parts: Sequence[Money], subtotal: Money, off: Money, rounding: str
) -> Totals:
    currency = subtotal.currency
    taxes = []
    for rate, treatment in _groups(lines):
        own = [
            part
            for line, part in zip(lines, parts, strict=True)
            if (line.rate, line.treatment) == (rate, treatment)
        ]
        base = _sum(own, currency)
        if rounding == LINE:
            amount = _sum([part.times(rate) for part in own], currency)
        else:
            amount = base.times(rate)
        taxes.append(Tax(rate, treatment, base, amount))
    net = subtotal - off
    gross = net + _sum([tax.amount for tax in taxes], currency)
    return Totals(subtotal, off, net, tuple(taxes), gross)


def _inclusive(
    lines: Sequence[Line], parts: Sequence[Money], subtotal: Money, off: Money
) -> Totals:
    currency = subtotal.currency
    taxes = []
    for rate, treatment in _groups(lines):
        whole = _sum(
            [
                part
                for line, part in zip(lines, parts, strict=True)
                if (line.rate, line.treatment) == (rate, treatment)
            ],
            currency,
        )
        base = net_of(whole, rate)
        taxes.append(Tax(rate, treatment, base, whole - base))
    gross = subtotal - off
    net = gross - _sum([tax.amount for tax in taxes], currency)
    return Totals(subtotal, off, net, tuple(taxes), gross)


def net_of(gross: Money, rate: Decimal) -> Money:
    """Return the net within a tax-inclusive amount: gross / (1 + rate), half-up."""
    return Money(half_up(Decimal(gross.minor) / (1 + rate)), gross.currency)


def instalments(net: Money, shares: Sequence[Decimal]) -> list[Money]:
    """Split a contract's net by the shares of its payment schedule.

    Where the shares make a whole the parts sum to the net exactly; else each part is its share.
    """
    if shares and sum(shares) == 1:
        return share_out(net, shares)
    return [net.times(share) for share in shares]


def less(whole: Totals, taken: Sequence[Totals]) -> Totals:
    """Return the sums left of a document after others: net and tax are taken off rate by rate.

    So a final invoice shows the contract less its deposits (5.9), and an invoice what credit notes
    have left of it.
    """
    taxes = []
    for tax in whole.taxes:
        base, amount = tax.base, tax.amount
        for other in (one for sums_ in taken for one in sums_.taxes):
            if (other.rate, other.treatment) == (tax.rate, tax.treatment):
                base, amount = base - other.base, amount - other.amount
        taxes.append(Tax(tax.rate, tax.treatment, base, amount))
    net, gross = whole.net, whole.gross
    for sums_ in taken:
        net, gross = net - sums_.net, gross - sums_.gross
    return Totals(net, zero(net.currency), net, tuple(taxes), gross)


def credit(invoice: Totals, wanted: Totals, credited: Sequence[Totals]) -> Totals:
    """Return the sums of a credit note; the one that takes the last of a rate takes its last cent.

    Partial credit notes of an invoice therefore sum to it (domain 5.11). `wanted` are the sums of
    the lines to take back as the document's own policy gives them. More than is left is refused.
    """
    left = {(tax.rate, tax.treatment): tax for tax in less(invoice, credited).taxes}
    currency = invoice.net.currency
    taxes = []
    for tax in wanted.taxes:
        rest = left.get(
            (tax.rate, tax.treatment), Tax(tax.rate, tax.treatment, *[zero(currency)] * 2)
        )
        last = tax.base == rest.base or tax.base + tax.amount == rest.base + rest.amount
        if last:
            taxes.append(rest)
        elif tax.base > rest.base:
            raise Invalid(
                {"lines": Message("Only {left} is left to take back at this rate.", left=rest.base)}
            )
        else:
            # Never more tax than is left: the last note would else have to add some.
            taxes.append(Tax(tax.rate, tax.treatment, tax.base, min(tax.amount, rest.amount)))
    net = _sum([tax.base for tax in taxes], currency)
    gross = net + _sum([tax.amount for tax in taxes], currency)
    return Totals(wanted.subtotal, wanted.discount, net, tuple(taxes), gross)


def margin(price: Money, cost: Money) -> Decimal | None:
    """Return the share of a price that is left after cost; None where there is no price."""
    if price.minor == 0:
        return None
    return ((Decimal(price.minor) - cost.minor) / price.minor).quantize(Decimal("0.0001"))
