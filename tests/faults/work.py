"""The work that is interrupted, and what must be true of a studio afterwards."""

import random
from pathlib import Path

from sqlmodel import Session, select

from studio.clock import Clock
from studio.persistence.header import raw
from studio.persistence.tables.attachments import Attachment
from studio.persistence.tables.invoices import Invoice, InvoiceLine
from studio.persistence.tables.studio import Series
from studio.services import attachments, numbers
from studio.services.opening import create_studio
from studio.services.operation import Command, Query, scope
from studio.services.workspace import Workspace
from studio.text import Message
from tests import builders


def make_place(place):
    """Make a studio with one company and one client at a place."""
    create_studio(place)
    workspace = Workspace(place, clock=Clock(builders.TODAY))
    builders.make_client(workspace, builders.make_studio(workspace))
    workspace.close()


def issuing(chance, fail=None):
    """Return a command that issues an invoice with lines and a file: one step, or nothing at all.

    `fail` is called when everything has been written and nothing committed.
    """

    def call(session):
        invoice = Invoice(client_id=1, legal_entity_id=1, currency="GBP", title="耳机 headphones")
        session.add(invoice)
        session.flush()
        prices = [chance.randrange(100_000) for _ in range(chance.choice((1, 5, 30)))]
        for position, price in enumerate(prices):
            session.add(
                InvoiceLine(
                    invoice_id=invoice.key, position=position, title="Piece", unit_price=price
                )
            )
        session.flush()
        data = chance.randbytes(chance.choice((20, 3000, 60_000)))
        attachments.keep(session, "invoice", invoice.key, "evidence.bin", data)
        taken = numbers.take(session, "invoice", day=builders.TODAY, entity_id=1)
        invoice.number, invoice.sequence, invoice.series_id = (
            taken.number, taken.sequence, taken.series_id,
        )  # fmt: skip
        invoice.state, invoice.net, invoice.gross = "issued", sum(prices), sum(prices)
        session.flush()
        if fail is not None:
            fail()
        return taken.sequence

    return Command(Message("Issue"), call, undo=False)


def problems(workspace, acknowledged):
    """Return what is wrong with a studio after it was interrupted; nothing where all is well.

    `acknowledged` is how many invoices were confirmed to the person.
    """
    found = workspace.ask(Query(lambda session: _books(session, acknowledged)))
    found += workspace.ask(Query(_files))
    if not workspace.shared:
        found += _database(Path(workspace.studio))
    return found


def _books(session: Session, acknowledged: int) -> list[str]:
    found = []
    issued = session.exec(select(Invoice).order_by(Invoice.sequence)).all()
    numbers_given = [invoice.sequence for invoice in issued]
    if numbers_given != list(range(1, len(issued) + 1)):
        found.append(f"numbers are {numbers_given}")
    if not acknowledged <= len(issued):
        found.append(f"{acknowledged} confirmed, {len(issued)} kept")
    counter = session.exec(select(Series).where(Series.kind == "invoice")).one_or_none()
    if (counter.next if counter else 1) != len(issued) + 1:
        found.append(f"the counter does not stand behind {len(issued)}")
    for invoice in issued:
        lines = session.exec(
            select(InvoiceLine.unit_price).where(InvoiceLine.invoice_id == invoice.key)
        ).all()
        if sum(lines) != invoice.gross:
            found.append(f"{invoice.number}: lines and total differ")
    actions = session.connection().exec_driver_sql(
        "SELECT count(DISTINCT a.id) FROM action a JOIN audit r ON r.action_id = a.id "
        "WHERE a.label = 'Issue'"
    )
    if actions.scalar() != len(issued):
        found.append("invoices and their journal differ")
    return found


def _files(session: Session) -> list[str]:
    rows = session.exec(select(Attachment)).all()
    newest = rows[-20:]  # the bytes of the last ones; that all are there is looked at below
    for row in newest:
        scope(session).files.get(session, row.sha256)
    return [row.name for row in rows if not scope(session).files.has(session, row.sha256)]


def _database(path: Path) -> list[str]:
    with raw(path) as connection:
        found = [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
        entries = connection.execute("SELECT count(*) FROM search_entry").fetchone()[0]
        invoices = connection.execute("SELECT count(*) FROM invoice").fetchone()[0]
    if whole != "ok":
        found.append(whole)
    if entries != invoices + 1:  # and the client
        found.append(f"{entries} in the index, {invoices} invoices")
    return found


def chance(seed):
    """Return a source of chance that can be repeated."""
    return random.Random(seed)
