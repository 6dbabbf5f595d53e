"""Whether somebody may be offered and booked: not the archived, erased, merged or blocked."""

from dataclasses import dataclass

from sqlmodel import Session, select

from studio.persistence.tables.incubation import Incubation
from studio.persistence.tables.talent import Talent
from studio.text import Message, Named


@dataclass(frozen=True, slots=True)
class Standing:
    """Why somebody is not to be offered; `barred` are not to be booked either."""

    why: Message
    barred: bool


def standing(session: Session, talent_id: int) -> Standing | None:
    """Return why somebody is not to be offered to a client; None where they may be."""
    talent = session.get(Talent, talent_id)
    if talent is None:
        return None
    who = Named(talent.name, talent.name_zh)
    if talent.erased_on is not None or talent.merged_into is not None:
        return Standing(Message("{who} is not on the roster any more.", who=who), barred=True)
    if talent.archived:
        return Standing(Message("{who} is archived. Restore them first.", who=who), barred=True)
    found = session.exec(select(Incubation).where(Incubation.talent_id == talent_id)).first()
    if found is not None and found.state == "blocked":
        return Standing(_because("blocked", who, found.state_reason), barred=True)
    if talent.do_not_pitch:
        return Standing(_because("pitch", who, talent.do_not_pitch_reason), barred=False)
    return None


def _because(key: str, who: Named, reason: str) -> Message:
    words = {
        "blocked": Message("{who} is blocked."),
        "pitch": Message("{who} is not to be pitched."),
    }
    long = {
        "blocked": Message("{who} is blocked: {reason}"),
        "pitch": Message("{who} is not to be pitched: {reason}"),
    }
    if not reason:
        return words[key].filled(who=who)
    return long[key].filled(who=who, reason=reason)
