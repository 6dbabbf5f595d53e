"""Words of partnerships: sums of money, shares, how long ago."""

from datetime import date
from decimal import Decimal

from studio.domain.money import Money
from studio.domain.partnerships import Cost
from ui.language import money, percent, relative_days, tr, trn


def sums(amounts: tuple[Money, ...]) -> str:
    """Return amounts per currency, never added together."""
    return tr(", ", "between facts").join(money(one) for one in amounts) or tr("none yet")


def share(value: Decimal | None) -> str:
    """Return a share, a dash where nothing divides."""
    return "–" if value is None else percent(value)


def costs(found: tuple[Cost, ...], part: str) -> str:
    """Return a cost in each currency, never mixed; how many pieces where there are several."""
    shown = []
    for one in found:
        value: Decimal | None = getattr(one, part)
        if value is None:
            continue
        # Two decimals whatever the currency: a cost per reaction in yen is a fraction too.
        said = tr("{currency} {amount}").format(currency=one.currency, amount=f"{value:,f}")
        if len(found) > 1:
            pieces = trn("{n} piece", "{n} pieces", one.pieces)
            said = tr("{said} ({n})", "cost").format(said=said, n=pieces)
        shown.append(said)
    return tr(", ", "between facts").join(shown) or "–"


def ago(day: date | None, today: date) -> str:
    """Return how long ago a day was."""
    return relative_days(day, today) if day is not None else tr("never")
