"""Invoices, credit notes and Chinese payment requests."""

from studio.documents.invoice.document import (
    Adjustment,
    Deduction,
    Fapiao,
    InvoiceDocument,
    InvoiceKind,
    InvoiceTotals,
    Reference,
)
from studio.documents.invoice.layout import render

__all__ = [
    "Adjustment",
    "Deduction",
    "Fapiao",
    "InvoiceDocument",
    "InvoiceKind",
    "InvoiceTotals",
    "Reference",
    "render",
]
