"""Sheets of facts: shortlist, roster, media kit and test report."""

from studio.documents.factsheet.document import (
    Bars,
    Fact,
    FactSheetDocument,
    Figure,
    Grid,
    Section,
    SheetKind,
)
from studio.documents.factsheet.layout import render
from studio.documents.factsheet.workbook import Workbook, build, plain

__all__ = [
    "Bars",
    "Fact",
    "FactSheetDocument",
    "Figure",
    "Grid",
    "Section",
    "SheetKind",
    "Workbook",
    "build",
    "plain",
    "render",
]
