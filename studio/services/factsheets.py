"""Sheets of facts on paper: shortlist, roster, media kit, test report.

No rates, costs, notes or reasons of the house; nobody who is not to be pitched.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as select_rows

from studio.documents.factsheet import Fact, Grid, Section, SheetKind
from studio.documents.formats import share
from studio.documents.language import NOTHING, Bilingual, same
from studio.domain import countries, platforms, shortlisting
from studio.domain import incubation as incubation_rules
from studio.domain import talent as talent_rules
from studio.domain.deliverables import OUT
from studio.domain.names import file_name
from studio.domain.talent.tiers import Band, band, tier_of
from studio.errors import Invalid
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.persistence.tables.talent import Talent
from studio.services.incubation.queries import read_one
from studio.services.incubation.rows import Incubation
from studio.services.operation import load, query, today
from studio.services.parties import both, said
from studio.services.sheets import Sheet, fact, heads, line, sheet, studio_row
from studio.services.shortlists.queries import read_match
from studio.services.shortlists.rows import MatchRow
from studio.services.talent import readings
from studio.services.talent.rows import AudienceRow
from studio.text import Message

__all__ = ["Sheet", "media_kit", "report_on_tests", "roster", "shortlist"]

T = SQLModel.metadata.tables
VIRTUAL, PIECE, RESULT = T["virtual_profile"], T["deliverable"], T["piece_result"]

WORKS = 6
"""Published pieces a media kit names."""
REGIONS = 3


@query
def shortlist(session: Session, brief_id: int, language: str = "") -> Sheet:
    """Return the shortlist of a brief as the client gets it, in the brief's language."""
    found = read_match(session, brief_id)
    rows = {row.talent_id: row for row in found.rows}
    shown = [one for one in found.kept if one.state.code != "declined"]
    people = _pitchable(session, [one.talent_id for one in shown])
    if not people:
        raise Invalid({"talent_ids": Message("Shortlist somebody first.")})
    head, bands = found.brief, readings.bands(session)
    chosen = language or _language_of(session, head.client_id)
    window = found.wishes
    facts = [
        fact(Message("For"), both(head.client, head.client_zh)),
        fact(Message("Brief"), same(head.number)),
    ]
    if window.first and window.last:
        facts.append(fact(Message("Window"), same(f"{window.first} – {window.last}")))
    sections = [_candidate(session, person, rows.get(person.key), bands) for person in people]
    return sheet(
        session,
        SheetKind.SHORTLIST,
        chosen,
        title=both(head.title, head.title_zh),
        facts=facts,
        sections=sections,
        note=said(Message("Followers as read on the day named; tiers by the studio's bands.")),
        name=file_name("SHORTLIST", head.number, head.client, 0, chosen),
    )


@query
def roster(session: Session, talent_ids: Sequence[int] = (), language: str = "") -> Sheet:
    """Return the roster, or a selection of it, as a sheet for clients."""
    keys = list(talent_ids) or _everybody(session)
    people = _pitchable(session, keys)
    if not people:
        raise Invalid({"talent_ids": Message("There is nobody to show.")})
    bands = readings.bands(session)
    latest = readings.latest(session, [person.key for person in people])
    names = heads(Message("Talent"), Message("Accounts"), Message("Tier"), Message("Known for"))
    rows = tuple(
        (
            both(person.name, person.name_zh),
            _accounts_line(latest.get(person.key, [])),
            _tier_of(latest.get(person.key, []), bands),
            same(", ".join(person.niches)) if person.niches else NOTHING,
        )
        for person in people
    )
    chosen = language or studio_row(session).language
    grid = Grid(heads=names, rows=rows, first=0.28)
    return sheet(
        session,
        SheetKind.ROSTER,
        chosen,
        title=both(studio_row(session).name, studio_row(session).name_zh),
        facts=[fact(Message("People"), same(str(len(people))))],
        sections=[Section(title=said(Message("Talent")), grid=grid)],
        note=said(Message("Followers as read on the day named; tiers by the studio's bands.")),
        name=file_name("ROSTER", "", "studio", 0, chosen),
    )


