"""How texts are cut and questions are asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.persistence.tokens import BARRIER, LONGEST, MOST, asked, fold, sounds, squeezed, tokens


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Headphone review", ["headphone", "review"]),
        ("Café MÜLLER", ["cafe", "muller"]),
        ("ＡＢＣ１２", ["abc12"]),
        ("小红书", ["小红", "红书", "书"]),
        ("书", ["书"]),
        ("小红书KOL合作", ["小红", "红书", "书", "kol", "合作", "作"]),
        ("预算，六万", ["预算", "算", "六万", "万"]),
        ("Пётр", ["петр"]),
        ("", []),
        ("!? …", []),
    ],
)
def test_texts_are_cut_into_words_and_pairs(text, kept):
    assert tokens([text]) == [*kept, BARRIER]


def test_codes_are_also_kept_together_and_without_zeros():
    assert tokens(["B-007"]) == ["b", "007", BARRIER, "b007", "b7"]
    assert tokens(["ada@north.uk"]) == ["ada", "north", "uk", BARRIER] + ["adanorthuk"] * 2


def test_questions_leave_the_last_word_open():
    (one,) = asked("小红书")
    assert one.phrase == ("小红", "红书")
    (one,) = asked("B-007")
    assert (one.phrase, one.together) == (("b", "007"), "b007")
    assert [each.phrase for each in asked("audio  review")] == [("audio",), ("review",)]
    assert asked(" !? ") == []


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("林小满", {"linxiaoman", "lxm", "xiaoman", "xm", "man", "m"}),
        ("重庆", {"chongqing", "cq", "qing", "q"}),
        ("Paper Lantern", set()),
    ],
)
def test_chinese_names_are_kept_by_their_sound(name, sound):
    assert set(sounds(name)) == sound


def test_numbers_are_compared_by_letters_and_digits():
    assert squeezed("PLUK-2026-0009") == squeezed("pluk 2026 0009") == "pluk20260009"


@given(st.text(max_size=200))
def test_no_text_can_raise_and_no_token_needs_quoting(text):
    for token in tokens([text], [text]):
        assert token == BARRIER or token.isalnum()
        assert len(token) <= LONGEST
    for word in asked(text):
        assert all(token.isalnum() for token in word.phrase)


@given(st.text(alphabet="小红书种草合作ab1 -，", max_size=60))
def test_every_part_of_a_run_is_found_as_like_would(text):
    """A question of Chinese alone stands as a phrase wherever LIKE would find it."""
    kept = tokens([text])
    for start in range(len(text)):
        for end in range(start + 2, min(len(text), start + 5) + 1):
            part = text[start:end]
            if not all(ord(char) > 0x2E80 and char.isalnum() for char in part):
                continue
            (one,) = asked(part)
            wanted = list(one.phrase)
            assert any(
                kept[at : at + len(wanted) - 1] == wanted[:-1]
                and kept[at + len(wanted) - 1].startswith(wanted[-1])
                for at in range(len(kept) - len(wanted) + 1)
            )


def test_a_book_is_kept_up_to_a_limit():
    assert len(tokens(["好" * 100_000, "end"])) == MOST
    assert len(tokens(["a" * 100_000])[0]) == LONGEST


@given(st.text(max_size=50))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
