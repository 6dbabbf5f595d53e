"""What stands on the page where there is no piece to show."""

from ui.language import tr
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState


def hidden(show_all: Button) -> EmptyState:
    """Say that the filter hides every piece."""
    return EmptyState("search", tr("The filter hides every piece"), "", show_all)


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