@query
def media_kit(session: Session, talent_id: int, language: str = "") -> Sheet:
    """Return one person's media kit: who, accounts, audience, what was made."""
    person = load(session, Talent, talent_id)
    if person.do_not_pitch:
        raise Invalid({"talent_id": Message("This person is not to be pitched.")})
    bands = readings.bands(session)
    accounts = readings.latest(session, [talent_id]).get(talent_id, [])
    sections = [*_profile(session, person), *_reach(session, accounts, bands)]
    works = _works(session, talent_id)
    if works:
        sections.append(works)
    chosen = language or studio_row(session).language
    return sheet(
        session,
        SheetKind.MEDIA_KIT,
        chosen,
        title=both(person.name, person.name_zh),
        facts=[],
        sections=sections,
        note=said(Message("Followers as read on the day named; tiers by the studio's bands.")),
        name=file_name("MEDIAKIT", person.code, person.name or person.name_zh, 0, chosen),
    )


@query
def report_on_tests(session: Session, talent_id: int, language: str = "") -> Sheet:
    """Return what somebody's tests gave, part by part, and what is advised."""
    one = read_one(session, talent_id)
    if not one.tests:
        raise Invalid({"tests": Message("There is no test yet.")})
    now = today(session)
    limits = incubation_rules.pass_marks(now)
    average = one.marks.average
    facts = [
        fact(Message("Tests"), same(str(one.marks.tests))),
        fact(
            Message("Average"),
            said(
                Message(
                    "{average} of 10, {pass_mark} passes",
                    average="-" if average is None else f"{average:f}",
                    pass_mark=_mark(limits.average),
                )
            ),
        ),
    ]
    sections = [_marks(one, limits.least, now)]
    if one.advice:
        sections.append(
            Section(
                title=said(Message("Advice")),
                facts=tuple(Fact(value=said(words).capital()) for words in one.advice),
            )
        )
    sections.append(_test_list(one))
    if one.milestones:
        sections.append(_plan(one))
    chosen = language or studio_row(session).language
    return sheet(
        session,
        SheetKind.TEST_REPORT,
        chosen,
        title=both(one.name, one.name_zh),
        facts=facts,
        sections=sections,
        name=file_name("TESTREPORT", one.code, one.name or one.name_zh, 0, chosen),
    )


def _language_of(session: Session, client_id: int | None) -> str:
    client = T["client"]
    row = session.execute(select(client.c.language).where(client.c.id == client_id)).first()
    return str(row.language) if row is not None and row.language else studio_row(session).language


def _everybody(session: Session) -> list[int]:
    """Return who stands before the camera and on the roster, by code."""
    person, way = T["talent"], T["incubation"]
    rows = session.execute(
        select(person.c.id)
        .select_from(person)
        .outerjoin(way, way.c.talent_id == person.c.id)
        .where(
            person.c.archived.is_(False),
            person.c.kind != "crew",
            way.c.state.is_(None) | way.c.state.in_(sorted(shortlisting.PITCHED)),
        )
        .order_by(person.c.code, person.c.id)
    )
    return list(rows.scalars())


def _pitchable(session: Session, keys: Sequence[int]) -> list[Talent]:
    """Return people in the order asked for, without those not to be pitched."""
    rows = {
        row.key: row
        for row in session.exec(
            select_rows(Talent).where(
                col(Talent.id).in_(keys),
                col(Talent.do_not_pitch).is_(False),
                col(Talent.archived).is_(False),
            )
        ).all()
    }
    return [rows[key] for key in keys if key in rows]


def _platform(code: str) -> Bilingual:
    return Bilingual(platforms.platform_name(code, "en"), platforms.platform_name(code, "zh"))


