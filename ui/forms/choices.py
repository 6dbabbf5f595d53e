"""What can be chosen in fields of several areas: people, currencies, payment terms."""

from collections.abc import Iterable
from typing import Protocol

from studio.domain.dates import TERMS
from studio.domain.identifiers import CURRENCIES
from studio.domain.names import pick
from ui.language import tr
from ui.widgets.picks import Choice


class Named(Protocol):
    """A record with names in two languages, such as a person of the studio."""

    @property
    def id(self) -> int:
        """Return its id."""
        ...

    @property
    def name(self) -> str:
        """Return its first name."""
        ...

    @property
    def name_zh(self) -> str:
        """Return its Chinese name."""
        ...


def named(found: Iterable[Named], language: str) -> list[Choice]:
    """Return records by the name a language shows."""
    return [Choice(one.id, pick(one.name, one.name_zh, language)) for one in found]


def currencies() -> list[Choice]:
    """Return every currency by its letters."""
    return [Choice(code, code) for code in CURRENCIES]


def terms() -> list[Choice]:
    """Return the kinds of payment terms."""
    words = {
        "net_n": tr("Days after issue"),
        "eom_plus_n": tr("End of month, then days"),
        "net_n_then_eom": tr("Days, then end of month"),
        "on_receipt": tr("On receipt"),
        "milestone": tr("At the milestone"),
    }
    return [Choice(code, words[code]) for code in TERMS]
