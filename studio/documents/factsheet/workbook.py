"""A table as an XLSX file: numbers and days as such, words always as words."""

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime

from studio.documents.language import Bilingual

Cell = str | int | date | None

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_WIDEST = 60
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """One sheet: its name, heads and rows. What begins with = + - @ stays what was written."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    stamped_at: datetime


def build(book: Workbook) -> bytes:
    """Return the XLSX file of a table: the same table always gives the same bytes."""
    from openpyxl import Workbook as File
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    file = File()
    sheet = file.active
    assert sheet is not None  # noqa: S101  a new file has a sheet
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", book.title).strip()[:31] or "1"
    sheet.freeze_panes = "B2"
    for number, row in enumerate((book.heads, *book.rows), start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                cell.value = _UNPRINTABLE.sub("", value)[:32_000]
                cell.data_type = "s"  # else "=1+1" would be a formula
                cell.quotePrefix = True
            else:
                cell.value = value
            if isinstance(value, int):
                cell.number_format = "#,##0"
            elif isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
            if number == 1:
                cell.font = Font(bold=True)
    for column in range(1, len(book.heads) + 1):
        cells = [row[column - 1] for row in (book.heads, *book.rows)]
        widest = max(_width(value) for value in cells)
        sheet.column_dimensions[get_column_letter(column)].width = min(widest + 2, _WIDEST)
    file.properties.created = book.stamped_at.replace(tzinfo=None)
    buffer = io.BytesIO()
    file.save(buffer)
    return _settled(buffer.getvalue(), book.stamped_at)


def _width(value: Cell) -> int:
    if value is None:
        return 0
    if isinstance(value, int):
        return len(f"{value:,}")
    return sum(2 if ord(character) > 0x2E80 else 1 for character in str(value))


def _settled(data: bytes, stamped_at: datetime) -> bytes:
    """Return the file with its own day instead of the moment it was written."""
    day = stamped_at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + day + rb"\g<2>", part)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return buffer.getvalue()


def plain(words: Bilingual, language: str) -> str:
    """Return words as one cell says them: in one language, or both beside each other."""
    if language == "zh":
        return words.zh or words.en
    if language == "en" or words.en == words.zh or not words.zh:
        return words.en or words.zh
    return f"{words.zh} {words.en}".strip()
