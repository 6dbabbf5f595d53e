"""What is advertised: when two ways to say it mean one category, in Chinese and in English.

The last word of a phrase is what is sold, in both languages: "ANC headphones" and 降噪耳机 are
headphones, "headphone stand" and 耳机架 are stands. Which words mean one kind, and which kind
is part of a wider one, is said in resources/rules/categories.toml.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from typing import Any

from studio.domain import rulefiles
from studio.domain.brandnames import HAN
from studio.text import Named


class Meeting(IntEnum):
    """How sure it is that two categories meet."""

    NO = 0
    MAYBE = 1
    """One is wider than what is protected, or only speaks of it."""
    SURE = 2


_PARTS = re.compile(
    r"[,;/，；、+&|()（）\[\]【】\n]|\band\b|\bor\b"
    r"|(?<=[\u3400-\u9fff]{2})(?:以及|和|及|与|或)(?=[\u3400-\u9fff]{2})"
)
_BESIDE = re.compile(r"\b(?:for|with|without|of|in|from)\b")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One part of what is said: words in Latin letters, the last the head; or a run of Han."""

    words: tuple[str, ...] = ()
    han: str = ""

    def __bool__(self) -> bool:
        """Say whether anything was said."""
        return bool(self.words or self.han)


@lru_cache(maxsize=4096)
def meet(wanted: str, protected: str) -> Meeting:
    """Return how sure it is that what is advertised falls under what is protected."""
    ours, theirs = phrases(wanted), phrases(protected)
    return max((_meet(one, two) for one in ours for two in theirs), default=Meeting.NO)


def called(text: str) -> Named:
    """Return a category in both languages where it is a kind that is known, else as it is."""
    parts = phrases(text)
    kind, bare = (kind_of(parts[0]) or ("", False)) if len(parts) == 1 else ("", False)
    if not bare:
        return Named(text)
    rule = next(one for one in _rules("category") if one.key == kind)
    return Named(rule.name.lower(), text) if HAN.search(text) else Named(text, rule.name_zh)


def phrases(text: str) -> tuple[Phrase, ...]:
    """Return the parts of what is said that say something."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    made = (_phrase(part) for part in _PARTS.split(folded))
    return tuple(one for one in made if one)


def _phrase(part: str) -> Phrase:
    if HAN.search(part):
        return Phrase(han=_bare("".join(_WORDS.findall(part))))
    words = [_single(word) for word in _WORDS.findall(_BESIDE.split(part)[0])]
    fillers = _fillers()["words"]
    while len(words) > 1 and words[-1] in fillers:
        words.pop()
    return Phrase(words=tuple(words))


def _bare(run: str) -> str:
    """Return a run of Han without what says nothing: 护肤品 is 护肤."""
    for ending in sorted(_fillers()["endings"], key=len, reverse=True):
        if run.endswith(ending) and len(run) > len(ending) + 1:
            return run.removesuffix(ending)
    return run


def _single(word: str) -> str:
    """Return a word as one of a kind: watches is watch, batteries is battery."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _meet(one: Phrase, two: Phrase) -> Meeting:
    if narrower(one, two) or narrower(two, one):
        return Meeting.SURE
    by_kind = _meet_by_kind(one, two)
    if by_kind is not Meeting.NO:
        return by_kind
    return Meeting.MAYBE if _speaks_of(one, two) or _speaks_of(two, one) else Meeting.NO


def narrower(one: Phrase, two: Phrase) -> bool:
    """Say whether one is the other, or a sort of it: its head is the same."""
    if one.han and two.han:
        return one.han == two.han or (len(two.han) > 1 and one.han.endswith(two.han))
    if not one.words or not two.words:
        return False
    if "".join(one.words) == "".join(two.words):
        return True
    return one.words[-1] == two.words[-1] and set(two.words) <= set(one.words)


def _speaks_of(one: Phrase, two: Phrase) -> bool:
    """Say whether one names the other without being it: a headphone stand, in either language."""
    kind, bare = kind_of(two) or ("", False)
    known = not bare or kind_of(one) is not None
    others = [] if known else [word for word in _kinds()[kind] if len(word.han) != 1]
    return any(_names(one, each) for each in (two, *others))


def _names(one: Phrase, two: Phrase) -> bool:
    if one.han and two.han:
        return two.han in one.han
    return bool(two.words) and set(two.words) <= set(one.words)


def _meet_by_kind(one: Phrase, two: Phrase) -> Meeting:
    """Compare by what the words mean: one bare kind holds all its sorts and what is part of it."""
    ours, theirs = kind_of(one), kind_of(two)
    if ours is None or theirs is None:
        return Meeting.NO
    (kind, bare), (kept, kept_bare) = ours, theirs
    if kind == kept:
        return Meeting.SURE if bare or kept_bare else Meeting.MAYBE
    if kept in _wider(kind):
        return Meeting.SURE if kept_bare else Meeting.MAYBE
    return Meeting.MAYBE if kind in _wider(kept) else Meeting.NO


@lru_cache(maxsize=4096)
def kind_of(phrase: Phrase) -> tuple[str, bool] | None:
    """Return the kind a phrase is of, and whether it says no more than that; the longest counts."""
    found = [
        (len(word.han) or len("".join(word.words)), key, narrower(word, phrase))
        for key, words in _kinds().items()
        for word in words
        if narrower(phrase, word)
    ]
    if not found:
        return None
    _length, key, bare = max(found)
    return key, bare


def _wider(kind: str) -> frozenset[str]:
    """Return every kind that one is part of."""
    above = _above().get(kind, ())
    return frozenset(above).union(*(_wider(each) for each in above))


@cache
def _kinds() -> Mapping[str, tuple[Phrase, ...]]:
    return {rule.key: _all(rule.value["words"]) for rule in _rules("category")}


def _all(words: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(phrase for word in words for phrase in phrases(word))


@cache
def _above() -> Mapping[str, tuple[str, ...]]:
    return {rule.key: tuple(rule.value.get("within", ())) for rule in _rules("category")}


@cache
def _fillers() -> Mapping[str, Any]:
    return _rules("category_filler")[0].value


def _rules(kind: str) -> list[rulefiles.Rule]:
    return [rule for rule in rulefiles.read("categories") if rule.kind == kind]
