"""Names in two languages, initials, and names of files."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from studio.domain.names import (
    ascii_short,
    both,
    file_name,
    initials,
    order_key,
    pick,
    pinyin_initials,
)


@pytest.mark.parametrize(("name", "name_zh", "language", "shown"), [
    ("Qiao Yi", "乔一", "en", "Qiao Yi"), ("Qiao Yi", "乔一", "zh", "乔一"),
    ("Qiao Yi", "乔一", "zh+en", "乔一"), ("Theo", "", "zh", "Theo"),
    ("", "林小满", "en", "林小满"),
    ("", "", "en", ""),
])  # fmt: skip
def test_a_name_is_shown_in_the_readers_language(name, name_zh, language, shown):
    assert pick(name, name_zh, language) == shown


@pytest.mark.parametrize(("name", "name_zh", "shown"), [
    ("Qiao Yi", "乔一", "Qiao Yi 乔一"), ("Theo", "", "Theo"), ("", "乔一", "乔一"),
    ("B", "B", "B"),
])  # fmt: skip
def test_both_names_once(name, name_zh, shown):
    assert both(name, name_zh) == shown


@pytest.mark.parametrize(("name", "letters"), [
    ("Lin Xiaoman", "LX"), ("theo", "T"), ("林小满", "满"), ("Ana Maria Costa", "AM"), ("  ", "?"),
])  # fmt: skip
def test_initials(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize(("name", "typed"), [
    ("纸灯笼", "zdl"), ("诺斯威克音频", "nswkyp"), ("P1 双十一", "p1 ssy"),
])  # fmt: skip
def test_chinese_is_found_by_its_first_letters(name, typed):
    assert pinyin_initials(name) == typed


@pytest.mark.parametrize(("name", "short"), [
    ("Maison Ondine SAS", "Maison-Ondine-SAS"), ("Café Łódź & Söhne", "Cafe-Lodz-Sohne"),
    ("Weiß Ærø", "Weiss-Aero"), ("云朵泉", "YunDuoQuan"), ("青稞时刻 Qingke", "QingKeShiKe-Qingke"),
    ("../../etc/passwd", "etc-passwd"), ("🏮", ""), ("a" * 30, "a" * 24),
])  # fmt: skip
def test_short_names_are_plain_letters(name, short):
    assert ascii_short(name) == short


@pytest.mark.parametrize(("parts", "name"), [
    (("INV", "PLUK-2026-0014", "Maison Ondine", 0, "en"),
     "INV_PLUK-2026-0014_Maison-Ondine_en.pdf"),
    (("PROPOSAL", "PL-P-2026-019", "Brightfig", 2, "zh+en"),
     "PROPOSAL_PL-P-2026-019_Brightfig_v2_zh-en.pdf"),
    (("INV", "", "云朵泉", 0, "zh"), "INV_draft_YunDuoQuan_zh.pdf"),
    (("INV", "A/2026/1", "", 0, "en"), "INV_A-2026-1_en.pdf"),
])  # fmt: skip
def test_files_are_named_alike(parts, name):
    assert file_name(*parts) == name


@given(some.text(max_size=100), some.text(max_size=100))
def test_file_names_are_safe_everywhere(number, client):
    name = file_name("INV", number, client, 1, "zh+en")
    assert name.isascii()
    assert len(name) <= 84
    assert not set(name) & set('<>:"/\\|?* ')
    assert name.endswith(".pdf")


def test_names_stand_in_the_order_of_a_telephones_list():
    wanted = ["2 Kings", "安康", "安宁", "ANC 耳机", "昂立", "Anna", "Bea", "重庆", "Émile", "Zoë"]
    mixed = [wanted[place * 7 % 10] for place in range(10)]
    assert sorted(mixed, key=order_key) == wanted


@given(some.text())
def test_every_text_has_a_place(text):
    assert order_key(text).isprintable()
    assert order_key(text) == order_key(text.swapcase()) or not text.isascii()
