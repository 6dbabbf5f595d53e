"""Audiences: the groups a brief's words name, and how far an account's followers meet them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from studio.domain.shortlisting.values import AGES, Group
from studio.text import Message

_GENDERS = {
    "female": r"\b(?:women|woman|girls?|mothers?|mums?|moms?|female)\b|女",
    "male": r"\b(?:men|man|boys?|fathers?|dads?|male)\b|男",
}
_PLACES = {
    "CN": r"\bchin(?:a|ese)\b|中国|国内|一线|二线|first and second tier cit",
    "GB": r"\b(?:uk|britain|british|united kingdom)\b|英国",
    "US": r"\b(?:usa?|united states|american)\b|美国",
    "FR": r"\b(?:france|french)\b|法国",
    "IT": r"\b(?:italy|italian)\b|意大利",
    "DE": r"\b(?:germany|german)\b|德国",
    "ES": r"\b(?:spain|spanish)\b|西班牙",
    "JP": r"\b(?:japan|japanese)\b|日本",
}
_YEARS = re.compile(r"(\d{2})\s*(?:to|-|–|—|至|到|~)\s*(\d{2})")
_OVER = re.compile(r"(?:over|from|above)\s+(\d{2})\b|(\d{2})\s*(?:\+|岁以上)")
_NOTHING = Decimal(0)
_ENOUGH = 3
"""An age group is meant where at least a third of its years are."""


def read_groups(words: str) -> tuple[Group, ...]:
    """Return the groups that words such as "Women 22 to 35 in France" name."""
    folded = words.casefold()
    found = [Group("gender", code) for code, sign in _GENDERS.items() if re.search(sign, folded)]
    found += [Group("age", code) for code in _ages(folded)]
    found += [Group("region", code) for code, sign in _PLACES.items() if re.search(sign, folded)]
    return tuple(found)


def _ages(words: str) -> list[str]:
    first, last = 0, 0
    if spoken := _YEARS.search(words):
        first, last = int(spoken[1]), int(spoken[2])
    elif over := _OVER.search(words):
        first, last = int(over[1] or over[2]), 99
    if not first <= last or last == 0:
        return []
    return [band for band in AGES if _meant(band, first, last)]


def _meant(band: str, first: int, last: int) -> bool:
    low, high = (int(end) for end in band.split("-"))
    overlap = min(high, last) - max(low, first) + 1
    whole = min(high - low + 1, 12)
    return overlap * _ENOUGH >= whole


def group_label(group: Group) -> Message:
    """Return the word of a group."""
    if group.kind == "gender":
        return Message("Women") if group.code == "female" else Message("Men")
    if group.kind == "age":
        if group.code.endswith(("-99", "+")):
            return Message("{age} and over", age=group.code.removesuffix("-99").removesuffix("+"))
        return Message("{age} years", age=group.code)
    return Message("{group}", group=group.code)


@lru_cache(maxsize=4096)
def _share(value: Decimal | str) -> Decimal:
    """Return a share as a number; the same texts come again and again."""
    return Decimal(value)


def met(
    wished: Sequence[Group],
    known: Mapping[str, Mapping[str, Decimal | str]],
    shares: Mapping[str, Decimal],
) -> tuple[list[Group], list[Group], list[Group]]:
    """Return the groups that are met, those that are not, and those nobody measured.

    A kind of group that was measured without naming a group has none of it; only ages are cut
    differently by each platform, so a band that is not named was not measured.
    """
    fine: list[Group] = []
    short: list[Group] = []
    unknown: list[Group] = []
    for group in wished:
        measured = known.get(group.kind)
        if not measured or (group.kind == "age" and group.code not in measured):
            unknown.append(group)
        elif _share(measured.get(group.code, "0")) >= shares.get(group.kind, _NOTHING):
            fine.append(group)
        else:
            short.append(group)
    return fine, short, unknown
