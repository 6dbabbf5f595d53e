"""What sheets for clients say of people: who may be shown, platform, tier, readings, audience."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as select_rows

from studio.documents.factsheet import Bars, Fact, Figure
from studio.documents.formats import day, share
from studio.documents.language import NOTHING, Bilingual, same
from studio.domain import countries, platforms, shortlisting, vocabulary
from studio.domain.talent.tiers import Band, band, tier_of
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.persistence.tables.incubation import Incubation
from studio.persistence.tables.talent import Talent
from studio.services.parties import both, said
from studio.services.sheets import fact, line
from studio.services.talent import readings
from studio.services.talent.rows import AudienceRow, ReadingRow
from studio.text import Message, Named

T = SQLModel.metadata.tables
VIRTUAL = T["virtual_profile"]

MOST = 4
"""Bars of one kind; the rest of an audience is too small to choose by."""

NOTE = Message("Followers as read on the day named; tiers by the studio's bands.")


def everybody(session: Session) -> list[int]:
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


def pitchable(session: Session, keys: Sequence[int]) -> list[Talent]:
    """Return people in the order asked for, without those not to be pitched and the blocked."""
    blocked = select_rows(Incubation.talent_id).where(Incubation.state == "blocked")
    rows = {
        row.key: row
        for row in session.exec(
            select_rows(Talent).where(
                col(Talent.id).in_(keys),
                col(Talent.do_not_pitch).is_(False),
                col(Talent.archived).is_(False),
                col(Talent.id).not_in(blocked),
            )
        ).all()
    }
    return [rows[key] for key in keys if key in rows]


def platform(code: str) -> Bilingual:
    """Return a platform's name."""
    return Bilingual(platforms.platform_name(code, "en"), platforms.platform_name(code, "zh"))


def tier(followers: int | None, bands: tuple[Band, ...]) -> Bilingual:
    """Return the name of the tier so many followers make; nothing where nobody counted."""
    if followers is None:
        return NOTHING
    found = band(tier_of(followers, bands), bands)
    return Bilingual(found.name, found.name_zh) if found is not None else NOTHING


def followers_on(count: int, on: date | None) -> Bilingual:
    """Return followers with the day they were read."""
    if on is None:
        return same(f"{count:,}")
    return said(Message("{count}, read on {day}", count=f"{count:,}", day=_named(on)))


def read_on(on: date | None) -> Bilingual:
    """Return the day of a reading, alone."""
    return NOTHING if on is None else said(Message("read on {day}", day=_named(on)))


def _named(on: date) -> Named:
    words = day(on)
    return Named(words.en, words.zh)


def label_of(session: Session, person: Talent) -> list[Fact]:
    """Return the label that always stands with an invented character."""
    if person.kind != "virtual":
        return []
    row = session.execute(select(VIRTUAL).where(VIRTUAL.c.talent_id == person.key)).first()
    words = both(row.label, row.label_zh) if row is not None else NOTHING
    return [fact(Message("Label"), words or said(Message("Virtual character")))]


def known_for(person: Talent) -> list[Fact]:
    """Return city and niches, where they are known."""
    found = []
    if person.city:
        found.append(fact(Message("City"), city(person)))
    if person.niches:
        found.append(fact(Message("Known for"), listed(person.niches)))
    return found


def city(person: Talent) -> Bilingual:
    """Return where somebody lives, in both languages where it is known."""
    return _both(vocabulary.city(person.city)) if person.city else NOTHING


def _both(named: Named) -> Bilingual:
    return Bilingual(str(named), named.chinese)


def listed(words: Sequence[str]) -> Bilingual:
    """Return what somebody is known for, in one line of each language."""
    return _both(shortlisting.niches(words))


def bio(person: Talent) -> Bilingual:
    """Return how somebody is introduced."""
    return both(person.bio, person.bio_zh) if person.bio or person.bio_zh else NOTHING


