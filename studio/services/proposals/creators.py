"""Commands on the creators a proposal puts forward."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from studio.domain import proposals as rules
from studio.domain.names import both
from studio.domain.talent.tiers import tier_of
from studio.errors import Invalid
from studio.persistence.tables.proposals import ProposalCreator
from studio.persistence.tables.talent import Talent
from studio.services.operation import command, load, name_step
from studio.services.proposals.offered import refuse_unoffered
from studio.services.proposals.ordering import place, shift
from studio.services.proposals.reading import editable, part, parts_of
from studio.services.studio.rows import put
from studio.services.talent.readings import bands
from studio.text import Message, Named


@command("Add creator", right="proposals.edit")
def add_creator(session: Session, version_id: int, values: Mapping[str, object]) -> int:
    """Put a creator forward: somebody of the talent table, or somebody by name only.

    Names are copied as they stand now. Returns the row's id.
    """
    version = editable(session, version_id)
    rows = parts_of(session, ProposalCreator, version_id)
    clean = rules.check(rules.CREATOR, values)
    if clean.get("talent_id"):
        talent = load(session, Talent, clean["talent_id"])
        refuse_unoffered(session, talent.key)
        if any(row.talent_id == talent.id for row in rows):
            raise Invalid(
                {
                    "talent_id": Message(
                        "{name} is in this proposal already.", name=both(talent.name, "")
                    )
                }
            )
        clean = {"name": talent.name, "name_zh": talent.name_zh, **clean}
    _demand_name(clean)
    clean = {**_tier(session, clean), **clean}
    creator = ProposalCreator(
        proposal_id=version.proposal_id,
        version_id=version_id,
        position=place(rows, None),
        **clean,
    )
    session.add(creator)
    session.flush()
    name_step(session, Message("Add {name}", name=_called(creator)))
    return creator.key


def _tier(session: Session, values: Mapping[str, Any]) -> dict[str, str]:
    """Return the tier that a number of followers makes, where one is given."""
    followers = values.get("followers")
    return {} if followers is None else {"tier": tier_of(followers, bands(session))}


def _demand_name(values: Mapping[str, Any]) -> None:
    if not values.get("name") and not values.get("name_zh"):
        raise Invalid({"name": Message("A name is needed.")})


@command("Change creator", right="proposals.edit")
def change_creator(
    session: Session, creator_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change what the proposal says about a creator; return the row's new version."""
    creator = part(session, ProposalCreator, creator_id, version)
    clean = rules.check(rules.CREATOR, values)
    if clean.get("talent_id"):
        refuse_unoffered(session, clean["talent_id"])
    _demand_name({"name": creator.name, "name_zh": creator.name_zh, **clean})
    put(creator, {**_tier(session, clean), **clean})
    name_step(session, Message("Change {name}", name=_called(creator)))
    session.flush()
    return creator.version


@command("Move creator", right="proposals.edit")
def move_creator(session: Session, creator_id: int, *, version: int, by: int) -> int:
    """Move a creator up (-1) or down (+1); return the row's new version."""
    creator = part(session, ProposalCreator, creator_id, version)
    shift(parts_of(session, ProposalCreator, creator.version_id), creator_id, by)
    name_step(session, Message("Move {name}", name=_called(creator)))
    session.flush()
    return creator.version


@command("Remove creator", right="proposals.edit")
def remove_creator(session: Session, creator_id: int, *, version: int) -> None:
    """Take a creator out of the proposal."""
    creator = part(session, ProposalCreator, creator_id, version)
    name_step(session, Message("Remove {name}", name=_called(creator)))
    session.delete(creator)
    session.flush()


def _called(creator: ProposalCreator) -> Named:
    return Named(creator.name, creator.name_zh)
