"""The parts of a score with their reasons in words and numbers, and the score itself.

A part the brief does not ask for is left out for everybody. What is not known of somebody counts
nothing, and the reason says so.
"""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from studio.domain import vocabulary
from studio.domain.money import Money
from studio.domain.platforms import format_name, platform_name
from studio.domain.shortlisting.audience import group_label, met
from studio.domain.shortlisting.filters import account_for, price_for
from studio.domain.shortlisting.niches import niches
from studio.domain.shortlisting.published import fitting, said
from studio.domain.shortlisting.values import Account, Facts, Part, Price, Wishes
from studio.domain.shortlisting.worth import WORTH, Asked, cpm
from studio.domain.talent.accounts import SOURCES
from studio.text import Message, Named

Said = tuple[Message, tuple[Message, ...]]
"""The reason, and what it is made of."""


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def parts_of(asked: Asked, facts: Facts) -> tuple[Part, ...]:
    """Return the parts of one talent's score, explained."""
    account, price = account_for(facts, asked.wishes), price_for(facts, asked.wishes)
    found = []
    for name in asked.names:
        value = WORTH[name](asked, facts, account, price)
        reason, detail = _SAYERS[name](asked, facts, account, price)
        found.append(Part(name, asked.terms.weights[name], value, reason, detail))
    return tuple(found)


def quick_score(asked: Asked, facts: Facts) -> int:
    """Return the score that those parts make, without their words."""
    account, price = account_for(facts, asked.wishes), price_for(facts, asked.wishes)
    points = 0
    for name in asked.names:
        points += asked.terms.weights[name] * (WORTH[name](asked, facts, account, price) or 0)
    return _rounded(points, asked.whole)


def score_of(parts: tuple[Part, ...]) -> int:
    """Return the score in tenths of a point of 100: the sum of weight times value, rounded.

    Sum of weights 80, points 5,440 hundredths: 54.40 of 80 is 68.0 of 100, returned as 680.
    """
    return _rounded(sum(part.points for part in parts), sum(part.weight for part in parts))


def _rounded(points: int, whole: int) -> int:
    return (points * 20 + whole) // (whole * 2) if whole else 0


def percent(share: Decimal) -> str:
    """Return a share as "4.7 %"."""
    text = f"{(share * 100).quantize(Decimal('0.1'), ROUND_HALF_UP):f}"
    return f"{text.removesuffix('.0')} %"


def _audience(asked: Asked, _facts: Facts, account: Account | None, _p: Price | None) -> Said:
    if account is None or account.audience is None:
        return Message("audience not measured"), ()
    wished, known = asked.wishes.audience, account.audience
    fine, short, unknown = met(wished, known, asked.terms.shares)
    details = [
        Message(
            "{group}: {share} of followers, {least} asked: {result}",
            group=group_label(group),
            result=Message("met", "audience") if group in fine else Message("not met", "audience"),
            share=percent(Decimal(known[group.kind].get(group.code, 0))),
            least=percent(asked.terms.shares.get(group.kind, Decimal(0))),
        )
        for group in wished
        if group not in unknown
    ]
    details += [Message("{group}: not measured", group=group_label(group)) for group in unknown]
    details.append(_read_where(account))
    if not fine and not short:
        return Message("audience not measured"), tuple(details)
    if not unknown:
        reason = Message("{met} of {all} audience groups", met=len(fine), all=len(wished))
        return reason, tuple(details)
    reason = Message(
        "{met} of {all} audience groups, {unknown} not measured",
        met=len(fine),
        all=len(wished),
        unknown=len(unknown),
    )
    return reason, tuple(details)


def _read_where(account: Account) -> Message:
    """Return which snapshot the shares come from."""
    where = Named(platform_name(account.platform, "en"), platform_name(account.platform, "zh"))
    if account.audience_on is None:
        return Message("audience of {platform} {handle}", platform=where, handle=account.handle)
    return Message(
        "audience of {platform} {handle}, read on {day}, {source}",
        platform=where,
        handle=account.handle,
        day=account.audience_on,
        source=SOURCES.get(account.audience_source, SOURCES["manual"]),
    )


def _price(asked: Asked, _facts: Facts, _a: Account | None, price: Price | None) -> Said:
    wishes = asked.wishes
    if price is None:
        return no_price(wishes), ()
    shown = Money(price.amount, price.currency)
    if price.currency != wishes.currency:
        currency = wishes.currency
        return Message("{price}, the brief is in {currency}", price=shown, currency=currency), ()
    ceiling = wishes.ceiling or 0
    limit = Money(ceiling, wishes.currency)
    detail = [Message("{price} asked, ceiling {ceiling}", price=shown, ceiling=limit)]
    if not price.confirmed:
        detail.append(Message("the price is provisional"))
    return _against(price.amount, ceiling), tuple(detail)


