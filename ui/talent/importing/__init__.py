"""Bringing in a table: the file or what was pasted, which column is what, what would happen."""

from ui.talent.importing.dialog import ImportDialog

__all__ = ["ImportDialog"]
