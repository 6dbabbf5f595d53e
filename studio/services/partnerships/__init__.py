"""Partnerships: one client and one talent over the years: jobs, spend, results, fatigue."""

from studio.services.partnerships.commands import change, note_result
from studio.services.partnerships.queries import listing, one
from studio.services.partnerships.rows import Job, Pair, Partnership, PartnershipFilter, Work

__all__ = [
    "Job",
    "Pair",
    "Partnership",
    "PartnershipFilter",
    "Work",
    "change",
    "listing",
    "note_result",
    "one",
]
