"""The parts of a score: each from 0 to 1 in hundredths, with its reason in words and numbers.

A part the brief does not ask for is left out for everybody. What is not known of somebody counts
nothing, and the reason says so.
"""

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from studio.domain.currencies import CURRENCIES
from studio.domain.money import Money
from studio.domain.shortlisting.audience import group_label, met
from studio.domain.shortlisting.filters import account_for, folded, price_for
from studio.domain.shortlisting.values import (
    PARTS,
    Account,
    Facts,
    Part,
    Price,
    Terms,
    Wishes,
    Yardsticks,
)
from studio.text import Message

_HUNDRED = Decimal(100)
Judged = tuple[int | None, Message, tuple[Message, ...]]
"""Value in hundredths, the reason, and what it is made of."""


class Asked:
    """One brief's question: wishes, terms and yardsticks, and the parts it asks for."""

    def __init__(self, wishes: Wishes, terms: Terms, yardsticks: Yardsticks, today: date) -> None:
        self.wishes = wishes
        self.terms = terms
        self.yardsticks = yardsticks
        self.today = today
        self.categories = folded(wishes.categories)
        asked = {
            "audience": bool(wishes.audience),
            "price": wishes.ceiling is not None,
            "category": bool(wishes.categories),
            "cost": bool(wishes.format),
            "free": wishes.days > 0,
        }
        self.names = tuple(
            name for name in PARTS if asked.get(name, True) and terms.weights.get(name, 0) > 0
        )

    def parts(self, facts: Facts) -> tuple[Part, ...]:
        """Return the parts of one talent's score."""
        account, price = account_for(facts, self.wishes), price_for(facts, self.wishes)
        found = []
        for name in self.names:
            value, reason, detail = _JUDGES[name](self, facts, account, price)
            found.append(Part(name, self.terms.weights[name], value, reason, detail))
        return tuple(found)


def score_of(parts: tuple[Part, ...]) -> int:
    """Return the score in tenths of a point of 100: the sum of weight times value, rounded.

    Sum of weights 80, points 5,440 hundredths: 54.40 of 80 is 68.0 of 100, returned as 680.
    """
    whole = sum(part.weight for part in parts)
    if not whole:
        return 0
    return (sum(part.points for part in parts) * 20 + whole) // (whole * 2)


def _hundredths(part: Decimal) -> int:
    return max(0, min(100, int((part * 100).quantize(Decimal(1), ROUND_HALF_UP))))


def percent(share: Decimal) -> str:
    """Return a share as "4.7 %"."""
    text = f"{(share * 100).quantize(Decimal('0.1'), ROUND_HALF_UP):f}"
    return f"{text.removesuffix('.0')} %"


def _audience(asked: Asked, _facts: Facts, account: Account | None, _price: Price | None) -> Judged:
    if account is None or account.audience is None:
        return None, Message("audience not measured"), ()
    wished, known = asked.wishes.audience, account.audience
    fine, short, unknown = met(wished, known, asked.terms.shares)
    details = [
        Message(
            "{group}: {share} of followers, {least} asked",
            group=group_label(group),
            share=percent(known[group.kind].get(group.code, Decimal(0))),
            least=percent(asked.terms.shares.get(group.kind, Decimal(0))),
        )
        for group in wished
        if group not in unknown
    ]
    details += [Message("{group}: not measured", group=group_label(group)) for group in unknown]
    if not fine and not short:
        return None, Message("audience not measured"), tuple(details)
    value = _hundredths(Decimal(len(fine)) / Decimal(len(wished)))
    if unknown:
        reason = Message(
            "{met} of {all} audience groups, {unknown} not measured",
            met=len(fine),
            all=len(wished),
            unknown=len(unknown),
        )
    else:
        reason = Message("{met} of {all} audience groups", met=len(fine), all=len(wished))
    return value, reason, tuple(details)


def _price(asked: Asked, _facts: Facts, _account: Account | None, price: Price | None) -> Judged:
    wishes = asked.wishes
    if price is None:
        return None, Message("no price for this piece"), ()
    shown = Money(price.amount, price.currency)
    if price.currency != wishes.currency:
        reason = Message(
            "{price}, the brief is in {currency}", price=shown, currency=wishes.currency
        )
        return None, reason, ()
    ceiling = wishes.ceiling or 0
    detail: tuple[Message, ...] = (
        Message("{price} asked, ceiling {ceiling}", price=shown,
                ceiling=Money(ceiling, wishes.currency)),
    )  # fmt: skip
    if not price.confirmed:
        detail = (*detail, Message("the price is provisional"))
    if price.amount <= ceiling:
        room = Decimal(ceiling - price.amount) / Decimal(ceiling) if ceiling else Decimal(0)
        if room == 0:
            return 100, Message("at the ceiling"), detail
        return 100, Message("{share} under the ceiling", share=_whole(room)), detail
    if not ceiling:
        return 0, Message("over the ceiling"), detail
    over = Decimal(price.amount - ceiling) / Decimal(ceiling)
    value = _hundredths(1 - over / asked.terms.tolerance) if asked.terms.tolerance else 0
    return value, Message("{share} over the ceiling", share=_whole(over)), detail


