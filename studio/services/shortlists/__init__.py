"""Shortlists: who answers to a brief and why, who was picked, and the way into its proposal."""

from studio.services.shortlists.commands import (
    ask,
    ask_as_brief,
    exclude,
    keep_weights,
    move,
    propose,
    quote,
    shortlist,
    take_off,
    weigh,
)
from studio.services.shortlists.queries import candidates, head, match
from studio.services.shortlists.rows import AskedPiece, Away, BriefHead, Found, Kept, MatchRow

__all__ = [
    "AskedPiece",
    "Away",
    "BriefHead",
    "Found",
    "Kept",
    "MatchRow",
    "ask",
    "ask_as_brief",
    "candidates",
    "exclude",
    "head",
    "keep_weights",
    "match",
    "move",
    "propose",
    "quote",
    "shortlist",
    "take_off",
    "weigh",
]
