"""Shortlisting: hard filters and a score with reasons, from a brief's wishes and known facts."""

from studio.domain.shortlisting.audience import group_label, read_groups
from studio.domain.shortlisting.candidates import (
    CANDIDATES,
    DECLINERS,
    check_candidate,
)
from studio.domain.shortlisting.filters import (
    LABELS,
    PITCHED,
    REMOVES,
    account_for,
    asked,
    failing,
    price_for,
)
from studio.domain.shortlisting.niches import niches
from studio.domain.shortlisting.order import engagement_medians, match, valued
from studio.domain.shortlisting.parts import no_price, percent, score_of
from studio.domain.shortlisting.published import Published, figures, span
from studio.domain.shortlisting.values import (
    AGES,
    ALWAYS,
    FILTERS,
    PARTS,
    Account,
    Benchmark,
    Facts,
    Group,
    Match,
    Part,
    Price,
    Removed,
    Scored,
    Terms,
    Wishes,
    Yardsticks,
)

__all__ = [
    "AGES",
    "ALWAYS",
    "CANDIDATES",
    "DECLINERS",
    "FILTERS",
    "LABELS",
    "PARTS",
    "PITCHED",
    "REMOVES",
    "Account",
    "Benchmark",
    "Facts",
    "Group",
    "Match",
    "Part",
    "Price",
    "Published",
    "Removed",
    "Scored",
    "Terms",
    "Wishes",
    "Yardsticks",
    "account_for",
    "asked",
    "check_candidate",
    "engagement_medians",
    "failing",
    "figures",
    "group_label",
    "match",
    "niches",
    "no_price",
    "percent",
    "price_for",
    "read_groups",
    "score_of",
    "span",
    "valued",
]