def _tier(code: str, bands: tuple[Band, ...]) -> Bilingual:
    found = band(code, bands)
    return Bilingual(found.name, found.name_zh) if found is not None else NOTHING


# Parts


def _candidate(
    session: Session, person: Talent, row: MatchRow | None, bands: tuple[Band, ...]
) -> Section:
    facts = []
    if row is not None and row.platform:
        facts.append(
            Fact(value=line([_platform(row.platform), same(row.handle), _tier(row.tier, bands)]))
        )
        if row.followers is not None:
            facts.append(fact(Message("Followers"), _read(row.followers, row.read_on)))
    if person.city:
        facts.append(fact(Message("City"), same(person.city)))
    if person.niches:
        facts.append(fact(Message("Known for"), same(", ".join(person.niches))))
    accounts = readings.latest(session, [person.key]).get(person.key, [])
    meant = [one for one in accounts if row is not None and one.platform == row.platform]
    shown = readings.audience(session, [one.account_id for one in meant[:1]])
    for audience in shown.values():
        facts += _audience(audience)[:2]
    facts += _label_of(session, person)
    text = both(person.bio, person.bio_zh) if person.bio or person.bio_zh else NOTHING
    return Section(title=both(person.name, person.name_zh), facts=tuple(facts), text=text)


def _read(followers: int, on: date | None) -> Bilingual:
    if on is None:
        return same(f"{followers:,}")
    return said(Message("{count}, read on {day}", count=f"{followers:,}", day=on.isoformat()))


def _label_of(session: Session, person: Talent) -> list[Fact]:
    """Return the label that always stands with an invented character."""
    if person.kind != "virtual":
        return []
    row = session.execute(select(VIRTUAL).where(VIRTUAL.c.talent_id == person.key)).first()
    words = both(row.label, row.label_zh) if row is not None else NOTHING
    return [fact(Message("Label"), words or said(Message("Virtual character")))]


def _profile(session: Session, person: Talent) -> list[Section]:
    kind = talent_rules.KINDS.get(person.kind)
    facts = [Fact(value=said(kind))] if kind is not None else []
    if person.city:
        facts.append(fact(Message("City"), same(person.city)))
    if person.niches:
        facts.append(fact(Message("Known for"), same(", ".join(person.niches))))
    if person.values:
        facts.append(fact(Message("Stands for"), same(", ".join(person.values))))
    facts += _label_of(session, person)
    text = both(person.bio, person.bio_zh) if person.bio or person.bio_zh else NOTHING
    return [Section(title=said(Message("Profile")), facts=tuple(facts), text=text)]


def _reach(
    session: Session, accounts: Sequence[readings.Latest], bands: tuple[Band, ...]
) -> list[Section]:
    if not accounts:
        return []
    newest = readings.rows_of(session, [one.account_id for one in accounts])
    rows = []
    for one in accounts:
        reading = newest.get(one.account_id)
        views = reading.avg_views if reading is not None else None
        rows.append(
            (
                line([_platform(one.platform), same(one.handle)]),
                same(f"{one.followers:,}" if one.followers is not None else "–"),
                _tier(tier_of(one.followers, bands), bands)
                if one.followers is not None
                else NOTHING,
                same(f"{views:,}" if views else "–"),
                same(one.as_of.isoformat() if one.as_of else "–"),
            )
        )
    names = heads(
        Message("Account", "platform"), Message("Followers"), Message("Tier"),
        Message("Views a post"), Message("Read on"),
    )  # fmt: skip
    found = [
        Section(
            title=said(Message("Accounts")),
            grid=Grid(heads=names, rows=tuple(rows), right=(1, 3), first=0.34),
        )
    ]
    shown = readings.audience(session, [one.account_id for one in accounts])
    for one in accounts:
        audience = shown.get(one.account_id)
        if audience is not None:
            facts = _audience(audience)
            if facts:
                title = said(Message("Audience"))
                found.append(Section(title=line([title, _platform(one.platform)]), facts=facts))
    return found


