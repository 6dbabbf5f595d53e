"""What each part of a score is worth, in hundredths, and None where it is not known.

Kept apart from the words: everybody is valued, only those looked at are explained.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from studio.domain.currencies import CURRENCIES
from studio.domain.shortlisting.audience import met
from studio.domain.shortlisting.filters import folded
from studio.domain.shortlisting.values import (
    PARTS,
    Account,
    Benchmark,
    Facts,
    Price,
    Terms,
    Wishes,
    Yardsticks,
)

_ONE = Decimal(1)


class Asked:
    """One brief's question: wishes, terms and yardsticks, and the parts it asks for."""

    def __init__(self, wishes: Wishes, terms: Terms, yardsticks: Yardsticks, today: date) -> None:
        self.wishes = wishes
        self.terms = terms
        self.yardsticks = yardsticks
        self.today = today
        self.days = wishes.days
        self.categories = folded(wishes.categories)
        self.near: frozenset[str] = frozenset().union(
            *(family for family in terms.families if not family.isdisjoint(self.categories))
        )
        self.first_job = hundredths(terms.first_job)
        asked = {
            "audience": bool(wishes.audience),
            "price": wishes.ceiling is not None,
            "category": bool(wishes.categories),
            "cost": bool(wishes.format),
            "free": self.days > 0,
        }
        self.names = tuple(
            name for name in PARTS if asked.get(name, True) and terms.weights.get(name, 0) > 0
        )
        self.whole = sum(terms.weights[name] for name in self.names)

    def benchmark(self, account: Account, price: Price) -> Benchmark | None:
        """Return what past jobs of this tier, platform and category cost, in the same currency."""
        for category in self.categories:
            found = self.yardsticks.costs.get((account.tier, account.platform, category))
            if found is not None and found.currency == price.currency:
                return found
        return None

    def usual(self, account: Account) -> tuple[Decimal, int]:
        """Return the median share of views that react among those found, and of how many."""
        key = (account.tier, account.platform)
        return self.yardsticks.engagement.get(key, (Decimal(0), 0))


def hundredths(part: Decimal) -> int:
    """Return a share of one in hundredths, from 0 to 100."""
    return max(0, min(100, int((part * 100).quantize(_ONE, ROUND_HALF_UP))))


def ratio(part: int, whole: int) -> int:
    """Return one whole number over another in hundredths, from 0 to 100, halves up."""
    return max(0, min(100, (part * 200 + whole) // (whole * 2)))


def _audience(asked: Asked, _facts: Facts, account: Account | None, _p: Price | None) -> int | None:
    if account is None or account.audience is None:
        return None
    fine, short, _unknown = met(asked.wishes.audience, account.audience, asked.terms.shares)
    return ratio(len(fine), len(asked.wishes.audience)) if fine or short else None


def _price(asked: Asked, _facts: Facts, _a: Account | None, price: Price | None) -> int | None:
    if price is None or price.currency != asked.wishes.currency:
        return None
    ceiling = asked.wishes.ceiling or 0
    if price.amount <= ceiling:
        return 100
    if not ceiling or not asked.terms.tolerance:
        return 0
    return hundredths(1 - Decimal(price.amount - ceiling) / ceiling / asked.terms.tolerance)


def _category(asked: Asked, facts: Facts, _a: Account | None, _p: Price | None) -> int | None:
    if not facts.niches:
        return None
    known = {word.casefold() for word in facts.niches}
    if not known.isdisjoint(asked.categories):
        return 100
    return 0 if known.isdisjoint(asked.near) else hundredths(asked.terms.related)


def _engagement(
    asked: Asked, _facts: Facts, account: Account | None, _p: Price | None
) -> int | None:
    if account is None or not account.views or account.engagements is None:
        return None
    median, n = asked.usual(account)
    if n < asked.terms.least or not median:
        return None
    return hundredths(Decimal(account.engagements) / account.views / median)


def _cost(asked: Asked, _facts: Facts, account: Account | None, price: Price | None) -> int | None:
    if account is None or not account.views or price is None or not price.amount:
        return None
    found = asked.benchmark(account, price)
    if found is None or found.n < asked.terms.least:
        return None
    return hundredths(found.cpm / cpm(account.views, price))


def cpm(views: int, price: Price) -> Decimal:
    """Return what a thousand views cost, in major units."""
    known = CURRENCIES.get(price.currency)
    return Decimal(price.amount).scaleb(-(known.minor if known else 2)) * 1000 / views


def _history(asked: Asked, facts: Facts, _a: Account | None, _p: Price | None) -> int | None:
    if not facts.jobs or facts.last_job is None:
        return asked.first_job
    days = min(max(0, (asked.today - facts.last_job).days), asked.terms.rest_days)
    rested = Decimal(days) / asked.terms.rest_days
    return hundredths(asked.terms.first_job + (1 - asked.terms.first_job) * rested)


def _free(asked: Asked, facts: Facts, _a: Account | None, _p: Price | None) -> int | None:
    return ratio(max(0, asked.days - facts.busy), asked.days)


WORTH: Mapping[str, Callable[[Asked, Facts, Account | None, Price | None], int | None]] = (
    MappingProxyType(
        {
            "audience": _audience,
            "price": _price,
            "category": _category,
            "engagement": _engagement,
            "cost": _cost,
            "history": _history,
            "free": _free,
        }
    )
)
