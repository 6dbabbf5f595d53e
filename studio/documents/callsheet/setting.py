"""How closely a call sheet is set: gaps shrink first, then type, before a second page begins."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.documents.callsheet import words
from studio.documents.callsheet.document import Said
from studio.documents.fonts import regular, semibold
from studio.documents.frame import Frame, Pieces, fill
from studio.documents.language import Bilingual
from studio.documents.style import (
    BRAND,
    GREY,
    LABEL,
    PALE,
    SMALL,
    TABLE,
    TABLE_GREY,
    TABLE_PALE,
    TABLE_STRONG,
)
from studio.documents.tables import Cell, Spacing
from studio.documents.wrapping import Style, width, wrap

_BAR_LEFT, _BAR_RIGHT = 9.0, 6.6


@dataclass(frozen=True, slots=True)
class Measure:
    """Air between the parts as a share of the full one, space in rows, size and leading of text."""

    air: float
    row: Spacing
    size: float = 9.0
    lead: float = 12.0

    def of(self, style: Style) -> Style:
        """Return a style of 9 points in the size of this measure."""
        return replace(style, size=self.size, leading=self.lead)


ROOMY = Measure(1.0, Spacing(13.0, 6.8))
AIRY = Measure(0.86, Spacing(12.5, 6.0))
CLOSE = Measure(0.7, Spacing(11.9, 5.0))
TIGHT = Measure(0.5, Spacing(10.9, 3.9), lead=11.2)
SMALL_TYPE = Measure(0.42, Spacing(9.9, 3.3), 8.2, 10.0)
STEPS = (ROOMY, AIRY, CLOSE, TIGHT, SMALL_TYPE)
"""What is tried in turn until everything stands on one page."""

FLOWING = CLOSE
"""What a sheet is set in that takes more than one page."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The page under way, with the styles of its measure."""

    frame: Frame
    measure: Measure

    @property
    def body(self) -> Style:
        """Return the style of what is said in a table."""
        return self.measure.of(TABLE)

    @property
    def strong(self) -> Style:
        """Return the style of names and times."""
        return self.measure.of(TABLE_STRONG)

    @property
    def grey(self) -> Style:
        """Return the style of what stands beside."""
        return self.measure.of(TABLE_GREY)

    @property
    def pale(self) -> Style:
        """Return the style of a dash."""
        return self.measure.of(TABLE_PALE)

    @property
    def figure(self) -> Style:
        """Return the style of the day's times."""
        return BRAND if self.measure.size > 8.5 else replace(BRAND, size=9.75, leading=12)

    def gap(self, points: float) -> None:
        """Leave air before the next part."""
        self.frame.y += points * self.measure.air

    def ink(self, style: Style, said: Said) -> Style:
        """Return the style in the brand's colour where what it says has changed."""
        if not said.changed:
            return style
        return replace(style, colour=self.frame.theme.accent)

    def label(self, text: Bilingual) -> Pieces:
        """Return a column head or label in one line."""
        return self.frame.voice.set(text, LABEL, LABEL)

    def short_label(self, text: Bilingual, room: float) -> Pieces:
        """Return a column head that fits: in one language where both are too long."""
        pieces = self.label(text)
        if width(pieces) > room:
            pieces = self.frame.voice.set(text, LABEL)
        return wrap(pieces, room, most=1)[0] if pieces else ()

    def cell(self, parts: Sequence[tuple[Said, Style]], room: float) -> Cell:
        """Return a cell: each part a paragraph, two languages in one line where both fit."""
        voice = self.frame.voice
        paragraphs: list[Pieces] = []
        for said, style in parts:
            own = self.ink(style, said)
            second = own if said.changed else replace(style, stack=regular(), colour=GREY)
            if "\n" in said.text.first(voice.language).strip():
                paragraphs += voice.stack(said.text, own, second)
            else:
                paragraphs += [line for line in voice.fit(said.text, own, second, room) if line]
        return tuple(paragraphs) or ((),)

    def was(self, said: Said) -> Pieces:
        """Return the words for what it was before."""
        if not (said.changed and said.was):
            return ()
        return self.frame.voice.set(
            self.frame.voice.fill(words.WAS, was=said.was), replace(SMALL, colour=PALE)
        )

    def mark(self, top: float, bottom: float) -> None:
        """Draw the bar in the margin that says: something changed here."""
        frame = self.frame
        left, right = frame.left - _BAR_LEFT, frame.left - _BAR_RIGHT
        frame.canvas.shape(
            f"{fill(frame.theme.accent)} {left:.2f} {frame.up(bottom):.2f} {right - left:.2f} "
            f"{bottom - top:.2f} re f"
        )

    def head(self, text: Bilingual, keep: float) -> None:
        """Write the heading of a part where `keep` points still fit under it."""
        frame = self.frame
        frame.need(keep + 18.0)
        pieces = frame.voice.set(text, HEADING, replace(HEADING, colour=GREY))
        with frame.canvas.element("H2"):
            frame.put_line(frame.left, frame.y + 8.0, pieces, frame.width)
        frame.y += 13.0


HEADING = replace(LABEL, stack=semibold(), size=8.0, colour=GREY)
"""What is written over gear and samples."""
