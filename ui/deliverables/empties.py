"""What stands on the page where there is no piece to show."""

from ui.language import tr
from ui.listing.nothing import NothingFits, hides_most
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState


def hidden(left: dict[str, int]) -> NothingFits:
    """Return which part of the filter hides every piece; `left` says how many each leaves."""
    names = {
        "text": tr("The typed text hides every piece."),
        "states": tr("Nothing is out yet"),
        "project": tr("The chosen project has no such piece."),
        "late": tr("No piece is late."),
        "waiting": tr("No piece waits for you."),
    }
    part = hides_most(left)
    return NothingFits(part, names.get(part, tr("The filter hides every piece")))


def none_of(view: str, add: Button, go: Button) -> EmptyState:
    """Say what a view without pieces is for; `add` and `go` lead on from an empty studio."""
    if view == "archived":
        return EmptyState("deliverables", tr("Nothing is archived"))
    if view == "out":
        return EmptyState("deliverables", tr("Nothing is out yet"))
    return EmptyState(
        "deliverables",
        tr("Follow each piece from script to published"),
        tr("An accepted proposal makes them from its lines; others are added here."),
        add,
        go,
    )
