"""Whom and what one can book, and for which work: for pickers."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlmodel import Session

from studio.domain import projects as project_rules
from studio.domain import regions
from studio.domain.money import Money
from studio.errors import Missing
from studio.services.bookings import protecting, reading, zones
from studio.services.bookings.commands import from_work
from studio.services.bookings.reading import BRIEF, CLIENT, PERSON, PROJECT, RESOURCE, TALENT
from studio.services.bookings.rows import Ref
from studio.services.matching import matches
from studio.services.operation import query, today
from studio.text import Message

CREW = reading.T["crew_profile"]
OPEN_BRIEFS = ("draft", "received", "clarifying", "ready", "proposed")


@dataclass(frozen=True, slots=True)
class Bookable:
    """Somebody or something that can be booked."""

    ref: Ref
    name: str
    name_zh: str
    kind: str
    craft: str
    city: str


@dataclass(frozen=True, slots=True)
class Work:
    """A project or an open brief that somebody can be booked for."""

    noun: str
    id: int
    number: str
    name: str
    name_zh: str
    client: str
    client_zh: str
    hue: str


@dataclass(frozen=True, slots=True)
class About:
    """What follows from the work or client of a booking: whose it is, what it advertises, where.

    Empty countries and platforms mean all.
    """

    client_id: int | None = None
    client: str = ""
    client_zh: str = ""
    category: str = ""
    territory: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for somebody: where they are, in which zone, what a day costs."""

    ref: Ref
    name: str
    name_zh: str
    zone: str
    city: str
    rate: Money | None
    basis: str
    around: int
    """Minutes of setting up before, and of clearing after."""


@query
def usual(session: Session, ref: Ref) -> Usual:
    """Return what a booking of somebody begins with; raises Missing."""
    table = reading.TABLES[ref[0]]
    row = session.execute(select(table).where(table.c.id == ref[1])).first()
    if row is None:
        raise Missing(Message("This record is not there any more."))
    zone, city = zones.of(session, ref).key, getattr(row, "city", "")
    if ref[0] == "resource":
        cost = Money(row.day_cost, row.currency) if row.currency and row.day_cost else None
        return Usual(ref, row.name, row.name_zh, zone, city, cost, "day", row.turnaround)
    crew = session.execute(
        select(CREW.c.day_rate, CREW.c.currency).where(CREW.c.talent_id == ref[1])
    ).first()
    known = crew is not None and ref[0] == "talent" and crew.day_rate and crew.currency
    rate = Money(crew.day_rate, crew.currency) if known and crew is not None else None
    basis = "day" if rate or getattr(row, "kind", "") == "crew" else "package"
    return Usual(ref, row.name, row.name_zh, zone, "", rate, basis, 0)


@query
def bookables(session: Session, text: str = "", limit: int = 40) -> list[Bookable]:
    """Return people of the roster, then staff, then rooms and gear, by name."""
    found: list[Bookable] = []
    for noun, asked in _sources().items():
        table = reading.TABLES[noun]
        if text.strip():
            names = ("name", "name_zh", "city", "code")
            searched = [table.c[name] for name in names if name in table.c]
            asked = asked.where(matches(text, searched))
        asked = asked.order_by(func.lower(table.c.name), table.c.id).limit(limit)
        for row in session.execute(asked):
            ref: Ref = (noun, row.id)
            found.append(Bookable(ref, row.name, row.name_zh, row.kind, row.craft, row.city))
    return found[:limit]


def _sources() -> dict[str, Select[Any]]:
    own = select(TALENT.c.person_id).where(
        TALENT.c.person_id.is_not(None), TALENT.c.archived.is_(False)
    )
    return {
        "talent": select(
            TALENT.c.id, TALENT.c.name, TALENT.c.name_zh, TALENT.c.kind,
            TALENT.c.discipline.label("craft"), TALENT.c.city,
        ).where(TALENT.c.archived.is_(False)),
        "person": select(
            PERSON.c.id, PERSON.c.name, PERSON.c.name_zh, literal("staff").label("kind"),
            literal("").label("craft"), literal("").label("city"),
        ).where(PERSON.c.archived.is_(False), PERSON.c.id.not_in(own)),
        "resource": select(
            RESOURCE.c.id, RESOURCE.c.name, RESOURCE.c.name_zh, RESOURCE.c.kind,
            RESOURCE.c.kind.label("craft"), RESOURCE.c.city,
        ).where(RESOURCE.c.archived.is_(False)),
    }  # fmt: skip


