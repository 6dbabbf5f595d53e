"""What can be asked about briefs: lists, the board, sums, one brief whole, questions to copy."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlmodel import Session

from studio.domain import briefs as rules
from studio.domain import names, wishes
from studio.domain.money import Money
from studio.services.briefs.reading import (
    BEFORE_PROPOSAL,
    BRAND,
    BRIEF,
    CLIENT,
    FAR,
    PERSON,
    T,
    board_column,
    conditions,
    in_order,
    joined,
    order,
    read_rows,
)
from studio.services.briefs.rows import (
    Brief,
    BriefFilter,
    BriefRow,
    Column,
    Counts,
    Named,
    Pickers,
)
from studio.services.briefs.whole import read_whole
from studio.services.operation import query, today
from studio.services.words import chinese
from studio.text import Message

CONTACT, STUDIO = T["contact"], T["studio"]


@query
def ids(session: Session, wanted: BriefFilter | None = None) -> list[int]:
    """Return the ids of the briefs wanted, in order."""
    wanted, now = wanted or BriefFilter(), today(session)
    found = joined(BRIEF.c.id).where(*conditions(wanted, now)).order_by(*order(wanted, now))
    return list(session.execute(found).scalars())


@query
def rows(session: Session, wanted: Sequence[int]) -> dict[int, BriefRow]:
    """Return one page of list rows by id."""
    return read_rows(session, wanted, today(session))


@query
def one(session: Session, brief_id: int) -> Brief:
    """Return a brief whole; raise Missing where it is gone."""
    return read_whole(session, brief_id, today(session))


@query
def board(session: Session, wanted: BriefFilter | None = None, limit: int = 40) -> list[Column]:
    """Return the six columns, each with its count and its first cards."""
    wanted, now = wanted or BriefFilter(), today(session)
    place = board_column(now).label("place")
    nth = (
        func.row_number().over(partition_by=board_column(now), order_by=_card_order()).label("nth")
    )
    count = func.count().over(partition_by=board_column(now)).label("total")
    inner = joined(BRIEF.c.id, place, nth, count).where(*conditions(wanted, now)).subquery("placed")
    found = session.execute(
        select(inner).where(inner.c.nth <= limit).order_by(inner.c.place, inner.c.nth)
    ).all()
    cards = read_rows(session, [row.id for row in found], now)
    columns = []
    for key in rules.COLUMNS:
        here = [row for row in found if row.place == key]
        shown = in_order((row.id for row in here), cards)
        columns.append(Column(key, int(here[0].total) if here else 0, shown))
    return columns


@query
def cards(
    session: Session,
    column: str,
    wanted: BriefFilter | None = None,
    first: int = 0,
    limit: int = 40,
) -> list[BriefRow]:
    """Return further cards of one column, as it is scrolled."""
    wanted, now = wanted or BriefFilter(), today(session)
    found = session.execute(
        joined(BRIEF.c.id)
        .where(*conditions(wanted, now), board_column(now) == column)
        .order_by(*_card_order())
        .offset(first)
        .limit(limit)
    ).scalars()
    wanted_ids = list(found)
    return list(in_order(wanted_ids, read_rows(session, wanted_ids, now)))


def _card_order() -> list[ColumnElement[Any]]:
    """Open briefs by the day the client waits for us, then the newest first."""
    waits = case(
        (BRIEF.c.state.in_(BEFORE_PROPOSAL), func.coalesce(BRIEF.c.due_on, FAR)), else_=FAR
    )
    return [waits, BRIEF.c.id.desc()]


@query
def counts(session: Session) -> Counts:
    """Return how many briefs there are, for the page's head and the side bar."""
    now = today(session)
    place = board_column(now).label("place")
    inner = select(place).select_from(BRIEF).where(BRIEF.c.archived.is_(False)).subquery("placed")
    found = {
        row.place: int(row.many)
        for row in session.execute(
            select(inner.c.place, func.count().label("many")).group_by(inner.c.place)
        )
    }
    columns = tuple((key, found.get(key, 0)) for key in rules.COLUMNS)
    by_key = dict(columns)
    waiting = by_key["new"] + by_key["clarifying"]
    return Counts(
        total=sum(by_key.values()),
        open=waiting + by_key["ready"] + by_key["proposed"],
        waiting=waiting,
        columns=columns,
    )


