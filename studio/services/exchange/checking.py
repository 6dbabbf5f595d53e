"""What `check` looks at: the file's integrity, gaps in numbers, the hash of every kept document."""

from dataclasses import dataclass

from sqlalchemy import text as sql
from sqlmodel import Session, col, select

from studio.errors import StudioError
from studio.persistence.tables.attachments import Attachment
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.proposals import ProposalVersion
from studio.services import numbers
from studio.services.operation import query, scope
from studio.text import Message


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and what is wrong; a healthy studio has no problems."""

    documents: int
    files: int
    problems: tuple[Message, ...]


@query
def check(session: Session) -> Report:
    """Check an open studio."""
    problems: list[Message] = []
    if session.get_bind().dialect.name == "sqlite":
        problems += _integrity(session)
    for gap in numbers.gaps(session):
        missing = ", ".join(str(number) for number in gap.missing)
        if missing:
            problems.append(
                Message(
                    "Series {series}: missing {numbers}.", series=gap.entity_code, numbers=missing
                )
            )
        if gap.doubled:
            doubled = ", ".join(str(number) for number in gap.doubled)
            problems.append(
                Message(
                    "Series {series}: twice {numbers}.", series=gap.entity_code, numbers=doubled
                )
            )
    documents = [
        (row.number or "", row.pdf)
        for row in session.exec(select(Invoice).where(col(Invoice.pdf) != ""))
    ]
    documents += [
        (f"proposal {row.proposal_id}/{row.no}", row.pdf)
        for row in session.exec(select(ProposalVersion).where(col(ProposalVersion.pdf) != ""))
    ]
    files = [(row.name, row.sha256) for row in session.exec(select(Attachment))]
    for name, sha256 in (*documents, *files):
        try:
            scope(session).files.get(session, sha256)
        except StudioError as error:
            problems.append(Message("{name}: {reason}", name=name, reason=error.message))
    problems += [
        Message("{number} has no kept PDF.", number=number)
        for number in session.exec(
            select(Invoice.number).where(col(Invoice.number).is_not(None), Invoice.pdf == "")
        )
    ]
    return Report(len(documents), len(files), tuple(problems))


def _integrity(session: Session) -> list[Message]:
    found = [row[0] for row in session.execute(sql("PRAGMA integrity_check"))]
    problems = [
        Message("The file is damaged: {words}", words=word) for word in found if word != "ok"
    ]
    broken = session.execute(sql("PRAGMA foreign_key_check")).fetchall()
    return problems + [
        Message("A row of {table} points at nothing.", table=str(row[0])) for row in broken
    ]
