"""Amounts in English words and in Chinese financial numerals."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from studio.domain.amount_words import in_chinese, in_english
from studio.domain.money import LIMIT, Money


@pytest.mark.parametrize(("minor", "currency", "words"), [
    (1_280_000, "EUR", "Twelve thousand eight hundred euros"),
    (24_440_400, "CNY",
     "Renminbi two hundred and forty-four thousand four hundred and four yuan only"),
    (24_440_456, "CNY",
     "Renminbi two hundred and forty-four thousand four hundred and four yuan and fifty-six fen"),
    (100, "GBP", "One pound"),
    (101, "GBP", "One pound and one penny"),
    (1_440_050, "GBP", "Fourteen thousand four hundred pounds and fifty pence"),
    (100_400, "USD", "One thousand and four US dollars"),
    (100_005_000, "USD", "One million and fifty US dollars"),
    (120_400_000, "USD", "One million two hundred and four thousand US dollars"),
    (0, "USD", "Zero US dollars"),
    (-500, "EUR", "Minus five euros"),
    (12_000, "JPY", "Twelve thousand yen"),
    (1_005, "KWD", "One Kuwaiti dinar and five fils"),
    (LIMIT, "USD", "Nine trillion US dollars"),
    (150, "XTS", "One XTS and 50/100"),
])  # fmt: skip
def test_english(minor, currency, words):
    assert in_english(Money(minor, currency)) == words


# The first eight are the examples of the People's Bank of China for filling in bills; where it
# allows 零 or 整 to be left out, they stay: nothing can then be written between.
@pytest.mark.parametrize(("yuan", "words"), [
    ("1409.50", "壹仟肆佰零玖元伍角整"),
    ("6007.14", "陆仟零柒元壹角肆分"),
    ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
    ("107000.53", "壹拾万柒仟元零伍角叁分"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
    ("325.04", "叁佰贰拾伍元零肆分"),
    ("244404.00", "贰拾肆万肆仟肆佰零肆元整"),
    ("84800.00", "捌万肆仟捌佰元整"),
    ("0.00", "零元整"),
    ("0.05", "伍分"),
    ("0.50", "伍角整"),
    ("0.56", "伍角陆分"),
    ("1.00", "壹元整"),
    ("10.00", "壹拾元整"),
    ("10.05", "壹拾元零伍分"),
    ("100.10", "壹佰元零壹角整"),
    ("1001.00", "壹仟零壹元整"),
    ("10001.00", "壹万零壹元整"),
    ("10010.00", "壹万零壹拾元整"),
    ("100000.00", "壹拾万元整"),
    ("1000000.00", "壹佰万元整"),
    ("10000000.00", "壹仟万元整"),
    ("100000000.00", "壹亿元整"),
    ("100000001.00", "壹亿零壹元整"),
    ("100010000.00", "壹亿零壹万元整"),
    ("1000100000.00", "壹拾亿零壹拾万元整"),
    ("123456789.01", "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元零壹分"),
    ("9000000000000.00", "玖万亿元整"),
    ("1000100000000.00", "壹万零壹亿元整"),
    ("1000000010000.00", "壹万亿零壹万元整"),
])  # fmt: skip
def test_renminbi(yuan, words):
    assert in_chinese(Money(int(yuan.replace(".", "")), "CNY")) == f"人民币{words}"


@pytest.mark.parametrize(("minor", "currency", "words"), [
    (1_280_000, "EUR", "欧元壹万贰仟捌佰元整"),
    (1_440_000, "GBP", "英镑壹万肆仟肆佰镑整"),
    (10_050, "USD", "美元壹佰元伍拾美分"),
    (10_005, "USD", "美元壹佰元零伍美分"),
    (5, "GBP", "英镑伍便士"),
    (10_020, "HKD", "港元壹佰元贰拾仙"),
    (12_000, "JPY", "日元壹万贰仟元整"),
    (1_005, "KWD", "壹科威特第纳尔零伍费尔"),
    (-100, "CNY", "人民币负壹元整"),
    (-100, "USD", "美元负壹元整"),
    (150, "XTS", "壹XTS伍拾分"),
    (150, "ZAR", "壹南非兰特伍拾分"),
])  # fmt: skip
def test_other_currencies_in_chinese(minor, currency, words):
    assert in_chinese(Money(minor, currency)) == words


VALUES = {digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def read_chinese(words):
    """Read the amount back the way a person does: sections of 亿 and 万, then 角 and 分."""
    match = re.fullmatch(r"人民币(?:(.+)元)?零?(?:(.)角)?零?(?:(.)分)?整?", words)
    return whole(match[1] or "零") * 100 + VALUES[match[2] or "零"] * 10 + VALUES[match[3] or "零"]


def whole(words):
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in words:
            head, tail = words.rsplit(unit, 1)
            return whole(head) * size + whole(tail)
    total = digit = 0
    for letter in words:
        if letter in VALUES:
            digit = VALUES[letter]
        else:
            total, digit = total + digit * UNITS[letter], 0
    return total + digit


@given(some.integers(0, LIMIT))
@example(10_000_000_100)
@example(LIMIT)
def test_chinese_reads_back_and_never_says_zero_twice(minor):
    words = in_chinese(Money(minor, "CNY"))
    assert read_chinese(words) == minor
    assert "零零" not in words
    assert not words.startswith("人民币零") or minor == 0


UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS = {word: value for value, word in enumerate(UP_TO_NINETEEN.split())} | {
    word: value for value, word in zip(range(20, 100, 10), TENS.split(), strict=True)
}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def read_english(words):
    total = group = 0
    for word in words.lower().replace("-", " ").split():
        if word in NUMBERS:
            group += NUMBERS[word]
        elif word == "hundred":
            group *= 100
        elif word in SCALES:
            total, group = total + group * SCALES[word], 0
    return total + group


@given(some.integers(0, LIMIT))
def test_english_reads_back(minor):
    assert read_english(in_english(Money(minor, "JPY"))) == minor