@query
def totals(session: Session, wanted: BriefFilter | None = None) -> list[Money]:
    """Return the budgets of the briefs wanted, summed per currency, the largest first."""
    wanted, now = wanted or BriefFilter(), today(session)
    found = session.execute(
        joined(BRIEF.c.currency, BRIEF.c.budget_min, BRIEF.c.budget_max).where(
            *conditions(wanted, now)
        )
    ).all()
    sums: dict[str, int] = {}
    for row in found:
        figure = wishes.headline(row.budget_min, row.budget_max)
        if figure is not None:
            sums[row.currency] = sums.get(row.currency, 0) + figure
    amounts = [Money(minor, currency) for currency, minor in sums.items()]
    return sorted(amounts, key=lambda one: (-one.decimal(), one.currency))


@query
def pickers(session: Session, client_id: int | None) -> Pickers:
    """Return what a brief of this client can name: brands, contacts, and people of the studio."""
    brands = session.execute(
        select(BRAND.c.id, BRAND.c.name, BRAND.c.name_zh, BRAND.c.category)
        .where(BRAND.c.client_id == client_id, BRAND.c.archived.is_(False))
        .order_by(BRAND.c.name)
    )
    contacts = session.execute(
        select(CONTACT.c.id, CONTACT.c.name, CONTACT.c.name_zh, CONTACT.c.title)
        .where(CONTACT.c.client_id == client_id, CONTACT.c.archived.is_(False))
        .order_by(CONTACT.c.standard.desc(), CONTACT.c.id)
    )
    people = session.execute(
        select(PERSON.c.id, PERSON.c.name, PERSON.c.name_zh)
        .where(PERSON.c.archived.is_(False))
        .order_by(PERSON.c.id)
    )
    return Pickers(
        brands=tuple(Named(*row) for row in brands),
        contacts=tuple(Named(*row) for row in contacts),
        people=tuple(Named(*row) for row in people),
    )


@query
def find_clients(session: Session, text: str = "", limit: int = 20) -> list[Named]:
    """Return clients a brief may be for, by the words typed; those in use come first."""
    found = select(CLIENT.c.id, CLIENT.c.name, CLIENT.c.name_zh, CLIENT.c.code).where(
        CLIENT.c.archived.is_(False), CLIENT.c.state != "blacklisted"
    )
    for word in text.casefold().split()[:5]:
        found = found.where(
            func.lower(CLIENT.c.name).contains(word, autoescape=True)
            | CLIENT.c.name_zh.contains(word, autoescape=True)
            | func.lower(CLIENT.c.code).contains(word, autoescape=True)
        )
    return [Named(*row) for row in session.execute(found.order_by(CLIENT.c.name).limit(limit))]


@query
def questions(session: Session, brief_id: int, language: str = "") -> str:
    """Return the open questions as a message to the client, in the client's language.

    At most five, each once; empty where nothing is open.
    """
    brief = read_whole(session, brief_id, today(session))
    # What somebody put into words is asked first: it is about what the client said.
    worded = [point for point in brief.points if isinstance(point.question, str)]
    points = (*worded, *(point for point in brief.points if point not in worded))
    asked = list(dict.fromkeys(point.question for point in points))[: rules.MOST_QUESTIONS]
    if not asked:
        return ""
    chinese_wanted = (language or _language(session, brief)).startswith("zh")

    def said(words: Message | str) -> str:
        if isinstance(words, str):
            return words
        return chinese(words) if chinese_wanted else str(words)

    row = session.execute(select(STUDIO.c.name, STUDIO.c.name_zh).limit(1)).first()
    sender = names.pick(row.name, row.name_zh, "zh" if chinese_wanted else "en") if row else ""
    title = names.pick(brief.row.title, brief.row.title_zh, "zh" if chinese_wanted else "en")
    lines = [
        said(Message("Hello {name},", name=brief.contact) if brief.contact else Message("Hello,")),
        said(
            Message("thank you for your message about “{title}”.", title=title)
            if title
            else Message("thank you for your message.")
        ),
        said(Message("Before we write the proposal we would like to ask:")),
        "",
        *(f"{place}. {said(words)}" for place, words in enumerate(asked, start=1)),
        "",
        said(Message("Thank you!")),
        sender,
    ]
    return "\n".join(lines).strip()


def _language(session: Session, brief: Brief) -> str:
    """The brief's own language, else the client's, else that of the client's words."""
    if brief.language:
        return brief.language
    row = session.execute(
        select(CLIENT.c.language).where(CLIENT.c.id == brief.row.client_id)
    ).first()
    if row is not None and row.language:
        return str(row.language)
    said = " ".join(message.body for message in brief.messages)
    return "zh" if wishes.is_chinese(said) else "en"
