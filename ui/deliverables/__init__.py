"""Deliverables: board, list and week of the pieces to be made, beside them one piece whole."""
