"""Hard filters: what keeps somebody off the list of a brief, and what it says."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from studio.domain import vocabulary
from studio.domain.shortlisting.audience import met
from studio.domain.shortlisting.values import Account, Facts, Price, Terms, Wishes
from studio.text import Message

LABELS: Mapping[str, Message] = MappingProxyType(
    {
        "pitch": Message("Not to be pitched"),
        "roster": Message("On the roster"),
        "active": Message("Active in 30 days"),
        "platform": Message("Platform"),
        "tier": Message("Tier"),
        "floor": Message("Price at least"),
        "price": Message("Price ceiling"),
        "cpm": Message("Cost per thousand views"),
        "cpe": Message("Cost per reaction"),
        "category": Message("Category"),
        "audience": Message("Audience"),
        "city": Message("City"),
        "language": Message("Language"),
        "free": Message("Free in the window"),
        "exclusive": Message("Exclusive elsewhere"),
    }
)
"""The name of each filter."""

REMOVES: Mapping[str, Message] = MappingProxyType(
    {
        "pitch": Message("The mark “do not pitch” removes {count} of {total}."),
        "roster": Message("Not being on the roster yet removes {count} of {total}."),
        "active": Message("Being active in 30 days removes {count} of {total}."),
        "platform": Message("The platform removes {count} of {total}."),
        "tier": Message("The tier removes {count} of {total}."),
        "floor": Message("The least price removes {count} of {total}."),
        "price": Message("The price ceiling removes {count} of {total}."),
        "cpm": Message("The cost per thousand views removes {count} of {total}."),
        "cpe": Message("The cost per reaction removes {count} of {total}."),
        "category": Message("The category removes {count} of {total}."),
        "audience": Message("The audience removes {count} of {total}."),
        "city": Message("The city removes {count} of {total}."),
        "language": Message("The language removes {count} of {total}."),
        "free": Message("Being free in the window removes {count} of {total}."),
        "exclusive": Message("Exclusivity elsewhere removes {count} of {total}."),
    }
)
"""What to say where a filter leaves nobody."""

PITCHED = frozenset({"", "roster", "nurturing"})
"""Where in incubation somebody may be offered to a client."""


def account_for(facts: Facts, wishes: Wishes) -> Account | None:
    """Return the account a brief means: the largest on its platforms.

    Where the brief names none, or others may be offered, it is the largest of all.
    """
    best: Account | None = None
    other: Account | None = None
    for one in facts.accounts:
        if wishes.platforms and one.platform not in wishes.platforms:
            if other is None or (one.followers or -1) > (other.followers or -1):
                other = one
        elif best is None or (one.followers or -1) > (best.followers or -1):
            best = one
    return best or (None if "platform" in wishes.must else other)


def price_for(facts: Facts, wishes: Wishes) -> Price | None:
    """Return the price of the asked piece: the one in the brief's currency, else the first.

    Where a piece is for one platform, only the price of the account that is meant counts.
    """
    found = facts.prices
    if found and wishes.platforms and "platform" not in wishes.must:
        account = account_for(facts, wishes)
        found = tuple(one for one in found if account and one.platform in ("", account.platform))
    if len(found) > 1:
        for one in found:
            if one.currency == wishes.currency:
                return one
    return found[0] if found else None


def _pitch(facts: Facts, _wishes: Wishes, _terms: Terms) -> bool:
    return facts.do_not_pitch is None and facts.state != "blocked"


def _roster(facts: Facts, _wishes: Wishes, _terms: Terms) -> bool:
    return facts.state in PITCHED


def _active(facts: Facts, wishes: Wishes, _terms: Terms) -> bool:
    account = account_for(facts, wishes)
    return account is None or account.active


def _platform(facts: Facts, wishes: Wishes, _terms: Terms) -> bool:
    return not wishes.platforms or any(one.platform in wishes.platforms for one in facts.accounts)


def _tier(facts: Facts, wishes: Wishes, _terms: Terms) -> bool:
    if not wishes.tiers:
        return True
    account = account_for(facts, wishes)
    return account is None or not account.tier or account.tier in wishes.tiers


def _price(facts: Facts, wishes: Wishes, terms: Terms) -> bool:
    price = price_for(facts, wishes)
    if wishes.ceiling is None or price is None or price.currency != wishes.currency:
        return True
    return price.amount <= wishes.ceiling + int(wishes.ceiling * terms.tolerance)


def _floor(facts: Facts, wishes: Wishes, _terms: Terms) -> bool:
    price = price_for(facts, wishes)
    if wishes.floor is None or price is None or price.currency != wishes.currency:
        return True
    return price.amount >= wishes.floor


def _cpm(facts: Facts, wishes: Wishes, _terms: Terms) -> bool:
    account = account_for(facts, wishes)
    views = account.views if account is not None else None
    return _within(facts, wishes, views, 1000, (wishes.cpm_least, wishes.cpm_most))


def _cpe(facts: Facts, wishes: Wishes, _terms: Terms) -> bool:
    account = account_for(facts, wishes)
    reactions = account.engagements if account is not None else None
    return _within(facts, wishes, reactions, 1, (wishes.cpe_least, wishes.cpe_most))


def _within(
    facts: Facts, wishes: Wishes, of: int | None, per: int, ends: tuple[int | None, int | None]
) -> bool:
    """Say whether the price of so many views or reactions lies in a range; unknown passes."""
    least, most = ends
    if least is None and most is None:
        return True
    price = price_for(facts, wishes)
    if not of or price is None or price.currency != wishes.currency:
        return True
    cost = price.amount * per
    return (least is None or cost >= least * of) and (most is None or cost <= most * of)


def _category(facts: Facts, wishes: Wishes, _terms: Terms) -> bool:
    if not wishes.categories or not facts.niches:
        return True
    return not folded(wishes.categories).isdisjoint(folded(facts.niches))


def _audience(facts: Facts, wishes: Wishes, terms: Terms) -> bool:
    account = account_for(facts, wishes)
    if not wishes.audience or account is None or account.audience is None:
        return True
    fine, short, _unknown = met(wishes.audience, account.audience, terms.shares)
    return len(fine) >= len(short)


def _city(facts: Facts, wishes: Wishes, _terms: Terms) -> bool:
    if not wishes.cities or not facts.city:
        return True
    return any(vocabulary.same_city(facts.city, city) for city in wishes.cities)


def _language(facts: Facts, wishes: Wishes, _terms: Terms) -> bool:
    if not wishes.languages or not facts.languages:
        return True
    return not set(wishes.languages).isdisjoint(facts.languages)


def _free(facts: Facts, wishes: Wishes, _terms: Terms) -> bool:
    days = wishes.days
    return days == 0 or days - facts.busy >= min(wishes.free_days, days)


def _exclusive(facts: Facts, _wishes: Wishes, _terms: Terms) -> bool:
    return not facts.exclusive


Passes = Callable[[Facts, Wishes, Terms], bool]

CHECKS: Mapping[str, Passes] = MappingProxyType(
    {
        "pitch": _pitch,
        "roster": _roster,
        "active": _active,
        "platform": _platform,
        "tier": _tier,
        "floor": _floor,
        "price": _price,
        "cpm": _cpm,
        "cpe": _cpe,
        "category": _category,
        "audience": _audience,
        "city": _city,
        "language": _language,
        "free": _free,
        "exclusive": _exclusive,
    }
)
"""Filter -> whether somebody passes it. What is not known never excludes: it is said."""


def asked(wishes: Wishes) -> frozenset[str]:
    """Return the filters that have something to ask: the others keep nobody away."""
    wanted: Mapping[str, object] = {
        "platform": wishes.platforms,
        "tier": wishes.tiers,
        "floor": wishes.floor is not None,
        "price": wishes.ceiling is not None,
        "cpm": wishes.cpm_least is not None or wishes.cpm_most is not None,
        "cpe": wishes.cpe_least is not None or wishes.cpe_most is not None,
        "category": wishes.categories,
        "audience": wishes.audience,
        "city": wishes.cities,
        "language": wishes.languages,
        "free": wishes.days,
    }
    return frozenset(code for code in CHECKS if wanted.get(code, True))


def folded(words: tuple[str, ...]) -> frozenset[str]:
    """Return words for comparing, whatever their case."""
    return frozenset(word.casefold() for word in words)


def excluding(wishes: Wishes) -> tuple[tuple[str, Passes], ...]:
    """Return the filters that can keep somebody away: they must hold and ask something."""
    wanted = wishes.must & asked(wishes)
    return tuple((code, passes) for code, passes in CHECKS.items() if code in wanted)


def failing(
    facts: Facts,
    wishes: Wishes,
    terms: Terms,
    checks: tuple[tuple[str, Passes], ...] | None = None,
) -> tuple[str, ...]:
    """Return the filters that keep somebody off the list; empty for those who pass.

    `checks` are those of `excluding`, where many people are looked at for one brief.
    """
    if checks is None:
        checks = excluding(wishes)
    return tuple(code for code, passes in checks if not passes(facts, wishes, terms))
