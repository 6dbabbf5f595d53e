"""People of a table with their accounts: seen first, then all of them or nothing, as one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain.gates import cleaned
from studio.domain.talent import GATES
from studio.domain.talent import accounts as account_rules
from studio.domain.talent import importing as reading
from studio.domain.talent.accounts import handle_key
from studio.domain.talent.importing import Line, Plan, Problem, Report
from studio.errors import Invalid
from studio.persistence.tables.accounts import FollowerSnapshot, SocialAccount
from studio.persistence.tables.talent import Talent
from studio.services.operation import command, name_step, query, today
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
CHUNK = 500
"""People that are written at once."""


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
    people = list(planned.people.values())
    keys: list[int] = []
    read = 0
    for place in range(0, len(people), CHUNK):
        if report is not None:
            report(place, len(people))
        read += _keep(session, people[place : place + CHUNK], sheet.source, keys)
    for line, account_id in planned.again:
        if not _was_read(session, account_id, line):
            read += _read(session, account_id, line, sheet.source)
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
    sorter = _Sorter(found, Book.load(session), doubles.faces(session))
    for line in lines:
        sorter.take(line)
    problems.sort(key=lambda problem: problem.row)
    return found


class _Sorter:
    """Says of one row after another whether it is new, known, or in the way of another."""

    def __init__(self, found: _Persons, book: Book, faces: Mapping[str, str]) -> None:
        self._found, self._book, self._faces = found, book, faces
        self._taken: dict[tuple[str, str], Line] = {}
        self._numbers: dict[tuple[str, str], int] = {}

    def take(self, line: Line) -> None:
        """Put a row where it belongs."""
        account = (line.platform, handle_key(line.handle)) if line.handle else None
        if account is not None and account in self._taken:
            self._repeated(line, self._taken[account])
        elif account is not None and account in self._book.handles:
            self._again(line, account)
        elif wrong := [*_wrong_words(line), *self._wrong_number(line)]:
            self._found.problems += wrong
        else:
            if account is not None:
                self._taken[account] = line
            if line.uid:
                self._numbers[line.platform, line.uid] = line.row
            self._new(line)

    def _repeated(self, line: Line, first: Line) -> None:
        if _same(line, first):
            self._found.known += 1
            return
        reason = Message("Row {row} has the same account.", row=first.row)
        self._found.problems.append(Problem(line.row, "handle", line.handle, reason))

    def _again(self, line: Line, account: tuple[str, str]) -> None:
        if (owner := self._book.owner_other_than(account, line)) is not None:
            reason = Message("This account is {name}'s, who is on the roster.", name=owner)
            self._found.problems.append(Problem(line.row, "handle", line.handle, reason))
            return
        self._found.known += 1
        self._found.again.append((line, self._book.handles[account]))

    def _wrong_number(self, line: Line) -> list[Problem]:
        """Return that an account's number belongs to another, of the roster or the table."""
        key = (line.platform, line.uid)
        if not line.uid or (key not in self._book.uids and key not in self._numbers):
            return []
        reason = (
            Message("Row {row} has the same account.", row=self._numbers[key])
            if key in self._numbers
            else Message("An account on the roster has this number.")
        )
        return [Problem(line.row, "uid", line.uid, reason)]

    def _new(self, line: Line) -> None:
        self._found.lines.append(line)
        self._found.people.setdefault(_same_person(line), []).append(line)
        if (whose := doubles.looks_like(line, self._faces)) is not None:
            reason = Message("May be {name}, who is on the roster.", name=whose)
            self._found.warnings.append(Problem(line.row, "name", line.name, reason))


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


def _keep(session: Session, people: Sequence[list[Line]], source: str, keys: list[int]) -> int:
    """Keep some people with their accounts, which are free; return how many readings came."""
    rows = []
    for lines in people:
        row = Talent(**{"name": "", **_person(lines)})
        keep_keys(row)
        rows.append(row)
    session.add_all(rows)
    session.flush()
    keys += [row.key for row in rows]
    made = [
        (_account(row.key, position, line), line)
        for row, lines in zip(rows, people, strict=True)
        for position, line in enumerate(lines)
        if line.handle
    ]
    session.add_all([account for account, _line in made])
    session.flush()
    return sum(_read(session, account.key, line, source) for account, line in made)


def _account(talent_id: int, position: int, line: Line) -> SocialAccount:
    values: dict[str, object] = {"platform": line.platform, "handle": line.handle}
    values |= {"uid": line.uid} if line.uid else {}
    values |= {"url": line.words["url"]} if line.words.get("url") else {}
    clean = cleaned(account_rules.GATES, values)
    key = handle_key(clean["handle"])
    return SocialAccount(talent_id=talent_id, handle_key=key, position=position, **clean)


def _was_read(session: Session, account_id: int, line: Line) -> bool:
    """Say whether an account has a reading of a row's day already."""
    held = select(col(FollowerSnapshot.id)).where(
        col(FollowerSnapshot.account_id) == account_id,
        col(FollowerSnapshot.as_of) == (line.day or today(session)),
    )
    return session.execute(held).first() is not None


def _read(session: Session, account_id: int, line: Line, source: str) -> int:
    """Keep the reading of a row; return how many were kept, 0 where it says none."""
    if line.followers is None:
        return 0
    figures = {name: value for name, value in line.figures.items() if name != "note"}
    session.add(
        FollowerSnapshot(
            account_id=account_id,
            as_of=line.day or today(session),
            followers=line.followers,
            source=source,
            **figures,
        )
    )
    return 1