def _whole(share: Decimal) -> str:
    """A share as a whole percentage, with a decimal where it would round to nothing."""
    whole = (share * 100).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{whole:f} %" if whole else percent(share)


def _category(asked: Asked, facts: Facts, _account: Account | None, _price: Price | None) -> Judged:
    if not facts.niches:
        return None, Message("niche not known"), ()
    hit = [word for word in facts.niches if word.casefold() in asked.categories]
    if hit:
        return 100, Message("known for {niche}", niche=hit[0]), ()
    near: frozenset[str] = frozenset().union(
        *(family for family in asked.terms.families if not family.isdisjoint(asked.categories))
    )
    close = [word for word in facts.niches if word.casefold() in near]
    if close:
        value = _hundredths(asked.terms.related)
        return value, Message("known for {niche}, which is close", niche=close[0]), ()
    return (
        0,
        Message("known for other things"),
        tuple(Message("{niche}", niche=word) for word in facts.niches),
    )


def _engagement(
    asked: Asked, _facts: Facts, account: Account | None, _price: Price | None
) -> Judged:
    if account is None or not account.views or account.engagements is None:
        return None, Message("engagement not measured"), ()
    rate = Decimal(account.engagements) / Decimal(account.views)
    median, n = asked.yardsticks.engagement.get((account.tier, account.platform), (Decimal(0), 0))
    detail = (
        Message("{engagements} reactions on {views} views a post",
                engagements=f"{account.engagements:,}", views=f"{account.views:,}"),
    )  # fmt: skip
    if n < asked.terms.least or not median:
        reason = Message("{rate} react, too few to compare (n = {n})", rate=percent(rate), n=n)
        return None, reason, detail
    reason = Message(
        "{rate} react, median {median} (n = {n})", rate=percent(rate), median=percent(median), n=n
    )
    return _hundredths(rate / median), reason, detail


def _cost(asked: Asked, _facts: Facts, account: Account | None, price: Price | None) -> Judged:
    if account is None or not account.views or price is None:
        return None, Message("cost per thousand views not known"), ()
    cpm = _major(price.amount, price.currency) * 1000 / Decimal(account.views)
    shown = f"{cpm.quantize(Decimal('0.01'), ROUND_HALF_UP):,f} {price.currency}"
    detail = (
        Message("{price} for {views} views on average",
                price=Money(price.amount, price.currency), views=f"{account.views:,}"),
    )  # fmt: skip
    found = None
    for category in asked.wishes.categories:
        found = found or asked.yardsticks.costs.get(
            (account.tier, account.platform, category.casefold())
        )
    if found is None or found.currency != price.currency or not cpm:
        return None, Message("CPM {cpm}, no past job to compare", cpm=shown), detail
    own = f"{found.cpm.quantize(Decimal('0.01'), ROUND_HALF_UP):,f}"
    reason = Message("CPM {cpm}, own median {own} (n = {n})", cpm=shown, own=own, n=found.n)
    return _hundredths(found.cpm / cpm), reason, detail


def _major(minor: int, currency: str) -> Decimal:
    known = CURRENCIES.get(currency)
    return Decimal(minor).scaleb(-(known.minor if known else 2))


def _history(asked: Asked, facts: Facts, _account: Account | None, _price: Price | None) -> Judged:
    terms = asked.terms
    if not facts.jobs or facts.last_job is None:
        return _hundredths(terms.first_job), Message("no job with this client yet"), ()
    days = max(0, (asked.today - facts.last_job).days)
    detail = (Message("{n} jobs with this client", n=facts.jobs),)
    rested = Decimal(min(days, terms.rest_days)) / Decimal(terms.rest_days)
    if days == 0:
        reason = Message("a job with this client is under way")
    elif days == 1:
        reason = Message("last job with this client yesterday")
    else:
        reason = Message("last job with this client {days} days ago", days=days)
    return _hundredths(terms.first_job + (1 - terms.first_job) * rested), reason, detail


def _free(asked: Asked, facts: Facts, _account: Account | None, _price: Price | None) -> Judged:
    days = asked.wishes.days
    free = max(0, days - facts.busy)
    reason = Message("free on {free} of {days} days", free=free, days=days)
    return _hundredths(Decimal(free) / Decimal(days)), reason, ()


_JUDGES: dict[str, Callable[[Asked, Facts, Account | None, Price | None], Judged]] = {
    "audience": _audience,
    "price": _price,
    "category": _category,
    "engagement": _engagement,
    "cost": _cost,
    "history": _history,
    "free": _free,
}
