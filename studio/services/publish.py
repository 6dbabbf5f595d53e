"""Documents ready to leave the house: what prints, its file name, its e-mail, what stays as □.

One function per kind of document gives a Paper; everything after that is the same for all.
"""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from sqlmodel import Session, select

from studio.documents.glyphs import MissingGlyph, missing_glyphs
from studio.documents.invoice import InvoiceDocument
from studio.documents.proposal import ProposalDocument
from studio.domain.names import file_name, pick
from studio.persistence.tables.clients import Client, Contact
from studio.persistence.tables.proposals import Proposal, ProposalVersion
from studio.persistence.tables.studio import Person, Studio
from studio.services.operation import load, query, scope
from studio.services.proposals.paper import content_of, document
from studio.services.proposals.reading import version_no
from studio.services.words import chinese
from studio.text import Message


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of an e-mail that carries a document."""

    to: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it stands: `kept` are the bytes as they went out, None while it is a draft.

    `document` is what a press builds; `content` names what it says, so that sending can refuse
    what was changed after it was looked at.
    """

    kind: str
    key: str
    document: ProposalDocument | InvoiceDocument
    content: str
    kept: bytes | None
    file_name: str
    letter: Letter
    missing: tuple[MissingGlyph, ...]


@query
def proposal(session: Session, proposal_id: int, no: int | None = None) -> Paper:
    """Return one version of a proposal as a document: the newest, or the one asked for."""
    row = load(session, Proposal, proposal_id)
    version = version_no(session, proposal_id, no or row.newest)
    printed = document(session, row, version)
    client = load(session, Client, row.client_id)
    return Paper(
        kind="proposal",
        key=f"proposal:{proposal_id}/{version.no}",
        document=printed,
        content=content_of(printed),
        kept=scope(session).files.get(session, version.pdf) if version.pdf else None,
        file_name=_proposal_name(row, version, client),
        letter=_proposal_letter(session, row, version, client),
        missing=tuple(_each_once(printed)),
    )


def _each_once(printed: ProposalDocument) -> list[MissingGlyph]:
    """Return what prints as □, each character once for each field."""
    return list(
        {(one.character, one.field.source): one for one in missing_glyphs(printed)}.values()
    )


def _proposal_name(row: Proposal, version: ProposalVersion, client: Client) -> str:
    short = client.code or client.name
    return file_name("PROPOSAL", row.number or "", short, version.no, version.language)


_GREETING = Message("Dear {name},")
_PROPOSAL_BODY = Message("please find attached our proposal “{title}”.")
_HOLDS = Message("The prices hold until {day}.")
_ANSWER = Message("We look forward to your answer.")
_SUBJECT = Message("Proposal {number}, version {no}: {title}")


def _proposal_letter(
    session: Session, row: Proposal, version: ProposalVersion, client: Client
) -> Letter:
    """Return the e-mail in the document's language; one in both greets in both."""
    contact = session.get(Contact, row.contact_id) if row.contact_id else None
    sender = session.get(Person, scope(session).person_id or 0)
    studio = session.exec(select(Studio)).first()
    parts = []
    for language in ("zh", "en"):
        if language in version.language:
            title = pick(row.title, row.title_zh, language)
            name = pick(contact.name, contact.name_zh, language) if contact else client.name
            sentences = [_PROPOSAL_BODY, *([_HOLDS] if version.valid_until else []), _ANSWER]
            filled = {"title": title, "day": _day(version, language)}
            signed = [
                pick(one.name, one.name_zh, language) for one in (sender, studio) if one is not None
            ]
            parts.append(
                "\n\n".join(
                    (
                        _say(_GREETING, language, name=name),
                        "\n".join(_say(one, language, **filled) for one in sentences),
                        "\n".join(signed),
                    )
                )
            )
    language = "zh" if version.language == "zh" else "en"
    subject = _say(
        _SUBJECT,
        language,
        number=row.number or "",
        no=str(version.no),
        title=pick(row.title, row.title_zh, language),
    )
    return Letter(contact.email if contact else "", " ".join(subject.split()), "\n\n".join(parts))


def _day(version: ProposalVersion, language: str) -> str:
    day = version.valid_until
    if day is None:
        return ""
    if language == "zh":
        return f"{day.year} 年 {day.month} 月 {day.day} 日"
    return f"{day.day} {day:%B} {day.year}"


def _say(message: Message, language: str, **values: str) -> str:
    filled = message.filled(**values)
    return chinese(filled) if language == "zh" else str(filled)


def email_draft(letter: Letter, name: str = "", pdf: bytes = b"") -> bytes:
    """Return an .eml file that a mail program opens as a new message; a PDF goes with it."""
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    mail["To"] = _one_line(letter.to)
    mail["Subject"] = _one_line(letter.subject)
    mail.set_content(letter.body)
    if pdf:
        mail.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


def _one_line(text: str) -> str:
    """A line break in a header would begin another header."""
    return " ".join(text.split())
