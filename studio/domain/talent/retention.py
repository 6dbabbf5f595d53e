"""How long data about people are kept, from which day, and why (domain 4.8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from studio.domain import rulefiles
from studio.text import Message, Named

SINCE: Mapping[str, Message] = MappingProxyType(
    {
        "put_down": Message("from the day it was noted"),
        "contact": Message("from the last contact"),
        "dealings": Message("from the end of the last contract, booking or piece"),
        "wrap": Message("from the last day of the last booking"),
    }
)
"""The day from which a term counts; never before the day the data were noted."""

WHOLE = ("public", "contact")
"""Categories that are the record itself: over, they are erased and not emptied."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long a category is kept, why, on what ground, and who gets to see it."""

    category: str
    name: Named
    months: int
    months_in: Mapping[str, int]
    """Other terms by ISO country whose law the books follow."""
    days: int
    since: str
    purpose: Named
    basis: Named
    recipients: Named

    def span(self, country: str = "") -> Message:
        """Return how long, in words."""
        if self.days:
            return Message("{n} days", n=self.days)
        months = self.months_in.get(country, self.months)
        if months % 12:
            return Message("{n} months", n=months)
        years = months // 12
        return Message("1 year") if years == 1 else Message("{n} years", n=years)

    def until(self, day: date, country: str = "") -> date:
        """Return the last day of the term that began on a day."""
        if self.days:
            return day + timedelta(days=self.days)
        months = self.months_in.get(country, self.months)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, 28 if month == 1 else 30))


def terms(on: date) -> dict[str, Term]:
    """Return the terms in force on a day by category."""
    return {
        rule.key: Term(
            category=rule.key,
            name=Named(rule.name, rule.name_zh),
            months=rule.value.get("months", 0),
            months_in=MappingProxyType(dict(rule.value.get("months_in", {}))),
            days=rule.value.get("days", 0),
            since=rule.value["from"],
            purpose=Named(rule.value["purpose"], rule.value["purpose_zh"]),
            basis=Named(rule.value["basis"], rule.value["basis_zh"]),
            recipients=Named(rule.value["recipients"], rule.value["recipients_zh"]),
        )
        for rule in rulefiles.read("retention")
        if rule.holds(on)
    }


@dataclass(frozen=True, slots=True)
class Days:
    """What a term counts from: the last contact, the end of the last dealings, the last wrap."""

    contact: date | None = None
    dealings: date | None = None
    wrap: date | None = None
    open: bool = False
    """A contract without an end is in force: nothing of the dealings runs out."""


def keep_until(term: Term, put_down: date, days: Days, country: str = "") -> date | None:
    """Return the last day a category is kept by rule; None while a contract has no end."""
    if term.since == "dealings" and days.open:
        return None
    known = {"contact": days.contact, "dealings": days.dealings, "wrap": days.wrap}
    since = known.get(term.since)
    return term.until(max(put_down, since) if since is not None else put_down, country)
