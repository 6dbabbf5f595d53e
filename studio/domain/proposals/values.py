"""What a version of a proposal is made of, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from studio.domain.money import Money
from studio.text import Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option by letter. Of each exclusive group exactly one is chosen; add-ons stand outside.

    An add-on costs its own lines, plus `price`, plus `percent` of the chosen options.
    """

    letter: str
    title: str = ""
    title_zh: str = ""
    group: str = "main"
    addon: bool = False
    advised: bool = False
    percent: Decimal | None = None
    price: Money | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the price table: heading, item, note or subtotal.

    `options` holds the letters of the options the line is part of. `cost` is internal and counts
    for the whole line.
    """

    row: str = "item"
    kind: str = "production"
    title: str = ""
    title_zh: str = ""
    detail: str = ""
    options: str = ""
    quantity: Decimal = Decimal(1)
    unit: str = ""
    price: Money | None = None
    discount: Decimal = Decimal(0)
    cost: Money | None = None
    free: bool = False
    platform: str = ""
    format: str = ""
    pieces: int = 0
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One part of the payment: a share of one, what it waits for and its terms."""

    title: str = ""
    title_zh: str = ""
    trigger: str = "acceptance"
    share: Decimal = Decimal(0)
    terms_kind: str = "net_n"
    terms_days: int = 30
    planned_on: date | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Something a person ticks before sending, such as a guardian's consent."""

    key: str
    text: str
    done: bool = False
    text_zh: str = ""


_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a proposal. `texts` are the fifteen parts' words by key, both languages."""

    currency: str
    no: int = 1
    language: str = "en"
    valid_until: date | None = None
    tax_mode: str = "excl"
    tax_rate: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)
    options: tuple[Option, ...] = ()
    lines: tuple[Line, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    creators: tuple[Named, ...] = ()
    consents: tuple[Consent, ...] = ()
    texts: Mapping[str, str] = field(default_factory=lambda: _NO_TEXTS)
    override_reason: str = ""

    @property
    def main(self) -> tuple[Option, ...]:
        """Return the options of the exclusive groups."""
        return tuple(option for option in self.options if not option.addon)

    @property
    def addons(self) -> tuple[Option, ...]:
        """Return the add-ons."""
        return tuple(option for option in self.options if option.addon)

    @property
    def items(self) -> tuple[Line, ...]:
        """Return the priced rows."""
        return tuple(line for line in self.lines if line.row == "item")