def no_price(wishes: Wishes) -> Message:
    """Return that there is no price, of which piece and for which month."""
    if not wishes.format:
        return Message("no price: the piece is not named")
    piece = Named(format_name("", wishes.format, "en"), format_name("", wishes.format, "zh"))
    if wishes.price_on is None:
        return Message("no price for {piece}", piece=piece)
    on = wishes.price_on
    month = Named(f"{MONTHS[on.month - 1]} {on.year}", f"{on.year} 年 {on.month} 月")
    return Message("no price for {piece} in {month}", piece=piece, month=month)


def _against(amount: int, ceiling: int) -> Message:
    if amount == ceiling:
        return Message("at the ceiling")
    if not ceiling:
        return Message("over the ceiling")
    share = _whole(Decimal(abs(amount - ceiling)) / ceiling)
    if amount < ceiling:
        return Message("{share} under the ceiling", share=share)
    return Message("{share} over the ceiling", share=share)


def _whole(share: Decimal) -> str:
    """A share as a whole percentage, with a decimal where it would round to nothing."""
    whole = (share * 100).quantize(Decimal(1), ROUND_HALF_UP)
    return f"{whole:f} %" if whole else percent(share)


def _category(asked: Asked, facts: Facts, _a: Account | None, _p: Price | None) -> Said:
    if not facts.niches:
        return Message("niche not known"), ()
    for word in facts.niches:
        if word.casefold() in asked.categories:
            return Message("known for {niche}", niche=vocabulary.niche(word)), ()
    for word in facts.niches:
        if word.casefold() in asked.near:
            return Message("known for {niche}, which is close", niche=vocabulary.niche(word)), ()
    return Message("known for other things"), (Message("{niche}", niche=niches(facts.niches)),)


def _engagement(asked: Asked, _facts: Facts, account: Account | None, _p: Price | None) -> Said:
    if account is None or not account.views or account.engagements is None:
        return Message("engagement not measured"), ()
    rate = percent(Decimal(account.engagements) / account.views)
    median, n = asked.usual(account)
    detail = _published(
        asked,
        account,
        "engagement",
        Message(
            "{engagements} reactions on {views} views a post",
            engagements=f"{account.engagements:,}",
            views=f"{account.views:,}",
        ),
    )
    if n < asked.terms.least or not median:
        few = Message("{rate} react, too few to compare (n = {n})", rate=rate, n=n)
        return few, detail
    usual = percent(median)
    reason = Message("{rate} react, median {median} (n = {n})", rate=rate, median=usual, n=n)
    return reason, detail


def _cost(asked: Asked, _facts: Facts, account: Account | None, price: Price | None) -> Said:
    if account is None or not account.views or price is None:
        return Message("cost per thousand views not known"), ()
    shown = f"{_cents(cpm(account.views, price))} {price.currency}"
    asks, views = Money(price.amount, price.currency), f"{account.views:,}"
    detail = _published(
        asked,
        account,
        "cpm",
        Message("{price} for {views} views on average", price=asks, views=views),
    )
    if account.engagements:
        each = _cents(cpm(account.engagements, price) / 1000)
        reaction = Message("CPE {cpe}", cpe=f"{each} {price.currency}")
        detail += _published(asked, account, "cpe", reaction)
    found = asked.benchmark(account, price)
    if found is None:
        return Message("CPM {cpm}, no past job to compare (n = 0)", cpm=shown), detail
    own = _cents(found.cpm)
    if found.n < asked.terms.least:
        few = Message(
            "CPM {cpm}, own median {own}, too few to count (n = {n})", cpm=shown, own=own, n=found.n
        )
        return few, detail
    return Message("CPM {cpm}, own median {own} (n = {n})", cpm=shown, own=own, n=found.n), detail


def _published(asked: Asked, account: Account, measure: str, first: Message) -> tuple[Message, ...]:
    """Return what was measured, and beside it what is published of such accounts."""
    if account.followers is None:
        return (first,)
    found = fitting(asked.yardsticks.published, measure, account.platform, account.followers)
    return (first, *(said(one) for one in found[:1]))


def _cents(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,f}"


def _history(asked: Asked, facts: Facts, _a: Account | None, _p: Price | None) -> Said:
    if not facts.jobs or facts.last_job is None:
        return Message("no job with this client yet"), ()
    days = max(0, (asked.today - facts.last_job).days)
    detail = (Message("{n} jobs with this client", n=facts.jobs),)
    if days == 0:
        return Message("a job with this client is under way"), detail
    if days == 1:
        return Message("last job with this client yesterday"), detail
    return Message("last job with this client {days} days ago", days=days), detail


def _free(asked: Asked, facts: Facts, _a: Account | None, _p: Price | None) -> Said:
    free = max(0, asked.days - facts.busy)
    return Message("free on {free} of {days} days", free=free, days=asked.days), ()


_SAYERS: Mapping[str, Callable[[Asked, Facts, Account | None, Price | None], Said]] = (
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
