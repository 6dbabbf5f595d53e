"""Free texts: paragraphs and simple lists, printed exactly as typed otherwise."""

from dataclasses import dataclass

from studio.documents.fonts import clean
from studio.documents.frame import Frame
from studio.documents.language import Bilingual
from studio.documents.structure import UNNUMBERED
from studio.documents.style import BODY, BODY_GREY
from studio.documents.wrapping import Piece, Style, wrap

_BULLET = "\u2013"
_INDENT = 11.0
_AFTER = 6.0
_LIST_MARKS = ("- ", "\u2022 ", "\u2013 ", "* ")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the items of a list."""

    texts: tuple[str, ...]
    listed: bool = False


def blocks(text: str) -> list[Block]:
    """Cut a cleaned text at empty lines and where lists ("- ") begin and end."""
    found: list[Block] = []
    lines: list[str] = []
    items: list[str] = []

    def close() -> None:
        if lines:
            found.append(Block(("\n".join(lines),)))
        if items:
            found.append(Block(tuple(items), listed=True))
        lines.clear()
        items.clear()

    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped:
            close()
        elif stripped.startswith(_LIST_MARKS):
            if lines:
                close()
            items.append(stripped[2:].strip())
        elif items:
            items[-1] += f" {stripped}"
        else:
            lines.append(stripped)
    close()
    return found


def draw_text(frame: Frame, text: Bilingual, left: float, right: float) -> None:
    """Write a free text from the cursor on, in two languages block by block."""
    language = frame.voice.language
    first = blocks(clean(text.first(language)))
    second = blocks(clean(text.second(language)))
    if len(first) == len(second):
        for one, other in zip(first, second, strict=True):
            _draw_block(frame, one, left, right, BODY, "")
            frame.y -= _AFTER * 0.5
            _draw_block(frame, other, left, right, BODY_GREY, "en")
        return
    for block in first:
        _draw_block(frame, block, left, right, BODY, "")
    for block in second:
        _draw_block(frame, block, left, right, BODY_GREY, "en")


def _draw_block(
    frame: Frame, block: Block, left: float, right: float, style: Style, language: str
) -> None:
    if not block.listed:
        frame.flow([(Piece(block.texts[0], style, language),)], left, right, gap=_AFTER)
        return
    canvas = frame.canvas
    with canvas.element("L", UNNUMBERED):
        for text in block.texts:
            lines = wrap((Piece(text, style, language),), right - left - _INDENT)
            frame.need(style.leading * min(2, len(lines)))
            with canvas.element("LI"):
                with canvas.element("Lbl"):
                    baseline = frame.y + style.leading * 0.75
                    frame.put(left, baseline, (Piece(_BULLET, style),))
                with canvas.element("LBody"):
                    frame.flow_lines(lines, left + _INDENT)
            frame.y += 2.5
    frame.y += _AFTER - 2.5
