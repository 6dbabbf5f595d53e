"""What stands where the list of invoices has nothing to show."""

from ui.language import tr
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState


def first(*buttons: Button) -> EmptyState:
    """Return what the list is for, where there is no invoice yet."""
    return EmptyState(
        "invoices",
        tr("Ask for what is owed"),
        tr(
            "Invoices come from the payment schedule of a project, or are written here. "
            "A draft has no number until it is issued."
        ),
        *buttons,
    )
