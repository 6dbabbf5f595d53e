"""Reads workbooks (XLSX): what cells show, merged blocks, formulas without a kept value."""

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from zlib import error as Damaged

from studio.domain.talent.sheets import Broken, Cell
from studio.errors import Invalid
from studio.text import Message

UNPACKED = 600 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 100
EVERY = 2_000
"""Rows between two reports of progress."""

FAULTS = frozenset({"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!"})
"""What a workbook keeps where a formula failed."""

Row = list[Cell | Broken]
Report = Callable[[int, int], None]
"""Told how many of how many rows are read, 0 where nobody knows; raises to stop."""

_PIECE = 1 << 20
_OVERLAP = 200
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\""
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_BREAKS = (KeyError, ValueError, OSError, SyntaxError, EOFError, zipfile.BadZipFile, Damaged)
"""What the reading of a damaged workbook ends in; broken XML is a SyntaxError."""

Block = tuple[int, int, int, int]
"""The first row and column of a merged block and its last, from 0."""


def refused(reason: Message) -> Invalid:
    """Return the refusal of a file."""
    return Invalid({"file": reason}, reason)


def read(data: bytes, report: Report | None = None) -> tuple[list[Row], tuple[Message, ...]]:
    """Return the rows of a workbook's first visible sheet, and what was noticed on the way."""
    from openpyxl import load_workbook

    _refuse_bomb(data)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True, read_only=True)
        sheet = next(one for one in book.worksheets if one.sheet_state == "visible")
        blocks, formulas = _looked_over(data, sheet.title)
        written = _formulas(data, sheet.title) if formulas else None
        rows = _cells(sheet, written, report)
        names = [one.title for one in book.worksheets if one.sheet_state == "visible"]
        book.close()
    except StopIteration as error:
        raise refused(Message("The file is empty.")) from error
    except _BREAKS as error:
        raise refused(Message("The workbook is damaged or protected.")) from error
    notes = _spread(blocks, rows)
    if len(names) > 1:
        notes += (Message("Only the first sheet is read: {name}.", name=names[0]),)
    return rows, notes


def _refuse_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
            size = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile as error:
        raise refused(Message("The workbook is damaged or protected.")) from error
    if size > UNPACKED:
        raise refused(Message("The workbook unpacks to more than 600 MB."))
    if "xl/workbook.xml" not in names:
        raise refused(Message("The file is no table of text."))


# -- cells ---------------------------------------------------------------------------------------


def _formulas(data: bytes, title: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a sheet as they were written, formulas as formulas."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=False, read_only=True)
    return _lines(book[title])


def _lines(sheet: Any) -> Iterator[tuple[Any, ...]]:
    # Some programs write a sheet's size wrongly; without it every row that is there is read.
    sheet.reset_dimensions()
    lines: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True)
    return lines


def _cells(
    sheet: Any, written: Iterator[tuple[Any, ...]] | None, report: Report | None
) -> list[Row]:
    """Return the rows up to the last that says something, all of one width."""
    rows: list[Row] = []
    blank = width = 0
    for place, shown in enumerate(_lines(sheet)):
        if report is not None and place % EVERY == 0:
            report(place, 0)
        sources = next(written, ()) if written is not None else ()
        row = _row(shown, sources)
        if not row:
            blank += 1
            continue
        if len(rows) + blank > MOST_ROWS:
            raise refused(Message("At most {most} rows are taken at once.", most=MOST_ROWS))
        rows += [[] for _ in range(blank)]
        rows.append(row)
        blank, width = 0, max(width, len(row))
    if not rows:
        raise refused(Message("The file is empty."))
    for row in rows:
        row += [None] * (width - len(row))
    return rows


def _row(shown: Sequence[Any], sources: Sequence[Any]) -> Row:
    """Return the cells of a row up to the last that says something."""
    row = [
        _cell(value, sources[place] if place < len(sources) else None)
        for place, value in enumerate(shown[:MOST_COLUMNS])
    ]
    while row and row[-1] is None:
        row.pop()
    return row


def _cell(value: Any, written: Any) -> Cell | Broken:
    """Return a cell's value; a formula counts by what it last came to."""
    if value is None and isinstance(written, str) and written.startswith("="):
        return Broken(Message("The formula {formula} has no kept value.", formula=written[:40]))
    if isinstance(value, str) and value in FAULTS:
        return Broken(Message("The formula failed: {value}", value=value[:20]))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return value.strip() or None
    if value is None or isinstance(value, int | float | date):
        return value
    return str(value)


# -- merged blocks -------------------------------------------------------------------------------


def _looked_over(data: bytes, title: str) -> tuple[list[Block], bool]:
    """Return the merged blocks of a sheet and whether it has formulas, from the file itself.

    A workbook that is read row by row says neither, and read whole a large one takes a gigabyte.
    """
    found: dict[Block, None] = {}
    formulas = False
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        part = _part_of(packed, title)
        if not part:
            return [], True
        with packed.open(part) as sheet:
            kept = b""
            while piece := sheet.read(_PIECE):
                words = kept + piece
                formulas = formulas or _FORMULA.search(words) is not None
                for match in _MERGED.finditer(words):
                    left, top, right, bottom = match.groups()
                    block = (int(top) - 1, _column(left), int(bottom) - 1, _column(right))
                    found[block] = None
                kept = words[-_OVERLAP:]
    return list(found), formulas


def _part_of(packed: zipfile.ZipFile, title: str) -> str:
    """Return where a sheet is kept in its workbook, "" where it cannot be said."""
    named = {
        html.unescape(_said(tag, b"name")): _said(tag, rb"(?:\w+:)?id")
        for tag in _SHEET.findall(packed.read("xl/workbook.xml"))
    }
    links = "xl/_rels/workbook.xml.rels"
    if links not in packed.namelist():
        return ""
    targets = {
        _said(tag, b"Id"): _said(tag, b"Target") for tag in _LINK.findall(packed.read(links))
    }
    target = targets.get(named.get(title, ""), "")
    part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return part if part in packed.namelist() else ""


def _said(tag: bytes, attribute: bytes) -> str:
    match = re.search(rb"\s" + attribute + rb"=\"([^\"]*)\"", tag)
    return match[1].decode("utf-8", "replace") if match else ""


def _column(letters: bytes) -> int:
    """Return the number of a column from its letters: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _spread(blocks: Sequence[Block], rows: list[Row]) -> tuple[Message, ...]:
    """Give every cell of a merged block the block's value."""
    spread = 0
    for top, left, bottom, right in blocks:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [value] * len(row[left : right + 1])
        spread += 1
    if not spread:
        return ()
    return (Message("{n} merged blocks: each cell takes the block's value.", n=spread),)
