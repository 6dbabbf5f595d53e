"""Agreements: contracts and releases of talent, their states, and what is ending soon."""

from studio.services.agreements.commands import (
    add_contract,
    add_release,
    amend,
    change_contract,
    change_release,
    move_contract,
    remove_release,
    revoke_release,
    sign,
)
from studio.services.agreements.queries import contract, ending, of_talent
from studio.services.agreements.rows import Contract, Ending, Papers, Release

__all__ = [
    "Contract",
    "Ending",
    "Papers",
    "Release",
    "add_contract",
    "add_release",
    "amend",
    "change_contract",
    "change_release",
    "contract",
    "ending",
    "move_contract",
    "of_talent",
    "remove_release",
    "revoke_release",
    "sign",
]
