"""Pictures from outside are checked, laid flat and stripped before they reach a document."""

import io
import struct
import zlib

import pytest
from PIL import Image

from studio.documents import images
from studio.errors import Invalid


def saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def claimed(width, height):
    """A PNG of a few bytes that claims to be huge."""

    def chunk(name, data):
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def test_transparency_is_laid_on_white():
    image = Image.new("RGBA", (10, 10), (255, 0, 0, 0))
    assert images.load(saved(image, "PNG"), (72, 72)).data == b"\xff" * 300


@pytest.mark.parametrize("mode", ["L", "P", "RGB", "CMYK", "LA", "1", "I;16"])
def test_every_kind_of_colour_becomes_rgb(mode):
    image = Image.new(mode, (8, 4))
    kind = "TIFF" if mode in ("CMYK", "I;16") else "PNG"
    picture = images.load(saved(image, kind), (72, 72))
    assert (picture.width, picture.height, len(picture.data)) == (8, 4, 96)


def test_a_photo_keeps_no_place_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "secret place"
    data = saved(Image.new("RGB", (40, 20), "green"), "JPEG", exif=exif)
    picture = images.load(data, (72, 72))
    assert (picture.width, picture.height) == (20, 40)
    assert b"secret" in data
    assert b"secret" not in picture.data


def test_a_large_picture_is_made_smaller():
    picture = images.load(saved(Image.new("RGB", (3000, 1500)), "PNG"), (72, 72))
    assert (picture.width, picture.height) == (300, 150)
    assert images.fitted(picture, (100, 20)) == (40.0, 20.0)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='x'/>",
        b"GIF89a",
        claimed(30_000, 30_000),
        claimed(6_000, 6_000),
        b"%PDF-1.7",
    ],
)
def test_bad_pictures_are_refused(data):
    with pytest.raises(Invalid) as refused:
        images.check(data, "logo")
    assert set(refused.value.fields) == {"logo"}


def test_a_file_over_the_limit_is_refused_unread():
    with pytest.raises(Invalid):
        images.check(b"\x89PNG" + bytes(images.MOST_BYTES))


def test_a_torn_picture_is_refused_when_it_is_drawn():
    data = saved(Image.effect_noise((200, 200), 60), "PNG")
    with pytest.raises(Invalid):
        images.load(data[: len(data) // 2], (72, 72))
