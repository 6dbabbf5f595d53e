"""The head and foot of every page: who writes, which document, page x of y."""

from dataclasses import replace

from studio.documents import words
from studio.documents.canvas import Colour
from studio.documents.fonts import one_line, semibold
from studio.documents.frame import Frame, Pieces, fill
from studio.documents.images import fitted, load
from studio.documents.paper import Mark
from studio.documents.parties import Brand
from studio.documents.shapes import rounded
from studio.documents.structure import alternative, box
from studio.documents.style import BRAND, FOOT, LABEL, MARK, SMALL, TOP
from studio.documents.wrapping import Piece, Style, width, wrap

BADGE = 24.0
_WIDEST = 136.0
_CORNER = 210.0
_ROUND = 5.0 / 24
_MARK_SIZE = 118.0
_DIAGONAL = 0.7071


def draw_letterhead(frame: Frame, brand: Brand) -> None:
    """Draw logo and name of the studio at the head of the page, as content of it."""
    end = draw_badge(frame, brand, BADGE, frame.theme.field, frame.theme.on_field)
    if end - frame.left > 2 * BADGE:  # a wide logo says the name itself
        return
    with frame.canvas.element("P"):
        put_name(frame, brand, end + 8, BRAND, LABEL)


def put_name(frame: Frame, brand: Brand, left: float, style: Style, second: Style) -> None:
    """Write the studio's name, and under it its line or its name in the second language."""
    voice = frame.voice
    name = brand.name.first(voice.language)
    under = brand.name.second(voice.language) or brand.line.first(voice.language)
    low = TOP + BADGE * 0.41 if under else TOP + BADGE * 0.65
    room = frame.right - _CORNER - left
    for text, style_, baseline in ((name, style, low), (under, second, TOP + BADGE * 0.83)):
        frame.put_line(left, baseline, (Piece(one_line(text), style_),), room)


def badge_size(brand: Brand, side: float) -> tuple[float, float]:
    """Return how large the studio's mark is drawn."""
    if not brand.logo:
        return side, side
    return fitted(load(brand.logo, (_WIDEST, side)), (_WIDEST, side))


def draw_badge(frame: Frame, brand: Brand, side: float, ground: Colour, letter: Colour) -> float:
    """Draw the logo, or the studio's initial on a rounded square; return where it ends."""
    canvas, bottom = frame.canvas, frame.up(TOP + side)
    name = one_line(brand.name.first(frame.voice.language))
    words_for_it = frame.voice.fill(words.LOGO_OF, name=brand.name).first(frame.voice.language)
    if brand.logo:
        picture = load(brand.logo, (_WIDEST, side))
        size = badge_size(brand, side)
        place = (frame.left, bottom, frame.left + size[0], bottom + size[1])
        with canvas.element("Figure", alternative(one_line(words_for_it)) + box(*place)):
            canvas.picture(picture, frame.left, bottom, size)
        return frame.left + size[0]
    place = (frame.left, bottom, frame.left + side, bottom + side)
    first = one_line(name.strip()[:1].upper())[:1] or "·"  # capitals may lack a glyph
    initial = Piece(first, Style(semibold(), side * 0.58, side, letter))
    with canvas.element("Figure", alternative(one_line(words_for_it)) + box(*place)):
        canvas.shape(f"{fill(ground)} {rounded(frame.left, bottom, side, side, side * _ROUND)} f")
        start = frame.left + (side - initial.style.width(initial.text)) / 2
        canvas.text(start, bottom + side * 0.295, initial)
    return frame.left + side


def draw_corner(frame: Frame, paragraphs: list[Pieces]) -> None:
    """Write up to two lines in the right upper corner of the page."""
    baseline = TOP + 11.8
    with frame.canvas.element("P"):
        for pieces in paragraphs:
            line = wrap(pieces, _CORNER, most=1)[0]
            frame.put_right(frame.right, baseline, line)
            baseline += 11


def draw_feet(frame: Frame, left: Pieces, middle: Pieces, *, cover: bool = False) -> None:
    """Write the foot line of every page, now that their number is known.

    A cover has nothing in the middle.
    """
    canvas, voice = frame.canvas, frame.voice
    count = canvas.page_count
    baseline = canvas.size[1] - FOOT - 2.7
    lines = wrap(middle, frame.width * 0.5, most=2) if middle else []
    for index in range(count):
        canvas.turn_to(index)
        with canvas.decoration("Pagination"):
            frame.put_line(frame.left, baseline, left, frame.width * 0.24)
            for place, line in enumerate(reversed(lines) if index or not cover else ()):
                start = (frame.left + frame.right - width(line)) / 2
                frame.put(start, baseline - place * SMALL.leading, line)
            page = voice.fill(words.PAGE, page=str(index + 1), pages=str(count))
            number = Piece(page.first(voice.language), SMALL)
            frame.put_right(frame.right, baseline, (number,))


def draw_mark(frame: Frame, mark: Mark, colour: Colour = MARK, middle: float | None = None) -> None:
    """Lay the word of a mark across the page, under its text; `middle` is its height."""
    if mark is Mark.NONE:
        return
    text = words.MARKS[mark].first(frame.voice.language)
    style = Style(semibold(), _MARK_SIZE, _MARK_SIZE, colour)
    across, high = frame.canvas.size
    size = min(_MARK_SIZE, _MARK_SIZE * across * 0.86 / style.width(text))
    style = replace(style, size=size)
    half = style.width(text) / 2 * _DIAGONAL
    left = across / 2 - half + size * 0.25
    bottom = (high / 2 if middle is None else middle) - half - size * 0.25
    matrix = f"{_DIAGONAL} {_DIAGONAL} {-_DIAGONAL} {_DIAGONAL} {left:.2f} {bottom:.2f}"
    frame.canvas.text_below(matrix, Piece(text, style))
