"""Pages with a cursor: what is written flows down and on to the next page.

Heights count in points from the top of the page downwards, as one reads.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from studio.documents.canvas import Canvas, Colour
from studio.documents.fonts import clean, one_line
from studio.documents.formats import day, span
from studio.documents.language import Bilingual, Language
from studio.documents.style import (
    BOTTOM,
    GUTTER,
    HAIR,
    HAIR_RULE,
    INK,
    INK_RULE,
    LEFT,
    RIGHT,
    TOP,
    Theme,
)
from studio.documents.wrapping import Line, Piece, Style, width, wrap

Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """How a document speaks: its languages, and the shorter way to set its words."""

    language: Language

    @property
    def code(self) -> str:
        """Return the language of the file for readers aloud (RFC 3066)."""
        return "en" if self.language is Language.EN else "zh-CN"

    def set(self, words: Bilingual, style: Style, second: Style | None = None) -> Pieces:
        """Return the words in one line: Chinese, then smaller or greyer English after a space.

        `second` is the style of the second language; without one it is left out.
        """
        first = one_line(words.first(self.language))
        other = one_line(words.second(self.language)) if second else ""
        if not other or second is None:
            return (Piece(first, style),) if first else ()
        return (Piece(first, style), Piece(f" {other}", second, "en"))

    def stack(self, words: Bilingual, style: Style, second: Style) -> list[Pieces]:
        """Return the words as paragraphs, each language its own."""
        first, other = words.first(self.language), words.second(self.language)
        paragraphs: list[Pieces] = []
        if first.strip():
            paragraphs.append((Piece(clean(first), style),))
        if other.strip():
            paragraphs.append((Piece(clean(other), second, "en"),))
        return paragraphs

    def fit(self, words: Bilingual, style: Style, second: Style, room: float) -> list[Pieces]:
        """Return the words in one line where they fit, else each language in its own."""
        pieces = self.set(words, style, second)
        if len(pieces) < 2 or width(pieces) <= room:
            return [pieces]
        return self.stack(words, style, second)

    def day(self, value: date) -> Bilingual:
        """Return a date; in a document in both languages it is said once, in figures."""
        text = day(value)
        return Bilingual("", text.zh) if self.language is Language.BOTH else text

    def span(self, first: date, last: date) -> Bilingual:
        """Return a stretch of days, said once as a date is."""
        text = span(first, last)
        return Bilingual("", text.zh) if self.language is Language.BOTH else text

    def fill(self, words: Bilingual, /, **values: Bilingual | str) -> Bilingual:
        """Return words with their {named} places filled, in each language its own."""
        english, chinese = {}, {}
        for name, value in values.items():
            if isinstance(value, Bilingual):
                english[name] = value.en or value.zh
                chinese[name] = value.zh or value.en
            else:
                english[name] = chinese[name] = value
        return Bilingual(_filled(words.en, english), _filled(words.zh, chinese))


def _filled(text: str, values: dict[str, str]) -> str:
    """Fill the places by hand: a value may itself hold braces."""
    parts = text.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        filled += [values[name], rest]
    return "".join(filled)


class Frame:
    """The page under way and where on it to write next."""

    def __init__(self, canvas: Canvas, theme: Theme, voice: Voice) -> None:
        self.canvas = canvas
        self.theme = theme
        self.voice = voice
        self.y = 0.0
        self.left = LEFT
        self.right = canvas.size[0] - RIGHT
        self.bottom = canvas.size[1] - BOTTOM
        self.page_top: Callable[[], None] = lambda: None
        self.capacity = self.bottom - TOP
        self.on_leaving: Callable[[], None] | None = None
        self.on_arriving: Callable[[], None] | None = None

    @property
    def width(self) -> float:
        """How wide the text of a page is."""
        return self.right - self.left

    @property
    def room(self) -> float:
        """How much of the page is left."""
        return self.bottom - self.y

    def column(self, index: int, count: int) -> tuple[float, float]:
        """Return left and right of one of `count` equal columns with gutters between them."""
        step = (self.width + GUTTER) / count
        left = self.left + index * step
        return left, left + step - GUTTER

    def turn(self) -> None:
        """Go on to the next page."""
        if self.on_leaving:
            self.on_leaving()
        self.canvas.start_page()
        self.page_top()
        self.capacity = self.room
        if self.on_arriving:
            self.on_arriving()

    def need(self, height: float) -> None:
        """Turn the page unless `height` fits on this one."""
        if height > self.room:
            self.turn()

    def up(self, height: float) -> float:
        """Return a height from the top as the PDF counts it, from the bottom."""
        return self.canvas.size[1] - height

    # Single lines

    def put(self, left: float, baseline: float, pieces: Iterable[Piece]) -> float:
        """Draw a line of pieces and return where it ends."""
        for piece in pieces:
            self.canvas.text(left, self.up(baseline), piece)
            left += piece.style.width(piece.text)
        return left

    def put_line(self, left: float, baseline: float, pieces: Pieces, room: float) -> None:
        """Draw a line of pieces, shortened where it is longer than `room`."""
        self.put(left, baseline, wrap(pieces, room, most=1)[0])

    def put_right(self, right: float, baseline: float, pieces: Pieces) -> None:
        """Draw a line of pieces that ends at `right`."""
        self.put(right - width(pieces), baseline, pieces)

    def put_lines(self, left: float, baseline: float, lines: list[Line]) -> float:
        """Draw lines below each other without turning the page; return the last baseline."""
        last = baseline
        for line in lines:
            last = baseline
            self.put(left, baseline, line)
            baseline += leading(line)
        return last

    # Shapes

    def rule(
        self,
        height: float,
        left: float | None = None,
        right: float | None = None,
        weight: float = HAIR_RULE,
        colour: Colour = HAIR,
    ) -> None:
        """Draw a horizontal line, as wide as the text unless told otherwise."""
        start = self.left if left is None else left
        end = self.right if right is None else right
        level = self.up(height)
        self.canvas.shape(
            f"{stroke(colour)} {weight:g} w {start:.2f} {level:.2f} m {end:.2f} {level:.2f} l S"
        )

    def ink_rule(self, height: float, left: float | None = None) -> None:
        """Draw the dark line under a table head or above a block."""
        self.rule(height, left, weight=INK_RULE, colour=INK)

    def area(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        """Fill a rectangle under the text."""
        self.canvas.shape(
            f"{fill(colour)} {left:.2f} {self.up(bottom):.2f} {right - left:.2f} "
            f"{bottom - top:.2f} re f",
            below=True,
        )

    # Text that flows

    def flow(
        self, paragraphs: Iterable[Pieces], left: float, right: float, *, gap: float = 0.0
    ) -> None:
        """Write paragraphs from the cursor on, turning pages as needed; `gap` follows each."""
        for pieces in paragraphs:
            lines = wrap(pieces, right - left)
            with self.canvas.element("P"):
                self.flow_lines(lines, left)
            self.y += gap

    def flow_lines(self, lines: list[Line], left: float) -> None:
        """Write the lines of one paragraph from the cursor on into the open element."""
        for number, line in enumerate(lines):
            height = leading(line)
            # No first line alone at the foot of a page.
            self.need(height * 2 if number == 0 and len(lines) > 1 else height)
            self.y += height
            self.put(left, self.y - height * 0.25, line)


def leading(line: Line) -> float:
    """Return the height of a line: the largest leading in it."""
    return max((piece.style.leading for piece in line), default=12.0)


def fill(colour: Colour) -> str:
    """Return the operator that sets a colour for areas."""
    return "{:.4g} {:.4g} {:.4g} rg".format(*colour)


def stroke(colour: Colour) -> str:
    """Return the operator that sets a colour for lines."""
    return "{:.4g} {:.4g} {:.4g} RG".format(*colour)
