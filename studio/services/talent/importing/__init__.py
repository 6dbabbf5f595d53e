"""Brings in readings and people from a table: seen first, then all of it or nothing."""

from studio.domain.talent import importing as reading
from studio.domain.talent.importing import Plan
from studio.domain.talent.sheets import SNAPSHOTS, TALENT
from studio.services.talent.importing.outcome import Brought, Preview
from studio.services.talent.importing.people import bring_talent, import_talent, preview_talent
from studio.services.talent.importing.snapshots import import_snapshots, preview_snapshots
from studio.services.talent.sheets import Sheet

__all__ = [
    "Brought",
    "Preview",
    "bring_talent",
    "guess",
    "import_snapshots",
    "import_talent",
    "preview_snapshots",
    "preview_talent",
]


def guess(sheet: Sheet, what: str) -> Plan:
    """Return how a table is probably to be read; `what` is snapshots or talent."""
    return reading.guessed(sheet.rows, SNAPSHOTS if what == "snapshots" else TALENT)
