"""Sheets of facts: shortlist, roster, media kit and test report."""

from studio.documents.factsheet.document import (
    Fact,
    FactSheetDocument,
    Grid,
    Section,
    SheetKind,
)
from studio.documents.factsheet.layout import render

__all__ = ["Fact", "FactSheetDocument", "Grid", "Section", "SheetKind", "render"]
