"""Money in integer minor units: one currency at a time, half-up, shared out to the last cent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from studio.domain.currencies import CURRENCIES
from studio.errors import Invalid
from studio.text import Message

LIMIT = 900_000_000_000_000
"""The largest amount in minor units: far above any invoice, far below what a column holds."""

MINUS = "\u2212"

# Enough digits that no product of an amount, a quantity and a discount is cut before it is rounded.
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)

_LOCALES = {"en": "en_GB", "zh": "zh_Hans_CN", "zh+en": "zh_Hans_CN"}


def exponent(currency: str) -> int:
    """Return how many decimal places a currency has (ISO 4217); 2 where it is not known."""
    known = CURRENCIES.get(currency)
    return known.minor if known else 2


def half_up(value: Decimal) -> int:
    """Round to the next whole number, halves away from zero."""
    return int(_EXACT.quantize(value, Decimal(1)))


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of one currency. Adding two currencies is a bug and raises."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError(f"money is counted in whole minor units, not {self.minor!r}")
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
        return Money(half_up(_EXACT.multiply(Decimal(self.minor), factor)), self.currency)

    def __abs__(self) -> "Money":
        return Money(abs(self.minor), self.currency)

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


def sums(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """Return the sum of each currency, in the order they first come; never one of several."""
    found: dict[str, Money] = {}
    for amount in amounts:
        known = found.get(amount.currency)
        found[amount.currency] = amount if known is None else known + amount
    return tuple(found.values())


def share_out(amount: Money, weights: Sequence[Decimal | int]) -> list[Money]:
    """Share an amount by weights so that the parts sum to it: largest remainder (domain 5.10).

    The parts that lost most by rounding down get the cents left over, earlier ones first. Weights
    must not be negative, and their sum must not be zero.
    """
    parts = [Decimal(weight) for weight in weights]
    finest = min((_exponent_of(part) for part in parts), default=0)
    whole_weights = [int(part.scaleb(-finest)) for part in parts]
    scale = sum(whole_weights)
    if scale <= 0 or any(weight < 0 for weight in whole_weights):
        raise ValueError("weights must be positive")
    sign, whole = (-1 if amount.minor < 0 else 1), abs(amount.minor)
    shares = [whole * weight // scale for weight in whole_weights]
    by_loss = sorted(range(len(shares)), key=lambda at: (-(whole * whole_weights[at] % scale), at))
    for at in by_loss[: whole - sum(shares)]:
        shares[at] += 1
    return [Money(sign * share, amount.currency) for share in shares]


def _exponent_of(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def plain(amount: Money) -> str:
    """Return an amount for other programs: "14400.00", without grouping or sign of currency."""
    return f"{amount.decimal():.{exponent(amount.currency)}f}"


def format_money(amount: Money, language: str = "en", style: str = "screen") -> str:
    """Return an amount as people read it.

    On screen with the currency's sign (¥, £); documents write the code where a sign is shared by
    two currencies (CNY, JPY). The minus is U+2212.
    """
    coded = style == "document" and amount.currency in ("CNY", "JPY")
    sign = amount.currency if coded else currency_sign(amount.currency)
    minus = MINUS if amount.minor < 0 else ""
    if _marks(language).sign_first:
        gap = "\u00a0" if sign[-1].isalpha() else ""
        return f"{minus}{sign}{gap}{_digits(amount, language)}"
    return f"{minus}{_digits(amount, language)}\u00a0{sign}"


def format_amount(amount: Money, language: str = "en") -> str:
    """Return an amount without its currency, for a column that is headed by it."""
    return f"{MINUS if amount.minor < 0 else ''}{_digits(amount, language)}"


def currency_sign(currency: str) -> str:
    """Return the short sign of a currency, its code where no sign is clear."""
    known = CURRENCIES.get(currency)
    return known.sign if known and known.sign else currency


def _digits(amount: Money, language: str) -> str:
    digits = f"{abs(amount.decimal()):,.{exponent(amount.currency)}f}"
    marks = _marks(language)
    if (marks.group, marks.point) == (",", "."):
        return digits
    return digits.translate({ord(","): marks.group, ord("."): marks.point})


@dataclass(frozen=True, slots=True)
class _Marks:
    """How a language writes amounts (Unicode CLDR)."""

    group: str
    point: str
    sign_first: bool


@cache
def _marks(language: str) -> _Marks:
    from babel import Locale  # noqa: PLC0415  (20 ms before the first paint)

    locale = Locale.parse(_LOCALES.get(language, language))
    symbols = locale.number_symbols["latn"]
    pattern = locale.currency_formats["standard"].pattern
    return _Marks(symbols["group"], symbols["decimal"], pattern.startswith("¤"))
