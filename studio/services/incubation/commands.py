"""What can be done in incubation: begin, edit, move through the gates, test, plan, book money."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import incubation as rules
from studio.domain.currencies import CURRENCIES
from studio.domain.gates import cleaned
from studio.domain.names import pick
from studio.errors import Invalid, Missing
from studio.persistence.tables.incubation import (
    Incubation,
    IncubationMilestone,
    IncubationMoney,
    IncubationStep,
    IncubationTest,
)
from studio.persistence.tables.studio import Person
from studio.persistence.tables.talent import Talent
from studio.services.incubation.reading import standing_of
from studio.services.operation import command, load, name_step, scope, today
from studio.services.studio.rows import put
from studio.text import Message


@command("Take into incubation", right="talent.edit")
def begin(session: Session, talent_id: int, *, source: str = "", niche: str = "") -> int:
    """Put somebody of the roster's list on the board as scouted; return the version."""
    row = _begin(session, talent_id, source, niche)
    name_step(session, Message("Take {name} into incubation", name=_name(session, talent_id)))
    return row.version


@command("Take into incubation", right="talent.edit")
def begin_all(session: Session, talent_ids: Sequence[int], *, source: str = "") -> int:
    """Put several people on the board, such as an imported scouting list; return how many.

    Those who stand on it already stay where they are.
    """
    standing = set(
        session.exec(
            select(Incubation.talent_id).where(col(Incubation.talent_id).in_(talent_ids))
        ).all()
    )
    new = [key for key in dict.fromkeys(talent_ids) if key not in standing]
    known = set(session.exec(select(Talent.id).where(col(Talent.id).in_(new))).all())
    if len(known) < len(new):
        raise Missing(Message("Somebody of them is not there any more."))
    words = cleaned(rules.GATES, {"source": source, "niche": ""})
    for key in new:
        _add(session, key, words)
    session.flush()
    name_step(session, Message("Take {n} people into incubation", n=len(new)))
    return len(new)


def _begin(session: Session, talent_id: int, source: str, niche: str) -> Incubation:
    load(session, Talent, talent_id)
    if _found(session, talent_id) is not None:
        raise Invalid({"talent_id": Message("They stand on the board already.")})
    row = _add(session, talent_id, cleaned(rules.GATES, {"source": source, "niche": niche}))
    session.flush()
    return row


def _add(session: Session, talent_id: int, words: Mapping[str, Any]) -> Incubation:
    day = today(session)
    row = Incubation(
        talent_id=talent_id,
        state_since=day,
        scouted_on=day,
        scout_id=scope(session).person_id,
        **words,
    )
    session.add(row)
    session.add(IncubationStep(talent_id=talent_id, after="scouted", day=day))
    return row


@command("Change incubation", right="talent.edit")
def change(session: Session, talent_id: int, *, version: int, values: Mapping[str, object]) -> int:
    """Change plain fields; return the new version."""
    row = _row(session, talent_id, version)
    clean = cleaned(rules.GATES, values)
    for field in ("scout_id", "mentor_id"):
        _check_person(session, field, clean.get(field))
    put(row, clean)
    name_step(session, Message("Change the incubation of {name}", name=_name(session, talent_id)))
    session.flush()
    return row.version


@command("Move in incubation", right="talent.edit")
def move(
    session: Session,
    talent_id: int,
    *,
    version: int,
    to: str,
    reason: str = "",
    override: str = "",
) -> int:
    """Move somebody to another state (SM-9); return the new version.

    Raises Invalid naming each gate that is not met. `override` is the owner's reason to let it
    pass; it is kept with the step, with what was missing.
    """
    row = _row(session, talent_id, version)
    day = today(session)
    missing = rules.check_move(
        row.state,
        to,
        standing_of(session, talent_id, day),
        day,
        owner="OWN" in scope(session).roles,
        reason=reason,
        override=override,
    )
    session.add(
        IncubationStep(
            talent_id=talent_id,
            before=row.state,
            after=to,
            day=day,
            decision=reason.strip(),
            missing=list(missing),
            override_reason=override.strip() if missing else "",
        )
    )
    row.state, row.state_since, row.state_reason = to, day, reason.strip()
    if to == "contacted" and row.contacted_on is None:
        row.contacted_on = day
    name_step(
        session,
        Message(
            "Move {name} to {state}", name=_name(session, talent_id), state=rules.STATES.label(to)
        ),
    )
    session.flush()
    return row.version


# Tests


@command("Add test", right="talent.edit")
def add_test(session: Session, talent_id: int, values: Mapping[str, object]) -> int:
    """Add a test task with the marks it gave; return its id."""
    _row(session, talent_id)
    clean = _test_values(session, {"held_on": today(session), **values})
    row = IncubationTest(talent_id=talent_id, **{"title": "", "scores": {}, **clean})
    _check_test(row)
    session.add(row)
    name_step(session, Message("Test {name}", name=_name(session, talent_id)))
    session.flush()
    return row.key


