"""Currencies: decimal places (ISO 4217), signs people type, and their names in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from studio.domain.rulefiles import Late, Rule, read


@dataclass(frozen=True, slots=True)
class Currency:
    """One currency; `minor` is how many decimal places it has.

    `one`, `many` and `part`, `parts` are its English words; `word_zh`, `part_zh` the Chinese ones.
    `sign` is what screens show where it is clear, else "".
    """

    code: str
    minor: int
    name: str
    name_zh: str
    sign: str
    one: str
    many: str
    part: str
    parts: str
    word_zh: str
    part_zh: str
    typed: tuple[str, ...]


def _load() -> Mapping[str, Currency]:
    return MappingProxyType({rule.key: _currency(rule) for rule in read("currencies")})


def _currency(rule: Rule) -> Currency:
    value = rule.value
    return Currency(
        code=rule.key,
        minor=value["minor"],
        name=rule.name,
        name_zh=rule.name_zh,
        sign=value.get("sign", ""),
        one=value["one"],
        many=value["many"],
        part=value.get("part", ""),
        parts=value.get("parts", ""),
        word_zh=value.get("word_zh", rule.name_zh),
        part_zh=value.get("part_zh", ""),
        typed=tuple(value.get("typed", ())),
    )


CURRENCIES: Mapping[str, Currency] = Late(_load)
"""Every currency of ISO 4217 that people pay in, by its code; the usual ones first."""


def _signs() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for currency in CURRENCIES.values():
        for sign in currency.typed:
            found.setdefault(sign.upper(), set()).add(currency.code)
    return MappingProxyType({sign: frozenset(codes) for sign, codes in found.items()})


SIGNS: Mapping[str, frozenset[str]] = Late(_signs)
"""What people type for a currency, in capitals -> the currencies it may stand for."""
