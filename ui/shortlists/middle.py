"""The list of a shortlist: those found, those put forward, those left out; and what to loosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from studio.domain.names import pick
from studio.services.shortlists import Found, MatchRow
from ui.context import Context
from ui.language import language, text, tr
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.shortlists.cells import Cells
from ui.shortlists.hover import SumHover
from ui.shortlists.left_out import LeftOut
from ui.shortlists.loosen import Loosen
from ui.widgets.boxes import frame, vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow
from ui.widgets.waiting import Waiting


class Middle(QWidget):
    """What stands between the filters and the score."""

    current_changed = Signal(int)
    """Emitted when another row is current; carries the talent's id, 0 for none."""

    filter_left_out = Signal(str)
    """Emitted when a filter is to exclude nobody any more; carries its code."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: dict[int, MatchRow] = {}
        self._view = "found"
        self._worst = ""
        columns = Cells(context.language).columns()
        self.table = RecordTable(columns, self._fetch, height=48, name=tr("Found for the brief"))
        SumHover(self.table)
        self.loosen = Loosen(context)
        self.loosen.hide()
        self.left_out = LeftOut(context)
        self.left_out.hide()
        self.waiting = Waiting(self.table, height=48)
        self.hints = HintRow(
            "",
            [
                ("Space", tr("shortlist", "key")),
                ("X", tr("leave out", "key")),
                ("C", tr("compare", "key")),
                ("Ctrl Enter", tr("PDF", "key")),
            ],
        )
        ground = frame("surface", "top")
        vbox(ground, self.loosen, self.waiting, self.left_out)
        column = vbox(self, ground, self.hints)
        column.setStretchFactor(ground, 1)
        self.loosen.left_out.connect(self.filter_left_out)
        self.table.current_changed.connect(self.current_changed)

    def on_key(self, key: str, run: Callable[[], None]) -> None:
        """Run something when a key is pressed in the list."""
        shortcut = QShortcut(QKeySequence(key), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)

    # -- what is shown --------------------------------------------------------------------------

    def take(self, found: Found) -> None:
        """Take another answer; `show_view` shows it."""
        self._rows = found.known
        self.left_out.show_found(found)
        self.table.forget()

    def show_view(self, found: Found, view: str) -> None:
        """Show those found, those shortlisted or those left out."""
        self._view = view
        away = view == "away"
        self.left_out.setVisible(away)
        self.waiting.setVisible(not away)
        if view == "found" and found.rows:
            self.loosen.show_found(found)
        else:
            self.loosen.hide()
        shown = [key for key in listed(found) if key in self._rows]
        if view == "found":
            declined = {one.talent_id for one in found.kept if one.state.code == "declined"}
            shown = [row.talent_id for row in found.rows if row.talent_id not in declined]
        self.table.set_ids(shown, select_first=True)
        if shown:
            self.waiting.show_content()
        else:
            self._show_empty(found)
        count = len(listed(found))
        self.hints.set_left(tr("{n} of {total}").format(n=len(found.rows), total=found.considered))
        self.hints.set_right(tr("{n} shortlisted").format(n=count) if count else "")

    def _show_empty(self, found: Found) -> None:
        if self._view == "listed":
            self.waiting.show_empty(
                EmptyState("people", tr("Nobody is shortlisted yet"), tr("Space picks the row."))
            )
            return
        if found.worst is None:
            self.waiting.show_empty(
                EmptyState("people", tr("There is nobody to choose from"),
                           tr("Add creators to the roster first."))
            )  # fmt: skip
            return
        self._worst = found.worst_filter
        drop = Button(tr("Drop it"), "primary")
        drop.clicked.connect(self._on_drop_clicked)
        drop.setEnabled(found.worst_filter != "pitch" and not self._context.read_only)
        self.waiting.show_empty(
            EmptyState("search", tr("The filters leave nobody"), _why_nobody(found), drop)
        )

    def _on_drop_clicked(self) -> None:
        self.filter_left_out.emit(self._worst)

    def show_no_brief(self, button: Button) -> None:
        """Say where a shortlist begins: no brief was chosen."""
        self.table.set_ids([])
        self.loosen.hide()
        self.waiting.show_empty(
            EmptyState(
                "people",
                tr("A shortlist belongs to a brief"),
                tr("Open a brief and press Ctrl M."),
                button,
            )
        )

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        arrived({key: self._rows[key] for key in ids if key in self._rows})

    # -- who is meant ---------------------------------------------------------------------------

    def row(self, key: int) -> MatchRow | None:
        """Return somebody who was found."""
        return self._rows.get(key)

    def current(self) -> MatchRow | None:
        """Return who is current in the list."""
        return self._rows.get(self.table.current_id())

    def picked(self) -> list[MatchRow]:
        """Return the picked rows in the list's order, the current one where none is picked."""
        keys = self.table.picked_ids()
        rows = [self._rows[key] for key in self.table.ids() if key in keys and key in self._rows]
        current = self.current()
        return rows or ([current] if current is not None else [])

    def first(self, most: int) -> list[MatchRow]:
        """Return the first rows of the list."""
        return [self._rows[key] for key in self.table.ids()[:most] if key in self._rows]

    def go_on(self, keys: Sequence[int]) -> None:
        """Go to the row after these: Space, Space, Space takes the first three."""
        ids = list(self.table.ids())
        places = [ids.index(key) for key in keys if key in ids]
        if self._view == "found" and places and max(places) + 1 < len(ids):
            self.table.select_id(ids[max(places) + 1])


def _why_nobody(found: Found) -> str:
    """Return which filter removes most, and who would be there but for an exclusivity."""
    said = [text(found.worst)]
    for away in found.away:
        if away.filters == ("exclusive",):
            name = pick(away.name, away.name_zh, language())
            said += [tr("{name}: {why}").format(name=name, why=text(one)) for one in away.words]
    return "\n".join(said[:4])


def listed(found: Found | None) -> list[int]:
    """Return who is on the shortlist, in its order."""
    if found is None:
        return []
    return [one.talent_id for one in found.kept if one.state.code != "declined"]
