"""Virtual characters, crew and agencies: what belongs to some people of the roster only."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain.gates import cleaned
from studio.domain.talent import profiles as rules
from studio.errors import Invalid
from studio.persistence.tables.accounts import AgencyLink, CrewProfile, VirtualProfile
from studio.persistence.tables.talent import Talent
from studio.services.operation import command, load, name_step, today
from studio.services.studio.rows import put
from studio.services.talent.naming import called, name_of
from studio.text import Message


@command("Describe virtual talent", right="talent.edit")
def describe_virtual(
    session: Session, talent_id: int, values: Mapping[str, object], version: int = 0
) -> int:
    """Keep who is behind a character, its licences and its fixed label; return the version.

    `version` is that of the profile that was looked at, 0 where there was none.
    """
    row = load(session, Talent, talent_id)
    if row.kind != "virtual":
        raise Invalid({"kind": Message("Only virtual talent has this.")})
    profile = _profile(session, VirtualProfile, talent_id, version)
    put(profile, cleaned(rules.VIRTUAL_GATES, values))
    rules.check_licences(profile.model_from, profile.model_until, "model_until")
    rules.check_licences(profile.voice_from, profile.voice_until, "voice_until")
    return _kept(session, profile, row)


@command("Describe crew", right="talent.edit")
def describe_crew(
    session: Session, talent_id: int, values: Mapping[str, object], version: int = 0
) -> int:
    """Keep what somebody in the crew does and for how much a day; return the version.

    `version` is that of the profile that was looked at, 0 where there was none.
    """
    row = load(session, Talent, talent_id)
    if row.kind != "crew":
        raise Invalid({"kind": Message("Only crew has this.")})
    profile = _profile(session, CrewProfile, talent_id, version)
    put(profile, cleaned(rules.CREW_GATES, values))
    if profile.day_rate and not profile.currency:
        raise Invalid({"currency": Message("Say in which currency.")})
    return _kept(session, profile, row)


def _profile(session: Session, table: Any, talent_id: int, version: int) -> Any:
    found = session.scalars(select(table).where(col(table.talent_id) == talent_id)).first()
    if found is None:
        return table(talent_id=talent_id)
    return load(session, table, found.key, version) if version else found


def _kept(session: Session, profile: Any, row: Talent) -> int:
    session.add(profile)
    name_step(session, Message("Change {name}", name=called(row)))
    session.flush()
    return int(profile.version)


@command("Link agency", right="talent.edit")
def link_agency(session: Session, talent_id: int, values: Mapping[str, object]) -> int:
    """Say who represents somebody from a day on; an open link of the same kind ends before it."""
    clean = cleaned(rules.AGENCY_GATES, values)
    _check_link(clean.get("name", ""), clean.get("first_on"), clean.get("last_on"))
    kind = clean.get("kind", "mcn")
    for other in session.scalars(
        select(AgencyLink).where(
            col(AgencyLink.talent_id) == talent_id,
            col(AgencyLink.kind) == kind,
            col(AgencyLink.last_on).is_(None),
            col(AgencyLink.first_on) < clean["first_on"],
        )
    ):
        other.last_on = clean["first_on"] - timedelta(days=1)
    row = AgencyLink(talent_id=talent_id, **clean)
    session.add(row)
    name_step(session, Message("Link agency of {name}", name=name_of(session, talent_id)))
    session.flush()
    return row.key


def _check_link(name: str, first_on: date | None, last_on: date | None) -> None:
    if not name:
        raise Invalid({"name": Message("A name is needed.")})
    if first_on is None:
        raise Invalid({"first_on": Message("A date is needed.")})
    rules.check_licences(first_on, last_on, "last_on")


@command("Change agency", right="talent.edit")
def change_agency(
    session: Session, link_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change who represents somebody or until when; return the new version."""
    row = load(session, AgencyLink, link_id, version)
    clean = cleaned(rules.AGENCY_GATES, values)
    held = {name: clean.get(name, getattr(row, name)) for name in ("name", "first_on", "last_on")}
    _check_link(**held)
    put(row, clean)
    name_step(session, Message("Change agency of {name}", name=name_of(session, row.talent_id)))
    session.flush()
    return row.version


@command("End agency", right="talent.edit")
def end_agency(session: Session, link_id: int, *, version: int, on: date | None = None) -> int:
    """End who represents somebody after a day, today unless said; return the new version."""
    row = load(session, AgencyLink, link_id, version)
    day = on or today(session)
    if not rules.holds(row.first_on, row.last_on, day):
        raise Invalid({"last_on": Message("It does not hold on that day.")})
    row.last_on = day
    name_step(session, Message("End agency of {name}", name=name_of(session, row.talent_id)))
    session.flush()
    return row.version


@command("Remove agency", right="talent.edit")
def remove_agency(session: Session, link_id: int, *, version: int) -> None:
    """Take away a link that was a mistake; one that held is ended instead, and stays to be read."""
    row = load(session, AgencyLink, link_id, version)
    name_step(session, Message("Remove agency of {name}", name=name_of(session, row.talent_id)))
    session.delete(row)
