"""What can be chosen in the fields and filters of a project."""

from collections.abc import Sequence

from studio.domain import projects as rules
from studio.domain.names import pick
from studio.domain.proposals import TRIGGERS
from studio.services.clients import Client
from studio.services.clients import Pick as ClientPick
from studio.services.studio import CompanyRow
from ui.language import text, tr
from ui.widgets.picks import Choice


def kinds() -> list[Choice]:
    """Return the kinds of a project."""
    return [Choice(code, text(words)) for code, words in rules.KINDS.items()]


def states() -> list[Choice]:
    """Return the states with their shapes."""
    return [
        Choice(code, text(state.label), status=state.role)
        for code, state in rules.STATES.states.items()
    ]


def settlements() -> list[Choice]:
    """Return how far a project can be settled."""
    return [
        Choice(code, text(state.label), status=state.role)
        for code, state in rules.SETTLEMENT.states.items()
    ]


def contacts(client: Client, language: str) -> list[Choice]:
    """Return whom a client's project can be talked over with."""
    return [
        Choice(one.id, pick(one.name, one.name_zh, language), fact=one.title)
        for one in client.contacts
        if not one.archived
    ]


def clients(found: Sequence[ClientPick], language: str) -> list[Choice]:
    """Return clients."""
    return [
        Choice(one.id, pick(one.name, one.name_zh, language), fact=one.currency) for one in found
    ]


def companies(found: Sequence[CompanyRow], language: str) -> list[Choice]:
    """Return the studio's companies."""
    return [
        Choice(one.id, one.code, fact=pick(one.legal_name, one.legal_name_zh, language))
        for one in found
    ]


def languages() -> list[Choice]:
    """Return the languages documents of a project can have."""
    words = {"en": tr("English"), "zh": tr("Chinese"), "zh+en": tr("Chinese and English")}
    return [Choice(code, shown) for code, shown in words.items()]


def triggers() -> list[Choice]:
    """Return what a part of the payment can fall due on; a kill fee comes by cancelling alone."""
    return [Choice(code, text(words)) for code, words in TRIGGERS.items() if code != "cancelling"]
