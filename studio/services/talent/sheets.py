"""Reads the tables people bring: pasted, CSV in any usual encoding, workbooks."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.domain.talent.sheets import Broken, Cell
from studio.services.talent import workbooks
from studio.services.talent.workbooks import MOST_COLUMNS, MOST_ROWS, Report, refused
from studio.text import Message

LARGEST = 60 * 1024 * 1024
LOCKS = ("~$", ".~lock.")
"""How the files begin that only say that a table is open: Excel's and LibreOffice's."""

_SEALED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    b"%PDF-": Message("This is a PDF. Save the table itself as .xlsx or CSV."),
    b"\x89PNG": Message("This is a picture. Save the table itself as .xlsx or CSV."),
    b"\xff\xd8\xff": Message("This is a picture. Save the table itself as .xlsx or CSV."),
    b"{\\rtf": Message("The file is no table of text."),
}
"""What files of other kinds begin with, whatever they are called."""

_PAGE = re.compile(rb"\s*<(?:!doctype|html|head|meta|table|\?xml)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was brought: rows of cells, and what was noticed on the way."""

    name: str
    source: str
    rows: tuple[tuple[Cell | Broken, ...], ...]
    notes: tuple[Message, ...] = ()


def from_path(path: Path, report: Report | None = None) -> Sheet:
    """Read a file; raises Invalid where it is no table. `report` may raise to stop."""
    if path.name.startswith(LOCKS):
        raise refused(
            Message(
                "{name} only says that a table is open in another program. Choose the table.",
                name=path.name,
            )
        )
    try:
        if path.is_dir():
            raise refused(Message("{name} is a folder.", name=path.name))
        if path.stat().st_size > LARGEST:
            raise refused(Message("The file is larger than 60 MB."))
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise refused(Message("There is no file {name}.", name=path.name)) from error
    except OSError as error:
        reason = Message(
            "{name} cannot be read. Is it open in another program? Close it there first.",
            name=path.name,
        )
        raise refused(reason) from error
    return from_bytes(path.name, data, report)


def from_bytes(name: str, data: bytes, report: Report | None = None) -> Sheet:
    """Read a file's bytes: a workbook where they are one, else text in columns."""
    if data[:4] == b"PK\x03\x04":
        rows, notes = workbooks.read(data, report)
        return Sheet(name, "csv", tuple(tuple(row) for row in rows), notes)
    _refuse_others(data)
    words, encoding = decoded(data)
    if _CONTROL.search(words):
        raise refused(Message("The file is no table of text."))
    found = tuple(_columns(words))
    if not _says_something(found):
        raise refused(Message("The file is empty."))
    notes = () if encoding == "utf-8" else (Message("Read as {encoding}.", encoding=encoding),)
    return Sheet(name, "csv", found, notes)


def _refuse_others(data: bytes) -> None:
    """Refuse what is no text, in words that say what to do."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise refused(
            Message("The workbook has a password. Save a copy without one.")
            if _SEALED in data
            else Message("This is an old Excel file. Save it as .xlsx or CSV.")
        )
    for mark, reason in _OTHERS.items():
        if data.startswith(mark):
            raise refused(reason)
    if _PAGE.match(data[:200]):
        raise refused(
            Message("This is a web page, not a table, whatever its name says. Save it as .xlsx.")
        )


def _says_something(rows: Iterable[Sequence[Cell | Broken]]) -> bool:
    return any(cell not in (None, "") for row in rows for cell in row)


def pasted(words: str) -> Sheet:
    """Read what was pasted: columns parted by tabs, else as in a CSV file."""
    rows = tuple(_columns(words))
    if not _says_something(rows):
        raise refused(Message("There is nothing to read."))
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
        raise refused(Message("The file is no table of text."))
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise refused(Message("The file's characters cannot be read. Save it as UTF-8."))


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refused(Message("The file's characters cannot be read. Save it as UTF-8.")) from error


def _columns(words: str) -> Iterator[tuple[str, ...]]:
    words = words.lstrip("\ufeff")
    mark = _mark(words)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=mark)
    try:
        for number, row in enumerate(reader, start=1):
            if number > MOST_ROWS + 1:
                raise refused(Message("At most {most} rows are taken at once.", most=MOST_ROWS))
            cells = [cell.strip() for cell in row]
            while len(cells) > MOST_COLUMNS and not cells[-1]:
                cells.pop()
            if len(cells) > MOST_COLUMNS:
                raise refused(Message("Row {row} has too many columns.", row=number))
            yield tuple(cells)
    except csv.Error as error:
        row_on = Message("The table cannot be read from row {row} on.", row=reader.line_num)
        raise refused(row_on) from error


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
