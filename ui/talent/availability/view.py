"""The view of who is free when: filters above, the grid of days, rooms and gear besides."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.domain.talent import DISCIPLINES
from studio.errors import StudioError
from studio.services import bookings
from studio.services.bookings import AvailabilityFilter, Grid, GridRow
from ui.booking.absence import AbsenceDialog
from ui.booking.dialog import BookingDialog
from ui.booking.exclusivity import ExclusivityDialog
from ui.booking.resource import ResourceDialog
from ui.context import Action, Context, Ref
from ui.language import language, short_date, text, tr, trn
from ui.talent.availability.geometry import ZOOMS, monday
from ui.talent.availability.grid import GridView
from ui.talent.availability.legend import Legend
from ui.talent.availability.menu import DayMenu
from ui.talent.availability.windows import WindowsList
from ui.widgets.boxes import frame, vbox
from ui.widgets.buttons import Button, Segment, Segments, icon_button
from ui.widgets.choosing import FilterButton
from ui.widgets.dialogs import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow, Toolbar
from ui.widgets.picks import Choice
from ui.widgets.search import SearchField
from ui.widgets.waiting import Waiting

PEOPLE = ("talent", "person")
TOUCHED = frozenset(
    {"booking", "talent", "person", "resource", "absence", "calendar", "project", "exclusivity"}
)
"""Nouns a change of which may show in the grid."""


class AvailabilityView(QWidget):
    """The roster by days; drag over days to hold them, click a booking to open it."""

    open_requested = Signal(Ref)
    """Emitted when a record elsewhere is to be opened."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(StudioError)
    """Emitted when something was refused."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._first = monday(context.clock.today())
        self._dialog: Dialog | None = None
        self._menu: DayMenu | None = None
        self._build()
        self._connect()
        self._ask()

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        self.sides = Segments(
            [
                Segment("people", tr("People")),
                Segment("resource", tr("Rooms and gear")),
                Segment("windows", tr("Exclusivities")),
            ],
            name=tr("Who or what"),
            height=28,
        )
        self.search = SearchField(tr("Filter by name"), "Ctrl F", height=26)
        self.search.setFixedWidth(180)
        crafts = [Choice(code, text(words)) for code, words in DISCIPLINES.items()]
        self.crafts = FilterButton(tr("Any craft"), crafts, multi=True)
        self.free = Button(tr("Free then"), height=26)
        self.free.setCheckable(True)
        self.free.setToolTip(tr("Only who is free on the picked days"))
        self.add_resource = Button(tr("New room or gear"), icon="plus", height=28)
        self.earlier = icon_button("caret-left", tr("Earlier days"), height=26)
        self.today = Button(tr("Today"), height=26)
        self.later = icon_button("caret-right", tr("Later days"), height=26)
        self.zoom = Segments(
            [
                Segment("week", tr("Weeks")),
                Segment("month", tr("Month")),
                Segment("quarter", tr("Quarter")),
            ],
            "month",
            name=tr("Zoom"),
            height=28,
        )
        self.add_window = Button(tr("New exclusivity"), icon="plus", height=28)
        toolbar = Toolbar(
            self.sides, self.search, self.crafts, self.free, self.add_resource, self.add_window
        )
        toolbar.add_right(self.earlier, self.today, self.later, self.zoom)
        self.grid = GridView()
        self.waiting = Waiting(self.grid, height=34)
        self.windows = WindowsList(self._context)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.windows)
        ground = frame("surface", "top")
        vbox(ground, self._stack)
        self.hints = HintRow("")
        self.legend = Legend()
        self._foot = QWidget()
        vbox(self._foot, self.legend, margins=(24, 4, 24, 4))
        column = vbox(self, toolbar, 6, ground, self._foot, self.hints)
        column.setStretchFactor(ground, 1)
        self._show_side()

    def _connect(self) -> None:
        self.add_resource.clicked.connect(self._on_add_resource_clicked)
        self.add_window.clicked.connect(self._on_add_window_clicked)
        self.crafts.chosen.connect(self._on_filter_changed)
        self.earlier.clicked.connect(self._on_earlier_clicked)
        self.free.toggled.connect(self._on_filter_changed)
        self.grid.booking_opened.connect(self.open_booking)
        self.grid.current_changed.connect(self._on_current_changed)
        self.grid.menu_requested.connect(self._on_menu_requested)
        self.grid.name_opened.connect(self._on_name_opened)
        self.grid.range_chosen.connect(self.hold)
        self.grid.stepped.connect(self._step)
        self.grid.today_wanted.connect(self._on_today_clicked)
        self.grid.zoomed.connect(self._on_zoomed)
        self.later.clicked.connect(self._on_later_clicked)
        self.search.left.connect(self.focus_main)
        self.search.searched.connect(self._on_filter_changed)
        self.sides.chosen.connect(self._on_side_chosen)
        self.today.clicked.connect(self._on_today_clicked)
        self.windows.counted.connect(self._on_windows_counted)
        self.windows.opened.connect(self.open_window)
        self.zoom.chosen.connect(self._on_filter_changed)

    # -- what is shown --------------------------------------------------------------------------

    def filter(self) -> AvailabilityFilter:
        """Return whose days are asked for."""
        picked = self.grid.current()
        free = (picked[1], picked[2]) if self.free.isChecked() and picked is not None else None
        people = self.sides.current() == "people"
        crafts = tuple(self.crafts.value() or ()) if people else ()
        return AvailabilityFilter(
            text=self.search.text(),
            nouns=(("talent",) if crafts else PEOPLE) if people else ("resource",),
            crafts=crafts,
            free_on=free,
        )

    def _ask(self) -> None:
        if self.sides.current() == "windows":
            self.windows.ask(self.search.text())
            return
        last = self._first + timedelta(days=ZOOMS[self.zoom.current()] - 1)
        self._context.tasks.ask(
            bookings.availability(self.filter(), self._first, last),
            owner=self,
            then=self._on_grid,
            slot="grid",
        )

    def _on_grid(self, grid: Grid) -> None:
        self.grid.show_grid(grid)
        self.hints.set_left(trn("{n} row", "{n} rows", len(grid.rows)))
        if grid.rows:
            self.waiting.show_content()
        else:
            self._show_empty()

    def _show_empty(self) -> None:
        if self.search.text().strip() or self.crafts.value() or self.free.isChecked():
            drop = Button(tr("Show all"), "primary")
            drop.clicked.connect(self._on_show_all_clicked)
            self.waiting.show_empty(
                EmptyState("search", tr("The filter hides everybody"), "", drop)
            )
            return
        if self.sides.current() == "resource":
            add = Button(tr("New room or gear"), "primary", "plus")
            add.clicked.connect(self._on_add_resource_clicked)
            self.waiting.show_empty(
                EmptyState(
                    "generic",
                    tr("Keep what can be booked besides people"),
                    tr(
                        "Rooms, sets, cameras, lights and vehicles, so that none is promised twice."
                    ),
                    add,
                )
            )
            return
        self.waiting.show_empty(EmptyState("people", tr("Nobody is on the roster yet"), ""))

    def _show_side(self) -> None:
        side = self.sides.current()
        windows = side == "windows"
        self.crafts.setVisible(side == "people")
        self.free.setVisible(not windows)
        self.add_resource.setVisible(side == "resource")
        self.add_window.setVisible(windows)
        for add in (self.add_resource, self.add_window):
            add.setEnabled(not self._context.read_only)
        for days in (self.earlier, self.today, self.later, self.zoom, self._foot):
            days.setVisible(not windows)
        self._stack.setCurrentIndex(int(windows))
        keys = [("Enter", tr("open or hold")), ("H", tr("hold")), ("T", tr("today"))]
        self.hints.set_keys([("Enter", tr("open"))] if windows else keys)
        if windows:
            self.hints.set_right("")

    def _on_side_chosen(self, _key: str) -> None:
        self._show_side()
        self._ask()

    def _on_filter_changed(self, _value: object = None) -> None:
        self._ask()

    def _on_show_all_clicked(self) -> None:
        self.search.set_text("")
        self.crafts.set_value(())
        self.free.setChecked(False)
        self._ask()

    def _on_current_changed(self) -> None:
        picked = self.grid.current()
        if picked is None:
            self.hints.set_right("")
            return
        first, last = picked[1], picked[2]
        span = (
            short_date(first)
            if first == last
            else tr("{first} – {last}").format(first=short_date(first), last=short_date(last))
        )
        self.hints.set_right(span)

    def _step(self, way: int) -> None:
        self._go(self._first + timedelta(days=way * (ZOOMS[self.zoom.current()] // 14 * 7 or 7)))

    def _go(self, first: date) -> None:
        self._first = monday(first)
        self._ask()

    def _on_earlier_clicked(self) -> None:
        self._step(-1)

    def _on_later_clicked(self) -> None:
        self._step(1)

    def _on_today_clicked(self) -> None:
        self._go(self._context.clock.today())

    def _on_zoomed(self, way: int) -> None:
        keys = list(ZOOMS)
        at = min(max(keys.index(self.zoom.current()) + way, 0), len(keys) - 1)
        self.zoom.set_current(keys[at])
        self._ask()

    # -- doing ----------------------------------------------------------------------------------

    def hold(self, ref: object, first: date, last: date) -> None:
        """Open the dialog that holds or books somebody on days."""
        if self._context.read_only:
            return
        self.book({"who": ref, "first": first, "last": last})

    def book(self, values: dict[str, Any]) -> None:
        """Open the dialog of a new booking."""
        self._open(BookingDialog(self._context, self, values))

    def open_booking(self, booking_id: int) -> None:
        """Open a booking that is there."""
        self._open(BookingDialog(self._context, self, booking_id=booking_id))

    def _open(self, dialog: BookingDialog) -> None:
        dialog.saved.connect(self._on_booking_saved)
        dialog.open_requested.connect(self.open_requested)
        self._dialog = dialog
        dialog.open()

    def _on_booking_saved(self, _key: int) -> None:
        self.said.emit(tr("Saved"), True)

    def _on_add_resource_clicked(self) -> None:
        self._open_resource(0)

    def _open_resource(self, key: int) -> None:
        dialog = ResourceDialog(self._context, self, key)
        dialog.saved.connect(self._on_booking_saved)
        self._dialog = dialog
        dialog.open()

    def _on_add_window_clicked(self) -> None:
        self.open_window(0)

    def open_window(self, key: int) -> None:
        """Open an exclusivity window, or the dialog of a new one."""
        dialog = ExclusivityDialog(self._context, self, key)
        dialog.saved.connect(self._on_booking_saved)
        self._dialog = dialog
        dialog.open()

    def _on_windows_counted(self, count: int) -> None:
        self.hints.set_left(trn("{n} window", "{n} windows", count))

    def _on_name_opened(self, ref: Any) -> None:
        noun, key = ref
        if noun == "resource":
            self._open_resource(key)
        elif noun == "talent":
            self.open_requested.emit(Ref("talent", key))

    def _on_menu_requested(self, ref: object, first: date, last: date, place: QPoint) -> None:
        row = self._row(ref)
        if row is None:
            return
        menu = DayMenu(self._context, self, row, first, last, self.grid.current_bookings())
        menu.absence_wanted.connect(self._on_absence_wanted)
        menu.booking_chosen.connect(self.open_booking)
        menu.hold_wanted.connect(self.grid.ask_range)
        menu.refused.connect(self.refused)
        menu.said.connect(self.said)
        self._menu = menu
        menu.popup(place)

    def _row(self, ref: object) -> GridRow | None:
        return next((row for row in self.grid.rows() if row.ref == ref), None)

    def _on_absence_wanted(self) -> None:
        picked = self.grid.current()
        row = self._row(picked[0]) if picked is not None else None
        if picked is None or row is None:
            return
        name = row.name_zh if language() == "zh" and row.name_zh else row.name or row.name_zh
        dialog = AbsenceDialog(self._context, self, row.ref, name, row.zone, picked[1], picked[2])
        dialog.saved.connect(self._on_absence_saved)
        self._dialog = dialog
        dialog.open()

    def _on_absence_saved(self) -> None:
        self.said.emit(tr("Saved"), True)

    def dialog(self) -> Dialog | None:
        """Return the dialog that was opened last."""
        return self._dialog

    def menu(self) -> DayMenu | None:
        """Return the menu that was opened last."""
        return self._menu

    # -- what its page asks ---------------------------------------------------------------------

    def refresh(self, changes: Any) -> None:
        """Ask again where a commit may show here."""
        if changes.nouns() & TOUCHED:
            self._ask()

    def focus_main(self) -> None:
        """Put the focus on the grid."""
        (self.windows.table if self.sides.current() == "windows" else self.grid).setFocus()

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.search.setFocus()

    def actions_now(self) -> list[Action]:
        """Return what can be done here now."""
        if self._context.read_only:
            return []
        return [
            Action("booking.new", tr("New booking"), self._new_booking, icon="calendar-plus"),
            Action("resource.new", tr("New room or gear"), self._on_add_resource_clicked),
            Action("exclusivity.new", tr("New exclusivity"), self._on_add_window_clicked),
        ]

    def _new_booking(self) -> None:
        picked = self.grid.current()
        if picked is None:
            self.book({})
        else:
            self.hold(*picked)

    def state(self) -> dict[str, Any]:
        """Return what `restore` needs to show the same again."""
        return {
            "first": self._first.isoformat(),
            "zoom": self.zoom.current(),
            "side": self.sides.current(),
            "text": self.search.text(),
            "crafts": list(self.crafts.value() or ()),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show what was shown when `state` was taken."""
        self._first = date.fromisoformat(state["first"])
        self.zoom.set_current(state["zoom"])
        self.sides.set_current(state["side"])
        self.search.set_text(state["text"])
        self.crafts.set_value(tuple(state["crafts"]))
        self._show_side()
        self._ask()
