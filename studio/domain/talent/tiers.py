"""Tiers of creators: worked out from followers by dated bands, never kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from studio.domain import gates, rulefiles
from studio.errors import Invalid
from studio.text import Message, Named

SCHEMES: Mapping[str, Message] = MappingProxyType(
    {
        "china": Message("China"),
        "western": Message("Western"),
        "own": Message("The studio's own"),
    }
)
_FILES = {"china": "tiers", "western": "tiers_western"}


@dataclass(frozen=True, slots=True)
class Band:
    """One tier: it begins with `least` followers and ends where the next one begins."""

    code: str
    least: int
    name: str
    name_zh: str


def bands(scheme: str, on: date) -> tuple[Band, ...]:
    """Return the shipped bands of a scheme that are in force on a day, the highest first."""
    found = [rule for rule in rulefiles.read(_FILES[scheme]) if rule.holds(on)]
    made = [Band(rule.key, rule.value["from"], rule.name, rule.name_zh) for rule in found]
    return ordered(made)


def ordered(found: Iterable[Band]) -> tuple[Band, ...]:
    """Return bands with the highest first."""
    return tuple(sorted(found, key=lambda band: -band.least))


def tier_of(followers: int, found: Sequence[Band]) -> str:
    """Return the tier that a number of followers makes."""
    return next((band.code for band in found if followers >= band.least), found[-1].code)


def band(code: str, found: Sequence[Band]) -> Band | None:
    """Return a tier's band; None where these bands have no such tier."""
    return next((one for one in found if one.code == code), None)


def range_of(code: str, found: Sequence[Band]) -> tuple[int, int | None]:
    """Return the followers a tier begins with and those the next begins with (None: no end)."""
    above: int | None = None
    for one in found:
        if one.code == code:
            return one.least, above
        above = one.least
    return 0, 0


def called(code: str) -> Named:
    """Return a tier's names; an unknown one as it is."""
    found = next((rule for rule in rulefiles.read("tiers") if rule.key == code), None)
    return Named(code) if found is None else Named(found.name, found.name_zh)


def codes() -> tuple[str, ...]:
    """Return every tier's code, the highest first; all schemes have the same."""
    return tuple(rule.key for rule in rulefiles.read("tiers"))


def checked(values: Mapping[str, object]) -> tuple[Band, ...]:
    """Return the studio's own bands from {code: least}; raises Invalid naming each wrong one.

    They must fall from the highest to the lowest tier, and the lowest begins with none.
    """
    names = {rule.key: (rule.name, rule.name_zh) for rule in rulefiles.read("tiers")}
    whole = {code: gates.whole(0, 10_000_000_000) for code in names}
    clean = gates.cleaned(whole, values)
    wrong: dict[str, Message] = {}
    found: list[Band] = []
    for code in names:
        if code not in clean:
            continue
        if found and clean[code] >= found[-1].least:
            wrong[code] = Message("Each tier must begin below the one above it.")
        found.append(Band(code, clean[code], *names[code]))
    if not found or found[-1].least != 0:
        lowest = found[-1].code if found else next(reversed(names))
        wrong.setdefault(lowest, Message("The lowest tier must begin with 0."))
    if wrong:
        raise Invalid(wrong)
    return tuple(found)
