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
        return Drawn(count, Sheet(number, image, wide, high), tuple(small))
    finally:
        document.close()


def draw_all(data: bytes, dots: int) -> list[QImage]:
    """Draw every page at a resolution in dots per inch, for printing."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_image(document[index], dots / 72) for index in range(len(document))]
    finally:
        document.close()
