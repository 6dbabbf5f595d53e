"""People of a table with their accounts: seen first, then all of them or nothing, as one step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain.gates import cleaned
from studio.domain.talent import GATES
from studio.domain.talent import importing as reading
from studio.domain.talent.accounts import handle_key
from studio.domain.talent.importing import Line, Plan, Problem, Report
from studio.errors import Invalid
from studio.persistence.tables.accounts import FollowerSnapshot
from studio.persistence.tables.talent import Talent
from studio.services.operation import command, name_step, query, today
from studio.services.talent import accounts
from studio.services.talent.importing import doubles
from studio.services.talent.importing.book import Book, folded
from studio.services.talent.importing.outcome import (
    SHOWN,
    Brought,
    Preview,
    refuse_wrong,
    wrong_rows,
)
from studio.services.talent.naming import keep_keys
from studio.services.talent.sheets import Sheet
from studio.text import Message

MOST_PEOPLE = 20_000


@query
def preview_talent(
    session: Session, sheet: Sheet, plan: Plan, report: Report | None = None
) -> Preview:
    """Say what importing a table of people would do; nothing is kept."""
    planned = _plan_talent(session, sheet, plan, report)
    return Preview(
        total=planned.total,
        good=len(planned.lines),
        known=planned.known,
        people=len(planned.people),
        problems=tuple(planned.problems),
        wrong_rows=wrong_rows(planned.problems),
        sample=tuple(planned.lines[:SHOWN]),
        warnings=tuple(planned.warnings),
    )


@command("Import people", right="talent.edit")
def import_talent(
    session: Session,
    sheet: Sheet,
    plan: Plan,
    *,
    good_rows: bool = False,
    report: Report | None = None,
) -> Brought:
    """Keep the people of a table as one step; with a wrong row nothing, unless `good_rows`."""
    brought = bring_talent(session, sheet, plan, good_rows=good_rows, report=report)
    name_step(session, Message("Import {count} people", count=len(brought.talent_ids)))
    return brought


def bring_talent(
    session: Session,
    sheet: Sheet,
    plan: Plan,
    *,
    good_rows: bool = False,
    report: Report | None = None,
) -> Brought:
    """Keep the people of a table in the running transaction; return who is new."""
    planned = _plan_talent(session, sheet, plan, report)
    refuse_wrong(planned.problems, good_rows)
    keys: list[int] = []
    read = 0
    for place, lines in enumerate(planned.people.values()):
        if report is not None and place % 200 == 0:
            report(place, len(planned.people))
        row = Talent(**{"name": "", **_person(lines)})
        keep_keys(row)
        session.add(row)
        session.flush()
        keys.append(row.key)
        read += sum(_account(session, row.key, line, sheet.source) for line in lines)
    for line, account_id in planned.again:
        read += _reading(session, account_id, line, sheet.source)
    session.flush()
    return Brought(
        readings=read,
        talent_ids=tuple(keys),
        known=planned.known,
        left_out=wrong_rows(planned.problems),
        problems=tuple(planned.problems),
    )


@dataclass(slots=True)
class _Persons:
    total: int
    lines: list[Line]
    people: dict[str, list[Line]]
    problems: list[Problem]
    warnings: list[Problem]
    again: list[tuple[Line, int]]
    known: int = 0


def _plan_talent(session: Session, sheet: Sheet, plan: Plan, report: Report | None) -> _Persons:
    if len(sheet.rows) - plan.first > MOST_PEOPLE:
        reason = Message("At most {most} rows are taken at once.", most=MOST_PEOPLE)
        raise Invalid({"file": reason}, reason)
    lines, problems = reading.read(sheet.rows, plan, today(session), people=True, report=report)
    found = _Persons(len(sheet.rows) - plan.first, [], {}, problems, [], [])
    book = Book.load(session)
    faces = doubles.faces(session)
    taken: dict[tuple[str, str], Line] = {}
    for line in lines:
        key = (line.platform, handle_key(line.handle)) if line.handle else None
        if key is not None and key in taken:
            if _same(line, taken[key]):
                found.known += 1
                continue
            reason = Message("Row {row} has the same account.", row=taken[key].row)
            problems.append(Problem(line.row, "handle", line.handle, reason))
            continue
        if key is not None and key in book.handles:
            if (owner := book.owner_other_than(key, line)) is not None:
                reason = Message("This account is {name}'s, who is on the roster.", name=owner)
                problems.append(Problem(line.row, "handle", line.handle, reason))
                continue
            found.known += 1
            found.again.append((line, book.handles[key]))
            continue
        wrong = _wrong_words(line)
        if wrong:
            problems += wrong
            continue
        if key is not None:
            taken[key] = line
        found.lines.append(line)
        found.people.setdefault(_same_person(line), []).append(line)
        if (whose := doubles.looks_like(line, faces)) is not None:
            reason = Message("May be {name}, who is on the roster.", name=whose)
            found.warnings.append(Problem(line.row, "name", line.name, reason))
    problems.sort(key=lambda problem: problem.row)
    return found


def _same(line: Line, other: Line) -> bool:
    """Say whether two rows say the same, as when a table has one twice."""
    return replace(line, row=other.row) == other


def _same_person(line: Line) -> str:
    """Rows with one name are one person with several accounts."""
    name = folded(line.name)
    return name or f"{line.platform}:{handle_key(line.handle)}"


def _wrong_words(line: Line) -> list[Problem]:
    try:
        cleaned(GATES, _said(line))
    except Invalid as refused:
        return [
            Problem(line.row, field, str(line.words.get(field, ""))[:60], reason)
            for field, reason in refused.fields.items()
        ]
    return []


def _said(line: Line) -> dict[str, Any]:
    values = {name: value for name, value in line.words.items() if name in GATES}
    if not values.get("name") and not values.get("name_zh"):
        values["name"] = line.handle
    return values


def _person(lines: Sequence[Line]) -> dict[str, Any]:
    """Return what several rows say of one person; the first row that says something counts."""
    values: dict[str, Any] = {}
    for line in lines:
        for name, value in _said(line).items():
            if value and not values.get(name):
                values[name] = value
    if values.get("kind", "creator") != "crew":
        values.pop("discipline", None)
    clean: dict[str, Any] = cleaned(GATES, values)
    return clean


def _account(session: Session, talent_id: int, line: Line, source: str) -> int:
    if not line.handle:
        return 0
    values: dict[str, object] = {"platform": line.platform, "handle": line.handle}
    values |= {"uid": line.uid} if line.uid else {}
    values |= {"url": line.words["url"]} if line.words.get("url") else {}
    return _reading(session, accounts.make(session, talent_id, values).key, line, source)


def _reading(session: Session, account_id: int, line: Line, source: str) -> int:
    """Keep the reading of a row, unless that day has one; return how many were kept."""
    if line.followers is None:
        return 0
    day = line.day or today(session)
    held = select(col(FollowerSnapshot.id)).where(
        col(FollowerSnapshot.account_id) == account_id, col(FollowerSnapshot.as_of) == day
    )
    if session.execute(held).first() is not None:
        return 0
    session.add(
        FollowerSnapshot(
            account_id=account_id,
            as_of=day,
            followers=line.followers,
            source=source,
            **{name: value for name, value in line.figures.items() if name != "note"},
        )
    )
    return 1
