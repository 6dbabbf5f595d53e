"""Words of the roster: followers in short, tiers, platforms, formats, units, what can be chosen."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from studio.domain import countries, rulefiles
from studio.domain import talent as rules
from studio.domain.identifiers import CURRENCIES
from studio.domain.money import Money, exponent
from studio.domain.names import pick
from studio.domain.platforms import FORMATS, PLATFORMS, format_name, platform_name
from studio.domain.talent import personal, rates
from studio.services.studio import CompanyRow
from studio.services.talent import Talent
from studio.text import Message, Named
from ui.language import language, money, text, tr
from ui.widgets.picks import Choice

LANGUAGES: Mapping[str, Message] = {
    "zh": Message("Chinese"),
    "en": Message("English"),
    "de": Message("German"),
    "fr": Message("French"),
    "es": Message("Spanish"),
    "pt": Message("Portuguese"),
    "it": Message("Italian"),
    "nl": Message("Dutch"),
    "ja": Message("Japanese"),
    "ko": Message("Korean"),
}
"""Languages people speak on camera; others are shown by their code."""


def followers(count: int | None) -> str:
    """Return followers in short: 6.24 m, 782 k, 96.4 k; in Chinese 624万."""
    if count is None:
        return "–"
    if language() == "zh":
        if count >= 100_000_000:
            return tr("{n} hm", "hundred million").format(n=_three(count, 8))
        return tr("{n} wan").format(n=_three(count, 4)) if count >= 10_000 else str(count)
    if count >= 1_000_000:
        return tr("{n} m", "million").format(n=_three(count, 6))
    return tr("{n} k", "thousand").format(n=_three(count, 3)) if count >= 10_000 else f"{count:,}"


def _three(count: int, power: int) -> str:
    """Return a number with three figures: 6.24, 96.4, 782."""
    number = Decimal(count).scaleb(-power)
    places = max(0, 3 - len(str(int(number))))
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded.normalize():f}"


def tier(code: str) -> str:
    """Return a tier's name; an unknown one as it is."""
    for rule in rulefiles.read("tiers"):
        if rule.key == code:
            return pick(rule.name, rule.name_zh, language())
    return code


def tier_choices() -> list[Choice]:
    """Return the tiers, the highest first."""
    return [Choice(rule.key, tier(rule.key)) for rule in rulefiles.read("tiers")]


def platform_choices() -> list[Choice]:
    """Return the platforms."""
    return [
        Choice(code, platform_name(code, language()), fact=one.badge)
        for code, one in PLATFORMS.items()
    ]


def format_choices(platform: str = "") -> list[Choice]:
    """Return the formats of a platform, or all."""
    known = PLATFORMS[platform].formats if platform in PLATFORMS else FORMATS
    return [Choice(code, format_name(platform, code, language())) for code in known]


def sold(platform: str, form: str, title: str, title_zh: str) -> str:
    """Return what a price is for: its own title, else the format as the platform calls it."""
    shown = pick(title, title_zh, language())
    return shown or format_name(platform, form, language())


def price(value: Money) -> str:
    """Return an amount without its cents where there are none: prices of a list are round."""
    shown = money(value)
    places = exponent(value.currency)
    whole = value.minor % 10**places == 0
    return shown[: -places - 1] if places and whole and shown[-places - 1] in ".," else shown


def unit(code: str) -> str:
    """Return a unit's word."""
    found = rates.UNITS.get(code)
    return text(found) if found is not None else code


def unit_choices() -> list[Choice]:
    """Return the units prices are asked in."""
    return [Choice(code, text(words)) for code, words in rates.UNITS.items()]


def currency_choices() -> list[Choice]:
    """Return the currencies prices are asked in."""
    return [Choice(code, code) for code in CURRENCIES]


def kind_choices() -> list[Choice]:
    """Return what somebody can be."""
    return [Choice(code, text(words)) for code, words in rules.KINDS.items()]


def discipline_choices() -> list[Choice]:
    """Return what somebody in the crew can do."""
    return [Choice(code, text(words)) for code, words in rules.DISCIPLINES.items()]


def language_name(code: str) -> str:
    """Return a spoken language's name; an unknown one by its code."""
    found = LANGUAGES.get(code)
    return text(found) if found is not None else code


def language_choices() -> list[Choice]:
    """Return the languages people speak on camera."""
    return [Choice(code, text(words)) for code, words in LANGUAGES.items()]


def country_choices() -> list[Choice]:
    """Return the countries people live in."""
    return [Choice(code, name) for code, name in countries.listed(language())]


def field(code: str) -> str:
    """Return what a sealed field is called."""
    kept = personal.FIELDS.get(code)
    return text(kept.label) if kept is not None else code


def named(name: Named) -> str:
    """Return a name in the window's language."""
    return name.chinese if language() == "zh" else str(name)


def named_talent(one: Talent) -> str:
    """Return somebody's name in the window's language."""
    return pick(one.name, one.name_zh, language())


def company(row: CompanyRow) -> str:
    """Return a company's name in the window's language."""
    return pick(row.legal_name, row.legal_name_zh, language())
