"""What stands below an empty board: the first brief, or which part of the filter hides most."""

from PySide6.QtCore import QObject, Signal

from studio.services import briefs
from ui.briefs.filters import BriefFilters
from ui.context import Context
from ui.language import tr, trn
from ui.listing.nothing import NothingFits
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState


def first_brief(paste: Button, new: Button) -> EmptyState:
    """Return what a studio without briefs shows."""
    return EmptyState(
        "briefs",
        tr("No briefs yet"),
        tr("Paste a client's message: its words are kept, the fields stand beside it."),
        paste,
        new,
    )


def hidden_by(part: str, left: int) -> NothingFits:
    """Return what a filter that hides everything shows; `left` briefs show without the part."""
    names = {
        "text": tr("The typed text hides every brief."),
        "owner": tr("The chosen owner hides every brief."),
        "platform": tr("The chosen platform hides every brief."),
        "objective": tr("The chosen objective hides every brief."),
        "view": tr("The view hides every brief."),
    }
    sentence = trn("Without it there is {n} brief.", "Without it there are {n} briefs.", left)
    return NothingFits(part, names[part], sentence)


class HidingPart(QObject):
    """Finds the part of a filter that hides most, one question a part."""

    found = Signal(str, int)
    """Emitted when it is found: the part, and how many briefs there are without it."""

    def __init__(self, context: Context, filters: BriefFilters, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._filters = filters
        self._left: dict[str, int] = {}
        self._parts: tuple[str, ...] = ()

    def ask(self) -> None:
        """Count the briefs without each part that is set."""
        self._left, self._parts = {}, self._filters.parts()
        for part in self._parts:
            counted = _Counted(self, part)
            query = briefs.ids(self._filters.without(part))
            self._context.tasks.ask(query, owner=self, then=counted.arrived, slot=part)

    def count(self, part: str, left: int) -> None:
        """Take how many briefs there are without one part."""
        self._left[part] = left
        if set(self._left) == set(self._parts):
            worst = max(self._parts, key=lambda one: self._left[one])
            self.found.emit(worst, self._left[worst])


class _Counted:
    """Tells for which part of the filter a count came."""

    def __init__(self, asked: HidingPart, part: str) -> None:
        self._asked = asked
        self._part = part

    def arrived(self, ids: list[int]) -> None:
        """Pass the count on."""
        self._asked.count(self._part, len(ids))
