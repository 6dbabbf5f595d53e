"""The logical structure of a document: what is a heading, a table, a cell (ISO 14289-1)."""

from dataclasses import dataclass, field
from typing import Self

from studio.documents.writer import Writer, text_string


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure tree; attributes are given as finished PDF entries.

    A kid is another element, marked content (page, number) or the name of a link annotation.
    """

    role: str
    parent: Self | None
    attributes: str = ""
    kids: "list[Element | tuple[int, int] | str]" = field(default_factory=list)


def alternative(text: str) -> str:
    """Return the entry with the words that stand for a picture."""
    return f"/Alt {text_string(text)}"


def in_language(language: str) -> str:
    """Return the entry that names the language of an element."""
    return f"/Lang {text_string(language)}"


def box(left: float, bottom: float, right: float, top: float) -> str:
    """Return the entry with the place of a picture on its page."""
    return f"/A <</O/Layout/BBox [{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]>>"


def heads(scope: str, span: int = 1) -> str:
    """Return the entry that says what a table head is the head of: Column or Row."""
    columns = f"/ColSpan {span}" if span > 1 else ""
    return f"/A <</O/Table/Scope/{scope}{columns}>>"


def spans(columns: int) -> str:
    """Return the entry of a cell that covers several columns."""
    return f"/A <</O/Table/ColSpan {columns}>>" if columns > 1 else ""


UNNUMBERED = "/A <</O/List/ListNumbering/Disc>>"


@dataclass(frozen=True, slots=True)
class Link:
    """A link annotation: where it leads, its words, and its place on its page."""

    name: str
    element: Element
    target: str
    words: str
    place: tuple[float, float, float, float]


def write_structure(
    writer: Writer, root: Element, pages: list[list[Element]], links: list[Link]
) -> dict[str, str]:
    """Write the tree and what leads back into it; return the entries of the catalogue.

    `pages` names, for each page, the element that owns each piece of marked content.
    """
    elements = _numbered(writer, root)
    tree = writer.reserve("StructTreeRoot")
    for element, number in elements.items():
        parent = elements[element.parent] if element.parent else tree
        kids, page = _kids(writer, element, elements)
        on_page = f"/Pg {page} 0 R" if page else ""
        writer.put(
            f"Element{number}",
            f"<</Type/StructElem/S/{element.role}/P {parent} 0 R{on_page}"
            f"{element.attributes}/K [{kids}]>>",
        )
    owners = [
        f"{index} [{' '.join(f'{elements[owner]} 0 R' for owner in page)}]"
        for index, page in enumerate(pages)
    ]
    for index, link in enumerate(links, len(pages)):
        left, bottom, right, top = link.place
        writer.put(
            link.name,
            f"<</Type/Annot/Subtype/Link/Rect [{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
            f"/Border [0 0 0]/F 4/StructParent {index}/Contents {text_string(link.words)}"
            f"/A <</S/URI/URI {text_string(link.target)}>>>>",
        )
        owners.append(f"{index} {elements[link.element]} 0 R")
    parents = writer.put("ParentTree", f"<</Nums [{' '.join(owners)}]>>")
    writer.put(
        "StructTreeRoot",
        f"<</Type/StructTreeRoot/K {elements[root]} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(owners)}>>",
    )
    return {"StructTreeRoot": f"{tree} 0 R", "MarkInfo": "<</Marked true>>"}


def _numbered(writer: Writer, root: Element) -> dict[Element, int]:
    """Give every element its object number, parents before kids."""
    numbers: dict[Element, int] = {}
    waiting = [root]
    while waiting:
        element = waiting.pop()
        number = writer.next_number()
        writer.reserve(f"Element{number}")
        numbers[element] = number
        waiting.extend(kid for kid in reversed(element.kids) if isinstance(kid, Element))
    return numbers


def _kids(writer: Writer, element: Element, numbers: dict[Element, int]) -> tuple[str, int]:
    """Return the kids as PDF, and the page object when all marked content lies on one page."""
    places = {kid[0] for kid in element.kids if isinstance(kid, tuple)}
    page = writer.page_number(places.pop()) if len(places) == 1 else 0
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{numbers[kid]} 0 R")
        elif isinstance(kid, str):
            kids.append(f"<</Type/OBJR/Obj {writer.number(kid)} 0 R>>")
        elif page:
            kids.append(str(kid[1]))
        else:
            kids.append(f"<</Type/MCR/Pg {writer.page_number(kid[0])} 0 R/MCID {kid[1]}>>")
    return " ".join(kids), page
