"""Writes the objects of one PDF file through ReportLab's canvas, in one pass.

The only file that touches ReportLab's inner parts (5.1). Content, fonts and images are given
to it as finished objects: its own streams lack the line end before `endstream` that PDF/A-3
(ISO 19005-3, 6.1.7.1) asks for.
"""

import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from types import SimpleNamespace
from typing import Any

_FONTLESS = "Callboard-Fontless"


def text_string(text: str) -> str:
    """Return a text as a PDF string object."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


def moment(value: datetime) -> str:
    """Return a UTC time as PDF writes it."""
    return value.strftime("D:%Y%m%d%H%M%S+00'00'")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished page, counted from 0: PDF operators and the names of what they use.

    A bookmark is a title, a height in points and a level.
    """

    size: tuple[float, float]
    content: bytes
    index: int
    images: list[str]
    links: list[str]
    bookmarks: list[tuple[str, float, int]]


class Writer:
    """One file under way: numbered objects, pages, bookmarks, and the bytes at the end."""

    def __init__(self, language: str) -> None:
        from reportlab.pdfbase.pdfmetrics import registerFont
        from reportlab.pdfgen.canvas import Canvas

        # A canvas begins each page with a font of its own, and Helvetica is not embedded.
        registerFont(
            SimpleNamespace(
                fontName=_FONTLESS,
                face=SimpleNamespace(name=_FONTLESS),
                _dynamicFont=True,
                _multiByte=False,
            )
        )
        self._bytes = BytesIO()
        make_canvas: Any = Canvas  # the stubs think a font name is a number
        self._canvas = make_canvas(
            self._bytes,
            initialFontName=_FONTLESS,
            pdfVersion=(1, 7),
            invariant=1,
            pageCompression=0,
            lang=language,
        )
        self._file = self._canvas._doc  # noqa: SLF001 - ReportLab has no public way in
        self._digest = hashlib.md5(usedforsecurity=False)
        self._bookmarks = 0

    def reserve(self, name: str) -> int:
        """Take the next object number for something that is put later."""
        return self.put(name, "null")

    def put(self, name: str, body: str | bytes) -> int:
        """Write an object, or the body of one reserved before, and return its number."""
        file = self._file
        if name not in file.idToObject:
            file.objectcounter += 1
            file.idToObjectNumberAndVersion[name] = (file.objectcounter, 0)
            file.numberToId[file.objectcounter] = name
        file.idToObject[name] = body if isinstance(body, bytes) else body.encode("latin-1")
        return self.number(name)

    def next_number(self) -> int:
        """Return the number that the next new object will get."""
        count: int = self._file.objectcounter
        return count + 1

    def page_number(self, index: int) -> int:
        """Return the object number of a page written before, counted from 0."""
        return self.number(f"Page{index + 1}")

    def number(self, name: str) -> int:
        """Return the number of an object written or reserved under a name."""
        number: int = self._file.idToObjectNumberAndVersion[name][0]
        return number

    def stream(self, name: str, head: str, data: bytes, *, packed: bool = True) -> int:
        """Write a stream object; `head` holds further entries of its dictionary."""
        self._digest.update(data)
        if packed:
            data = zlib.compress(data)
            head += "/Filter/FlateDecode"
        # After a carriage return a line feed would be read as half of one line end.
        end = b"\r\nendstream" if data.endswith(b"\r") else b"\nendstream"
        start = f"<<{head}/Length {len(data)}>>\nstream\n".encode("latin-1")
        return self.put(name, start + data + end)

    def font(self, name: str, body: str) -> None:
        """Write a font under the name by which content streams call it."""
        from reportlab.pdfbase.pdfdoc import PDFObjectReference

        self.put(name, body)
        self._file.idToObject["BasicFonts"].dict[name] = PDFObjectReference(name)

    def page(self, sheet: Sheet) -> None:
        """Write the next page."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference

        canvas = self._canvas
        canvas.setPageSize(sheet.size)
        for title, top, level in sheet.bookmarks:
            self._bookmarks += 1
            key = f"Bookmark{self._bookmarks}"
            canvas.bookmarkPage(key, fit="XYZ", left=0, top=round(top, 2))
            canvas.addOutlineEntry(title, key, level)
        canvas.showPage()
        name = f"Page{sheet.index + 1}"
        page = self._file.idToObject[name]
        self.stream(f"{name}.Content", "", sheet.content)
        page.Contents = PDFObjectReference(f"{name}.Content")
        page.XObjects = PDFDictionary({image: PDFObjectReference(image) for image in sheet.images})
        page.Annots = PDFArray([PDFObjectReference(link) for link in sheet.links])
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = sheet.index
        page.Tabs = PDFName("S")

    def catalog(self, entries: dict[str, str]) -> None:
        """Set entries of the document catalogue."""
        catalog = self._file.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, *entries]
        catalog.__Refs__ = [key for key in catalog.__Refs__ if key not in entries]
        for key, value in entries.items():
            setattr(catalog, key, value)

    def facts(self, when: datetime, texts: dict[str, str]) -> None:
        """Set title, author, subject, keywords, creator and producer, and both dates."""
        info = self._file.info
        for key, value in texts.items():
            setattr(info, key, value)
        info._dateFormatter = lambda *_parts: moment(when)  # noqa: SLF001 - see above

    def finish(self) -> bytes:
        """Return the file; its id is a digest of what is in it, never of the clock."""
        digest = self._digest.hexdigest()
        self._file._ID = f"[<{digest}><{digest}>]\n".encode()  # noqa: SLF001 - see above
        self._canvas.save()
        return self._bytes.getvalue()
