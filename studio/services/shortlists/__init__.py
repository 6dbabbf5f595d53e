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
from studio.services.shortlists.costs import benchmarks
from studio.services.shortlists.prices import Inquiry, ask_price, enter_price, inquiry
from studio.services.shortlists.queries import candidates, head, match
from studio.services.shortlists.rows import (
    AskedPiece,
    Away,
    Benchmarks,
    BriefHead,
    Found,
    Kept,
    MatchRow,
    OwnCost,
)

__all__ = [
    "AskedPiece",
    "Away",
    "Benchmarks",
    "BriefHead",
    "Found",
    "Inquiry",
    "Kept",
    "MatchRow",
    "OwnCost",
    "ask",
    "ask_as_brief",
    "ask_price",
    "benchmarks",
    "candidates",
    "enter_price",
    "exclude",
    "head",
    "inquiry",
    "keep_weights",
    "match",
    "move",
    "propose",
    "quote",
    "shortlist",
    "take_off",
    "weigh",
]
