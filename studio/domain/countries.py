"""Names of countries and regions, as each language's CLDR data writes them."""

from functools import cache

from studio.domain.identifiers import COUNTRIES

USUAL = ("CN", "GB", "US", "HK", "DE", "FR", "NL", "ES", "IT", "JP", "SG")
"""Offered before all others."""

_LOCALES = {"zh": "zh_Hans_CN"}


@cache
def _names(language: str) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415  (30 ms before the first paint)

    locale = Locale.parse(_LOCALES.get(language, "en"))
    return {code: str(locale.territories.get(code, code)) for code in COUNTRIES}


def name(code: str, language: str) -> str:
    """Return a country's name, its letters where they are unknown, nothing for none."""
    return _names(language).get(code, code) if code else ""


@cache
def listed(language: str) -> tuple[tuple[str, str], ...]:
    """Return every country as (letters, name): the usual ones first, the others by name."""
    names = _names(language)
    others = sorted((name, code) for code, name in names.items() if code not in USUAL)
    return tuple((code, names[code]) for code in USUAL) + tuple(
        (code, name) for name, code in others
    )
