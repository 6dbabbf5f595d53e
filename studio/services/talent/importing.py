"""Brings in readings and people from a table: seen first, then all of it or nothing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from studio.domain.gates import cleaned
from studio.domain.names import name_keys
from studio.domain.talent import GATES
from studio.domain.talent import importing as reading
from studio.domain.talent.accounts import handle_key
from studio.domain.talent.duplicates import Face, mail_key, phone_key
from studio.domain.talent.importing import Line, Plan, Problem, Report
from studio.domain.talent.sheets import SNAPSHOTS, TALENT
from studio.errors import Invalid
from studio.persistence.imports import COLUMNS, packed
from studio.persistence.tables.accounts import FollowerSnapshot, SnapshotImport, SocialAccount
from studio.persistence.tables.talent import Talent
from studio.services.matching import columns
from studio.services.operation import command, name_step, query, scope, today
from studio.services.talent import accounts
from studio.services.talent.naming import keep_keys
from studio.services.talent.sheets import Sheet
from studio.text import Message

SHOWN = 200
"""Problems and rows that a preview carries; it counts all of them."""

MOST_PEOPLE = 20_000
SAME = Message("This reading is there already.")


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do: rows taken, rows that are there already, rows that cannot be."""

    total: int
    good: int
    known: int
    people: int
    """New people, in a table of people."""
    problems: tuple[Problem, ...]
    wrong_rows: int
    sample: tuple[Line, ...]
    warnings: tuple[Problem, ...] = ()
    """Rows that are taken but may be somebody who is on the roster already."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import did."""

    import_id: int = 0
    readings: int = 0
    talent_ids: tuple[int, ...] = ()
    known: int = 0
    left_out: int = 0


def guess(sheet: Sheet, what: str) -> Plan:
    """Return how a table is probably to be read; `what` is snapshots or talent."""
    return reading.guessed(sheet.rows, SNAPSHOTS if what == "snapshots" else TALENT)


# -- readings ------------------------------------------------------------------------------------


@query
def preview_snapshots(
    session: Session, sheet: Sheet, plan: Plan, report: Report | None = None
) -> Preview:
    """Say what importing a table of readings would do; nothing is kept."""
    planned = _plan_snapshots(session, sheet, plan, report)
    return Preview(
        total=planned.total,
        good=len(planned.rows),
        known=planned.known,
        people=0,
        problems=tuple(planned.problems[:SHOWN]),
        wrong_rows=len({problem.row for problem in planned.problems}),
        sample=tuple(planned.lines[:SHOWN]),
    )


@command("Import readings", right="talent.edit")
def import_snapshots(
    session: Session,
    sheet: Sheet,
    plan: Plan,
    *,
    good_rows: bool = False,
    report: Report | None = None,
) -> Brought:
    """Keep the readings of a table as one step; with a wrong row nothing, unless `good_rows`.

    `report` is told of the progress and may raise to stop: then nothing is kept.
    """
    planned = _plan_snapshots(session, sheet, plan, report)
    _refuse_wrong(planned.problems, good_rows)
    if not planned.rows:
        return Brought(known=planned.known)
    days = [row[1] for row in planned.rows]
    row = SnapshotImport(
        name=sheet.name,
        source=sheet.source,
        count=len(planned.rows),
        accounts=len({row[0] for row in planned.rows}),
        first_on=min(days),
        last_on=max(days),
        payload=scope(session).files.put(session, packed(planned.rows)),
    )
    session.info["report"] = report
    session.add(row)
    session.flush()
    session.info.pop("report")
    name_step(session, Message("Import {count} readings", count=row.count))
    wrong = len({problem.row for problem in planned.problems})
    return Brought(row.key, row.count, known=planned.known, left_out=wrong)


@dataclass(slots=True)
class _Planned:
    total: int
    rows: list[tuple[Any, ...]]
    lines: list[Line]
    problems: list[Problem]
    known: int = 0


