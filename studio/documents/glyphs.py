"""Finds what a document would print as □, before it is sent."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import NamedTuple

from studio.documents.callsheet.document import CallSheetDocument
from studio.documents.factsheet.document import FactSheetDocument
from studio.documents.fonts import missing
from studio.documents.invoice.document import InvoiceDocument
from studio.documents.language import Bilingual, Language
from studio.documents.proposal.document import ProposalDocument
from studio.text import Message


class MissingGlyph(NamedTuple):
    """A character no font of ours can draw, and the field of the document it stands in."""

    character: str
    field: Message


FIELDS = {
    "number": Message("Number", "document"),
    "brand": Message("Studio name", "document"),
    "issuer": Message("Issuer", "document"),
    "client": Message("Client", "document"),
    "terms": Message("Payment terms", "document"),
    "contract": Message("Contract", "document"),
    "purchase_order": Message("PO number", "document"),
    "project": Message("Project", "document"),
    "subject": Message("Subject", "document"),
    "rows": Message("Lines", "document"),
    "contract_rows": Message("Contract lines", "document"),
    "totals": Message("Totals", "document"),
    "tax_notes": Message("Tax notes", "document"),
    "notes": Message("Notes", "document"),
    "words_en": Message("Amount in words", "document"),
    "words_zh": Message("Amount in words", "document"),
    "schedule": Message("Payment schedule", "document"),
    "bank": Message("Bank account", "document"),
    "payment_reference": Message("Payment reference", "document"),
    "late_payment": Message("Late payment", "document"),
    "footer": Message("Foot line", "document"),
    "credited": Message("Credited invoice", "document"),
    "reason": Message("Reason", "document"),
    "fapiao": Message("Fapiao", "document"),
    "prepared_by": Message("Prepared by", "document"),
    "approved_by": Message("Approved by", "document"),
    "title": Message("Title", "document"),
    "lead": Message("Cover sentence", "document"),
    "answer_to": Message("Answer to", "document"),
    "about": Message("About us", "document"),
    "brief": Message("Our reading of the brief", "document"),
    "audience": Message("Audience", "document"),
    "keywords": Message("Keywords", "document"),
    "idea": Message("Idea", "document"),
    "creators": Message("Creators", "document"),
    "creators_text": Message("Creators", "document"),
    "deliverables": Message("Deliverables", "document"),
    "deliverables_text": Message("Deliverables", "document"),
    "timeline": Message("Timeline", "document"),
    "timeline_text": Message("Timeline", "document"),
    "price": Message("Price", "document"),
    "usage": Message("Usage", "document"),
    "exclusivity": Message("Exclusivity", "document"),
    "whitelisting": Message("Whitelisting", "document"),
    "disclosure": Message("Disclosure", "document"),
    "ai_use": Message("Use of AI", "document"),
    "targets": Message("Targets", "document"),
    "targets_text": Message("Targets", "document"),
    "team": Message("Team", "document"),
    "team_text": Message("Team", "document"),
    "acceptance": Message("Acceptance", "document"),
    "revision": Message("Version", "document"),
    "replaces": Message("Version", "document"),
    "reference": Message("Foot line", "document"),
    "call": Message("Call", "document"),
    "talent_call": Message("Talent call", "document"),
    "first_shot": Message("First shot", "document"),
    "meal": Message("Meal", "document"),
    "wrap": Message("Wrap", "document"),
    "sunrise": Message("Sunrise", "document"),
    "sunset": Message("Sunset", "document"),
    "places": Message("Places", "document"),
    "parking": Message("Parking", "document"),
    "hospital": Message("Hospital", "document"),
    "emergency": Message("Emergency number", "document"),
    "weather": Message("Weather", "document"),
    "steps": Message("Schedule", "document"),
    "shots": Message("Shots", "document"),
    "people": Message("People", "document"),
    "gear": Message("Gear", "document"),
    "samples": Message("Samples", "document"),
    "catering": Message("Catering", "document"),
    "safety": Message("Safety", "document"),
    "labels": Message("Labels on screen", "document"),
    "channels": Message("Channels", "document"),
    "ahead": Message("Next days", "document"),
    "changes": Message("Changes", "document"),
    "confirm_to": Message("Contact", "document"),
    "subtitle": Message("Subtitle", "document"),
    "facts": Message("Facts", "document"),
    "figures": Message("Figures", "document"),
    "sections": Message("Sections", "document"),
    "note": Message("Note", "document"),
}
"""The name of every field of a document that holds text."""


_LEFT_OUT_IN = {"words_en": Language.ZH, "words_zh": Language.EN}
"""Amounts in words that a document in one language leaves out."""


def missing_glyphs(
    document: InvoiceDocument | ProposalDocument | CallSheetDocument | FactSheetDocument,
) -> list[MissingGlyph]:
    """Return each character that would print as □, once for each field it stands in.

    Only what is printed counts: in a document in one language the other is not looked at.
    """
    found: dict[MissingGlyph, None] = {}
    for item in fields(document):
        if item.name in _LEFT_OUT_IN and document.language is _LEFT_OUT_IN[item.name]:
            continue
        for text in _texts(getattr(document, item.name), document.language):
            for character in missing(text):
                found[MissingGlyph(character, FIELDS[item.name])] = None
    return list(found)


def _texts(value: object, language: Language) -> Iterator[str]:
    """Yield every text inside a value that the document would print."""
    if isinstance(value, Bilingual):
        yield value.first(language)
        yield value.second(language)
    elif isinstance(value, str):
        if not isinstance(value, Enum):
            yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part, language)
    elif is_dataclass(value):
        for item in fields(value):
            yield from _texts(getattr(value, item.name), language)