@query
def works(session: Session, text: str = "", limit: int = 40) -> list[Work]:
    """Return open projects, then briefs that are not decided yet, the newest first."""
    projects = (
        select(
            PROJECT.c.id, PROJECT.c.number, PROJECT.c.name, PROJECT.c.name_zh, PROJECT.c.hue,
            CLIENT.c.name.label("client"), CLIENT.c.name_zh.label("client_zh"),
        )
        .join(CLIENT, CLIENT.c.id == PROJECT.c.client_id)
        .where(PROJECT.c.archived.is_(False), PROJECT.c.state.in_(sorted(project_rules.OPEN)))
        .order_by(PROJECT.c.id.desc())
    )  # fmt: skip
    briefs = (
        select(
            BRIEF.c.id, BRIEF.c.number, BRIEF.c.title.label("name"),
            BRIEF.c.title_zh.label("name_zh"), literal("").label("hue"),
            CLIENT.c.name.label("client"), CLIENT.c.name_zh.label("client_zh"),
        )
        .outerjoin(CLIENT, CLIENT.c.id == BRIEF.c.client_id)
        .where(BRIEF.c.archived.is_(False), BRIEF.c.state.in_(OPEN_BRIEFS))
        .order_by(BRIEF.c.id.desc())
    )  # fmt: skip
    found: list[Work] = []
    for noun, asked, table in (("project", projects, PROJECT), ("brief", briefs, BRIEF)):
        if text.strip():
            title = "name" if noun == "project" else "title"
            columns = [table.c.number, table.c[title], table.c[f"{title}_zh"]]
            asked = asked.where(matches(text, [*columns, CLIENT.c.name, CLIENT.c.name_zh]))
        found += [_work(noun, row) for row in session.execute(asked.limit(limit))]
    return found[:limit]


@query
def work(session: Session, noun: str, key: int) -> Work:
    """Return one project or brief as a picker shows it; raises Missing."""
    table, name = (PROJECT, "name") if noun == "project" else (BRIEF, "title")
    asked = (
        select(
            table.c.id, table.c.number, table.c[name].label("name"),
            table.c[f"{name}_zh"].label("name_zh"),
            (table.c.hue if noun == "project" else literal("")).label("hue"),
            CLIENT.c.name.label("client"), CLIENT.c.name_zh.label("client_zh"),
        )
        .outerjoin(CLIENT, CLIENT.c.id == table.c.client_id)
        .where(table.c.id == key)
    )  # fmt: skip
    row = session.execute(asked).first()
    if row is None:
        raise Missing(Message("This record is not there any more."))
    return _work(noun, row)


@query
def about(session: Session, work: tuple[str, int] | None, client_id: int | None = None) -> About:
    """Return what follows from a project or brief (noun, id), else from a client alone."""
    values: dict[str, Any] = {f"{work[0]}_id": work[1]} if work else {"client_id": client_id}
    from_work(session, values)
    key = values["client_id"]
    client = session.execute(select(CLIENT).where(CLIENT.c.id == key)).first() if key else None
    if client is None:
        return About()
    day = today(session)
    wanted = protecting.wanted(session, day, day, client_id=key, brand_id=values.get("brand_id"))
    return About(
        key,
        client.name,
        client.name_zh,
        wanted.category,
        regions.read(values["territory"]) or (),
        tuple(values.get("platforms") or ()),
    )


def _work(noun: str, row: Any) -> Work:
    return Work(
        noun, row.id, row.number, row.name, row.name_zh, row.client or "", row.client_zh or "",
        row.hue,
    )  # fmt: skip
