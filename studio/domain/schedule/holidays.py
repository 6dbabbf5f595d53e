"""Public holidays of a country, and the weekends it works to make up for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from studio.errors import Invalid
from studio.text import Message, Named

MAKES_UP = frozenset(("CN",))
"""Countries that work on some weekends for long holidays, announced year by year."""
CHINESE: Mapping[str, str] = {"CN": "zh_CN", "HK": "zh_CN", "MO": "zh_CN", "TW": "zh_CN"}
"""Countries whose holidays have Chinese names in the package."""


@dataclass(frozen=True, slots=True)
class Year:
    """What a country says about one year."""

    off: Mapping[date, Named] = field(default_factory=dict)
    made_up: Mapping[date, Named] = field(default_factory=dict)
    provisional: bool = False
    """The days to make up are not announced yet, so this year will still change."""


@cache
def year_of(country: str, year: int) -> Year:
    """Return a country's year (ISO 3166 alpha-2); raises Invalid for a country nobody knows.

    From the `holidays` package, whose China equals the State Council's notices for 2004-2026.
    """
    import holidays

    try:
        local = holidays.country_holidays(country, years=year)
    except NotImplementedError as error:
        raise Invalid(
            {"country": Message("No holidays are known for the country {code}.", code=country)}
        ) from error
    english = _names(country, year, ("en_US", "en_GB", "en"), local)
    chinese = _names(country, year, (CHINESE.get(country, ""),), local)
    names = {
        day: Named(english.get(day, name), chinese.get(day, ""))
        for day, name in sorted(local.items())
        if day.year == year
    }
    off = {day: name for day, name in names.items() if day not in local.weekend_workdays}
    made_up = {day: names.get(day, Named("")) for day in sorted(local.weekend_workdays)}
    made_up = {day: name for day, name in made_up.items() if day.year == year}
    return Year(off, made_up, country in MAKES_UP and not made_up)


def _names(
    country: str, year: int, languages: Sequence[str], local: Mapping[date, str]
) -> Mapping[date, str]:
    """Return the names in the first of some languages that the package has, if any."""
    import holidays

    known = getattr(local, "supported_languages", ())
    language = next((one for one in languages if one in known), None)
    if language is None:
        return {}
    return dict(holidays.country_holidays(country, years=year, language=language).items())
