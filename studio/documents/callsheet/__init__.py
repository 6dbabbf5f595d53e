"""Call sheets: one for everybody called, and one for each of them with their own call on top."""

from studio.documents.callsheet.document import (
    SILENT,
    Called,
    CallSheetDocument,
    Item,
    Place,
    PlaceKind,
    Said,
    Shot,
    Side,
    Step,
)
from studio.documents.callsheet.layout import render

__all__ = [
    "SILENT",
    "CallSheetDocument",
    "Called",
    "Item",
    "Place",
    "PlaceKind",
    "Said",
    "Shot",
    "Side",
    "Step",
    "render",
]
