"""The demo's rooms and gear, bookings, absences and exclusivities."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain.bookings import FIRM
from studio.persistence.tables.accounts import CrewProfile
from studio.persistence.tables.bookings import Booking, Exclusivity, Resource
from studio.persistence.tables.clients import Brand
from studio.persistence.tables.projects import Project
from studio.persistence.tables.schedule import Absence
from studio.services.sample.reading import Table, read
from studio.services.sample.records import Keys, keep
from studio.services.talent import readings
from studio.services.workspace import Workspace


def bring_bookings(workspace: Workspace, keys: Keys) -> None:
    """Keep what resources/demo/bookings.toml says; tasks are linked where the demo has them."""
    data = read("bookings")
    keep(workspace, lambda session: _bring(session, data, keys))


def _bring(session: Session, data: Table, keys: Keys) -> None:
    resources: dict[str, Resource] = {}
    for given in data["resource"]:
        resources[given["id"]] = row = Resource(**_without(given, "id"))
        session.add(row)
    session.flush()
    for given in data["absence"]:
        session.add(
            Absence(
                **_who(given.get("talent") or given["resource"], resources, keys),
                start_at=_moment(given["from"]),
                end_at=_moment(given["to"]),
                kind=given["kind"],
                note=given.get("note", ""),
            )
        )
    for given in data["exclusivity"]:
        session.add(_window(session, given, keys))
    for given in data["booking"]:
        for who in given["who"]:
            session.add(_booking(session, given, who, resources, keys))
    session.flush()


def _without(table: Table, *names: str) -> Table:
    return {name: value for name, value in table.items() if name not in names}


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _who(code: str, resources: dict[str, Resource], keys: Keys) -> dict[str, Any]:
    if code in resources:
        return {"resource_id": resources[code].key}
    return {"talent_id": keys.talent[code]}


def _window(session: Session, given: Table, keys: Keys) -> Exclusivity:
    client = keys.clients[given["client"]]
    brand = session.scalars(
        select(Brand).where(
            col(Brand.client_id) == client, col(Brand.name) == given.get("brand", "")
        )
    ).first()
    return Exclusivity(
        talent_id=keys.talent[given["talent"]],
        client_id=client,
        brand_id=brand.key if brand else None,
        project_id=keys.projects[given["project"]],
        **_without(given, "talent", "client", "brand", "project"),
    )


def _booking(
    session: Session, given: Table, who: str, resources: dict[str, Resource], keys: Keys
) -> Booking:
    project = session.get(Project, keys.projects[given["project"]]) if "project" in given else None
    client = project.client_id if project else keys.clients.get(given.get("client", ""))
    resource = resources.get(who)
    around: dict[str, Any] = {name: given[name] for name in ("before", "after") if name in given}
    if resource is not None:
        around = {"before": resource.turnaround, "after": resource.turnaround}
    expires = given.get("expires")
    tasks: dict[str, int] = getattr(keys, "tasks", {})
    signed = given["state"] in FIRM
    return Booking(
        **_who(who, resources, keys),
        **around,
        **_rate(session, who, keys),
        project_id=project.key if project else None,
        client_id=client,
        brief_id=keys.briefs.get(given.get("brief", "")),
        task_id=tasks.get(given.get("task", "")),
        title=given["title"],
        title_zh=given["title_zh"],
        role=given.get("role", {}).get(who, ""),
        place=given.get("place", ""),
        start_at=_moment(given["from"]),
        end_at=_moment(given["to"]),
        units=given.get("units", {}).get(who, 1),
        alone=resource is None or resource.capacity == 1,
        state=given["state"],
        hold_rank=given.get("rank", 0),
        hold_expires=_moment(expires) if expires else None,
        tier_at_signing=readings.tier_now(session, keys.talent.get(who)) if signed else "",
    )


def _rate(session: Session, who: str, keys: Keys) -> dict[str, Any]:
    """Return the day rate of crew; creators are paid by the piece, as their deal says."""
    talent = keys.talent.get(who)
    crew = session.scalars(select(CrewProfile).where(col(CrewProfile.talent_id) == talent)).first()
    if crew is None or not crew.day_rate:
        return {"basis": "package"}
    return {"rate": crew.day_rate, "currency": crew.currency, "basis": "day"}
