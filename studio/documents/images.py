"""Logos, chops and portraits: checked before they are opened, then redrawn as plain sRGB.

Redrawing drops everything a picture file may carry besides pixels, such as the place where a
photo was taken, and keeps transparency out of the archive.
"""

import warnings
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from studio.errors import Invalid
from studio.text import Message

MOST_BYTES = 20_000_000
MOST_PIXELS = 25_000_000
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF")
_DOTS_PER_INCH = 300
_WHITE = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels ready for a file: three bytes each, row by row."""

    width: int
    height: int
    data: bytes


def check(data: bytes, field: str = "image") -> None:
    """Refuse what cannot be printed: an unknown format, a torn file, too many pixels or bytes."""
    _open(data, field).close()


def _open(data: bytes, field: str) -> Image.Image:
    if len(data) > MOST_BYTES:
        raise Invalid({field: Message("The picture is larger than 20 MB.")})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Invalid({field: Message("The picture has more than 25 million pixels.")}) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        message = Message("The picture cannot be read. Use PNG, JPEG, WebP, GIF or TIFF.")
        raise Invalid({field: message}) from error
    if image.width * image.height > MOST_PIXELS:
        raise Invalid({field: Message("The picture has more than 25 million pixels.")})
    return image


@lru_cache(maxsize=32)
def load(data: bytes, room: tuple[float, float], ground: tuple[int, int, int] = _WHITE) -> Picture:
    """Return a picture fit for `room` (points) at 300 dots per inch, laid flat on `ground`."""
    image = _open(data, "image")
    most = (round(room[0] / 72 * _DOTS_PER_INCH), round(room[1] / 72 * _DOTS_PER_INCH))
    try:
        image.draft("RGB", most)  # a JPEG is then read at a fraction of its size
        image.load()
    except (OSError, ValueError, SyntaxError) as error:
        raise Invalid({"image": Message("The picture is damaged.")}) from error
    image = ImageOps.exif_transpose(image)
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        flat = Image.new("RGB", layer.size, ground)
        flat.paste(layer, mask=layer.getchannel("A"))
    else:
        flat = image.convert("RGB")
    flat.thumbnail(most, Image.Resampling.LANCZOS)
    return Picture(flat.width, flat.height, flat.tobytes())


def fitted(picture: Picture, room: tuple[float, float]) -> tuple[float, float]:
    """Return the largest size in points, within `room`, that keeps the picture's shape."""
    scale = min(room[0] / picture.width, room[1] / picture.height)
    return picture.width * scale, picture.height * scale
