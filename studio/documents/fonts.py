"""The faces documents are set in, and which of them draws which character.

A weight is a stack: Source Sans 3 first, then Noto Sans SC for Han and kana, then Noto Emoji.
What none of them can draw is printed as □ and can be listed before anything is sent.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from resources import FONTS
from studio.documents.ttf import Face

REPLACEMENT = "\u25a1"
"""The hollow square that stands for a character no face can draw."""

GAP = 120
"""Air between Han and Latin letters or digits, in thousandths of the type size."""

_DROPPED = {"Cc", "Cf"}


@cache
def _face(path: Path) -> Face:
    return Face(path)


class _Widths(dict[str, int]):
    """Advance of each character met so far, in thousandths."""

    def __init__(self, stack: "Stack") -> None:
        super().__init__()
        self._stack = stack

    def __missing__(self, character: str) -> int:
        width = self[character] = self._stack.face(character).width(ord(character))
        return width


class Stack:
    """One weight of type: faces in the order in which they are asked for a character."""

    def __init__(self, *files: str) -> None:
        self.faces = tuple(_face(FONTS / name) for name in files)
        self._choice: dict[str, Face | None] = {}
        self._widths = _Widths(self)

    def find(self, character: str) -> Face | None:
        """Return the face that draws the character, if any does."""
        try:
            return self._choice[character]
        except KeyError:
            code = ord(character)
            found = next((face for face in self.faces if code in face.glyphs), None)
            self._choice[character] = found
            return found

    def face(self, character: str) -> Face:
        """Return the face that draws a cleaned character; another one is a bug."""
        face = self.find(character)
        if face is None:
            raise LookupError(f"U+{ord(character):04X} was not cleaned")
        return face

    def width(self, text: str, size: float) -> float:
        """Return the length of a cleaned text in points."""
        total = sum(map(self._widths.__getitem__, text))
        if not text.isascii():
            total += GAP * sum(map(gap_between, text, text[1:]))
        return total * size / 1000

    def runs(self, text: str) -> Iterator[tuple[Face, str]]:
        """Cut a cleaned text into stretches of one face, and where a gap belongs."""
        if text.isascii():
            if text:
                yield self.faces[0], text
            return
        start = 0
        current = self.face(text[0])
        for place in range(1, len(text)):
            character = text[place]
            face = self.face(character)
            if face is not current or gap_between(text[place - 1], character):
                yield current, text[start:place]
                start, current = place, face
        yield current, text[start:]


@cache
def light() -> Stack:
    """Return the weight of large titles; Han is Regular in it."""
    return Stack(
        "SourceSans3_300Light.ttf", "NotoSansSC_400Regular.ttf", "NotoEmoji_400Regular.ttf"
    )


@cache
def regular() -> Stack:
    """Return the weight of running text."""
    return Stack(
        "SourceSans3_400Regular.ttf", "NotoSansSC_400Regular.ttf", "NotoEmoji_400Regular.ttf"
    )


@cache
def semibold() -> Stack:
    """Return the weight of names and totals; Han is Bold in it."""
    return Stack(
        "SourceSans3_600SemiBold.ttf", "NotoSansSC_700Bold.ttf", "NotoEmoji_400Regular.ttf"
    )


def is_han(character: str) -> bool:
    """Tell whether a character is a Han ideograph or kana: breakable on both sides."""
    code = ord(character)
    return (
        0x3400 <= code <= 0x9FFF
        or 0x3040 <= code <= 0x30FF
        or 0x2E80 <= code <= 0x2FDF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
    )


def is_wide(character: str) -> bool:
    """Tell whether a character is Han, kana or full-width punctuation."""
    code = ord(character)
    return is_han(character) or 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFF60


def gap_between(before: str, after: str) -> bool:
    """Tell whether Han meets a Latin, Greek or Cyrillic letter or a digit here."""
    if before.isascii() == after.isascii() and ord(before) < 0x2E80 and ord(after) < 0x2E80:
        return False
    if is_han(before):
        return after.isalnum() and not is_wide(after)
    return is_han(after) and before.isalnum() and not is_wide(before)


def clean(text: str) -> str:
    """Return a text every character of which can be drawn, keeping line breaks.

    Composed by NFC; controls, text direction marks, joiners and variation selectors go;
    a space of a kind the faces lack becomes a plain one; anything else unknown becomes □.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_cleaned(character) for character in unicodedata.normalize("NFC", text))


def one_line(text: str) -> str:
    """Return a cleaned text for a place that has room for one line only."""
    return clean(text).replace("\n", " ")


def missing(text: str) -> list[str]:
    """Return, once each and in order, the characters of a text that would print as □."""
    found: dict[str, None] = {}
    for character in unicodedata.normalize("NFC", text):
        if character != REPLACEMENT and _cleaned(character) == REPLACEMENT:
            found[character] = None
    return list(found)


@cache
def _cleaned(character: str) -> str:
    if character == "\n" or character in "\u2028\u2029":
        return "\n"
    if character == "\t":
        return " "
    category = unicodedata.category(character)
    if category in _DROPPED or _selects_variation(character):
        return ""
    if regular().find(character) is not None:
        return character
    return " " if category == "Zs" else REPLACEMENT


def _selects_variation(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
