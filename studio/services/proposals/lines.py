"""Commands on the rows of the price table."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from studio.domain import proposals as rules
from studio.errors import Invalid
from studio.persistence.tables.proposals import ProposalLine, ProposalVersion
from studio.services.operation import command, name_step
from studio.services.proposals.offered import refuse_unoffered
from studio.services.proposals.ordering import bring, place, shift
from studio.services.proposals.rates import follow
from studio.services.proposals.reading import editable, lines_of, options_of, part
from studio.services.studio.rows import put
from studio.text import Message, Named

MOST = 500
"""More rows than any price table has; a file that brings more is refused."""

_COPIED = frozenset(rules.LINE) | {"rate_state", "rate_on"}


@command("Add line", right="proposals.edit")
def add_line(
    session: Session,
    version_id: int,
    values: Mapping[str, object] | None = None,
    *,
    after: int | None = None,
) -> int:
    """Add a row after another (at the end without one) and return its id.

    Where no letters are given it is part of the options the row above is part of.
    """
    version = editable(session, version_id)
    rows = lines_of(session, version_id)
    if len(rows) >= MOST:
        raise Invalid({"row": Message("A price table has at most {most} rows.", most=MOST)})
    clean = rules.check(rules.LINE, {"options": _letters(session, rows, version, after)})
    clean |= rules.check(rules.LINE, values or {})
    if clean.get("talent_id"):
        refuse_unoffered(session, clean["talent_id"])
    line = ProposalLine(
        proposal_id=version.proposal_id,
        version_id=version_id,
        position=place(rows, after),
        **clean,
    )
    session.add(line)
    session.flush()
    follow(session, line, frozenset(values or {}))
    session.flush()
    name_step(session, Message("Add line {line}", line=_called(line)))
    return line.key


def _letters(
    session: Session, rows: Sequence[ProposalLine], version: ProposalVersion, after: int | None
) -> str:
    above = next((row for row in rows if row.id == after), rows[-1] if rows else None)
    if above is not None and above.options:
        return above.options
    return "".join(one.letter for one in options_of(session, version.key) if not one.addon)


@command("Change line", right="proposals.edit")
def change_line(
    session: Session, line_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change fields of a row; return its new version. Prices are minor units or Money.

    A row without a price takes that of the rate card when creator, platform and format are known.
    """
    line = part(session, ProposalLine, line_id, version)
    clean = rules.check(rules.LINE, values)
    if clean.get("talent_id"):
        refuse_unoffered(session, clean["talent_id"])
    put(line, clean)
    follow(session, line, frozenset(values))
    name_step(session, Message("Change line {line}", line=_called(line)))
    session.flush()
    return line.version


@command("Change options of a line", right="proposals.edit")
def toggle_letter(session: Session, line_id: int, *, version: int, letter: str) -> int:
    """Put a row into an option or take it out; a heading takes its whole section along.

    Returns the row's new version.
    """
    line = part(session, ProposalLine, line_id, version)
    known = {option.letter for option in options_of(session, line.version_id)}
    if letter not in known:
        raise Invalid({"options": Message("There is no option {letter}.", letter=letter)})
    rows = section(lines_of(session, line.version_id), line) if line.row == "heading" else [line]
    items = [row for row in rows if row.row == "item"] or [line]
    taken = all(letter in row.options for row in items)
    for row in rows:
        row.options = _with(row.options, letter, add=not taken)
    session.flush()
    if taken:
        label = Message("Take {line} out of option {letter}", line=_called(line), letter=letter)
    else:
        label = Message("Put {line} into option {letter}", line=_called(line), letter=letter)
    name_step(session, label)
    return line.version


def section(rows: Sequence[ProposalLine], heading: ProposalLine) -> list[ProposalLine]:
    """Return a heading and the rows under it, up to the next heading."""
    at = next(n for n, row in enumerate(rows) if row.id == heading.id)
    found = [rows[at]]
    for row in rows[at + 1 :]:
        if row.row == "heading":
            break
        found.append(row)
    return found


def _with(letters: str, letter: str, *, add: bool) -> str:
    kept = set(letters) | {letter} if add else set(letters) - {letter}
    return "".join(sorted(kept))


@command("Move line", right="proposals.edit")
def move_line(session: Session, line_id: int, *, version: int, by: int) -> int:
    """Move a row up (-1) or down (+1); return its new version."""
    line = part(session, ProposalLine, line_id, version)
    shift(lines_of(session, line.version_id), line_id, by)
    name_step(session, Message("Move line {line}", line=_called(line)))
    session.flush()
    return line.version


@command("Move line", right="proposals.edit")
def bring_line(session: Session, line_id: int, *, version: int, to: int) -> int:
    """Move a row to an index of the table, counted from 0; return its new version."""
    line = part(session, ProposalLine, line_id, version)
    bring(lines_of(session, line.version_id), line_id, to)
    name_step(session, Message("Move line {line}", line=_called(line)))
    session.flush()
    return line.version


@command("Double line", right="proposals.edit")
def double_line(session: Session, line_id: int) -> int:
    """Copy a row under itself and return the copy's id."""
    line = part(session, ProposalLine, line_id, None)
    values: dict[str, Any] = {name: getattr(line, name) for name in _COPIED}
    copy = ProposalLine(
        proposal_id=line.proposal_id,
        version_id=line.version_id,
        position=place(lines_of(session, line.version_id), line_id),
        **values,
    )
    session.add(copy)
    session.flush()
    name_step(session, Message("Double line {line}", line=_called(line)))
    return copy.key


@command("Remove line", right="proposals.edit")
def remove_line(session: Session, line_id: int, *, version: int) -> None:
    """Take a row out of the table."""
    line = part(session, ProposalLine, line_id, version)
    name_step(session, Message("Remove line {line}", line=_called(line)))
    session.delete(line)
    session.flush()


def _called(line: ProposalLine) -> Named:
    return Named(line.title or ("" if line.title_zh else "…"), line.title_zh)