@command("Change test", right="talent.edit")
def change_test(
    session: Session, test_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a test; return the new version."""
    row = load(session, IncubationTest, test_id, version)
    put(row, _test_values(session, values))
    _check_test(row)
    name_step(session, Message("Change a test of {name}", name=_name(session, row.talent_id)))
    session.flush()
    return row.version


@command("Remove test", right="talent.edit")
def remove_test(session: Session, test_id: int, *, version: int) -> None:
    """Take a test away."""
    row = load(session, IncubationTest, test_id, version)
    name_step(session, Message("Remove a test of {name}", name=_name(session, row.talent_id)))
    session.delete(row)


def _test_values(session: Session, values: Mapping[str, object]) -> dict[str, Any]:
    clean = cleaned(rules.TEST_GATES, values)
    _check_person(session, "judge_id", clean.get("judge_id"))
    if clean.get("held_on", today(session)) is None:
        raise Invalid({"held_on": Message("A date is needed.")})
    if clean.get("held_on", today(session)) > today(session):
        raise Invalid({"held_on": Message("A test lies in the past or is today.")})
    return clean


def _check_test(row: IncubationTest) -> None:
    if not row.title:
        raise Invalid({"title": Message("A title is needed.")})
    if not row.scores:
        raise Invalid({"scores": Message("Give at least one mark.")})


# Plan


@command("Add milestone", right="talent.edit")
def add_milestone(session: Session, talent_id: int, values: Mapping[str, object]) -> int:
    """Add a milestone of the training plan; return its id."""
    _row(session, talent_id)
    row = IncubationMilestone(
        talent_id=talent_id, **{"title": "", **cleaned(rules.MILESTONE_GATES, values)}
    )
    if not row.title:
        raise Invalid({"title": Message("A title is needed.")})
    session.add(row)
    name_step(session, Message("Plan {title}", title=row.title))
    session.flush()
    return row.key


@command("Change milestone", right="talent.edit")
def change_milestone(
    session: Session, milestone_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a milestone, or mark it done by its day; return the new version."""
    row = load(session, IncubationMilestone, milestone_id, version)
    put(row, cleaned(rules.MILESTONE_GATES, values))
    name_step(session, Message("Change {title}", title=row.title))
    session.flush()
    return row.version


@command("Remove milestone", right="talent.edit")
def remove_milestone(session: Session, milestone_id: int, *, version: int) -> None:
    """Take a milestone away."""
    row = load(session, IncubationMilestone, milestone_id, version)
    name_step(session, Message("Remove {title}", title=row.title))
    session.delete(row)


# Money


@command("Book money", right="talent.edit")
def add_money(session: Session, talent_id: int, values: Mapping[str, object]) -> int:
    """Book an investment or a revenue; return its id."""
    _row(session, talent_id)
    clean = cleaned(rules.MONEY_GATES, {"day": today(session), **values})
    wrong: dict[str, Message] = {}
    if not clean.get("title"):
        wrong["title"] = Message("A title is needed.")
    if not clean.get("amount"):
        wrong["amount"] = Message("An amount is needed.")
    if clean.get("currency") not in CURRENCIES:
        wrong["currency"] = Message("Choose one of the list.")
    if clean.get("day") is None:
        wrong["day"] = Message("A date is needed.")
    if wrong:
        raise Invalid(wrong)
    row = IncubationMoney(talent_id=talent_id, **clean)
    session.add(row)
    name_step(session, Message("Book {title}", title=row.title))
    session.flush()
    return row.key


@command("Remove money", right="talent.edit")
def remove_money(session: Session, money_id: int, *, version: int) -> None:
    """Take a booking away."""
    row = load(session, IncubationMoney, money_id, version)
    name_step(session, Message("Remove {title}", title=row.title))
    session.delete(row)


def _found(session: Session, talent_id: int) -> Incubation | None:
    return session.exec(select(Incubation).where(Incubation.talent_id == talent_id)).first()


def _row(session: Session, talent_id: int, version: int | None = None) -> Incubation:
    found = _found(session, talent_id)
    if found is None:
        raise Missing(Message("They do not stand on the board."))
    return load(session, Incubation, found.key, version)


def _name(session: Session, talent_id: int) -> str:
    person = session.get(Talent, talent_id)
    return pick(person.name, person.name_zh, "en") if person is not None else ""


def _check_person(session: Session, field: str, key: int | None) -> None:
    if key is not None and session.get(Person, key) is None:
        raise Invalid({field: Message("Choose one of the list.")})
