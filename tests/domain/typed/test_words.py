"""The gate for text: what is kept, what is refused, and how the place is named."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from studio.domain.typed import LONG_TEXT, text
from studio.domain.typed.words import shown
from studio.errors import Invalid


def refusal(value, **options):
    with pytest.raises(Invalid) as caught:
        text(value, **options)
    return str(caught.value.fields["value"])


@pytest.mark.parametrize(("typed", "kept"), [
    ("  Ada \u3000", "Ada"),
    ("cafe\u0301", "caf\u00e9"),
    ("<b>bold</b> & <img src=/etc/passwd>", "<b>bold</b> & <img src=/etc/passwd>"),
    ("纸灯笼 🏮 Łódź Ελλάδα Привет", "纸灯笼 🏮 Łódź Ελλάδα Привет"),
    ("👩‍💻 ❤️‍🔥 👩🏽‍🚀", "👩‍💻 ❤️‍🔥 👩🏽‍🚀"),
    ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", None),
    ("a\tb", "a\tb"),
    ("", ""),
    ("Robert'); DROP TABLE client;--", None),
    ("שלום", None),
])  # fmt: skip
def test_ordinary_text_is_kept(typed, kept):
    assert text(typed) == (typed if kept is None else kept)


@pytest.mark.parametrize(("typed", "reason", "code", "at"), [
    ("a\x00b", "control character", "U+0000", 2),
    ("\x1fabc", "control character", "U+001F", 1),
    ("ab\x85", "control character", "U+0085", 3),
    ("invoice\u202efdp.exe", "turns the direction", "U+202E", 8),
    ("a\u200fb", "turns the direction", "U+200F", 2),
    ("a\u2066b", "turns the direction", "U+2066", 2),
    ("pay\u200bpal", "invisible", "U+200B", 4),
    ("a\u00adb", "invisible", "U+00AD", 2),
    ("\ufeffabc", "invisible", "U+FEFF", 1),
    ("a\u200db", "invisible", "U+200D", 2),
    ("a\U000e0041", "invisible", "U+E0041", 2),
    ("a\ud800b", "broken", "U+D800", 2),
    ("a\ufffe", "broken", "U+FFFE", 2),
    ("a\nb", "line break", "U+000A", 2),
    ("a\u2028b", "line break", "U+2028", 2),
])  # fmt: skip
def test_deceiving_characters_are_refused_where_they_stand(typed, reason, code, at):
    said = refusal(typed)
    assert reason in said
    assert f"({code}) at position {at}." in said


def test_long_text_may_have_lines():
    assert text(" one\r\ntwo\rthree\n ", multiline=True) == "one\ntwo\nthree"
    assert "line break" in refusal("one\u2029two", multiline=True)


def test_too_long_names_both_lengths():
    assert text("x" * 200) == "x" * 200
    assert refusal("x" * 201) == "At most 200 characters; this has 201."
    assert refusal("x" * 5000, limit=LONG_TEXT, multiline=True).endswith("this has 5000.")
    assert text("  " + "x" * 200 + "  ") == "x" * 200


def test_a_megabyte_is_refused_at_once():
    assert refusal("\u0301" * 1_000_000).startswith("At most 200")


def test_needed_text_cannot_be_blank():
    assert refusal("  \t ", required=True) == "This is needed."


def test_what_was_typed_is_shown_short_and_printable():
    assert shown("  " + "x" * 60) == "x" * 40
    assert shown("a\u202eb\ud800") == "a\ufffdb\ufffd"


@given(some.text(alphabet=some.characters(codec=None), max_size=300))
def test_text_is_kept_as_it_was_or_refused(value):
    try:
        kept = text(value, limit=100, multiline=True)
    except Invalid:
        return
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    assert kept == unicodedata.normalize("NFC", kept)
    assert kept in unicodedata.normalize("NFC", lines)
    assert text(kept, limit=100, multiline=True) == kept
    assert len(kept) <= 100
    kept.encode()
