"""What people type: text, amounts, numbers, percentages and dates, read tolerantly.

Every function returns a clean value or raises Invalid under the key "value" with a message that
says what is wrong and how to mend it.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from studio.domain.money import LIMIT, Money, exponent, half_up
from studio.errors import Invalid
from studio.text import Message

FIRST_YEAR, LAST_YEAR = 2000, 2099
LONG_TEXT = 4000
_BIDI = frozenset(range(0x202A, 0x202F)) | frozenset(range(0x2066, 0x206A)) | {0x200E, 0x200F}
_INVISIBLE = frozenset({0x200B, 0x2060, 0xFEFF})
_SIGNS = {
    "$": ("USD", "AUD", "CAD", "HKD", "SGD", "NZD"),
    "¥": ("CNY", "JPY"),
    "£": ("GBP",),
    "€": ("EUR",),
    "元": ("CNY",),
    "RMB": ("CNY",),
}
_SCALES = {"k": 3, "m": 6, "万": 4, "亿": 8, "千": 3, "w": 4}


def _bad(message: Message) -> Invalid:
    return Invalid({"value": message})


def text(value: str, *, limit: int = 200, multiline: bool = False, required: bool = False) -> str:
    """Return text that may be kept: trimmed, composed (NFC), without characters that deceive.

    Refuses control characters, direction overrides, invisible and broken characters, and more
    than `limit` characters. Emoji and markup are ordinary text.
    """
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    for at, character in enumerate(value, start=1):
        if reason := _refused(character, multiline):
            code = f"U+{ord(character):04X}"
            raise _bad(
                Message(
                    "{reason} ({code}) at position {at}. Type the text again without it.",
                    reason=reason,
                    code=code,
                    at=at,
                )
            )
    if len(value) > limit:
        raise _bad(
            Message("At most {limit} characters; this has {count}.", limit=limit, count=len(value))
        )
    if required and not value:
        raise _bad(Message("This is needed."))
    return value


def _refused(character: str, multiline: bool) -> Message | None:
    code = ord(character)
    if code in _BIDI:
        return Message("A hidden character that turns the direction of writing")
    if code in _INVISIBLE:
        return Message("An invisible character")
    if 0xD800 <= code <= 0xDFFF:
        return Message("A broken character")
    if character == "\n" and not multiline:
        return Message("A line break")
    if character in "\n\t":
        return None
    if unicodedata.category(character) == "Cc":
        return Message("A control character")
    return None


def parse_number(value: str) -> Decimal:
    """Return a quantity to three decimal places; "3*2" and "1,5" are understood."""
    number = _calculate(_plain(value))
    if number < 0:
        raise _bad(Message("A quantity cannot be negative."))
    if number > 1_000_000:
        raise _bad(Message("This quantity is too large."))
    rounded = number.quantize(Decimal("0.001"))
    return rounded.normalize() + 0


def parse_percent(value: str) -> Decimal:
    """Return a share of one: "40", "40 %" and "百分之40" are all 0.4."""
    cleaned = _plain(value).replace("百分之", "").rstrip("%").strip()
    number = _calculate(cleaned)
    if not 0 <= number <= 1000:
        raise _bad(Message("A percentage from 0 to 1000 is needed."))
    return (number / 100).quantize(Decimal("0.000001")).normalize() + 0


def parse_money(value: str, currency: str, *, negative: bool = False) -> Money:
    """Return an amount: "1.2k", "1,200", "1.200,50", "￥1200", "1.2万", "3*900"."""
    cleaned = _without_currency(_plain(value), currency)
    amount = _calculate(cleaned)
    if amount < 0 and not negative:
        raise _bad(Message("An amount cannot be negative here."))
    if abs(amount) > Decimal(LIMIT).scaleb(-exponent(currency)):
        raise _bad(Message("This amount is too large."))
    return Money(half_up(amount.scaleb(exponent(currency))), currency)


def _plain(value: str) -> str:
    """Full-width digits and signs become plain; spaces of every kind go."""
    folded = unicodedata.normalize("NFKC", value).replace("−", "-").replace("×", "*")
    folded = "".join(character for character in folded if not character.isspace())
    if not folded:
        raise _bad(Message("A number is needed."))
    if len(folded) > 60:
        raise _bad(Message("This is too long to be a number."))
    return folded.replace("'", "").replace("’", "")


def _without_currency(value: str, currency: str) -> str:
    upper = value.upper()
    for sign, currencies in _SIGNS.items():
        if upper.startswith(sign) or upper.endswith(sign):
            if currency not in currencies:
                raise _bad(
                    Message("{sign} is not {currency}.", sign=sign, currency=currency)
                )
            return value[len(sign) :] if upper.startswith(sign) else value[: -len(sign)]
    code = re.match(r"^([A-Z]{3})(?=[\d.,(-])|(?<=[\d.])([A-Z]{3})$", upper) or re.search(
        r"(?<=[\dKM万亿.])([A-Z]{3})$", upper
    )
    if code:
        named = next(group for group in code.groups() if group)
        if named != currency:
            raise _bad(Message("{sign} is not {currency}.", sign=named, currency=currency))
        return value[3:] if upper.startswith(named) else value[:-3]
    return value


def _calculate(value: str) -> Decimal:
    """Read one number or a product of numbers."""
    factors = value.split("*")
    if len(factors) > 4:
        raise _bad(Message("At most four numbers can be multiplied."))
    product = Decimal(1)
    for factor in factors:
        product *= _one_number(factor)
    return product


def _one_number(value: str) -> Decimal:
    scale = 0
    body = value
    while body and body[-1].lower() in _SCALES:
        scale += _SCALES[body[-1].lower()]
        body = body[:-1]
    negative = body.startswith("-")
    body = body.removeprefix("-").removeprefix("+")
    if not re.fullmatch(r"[\d.,]+", body) or not any(letter.isdigit() for letter in body):
        raise _bad(Message('"{typed}" is not a number.', typed=value[:40]))
    try:
        number = Decimal(_one_point(body)).scaleb(scale)
    except InvalidOperation as error:
        raise _bad(Message('"{typed}" is not a number.', typed=value[:40])) from error
    return -number if negative else number


def _one_point(body: str) -> str:
    """Tell the decimal mark from grouping: the last mark, unless it stands before three digits."""
    marks = [letter for letter in body if letter in ".,"]
    if not marks:
        return body
    last = max(body.rfind("."), body.rfind(","))
    head, tail = body[:last], body[last + 1 :]
    if len(set(marks)) == 1 and len(marks) > 1:
        return _grouped(body, marks[0])
    if len(set(marks)) == 2:
        return _grouped(head, "," if body[last] == "." else ".") + "." + tail
    if body[last] == "," and len(tail) == 3 and head != "0":
        return head + tail
    return (head or "0") + "." + (tail or "0")


def _grouped(body: str, mark: str) -> str:
    groups = body.split(mark)
    if not all(len(group) == 3 for group in groups[1:]) or not 1 <= len(groups[0]) <= 3:
        raise _bad(Message('"{typed}" has its commas or points in odd places.', typed=body[:40]))
    return "".join(groups)


_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january,feb february,mar march,apr april,may,jun june,jul july,aug august,"
        "sep sept september,oct october,nov november,dec december".split(","),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "mon monday 一,tue tues tuesday 二,wed wednesday 三,thu thur thursday 四,"
        "fri friday 五,sat saturday 六,sun sunday 日 天".split(",")
    )
    for name in names.split()
}
_RELATIVE = {
    "today": 0, "今天": 0, "tomorrow": 1, "明天": 1, "后天": 2, "yesterday": -1, "昨天": -1,
}  # fmt: skip


def parse_date(value: str, today: date, *, day_first: bool = True) -> date:
    """Return a day: "明天", "fri", "周五", "12/3", "+7", "30 Nov", "2026-11-30", "11月30日".

    A day and month without a year are the next such day, or one up to 90 days ago.
    """
    typed = unicodedata.normalize("NFKC", value).strip().lower().rstrip(".")
    if not typed:
        raise _bad(Message("A date is needed."))
    for read in (_relative_day, _weekday, _written_day):
        found = read(typed, today, day_first)
        if found is not None:
            if not FIRST_YEAR <= found.year <= LAST_YEAR:
                break
            return found
    else:
        raise _bad(Message('"{typed}" is not a date.', typed=value[:40]))
    raise _bad(
        Message("A year from {first} to {last} is needed.", first=FIRST_YEAR, last=LAST_YEAR)
    )


def _relative_day(typed: str, today: date, _day_first: bool) -> date | None:
    if typed in _RELATIVE:
        return today + timedelta(days=_RELATIVE[typed])
    match = re.fullmatch(r"([+-])\s*(\d{1,4})\s*([dwm天周月]?)", typed)
    if not match:
        return None
    count = int(match[2]) * (-1 if match[1] == "-" else 1)
    if match[3] in ("m", "月"):
        months = today.year * 12 + today.month - 1 + count
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    return today + timedelta(days=count * (7 if match[3] in ("w", "周") else 1))


def _weekday(typed: str, today: date, _day_first: bool) -> date | None:
    following = typed.startswith(("下周", "next "))
    name = re.sub(r"^(下周|next |周|星期|礼拜)", "", typed)
    if name not in _WEEKDAYS:
        return None
    ahead = (_WEEKDAYS[name] - today.weekday()) % 7
    if following:
        return today + timedelta(days=7 - today.weekday() + _WEEKDAYS[name])
    return today + timedelta(days=ahead)


def _written_day(typed: str, today: date, day_first: bool) -> date | None:
    if match := re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?", typed):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?", typed):
        return _nearest(int(match[1]), int(match[2]), today)
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{2}|\d{4}))?", typed):
        first, second = int(match[1]), int(match[2])
        month, day = (second, first) if day_first else (first, second)
        if month > 12 >= day:
            month, day = day, month
        return _nearest(month, day, today, match[3])
    if match := re.fullmatch(r"(\d{1,2})\s*([a-z]+)\.?,?\s*(\d{4})?", typed):
        return _named(match[2], match[1], match[3], today)
    if match := re.fullmatch(r"([a-z]+)\.?\s*(\d{1,2}),?\s*(\d{4})?", typed):
        return _named(match[1], match[2], match[3], today)
    return None


def _named(month: str, day: str, year: str | None, today: date) -> date | None:
    if month not in _MONTHS:
        return None
    return _nearest(_MONTHS[month], int(day), today, year)


def _nearest(month: int, day: int, today: date, year: str | None = None) -> date:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    found = _day(today.year, month, day)
    if found < today - timedelta(days=90):
        return _day(today.year + 1, month, day)
    return found


def _day(year: int, month: int, day: int) -> date:
    """Return the day, or say which day was probably meant."""
    if not 1 <= month <= 12:
        raise _bad(Message("There is no month {month}.", month=month))
    if not 1 <= year <= 9999:
        raise _bad(Message("There is no year {year}.", year=year))
    last = monthrange(year, month)[1]
    if 1 <= day <= last:
        return date(year, month, day)
    if not 1 <= day <= 31:
        raise _bad(Message("There is no day {day}.", day=day))
    after = date(year, month, last) + timedelta(days=1)
    raise _bad(
        Message(
            "This month has {last} days. Did you mean {end} or {next}?",
            last=last,
            end=date(year, month, last),
            next=after,
        )
    )
