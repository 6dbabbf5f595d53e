"""Niches and cities that people typed in one language, named in the other where it is known."""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from studio.domain import rulefiles
from studio.domain.brandnames import HAN
from studio.text import Named


def niche(word: str) -> Named:
    """Return what somebody is known for in both languages; each its own word as it was typed."""
    return _both(word, _known("niche"))


def city(word: str) -> Named:
    """Return a city in both languages; one that is not known as it was typed."""
    return _both(word, _known("city"))


def same_city(one: str, other: str) -> bool:
    """Say whether two words name one city, whatever the language."""
    return folded(str(city(one))) == folded(str(city(other)))


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """Return a word as it is compared: without case, accents and blanks."""
    plain = unicodedata.normalize("NFKD", word).casefold()
    return "".join(one for one in plain if one.isalnum() and not unicodedata.combining(one))


def _both(word: str, known: Mapping[str, Named]) -> Named:
    found = known.get(folded(word))
    if found is None:
        return Named(word)
    return Named(found.en, word) if HAN.search(word) else Named(word, found.zh)


@cache
def _known(kind: str) -> Mapping[str, Named]:
    return {
        folded(word): Named(rule.name, rule.name_zh)
        for rule in rulefiles.read("vocabulary")
        if rule.kind == kind
        for word in (rule.name, rule.name_zh, rule.key, *rule.value.get("words", ()))
    }
