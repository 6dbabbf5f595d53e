"""What can be chosen in the settings."""

from collections.abc import Mapping, Sequence

from studio.domain import clients as client_rules
from studio.domain import countries, identifiers
from studio.domain import studio as rules
from studio.domain.names import pick
from studio.services.studio import CompanyRow
from studio.text import Message
from ui.language import text, tr
from ui.widgets.picks import Choice


def listed(words: Mapping[str, Message]) -> list[Choice]:
    """Return codes with their words."""
    return [Choice(code, text(message)) for code, message in words.items()]


def country_choices(language: str) -> list[Choice]:
    """Return every country, the usual ones first."""
    return [Choice(code, name, fact=code) for code, name in countries.listed(language)]


def language_choices() -> list[Choice]:
    """Return the languages a document can have."""
    return listed(identifiers.LANGUAGES)


def role_choices() -> list[Choice]:
    """Return the roles of people."""
    return listed(rules.ROLES)


def vat_choices() -> list[Choice]:
    """Return how a company can be registered for VAT."""
    return listed(rules.VAT_STATUSES)


def treatment_choices() -> list[Choice]:
    """Return how a line can be taxed."""
    return listed(client_rules.TREATMENTS)


def method_choices() -> list[Choice]:
    """Return how money can come in."""
    return listed(rules.METHODS)


def rounding_choices() -> list[Choice]:
    """Return where tax is rounded."""
    return listed(rules.ROUNDINGS)


def company_choices(companies: Sequence[CompanyRow], language: str) -> list[Choice]:
    """Return the studio's companies."""
    return [
        Choice(one.id, pick(one.legal_name, one.legal_name_zh, language), fact=one.code)
        for one in companies
    ]


def day_choices() -> list[Choice]:
    """Return the days of the week by their ISO numbers."""
    words = (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))
    return [Choice(str(number), word) for number, word in enumerate(words, start=1)]


def month_choices() -> list[Choice]:
    """Return the months."""
    words = (
        tr("January"),
        tr("February"),
        tr("March"),
        tr("April"),
        tr("May"),
        tr("June"),
        tr("July"),
        tr("August"),
        tr("September"),
        tr("October"),
        tr("November"),
        tr("December"),
    )
    return [Choice(number, word) for number, word in enumerate(words, start=1)]
