"""PDF bytes as pictures of pages. Runs on the one thread that PDFium may run on."""

from dataclasses import dataclass
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # it comes without types
from PySide6.QtGui import QImage

THUMB = 104
"""Height of a small picture in the strip, in px."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as a picture, and its size in points."""

    number: int
    image: QImage
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document drawn: how many pages, the one wanted, and the strip of small ones."""

    count: int
    sheet: Sheet
    thumbs: tuple[QImage, ...]
    outline: tuple[tuple[str, int], ...] = ()
    """The document's bookmarks: what each says, and its page from 1."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What stands at a place of a page: the words of that line, and the bookmark above it."""

    words: str
    heading: str


def _image(page: Any, scale: float) -> QImage:
    bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
    shown = QImage(
        bytes(bitmap.buffer),
        bitmap.width,
        bitmap.height,
        bitmap.stride,
        QImage.Format.Format_RGB32,
    )
    return shown.copy()  # the bitmap's memory goes with the page


def draw(data: bytes, page: int, width: int, ratio: float, *, thumbs: bool) -> Drawn:
    """Draw one page (from 1) at a width in px and a device ratio, and the strip if wanted."""
    document = pypdfium2.PdfDocument(data)
    try:
        count = len(document)
        number = min(max(page, 1), count)
        sheet = document[number - 1]
        wide, high = sheet.get_size()
        image = _image(sheet, width / wide * ratio)
        image.setDevicePixelRatio(ratio)
        small = []
        if thumbs:
            for index in range(count):
                one = document[index]
                picture = _image(one, THUMB / one.get_size()[1] * ratio)
                picture.setDevicePixelRatio(ratio)
                small.append(picture)
        return Drawn(count, Sheet(number, image, wide, high), tuple(small), _outline(document))
    finally:
        document.close()


def _outline(document: Any) -> tuple[tuple[str, int], ...]:
    return tuple((mark.get_title(), mark.get_dest().get_index() + 1) for mark in document.get_toc())


def look_at(data: bytes, page: int, y: float) -> Spot:
    """Return what stands at a height, in points from the upper edge of a page (from 1)."""
    document = pypdfium2.PdfDocument(data)
    try:
        sheet = document[page - 1]
        wide, high = sheet.get_size()
        up = high - y
        text = sheet.get_textpage()
        words = text.get_text_bounded(left=0, bottom=up - 9, right=wide, top=up + 9)
        heading = ""
        for mark in document.get_toc():
            target = mark.get_dest()
            top = target.get_view()[1][1]
            if (target.get_index() + 1, -top) <= (page, -up):
                heading = mark.get_title()
        return Spot(" ".join(words.split()), heading)
    finally:
        document.close()


def draw_one(data: bytes, page: int, dots: int) -> tuple[int, QImage]:
    """Draw one page (from 1) in dots per inch, for printing; return how many there are, and it."""
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document), _image(document[page - 1], dots / 72)
    finally:
        document.close()
