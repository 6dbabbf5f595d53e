"""Who may do and see what. Every command and query passes here before it runs."""

from collections.abc import Mapping
from types import MappingProxyType

from studio.errors import Denied
from studio.text import Message

ROLES = ("OWN", "PRD", "CRE", "TAL", "FIN", "LEG")
"""Owner, producer, creative, talent manager, finance, compliance reviewer (domain 2.1)."""

RIGHTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "": frozenset(ROLES),
        "studio.settings": frozenset({"OWN", "FIN"}),
        "clients.edit": frozenset({"OWN", "PRD", "FIN"}),
        "briefs.edit": frozenset({"OWN", "PRD"}),
        "proposals.edit": frozenset({"OWN", "PRD"}),
        "proposals.margin": frozenset({"OWN", "PRD", "FIN"}),
        "proposals.override": frozenset({"OWN"}),
        "projects.edit": frozenset({"OWN", "PRD"}),
        "deliverables.edit": frozenset({"OWN", "PRD", "CRE"}),
        "talent.edit": frozenset({"OWN", "TAL", "PRD"}),
        "talent.private": frozenset({"OWN", "TAL", "FIN"}),
        "shortlists.edit": frozenset({"OWN", "PRD", "TAL"}),
        "schedule.edit": frozenset({"OWN", "PRD", "CRE"}),
        "bookings.edit": frozenset({"OWN", "TAL", "PRD"}),
        "shoots.edit": frozenset({"OWN", "PRD", "CRE"}),
        "invoices.edit": frozenset({"OWN", "FIN", "PRD"}),
        "invoices.issue": frozenset({"OWN", "FIN"}),
        "payments.edit": frozenset({"OWN", "FIN"}),
    }
)


def may(roles: frozenset[str], right: str) -> bool:
    """Say whether somebody with these roles has a right; the empty right is everybody's."""
    return bool(RIGHTS[right] & roles)


def check(roles: frozenset[str], right: str) -> None:
    """Raise Denied where the roles do not carry the right."""
    if not may(roles, right):
        raise Denied(Message("Your role does not allow this."))
