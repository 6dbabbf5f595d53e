"""Shares of an audience as people write them: "Women 62, Men 38", "女 62、男 38", "18-24 41"."""

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from studio.domain import countries
from studio.errors import Invalid
from studio.text import Message

KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "gender": Message("Gender"),
        "age": Message("Age"),
        "region": Message("Region"),
        "interest": Message("Interest"),
    }
)
GENDERS: Mapping[str, Message] = MappingProxyType(
    {"female": Message("Women"), "male": Message("Men"), "other": Message("Other")}
)

_WORDS = MappingProxyType(
    {
        "women": "female", "woman": "female", "f": "female", "女": "female", "女性": "female",
        "men": "male", "man": "male", "m": "male", "男": "male", "男性": "male", "其他": "other",
    }
)  # fmt: skip
_BETWEEN = re.compile(r"[,，;；、\n]+")
_PART = re.compile(
    r"(?P<group>.*?\S)(?:[\s:：=]+|(?<=[\u4e00-\u9fff]))(?P<share>\d{1,3}(?:\.\d{1,4})?)\s*[%％]?"
)


def read(kind: str, words: str) -> dict[str, Decimal]:
    """Return the shares of one that a text gives by group; raises Invalid under "value"."""
    found: dict[str, Decimal] = {}
    for part in _BETWEEN.split(words):
        if not part.strip():
            continue
        spoken = _PART.fullmatch(part.strip())
        if spoken is None:
            raise _refusal(
                Message('"{part}" needs a group and its share, such as "A 40".', part=part.strip())
            )
        group, share = code(kind, spoken["group"]), Decimal(spoken["share"]) / 100
        if group in found:
            raise _refusal(Message("{group} is there twice.", group=spoken["group"]))
        if share > 1:
            raise _refusal(Message("{group} has more than 100 %.", group=spoken["group"]))
        found[group] = share
    return found


def code(kind: str, spoken: str) -> str:
    """Return what a group is kept as: a gender's code, "45-99" for "45+", a country's letters."""
    folded = spoken.strip().casefold()
    if kind == "gender":
        return _WORDS.get(folded, folded)
    if kind == "age":
        plain = re.sub(r"\s*(?:[-–—~至到]|to)\s*", "-", folded.removesuffix("岁").strip())
        return f"{plain[:-1]}-99" if plain.endswith("+") else plain
    if kind == "region":
        return _country(folded) or spoken.strip()
    return spoken.strip()


def _country(folded: str) -> str:
    for language in ("en", "zh"):
        for letters, name in countries.listed(language):
            if folded in (letters.casefold(), name.casefold()):
                return letters
    return ""


def _refusal(message: Message) -> Invalid:
    return Invalid({"value": message})
