"""The roster on paper: who stands before the camera, with accounts, tier and what for."""

from collections.abc import Sequence

from sqlmodel import Session

from studio.documents.factsheet import Grid, Section, SheetKind
from studio.documents.formats import day
from studio.documents.language import NOTHING, Bilingual, same
from studio.domain.names import file_name
from studio.domain.talent.tiers import Band
from studio.errors import Invalid
from studio.persistence.tables.talent import Talent
from studio.services.factsheets import people
from studio.services.operation import query
from studio.services.parties import both, said
from studio.services.sheets import Sheet, fact, heads, sheet, studio_row
from studio.services.talent import readings
from studio.text import Message


@query
def roster(session: Session, talent_ids: Sequence[int] = (), language: str = "") -> Sheet:
    """Return the roster, or a selection of it, as a sheet for clients."""
    shown = people.pitchable(session, list(talent_ids) or people.everybody(session))
    if not shown:
        raise Invalid({"talent_ids": Message("There is nobody to show.")})
    bands = readings.bands(session)
    latest = readings.latest(session, [person.key for person in shown])
    days = {one.as_of for found in latest.values() for one in found if one.followers is not None}
    rows = [
        cells
        for person in shown
        for cells in _cells(person, latest.get(person.key, []), bands, once=len(days) == 1)
    ]
    names = heads(
        Message("Talent"), Message("Accounts"), Message("Followers"), Message("Tier"),
        Message("City"), Message("Known for"),
    )  # fmt: skip
    grid = Grid(
        heads=names, rows=tuple(rows), right=(2,), widths=(0.22, 0.17, 0.15, 0.13, 0.12, 0.21)
    )
    chosen = language or studio_row(session).language
    facts = [fact(Message("People"), same(str(len(shown))))]
    if len(days) == 1 and (on := next(iter(days))) is not None:
        facts.append(fact(Message("Read on"), day(on)))
    return sheet(
        session,
        SheetKind.ROSTER,
        chosen,
        title=both(studio_row(session).name, studio_row(session).name_zh),
        facts=facts,
        sections=[Section(grid=grid)],
        note=said(people.NOTE),
        name=file_name("ROSTER", "", "studio", 0, chosen),
    )


def _cells(
    person: Talent, accounts: Sequence[readings.Latest], bands: tuple[Band, ...], *, once: bool
) -> list[tuple[Bilingual, ...]]:
    """Return one row for each account; who it belongs to stands in the first."""
    who = (both(person.name, person.name_zh), people.city(person), people.listed(person.niches))
    read = [one for one in accounts if one.followers is not None]
    if not read:
        return [(who[0], NOTHING, NOTHING, NOTHING, *who[1:])]
    rows: list[tuple[Bilingual, ...]] = []
    for place, one in enumerate(read):
        count = one.followers or 0
        shown = same(f"{count:,}") if once else people.followers_on(count, one.as_of)
        name, city, niches = who if place == 0 else (NOTHING, NOTHING, NOTHING)
        tier = people.tier(count, bands)
        rows.append((name, people.platform(one.platform), shown, tier, city, niches))
    return rows
