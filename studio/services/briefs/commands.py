"""Making and changing briefs: fields, wished pieces, copies, archive."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, func, select

from studio.domain import briefs as rules
from studio.domain import wishes
from studio.persistence.tables.briefs import Brief, BriefItem, BriefMessage
from studio.services import numbers
from studio.services.briefs import editing, messages
from studio.services.operation import command, load, name_step, scope, today
from studio.text import Message

COPIED = (
    "client_id",
    "brand_id",
    "contact_id",
    "title",
    "title_zh",
    "product",
    "objective",
    "platforms",
    "formats",
    "audience",
    "creators",
    "budget_min",
    "budget_max",
    "budget_note",
    "currency",
    "key_message",
    "must_say",
    "must_not",
    "keywords",
    "usage",
    "exclusivity",
    "ai_allowed",
    "samples",
    "approver",
    "language",
    "kpis",
    "market",
    "terms_note",
)
"""What a copy takes over: not the dates, the client's words, the next step or the state."""


@command("New brief", right="briefs.edit")
def create(
    session: Session,
    values: Mapping[str, object] | None = None,
    *,
    body: str = "",
    channel: str = "",
    author: str = "",
    received_at: datetime | None = None,
) -> int:
    """Make a brief, with the client's message where there is one; return its id.

    It is mine, received today, in the client's currency and language.
    """
    brief = _new(session, dict(values or {}))
    if body:
        messages.keep(session, brief, body, channel or "paste", author, received_at)
    name_step(session, Message("New brief {number}", number=brief.number))
    return brief.key


@command("New brief from a message", right="briefs.edit")
def paste(session: Session, body: str, *, channel: str = "paste", author: str = "") -> int:
    """Make a brief of pasted text and return its id.

    The words are kept as they came. What they plainly say (platforms, the budget) is put into its
    field and marked; vague words are marked as unclear.
    """
    text = messages.clean_words(body)
    values: dict[str, object] = {
        "title": wishes.title_of(text),
        "language": "zh" if wishes.is_chinese(text) else "en",
        "currency": wishes.currency_of(text, editing.studio_currency(session)),
    }
    brief = _new(session, values)
    message = messages.keep(session, brief, text, channel, author, None)
    _take_up(session, brief, message)
    name_step(session, Message("New brief {number} from a message", number=brief.number))
    return brief.key


def _new(session: Session, values: dict[str, object]) -> Brief:
    day = today(session)
    brief = Brief(
        number=numbers.take(session, "brief", day=day).number,
        currency=editing.studio_currency(session),
        owner_id=scope(session).person_id,
        received_on=day,
        source="inbound",
    )
    with session.no_autoflush:
        editing.put(session, brief, values)
    session.add(brief)
    session.flush()
    return brief


def _take_up(session: Session, brief: Brief, message: BriefMessage) -> None:
    """Put what a new message plainly says into empty fields, and mark where it says so."""
    values: dict[str, object] = {}
    platforms: list[str] = []
    for found in wishes.suggest(message.body, brief.currency):
        said = message.body[found.start : found.start + found.length]
        if found.field == "platforms":
            platforms += wishes.read_platforms(said)
        elif found.field == "budget_max":
            values |= wishes.read("budget", said, currency=brief.currency, today=today(session))
        messages.add_mark(
            session, brief, message, found.start, found.length, found.field, found.kind
        )
    if platforms:
        values["platforms"] = list(dict.fromkeys(platforms))
    editing.put(session, brief, values)
    session.flush()


@command("Change brief", right="briefs.edit")
def change(session: Session, brief_id: int, *, version: int, values: Mapping[str, object]) -> int:
    """Change fields of a brief; return its new version. What was unclear about them is clear now.

    After a proposal went out the first change begins the next revision. A closed brief takes
    notes, an owner and a next step only.
    """
    brief = editing.loaded(session, brief_id, version)
    if not set(values) <= editing.NOTES:
        editing.refuse_locked(session, brief)
        editing.touched(brief)
    editing.put(session, brief, values)
    editing.settle_points(session, brief, values)
    session.flush()
    name_step(session, Message("Change brief {number}", number=brief.number))
    return brief.version


