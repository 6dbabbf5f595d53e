"""Proposals in their fifteen parts."""

from studio.documents.proposal.document import (
    AddOn,
    Creator,
    Deliverable,
    Milestone,
    Option,
    OptionSet,
    Price,
    ProposalDocument,
    Target,
)
from studio.documents.proposal.layout import render

__all__ = [
    "AddOn",
    "Creator",
    "Deliverable",
    "Milestone",
    "Option",
    "OptionSet",
    "Price",
    "ProposalDocument",
    "Target",
    "render",
]