def _audience(row: AudienceRow) -> tuple[Fact, ...]:
    facts = []
    for kind, label in (
        ("gender", Message("Gender")),
        ("age", Message("Age")),
        ("region", Message("Countries")),
        ("interest", Message("Interests")),
    ):
        parts: dict[str, Decimal] = dict(getattr(row, kind))
        if not parts:
            continue
        largest = sorted(parts.items(), key=lambda one: (-one[1], one[0]))
        if kind in ("region", "interest"):
            largest = largest[:REGIONS]
        words = [
            Bilingual(
                f"{countries.name(code, 'en')} {share(part)}",
                f"{countries.name(code, 'zh')} {share(part)}",
            )
            if kind == "region"
            else said(
                Message(
                    "{group} {share}",
                    group=shortlisting.group_label(shortlisting.Group(kind, code)),
                    share=share(part),
                )
            )
            if (kind, code) != ("gender", "other")
            else same(f"{code} {share(part)}")
            for code, part in largest
        ]
        facts.append(fact(label, line(words)))
    return tuple(facts)


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
            _platform(row.platform),
            same(row.publish_on.isoformat() if row.publish_on else "–"),
            same(f"{views[row.id]:,}" if row.id in views else "–"),
        )
        for row in rows
    )
    return Section(title=said(Message("Work")), grid=Grid(heads=names, rows=cells, right=(3,)))


def _accounts_line(accounts: Sequence[readings.Latest]) -> Bilingual:
    read = [one for one in accounts if one.followers is not None]
    return line(
        Bilingual(
            f"{_platform(one.platform).en} {one.followers:,} ({one.as_of})",
            f"{_platform(one.platform).zh} {one.followers:,}（{one.as_of}）",
        )
        for one in read
    )


def _tier_of(accounts: Sequence[readings.Latest], bands: tuple[Band, ...]) -> Bilingual:
    counts = [one.followers for one in accounts if one.followers is not None]
    return _tier(tier_of(max(counts), bands), bands) if counts else NOTHING


# The test report


def _mark(tenths: int) -> str:
    return f"{Decimal(tenths) / 10:.1f}"


def _marks(one: Incubation, least: int, now: date) -> Section:
    names = heads(Message("Part"), Message("Mark"), Message("Least"), Message("Result"))
    rows = []
    for part in incubation_rules.rubric(now):
        mark = one.marks.parts.get(part.code)
        weak = part.code in one.marks.weak
        result = (
            Message("not tested")
            if mark is None
            else (Message("below") if weak else Message("passes"))
        )
        rows.append(
            (
                Bilingual(part.name.en, part.name.zh),
                same("–" if mark is None else _mark(mark)),
                same(_mark(least)),
                said(result),
            )
        )
    return Section(
        title=said(Message("Marks")), grid=Grid(heads=names, rows=tuple(rows), right=(1, 2))
    )


def _test_list(one: Incubation) -> Section:
    names = heads(Message("Test"), Message("Held on"), Message("Judge"))
    rows = tuple(
        (
            both(test.title, test.title_zh),
            same(test.held_on.isoformat()),
            both(test.judge, test.judge_zh),
        )
        for test in one.tests
    )
    return Section(title=said(Message("Tests")), grid=Grid(heads=names, rows=rows))


def _plan(one: Incubation) -> Section:
    names = heads(Message("Milestone"), Message("Due"), Message("Done"))
    rows = tuple(
        (
            both(stone.title, stone.title_zh),
            same(stone.due_on.isoformat() if stone.due_on else "–"),
            same(stone.done_on.isoformat() if stone.done_on else "–"),
        )
        for stone in one.milestones
    )
    return Section(title=said(Message("Plan")), grid=Grid(heads=names, rows=rows))
