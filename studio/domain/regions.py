"""Countries and regions as contracts name them: "EU" meets France, "UK" is GB."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from studio.domain import countries, rulefiles
from studio.domain.identifiers import COUNTRIES

_PARTS = re.compile(r"[,;/，；、+&\n]|\band\b|和|及|与")

_WORLD = frozenset({"global", "worldwide", "world", "everywhere", "international",
                    "全球", "世界", "国际", "海外"})  # fmt: skip


def regions(on: date) -> Mapping[str, frozenset[str]]:
    """Return the regions that are known on a day, with the countries of each."""
    return {
        rule.key: frozenset(rule.value["countries"])
        for rule in rulefiles.read("regions")
        if rule.holds(on)
    }


def countries_of(codes: Iterable[str], on: date) -> frozenset[str]:
    """Return the countries that codes stand for on a day; unknown ones stand for themselves."""
    known = regions(on)
    return frozenset(
        country for code in codes for country in known.get(code.upper(), {code.upper()})
    )


def read(words: str) -> tuple[str, ...] | None:
    """Return the codes of a typed market such as "UK, Germany" or "欧盟"; none is everywhere.

    None where a part of it is not a country or region that is known.
    """
    found: list[str] = []
    for part in _PARTS.split(words):
        name = part.strip().casefold()
        if not name or name in _WORLD:
            continue
        code = _names().get(name)
        if code is None:
            return None
        found.append(code)
    return tuple(dict.fromkeys(found))


def name(code: str, language: str) -> str:
    """Return the name of a country or region; its letters where they are unknown."""
    for rule in rulefiles.read("regions"):
        if rule.key == code:
            return rule.name_zh if language.startswith("zh") else rule.name
    return countries.name(code, language)


def listed(language: str) -> tuple[tuple[str, str], ...]:
    """Return every region of several countries, then every country, as (letters, name)."""
    several = [rule.key for rule in rulefiles.read("regions") if len(rule.value["countries"]) > 1]
    return (*((code, name(code, language)) for code in several), *countries.listed(language))


@cache
def _names() -> Mapping[str, str]:
    """Return letters and names, folded, with the code each stands for."""
    known: dict[str, str] = {}
    for language in ("en", "zh"):
        known |= {title.casefold(): code for code, title in countries.listed(language)}
    known |= {code.casefold(): code for code in COUNTRIES}
    for rule in rulefiles.read("regions"):
        alone = rule.value["countries"]
        code = alone[0] if len(alone) == 1 else rule.key
        known |= {word.casefold(): code for word in (rule.key, rule.name, rule.name_zh)}
    return known