def _plan_snapshots(session: Session, sheet: Sheet, plan: Plan, report: Report | None) -> _Planned:
    on = today(session)
    lines, problems = reading.read(sheet.rows, plan, on, report=report)
    found = _Planned(len(sheet.rows) - plan.heads, [], [], problems)
    book = _Book.load(session)
    held = _held(session)
    seen: dict[tuple[int, date], tuple[int, int]] = {}
    for line in lines:
        account_id = book.find(line)
        if isinstance(account_id, Message):
            typed = line.handle or line.uid or line.name
            problems.append(Problem(line.row, "handle", typed, account_id))
            continue
        if line.day is None or line.followers is None:
            continue  # the reader listed it
        key = (account_id, line.day)
        other = _other(held.get(key), seen.get(key), line.followers)
        if other is SAME:
            found.known += 1
        elif other is not None:
            problems.append(Problem(line.row, "as_of", str(line.followers), other))
        else:
            seen[key] = (line.row, line.followers)
            found.lines.append(line)
            found.rows.append(
                (
                    account_id, line.day, line.followers,
                    *(line.figures.get(name) for name in COLUMNS[3:-1]),
                    line.figures.get("note", ""),
                )
            )  # fmt: skip
    problems.sort(key=lambda problem: problem.row)
    return found


def _other(held: int | None, seen: tuple[int, int] | None, followers: int) -> Message | None:
    """Say whether a day is there already: SAME for the same number, else the reason."""
    if held is not None:
        if held == followers:
            return SAME
        return Message("There is a reading of that day: {followers}.", followers=held)
    if seen is not None:
        if seen[1] == followers:
            return SAME
        return Message(
            "Row {row} has {followers} for the same day.", row=seen[0], followers=seen[1]
        )
    return None


def _held(session: Session) -> dict[tuple[int, date], int]:
    rows = session.execute(select(*columns(FollowerSnapshot, "account_id", "as_of", "followers")))
    return {(account, day): followers for account, day, followers in rows}


class _Book:
    """Finds the account that a row means."""

    def __init__(self) -> None:
        self.handles: dict[tuple[str, str], int] = {}
        self.uids: dict[tuple[str, str], int] = {}
        self.anywhere: dict[str, list[int]] = defaultdict(list)
        self.named: dict[tuple[str, str], list[int]] = defaultdict(list)

    @classmethod
    def load(cls, session: Session) -> "_Book":
        """Read every account."""
        book = cls()
        names = ("id", "platform", "handle_key", "uid")
        rows = session.execute(
            select(*columns(SocialAccount, *names), *columns(Talent, "name", "name_zh")).join(
                Talent, col(Talent.id) == col(SocialAccount.talent_id)
            )
        )
        for key, platform, handle, uid, name, name_zh in rows:
            book.handles[platform, handle] = key
            book.anywhere[handle].append(key)
            if uid:
                book.uids[platform, uid] = key
                book.anywhere[uid].append(key)
            for called in {name, name_zh} - {""}:
                for place in (platform, ""):
                    book.named[place, _folded(called)].append(key)
        return book

    def find(self, line: Line) -> int | Message:
        """Return the account's id, or why there is none."""
        handle = handle_key(line.handle) if line.handle else ""
        for held, key in ((self.uids, line.uid), (self.handles, handle)):
            if key and line.platform and (line.platform, key) in held:
                return held[line.platform, key]
        found: Sequence[int] = ()
        if not line.platform and (handle or line.uid):
            found = self.anywhere.get(handle) or self.anywhere.get(line.uid) or ()
        elif not handle and not line.uid:
            found = self.named.get((line.platform, _folded(line.name)), ())
        if len(found) == 1:
            return found[0]
        typed = line.handle or line.uid or line.name
        if len(found) > 1:
            return Message("{name} has several accounts. Say on which platform.", name=typed)
        return Message("No account {name} is on the roster.", name=typed)


