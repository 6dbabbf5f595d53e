"""Amounts in words: English, and Chinese financial numerals (大写) that cannot be altered."""

from studio.domain.money import Money, exponent

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "兆")

# currency: (one, many, one hundredth, hundredths, Chinese name, Chinese hundredth names)
_NAMES = {
    "CNY": ("yuan", "yuan", "fen", "fen", "人民币", "元"),
    "USD": ("US dollar", "US dollars", "cent", "cents", "美元", "元"),
    "EUR": ("euro", "euros", "cent", "cents", "欧元", "元"),
    "GBP": ("pound", "pounds", "penny", "pence", "英镑", "镑"),
    "HKD": ("Hong Kong dollar", "Hong Kong dollars", "cent", "cents", "港元", "元"),
    "SGD": ("Singapore dollar", "Singapore dollars", "cent", "cents", "新加坡元", "元"),
    "AUD": ("Australian dollar", "Australian dollars", "cent", "cents", "澳大利亚元", "元"),
    "CAD": ("Canadian dollar", "Canadian dollars", "cent", "cents", "加拿大元", "元"),
    "CHF": ("Swiss franc", "Swiss francs", "centime", "centimes", "瑞士法郎", "法郎"),
    "JPY": ("yen", "yen", "", "", "日元", "元"),
    "KRW": ("won", "won", "", "", "韩元", "元"),
}


def in_english(amount: Money) -> str:
    """Return an amount in English: "Twelve thousand eight hundred euros".

    Renminbi is written the way Chinese payment requests word it: "Renminbi ... yuan only".
    """
    from num2words import num2words  # noqa: PLC0415  (its languages take 60 ms)

    one, many, cent, cents, *_rest = _NAMES.get(
        amount.currency, (amount.currency, amount.currency, "", "", "", "")
    )
    whole, part = divmod(abs(amount.minor), 10 ** exponent(amount.currency))
    words = str(num2words(whole, lang="en")).replace(",", "")
    unit = one if whole == 1 else many
    text = f"{words} {unit}"
    if part and cent:
        text += f" and {num2words(part, lang='en')} {cent if part == 1 else cents}"
    elif part:
        text += f" and {part}/{10 ** exponent(amount.currency)}"
    if amount.currency == "CNY":
        text = f"Renminbi {text}" + ("" if part else " only")
    if amount.minor < 0:
        text = f"minus {text}"
    return text[0].upper() + text[1:]


def in_chinese(amount: Money) -> str:
    """Return an amount in Chinese financial numerals: 人民币贰拾肆万肆仟肆佰零肆元整.

    Rules (PRC accounting practice): 整 ends an amount without 分; runs of zeros are read once;
    a zero 角 before 分 is written 零.
    """
    *_english, name, yuan = _NAMES.get(
        amount.currency, ("", "", "", "", f"{amount.currency} ", "元")
    )
    places = exponent(amount.currency)
    whole, part = divmod(abs(amount.minor), 10**places)
    sign = "负" if amount.minor < 0 else ""
    jiao, fen = divmod(part, 10) if places == 2 else (0, 0)
    text = f"{name}{sign}"
    if whole or not part:
        text += _integer(whole) + yuan
    if not jiao and not fen:
        return text + "整"
    if jiao:
        if whole and whole % 10 == 0:
            text += "零"
        text += _DIGITS[jiao] + "角"
    elif whole:
        text += "零"
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
            gap = bool(text)
            continue
        if text and (gap or group < 1000):
            text += _DIGITS[0]
        text += _four(group) + _GROUPS[at]
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
