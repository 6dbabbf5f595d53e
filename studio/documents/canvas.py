"""A canvas on which everything drawn is either tagged or said to be mere decoration.

Pages are kept until the end, so that "page 3 of 7" needs no second pass and marks can be slid
under the text of a finished page. Places are in points from the lower left corner.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from studio.documents.archive import Attachment, Facts, write_archive
from studio.documents.embedding import Embedded
from studio.documents.fonts import GAP, gap_between, is_han
from studio.documents.images import Picture
from studio.documents.structure import Element, Link, in_language, write_structure
from studio.documents.ttf import Face
from studio.documents.wrapping import Piece
from studio.documents.writer import Sheet, Writer

Colour = tuple[float, float, float]


@dataclass(slots=True, eq=False)
class _Page:
    """One page under way; what is in `below` is painted before what is in `above`."""

    index: int
    below: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    owners: list[Element] = field(default_factory=list)
    images: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    bookmarks: list[tuple[str, float, int]] = field(default_factory=list)
    colour: Colour | None = None


class Canvas:
    """A document under way: pages, structure, fonts, pictures."""

    def __init__(
        self, facts: Facts, size: tuple[float, float], *, bookmarks_shown: bool = False
    ) -> None:
        self.size = size
        self._bookmarks_shown = bookmarks_shown
        self._facts = facts
        self._pages: list[_Page] = []
        self._root = Element("Document", None)
        self._owner = self._root
        self._marked = False
        self._decorating = False
        self._fonts: dict[int, tuple[Face, Embedded]] = {}
        self._pictures: dict[bytes, tuple[str, Picture]] = {}
        self._links: list[Link] = []
        self._attachments: list[Attachment] = []
        self._page = _Page(0)

    # Pages

    def start_page(self) -> None:
        """Begin the next page."""
        self._unmark()
        self._page = _Page(len(self._pages))
        self._pages.append(self._page)

    @property
    def page_count(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)

    def turn_to(self, index: int) -> None:
        """Go on drawing on a page begun before, counted from 0."""
        self._unmark()
        self._page = self._pages[index]

    def bookmark(self, title: str, top: float, level: int = 0) -> None:
        """Add an entry to the outline that leads to this height."""
        self._page.bookmarks.append((title, top, level))

    def attach(self, attachment: Attachment) -> None:
        """Carry a file inside the document."""
        self._attachments.append(attachment)

    # Structure

    def begin(self, role: str, attributes: str = "") -> None:
        """Open an element inside the open one; what is drawn now belongs to it.

        Decoration has no structure: inside it nothing is opened.
        """
        if self._decorating:
            return
        self._unmark()
        element = Element(role, self._owner, attributes)
        self._owner.kids.append(element)
        self._owner = element

    def end(self) -> None:
        """Close the open element."""
        if self._decorating:
            return
        self._unmark()
        if self._owner.parent is not None:
            self._owner = self._owner.parent

    @contextmanager
    def element(self, role: str, attributes: str = "") -> Iterator[None]:
        """Open an element for the length of a block."""
        self.begin(role, attributes)
        yield
        self.end()

    @contextmanager
    def decoration(self, kind: str = "") -> Iterator[None]:
        """Draw something that is no content, such as a page number (kind "Pagination")."""
        self._unmark()
        self._page.above.append(f"/Artifact <</Type/{kind}>> BDC" if kind else "/Artifact BMC")
        self._decorating = True
        yield
        self._decorating = False
        self._page.above.append("EMC")

    def _mark(self) -> None:
        """Make what follows the content of the open element."""
        if not self._decorating and not self._marked:
            self._page.above.append(self._owned(self._owner))
            self._marked = True

    def _unmark(self) -> None:
        if self._marked:
            self._page.above.append("EMC")
            self._marked = False

    def _owned(self, element: Element) -> str:
        number = len(self._page.owners)
        self._page.owners.append(element)
        element.kids.append((self._page.index, number))
        return f"/{element.role} <</MCID {number}>> BDC"

    # Text

    def text(self, left: float, baseline: float, piece: Piece) -> None:
        """Draw a cleaned text; Han in a document of another language says so."""
        if not piece.text:
            return
        language = piece.language
        if language or self._facts.language.startswith("zh") or piece.text.isascii():
            self._draw(left, baseline, piece, "" if language == self._facts.language else language)
            return
        last = ""
        for text in _by_script(piece.text):
            if last and gap_between(last, text[0]):
                left += GAP * piece.style.size / 1000
            self._draw(left, baseline, Piece(text, piece.style), _language(text))
            left += piece.style.width(text)
            last = text[-1]

    def text_right(self, right: float, baseline: float, piece: Piece) -> None:
        """Draw a text that ends at `right`."""
        self.text(right - piece.style.width(piece.text), baseline, piece)

    def _draw(self, left: float, baseline: float, piece: Piece, language: str) -> None:
        tagged = bool(language) and not self._decorating
        if tagged:
            self.begin("Span", in_language(language))
        self._mark()
        page, style = self._page, piece.style
        if style.colour != page.colour:
            page.above.append("{:.4g} {:.4g} {:.4g} rg".format(*style.colour))
            page.colour = style.colour
        parts = [f"BT 1 0 0 1 {left:.2f} {baseline:.2f} Tm"]
        last = ""
        for face, text in style.stack.runs(piece.text):
            if last and gap_between(last, text[0]):
                parts.append(f"[{-GAP}] TJ")
            font = self._font(face)
            parts.append(f"/{font.name} {style.size:g} Tf <{font.encode(text)}> Tj")
            last = text[-1]
        if style.tracking:
            parts.insert(1, f"{style.tracking * style.size / 1000:.3f} Tc")
            parts.append("0 Tc")
        parts.append("ET")
        page.above.append(" ".join(parts))
        if tagged:
            self.end()

    def _font(self, face: Face) -> Embedded:
        try:
            return self._fonts[id(face)][1]
        except KeyError:
            font = Embedded(face, f"Font{len(self._fonts) + 1}")
            self._fonts[id(face)] = (face, font)
            return font

    def text_below(self, matrix: str, piece: Piece) -> None:
        """Draw a cleaned text as decoration under everything else; `matrix` places it."""
        self._unmark()
        parts = ["{:.4g} {:.4g} {:.4g} rg".format(*piece.style.colour), f"BT {matrix} Tm"]
        for face, text in piece.style.stack.runs(piece.text):
            font = self._font(face)
            parts.append(f"/{font.name} {piece.style.size:g} Tf <{font.encode(text)}> Tj")
        self._page.below.append(f"/Artifact BMC q {' '.join(parts)} ET Q EMC")

    # Shapes and pictures

    def shape(self, operators: str, *, below: bool = False) -> None:
        """Draw lines and areas given as PDF operators; decoration, unless inside a figure."""
        if below:
            self._page.below.append(f"/Artifact BMC q {operators} Q EMC")
        elif self._decorating or self._owner.role == "Figure":
            self._mark()
            self._page.above.append(f"q {operators} Q")
        else:
            self._unmark()
            self._page.above.append(f"/Artifact BMC q {operators} Q EMC")

    def picture(
        self, picture: Picture, left: float, bottom: float, size: tuple[float, float]
    ) -> None:
        """Draw a picture as content of the open element, which should be a Figure."""
        self._mark()
        self._page.above.append(self._placed(picture, left, bottom, size))

    def picture_below(
        self, picture: Picture, left: float, bottom: float, size: tuple[float, float]
    ) -> None:
        """Draw a picture under the text of the page, still as content of the open element."""
        self._unmark()
        mark = self._owned(self._owner)
        self._page.below.append(f"{mark} {self._placed(picture, left, bottom, size)} EMC")

    def _placed(
        self, picture: Picture, left: float, bottom: float, size: tuple[float, float]
    ) -> str:
        name = self._pictures.setdefault(
            picture.data, (f"Picture{len(self._pictures) + 1}", picture)
        )[0]
        self._page.images.add(name)
        return f"q {size[0]:.2f} 0 0 {size[1]:.2f} {left:.2f} {bottom:.2f} cm /{name} Do Q"

    def link(self, target: str, words: str, place: tuple[float, float, float, float]) -> None:
        """Make the open element, which must be a Link, lead to a mailto or https address."""
        self._unmark()
        name = f"Link{len(self._links) + 1}"
        self._owner.kids.append(name)
        self._links.append(Link(name, self._owner, target, words, place))
        self._page.links.append(name)

    # The end

    def finish(self) -> bytes:
        """Return the bytes of the file."""
        self._unmark()
        writer = Writer(self._facts.language)
        for name, picture in self._pictures.values():
            writer.stream(
                name,
                f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}"
                "/ColorSpace/DeviceRGB/BitsPerComponent 8",
                picture.data,
            )
        for link in self._links:
            writer.reserve(link.name)
        for index, page in enumerate(self._pages):
            content = "\n".join([*page.below, *page.above]).encode("latin-1")
            writer.page(
                Sheet(self.size, content, index, sorted(page.images), page.links, page.bookmarks)
            )
        for _, font in self._fonts.values():
            font.write(writer)
        owners = [page.owners for page in self._pages]
        if self._bookmarks_shown:
            writer.catalog({"PageMode": "/UseOutlines"})
        writer.catalog(
            write_structure(writer, self._root, owners, self._links)
            | write_archive(writer, self._facts, self._attachments)
        )
        return writer.finish()


def _by_script(text: str) -> Iterator[str]:
    """Cut a text where Han begins and ends; signs and spaces go with what stands before."""
    start, current = 0, is_han(text[0])
    for place, character in enumerate(text):
        han = is_han(character)
        if han != current and (han or character.isalnum()):
            if place > start:
                yield text[start:place]
            start, current = place, han
    yield text[start:]


def _language(text: str) -> str:
    """Return the language that Han or kana in a text of one script is in, or nothing."""
    if any("\u3040" <= character <= "\u30ff" for character in text):
        return "ja"
    return "zh-CN" if any(map(is_han, text)) else ""
