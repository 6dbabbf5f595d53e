"""Virtual characters, crew and agencies: what belongs to some people of the roster only."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain.gates import cleaned
from studio.domain.talent import profiles as rules
from studio.errors import Invalid
from studio.persistence.tables.accounts import AgencyLink, CrewProfile, VirtualProfile
from studio.persistence.tables.talent import Talent
from studio.services.operation import command, load, name_step
from studio.services.studio.rows import put
from studio.services.talent.naming import called, name_of
from studio.text import Message


@command("Describe virtual talent", right="talent.edit")
def describe_virtual(session: Session, talent_id: int, values: Mapping[str, object]) -> int:
    """Keep who is behind a character, its licences and its fixed label; return the version."""
    row = load(session, Talent, talent_id)
    if row.kind != "virtual":
        raise Invalid({"kind": Message("Only virtual talent has this.")})
    profile = _single(session, VirtualProfile, talent_id) or VirtualProfile(talent_id=talent_id)
    put(profile, cleaned(rules.VIRTUAL_GATES, values))
    rules.check_licences(profile.model_from, profile.model_until, "model_until")
    rules.check_licences(profile.voice_from, profile.voice_until, "voice_until")
    return _kept(session, profile, row)


@command("Describe crew", right="talent.edit")
def describe_crew(session: Session, talent_id: int, values: Mapping[str, object]) -> int:
    """Keep what somebody in the crew does and for how much a day; return the version."""
    row = load(session, Talent, talent_id)
    if row.kind != "crew":
        raise Invalid({"kind": Message("Only crew has this.")})
    profile = _single(session, CrewProfile, talent_id) or CrewProfile(talent_id=talent_id)
    put(profile, cleaned(rules.CREW_GATES, values))
    if profile.day_rate and not profile.currency:
        raise Invalid({"currency": Message("Say in which currency.")})
    return _kept(session, profile, row)


def _single(session: Session, table: Any, talent_id: int) -> Any:
    return session.scalars(select(table).where(col(table.talent_id) == talent_id)).first()


def _kept(session: Session, profile: Any, row: Talent) -> int:
    session.add(profile)
    name_step(session, Message("Change {name}", name=called(row)))
    session.flush()
    return int(profile.version)


@command("Link agency", right="talent.edit")
def link_agency(session: Session, talent_id: int, values: Mapping[str, object]) -> int:
    """Say who represents somebody from a day on; an open link of the same kind ends before it."""
    clean = cleaned(rules.AGENCY_GATES, values)
    if not clean.get("name"):
        raise Invalid({"name": Message("A name is needed.")})
    if clean.get("first_on") is None:
        raise Invalid({"first_on": Message("A date is needed.")})
    rules.check_licences(clean["first_on"], clean.get("last_on"), "last_on")
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


@command("Change agency", right="talent.edit")
def change_agency(
    session: Session, link_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change who represents somebody or until when; return the new version."""
    row = load(session, AgencyLink, link_id, version)
    put(row, cleaned(rules.AGENCY_GATES, values))
    rules.check_licences(row.first_on, row.last_on, "last_on")
    name_step(session, Message("Change agency of {name}", name=name_of(session, row.talent_id)))
    session.flush()
    return row.version
