"""What a whole message plainly says, its language and currency, and a first title for it."""

import re
from dataclasses import dataclass

from studio.domain.wishes.budgets import ABOUT, ABOUT_WORDS, MOST_WORDS, PRICED, read_budget
from studio.domain.wishes.places import find_platforms
from studio.errors import Invalid


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a message that say something: where they stand, what about, and how clearly.

    `kind` is used, unclear or unplaced, as marks are.
    """

    start: int
    length: int
    field: str
    kind: str


_BUDGET_WORD = re.compile(r"预算|费用|budget|spend|fee\b|all in", re.IGNORECASE)
_VAGUE_PEOPLE = re.compile(
    r"(?:几|若干|一些|多|数)(?:位|个|名)"
    r"(?=.{0,14}(?:博主|达人|主播|KOL|KOC|红人|创作者|老师))|"
    r"\b(?:several|some|a few|a couple of|multiple)\b"
    r"(?=.{0,24}\b(?:creators?|influencers?|people|KOLs?)\b)",
    re.IGNORECASE,
)
_VAGUE_TIME = re.compile(
    r"年前|节前|近期|最近|月底|月初|过完年|\bsoon\b|\bnext month\b|"
    r"\bbefore (?:Christmas|the holidays)\b|\bin (?:spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)


def suggest(words: str, currency: str) -> tuple[Found, ...]:
    """Return what a message plainly says, without guessing: platforms, the budget, vague words.

    A budget that is only "about" something is unclear, so that it gets asked.
    """
    found = [
        Found(start, length, "platforms", "used") for start, length, _ in find_platforms(words)
    ]
    found += _budget(words, currency)
    found += [
        Found(match.start(), len(match[0]), "creators", "unclear")
        for match in _VAGUE_PEOPLE.finditer(words)
    ]
    found += [
        Found(match.start(), len(match[0]), "", "unplaced") for match in _VAGUE_TIME.finditer(words)
    ]
    return tuple(_apart(found))


_SAID = re.compile(
    rf"(?:(?:{ABOUT_WORDS}|{MOST_WORDS})\s*)?{PRICED}"
    rf"(?:\s*(?:-|–|至|到|~)\s*{PRICED})?(?:\s*(?:左右|上下|以内|之内|以下))?",
    re.IGNORECASE,
)


def _budget(words: str, currency: str) -> list[Found]:
    """Find the budget: the amount next to a word for it, else the only amount with a sign."""
    said = [match for match in _SAID.finditer(words) if _is_budget(match[0], currency)]
    named = _BUDGET_WORD.search(words)
    if named is not None:
        middle = (named.start() + named.end()) / 2
        said.sort(key=lambda match: abs((match.start() + match.end()) / 2 - middle))
    elif len(said) != 1 or not re.search(r"[£$€¥￥元]|[A-Z]{3}", said[0][0]):
        return []
    return [
        Found(
            match.start(),
            len(match[0]),
            "budget_max",
            "unclear" if ABOUT.search(match[0]) else "used",
        )
        for match in said[:1]
    ]


def _is_budget(words: str, currency: str) -> bool:
    try:
        read_budget(words, currency)
    except Invalid:
        return False
    return True


def _apart(found: list[Found]) -> list[Found]:
    """Keep spans that do not overlap, the earlier one first."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (each.start, -each.length)):
        if not kept or one.start >= kept[-1].start + kept[-1].length:
            kept.append(one)
    return kept


_HAN = re.compile(r"[\u3400-\u9fff]")


def is_chinese(words: str) -> bool:
    """Say whether words are written in Chinese for the most part."""
    return len(_HAN.findall(words)) * 4 > len(words.strip())


def currency_of(words: str, otherwise: str) -> str:
    """Return the currency a message speaks of by its sign or code, else the one given."""
    for pattern, currency in _SPOKEN:
        if re.search(pattern, words):
            return currency
    return otherwise


_SPOKEN = (
    (r"£|\bGBP\b", "GBP"),
    (r"€|\bEUR\b", "EUR"),
    (r"￥|¥|元|\bRMB\b|\bCNY\b|\d\s?万", "CNY"),
    (r"\bUSD\b|\$", "USD"),
)

_GREETING = re.compile(
    r"^(?:你们?好|您好|各位好|老师好|(?:hi|hello|dear|hey|hallo|bonjour)\b)"
    r"[^,，。!！\n]{0,24}[,，。!！\n]+\s*",
    re.IGNORECASE,
)


def title_of(words: str, limit: int = 40) -> str:
    """Return a provisional title: the first sentence after the greeting, cut at a pause.

    The limit counts columns, a Chinese character as two.
    """
    rest = _GREETING.sub("", words.strip()) or words.strip()
    sentence = re.split(r"[。！？!?\n]|\.\s", rest, maxsplit=1)[0].strip(" ,，；;:：")
    room = 0
    for at, character in enumerate(sentence):
        room += 2 if _HAN.match(character) or character in "，、；：" else 1
        if room > limit:
            cut = sentence[:at]
            pause = max(cut.rfind(mark) for mark in " ，,、")
            return (cut[:pause] if pause > at // 3 else cut).rstrip(" ,，、") + "…"
    return sentence
