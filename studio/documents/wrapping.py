"""Breaks text into lines: between words, between Han characters, never against their rules.

After UAX #14 as far as business texts in Chinese and European languages need it, with the
Chinese rule that no closing mark begins a line and no opening one ends it (GB/T 15834).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from studio.documents.fonts import GAP, Stack, gap_between, is_wide

_NEVER_FIRST = frozenset(
    "!%),.:;?]}¢°·ˇ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞！＂％＇），．：；？］｀｜｝～￠々ー・ゝゞヽヾ"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
)
_NEVER_LAST = frozenset("$([{£¥€‘“〈《「『【〔〖〝（．［｛￡￥")
_BREAK_AFTER = frozenset("-/–—&?=@")
_LONGEST_WORD = 80
_DOTS = "…"


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: weight, size and leading in points, colour as red, green, blue in 0..1.

    `tracking` is air added after each character, in thousandths of the size.
    """

    stack: Stack
    size: float
    leading: float
    colour: tuple[float, float, float]
    tracking: int = 0

    def width(self, text: str) -> float:
        """Return the length of a cleaned text in points."""
        return self.stack.width(text, self.size) + len(text) * self.tracking * self.size / 1000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of cleaned text in one style and, where it differs, its own language."""

    text: str
    style: Style
    language: str = ""


Line = tuple[Piece, ...]


def width(line: Line) -> float:
    """Return the length of a line in points."""
    return sum(piece.style.width(piece.text) for piece in line)


def wrap(pieces: tuple[Piece, ...], room: float, most: int | None = None) -> list[Line]:
    """Break pieces into lines no longer than `room` points; a line feed always breaks.

    Beyond `most` lines the text ends in dots.
    """
    lines = _lines(pieces, room)
    return shorten(lines, room, most) if most is not None else lines


def shorten(lines: list[Line], room: float, most: int) -> list[Line]:
    """Return at most so many lines, the last ending in dots where more would follow."""
    if len(lines) <= most:
        return lines
    last = list(lines[most - 1])
    style = last[-1].style if last else lines[0][0].style
    dots = Piece(_DOTS, style)
    while last and width((*last, dots)) > room:
        shorter = replace(last[-1], text=last[-1].text[:-1])
        last[-1:] = [shorter] if shorter.text else []
    return [*lines[: most - 1], (*last, dots)]


def _lines(pieces: tuple[Piece, ...], room: float) -> list[Line]:
    plain = not any("\n" in piece.text or piece.text.endswith(" ") for piece in pieces)
    if plain and width(pieces) <= room:  # nearly every cell of a table
        return [tuple(piece for piece in pieces if piece.text)]
    lines: list[Line] = []
    builder = _Builder(room)
    for piece in pieces:
        for number, paragraph in enumerate(piece.text.split("\n")):
            if number:
                lines.append(builder.finish())
            for atom in _atoms(paragraph):
                lines.extend(builder.add(atom, piece))
    lines.append(builder.finish())
    return lines


class _Builder:
    """The line under way."""

    def __init__(self, room: float) -> None:
        self._room = room + 1e-6
        self._parts: list[tuple[str, Piece]] = []
        self._used = 0.0

    def add(self, atom: str, piece: Piece) -> Iterator[Line]:
        """Take one unbreakable atom; give back the lines it fills."""
        measure = piece.style.width
        bare = atom.rstrip(" ")
        gap = self._gap(atom, piece)
        if self._parts and self._used + gap + measure(bare) > self._room and not self._tied(atom):
            yield self.finish()
            gap = 0.0
        while len(bare) > 1 and measure(bare) > self._room - self._used:
            count = _fitting(bare, piece.style, self._room - self._used)
            if not self._parts:
                count = max(count, 1)
            self._parts.append((bare[:count], piece))
            yield self.finish()
            atom, bare, gap = atom[count:], bare[count:], 0.0
        self._parts.append((atom, piece))
        self._used += gap + measure(atom)

    def _gap(self, atom: str, piece: Piece) -> float:
        """Return the air the canvas will put before the atom, where Han meets Latin."""
        if not self._parts:
            return 0.0
        text, before = self._parts[-1]
        if before is not piece or not text or not gap_between(text[-1], atom[0]):
            return 0.0
        return GAP * piece.style.size / 1000

    def _tied(self, atom: str) -> bool:
        """Tell whether the atom must stay with what stands before it, set in another style."""
        return atom[0] in _NEVER_FIRST and not self._parts[-1][0].endswith(" ")

    def finish(self) -> Line:
        """Close the line: neighbours of one piece join, the space at its end goes."""
        line: list[Piece] = []
        text, current = "", None
        for part, piece in self._parts:
            if piece is not current and current is not None:
                line.append(Piece(text, current.style, current.language))
                text = ""
            text, current = text + part, piece
        if current is not None:
            line.append(Piece(text.rstrip(" "), current.style, current.language))
        self._parts, self._used = [], 0.0
        return tuple(piece for piece in line if piece.text)


def _fitting(text: str, style: Style, room: float) -> int:
    """Return how many characters of an overlong word fit, without measuring it again and again."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if style.width(text[:middle]) <= room:
            low = middle
        else:
            high = middle - 1
    return low


@lru_cache(maxsize=1024)
def _atoms(text: str) -> tuple[str, ...]:
    """Cut a paragraph into unbreakable atoms; a space belongs to the atom before it."""
    atoms: list[str] = []
    start = 0
    for place in range(1, len(text)):
        before, after = text[place - 1], text[place]
        if _breakable(before, after, place - start):
            atoms.append(text[start:place])
            start = place
    if text:
        atoms.append(text[start:])
    return tuple(atoms)


def _breakable(before: str, after: str, length: int) -> bool:
    if before == " ":
        return after != " "
    if after == " ":
        return False
    if length >= _LONGEST_WORD:
        return True
    if is_wide(before) or is_wide(after):
        return after not in _NEVER_FIRST and before not in _NEVER_LAST
    return before in _BREAK_AFTER and after.isalpha() and length > 3
