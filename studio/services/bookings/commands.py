"""What can be done with a booking before it is taken: asked, held, changed, confirmed, released."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from studio.domain import bookings as rules
from studio.domain.gates import cleaned, words
from studio.errors import Conflict, Invalid, Locked
from studio.persistence.base import Entity
from studio.persistence.tables.bookings import Booking, Resource
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.clients import Brand, Client
from studio.persistence.tables.projects import Project
from studio.persistence.tables.schedule import Task
from studio.persistence.tables.talent import Talent
from studio.services.bookings import asking, checking, protecting, ranking, reading, saying
from studio.services.operation import command, load, name_step, now, scope, today
from studio.services.studio.rows import put
from studio.services.talent import readings
from studio.text import Message

REFERS: Mapping[str, type[Entity]] = {
    "project_id": Project,
    "brief_id": Brief,
    "client_id": Client,
    "brand_id": Brand,
    "task_id": Task,
}

REASON = words(1000, multiline=True)
ENOUGH = 10
"""Characters a reason has at least that passes over a warning."""

WORK = frozenset({"project_id", "brief_id", "task_id"})
"""What a booking is for: client, brand, platforms and country follow from it."""

TIME = frozenset({"start_at", "end_at", "before", "after", "units"})
GUARDED = TIME | {"client_id", "brand_id", "category", "territory", "platforms", "place"}
"""Fields with which a booking that stands has to be looked at again."""


@command("Book", right="bookings.edit")
def create(session: Session, values: Mapping[str, object], *, reason: str = "") -> int:
    """Ask for, hold or take somebody or something; a hold gets its rank and its end.

    Raises Invalid where a taken booking would clash, by kind: clash, hold, exclusivity, consent,
    absence, capacity; an absence is passed over with a reason.
    """
    return added(session, values, reason).key


def added(session: Session, values: Mapping[str, object], reason: str = "") -> Booking:
    """Add a booking within a command."""
    clean = cleaned(rules.GATES, values)
    state = clean.pop("state", "hold")
    row = Booking(**completed(session, clean))
    ref = reading.ref_of(row)
    _demand(ranking.hold_still(session, ref))
    row.alone = checking.capacity(session, ref) == 1
    _enter(session, row, state, reason)
    row.hold_rank = checking.rank(session, asking.asked(row)) if state == "hold" else 0
    session.add(row)
    flushed(session)
    name_step(session, _label(session, row, state))
    return row


def _demand(found: object) -> None:
    if found is None:
        raise Invalid({"who": Message("Choose one of the list.")})


def _enter(session: Session, row: Booking, state: str, reason: str) -> None:
    """Put a booking into one of the states before the work, checked."""
    row.state = state
    barred = checking.by_kind(checking.standing_of(session, reading.ref_of(row)))
    if barred:
        raise Invalid({"who": barred["standing"]})
    if state == "hold":
        if row.hold_expires is None:
            row.hold_expires = rules.hold_expires(now(session), hours(session, "hours"))
        if row.hold_expires <= now(session):
            raise Invalid({"hold_expires": Message("A hold ends in the future.")})
    elif state == "confirmed":
        guard(session, row, reason)
        row.tier_at_signing = readings.tier_now(session, row.talent_id)
        row.hold_rank, row.hold_expires, row.challenged_by = 0, None, None


def hours(session: Session, name: str) -> int:
    """Return what the studio's rule for holds says, in hours."""
    rule = scope(session).rules.rule("booking", "hold", today(session))
    usual = {"hours": rules.HOLD_HOURS, "challenge_hours": rules.CHALLENGE_HOURS}
    return int(rule.value[name]) if rule else usual[name]


def guard(session: Session, row: Booking, reason: str = "") -> None:
    """Refuse to take somebody who is taken, held by somebody before, protected or away."""
    blocks = dict(checking.by_kind(checking.findings(session, asking.asked(row, "confirmed"))))
    words_given = str(cleaned({"reason": REASON}, {"reason": reason})["reason"])
    if "absence" in blocks and len(words_given) >= ENOUGH:
        del blocks["absence"]
        row.override_reason = words_given
    if blocks:
        raise Invalid(blocks)


def flushed(session: Session) -> None:
    """Write; where somebody else was quicker the database itself refuses, and that is said."""
    try:
        session.flush()
    except IntegrityError as error:
        if "booking_not_twice" not in str(error.orig):
            raise
        raise Conflict(
            Message("Somebody else has just been booked for this time. Nothing was changed.")
        ) from error


def completed(session: Session, clean: dict[str, Any]) -> dict[str, Any]:
    """Check what a booking refers to and fill in what follows from it."""
    noun = rules.check_one(clean)
    for field in ("start_at", "end_at"):
        if clean.get(field) is None:
            raise Invalid({field: Message("A date and time are needed.")})
    rules.check_span(clean["start_at"], clean["end_at"])
    _check_refers(session, clean)
    from_work(session, clean)
    if noun == "person":
        _as_talent(session, clean)
    if noun == "resource":
        resource = session.get(Resource, clean["resource_id"])
        _demand(resource)
        if resource is not None:
            clean.setdefault("before", resource.turnaround)
            clean.setdefault("after", resource.turnaround)
            clean.setdefault("place", resource.city)
    return clean


