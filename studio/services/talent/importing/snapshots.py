"""Readings of a table: seen first, then all of them or nothing, as one step."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from studio.domain.talent import importing as reading
from studio.domain.talent.importing import Line, Plan, Problem, Report
from studio.persistence.imports import COLUMNS, packed
from studio.persistence.tables.accounts import FollowerSnapshot, SnapshotImport
from studio.services.matching import columns
from studio.services.operation import command, name_step, query, scope, today
from studio.services.talent.importing.book import Book
from studio.services.talent.importing.outcome import (
    SHOWN,
    Brought,
    Preview,
    refuse_wrong,
    wrong_rows,
)
from studio.services.talent.sheets import Sheet
from studio.text import Message

SAME = Message("This reading is there already.")


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
        problems=tuple(planned.problems),
        wrong_rows=wrong_rows(planned.problems),
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
    refuse_wrong(planned.problems, good_rows)
    if not planned.rows:
        return _brought(planned)
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
    return _brought(planned, row.key)


def _brought(planned: "_Planned", import_id: int = 0) -> Brought:
    return Brought(
        import_id,
        len(planned.rows),
        known=planned.known,
        left_out=wrong_rows(planned.problems),
        problems=tuple(planned.problems),
    )


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
    found = _Planned(len(sheet.rows) - plan.first, [], [], problems)
    book = Book.load(session)
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
