"""Amounts in words: English, and Chinese financial numerals (大写) that cannot be altered."""

from studio.domain.currencies import CURRENCIES, Currency
from studio.domain.money import Money, exponent

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_THOUSANDS = ("", " thousand", " million", " billion", " trillion")

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def in_english(amount: Money) -> str:
    """Return an amount in English: "Twelve thousand eight hundred euros".

    Renminbi is written the way Chinese payment requests word it: "Renminbi ... yuan only".
    """
    known = _currency(amount.currency)
    whole, part = divmod(abs(amount.minor), 10 ** exponent(amount.currency))
    text = f"{_english(whole)} {known.one if whole == 1 else known.many}"
    if part and known.part:
        text += f" and {_english(part)} {known.part if part == 1 else known.parts}"
    elif part:
        text += f" and {part}/{10 ** exponent(amount.currency)}"
    if amount.currency == "CNY":
        text = f"Renminbi {text}" + ("" if part else " only")
    if amount.minor < 0:
        text = f"minus {text}"
    return text[0].upper() + text[1:]


def in_chinese(amount: Money) -> str:
    """Return an amount in Chinese financial numerals: 人民币贰拾肆万肆仟肆佰零肆元整.

    Rules (People's Bank of China, how bills are filled in): 整 ends an amount without 分; zeros
    in a row are read once; a zero before 角 or 分 is written 零. Other currencies put their name
    before where a common unit follows the digits: 美元壹佰元伍拾美分, but 壹佰南非兰特整.
    """
    places = exponent(amount.currency)
    whole, part = divmod(abs(amount.minor), 10**places)
    sign = "负" if amount.minor < 0 else ""
    if amount.currency == "CNY":
        return f"人民币{sign}{_renminbi(whole, part)}"
    known = _currency(amount.currency)
    unit = _unit(known.word_zh)
    text = sign if unit == known.word_zh else f"{known.word_zh}{sign}"
    if whole or not part:
        text += _integer(whole) + unit
    if not part:
        return text + "整"
    gap = "零" if whole and part < 10 ** (places - 1) else ""
    return text + gap + _integer(part) + (known.part_zh or "分")


def _currency(code: str) -> Currency:
    known = CURRENCIES.get(code)
    return known or Currency(code, 2, code, code, "", code, code, "", "", code, "", ())


def _english(number: int) -> str:
    """Return a whole number in British English, without commas."""
    if number < 1000:
        return _hundreds(number)
    groups, rest = [], number
    while rest:
        rest, group = divmod(rest, 1000)
        groups.append(group)
    words = [
        _hundreds(group) + _THOUSANDS[at]
        for at, group in reversed(list(enumerate(groups)))
        if group
    ]
    last = groups[0]
    return " and ".join((" ".join(words[:-1]), words[-1])) if 0 < last < 100 else " ".join(words)


def _hundreds(number: int) -> str:
    """Return 0 to 999 in words."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    head = f"{_ONES[hundreds]} hundred"
    return f"{head} and {_below_hundred(rest)}" if rest else head


def _below_hundred(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]


def _unit(name: str) -> str:
    """Return the unit that follows the digits: 元 for every kind of dollar, 镑 for pounds."""
    return next((unit for unit in ("元", "镑", "法郎", "克朗") if name.endswith(unit)), name)


def _renminbi(whole: int, part: int) -> str:
    jiao, fen = divmod(part, 10)
    text = _integer(whole) + "元" if whole or not part else ""
    if not part:
        return text + "整"
    if whole and (not jiao or whole % 10 == 0):
        text += "零"
    if jiao:
        text += _DIGITS[jiao] + "角"
    return text + (_DIGITS[fen] + "分" if fen else "整")


def _integer(number: int) -> str:
    """Read a whole number in groups of four digits."""
    if number == 0:
        return _DIGITS[0]
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    text, gap = "", False
    for at in range(len(groups) - 1, -1, -1):
        group = groups[at]
        if group == 0:
            gap = True
            continue
        if text and (gap or group < 1000):
            text += _DIGITS[0]
        # 万亿 is 亿 counted in 万: the 亿 is said once, by the group that follows.
        counted = at == 3 and groups[2] != 0
        text += _four(group) + ("万" if counted else _GROUPS[at])
        gap = False
    return text


def _four(group: int) -> str:
    """Read 1 to 9999, zeros between digits once."""
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            text += (_DIGITS[0] if gap and text else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return text
