"""The client's words and the marks in them: what is used, unclear, or has no field yet."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from sqlmodel import Session, select

from studio.domain import gates, wishes
from studio.domain.briefs import CHANNELS
from studio.errors import Invalid
from studio.persistence.tables.briefs import Brief, BriefMark, BriefMessage
from studio.services.briefs import editing
from studio.services.operation import command, load, name_step, now, today
from studio.text import Message

LIMIT = 20_000
"""The longest message that is kept, in characters."""

KINDS = ("used", "unclear", "unplaced")
_TURNING = frozenset(range(0x202A, 0x202F)) | frozenset(range(0x2066, 0x206A))


ORIGIN: Mapping[str, gates.Gate] = MappingProxyType(
    {"channel": gates.choice(CHANNELS), "author": gates.words(120)}
)
"""What may be said about where a message comes from."""


def _clean_question(question: str) -> str:
    clean = gates.cleaned({"question": gates.words(400, multiline=True)}, {"question": question})
    return str(clean["question"])


def clean_words(body: str) -> str:
    """Return a client's words to keep: only the ends of lines are made the same.

    Raises Invalid for what cannot be kept or would deceive: control characters, characters that
    turn the direction of writing, broken ones, nothing at all, or too much.
    """
    text = body.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Invalid({"body": Message("There are no words to keep.")})
    if len(text) > LIMIT:
        raise Invalid(
            {
                "body": Message(
                    "At most {limit} characters; this has {count}. Attach it as a file instead.",
                    limit=LIMIT,
                    count=len(text),
                )
            }
        )
    for at, character in enumerate(text, start=1):
        code = ord(character)
        control = code < 0x20 and character not in "\n\t"
        if control or code == 0x7F or code in _TURNING or 0xD800 <= code <= 0xDFFF:
            raise Invalid(
                {
                    "body": Message(
                        "A hidden character ({code}) at position {at} cannot be kept.",
                        code=f"U+{code:04X}",
                        at=at,
                    )
                }
            )
    return text


def keep(
    session: Session,
    brief: Brief,
    body: str,
    channel: str,
    author: str,
    received_at: datetime | None,
) -> BriefMessage:
    """Keep a message on a brief inside a running command."""
    origin = gates.cleaned(ORIGIN, {"channel": channel, "author": author})
    message = BriefMessage(
        brief_id=brief.key,
        body=clean_words(body),
        channel=origin["channel"],
        author=origin["author"],
        received_at=received_at or now(session),
    )
    session.add(message)
    session.flush()
    return message


@command("Add message", right="briefs.edit")
def add_message(
    session: Session,
    brief_id: int,
    body: str,
    *,
    channel: str = "paste",
    author: str = "",
    received_at: datetime | None = None,
) -> int:
    """Add what the client said later; return the message's id. It is never altered."""
    brief = editing.open_brief(session, brief_id)
    message = keep(session, brief, body, channel, author, received_at)
    editing.touched(brief)
    name_step(session, Message("Add message to {number}", number=brief.number))
    return message.key


@command("Describe message", right="briefs.edit")
def describe_message(
    session: Session,
    message_id: int,
    *,
    version: int,
    channel: str,
    author: str,
    received_at: datetime | None = None,
) -> int:
    """Say how, from whom and when a message came, its words untouched; return its version."""
    message = load(session, BriefMessage, message_id, version)
    origin = gates.cleaned(ORIGIN, {"channel": channel, "author": author})
    message.channel, message.author = origin["channel"], origin["author"]
    message.received_at = received_at or message.received_at
    session.flush()
    return message.version


@command("Remove message", right="briefs.edit")
def remove_message(session: Session, message_id: int, *, version: int) -> int:
    """Take a message that was pasted by mistake off its brief, with its marks; return the brief."""
    message = load(session, BriefMessage, message_id, version)
    brief = editing.open_brief(session, message.brief_id)
    for mark in session.exec(select(BriefMark).where(BriefMark.message_id == message_id)).all():
        session.delete(mark)
    session.flush()
    session.delete(message)
    name_step(session, Message("Remove message of {number}", number=brief.number))
    return brief.key


