"""A brand's colour is kept for areas and made dark enough for words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.documents import style

hexadecimal = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


@given(hexadecimal)
def test_every_accent_can_be_read(accent):
    theme = style.theme(accent)
    assert theme.field == style.colour(accent)
    assert style.contrast(theme.accent, theme.tint) >= 4.5
    assert style.contrast(theme.accent, style.WHITE) >= 4.5
    # No colour is further than this from both white and ink.
    assert style.contrast(theme.on_field, theme.field) >= 4.0


def test_a_dark_accent_stays_as_it_is():
    assert style.theme("#B83A22").accent == style.colour("#B83A22")


@pytest.mark.parametrize("grey", [style.INK, style.GREY, style.PALE])
def test_greys_can_be_read(grey):
    assert style.contrast(grey, style.WHITE) >= 4.5
    assert style.contrast(grey, style.BAND) >= 4.5
