"""Side heads: the name of a section in the left column, its matter to the right of it."""

from studio.documents.fonts import one_line
from studio.documents.frame import Frame
from studio.documents.language import Bilingual
from studio.documents.style import HEAD, HEAD_SECOND, LABEL, SIDE
from studio.documents.wrapping import Piece, width, wrap


def draw_side(frame: Frame, title: Bilingual, level: str = "H2") -> None:
    """Write a side head level with the cursor, which stays where it is."""
    voice = frame.voice
    pieces = voice.set(title, HEAD, HEAD_SECOND)
    with frame.canvas.element(level):
        if width(pieces) <= SIDE:
            frame.put(frame.left, frame.y + 11.5, pieces)
            return
        first = Piece(one_line(title.first(voice.language)), HEAD)
        second = Piece(one_line(title.second(voice.language)), LABEL, "en")
        last = frame.put_lines(frame.left, frame.y + 11.5, wrap((first,), SIDE, most=6))
        if second.text:
            frame.put_lines(frame.left, last + 12.0, wrap((second,), SIDE, most=6))
