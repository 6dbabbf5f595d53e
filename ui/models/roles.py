"""Roles beyond Qt's own."""

from PySide6.QtCore import Qt

ROW = Qt.ItemDataRole.UserRole + 1
"""The frozen row itself, None while it is on its way."""

ID = Qt.ItemDataRole.UserRole + 2
"""The record's id."""

CELL = Qt.ItemDataRole.UserRole + 3
"""The value of a cell, as its column's kind takes it."""
