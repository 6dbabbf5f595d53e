"""Reads the tables people bring: pasted, CSV in any usual encoding, XLSX with merged cells."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from studio.domain.talent.sheets import Broken, Cell
from studio.errors import Invalid
from studio.text import Message

LARGEST = 60 * 1024 * 1024
UNPACKED = 600 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 100
FAULTS = frozenset({"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!"})
"""What a workbook keeps where a formula failed."""

SMALL = 4 * 1024 * 1024
"""Up to this size a workbook is read whole, which is what shows its merged cells."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was brought: rows of cells, and what was noticed on the way."""

    name: str
    source: str
    rows: tuple[tuple[Cell | Broken, ...], ...]
    notes: tuple[Message, ...] = ()


def from_path(path: Path) -> Sheet:
    """Read a file; raises Invalid where it is no table."""
    try:
        if path.stat().st_size > LARGEST:
            raise _refused(Message("The file is larger than 60 MB."))
        return from_bytes(path.name, path.read_bytes())
    except FileNotFoundError as error:
        raise _refused(Message("There is no file {name}.", name=path.name)) from error
    except OSError as error:
        raise _refused(Message("{name} cannot be read.", name=path.name)) from error


def from_bytes(name: str, data: bytes) -> Sheet:
    """Read a file's bytes: a workbook where they are one, else text in columns."""
    if data[:4] == b"PK\x03\x04":
        return _workbook(name, data)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise _refused(Message("This is an old Excel file. Save it as .xlsx or CSV."))
    words, encoding = decoded(data)
    rows = tuple(_columns(words))
    if not rows:
        raise _refused(Message("The file is empty."))
    notes = () if encoding == "utf-8" else (Message("Read as {encoding}.", encoding=encoding),)
    return Sheet(name, "csv", rows, notes)


def pasted(words: str) -> Sheet:
    """Read what was pasted: columns parted by tabs, else as in a CSV file."""
    rows = tuple(_columns(words))
    if not rows:
        raise _refused(Message("There is nothing to read."))
    return Sheet("", "csv", rows)


def decoded(data: bytes) -> tuple[str, str]:
    """Return a file's text and its encoding: a mark first, else what reads without fault.

    Raises Invalid for what is no text at all.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(data, "utf-16"), "utf-16"
    if data.startswith(b"\xef\xbb\xbf"):
        return _decode(data, "utf-8-sig"), "utf-8"
    sample = data[:4000]
    if sample.count(0) > len(sample) // 5:
        little = sample[1::2].count(0) >= sample[::2].count(0)
        encoding = "utf-16-le" if little else "utf-16-be"
        return _decode(data, encoding), encoding
    if 0 in sample:
        raise _refused(Message("The file is no table of text."))
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise _refused(Message("The file's characters cannot be read. Save it as UTF-8."))


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refused(
            Message("The file's characters cannot be read. Save it as UTF-8.")
        ) from error


def _columns(words: str) -> Iterator[tuple[str, ...]]:
    words = words.lstrip("\ufeff")
    mark = _mark(words)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=mark)
    try:
        for number, row in enumerate(reader, start=1):
            if number > MOST_ROWS + 1:
                raise _refused(Message("At most {most} rows are taken at once.", most=MOST_ROWS))
            if len(row) > MOST_COLUMNS:
                raise _refused(Message("Row {row} has too many columns.", row=number))
            yield tuple(cell.strip() for cell in row)
    except csv.Error as error:
        raise _refused(Message("The table cannot be read from row {row} on.", row=1)) from error


def _mark(words: str) -> str:
    """Return what parts the columns: the sign that the first lines have most evenly."""
    lines = [line for line in words.splitlines()[:20] if line.strip()]
    best, most = ",", 0
    for mark in ("\t", ";", ",", "|"):
        counts = [line.count(mark) for line in lines]
        if counts and min(counts) > 0 and (even := min(counts)) > most:
            best, most = mark, even
    if most:
        return best
    return max("\t;,|", key=lambda mark: sum(line.count(mark) for line in lines)) if lines else ","


def _workbook(name: str, data: bytes) -> Sheet:
    _refuse_bomb(data)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    whole = len(data) <= SMALL
    try:
        values = load_workbook(io.BytesIO(data), data_only=True, read_only=not whole)
        formulas = load_workbook(io.BytesIO(data), data_only=False, read_only=not whole)
    except (InvalidFileException, KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise _refused(Message("The workbook is damaged or protected.")) from error
    try:
        sheet, counted = values.worksheets[0], formulas.worksheets[0]
        rows = _cells(sheet, counted)
        notes = _spread(sheet, rows) if whole else ()
        notes += _more_sheets(values.sheetnames)
    finally:
        values.close()
        formulas.close()
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    width = max((_filled(row) for row in rows), default=0)
    rows = [row[:width] for row in rows]
    if not rows:
        raise _refused(Message("The file is empty."))
    return Sheet(name, "csv", tuple(tuple(row) for row in rows), notes)


def _refuse_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
            size = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile as error:
        raise _refused(Message("The workbook is damaged or protected.")) from error
    if size > UNPACKED:
        raise _refused(Message("The workbook unpacks to more than 600 MB."))
    if "xl/workbook.xml" not in names:
        raise _refused(Message("The file is no table of text."))


def _cells(values: Any, formulas: Any) -> list[list[Cell | Broken]]:
    rows: list[list[Cell | Broken]] = []
    pairs = zip(
        values.iter_rows(values_only=True, max_col=MOST_COLUMNS),
        formulas.iter_rows(values_only=True, max_col=MOST_COLUMNS),
        strict=False,
    )
    for shown, written in pairs:
        if len(rows) > MOST_ROWS:
            raise _refused(Message("At most {most} rows are taken at once.", most=MOST_ROWS))
        rows.append([_cell(value, source) for value, source in zip(shown, written, strict=False)])
    return rows


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


def _filled(row: list[Cell | Broken]) -> int:
    """Return how many cells of a row count: up to the last one that says something."""
    return next((len(row) - n for n, cell in enumerate(reversed(row)) if cell is not None), 0)


def _spread(sheet: Any, rows: list[list[Cell | Broken]]) -> tuple[Message, ...]:
    """Give every cell of a merged block the block's value."""
    blocks = list(sheet.merged_cells.ranges)
    for block in blocks:
        value = rows[block.min_row - 1][block.min_col - 1]
        for row in range(block.min_row - 1, min(block.max_row, len(rows))):
            for column in range(block.min_col - 1, min(block.max_col, len(rows[row]))):
                rows[row][column] = value
    if not blocks:
        return ()
    return (Message("{n} merged blocks: each cell takes the block's value.", n=len(blocks)),)


def _more_sheets(names: list[str]) -> tuple[Message, ...]:
    if len(names) < 2:
        return ()
    return (Message("Only the first sheet is read: {name}.", name=names[0]),)


def _refused(reason: Message) -> Invalid:
    return Invalid({"file": reason}, reason)
