"""The invoices page."""
