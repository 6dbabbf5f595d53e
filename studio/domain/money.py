"""Money in integer minor units: one currency at a time, half-up, shared out to the last cent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from studio.errors import Invalid
from studio.text import Message

LIMIT = 900_000_000_000_000
"""The largest amount in minor units: far above any invoice, far below what a column holds."""

MINUS = "\u2212"

# ISO 4217: what is not listed has two decimal places.
_EXPONENTS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF"), 0),
    **dict.fromkeys(("UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}


def exponent(currency: str) -> int:
    """Return how many decimal places a currency has (ISO 4217)."""
    return _EXPONENTS.get(currency, 2)


def half_up(value: Decimal) -> int:
    """Round to the next whole number, halves away from zero."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of one currency. Adding two currencies is a bug and raises."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if abs(self.minor) > LIMIT:
            raise Invalid({"amount": Message("This amount is too large.")})

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.minor > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.minor >= self._same(other)

    def __str__(self) -> str:
        return f"{plain(self)} {self.currency}"

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise TypeError(f"{self.currency} and {other.currency} do not add up")
        return other.minor

    def times(self, factor: Decimal | int) -> "Money":
        """Return the amount times a quantity or rate, rounded half-up to the minor unit."""
        return Money(half_up(Decimal(self.minor) * factor), self.currency)

    def decimal(self) -> Decimal:
        """Return the amount in whole units of the currency."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))


def zero(currency: str) -> Money:
    """Return nothing, in a currency."""
    return Money(0, currency)


def from_decimal(amount: Decimal | int | str, currency: str) -> Money:
    """Return an amount given in whole units, rounded half-up to the minor unit."""
    return Money(half_up(Decimal(amount).scaleb(exponent(currency))), currency)


def total(amounts: Sequence[Money], currency: str) -> Money:
    """Return the sum of amounts in one currency; nothing adds up to zero."""
    result = zero(currency)
    for amount in amounts:
        result += amount
    return result


def share_out(amount: Money, weights: Sequence[Decimal | int]) -> list[Money]:
    """Share an amount by weights so that the parts sum to it: largest remainder (domain 5.10).

    The parts that lost most by rounding down get the cents left over, earlier ones first. Weights
    must not be negative, and their sum must not be zero.
    """
    scale = sum(Decimal(weight) for weight in weights)
    if scale <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must be positive")
    sign, whole = (-1 if amount.minor < 0 else 1), abs(amount.minor)
    exact = [Decimal(whole) * Decimal(weight) / scale for weight in weights]
    parts = [int(part) for part in exact]
    by_loss = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_loss[: whole - sum(parts)]:
        parts[at] += 1
    return [Money(sign * part, amount.currency) for part in parts]


def plain(amount: Money) -> str:
    """Return an amount for other programs: "14400.00", without grouping or sign of currency."""
    return f"{amount.decimal():.{exponent(amount.currency)}f}"


def format_money(amount: Money, language: str = "en", style: str = "screen") -> str:
    """Return an amount as people read it.

    On screen with the currency's sign (¥, £); documents write the code where a sign is shared by
    two currencies (CNY, JPY). The minus is U+2212.
    """
    places = exponent(amount.currency)
    digits = f"{abs(amount.decimal()):,.{places}f}"
    coded = style == "document" and amount.currency in ("CNY", "JPY")
    sign = amount.currency if coded else currency_sign(amount.currency, language)
    gap = "\u00a0" if sign[-1].isalpha() else ""
    return f"{MINUS if amount.minor < 0 else ''}{sign}{gap}{digits}"


def format_amount(amount: Money) -> str:
    """Return an amount without its currency, for a column that is headed by it."""
    digits = f"{abs(amount.decimal()):,.{exponent(amount.currency)}f}"
    return f"{MINUS if amount.minor < 0 else ''}{digits}"


@cache
def currency_sign(currency: str, language: str = "en") -> str:
    """Return the short sign of a currency from CLDR data; CNY and JPY are ¥ on screen."""
    if currency in ("CNY", "JPY"):
        return "¥"
    from babel.numbers import get_currency_symbol  # noqa: PLC0415  (20 ms before the first paint)

    symbol: str = get_currency_symbol(currency, locale="zh_Hans_CN" if language == "zh" else "en_GB")
    return "$" if symbol == "US$" else symbol
