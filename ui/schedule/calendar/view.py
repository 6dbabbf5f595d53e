"""The calendar view: month or week over all projects, filtered, coloured, moved by dragging."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from studio.services.schedule.calendar import CalendarFilter, CalendarItem, CalendarPage

from studio import writing
from studio.domain.names import pick
from studio.errors import StudioError
from studio.services import deliverables, schedule
from studio.services.schedule import IcsFile, IcsFilter
from studio.services.schedule import calendar as days
from ui.context import Action, Context, Ref
from ui.language import language, month_of, short_date, text, tr
from ui.schedule.calendar.grid import CalendarGrid
from ui.schedule.calendar.places import step
from ui.widgets.boxes import STRETCH, frame, hbox, vbox
from ui.widgets.buttons import Button, Segment, Segments, icon_button
from ui.widgets.choosing import FilterButton
from ui.widgets.labels import label
from ui.widgets.picks import Choice

NOUNS = frozenset({"task", "shoot_day", "booking", "deliverable", "invoice", "project"})
REFS = {"task": "task", "shoot_day": "shoot_day", "booking": "booking", "publish": "deliverable",
        "invoice": "invoice"}  # fmt: skip
_MINUTES = 24 * 60


class CalendarView(QWidget):
    """All projects on a month or a week."""

    open_requested = Signal(Ref)
    """Emitted when a record is to be opened."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._ics = b""
        self.grid = CalendarGrid(context.clock.today())
        self.switch = Segments(
            [Segment("month", tr("Month")), Segment("week", tr("Week"))],
            current="month",
            name=tr("Page"),
        )
        self.colour = Segments(
            [Segment("project", tr("By project")), Segment("person", tr("By person"))],
            current="project",
            name=tr("Colour"),
        )
        self.before = icon_button("caret-left", tr("Back"), height=26)
        self.today_button = Button(tr("Today"), "secondary", height=26)
        self.after = icon_button("caret-right", tr("On"), height=26)
        self.title = label("", "head")
        self.projects = FilterButton(tr("All projects"))
        self.people = FilterButton(tr("Everybody"))
        self.kinds = FilterButton(tr("Everything"), kinds(), multi=True)
        self.ics_button = Button(tr("Export .ics"), "secondary", "calendar", height=26)
        bar = frame("surface", "bottom")
        hbox(
            bar,
            self.switch,
            self.before,
            self.today_button,
            self.after,
            8,
            self.title,
            STRETCH,
            self.colour,
            self.projects,
            self.people,
            self.kinds,
            self.ics_button,
            margins=(16, 7, 16, 7),
        )
        column = vbox(self, bar, self.grid, gap=0)
        column.setStretchFactor(self.grid, 1)
        self._connect()
        self.ask()

    def _connect(self) -> None:
        self.after.clicked.connect(self._on_after)
        self.before.clicked.connect(self._on_before)
        self.colour.chosen.connect(self._on_colour_chosen)
        self.grid.day_changed.connect(self._on_day_changed)
        self.grid.moved.connect(self._on_moved)
        self.grid.opened.connect(self._on_opened)
        self.grid.refused.connect(self._on_move_refused)
        self.grid.turned.connect(self.turn)
        self.ics_button.clicked.connect(self.export_ics)
        self.kinds.chosen.connect(self._on_filter_chosen)
        self.people.chosen.connect(self._on_filter_chosen)
        self.projects.chosen.connect(self._on_filter_chosen)
        self.switch.chosen.connect(self.show_span)
        self.today_button.clicked.connect(self.go_today)

    # -- read -----------------------------------------------------------------------------------

    def ask(self) -> None:
        """Read the page that is shown."""
        filter = CalendarFilter(
            first=self.grid.first,
            last=self.grid.last,
            project_id=self.projects.value() or 0,
            ref=self.people.value() or "",
            kinds=self.kinds.value() or (),
        )
        self._show_title()
        self.context.tasks.ask(
            days.calendar(filter), owner=self, then=self._on_page, failed=self._on_failed,
            slot="calendar",
        )  # fmt: skip

    def _show_title(self) -> None:
        if self.grid.view == "month":
            self.title.setText(month_of(self.grid.day))
        else:
            self.title.setText(
                tr("{first} to {last}").format(
                    first=short_date(self.grid.first), last=short_date(self.grid.last)
                )
            )

    def _on_page(self, page: CalendarPage) -> None:
        self.grid.show_page(page)
        said = language()
        self.projects.set_choices(
            [Choice(key, pick(name, zh, said), hue=hue) for key, name, zh, hue in page.projects]
        )
        if not self.people.value():
            self.people.set_choices(
                [Choice(ref, pick(name, zh, said)) for ref, name, zh in page.people]
            )

    def _on_failed(self, error: StudioError) -> None:
        self.said.emit(text(error.message), False)

    # -- moves ----------------------------------------------------------------------------------

    def _on_moved(self, item: object, by: int) -> None:
        if not isinstance(item, CalendarItem) or self.context.read_only:
            return
        if item.kind == "task":
            command: Any = schedule.move_task(
                item.id, version=item.version, start=item.start + by * _MINUTES
            )
        else:
            day = item.first + timedelta(days=by)
            command = deliverables.change(item.id, version=item.version, values={"publish_on": day})
        self.context.tasks.run_outcome(
            command, owner=self, then=self._on_done, failed=self._on_refused
        )

    def _on_done(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), True)
        self.ask()

    def _on_refused(self, error: StudioError) -> None:
        fields = getattr(error, "fields", None) or {}
        words = next(iter(fields.values()), error.message)
        self.said.emit(text(words), False)
        self.ask()

    def _on_move_refused(self, why: str) -> None:
        self.said.emit(why, False)

    def _on_opened(self, kind: str, key: int) -> None:
        if kind == "booking":
            item = next((one for one in self._items() if one.kind == kind and one.id == key), None)
            if item is not None and item.project_id:
                self.open_requested.emit(Ref("project", item.project_id))
            return
        self.open_requested.emit(Ref(REFS[kind], key))

    def _items(self) -> tuple[CalendarItem, ...]:
        return self.grid.page.items if self.grid.page else ()

    # -- pages ----------------------------------------------------------------------------------

    def show_span(self, view: str) -> None:
        """Show a month or a week."""
        self.switch.set_current(view)
        self.grid.view = view
        self.ask()

    def turn(self, pages: int) -> None:
        """Show the page so many months or weeks on."""
        self.grid.go_to(step(self.grid.day, self.grid.view, pages))

    def go_today(self) -> None:
        """Go to today (Ctrl+G)."""
        self.grid.go_to(self.context.clock.today())

    def go_to(self, day: date) -> None:
        """Show the page of a day."""
        self.grid.go_to(day)

    def _on_before(self) -> None:
        self.turn(-1)

    def _on_after(self) -> None:
        self.turn(1)

    def _on_day_changed(self, _day: object) -> None:
        page = self.grid.page
        if page is None or (page.first, page.last) != (self.grid.first, self.grid.last):
            self.ask()

    def _on_filter_chosen(self, _value: object) -> None:
        self.ask()

    def _on_colour_chosen(self, key: str) -> None:
        self.grid.by_person = key == "person"
        self.grid.update()

    # -- export ---------------------------------------------------------------------------------

    def export_ics(self) -> None:
        """Save the dates that the filter names as a calendar file."""
        wanted = IcsFilter(
            ref=self.people.value() or "",
            project_id=self.projects.value() or None,
            language=language(),
        )
        self.context.tasks.ask(
            schedule.ics(wanted), owner=self, then=self._on_ics, failed=self._on_failed, slot="ics"
        )

    def _on_ics(self, file: IcsFile) -> None:
        self._ics = file.data
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.dialog = QFileDialog(
            self, tr("Save the calendar"), str(Path(folder) / file.name), "iCalendar (*.ics)"
        )
        self.dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.dialog.setDefaultSuffix("ics")
        self.dialog.selectFile(file.name)
        self.dialog.fileSelected.connect(self.save_ics)
        self.dialog.open()

    def save_ics(self, path: str) -> None:
        """Write the calendar file whole."""
        work = _Write(Path(path), self._ics)
        self.context.tasks.call(work, owner=self, then=self._on_saved, failed=self._on_failed)

    def _on_saved(self, path: Path) -> None:
        self.said.emit(tr("Saved as {name}").format(name=path.name), False)

    # -- what the page asks ---------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Show the day of a task."""
        item = next((one for one in self._items() if one.key == f"task:{record_id}"), None)
        if item is not None:
            self.grid.go_to(item.first)
            self.grid.pick_item(item.key)

    def refresh(self, changes: Any) -> None:
        """Read again where something on the calendar changed."""
        if NOUNS & changes.nouns():
            self.ask()

    def focus_main(self) -> None:
        """Put the focus on the days."""
        self.grid.setFocus()

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        return [
            Action("calendar.today", tr("Today"), self.go_today, "Ctrl+G", "calendar"),
            Action("calendar.month", tr("Month"), self._month),
            Action("calendar.week", tr("Week"), self._week),
            Action("calendar.ics", tr("Export .ics"), self.export_ics, "", "calendar"),
        ]

    def _month(self) -> None:
        self.show_span("month")

    def _week(self) -> None:
        self.show_span("week")

    def state(self) -> dict[str, Any]:
        """Return page and day."""
        return {"view": self.grid.view, "day": self.grid.day.isoformat()}

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        if state.get("view") in ("month", "week"):
            self.show_span(str(state["view"]))
        if state.get("day"):
            self.grid.go_to(date.fromisoformat(str(state["day"])))


def kinds() -> list[Choice]:
    """Return what can stand on the calendar."""
    return [
        Choice("task", tr("Tasks")),
        Choice("shoot_day", tr("Shoot days")),
        Choice("booking", tr("Bookings")),
        Choice("publish", tr("Publishing")),
        Choice("invoice", tr("Invoices due")),
    ]


class _Write:
    """Writes a file off the window's thread."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path, self._data = path, data

    def __call__(self) -> Path:
        """Write it whole; return where."""
        writing.write_whole(self._path, self._data)
        return self._path
