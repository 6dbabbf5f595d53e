"""The record of processing (GDPR Art. 30): what is kept, of how many, why, for whom, how long."""

from collections import Counter
from dataclasses import dataclass

from sqlmodel import Session

from studio.documents.factsheet import Section, SheetKind
from studio.documents.language import Bilingual, same
from studio.domain.names import file_name
from studio.domain.talent import personal as fields
from studio.domain.talent import retention as rules
from studio.services.operation import query, today
from studio.services.parties import both, said
from studio.services.sheets import Sheet, fact, line, sheet, studio_row
from studio.services.talent.personal import retention
from studio.services.talent.personal.keys import demand_right
from studio.text import Message, Named

PLAIN: dict[str, tuple[Message, ...]] = {
    "public": (Message("Stage name"), Message("Accounts and figures"), Message("Niches")),
    "contact": (
        Message("Stage name"), Message("Phone"), Message("Mail"), Message("WeChat"),
        Message("Contracts and releases"), Message("Rates", "prices"), Message("Bookings"),
    ),
}  # fmt: skip
"""What is kept in the open, by category; the rest is sealed."""


@dataclass(frozen=True, slots=True)
class Processed:
    """One category: its fields, why and on what ground they are kept, who sees them, how long."""

    category: str
    name: Named
    fields: tuple[Message, ...]
    sealed: bool
    purpose: Named
    basis: Named
    recipients: Named
    spans: tuple[tuple[str, Message], ...]
    """How long by ISO country of the law; "" is elsewhere."""
    since: Message
    people: int
    due: int


@query
def processing(session: Session) -> list[Processed]:
    """Return the record of processing, category by category, with how many people it touches."""
    demand_right(session)
    return _read(session)


def _read(session: Session) -> list[Processed]:
    kept = retention.read(session)
    people = Counter(one.category for one in kept)
    due = Counter(one.category for one in kept if one.due)
    return [
        Processed(
            category=code,
            name=term.name,
            fields=PLAIN.get(code)
            or tuple(one.label for one in fields.FIELDS.values() if one.category == code),
            sealed=code not in rules.WHOLE,
            purpose=term.purpose,
            basis=term.basis,
            recipients=term.recipients,
            spans=tuple((country, term.span(country)) for country in ("", *term.months_in)),
            since=rules.SINCE[term.since],
            people=people[code],
            due=due[code],
        )
        for code, term in rules.terms(today(session)).items()
    ]


@query
def record(session: Session, language: str = "") -> Sheet:
    """Return the record of processing on paper, as an authority asks for it."""
    demand_right(session)
    studio = studio_row(session)
    chosen = language or studio.language
    return sheet(
        session,
        SheetKind.PROCESSING,
        chosen,
        title=both(studio.name, studio.name_zh),
        facts=[],
        sections=[_section(one) for one in _read(session)],
        note=said(
            Message(
                "Sealed fields are encrypted (AES-GCM) under a key of each person; each look is "
                "logged. Nothing is erased by itself: what is due is listed and confirmed."
            )
        ),
        name=file_name("PROCESSING", "", studio.name or studio.name_zh, 0, chosen),
    )


def _section(one: Processed) -> Section:
    spans = [
        said(Message("{country}: {span}", country=country, span=span)) if country else said(span)
        for country, span in one.spans
    ]
    return Section(
        title=_bilingual(one.name),
        facts=(
            fact(Message("People"), same(str(one.people))),
            fact(Message("Fields"), line(map(said, one.fields))),
            fact(Message("Purpose"), _bilingual(one.purpose)),
            fact(Message("Lawful basis"), _bilingual(one.basis)),
            fact(Message("Who sees it"), _bilingual(one.recipients)),
            fact(Message("Kept for"), line([*spans, said(one.since)])),
            fact(
                Message("Protection"),
                said(Message("sealed, masked on screen") if one.sealed else Message("by role")),
            ),
        ),
    )


def _bilingual(name: Named) -> Bilingual:
    return both(name.en, name.zh)
