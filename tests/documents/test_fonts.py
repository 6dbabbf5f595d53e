"""Every character finds a face, or is said to be missing; none is drawn as nothing."""

import hashlib
import io

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from resources import FONTS
from studio.documents import fonts
from studio.documents.ttf import Face

FILES = sorted(FONTS.glob("SourceSans3*.ttf")) + sorted(FONTS.glob("Noto*.ttf"))


# As their publishers ship them: the licence asks for other names on changed ones.
UNCHANGED = {
    "NotoEmoji_400Regular.ttf": (
        "24aaa2a20c9c06ffe9bf04284bfd1f14376a329d10122f902abe2770817eb504"
    ),
    "NotoSansSC_400Regular.ttf": (
        "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16"
    ),
    "NotoSansSC_700Bold.ttf": ("9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96"),
    "SourceSans3_300Light.ttf": (
        "4e8026d06cb19c9d5c61c67486c2493d0a3a881950d4599ad01cb2d16da51504"
    ),
    "SourceSans3_400Regular.ttf": (
        "393fb5b878ceed04aebc34b097e853ae5138c51d0c34b496ce8e2b47e0d0b94a"
    ),
    "SourceSans3_600SemiBold.ttf": (
        "bd2550fce2d295b0bf20bd8b1b7f1477da834f1066bd850aafdb4787a67a63ca"
    ),
}


def test_fonts_are_unmodified_and_come_with_their_licence():
    for name, digest in UNCHANGED.items():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest, name
        licence = FONTS / f"{name.partition('_')[0]}-OFL.txt"
        assert "SIL Open Font License" in licence.read_text(encoding="utf-8")
    assert {path.name for path in FILES} == set(UNCHANGED)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_face_reads_as_another_reader_reads_it(path):
    ours, theirs = Face(path), TTFont(path)
    cmap = theirs.getBestCmap()
    assert ours.glyphs == {code: theirs.getGlyphID(name) for code, name in cmap.items()}
    scale = 1000 / theirs["head"].unitsPerEm
    for code in list(cmap)[::97]:
        assert ours.width(code) == round(theirs["hmtx"][cmap[code]][0] * scale)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_subset_is_a_font_with_the_same_outlines(path):
    face, whole = Face(path), TTFont(path)
    codes = [
        *list(face.glyphs)[40:60],
        *(ord(c) for c in "Åçň纸灯笼喆①😀" if ord(c) in face.glyphs),
    ]
    glyphs = list(dict.fromkeys(face.glyphs[code] for code in codes))
    cut = TTFont(io.BytesIO(face.subset(glyphs)))
    order = whole.getGlyphOrder()
    for place, glyph in enumerate(glyphs, 1):
        name = cut.getGlyphOrder()[place]
        pen_cut = cut["glyf"][name].getCoordinates(cut["glyf"])[0]
        pen_whole = whole["glyf"][order[glyph]].getCoordinates(whole["glyf"])[0]
        assert list(pen_cut) == list(pen_whole)
        assert cut["hmtx"][name][0] == whole["hmtx"][order[glyph]][0]


def test_all_weights_draw_the_same_characters():
    # clean() asks one weight for all of them.
    covered = [
        {code for face in stack.faces for code in face.glyphs}
        for stack in (fonts.light(), fonts.regular(), fonts.semibold())
    ]
    assert covered[0] == covered[1] == covered[2]


@pytest.mark.parametrize(
    "text",
    [
        "Łódź, Kőszeg, Şişli, Ğ, ₽ ₹ € £ ¥",
        "Ελληνικά και Кириллица",
        "喆堃珺玥镕赟婳，龘㐂",
        "ひらがなカタカナ",
        "☐ ✓ → − – …",
        "😀🎬🏮",
    ],
)
def test_scripts_of_the_trade_are_drawn(text):
    assert fonts.missing(text) == []
    assert fonts.clean(text) == text


def test_unknown_characters_become_squares_and_are_named_once():
    assert fonts.missing("شكرا abc กขก") == ["ش", "ك", "ر", "ا", "ก", "ข"]
    assert fonts.clean("aกb") == "a□b"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a\u202eb\u202c", "ab"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("nul\x00bell\x07", "nulbell"),
        ("tab\there", "tab here"),
        ("e\u0301", "é"),
        ("two\u2028lines", "two\nlines"),
        ("family \U0001f469\u200d\U0001f3a4", "family \U0001f469\U0001f3a4"),
        ("\u2764\ufe0f", "\u2764"),
        ("lone \ud83d", "lone □"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(typed, printed):
    assert fonts.clean(typed) == printed


@given(st.text(max_size=60))
def test_whatever_is_typed_can_be_measured_and_cut_into_runs(text):
    clean = fonts.clean(text)
    line = clean.replace("\n", "")
    for stack in (fonts.light(), fonts.regular(), fonts.semibold()):
        assert "".join(run for _face, run in stack.runs(line)) == line
        assert stack.width(line, 9) >= 0
    assert fonts.clean(clean) == clean


def test_han_and_latin_keep_a_little_air():
    stack = fonts.regular()
    apart = stack.width("结算", 10) + stack.width("GMV", 10)
    assert stack.width("结算GMV", 10) == pytest.approx(apart + 10 * fonts.GAP / 1000)
    assert stack.width("结算 GMV", 10) == pytest.approx(apart + stack.width(" ", 10))
