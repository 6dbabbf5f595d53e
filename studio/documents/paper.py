"""The sheets a document prints on, and the mark that may lie under its text."""

from enum import StrEnum


class Paper(StrEnum):
    """A sheet size."""

    A4 = "A4"
    LETTER = "Letter"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return (595.2756, 841.8898) if self is Paper.A4 else (612.0, 792.0)


class Mark(StrEnum):
    """A word printed large and pale under the text of every page."""

    NONE = ""
    DRAFT = "draft"
    VOID = "void"
    SUPERSEDED = "superseded"
