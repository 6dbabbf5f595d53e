"""What people are known for, in both languages."""

from collections.abc import Iterable
from functools import cache

from studio.domain import rulefiles
from studio.text import Named


def niche(word: str) -> Named:
    """Return what somebody is known for; a word nobody translated stays as it is."""
    return Named(word, _chinese().get(word.strip().casefold(), word))


def niches(words: Iterable[str]) -> Named:
    """Return several in one line."""
    named = [niche(word) for word in words]
    return Named(", ".join(one.en for one in named), "、".join(one.chinese for one in named))


@cache
def _chinese() -> dict[str, str]:
    rule = next(rule for rule in rulefiles.read("matching") if rule.key == "niches")
    return {word.casefold(): said for word, said in rule.value["chinese"].items()}