@command("Add wished piece", right="briefs.edit")
def add_item(session: Session, brief_id: int, *, values: Mapping[str, object]) -> int:
    """Add a wished kind of piece; return its id. Its platform becomes one of the brief's."""
    brief = editing.open_brief(session, brief_id)
    clean = rules.check_item({"quantity": 1, **values})
    last = session.exec(
        select(func.max(BriefItem.position)).where(BriefItem.brief_id == brief_id)
    ).one()
    item = BriefItem(brief_id=brief_id, position=(last or 0) + 1, **clean)
    session.add(item)
    _with_platform(brief, item.platform)
    editing.touched(brief)
    session.flush()
    name_step(session, Message("Add wished piece to {number}", number=brief.number))
    return item.key


@command("Change wished piece", right="briefs.edit")
def change_item(
    session: Session, item_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a wished kind of piece; return its new version."""
    item = load(session, BriefItem, item_id, version)
    brief = editing.open_brief(session, item.brief_id)
    whole = {"platform": item.platform, "format": item.format, **values}
    clean = rules.check_item(whole)
    for name, value in clean.items():
        setattr(item, name, value)
    _with_platform(brief, item.platform)
    editing.touched(brief)
    session.flush()
    name_step(session, Message("Change wished piece of {number}", number=brief.number))
    return item.version


@command("Remove wished piece", right="briefs.edit")
def remove_item(session: Session, item_id: int, *, version: int) -> int:
    """Take a wished kind of piece off its brief; return the brief's id."""
    item = load(session, BriefItem, item_id, version)
    brief = editing.open_brief(session, item.brief_id)
    session.delete(item)
    editing.touched(brief)
    session.flush()
    name_step(session, Message("Remove wished piece of {number}", number=brief.number))
    return brief.key


def _with_platform(brief: Brief, platform: str) -> None:
    if platform not in brief.platforms:
        brief.platforms = [*brief.platforms, platform]


@command("Copy brief", right="briefs.edit")
def duplicate(session: Session, brief_id: int) -> int:
    """Make a new brief with the same wishes; return its id. Dates and words stay behind."""
    brief = load(session, Brief, brief_id)
    values = {name: getattr(brief, name) for name in COPIED}
    copy = _new(session, {**values, "source": "repeat"})
    for item in session.exec(
        select(BriefItem).where(BriefItem.brief_id == brief_id).order_by(col(BriefItem.position))
    ).all():
        session.add(
            BriefItem(
                brief_id=copy.key,
                position=item.position,
                platform=item.platform,
                format=item.format,
                quantity=item.quantity,
                tier=item.tier,
                ceiling=item.ceiling,
            )
        )
    name_step(
        session, Message("Copy brief {number} to {copy}", number=brief.number, copy=copy.number)
    )
    return copy.key


@command("Archive brief", right="briefs.edit")
def archive(session: Session, brief_id: int, *, version: int) -> int:
    """Put a brief out of sight; return its new version."""
    return _set_archived(session, brief_id, version, archived=True)


@command("Restore brief", right="briefs.edit")
def restore(session: Session, brief_id: int, *, version: int) -> int:
    """Bring an archived brief back; return its new version."""
    return _set_archived(session, brief_id, version, archived=False)


def _set_archived(session: Session, brief_id: int, version: int, *, archived: bool) -> int:
    brief = load(session, Brief, brief_id, version)
    brief.archived = archived
    session.flush()
    label = (
        Message("Archive brief {number}", number=brief.number)
        if archived
        else Message("Restore brief {number}", number=brief.number)
    )
    name_step(session, label)
    return brief.version