def largest(accounts: Sequence[readings.Latest], platform_code: str = "") -> readings.Latest | None:
    """Return the account that is meant: of a platform where one is named, else the largest."""
    meant = [one for one in accounts if one.platform == platform_code] or list(accounts)
    return max(meant, key=lambda one: (one.followers or -1, -one.account_id), default=None)


def engagement(reading: ReadingRow | None) -> Decimal | None:
    """Return the share of views that react to a post; None where it was not read."""
    if reading is None or not reading.avg_views:
        return None
    parts = (reading.avg_likes, reading.avg_comments, reading.avg_shares, reading.avg_saves)
    known = [part for part in parts if part is not None]
    return Decimal(sum(known)) / reading.avg_views if known else None


def reach_figures(
    account: readings.Latest | None,
    reading: ReadingRow | None,
    bands: tuple[Band, ...],
) -> tuple[Figure, ...]:
    """Return followers, views a post and engagement of an account, as far as they were read."""
    if account is None or account.followers is None:
        return ()
    where = platform(account.platform)
    found = [
        Figure(
            value=Bilingual(short(account.followers, "en"), short(account.followers, "zh")),
            label=said(Message("Followers")),
            note=line([where, tier(account.followers, bands)]),
        )
    ]
    if reading is not None and reading.avg_views:
        views = reading.avg_views
        found.append(
            Figure(
                value=Bilingual(short(views, "en"), short(views, "zh")),
                label=said(Message("Views a post")),
                note=said(Message("average of the last 30 days")),
            )
        )
    rate = engagement(reading)
    if rate is not None:
        found.append(
            Figure(
                value=same(share(rate.quantize(Decimal("0.001")))),
                label=said(Message("Engagement")),
                note=said(Message("reactions by views")),
            )
        )
    return tuple(found)


def short(count: int, language: str) -> str:
    """Return a count in short: "1.38 m", "52.3 k"; "138 万" in Chinese."""
    units = ((10_000, " 万"),) if language == "zh" else ((1_000_000, " m"), (1_000, " k"))
    for unit, word in units:
        if count >= unit:
            value = Decimal(count) / unit
            places = Decimal("0.1") if value < 100 else Decimal(1)
            if value < 10:
                places = Decimal("0.01")
            return f"{value.quantize(places).normalize():f}{word}"
    return f"{count:,}"


def audience_bars(row: AudienceRow) -> tuple[Bars, ...]:
    """Return who follows an account, as bars: gender, ages, countries, interests."""
    found = []
    for kind, label in KINDS.items():
        parts = _largest(row, kind)
        if parts:
            shares = tuple((group(kind, code), part) for code, part in parts[:MOST])
            found.append(Bars(label=said(label), shares=shares))
    return tuple(found)


def audience_line(row: AudienceRow, kinds: Sequence[str] = ("gender", "age")) -> Bilingual:
    """Return who follows an account in one line, the two largest groups of each kind."""
    return line(
        said(Message("{group} {share}", group=_as_named(group(kind, code)), share=share(part)))
        for kind in kinds
        for code, part in _largest(row, kind)[:2]
    )


def _as_named(words: Bilingual) -> Named:
    return Named(words.en, words.zh)


KINDS: Mapping[str, Message] = {
    "gender": Message("Gender"),
    "age": Message("Age"),
    "region": Message("Countries"),
    "interest": Message("Interests"),
}


def _largest(row: AudienceRow, kind: str) -> list[tuple[str, Decimal]]:
    parts: dict[str, Decimal] = dict(getattr(row, kind))
    return sorted(parts.items(), key=lambda one: (-one[1], one[0]))


def group(kind: str, code: str) -> Bilingual:
    """Return the name of a group of an audience."""
    if kind == "region":
        return Bilingual(countries.name(code, "en"), countries.name(code, "zh"))
    if kind == "interest":
        return _both(vocabulary.niche(code))
    if kind == "gender" and code not in ("female", "male"):
        return said(Message("Other", "gender"))
    return said(shortlisting.group_label(shortlisting.Group(kind, code)))
