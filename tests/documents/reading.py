"""Reads finished documents back: their words, their pages, their conformance."""

import re
from dataclasses import fields, is_dataclass
from enum import Enum

import page
import pypdfium2

from studio.documents.language import Bilingual
from studio.domain.money import Money

LIMITS = page.SafetyLimits(max_table_grid_rows=1_000_000, max_table_grid_cells=100_000_000)


def failures(data):
    """Return every rule of PDF/A-3a and PDF/UA-1 that a file breaks."""
    return [
        f"{profile} {failure.rule_id}: {failure.message}"
        for profile in ("3a", "ua1")
        for failure in page.validate_pdf_bytes(data, profile=profile, limits=LIMITS).failures
    ]


def pages(data):
    """Return the text of each page."""
    file = pypdfium2.PdfDocument(data)
    try:
        return [file[index].get_textpage().get_text_range() for index in range(len(file))]
    finally:
        file.close()


def words(data):
    """Return the whole text, its white space made single."""
    return flat("\n".join(pages(data)))


def flat(text):
    """Return a text without the white space in which a line break may hide."""
    return re.sub(r"\s+", " ", text)


def bare(text):
    """Return a text without any white space, to find it over line ends in Chinese."""
    return re.sub(r"\s+", "", text)


def picture(data, index=0, scale=1.0):
    """Return a page as an RGB picture at 72 dots per inch times `scale`."""
    file = pypdfium2.PdfDocument(data)
    try:
        return file[index].render(scale=scale).to_pil().convert("RGB")
    finally:
        file.close()


def typed(value, language):
    """Yield every text a person typed into a document and that it should print."""
    if isinstance(value, Bilingual):
        yield value.first(language)
        yield value.second(language)
    elif isinstance(value, tuple):
        for part in value:
            yield from typed(part, language)
    elif is_dataclass(value) and not isinstance(value, Money):
        for item in fields(value):
            if item.name != "accent":
                yield from typed(getattr(value, item.name), language)
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield value
