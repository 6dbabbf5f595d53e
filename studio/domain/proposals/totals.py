"""What options cost: lines by letter, add-ons, discount, tax, cost and margin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from studio.domain import pricing
from studio.domain.money import Money, zero
from studio.domain.proposals.values import Line, Option, Version

_TREATMENTS = {
    "none": pricing.NO_TAX,
    "reverse_charge": pricing.REVERSE_CHARGE,
    "outside_scope": pricing.OUTSIDE_SCOPE,
}


@dataclass(frozen=True, slots=True)
class Sums:
    """The price of one choice: `cost` and `margin` (share of the net) are internal."""

    letters: str
    totals: pricing.Totals
    cost: Money
    margin: Decimal | None


def amount(line: Line, currency: str) -> Money:
    """Return quantity x price less the line's discount; nothing for rows that are not items."""
    if line.row != "item" or line.price is None or line.free:
        return zero(currency)
    return pricing.Line(line.price, line.quantity, line.discount).amount()


def in_options(line: Line, letters: str) -> bool:
    """Say whether a line is part of any of the options."""
    return bool(set(line.options) & set(letters))


def treatment(tax_mode: str, rate: Decimal) -> str:
    """Return how a version's tax mode treats each line."""
    return _TREATMENTS.get(tax_mode) or (pricing.STANDARD if rate else pricing.ZERO)


def chosen_lines(version: Version, letters: str) -> tuple[Line, ...]:
    """Return the lines of a choice, and one more for each add-on that has a price of its own."""
    main = "".join(option.letter for option in version.main if option.letter in letters)
    lines = [line for line in version.items if in_options(line, letters)]
    base = _sum((line for line in lines if in_options(line, main)), version.currency)
    for addon in version.addons:
        if addon.letter not in letters:
            continue
        price = addon.price or zero(version.currency)
        if addon.percent is not None:
            price += base.times(addon.percent)
        if price:
            lines.append(
                Line(
                    kind="rush" if addon.percent is not None else "production",
                    title=addon.title,
                    title_zh=addon.title_zh,
                    options=addon.letter,
                    price=price,
                )
            )
    return tuple(lines)


def addon_price(version: Version, addon: Option, letters: str) -> Money:
    """Return what an add-on costs on top of the chosen letters, before discount and tax."""
    without = letters.replace(addon.letter, "")
    whole = _sum(chosen_lines(version, without + addon.letter), version.currency)
    return whole - _sum(chosen_lines(version, without), version.currency)


def sums(version: Version, letters: str) -> Sums:
    """Return the price of the chosen options and add-ons together."""
    rate = version.tax_rate if version.tax_mode in ("excl", "incl") else Decimal(0)
    treated = treatment(version.tax_mode, rate)
    chosen = chosen_lines(version, letters)
    totals = pricing.sums(
        [
            pricing.Line(line.price, line.quantity, line.discount, rate, treated)
            for line in chosen
            if line.price is not None and not line.free
        ],
        version.currency,
        mode=pricing.INCLUSIVE if version.tax_mode == "incl" else pricing.EXCLUSIVE,
        discount=version.discount,
    )
    cost = zero(version.currency)
    for line in chosen:
        cost += line.cost or zero(version.currency)
    return Sums(letters, totals, cost, pricing.margin(totals.net, cost))


def by_letter(version: Version) -> Mapping[str, Sums]:
    """Return the price of each option alone, without add-ons, in the options' order."""
    return {option.letter: sums(version, option.letter) for option in version.main}


def subtotal(lines: Sequence[Line], at: int, letter: str, currency: str) -> Money:
    """Return the sum for one option of the section that row `at` heads, or ends as a subtotal.

    A section runs from a heading to the next heading; a subtotal row sums what stands above it.
    """
    start = at
    if lines[at].row != "heading":
        while start > 0 and lines[start].row != "heading":
            start -= 1
    end = at if lines[at].row == "subtotal" else len(lines)
    section = []
    for line in lines[start + (lines[start].row == "heading") : end]:
        if line.row == "heading":
            break
        section.append(line)
    return _sum((line for line in section if in_options(line, letter)), currency)


def line_margin(line: Line, currency: str) -> Decimal | None:
    """Return the share of a line's price left after its cost; None without a price or a cost."""
    if line.cost is None or not line.cost:
        return None
    return pricing.margin(amount(line, currency), line.cost)


def advised(version: Version) -> str:
    """Return the letter proposed to the client: the advised option, else the first."""
    letters = [option.letter for option in version.main if option.advised]
    letters += [option.letter for option in version.main]
    return letters[0] if letters else ""


def _sum(lines: Iterable[Line], currency: str) -> Money:
    total = zero(currency)
    for line in lines:
        total += amount(line, currency)
    return total
