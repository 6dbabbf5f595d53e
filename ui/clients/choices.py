"""What can be chosen in the fields of a client."""

from collections.abc import Sequence

from studio.domain import clients as rules
from studio.domain import countries, identifiers
from studio.domain.names import pick, pinyin_initials
from studio.services.studio import CompanyRow
from ui.language import text
from ui.widgets.picks import Choice


def country_choices(language: str) -> list[Choice]:
    """Return every country, the usual ones first."""
    return [
        Choice(code, name, fact=code, initials=pinyin_initials(name) if language == "zh" else "")
        for code, name in countries.listed(language)
    ]


def language_choices() -> list[Choice]:
    """Return the languages a document can have."""
    return [Choice(code, text(words)) for code, words in identifiers.LANGUAGES.items()]


def company_choices(companies: Sequence[CompanyRow], language: str) -> list[Choice]:
    """Return the studio's companies."""
    return [
        Choice(one.id, one.code, fact=pick(one.legal_name, one.legal_name_zh, language))
        for one in companies
    ]


def role_choices() -> list[Choice]:
    """Return what a contact does."""
    return [Choice(code, text(words)) for code, words in rules.ROLES.items()]


def treatment_choices() -> list[Choice]:
    """Return how a client's invoices are taxed."""
    return [Choice(code, text(words)) for code, words in rules.TREATMENTS.items()]


def fapiao_choices() -> list[Choice]:
    """Return the kinds of fapiao."""
    return [Choice(code, text(words)) for code, words in rules.FAPIAO.items()]


def state_choices() -> list[Choice]:
    """Return the states of a client with their shapes."""
    return [
        Choice(code, text(state.label), status=state.role)
        for code, state in rules.STATES.states.items()
    ]
