"""What people agree to apart from their contract, and on what ground data may go abroad."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from studio.domain import gates
from studio.errors import Invalid
from studio.text import Message

PURPOSES: Mapping[str, Message] = MappingProxyType(
    {
        "sensitive": Message("Identity, bank and tax kept"),
        "health": Message("Sizes, diet and access needs kept"),
        "biometric": Message("Face or voice model made"),
        "minor": Message("Data of a minor kept, by the guardian"),
        "abroad": Message("Data sent abroad"),
        "contact": Message("To be written to about new work"),
    }
)
"""Each needs a yes of its own (GDPR Art. 7 to 9, PIPL Art. 14, 29, 31, 39)."""

CHANNELS: Mapping[str, Message] = MappingProxyType(
    {
        "written": Message("Signed on paper"),
        "mail": Message("By mail"),
        "chat": Message("In a chat"),
        "form": Message("In a form"),
        "call": Message("On the phone, noted"),
    }
)

GROUNDS: Mapping[str, Message] = MappingProxyType(
    {
        "": Message("May not leave the country"),
        "contract": Message("Needed for their contract (exempt)"),
        "standard_contract": Message("Standard contract on file"),
        "consent": Message("Consent of its own"),
    }
)
"""On what ground data of somebody in China go abroad (PIPL Art. 38; CAC rules of 2024-03-22)."""

GUARDED = "CN"
"""Whoever lives here has data that leave the country only on a ground."""

GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "purpose": gates.choice(PURPOSES),
        "given_on": gates.day,
        "channel": gates.choice(CHANNELS),
        "by": gates.words(120),
        "note": gates.words(300),
    }
)


@dataclass(frozen=True, slots=True)
class Given:
    """A consent as it stands: since when, and since when no more."""

    purpose: str
    given_on: date
    withdrawn_on: date | None = None

    def holds(self, today: date) -> bool:
        """Say whether it is given and not taken back."""
        return self.given_on <= today and (self.withdrawn_on is None or today < self.withdrawn_on)


def check(purpose: str, given_on: date | None, by: str, today: date) -> None:
    """Raise Invalid where a consent cannot be so: without a day, ahead, a minor alone."""
    if given_on is None:
        raise Invalid({"given_on": Message("A date is needed.")})
    if given_on > today:
        raise Invalid({"given_on": Message("{day} is in the future.", day=given_on)})
    if purpose == "minor" and not by:
        raise Invalid({"by": Message("A guardian signs for somebody who is not of age.")})


def missing(kept: Mapping[str, bool], held: frozenset[str]) -> tuple[str, ...]:
    """Return the purposes that need a yes nobody gave; `kept` says which purposes have data."""
    return tuple(code for code in PURPOSES if kept.get(code) and code not in held)


def may_leave(country: str, ground: str, held: frozenset[str]) -> bool:
    """Say whether somebody's data may go abroad: not out of China without a ground."""
    if country != GUARDED:
        return True
    return bool(ground) and (ground != "consent" or "abroad" in held)
