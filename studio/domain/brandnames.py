"""When two names are of one company or brand: legal forms and places beside a name do not count."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from studio.domain import rulefiles

_WORDS = re.compile(r"\w+")
_MARKS = re.compile(r"(?<=\w)[.'’·](?=\w)|(?<=\w)\.")
HAN = re.compile(r"[\u3400-\u9fff]")

LEAST = 2
"""Letters a name has at least to be found within a longer one."""


def same(one: str, other: str) -> bool:
    """Say whether two names are of one brand: "Tonwerk" and "Tonwerk GmbH", 声工 and 声工有限公司.

    A name that begins the other counts too, such as "Tonwerk Audio".
    """
    first, second = core(one), core(other)
    if not first or not second:
        return False
    short, long = sorted((first, second), key=lambda words: len(" ".join(words)))
    if len("".join(short)) < LEAST:
        return short == long
    if HAN.search("".join(short)):
        return "".join(long).startswith("".join(short))
    return long[: len(short)] == short or "".join(long) == "".join(short)


@cache
def core(name: str) -> tuple[str, ...]:
    """Return the words of a name that are the name, folded; all of them where nothing is left."""
    folded = _MARKS.sub("", unicodedata.normalize("NFKC", name).casefold())
    words = [_bare(word) for word in _WORDS.findall(folded)]
    forms = frozenset(_forms()["words"])
    while len(words) > 1 and words[-1] in forms:
        words.pop()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return tuple(words)


def _bare(word: str) -> str:
    """Return a Chinese name without its place and its form."""
    if not HAN.search(word):
        return word
    forms = _forms()
    for place in forms["places"]:
        word = word.removeprefix(place) if len(word) > len(place) + 1 else word
    for ending in sorted(forms["endings"], key=len, reverse=True):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending)
    return word


@cache
def _forms() -> Mapping[str, Any]:
    return next(rule.value for rule in rulefiles.read("categories") if rule.kind == "company_form")
