"""Sheets of facts on paper: shortlist, roster, media kit, test report.

No rates, costs, notes or reasons of the house; nobody who is not to be pitched.
"""

from studio.services.factsheets.media_kit import media_kit
from studio.services.factsheets.roster import roster
from studio.services.factsheets.shortlist import Table, shortlist, shortlist_table
from studio.services.factsheets.test_report import report_on_tests
from studio.services.sheets import Sheet

__all__ = [
    "Sheet",
    "Table",
    "media_kit",
    "report_on_tests",
    "roster",
    "shortlist",
    "shortlist_table",
]
