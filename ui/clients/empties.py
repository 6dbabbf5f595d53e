"""What stands where the list of clients has nothing to show."""

from ui.language import tr
from ui.listing.nothing import NothingFits, hides_most
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState


def first(*buttons: Button) -> EmptyState:
    """Return what the list is for, where there is no client yet."""
    return EmptyState(
        "clients",
        tr("Keep who pays you, and on what terms"),
        tr("Briefs, proposals and invoices take language, currency and tax from here."),
        *buttons,
    )


def hidden(left: dict[str, int]) -> NothingFits:
    """Return which part of the filter hides every client; `left` says how many each leaves."""
    names = {
        "text": tr("The typed text hides every client."),
        "states": tr("The chosen states hide every client."),
        "lead": tr("The chosen lead hides every client."),
        "owing": tr("No client has an overdue invoice."),
    }
    part = hides_most(left)
    return NothingFits(part, names.get(part, tr("No client fits")))
