"""A sheet of facts under the studio's letterhead: what every such sheet has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlmodel import Session, col, select

from studio.documents.factsheet import Fact, FactSheetDocument, Figure, Section, SheetKind
from studio.documents.formats import day
from studio.documents.glyphs import MissingGlyph, missing_glyphs
from studio.documents.language import NOTHING, Bilingual, Language
from studio.documents.parties import Brand
from studio.persistence.tables.studio import LegalEntity, Studio
from studio.services.operation import today
from studio.services.parties import both, brand, footer, said
from studio.text import Message


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document ready to print, and the name of its file."""

    document: FactSheetDocument
    file_name: str
    missing: tuple[MissingGlyph, ...] = ()
    """What would print as □, each character once for each field."""


def sheet(
    session: Session,
    kind: SheetKind,
    language: str,
    *,
    title: Bilingual,
    facts: Iterable[Fact],
    sections: Iterable[Section],
    name: str,
    figures: Iterable[Figure] = (),
    note: Bilingual = NOTHING,
) -> Sheet:
    """Return a sheet dated today, with the file name it goes out under."""
    now = today(session)
    face, issuer, foot = _face(session)
    dated = fact(Message("Date"), day(now))
    document = FactSheetDocument(
        kind=kind,
        language=Language(language),
        stamped_at=datetime.combine(now, time(), UTC),
        brand=face,
        issuer=issuer,
        title=title,
        issue_date=now,
        facts=(*facts, dated),
        figures=tuple(figures),
        sections=tuple(sections),
        note=note,
        footer=foot,
    )
    return Sheet(document, name, tuple(missing_glyphs(document)))


def studio_row(session: Session) -> Studio:
    """Return the studio's own row."""
    return session.exec(select(Studio)).one()


def _face(session: Session) -> tuple[Brand, Bilingual, Bilingual]:
    studio = studio_row(session)
    entity = session.exec(
        select(LegalEntity)
        .where(col(LegalEntity.archived).is_(False))
        .order_by(col(LegalEntity.id))
    ).first()
    if entity is None:
        face = Brand(both(studio.name, studio.name_zh), accent=studio.accent)
        return face, both(studio.name, studio.name_zh), NOTHING
    issuer = both(entity.legal_name, entity.legal_name_zh)
    return brand(session, studio, entity), issuer, footer(entity)


def heads(*words: Message) -> tuple[Bilingual, ...]:
    """Return the heads of a table."""
    return tuple(map(said, words))


def fact(label: Message, value: Bilingual) -> Fact:
    """Return a value under its label."""
    return Fact(label=said(label), value=value)


def line(parts: Iterable[Bilingual]) -> Bilingual:
    """Return facts in one line, in the commas of each language."""
    known = [part for part in parts if part]
    return Bilingual(
        ", ".join(part.en or part.zh for part in known),
        "，".join(part.zh or part.en for part in known),
    )
