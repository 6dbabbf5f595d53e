"""What can be done with partnerships: keep next step and renewal, note what a piece brought."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from studio.domain import partnerships as rules
from studio.domain.gates import cleaned
from studio.domain.names import pick
from studio.errors import Conflict, Invalid, Missing
from studio.persistence.tables.clients import Client
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.partnerships import Partnership, PieceResult
from studio.persistence.tables.studio import Person
from studio.persistence.tables.talent import Talent
from studio.services.operation import command, load, name_step, today
from studio.services.studio.rows import put
from studio.text import Message


@command("Change partnership", right="talent.edit")
def change(
    session: Session,
    client_id: int,
    talent_id: int,
    *,
    version: int,
    values: Mapping[str, object],
) -> int:
    """Keep what is known about a client with a talent; return the new version.

    The first change makes the record: its version is 0 until then.
    """
    client, talent = load(session, Client, client_id), load(session, Talent, talent_id)
    clean = cleaned(rules.GATES, values)
    owner = clean.get("owner_id")
    if owner is not None and session.get(Person, owner) is None:
        raise Invalid({"owner_id": Message("Choose one of the list.")})
    row = session.exec(
        select(Partnership).where(
            col(Partnership.client_id) == client_id, col(Partnership.talent_id) == talent_id
        )
    ).first()
    if row is None:
        if version:
            raise Missing(Message("This record is not there any more."))
        row = Partnership(client_id=client_id, talent_id=talent_id)
        session.add(row)
    elif row.version != version:
        raise Conflict(Message("This record was changed in the meantime."))
    put(row, clean)
    name_step(
        session,
        Message(
            "Change {talent} for {client}",
            talent=pick(talent.name, talent.name_zh, "en"),
            client=pick(client.name, client.name_zh, "en"),
        ),
    )
    session.flush()
    return row.version


@command("Note results", right="deliverables.edit")
def note_result(session: Session, deliverable_id: int, values: Mapping[str, object]) -> int:
    """Keep what a piece had reached on a day; a second reading of the day corrects the first."""
    piece = load(session, Deliverable, deliverable_id)
    given = {name: value for name, value in values.items() if value not in (None, "")}
    clean = {"taken_on": today(session), **cleaned(rules.RESULT_GATES, given)}
    if len(clean) == 1:
        raise Invalid({"views": Message("Give at least one figure.")})
    if clean["taken_on"] is None or clean["taken_on"] > today(session):
        raise Invalid({"taken_on": Message("A reading lies in the past or is today.")})
    row = session.exec(
        select(PieceResult).where(
            col(PieceResult.deliverable_id) == deliverable_id,
            col(PieceResult.taken_on) == clean["taken_on"],
        )
    ).first()
    if row is None:
        row = PieceResult(deliverable_id=deliverable_id, taken_on=clean["taken_on"])
        session.add(row)
    put(row, clean)
    name_step(session, Message("Note results of {number}", number=piece.number))
    session.flush()
    return row.key