def _folded(name: str) -> str:
    return "".join(name.casefold().split())


# -- people --------------------------------------------------------------------------------------


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
        problems=tuple(planned.problems[:SHOWN]),
        wrong_rows=len({problem.row for problem in planned.problems}),
        sample=tuple(planned.lines[:SHOWN]),
        warnings=tuple(planned.warnings[:SHOWN]),
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
    _refuse_wrong(planned.problems, good_rows)
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
    wrong = len({problem.row for problem in planned.problems})
    return Brought(readings=read, talent_ids=tuple(keys), known=planned.known, left_out=wrong)


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
    if len(sheet.rows) > MOST_PEOPLE + 1:
        reason = Message("At most {most} rows are taken at once.", most=MOST_PEOPLE)
        raise Invalid({"file": reason}, reason)
    lines, problems = reading.read(sheet.rows, plan, today(session), people=True, report=report)
    found = _Persons(len(sheet.rows) - plan.heads, [], {}, problems, [], [])
    book = _Book.load(session)
    faces = _faces(session)
    taken: dict[tuple[str, str], int] = {}
    for line in lines:
        key = (line.platform, handle_key(line.handle)) if line.handle else None
        if key is not None and key in taken:
            reason = Message("Row {row} has the same account.", row=taken[key])
            problems.append(Problem(line.row, "handle", line.handle, reason))
            continue
        if key is not None and key in book.handles:
            found.known += 1
            found.again.append((line, book.handles[key]))
            continue
        wrong = _wrong_words(line)
        if wrong:
            problems += wrong
            continue
        if key is not None:
            taken[key] = line.row
        found.lines.append(line)
        found.people.setdefault(_same_person(line), []).append(line)
        if (whose := _looks_like(line, faces)) is not None:
            reason = Message("May be {name}, who is on the roster.", name=whose)
            found.warnings.append(Problem(line.row, "name", line.name, reason))
    problems.sort(key=lambda problem: problem.row)
    return found


def _same_person(line: Line) -> str:
    """Rows with one name are one person with several accounts."""
    name = _folded(line.name)
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


def _faces(session: Session) -> dict[str, str]:
    """Return what everybody on the roster is recognised by -> their name."""
    found: dict[str, str] = {}
    names = ("name", "name_zh", "name_keys", "phone", "mail", "wechat")
    for name, name_zh, keys, phone, mail, wechat in session.execute(
        select(*columns(Talent, *names)).where(col(Talent.archived).is_(False))
    ):
        face = Face(0, (name, name_zh), tuple(keys), phone, mail, wechat)
        for key in _marks(face):
            found[key] = name or name_zh
    return found


def _marks(face: Face) -> set[str]:
    marks = {key for key in face.keys if len(key) > 4}
    marks |= {_folded(name) for name in face.names if len(name) > 1}
    marks |= {mail_key(value) for value in (face.mail, face.wechat) if value}
    return marks | ({phone_key(face.phone)} - {""})


def _looks_like(line: Line, faces: Mapping[str, str]) -> str | None:
    words = line.words
    names = tuple(str(words.get(name) or "") for name in ("name", "name_zh"))
    face = Face(
        0,
        tuple(name for name in names if name),
        tuple(name_keys(*names)),
        str(words.get("phone") or ""),
        str(words.get("mail") or ""),
        str(words.get("wechat") or ""),
    )
    return next((faces[key] for key in sorted(_marks(face)) if key in faces), None)


def _refuse_wrong(problems: Sequence[Problem], good_rows: bool) -> None:
    if not problems or good_rows:
        return
    fields = {
        f"{problem.row}.{problem.field}": Message(
            "Row {row}: {reason}", row=problem.row, reason=problem.reason
        )
        for problem in problems[:SHOWN]
    }
    rows = len({problem.row for problem in problems})
    raise Invalid(
        fields,
        Message("{count} rows cannot be read; nothing was imported.", count=rows),
    )
