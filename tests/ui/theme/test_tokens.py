"""The tokens are readable on every ground they are used on (WCAG 2.2, 4.5 to 1)."""

import pytest
from PySide6.QtGui import QColor

from ui.theme.tokens import HUES, STATUS, TYPES, Theme, hue_of

GROUNDS = ["window", "sidebar", "surface", "surface2", "hover", "sel"]


def luminance(colour: QColor) -> float:
    """Return the relative luminance of sRGB (WCAG 2.2)."""
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def tokens(request):
    made = Theme()
    made.set_dark(request.param)
    return made


@pytest.mark.parametrize("ink", ["text", "text2", "text3", "accenttext"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_words_can_be_read_on_every_ground(tokens, ink, ground):
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("status", STATUS)
def test_states_can_be_read_on_their_tint_and_in_rows(tokens, status):
    for ground in (f"{status}.tint", "surface", "sel"):
        assert contrast(tokens[status], tokens[ground]) >= 4.5


@pytest.mark.parametrize("hue", HUES)
def test_words_on_a_project_tint_can_be_read(tokens, hue):
    assert contrast(tokens[f"{hue}.text"], tokens[f"{hue}.tint"]) >= 7


@pytest.mark.parametrize("ground", ["accent", "accenthover", "badfill"])
def test_white_on_filled_grounds_can_be_read(tokens, ground):
    assert contrast(tokens["onaccent"], tokens[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["window", "surface"])
def test_the_focus_ring_can_be_seen(tokens, ground):
    assert contrast(tokens["focus"], tokens[ground]) >= 3


def test_hues_are_given_in_turn():
    assert [hue_of(number) for number in (0, 1, 7, 8)] == ["p1", "p2", "p8", "p1"]


def test_chinese_is_never_below_12_px_and_never_tracked(tokens):
    tokens.set_chinese(True)
    for style in TYPES:
        assert tokens.type(style).px >= 12
        assert tokens.type(style).tracking == 0


def test_everyone_hears_once_of_a_switch(qtbot):
    tokens = Theme()
    heard = []
    tokens.changed.connect(lambda: heard.append(tokens.dark))
    tokens.set_dark(True)
    tokens.set_dark(True)
    assert heard == [True]


def test_reduced_motion_takes_no_time(tokens):
    assert tokens.motion("fade") == 120
    tokens.set_reduce_motion(True)
    assert tokens.motion("fade") == 0