def add_mark(
    session: Session,
    brief: Brief,
    message: BriefMessage | None,
    start: int,
    length: int,
    field: str,
    kind: str,
    question: str = "",
) -> BriefMark:
    """Mark words inside a running command; marks they overlap give way."""
    if kind not in KINDS:
        raise ValueError(f"there is no mark {kind}")
    if message is not None:
        if start < 0 or length <= 0 or start + length > len(message.body):
            raise Invalid({"words": Message("Select some of the client's words first.")})
        _clear(session, message, start, length)
    mark = BriefMark(
        brief_id=brief.key,
        message_id=message.key if message else None,
        start=start,
        length=length,
        field=field,
        kind=kind,
        question=_clean_question(question),
    )
    session.add(mark)
    session.flush()
    return mark


def _clear(session: Session, message: BriefMessage, start: int, length: int) -> None:
    marks = session.exec(select(BriefMark).where(BriefMark.message_id == message.key)).all()
    for mark in marks:
        if mark.start < start + length and start < mark.start + mark.length:
            session.delete(mark)
    session.flush()


@command("Put words in a field", right="briefs.edit")
def place(
    session: Session,
    brief_id: int,
    *,
    version: int,
    message_id: int,
    start: int,
    length: int,
    field: str,
) -> int:
    """Put words of the client into a field and mark them; return the brief's new version.

    Text is added to what the field holds; amounts, days and platforms are read. Raises Invalid
    where the words cannot be understood for that field. An amount that is only "about" something
    is marked unclear, so that it gets asked.
    """
    brief = editing.open_brief(session, brief_id, version)
    message = _message(session, brief, message_id)
    said = message.body[start : start + length]
    values = wishes.read(field, said, currency=brief.currency, today=today(session))
    editing.touched(brief)
    editing.put(session, brief, {name: _added(brief, name, new) for name, new in values.items()})
    vague = field == "budget" and wishes.is_about(brief.budget_min, brief.budget_max)
    column = list(values)[-1]
    add_mark(session, brief, message, start, length, column, "unclear" if vague else "used")
    session.flush()
    name_step(session, Message("Put words in a field of {number}", number=brief.number))
    return brief.version


def _added(brief: Brief, column: str, new: object) -> object:
    """Add to lists and texts, replace everything else."""
    old = getattr(brief, column, None)
    if isinstance(old, list) and isinstance(new, list):
        return list(dict.fromkeys([*old, *new]))
    if isinstance(old, str) and isinstance(new, str) and old and column not in _SINGLE:
        return old if new in old else f"{old}\n{new}"
    return new


_SINGLE = frozenset({"objective", "currency", "language", "due_time", "ai_allowed"})


def _message(session: Session, brief: Brief, message_id: int) -> BriefMessage:
    message = load(session, BriefMessage, message_id)
    if message.brief_id != brief.id:
        raise Invalid({"words": Message("These words belong to another brief.")})
    return message


@command("Mark words", right="briefs.edit")
def mark(
    session: Session,
    brief_id: int,
    *,
    field: str = "",
    kind: str = "unclear",
    question: str = "",
    message_id: int | None = None,
    start: int = 0,
    length: int = 0,
) -> int:
    """Mark words, or a field without words, as unclear, or words as without a field yet.

    Returns the mark's id. An unclear point gets asked with its own question, else the usual one.
    """
    brief = editing.open_brief(session, brief_id)
    message = _message(session, brief, message_id) if message_id is not None else None
    if message is None and (kind != "unclear" or not field):
        raise Invalid({"words": Message("Select some of the client's words first.")})
    made = add_mark(session, brief, message, start, length, field, kind, question)
    name_step(session, Message("Mark words of {number}", number=brief.number))
    return made.key


@command("Change question", right="briefs.edit")
def ask_with(session: Session, mark_id: int, *, version: int, question: str) -> int:
    """Put the question about an unclear point in other words; return the mark's version."""
    row = load(session, BriefMark, mark_id, version)
    editing.open_brief(session, row.brief_id)
    row.question = _clean_question(question)
    session.flush()
    return row.version


@command("Settle open point", right="briefs.edit")
def settle(session: Session, brief_id: int, *, field: str) -> int:
    """Say that a field is clear now: its words turn from unclear to used; return the brief's id."""
    brief = editing.open_brief(session, brief_id)
    editing.settle_points(session, brief, [field])
    name_step(session, Message("Settle open point of {number}", number=brief.number))
    return brief.key


@command("Remove mark", right="briefs.edit")
def unmark(session: Session, mark_id: int, *, version: int) -> int:
    """Take a mark off the words; the field keeps its value. Returns the brief's id."""
    row = load(session, BriefMark, mark_id, version)
    brief = editing.open_brief(session, row.brief_id)
    session.delete(row)
    name_step(session, Message("Remove mark of {number}", number=brief.number))
    return brief.key
