"""What stands where the list of projects has nothing to show."""

from ui.language import tr
from ui.listing.nothing import NothingFits, hides_most
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState


def first(*buttons: Button) -> EmptyState:
    """Return what the list is for, where there is no project yet."""
    return EmptyState(
        "projects",
        tr("Run what clients have ordered"),
        tr("An accepted proposal becomes a project with its pieces and deposit invoice."),
        *buttons,
    )


def hidden(left: dict[str, int]) -> NothingFits:
    """Return which part of the filter hides every project; `left` says how many each leaves."""
    names = {
        "text": tr("The typed text hides every project."),
        "states": tr("The chosen states hide every project."),
        "settlements": tr("The chosen settlement hides every project."),
        "lead": tr("The chosen lead hides every project."),
    }
    part = hides_most(left)
    return NothingFits(part, names.get(part, tr("No project fits")))
