"""Reads XML without following anything it points to, and asks its elements for values."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from studio.domain.schedule.exchange.mspdi.tags import SPACE
from studio.errors import Invalid
from studio.text import Message

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 40 * 1024 * 1024
YEARS = range(1970, 2200)
BOUND = 1e15


def parse(data: bytes) -> "Node":
    """Return the root of a document; raises Invalid for what is broken, huge or no project.

    Entities are not resolved and nothing is fetched; a document type is refused outright.
    """
    from lxml import etree

    if len(data) > LARGEST:
        raise refused(Message("The file is larger than {size} MB.", size=LARGEST // 1024 // 1024))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refused(Message("The file is no XML that can be read.")) from error
    if root.getroottree().docinfo.doctype:
        raise refused(Message("The file brings a document type, which is not taken."))
    if not isinstance(root.tag, str) or etree.QName(root).localname != "Project":
        raise refused(Message("This is no project of Microsoft Project."))
    return Node(root)


def refused(reason: Message) -> Invalid:
    """Return the refusal of a file."""
    return Invalid({"file": reason})


class Node:
    """An element whose children are asked by their path, with or without the format's namespace."""

    def __init__(self, element: "_Element") -> None:
        self._element = element

    def all(self, path: str) -> list["Node"]:
        """Return the elements at a path below this one."""
        found = [self._element]
        for part in path.split("/"):
            names = (f"{{{SPACE}}}{part}", part)
            found = [child for one in found for child in one if child.tag in names]
        return [Node(one) for one in found]

    def text(self, path: str) -> str:
        """Return the text of the first element at a path, empty where there is none."""
        found = self.all(path)
        return (found[0].own or "").strip() if found else ""

    @property
    def own(self) -> str | None:
        """The text of the element itself."""
        return self._element.text

    def moment(self, path: str) -> datetime | None:
        """Return a time, None where there is none; raises Invalid for one outside 1970 to 2199."""
        value = self.text(path)
        if not value or value == "NA":
            return None
        try:
            found = datetime.fromisoformat(value)
        except ValueError as error:
            raise refused(Message('"{typed}" is no date.', typed=value[:60])) from error
        if found.year not in YEARS:
            raise refused(Message('"{typed}" is no date.', typed=value[:60]))
        return found

    def date(self, path: str) -> date | None:
        """Return the day of a time."""
        found = self.moment(path)
        return found.date() if found is not None else None

    def number(self, path: str, default: float = 0) -> float:
        """Return a number, the default where it is missing, none, or beyond all bounds."""
        try:
            found = float(self.text(path) or default)
        except ValueError:
            return default
        return found if abs(found) < BOUND else default

    def flag(self, path: str) -> bool:
        """Return whether an element says 1 or true."""
        return self.text(path).lower() in ("1", "true")
