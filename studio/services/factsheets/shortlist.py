"""A brief's shortlist as its client gets it: on paper, and the same rows as a table."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlmodel import Session, select

from studio.documents.factsheet import Grid, Section, SheetKind, Workbook, plain
from studio.documents.factsheet.workbook import Cell
from studio.documents.formats import span
from studio.documents.language import NOTHING, Bilingual, same
from studio.domain.names import file_name
from studio.errors import Invalid
from studio.persistence.tables.clients import Client
from studio.persistence.tables.talent import Talent
from studio.services.factsheets import people
from studio.services.operation import query, today
from studio.services.parties import both, said
from studio.services.sheets import Sheet, fact, heads, line, sheet, studio_row
from studio.services.shortlists.queries import read_match
from studio.services.shortlists.rows import Found, MatchRow
from studio.services.talent import readings
from studio.services.talent.rows import AudienceRow, ReadingRow
from studio.services.words import chinese
from studio.text import Message


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to be written, and the name of its file."""

    book: Workbook
    file_name: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a client is told of one person."""

    person: Talent
    account: readings.Latest | None
    reading: ReadingRow | None
    audience: AudienceRow | None
    tier: Bilingual
    fits: Bilingual
    """Why: audience and category only, never prices nor how often we worked."""


@query
def shortlist(session: Session, brief_id: int, language: str = "") -> Sheet:
    """Return the shortlist of a brief as the client gets it, in the client's language."""
    found, shown = _read(session, brief_id)
    head, wishes = found.brief, found.wishes
    chosen = language or _language_of(session, head.client_id)
    facts = [
        fact(Message("For"), both(head.client, head.client_zh)),
        fact(Message("Brief"), same(head.number)),
    ]
    if wishes.first and wishes.last:
        facts.append(fact(Message("Window"), span(wishes.first, wishes.last)))
    rows = tuple(
        (
            both(one.person.name, one.person.name_zh),
            people.platform(one.account.platform) if one.account else NOTHING,
            one.tier,
            same(f"{one.account.followers:,}" if one.account and one.account.followers else "–"),
            one.fits,
        )
        for one in shown
    )
    names = heads(
        Message("Talent"), Message("Platform"), Message("Tier"), Message("Followers"),
        Message("Why", "shortlist"),
    )  # fmt: skip
    grid = Grid(heads=names, rows=rows, right=(3,), widths=(0.22, 0.19, 0.14, 0.14, 0.31))
    return sheet(
        session,
        SheetKind.SHORTLIST,
        chosen,
        title=both(head.title, head.title_zh),
        facts=facts,
        sections=[Section(grid=grid), *(_section(session, one) for one in shown)],
        note=said(people.NOTE),
        name=file_name("SHORTLIST", head.number, head.client, 0, chosen),
    )


@query
def shortlist_table(session: Session, brief_id: int, language: str = "") -> Table:
    """Return the rows of that sheet as a table: the same people in the same order."""
    found, shown = _read(session, brief_id)
    chosen = language or _language_of(session, found.brief.client_id)
    names = heads(
        Message("Talent"), Message("Platform"), Message("Account"), Message("Tier"),
        Message("Followers"), Message("Read on"), Message("Views a post"), Message("City"),
        Message("Known for"), Message("Audience"), Message("Why", "shortlist"),
    )  # fmt: skip
    book = Workbook(
        title=plain(both(found.brief.title, found.brief.title_zh), chosen),
        heads=tuple(plain(name, chosen) for name in names),
        rows=tuple(_cells(one, chosen) for one in shown),
        stamped_at=datetime.combine(today(session), time(), UTC),
    )
    name = file_name("SHORTLIST", found.brief.number, found.brief.client, 0, chosen)
    return Table(book, name.removesuffix(".pdf") + ".xlsx")


def _cells(one: _Shown, language: str) -> tuple[Cell, ...]:
    account, person = one.account, one.person
    read: date | None = account.as_of if account else None
    return (
        plain(both(person.name, person.name_zh), language),
        plain(people.platform(account.platform), language) if account else "",
        account.handle if account else "",
        plain(one.tier, language),
        account.followers if account else None,
        read,
        one.reading.avg_views if one.reading else None,
        plain(people.city(person), language),
        plain(people.listed(person.niches), language),
        plain(people.audience_line(one.audience), language) if one.audience else "",
        plain(one.fits, language),
    )


def _read(session: Session, brief_id: int) -> tuple[Found, list[_Shown]]:
    found = read_match(session, brief_id)
    rows = found.known
    listed = [one.talent_id for one in found.kept if one.state.code != "declined"]
    shown = people.pitchable(session, listed)
    if not shown:
        raise Invalid({"talent_ids": Message("Shortlist somebody first.")})
    bands = readings.bands(session)
    latest = readings.latest(session, [person.key for person in shown])
    meant = {}
    for person in shown:
        platform = _platform(found, rows.get(person.key))
        meant[person.key] = people.largest(latest.get(person.key, []), platform)
    keys = [one.account_id for one in meant.values() if one is not None]
    newest, audiences = readings.rows_of(session, keys), readings.audience(session, keys)
    made = []
    for person in shown:
        account = meant[person.key]
        key = account.account_id if account else 0
        made.append(
            _Shown(
                person,
                account,
                newest.get(key),
                audiences.get(key),
                people.tier(account.followers if account else None, bands),
                _fits(rows.get(person.key)),
            )
        )
    return found, made


def _platform(found: Found, row: MatchRow | None) -> str:
    if row is not None and row.platform:
        return row.platform
    return next(iter(found.wishes.platforms), "")


def _fits(row: MatchRow | None) -> Bilingual:
    if row is None:
        return NOTHING
    return Bilingual(
        "; ".join(str(reason) for reason in row.public),
        "；".join(chinese(reason) for reason in row.public),
    )


def _section(session: Session, one: _Shown) -> Section:
    facts, account, person = [], one.account, one.person
    if account is not None:
        where = line([people.platform(account.platform), same(account.handle)])
        facts.append(fact(Message("Account"), where))
        if account.followers is not None:
            read = people.followers_on(account.followers, account.as_of)
            facts.append(fact(Message("Followers"), read))
    if one.reading is not None and one.reading.avg_views:
        facts.append(fact(Message("Views a post"), same(f"{one.reading.avg_views:,}")))
    facts += people.known_for(person)
    facts += people.label_of(session, person)
    bars = people.audience_bars(one.audience)[:2] if one.audience is not None else ()
    title = both(person.name, person.name_zh)
    return Section(title=title, facts=tuple(facts), text=people.bio(person), bars=bars)


def _language_of(session: Session, client_id: int | None) -> str:
    row = session.exec(select(Client).where(Client.id == client_id)).first()
    return row.language if row is not None and row.language else studio_row(session).language
