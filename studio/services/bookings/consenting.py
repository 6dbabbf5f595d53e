"""What a booking stands on: consents that were not revoked, licences that have not run out."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session

from studio.domain.agreements import LICENCES, RELEASES
from studio.services.bookings import reading
from studio.services.bookings.rows import Finding
from studio.text import Message, Named

RELEASE = reading.T["talent_release"]
VIRTUAL, CREW = reading.T["virtual_profile"], reading.T["crew_profile"]

PERSONAL = ("likeness", "voice", "minor", "ai_clone")
"""Kinds of releases without which somebody cannot be shown or heard."""


def consents(
    session: Session, talent_id: int, project_id: int | None, last: date, who: Named, *, firm: bool
) -> Iterable[Finding]:
    """Yield the consents that were asked for and do not hold until the last day of a booking.

    A revoked one blocks, and so does a guardian's that is missing; others are told. Somebody for
    whom no consent was ever put down is not judged here.
    """
    asked = select(RELEASE).where(
        RELEASE.c.talent_id == talent_id,
        RELEASE.c.kind.in_(PERSONAL),
        or_(RELEASE.c.project_id.is_(None), RELEASE.c.project_id == project_id),
    )
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for row in session.execute(asked.order_by(RELEASE.c.id)):
        by_kind[row.kind].append(row)
    for kind, rows in by_kind.items():
        if any(_holds(row, last) for row in rows):
            continue
        revoked = all(row.revoked_on is not None for row in rows)
        words = (
            Message("{who} has revoked the consent: {kind}.", who=who, kind=RELEASES[kind])
            if revoked
            else Message(
                "The consent of {who} does not hold until {day}: {kind}.",
                who=who,
                day=last,
                kind=RELEASES[kind],
            )
        )
        stops = firm and (revoked or kind == "minor")
        fix = Message("Have the release signed again, or book somebody else.")
        yield Finding("consent", "block" if stops else "warn", words, fix=fix)


def _holds(row: Any, last: date) -> bool:
    return (
        row.signed_on is not None
        and row.revoked_on is None
        and (row.last_on is None or row.last_on >= last)
    )


def licences(
    session: Session, talent_id: int, last: date, who: Named, *, firm: bool
) -> Iterable[Finding]:
    """Yield the licences of an invented character, and crew's insurance, that end before a day.

    Without its model or voice a character may not be used, which blocks; insurance is told.
    """
    for kind, until in (
        ("model", VIRTUAL.c.model_until),
        ("voice", VIRTUAL.c.voice_until),
        ("insurance", CREW.c.insured_until),
    ):
        ended = session.execute(
            select(until).where(until.table.c.talent_id == talent_id, until < last)
        ).scalar()
        if ended is None:
            continue
        words = Message("{who}: {kind} ends on {day}.", who=who, kind=LICENCES[kind], day=ended)
        stops = firm and kind != "insurance"
        fix = Message("Have it renewed and put the new day into the profile.")
        yield Finding("licence", "block" if stops else "warn", words, fix=fix)
