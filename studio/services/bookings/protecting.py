"""Exclusivity as kept, as the domain's conflict engine takes it."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from studio.domain import regions
from studio.domain.exclusivity import Wanted, Window
from studio.services.bookings import reading
from studio.text import Named

WINDOW = reading.T["exclusivity"]
CLIENT, BRAND, BRIEF, PROJECT = reading.CLIENT, reading.BRAND, reading.BRIEF, reading.PROJECT


def of_talent(session: Session, talent_id: int, day: date) -> list[Window]:
    """Return the windows that bind somebody and have not ended."""
    asked = (
        select(
            *(WINDOW.c[name] for name in _COPIED),
            CLIENT.c.name.label("client"),
            CLIENT.c.name_zh.label("client_zh"),
            BRAND.c.name.label("brand"),
            BRAND.c.name_zh.label("brand_zh"),
        )
        .outerjoin(CLIENT, CLIENT.c.id == WINDOW.c.client_id)
        .outerjoin(BRAND, BRAND.c.id == WINDOW.c.brand_id)
        .where(WINDOW.c.talent_id == talent_id, WINDOW.c.state != "ended", WINDOW.c.last_on >= day)
        .order_by(WINDOW.c.last_on, WINDOW.c.id)
    )
    return [_window(row) for row in session.execute(asked)]


_COPIED = (
    "id", "first_on", "last_on", "client_id", "brand_id", "category", "competitors", "territories",
    "platforms", "state",
)  # fmt: skip


def _window(row: Any) -> Window:
    return Window(
        row.id,
        row.first_on,
        row.last_on,
        row.client_id,
        row.brand_id,
        Named(row.client or row.brand or "", row.client_zh or row.brand_zh or ""),
        row.category,
        tuple(row.competitors),
        tuple(row.territories),
        tuple(row.platforms),
        row.state,
    )


def wanted(
    session: Session,
    first: date,
    last: date,
    *,
    client_id: int | None = None,
    brand_id: int | None = None,
    category: str = "",
    territory: str = "",
    platforms: tuple[str, ...] = (),
) -> Wanted:
    """Return what somebody is wanted for.

    Where no category is given it is the brand's, else those of all the client's brands, else the
    client's industry.
    """
    client = _one(session, CLIENT, client_id)
    brand = _one(session, BRAND, brand_id)
    if brand is not None and client is None:
        client = _one(session, CLIENT, brand.client_id)
    names = [each for row in (client, brand) if row for each in (row.name, row.name_zh) if each]
    return Wanted(
        first,
        last,
        client.id if client else None,
        brand_id,
        tuple(names),
        category or _category(session, client, brand),
        territory,
        platforms,
    )


def _one(session: Session, table: Any, key: int | None) -> Any:
    if key is None:
        return None
    return session.execute(select(table).where(table.c.id == key)).first()


def _category(session: Session, client: Any, brand: Any) -> str:
    if brand is not None and brand.category:
        return str(brand.category)
    if client is None:
        return ""
    asked = select(BRAND.c.category).where(
        BRAND.c.client_id == client.id, BRAND.c.archived.is_(False), BRAND.c.category != ""
    )
    known = dict.fromkeys(session.scalars(asked.order_by(BRAND.c.id)))
    return ", ".join(known) or str(client.industry)


def market(*typed: str | None) -> str:
    """Return where something runs, as letters: by the first market that is known; else all."""
    for words in typed:
        codes = regions.read(words or "")
        if codes:
            return ", ".join(sorted(codes))
    return ""
