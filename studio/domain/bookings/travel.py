"""How long it takes from one place to the next, as the studio's rule of thumb says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Travel:
    """Minutes between cities: known legs, else within a country, else abroad, else any other."""

    cities: Mapping[str, tuple[str, str]]
    """Name of a city in either language, in small letters -> (its name, its country)."""
    legs: Mapping[frozenset[str], int]
    within: int
    abroad: int
    other: int

    def city(self, place: str) -> str:
        """Return the city a place is in: one that is known, else its last part as written."""
        words = place.casefold().strip()
        for name, (city, _country) in self.cities.items():
            if name in words:
                return city
        return words.rpartition(",")[2].strip()

    def minutes(self, origin: str, target: str) -> int:
        """Return how long one travels between two places; 0 within a city or where one is open."""
        start, end = self.city(origin), self.city(target)
        if not start or not end or start == end:
            return 0
        leg = self.legs.get(frozenset((start, end)))
        if leg is not None:
            return leg
        countries = [self._country(start), self._country(end)]
        if not all(countries):
            return self.other
        return self.within if countries[0] == countries[1] else self.abroad

    def _country(self, city: str) -> str:
        return next((country for name, country in self.cities.values() if name == city), "")


def travel(rule: Mapping[str, Any] | None) -> Travel:
    """Return the travel times that a rule names; none at all without one."""
    if rule is None:
        return Travel({}, {}, 0, 0, 0)
    return Travel(
        cities={word: city for one in rule["cities"] for word, city in _names(one)},
        legs={frozenset((leg["from"], leg["to"])): int(leg["minutes"]) for leg in rule["legs"]},
        within=int(rule["within"]),
        abroad=int(rule["abroad"]),
        other=int(rule["other"]),
    )


def _names(city: Mapping[str, str]) -> Iterable[tuple[str, tuple[str, str]]]:
    for word in (city["name"], city["name_zh"]):
        yield word.casefold(), (city["name"], city["country"])
