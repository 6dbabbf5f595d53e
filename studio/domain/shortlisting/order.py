"""Puts talent in order for a brief: who passes, with what score, and what kept the others away."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from statistics import median

from studio.domain.shortlisting.filters import account_for, excluding, failing
from studio.domain.shortlisting.parts import parts_of, quick_score
from studio.domain.shortlisting.values import (
    FILTERS,
    Facts,
    Match,
    Part,
    Removed,
    Scored,
    Terms,
    Wishes,
    Yardsticks,
)
from studio.domain.shortlisting.worth import Asked


def match(
    people: Sequence[Facts],
    wishes: Wishes,
    terms: Terms,
    yardsticks: Yardsticks,
    today: date,
) -> Match:
    """Return everybody who passes, the highest score first; ties by code, then id.

    The same people, wishes and terms give the same order, whatever order they come in.
    """
    passing: list[Facts] = []
    excluded: dict[int, tuple[str, ...]] = {}
    checks = excluding(wishes)
    for facts in people:
        against = failing(facts, wishes, terms, checks)
        if against:
            excluded[facts.id] = against
        else:
            passing.append(facts)
    scored = sorted(valued(passing, wishes, terms, yardsticks, today), key=_place)
    return Match(tuple(scored), excluded, _removed(excluded.values(), len(people)), len(people))


def valued(
    people: Iterable[Facts],
    wishes: Wishes,
    terms: Terms,
    yardsticks: Yardsticks,
    today: date,
) -> tuple[Scored, ...]:
    """Return the scores of people as they come, whatever the filters say of them."""
    asked = Asked(wishes, terms, yardsticks, today)

    def explain(facts: Facts) -> tuple[Part, ...]:
        return parts_of(asked, facts)

    return tuple(Scored(facts, quick_score(asked, facts), explain) for facts in people)


def _place(one: Scored) -> tuple[int, str, int]:
    return -one.score, one.facts.code, one.facts.id


def _removed(against: Iterable[tuple[str, ...]], total: int) -> tuple[Removed, ...]:
    count = dict.fromkeys(FILTERS, 0)
    only = dict.fromkeys(FILTERS, 0)
    for codes in against:
        for code in codes:
            count[code] += 1
        if len(codes) == 1:
            only[codes[0]] += 1
    return tuple(Removed(code, count[code], total, only[code]) for code in FILTERS if count[code])


def engagement_medians(
    people: Iterable[Facts], wishes: Wishes
) -> dict[tuple[str, str], tuple[Decimal, int]]:
    """Return the median share of views that react, by tier and platform, with how many readings."""
    found: dict[tuple[str, str], list[Decimal]] = {}
    for facts in people:
        account = account_for(facts, wishes)
        if account is not None and account.views and account.engagements is not None:
            rate = Decimal(account.engagements) / Decimal(account.views)
            found.setdefault((account.tier, account.platform), []).append(rate)
    return {key: (Decimal(median(rates)), len(rates)) for key, rates in found.items()}
