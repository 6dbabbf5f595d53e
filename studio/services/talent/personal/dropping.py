"""Dropping what is due: sealed fields are emptied, and what the journal holds of them is lost."""

from collections.abc import Sequence

from sqlmodel import Session

from studio.domain.talent import personal as fields
from studio.errors import Invalid
from studio.services.operation import command
from studio.services.talent.personal import looks, retention, sealed
from studio.text import Message


@command("Drop what is due", right="talent.private", undo=False)
def drop(session: Session, wanted: Sequence[tuple[int, str]]) -> int:
    """Empty the sealed fields of (person, category) pairs that are due; return how many went.

    Raises Invalid where one of them is not due, or is a record that can only be erased;
    Unavailable while the data are locked, because the rest is sealed under a new key.
    """
    gone = 0
    for talent_id, category in wanted:
        found = [one for one in retention.of(session, talent_id) if one.category == category]
        if not found or not found[0].due or found[0].whole:
            raise Invalid({"category": Message("This is not due.")})
        row, held = (
            sealed.row_of(session, talent_id),
            retention.held_row(session, talent_id, category),
        )
        for field in fields.FIELDS.values():
            if row is not None and field.category == category and getattr(row, field.code):
                setattr(row, field.code, "")
                gone += 1
        if held is not None:
            session.delete(held)
        session.flush()
        sealed.shed(session, talent_id)
        looks.log(session, talent_id, "drop", category)
    return gone
