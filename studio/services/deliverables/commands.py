"""What can be done with a deliverable."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from studio.domain import deliverables as rules
from studio.domain.gates import cleaned, clock, words
from studio.domain.names import pick
from studio.errors import Invalid, Locked
from studio.persistence.base import Entity
from studio.persistence.tables.clients import Client
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.projects import Project
from studio.persistence.tables.studio import Person
from studio.persistence.tables.talent import Talent
from studio.services import attachments, numbers
from studio.services.operation import command, load, name_step, now, today
from studio.services.studio.rows import put
from studio.text import Message

COPIED = (
    "project_id", "title", "title_zh", "platform", "format", "spec", "talent_id", "owner_id",
    "line_id", "due_draft", "due_final", "publish_on", "publish_time", "rounds_included", "note",
)  # fmt: skip

COUNT_REFUSED = Message("1 to 100 pieces can be added at once.")


@command("Add piece", right="deliverables.edit")
def create(session: Session, project_id: int, values: Mapping[str, object]) -> int:
    """Add a piece to a project; a title is needed."""
    project = _project(session, project_id)
    clean = {"title": "", **cleaned(rules.GATES, values)}
    _check(session, clean)
    defaults = {
        "owner_id": project.lead_id,
        "due_final": project.publish_to,
        "state_since": today(session),
    }
    piece = _added(session, project, {**defaults, **clean})
    name_step(session, Message("Add {name}", name=called(piece)))
    return piece.key


@command("Add pieces", right="deliverables.edit")
def create_many(
    session: Session, project_id: int, values: Mapping[str, object], count: int
) -> list[int]:
    """Add several pieces of one kind in one step, numbered in their titles."""
    if not 1 <= count <= 100:
        raise Invalid({"count": COUNT_REFUSED})
    project = _project(session, project_id)
    clean = {"title": "", "title_zh": "", **cleaned(rules.GATES, values)}
    _check(session, clean)
    defaults = {"owner_id": project.lead_id, "due_final": project.publish_to}
    names = zip(
        rules.piece_titles(clean["title"], count),
        rules.piece_titles(clean["title_zh"], count),
        strict=True,
    )
    made = [
        _added(
            session,
            project,
            {**defaults, **clean, "title": title, "title_zh": title_zh},
        )
        for title, title_zh in names
    ]
    title = pick(clean["title"], clean["title_zh"], "en")
    name_step(session, Message("Add {count} pieces: {name}", count=count, name=title))
    return [piece.key for piece in made]


def _project(session: Session, project_id: int) -> Project:
    project = load(session, Project, project_id)
    if project.state in ("closed", "cancelled"):
        raise Locked(Message("This project is closed or cancelled; its pieces stay as they are."))
    return project


def _added(session: Session, project: Project, values: Mapping[str, Any]) -> Deliverable:
    client = session.get_one(Client, project.client_id)
    taken = numbers.take(session, "deliverable", day=today(session), client_code=client.code)
    given = {"state_since": today(session), **values, "project_id": project.key}
    piece = Deliverable(number=taken.number, **given)
    session.add(piece)
    session.flush()
    return piece


@command("Change piece", right="deliverables.edit")
def change(session: Session, piece_id: int, *, version: int, values: Mapping[str, object]) -> int:
    """Change plain fields; return the new version."""
    piece = _open(session, piece_id, version)
    clean = cleaned(rules.GATES, values)
    names = ("title", "title_zh", "due_draft", "due_final", "talent_id", "owner_id")
    _check(session, {**{name: getattr(piece, name) for name in names}, **clean})
    put(piece, clean)
    name_step(session, Message("Change {name}", name=called(piece)))
    session.flush()
    return piece.version


@command("Move piece", right="deliverables.edit")
def move(
    session: Session,
    piece_id: int,
    *,
    version: int,
    state: str,
    reason: str = "",
    url: str | None = None,
    evidence: tuple[str, bytes] | None = None,
) -> int:
    """Move a piece to another state (SM-7); return the new version.

    Asking for changes counts a round of the client. `url` is where it was published, `evidence`
    a file (name, bytes) that shows what the client or platform said.
    """
    piece = _open(session, piece_id, version)
    gates = {"reason": words(1000, multiline=True), "url": rules.link}
    clean = cleaned(gates, {"reason": reason, "url": piece.url if url is None else url})
    rules.check_move(piece.state, state, reason=clean["reason"])
    piece.rounds_used += rules.counts_round(piece.state, state)
    _enter(session, piece, state)
    piece.url = clean["url"]
    piece.state_reason = clean["reason"]
    if evidence is not None:
        attachments.keep(session, "deliverable", piece.key, *evidence, role="evidence")
    name_step(
        session,
        Message('Set {name} to "{state}"', name=called(piece), state=rules.STATES.label(state)),
    )
    session.flush()
    return piece.version


def _enter(session: Session, piece: Deliverable, state: str) -> None:
    """Put a piece into a state; what goes out has its moment and its day."""
    day = today(session)
    piece.state = state
    piece.state_since = day
    if state in ("published", "delivered") and piece.published_at is None:
        piece.published_at = now(session)
        piece.publish_on = piece.publish_on or day


@command("Plan piece", right="deliverables.edit")
def plan(
    session: Session,
    piece_id: int,
    *,
    version: int,
    publish_on: date | None,
    publish_time: str | None = None,
) -> int:
    """Set the day a piece goes out, or take it away; return the new version."""
    piece = _open(session, piece_id, version)
    if piece.state in rules.OUT:
        raise Invalid({"publish_on": Message("This piece is out; its day stays.")})
    piece.publish_on = cleaned(
        {"publish_on": rules.GATES["publish_on"]}, {"publish_on": publish_on}
    )["publish_on"]
    if publish_time is not None:
        piece.publish_time = cleaned({"publish_time": clock}, {"publish_time": publish_time})[
            "publish_time"
        ]
    name_step(session, _planned(piece))
    session.flush()
    return piece.version


def _planned(piece: Deliverable) -> Message:
    if piece.publish_on is None:
        return Message("Take {name} off the calendar", name=called(piece))
    return Message("Plan {name} for {day}", name=called(piece), day=piece.publish_on)


@command("Double piece", right="deliverables.edit")
def duplicate(session: Session, piece_id: int) -> int:
    """Add another piece like this one, planned, with its own number and no rounds used."""
    piece = load(session, Deliverable, piece_id)
    project = _project(session, piece.project_id)
    values = {name: getattr(piece, name) for name in COPIED}
    if piece.state in rules.OUT:
        values |= {"publish_on": None}
    made = _added(session, project, values)
    name_step(session, Message("Double {name}", name=called(piece)))
    return made.key


@command("Turn quantity into pieces", right="deliverables.edit")
def split(session: Session, piece_id: int, *, version: int) -> list[int]:
    """Make one piece of each of a piece's quantity; the price is shared out to the cent."""
    piece = _open(session, piece_id, version)
    count = piece.quantity
    if count < 2:
        raise Invalid({"quantity": Message("This is one piece already.")})
    if count > 100:
        raise Invalid({"quantity": Message("At most 100 pieces can be made of one.")})
    project = _project(session, piece.project_id)
    name_step(session, Message("Turn {name} into {count} pieces", name=called(piece), count=count))
    titles = rules.piece_titles(piece.title, count)
    titles_zh = rules.piece_titles(piece.title_zh, count)
    prices = [piece.price // count + (place < piece.price % count) for place in range(count)]
    values = {name: getattr(piece, name) for name in COPIED}
    values |= {"state": piece.state, "state_since": piece.state_since, "url": piece.url}
    values |= {"published_at": piece.published_at}
    piece.quantity, piece.price = 1, prices[0]
    piece.title, piece.title_zh = titles[0], titles_zh[0]
    made = [
        _added(
            session,
            project,
            {
                **values,
                "title": titles[place],
                "title_zh": titles_zh[place],
                "price": prices[place],
            },
        )
        for place in range(1, count)
    ]
    return [piece.key, *(one.key for one in made)]


@command("Archive piece", right="deliverables.edit")
def archive(session: Session, piece_id: int, *, version: int) -> int:
    """Take a piece off board and lists; it no longer counts for its project."""
    piece = _open(session, piece_id, version)
    piece.archived = True
    name_step(session, Message("Archive {name}", name=called(piece)))
    session.flush()
    return piece.version


@command("Archive pieces", right="deliverables.edit")
def archive_many(session: Session, ids: Sequence[int]) -> int:
    """Take several pieces off the lists in one step; return how many."""
    for piece_id in ids:
        _open(session, piece_id).archived = True
    name_step(session, Message("Archive {count} pieces", count=len(ids)))
    return len(ids)


@command("Restore piece", right="deliverables.edit")
def restore(session: Session, piece_id: int, *, version: int) -> int:
    """Put an archived piece back."""
    piece = _open(session, piece_id, version)
    piece.archived = False
    name_step(session, Message("Restore {name}", name=called(piece)))
    session.flush()
    return piece.version


def _open(session: Session, piece_id: int, version: int | None = None) -> Deliverable:
    """Load a piece whose project is not closed (SM-5, L3)."""
    piece = load(session, Deliverable, piece_id, version)
    if session.get_one(Project, piece.project_id).state == "closed":
        raise Locked(Message("The project is closed. Reopen it to change its pieces."))
    return piece


def _check(session: Session, clean: Mapping[str, Any]) -> None:
    rules.check(
        clean.get("title", ""),
        clean.get("title_zh", ""),
        due_draft=clean.get("due_draft"),
        due_final=clean.get("due_final"),
    )
    _check_refers(session, Talent, clean.get("talent_id"), "talent_id")
    _check_refers(session, Person, clean.get("owner_id"), "owner_id")


def _check_refers(session: Session, table: type[Entity], key: int | None, field: str) -> None:
    if key is not None and session.get(table, key) is None:
        raise Invalid({field: Message("Choose one of the list.")})


def called(piece: Deliverable) -> str:
    """Return a piece's title for the names of steps."""
    return pick(piece.title, piece.title_zh, "en")