def _as_talent(session: Session, clean: dict[str, Any]) -> None:
    """Book staff who are talent as talent: one person has one diary."""
    asked = select(Talent.id).where(  # type: ignore[call-overload]
        col(Talent.person_id) == clean["person_id"], col(Talent.archived).is_(False)
    )
    talent = session.scalar(asked.order_by(col(Talent.id)).limit(1))
    if talent is not None:
        clean["talent_id"], clean["person_id"] = talent, None


def _check_refers(session: Session, clean: Mapping[str, Any]) -> None:
    for field, table in REFERS.items():
        key = clean.get(field)
        if key is not None and session.get(table, key) is None:
            raise Invalid({field: Message("Choose one of the list.")})


def from_work(session: Session, clean: dict[str, Any]) -> None:
    """Take project, client, brand, platforms and country from the task, project and brief."""
    task = session.get(Task, clean["task_id"]) if clean.get("task_id") else None
    if task is not None and clean.get("project_id") is None:
        clean["project_id"] = task.project_id
    project = session.get(Project, clean["project_id"]) if clean.get("project_id") else None
    brief_id = clean.get("brief_id") or (project.brief_id if project else None)
    brief = session.get(Brief, brief_id) if brief_id else None
    source = project or brief
    if source is not None or clean.get("client_id") is None:
        clean["client_id"] = source.client_id if source else None
    if clean.get("brand_id") is None and brief is not None:
        clean["brand_id"] = brief.brand_id
    if "platforms" not in clean and brief is not None:
        clean["platforms"] = list(brief.platforms)
    if "territory" not in clean:
        key = clean["client_id"]
        client = session.get(Client, key) if key else None
        sources = [one.market for one in (project, brief, client) if one is not None]
        clean["territory"] = protecting.market(*sources)
    if project is not None and not clean.get("currency") and clean.get("rate"):
        clean["currency"] = project.currency


def _label(session: Session, row: Booking, state: str) -> Message:
    who = str(saying.name_of(session, reading.ref_of(row)))
    if state == "enquiry":
        return Message("Ask for {who}", who=who)
    if state == "hold":
        return Message("Hold {who}", who=who)
    return Message("Book {who}", who=who)


@command("Change booking", right="bookings.edit")
def change(session: Session, booking_id: int, *, version: int, values: Mapping[str, object]) -> int:
    """Change plain fields; return the new version. Who is booked changes by `replace`."""
    row = opened(session, booking_id, version)
    gates = {
        name: gate
        for name, gate in rules.GATES.items()
        if name not in ("talent_id", "person_id", "resource_id", "state")
    }
    clean = cleaned(gates, values)
    if (WORK | {"client_id"}) & set(clean):
        _check_refers(session, clean)
        clean = _other_work(session, row, clean)
    changed(session, row, clean)
    name_step(session, Message("Change the booking of {who}", who=_who(session, row)))
    return row.version


