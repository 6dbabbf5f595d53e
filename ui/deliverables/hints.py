"""The last line of the deliverables page: how many pieces, and the keys of the view that is on."""

from studio.services.deliverables import Counts
from ui.deliverables.sums import all_of
from ui.deliverables.views import PieceViews
from ui.language import tr, trn
from ui.widgets.header import HintRow


class PieceHints(HintRow):
    """Keys and counts under the pieces."""

    def show_view(self, key: str) -> None:
        """Show the keys of a view."""
        if key == "week":
            self.set_keys(
                [
                    ("← →", tr("other week")),
                    ("T", tr("this week")),
                    ("Ctrl ← →", tr("other day")),
                    ("P", tr("it is out")),
                ]
            )
            return
        self.set_keys([("A", tr("one step on")), ("R", tr("ask changes")), ("F2", tr("edit"))])

    def show_counts(self, views: PieceViews, counts: Counts) -> None:
        """Say how many pieces are shown; under a week, how many there are in all."""
        if views.key == "week":
            self.set_left("")
            self.set_right(all_of(counts))
            return
        board = views.board if views.key == "board" else None
        shown = board.total() if board is not None else views.table.count()
        out = board.out() if board is not None else 0
        self.set_left(trn("{n} piece", "{n} pieces", shown))
        self.set_right(tr("Published {n}").format(n=out) if out else "")
