"""Icons come from the font, in the colour of the moment, sharp at every scale."""

import ast

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from tests.architecture.source import calls, files, place
from ui.theme import look
from ui.theme.icons import GlyphEngine, glyphs, icon

# Where an icon's name is written: the function, and the places of its arguments.
NAMED = {"Glyph": [0], "icon_button": [0], "draw_glyph": [2], "set_icon": [0], "made_icon": [0]}


def darkest(pixmap):
    """Return the darkest colour of a picture and how many pixels are painted."""
    image = pixmap.toImage()
    return [
        QColor(image.pixelColor(x, y))
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]


def test_every_icon_that_is_named_is_there():
    bad = []
    for file in files("ui"):
        for call, name in calls(file):
            args = [call.args[at] for at in NAMED.get(name, []) if len(call.args) > at]
            args += [word.value for word in call.keywords if word.arg in ("icon", "glyph")]
            bad += [
                f"{place(file, call)} {arg.value}"
                for arg in args
                if isinstance(arg, ast.Constant)
                and arg.value
                and arg.value.removesuffix("-bold") not in glyphs()
            ]
    assert not bad


def test_an_unknown_icon_is_refused():
    with pytest.raises(KeyError):
        icon("no-such-thing")


def test_an_icon_follows_the_theme_without_being_made_anew():
    made = icon("plus", "text")
    light = darkest(made.pixmap(QSize(64, 64)))
    look.choose("dark")
    dark = darkest(made.pixmap(QSize(64, 64)))
    assert light
    assert dark
    assert light[0].lightness() < 100 < dark[0].lightness()


def test_a_disabled_icon_is_grey():
    made = icon("plus", "accenttext")
    grey = darkest(made.pixmap(QSize(64, 64), QIcon.Mode.Disabled))
    assert all(colour.name().upper() == "#A09E9A" for colour in grey)


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_has_the_pixels_of_its_scale(scale):
    engine = GlyphEngine("plus", "text")
    made = engine.scaledPixmap(QSize(16, 16), QIcon.Mode.Normal, QIcon.State.Off, scale)
    assert made.width() == int(16 * scale)
    assert made.devicePixelRatio() == scale
