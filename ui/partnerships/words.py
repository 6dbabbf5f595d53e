"""Words of partnerships: sums of money, shares, how long ago."""

from datetime import date
from decimal import Decimal

from studio.domain.money import Money
from ui.language import money, percent, relative_days, tr


def sums(amounts: tuple[Money, ...]) -> str:
    """Return amounts per currency, never added together."""
    return tr(", ", "between facts").join(money(one) for one in amounts) or tr("none yet")


def share(value: Decimal | None) -> str:
    """Return a share, a dash where nothing divides."""
    return "–" if value is None else percent(value)


def cost(value: Decimal | None, currency: str) -> str:
    """Return a cost in major units with its currency, a dash where nothing divides."""
    return "–" if value is None else f"{value:,f} {currency}"


def ago(day: date | None, today: date) -> str:
    """Return how long ago a day was."""
    return relative_days(day, today) if day is not None else tr("never")
