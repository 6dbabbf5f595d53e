"""One person's media kit: who, how many, for whom, and what was made."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session

from studio.documents.factsheet import Fact, Grid, Section, SheetKind
from studio.documents.formats import day
from studio.documents.language import same
from studio.domain import talent as talent_rules
from studio.domain.deliverables import OUT
from studio.domain.names import file_name
from studio.domain.talent.tiers import Band
from studio.errors import Invalid
from studio.persistence.tables.talent import Talent
from studio.services.factsheets import people
from studio.services.factsheets.people import T
from studio.services.operation import load, query
from studio.services.parties import both, said
from studio.services.sheets import Sheet, fact, heads, line, sheet, studio_row
from studio.services.talent import readings
from studio.services.talent.rows import ReadingRow
from studio.services.talent.standing import standing
from studio.text import Message

PIECE, RESULT = T["deliverable"], T["piece_result"]

WORKS = 6
"""Published pieces a media kit names."""


@query
def media_kit(session: Session, talent_id: int, language: str = "") -> Sheet:
    """Return one person's media kit: who, accounts, audience, what was made."""
    person = load(session, Talent, talent_id)
    barred = standing(session, talent_id)
    if barred is not None:
        raise Invalid({"talent_id": barred.why})
    bands = readings.bands(session)
    accounts = readings.latest(session, [talent_id]).get(talent_id, [])
    newest = readings.rows_of(session, [one.account_id for one in accounts])
    meant = people.largest(accounts)
    figures = people.reach_figures(meant, newest.get(meant.account_id) if meant else None, bands)
    sections = [_profile(session, person)]
    if len(accounts) > 1 or not figures:
        sections += _accounts(accounts, newest, bands)
    sections += _audiences(session, accounts)
    works = _works(session, talent_id)
    if works:
        sections.append(works)
    chosen = language or studio_row(session).language
    return sheet(
        session,
        SheetKind.MEDIA_KIT,
        chosen,
        title=both(person.name, person.name_zh),
        facts=[fact(Message("Read on"), day(meant.as_of))] if meant and meant.as_of else [],
        figures=figures,
        sections=sections,
        note=said(people.NOTE),
        name=file_name("MEDIAKIT", person.code, person.name or person.name_zh, 0, chosen),
    )


def _profile(session: Session, person: Talent) -> Section:
    kind = talent_rules.KINDS.get(person.kind)
    facts = [Fact(value=said(kind))] if kind is not None else []
    facts += people.known_for(person)
    if person.values:
        facts.append(fact(Message("Stands for"), people.listed(person.values)))
    facts += people.label_of(session, person)
    return Section(title=said(Message("Profile")), facts=tuple(facts), text=people.bio(person))


def _accounts(
    accounts: Sequence[readings.Latest],
    newest: dict[int, ReadingRow],
    bands: tuple[Band, ...],
) -> list[Section]:
    rows = []
    for one in accounts:
        reading = newest.get(one.account_id)
        views = reading.avg_views if reading is not None else None
        rows.append(
            (
                line([people.platform(one.platform), same(one.handle)]),
                same(f"{one.followers:,}" if one.followers is not None else "–"),
                people.tier(one.followers, bands),
                same(f"{views:,}" if views else "–"),
                day(one.as_of) if one.as_of else same("–"),
            )
        )
    if not rows:
        return []
    names = heads(
        Message("Account"), Message("Followers"), Message("Tier"), Message("Views a post"),
        Message("Read on"),
    )  # fmt: skip
    grid = Grid(heads=names, rows=tuple(rows), right=(1, 3), widths=(0.31, 0.16, 0.16, 0.15, 0.22))
    return [Section(title=said(Message("Accounts")), grid=grid)]


def _audiences(session: Session, accounts: Sequence[readings.Latest]) -> list[Section]:
    shown = readings.audience(session, [one.account_id for one in accounts])
    found = []
    for one in accounts:
        audience = shown.get(one.account_id)
        bars = people.audience_bars(audience) if audience is not None else ()
        if audience is not None and bars:
            title = line([said(Message("Audience")), people.platform(one.platform)])
            found.append(
                Section(title=title, bars=bars, facts=(Fact(value=people.read_on(audience.as_of)),))
            )
    return found


def _works(session: Session, talent_id: int) -> Section | None:
    rows = session.execute(
        select(PIECE.c.id, PIECE.c.title, PIECE.c.title_zh, PIECE.c.platform, PIECE.c.publish_on)
        .where(
            PIECE.c.talent_id == talent_id,
            PIECE.c.state.in_(sorted(OUT - {"taken_down"})),
            PIECE.c.archived.is_(False),
        )
        .order_by(PIECE.c.publish_on.desc(), PIECE.c.id.desc())
        .limit(WORKS)
    ).all()
    if not rows:
        return None
    views: dict[int, int] = dict(
        session.execute(
            select(RESULT.c.deliverable_id, RESULT.c.views)
            .where(RESULT.c.deliverable_id.in_([row.id for row in rows]), RESULT.c.views > 0)
            .order_by(RESULT.c.taken_on)
        ).all()
    )
    names = heads(Message("Piece"), Message("Platform"), Message("Out on"), Message("Views"))
    cells = tuple(
        (
            both(row.title, row.title_zh),
            people.platform(row.platform),
            day(row.publish_on) if row.publish_on else same("–"),
            same(f"{views[row.id]:,}" if row.id in views else "–"),
        )
        for row in rows
    )
    return Section(
        title=said(Message("Work")),
        grid=Grid(heads=names, rows=cells, right=(3,), widths=(0.36, 0.2, 0.26, 0.18)),
    )
