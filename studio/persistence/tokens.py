"""Cuts texts into what the search index holds, and typed words into what it is asked for.

Words are folded (no case, no accents) and found by their beginning. Chinese and Japanese are
written without blanks, so a run of them becomes overlapping pairs, with the last character alone
at its end: two typed characters then find exactly what LIKE would find, and one finds every run
that has it. Names in Chinese are also found by their sound: lxm and xiaoman find 林小满.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LONGEST = 64
"""A word longer than this is cut, in the index and in the question."""

MOST = 12_000
"""Tokens kept of one record; PostgreSQL counts positions up to 16,383."""

ASKED = 8
"""Words of a question that count."""

BARRIER = "\ue000"
"""Stands between two fields, so that no phrase reaches from one into the next. No typed text can
hold it as a token: it is neither a letter nor a digit."""

_SOUNDED = 20
"""The longest run of Chinese that is also kept by its sound: names and titles, not articles."""

_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(r"[^\W_]+")
_RUNS = re.compile(f"([{_CHINESE}]+)|([^{_CHINESE}]+)")
_CODE = re.compile(r"[!-~]*[a-z0-9][!-~]*")
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")


@dataclass(frozen=True, slots=True)
class Asked:
    """One typed word: the tokens that must stand in a row, and the same word written together.

    The last token counts by its beginning, `together` too; it is "" where it says nothing new.
    """

    phrase: tuple[str, ...]
    together: str = ""


def fold(text: str) -> str:
    """Return a text without case, accents and width."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in plain if unicodedata.category(char) != "Mn")


def squeezed(text: str) -> str:
    """Return the letters and digits alone, as numbers are compared: "B-007" is b007."""
    return "".join(char for char in fold(text) if char.isalnum())


def tokens(texts: Iterable[str], names: Iterable[str] = ()) -> list[str]:
    """Return what is kept of a record's texts; `names` are kept by their sound as well."""
    found: list[str] = []
    for text in (*names, *texts):
        if len(found) > MOST:
            break
        folded = fold(text[: MOST * LONGEST])
        found += [*_cut(folded, ending=True), BARRIER]
        found += _codes(folded)
    for name in names:
        found += sounds(name)
    return found[:MOST]


def asked(text: str) -> list[Asked]:
    """Return the words of a question; none where nothing in it can be looked for."""
    words = [_asked(word) for word in fold(text[:1000]).split()]
    return [word for word in words if word.phrase][:ASKED]


def _asked(word: str) -> Asked:
    phrase = tuple(_cut(word, ending=False))[:32]
    together = "".join(char for char in word if char.isalnum())[:LONGEST]
    code = len(phrase) > 1 and together.isascii()
    return Asked(phrase, together if code else "")


def _cut(folded: str, *, ending: bool) -> Iterator[str]:
    """Yield the tokens of a folded text in order.

    `ending` closes the last run of Chinese with its last character alone; a question leaves it
    open, so that it also finds longer runs.
    """
    pieces = list(_pieces(folded))
    for index, (chinese, piece) in enumerate(pieces):
        if not chinese:
            yield piece[:LONGEST]
            continue
        yield from (piece[at : at + 2] for at in range(len(piece) - 1))
        if ending or index < len(pieces) - 1 or len(piece) == 1:
            yield piece[-1]


def _pieces(folded: str) -> Iterator[tuple[bool, str]]:
    """Yield runs of Chinese or Japanese (True) and words of other letters and digits (False)."""
    for word in _WORD.findall(folded):
        if word.isascii():
            yield False, word
            continue
        for chinese, other in _RUNS.findall(word):
            yield bool(chinese), chinese or other


def _codes(folded: str) -> list[str]:
    """Return codes and addresses written together too, with and without leading zeros."""
    found = []
    for word in _CODE.findall(folded):
        together = "".join(char for char in word if char.isalnum())
        short = "".join(char for char in _ZEROS.sub("", word) if char.isalnum())
        if len(together) < len(word) or short != together:
            found += [together[:LONGEST], short[:LONGEST]]
    return found


def sounds(name: str) -> list[str]:
    """Return how the Chinese in a name is typed: by sound, from each syllable, by initials."""
    found: list[str] = []
    if name.isascii():
        return found
    for chinese, run in _pieces(fold(name)):
        if chinese:
            found += _spoken(run[:_SOUNDED])
    return found


def _spoken(run: str) -> list[str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415  its readings take 100 ms to load

    syllables: Sequence[str] = [each for each in lazy_pinyin(run) if each.isascii()]
    found = []
    for start in range(len(syllables)):
        rest = syllables[start:]
        found += ["".join(rest)[:LONGEST], "".join(syllable[0] for syllable in rest)]
    return found