def _other_work(session: Session, row: Booking, clean: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a booking that is for other work from now on: client and all."""
    about = {name: getattr(row, name) for name in WORK if name not in clean}
    found = {**about, **clean}
    task = session.get(Task, found["task_id"]) if found["task_id"] else None
    if task is not None and found["project_id"] != task.project_id and "task_id" not in clean:
        found["task_id"] = None
    from_work(session, found)
    return found


@command("Move booking", right="bookings.edit")
def move(
    session: Session, booking_id: int, *, version: int, start_at: datetime, end_at: datetime
) -> int:
    """Put a booking at another time; return the new version."""
    row = opened(session, booking_id, version)
    times = {name: rules.GATES[name] for name in ("start_at", "end_at")}
    changed(session, row, cleaned(times, {"start_at": start_at, "end_at": end_at}))
    name_step(session, Message("Move the booking of {who}", who=_who(session, row)))
    return row.version


def changed(session: Session, row: Booking, clean: Mapping[str, Any]) -> None:
    """Put checked values into a booking and look again at what it stands beside."""
    ref = reading.ref_of(row)
    ranking.hold_still(session, ref)
    before = asking.asked(row)
    rules.check_span(clean.get("start_at", row.start_at), clean.get("end_at", row.end_at))
    _check_refers(session, clean)
    with session.no_autoflush:
        put(row, clean)
        if row.state in rules.HELD and rules.expired(row.state, row.hold_expires, now(session)):
            raise Invalid({"hold_expires": Message("A hold ends in the future.")})
        if row.state in rules.FIRM and GUARDED & set(clean):
            guard(session, row, row.override_reason)
    flushed(session)
    if TIME & set(clean):
        ranking.rerank(session, ref, before.first, before.last)
        after = asking.asked(row)
        ranking.rerank(session, ref, after.first, after.last)


@command("Confirm booking", right="bookings.edit")
def confirm(
    session: Session,
    booking_id: int,
    *,
    version: int,
    values: Mapping[str, object] | None = None,
    reason: str = "",
) -> int:
    """Take somebody; the rate is fixed from now on. Return the new version.

    Refused (Invalid) where they are taken, held by somebody before, protected or away. `values`
    are last changes, such as the rate.
    """
    row = opened(session, booking_id, version)
    rules.check_move(row.state, "confirmed")
    if rules.expired(row.state, row.hold_expires, now(session)):
        raise Invalid({"state": Message("This hold has run out. Hold the time again.")})
    ref = reading.ref_of(row)
    ranking.hold_still(session, ref)
    with session.no_autoflush:
        if values:
            put(row, cleaned({name: rules.GATES[name] for name in rules.RATE_FIELDS}, values))
        row.alone = checking.capacity(session, ref) == 1
        _enter(session, row, "confirmed", reason)
    flushed(session)
    ranking.free_challenged(session, row)
    one = asking.asked(row)
    ranking.rerank(session, ref, one.first, one.last)
    name_step(session, Message("Book {who}", who=_who(session, row)))
    return row.version


@command("Hold", right="bookings.edit")
def hold(session: Session, booking_id: int, *, version: int) -> int:
    """Hold what was only asked for, or hold again what was released; return the new version."""
    row = opened(session, booking_id, version)
    rules.check_move(row.state, "hold")
    ref = reading.ref_of(row)
    ranking.hold_still(session, ref)
    row.hold_expires, row.state_reason = None, ""
    _enter(session, row, "hold", "")
    row.hold_rank = checking.rank(session, asking.asked(row))
    session.flush()
    name_step(session, Message("Hold {who}", who=_who(session, row)))
    return row.version


@command("Hold longer", right="bookings.edit")
def renew(session: Session, booking_id: int, *, version: int) -> int:
    """Let a hold last for as long again from now; return the new version."""
    row = opened(session, booking_id, version)
    if row.state != "hold":
        raise Invalid({"state": Message("Only a hold can last longer.")})
    ranking.hold_still(session, reading.ref_of(row))
    row.hold_expires = rules.hold_expires(now(session), hours(session, "hours"))
    session.flush()
    one = asking.asked(row)
    ranking.rerank(session, one.ref, one.first, one.last)
    name_step(session, Message("Hold {who} longer", who=_who(session, row)))
    return row.version


@command("Challenge hold", right="bookings.edit")
def challenge(session: Session, booking_id: int, *, version: int, by: int) -> int:
    """Let a second one ask for the time of a hold: its holder has a day to confirm or let go.

    `by` is the booking that wants the time; asked for only, it becomes a hold. Returns the version.
    """
    row = opened(session, booking_id, version)
    ref = reading.ref_of(row)
    ranking.hold_still(session, ref)
    other = session.get(Booking, by)
    if (
        other is None
        or other.state not in rules.LIVE
        or reading.ref_of(other) != ref
        or by == (row.id)
    ):
        raise Invalid({"by": Message("Only somebody who wants the same time can challenge.")})
    if not asking.asked(row).entry.meets(asking.asked(other).entry):
        raise Invalid({"by": Message("Only somebody who wants the same time can challenge.")})
    rules.check_move(row.state, "challenged")
    if rules.expired(row.state, row.hold_expires, now(session)):
        raise Invalid({"state": Message("This hold has run out already.")})
    if other.state == "enquiry":
        _enter(session, other, "hold", "")
        other.hold_rank = checking.rank(session, asking.asked(other))
    row.state, row.challenged_by = "challenged", by
    row.hold_expires = rules.challenge_expires(
        now(session), row.hold_expires, hours(session, "challenge_hours")
    )
    session.flush()
    name_step(session, Message("Challenge the hold on {who}", who=_who(session, row)))
    return row.version


@command("Release hold", right="bookings.edit")
def release(session: Session, booking_id: int, *, version: int, reason: str = "") -> int:
    """Let go of what was asked for or held; the next hold moves up. Return the new version."""
    row = opened(session, booking_id, version)
    rules.check_move(row.state, "released")
    let_go(session, row, "released", reason)
    name_step(session, Message("Release {who}", who=_who(session, row)))
    return row.version


def let_go(session: Session, row: Booking, state: str, reason: str = "") -> None:
    """Take a booking out of the way; those behind it move up, and what it challenged is free."""
    one = asking.asked(row)
    ranking.hold_still(session, one.ref)
    row.state_reason = str(cleaned({"reason": REASON}, {"reason": reason})["reason"])
    row.state, row.hold_rank, row.challenged_by = state, 0, None
    ranking.free_challenged(session, row)
    ranking.rerank(session, one.ref, one.first, one.last)


def opened(session: Session, booking_id: int, version: int | None = None) -> Booking:
    """Load a booking to change it; refuse one that is over."""
    row = load(session, Booking, booking_id, version)
    if row.state in ("cancelled", "no_show", "completed"):
        raise Locked(Message("This booking is over; it stays as it is."))
    return row


def _who(session: Session, row: Booking) -> str:
    return str(saying.name_of(session, reading.ref_of(row)))
