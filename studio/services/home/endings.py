"""Contracts, releases, exclusivities, licences that end: reminded 60, 30 and 7 days before."""

from datetime import date

from sqlmodel import Session

from studio.services.agreements.queries import read_ending
from studio.services.agreements.rows import Ending
from studio.services.home.asking import LIMIT, Found
from studio.services.home.rows import Attention

LAST, MIDDLE = 7, 30
KINDS = {
    "contract": "contract_ending",
    "release": "release_ending",
    "exclusivity": "exclusivity_ending",
    "licence": "licence_ending",
}


def endings(session: Session, today: date, mine: int | None) -> Found:
    """Return what ends within its first reminder; nobody minds one alone, so all see them."""
    if mine is not None:
        return [], 0
    found = read_ending(session, today)
    return [_row(one) for one in found[:LIMIT]], len(found)


def _row(one: Ending) -> Attention:
    return Attention(
        kind=KINDS[one.kind],
        role="bad" if one.reminder <= LAST else "warn" if one.reminder <= MIDDLE else "wait",
        noun="talent",
        id=one.talent_id,
        version=one.version,
        number=one.what,
        name=one.talent,
        name_zh=one.talent_zh,
        client=one.client,
        client_zh=one.client_zh,
        day=one.end,
        days=one.days,
    )
