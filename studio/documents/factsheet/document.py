"""What a sheet of facts says; costs and notes of the house have no place here."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from studio.documents.language import NOTHING, Bilingual, Language
from studio.documents.paper import Paper
from studio.documents.parties import Brand


class SheetKind(StrEnum):
    """Which sheet it is."""

    SHORTLIST = "shortlist"
    ROSTER = "roster"
    MEDIA_KIT = "media_kit"
    TEST_REPORT = "test_report"
    PERSON = "person"
    PROCESSING = "processing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value with its label; without a label the value stands alone."""

    label: Bilingual = NOTHING
    value: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: heads and rows of cells; the columns named in `right` hold figures."""

    heads: tuple[Bilingual, ...]
    rows: tuple[tuple[Bilingual, ...], ...]
    right: tuple[int, ...] = ()
    first: float = 0.4
    """How much of the width the first column has."""
    widths: tuple[float, ...] = ()
    """The share of the width of each column; else those after the first are alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that is seen first, large over its label; `note` says of when or of what."""

    value: Bilingual
    label: Bilingual
    note: Bilingual = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Shares of one under a label, as bars beside their words, the largest first."""

    label: Bilingual
    shares: tuple[tuple[Bilingual, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part: its name at the side; facts, bars, text and table to the right of it.

    Without a name it is as wide as the page.
    """

    title: Bilingual = NOTHING
    facts: tuple[Fact, ...] = ()
    text: Bilingual = NOTHING
    bars: tuple[Bars, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactSheetDocument:
    """A sheet: who writes, what it is about, its sections; figures carry the day they were read."""

    kind: SheetKind
    language: Language
    paper: Paper = Paper.A4
    stamped_at: datetime
    brand: Brand
    issuer: Bilingual
    title: Bilingual
    subtitle: Bilingual = NOTHING
    issue_date: date | None = None
    facts: tuple[Fact, ...] = ()
    figures: tuple[Figure, ...] = ()
    """Up to four, side by side under the title."""
    sections: tuple[Section, ...] = ()
    note: Bilingual = NOTHING
    """Small print at the end."""
    footer: Bilingual = NOTHING
