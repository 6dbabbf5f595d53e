"""Lines break where a reader of Chinese or English expects them to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.documents import style
from studio.documents.fonts import clean
from studio.documents.wrapping import Piece, width, wrap


def lines(text, room, *more):
    pieces = (Piece(clean(text), style.BODY), *more)
    return ["".join(piece.text for piece in line) for line in wrap(pieces, room)]


def test_words_stay_whole():
    assert lines("Paper Lantern Studio in Hangzhou", 80) == [
        "Paper Lantern",
        "Studio in",
        "Hangzhou",
    ]


def test_chinese_breaks_anywhere_but_never_before_a_closing_mark():
    text = "纸灯笼工作室，为品牌创作。"
    for room in range(20, 140, 3):
        for line in lines(text, room):
            assert line[0] not in "，。"
        assert "".join(lines(text, room)) == text


def test_no_opening_mark_ends_a_line():
    text = "合同（含附件）与《补充协议》以及“说明”"
    for room in range(30, 160, 3):
        assert all(line[-1] not in "（《“" for line in lines(text, room)[:-1])


def test_a_word_longer_than_a_line_is_cut():
    cut = lines("x" * 500, 100)
    assert "".join(cut) == "x" * 500
    assert len(cut) > 20


def test_dates_and_numbers_are_not_cut_at_their_hyphens():
    assert lines("on 2026-12-16 or so", 62) == ["on 2026-12-16", "or so"]


def test_a_new_line_always_breaks():
    assert lines("one\n\ntwo", 200) == ["one", "", "two"]


def test_pieces_flow_together():
    more = Piece(", with a detail that goes on", style.BODY_GREY)
    first = lines("Luma image sets", 90, more)
    assert first[0] == "Luma image sets,"
    assert " ".join(first) == "Luma image sets, with a detail that goes on"


@pytest.mark.parametrize(
    "text", ["a" * 50_000, "。" * 50_000, "字" * 50_000, "(" * 50_000, "- " * 25_000]
)
def test_endless_words_end(text):
    # Quadratic work would take minutes here.
    assert len(lines(text, 300)) > 100


@given(st.text(max_size=200), st.floats(min_value=20, max_value=400))
def test_nothing_is_lost_and_nothing_overflows(text, room):
    typed = clean(text)
    found = wrap((Piece(typed, style.BODY),), room)
    squeezed = "".join(piece.text for line in found for piece in line).replace(" ", "")
    assert squeezed == typed.replace(" ", "").replace("\n", "")
    for line in found:
        if sum(len(piece.text) for piece in line) > 1:
            assert width(line) <= room + 0.01
