"""The calendar: month or week over all projects, entries dragged to other days."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from studio import writing
from studio.domain.names import pick
from studio.errors import StudioError
from studio.services import bookings, deliverables, projects, schedule
from studio.services.projects import Pick
from studio.services.schedule import Agenda, AgendaFilter, Entry, IcsFile, IcsFilter
from ui.booking.dialog import BookingDialog
from ui.context import Action, Context, Ref
from ui.language import between, month_of, text, tr, weekday_date
from ui.schedule.calendar import words
from ui.schedule.calendar.grid import Grid
from ui.schedule.calendar.layout import month_span, week_span
from ui.widgets.boxes import frame, hbox, vbox
from ui.widgets.buttons import Button, Segment, Segments, icon_button
from ui.widgets.choosing import FilterButton
from ui.widgets.header import Toolbar
from ui.widgets.labels import label
from ui.widgets.menus import Menu
from ui.widgets.picks import Choice
from ui.widgets.search import SearchField

HEIGHT = 26


class CalendarView(QWidget):
    """What is on which day, over all projects."""

    open_requested = Signal(object)
    """Emitted when a record is to be opened; carries a Ref."""

    said = Signal(str, bool)
    """Emitted when something was done or refused: the words, and whether Undo is offered."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._day = context.clock.today()
        self._filter = AgendaFilter()
        self._data = b""
        self._menu: Menu | None = None
        self._dialog: BookingDialog | None = None
        self._build()
        self._connect()
        context.tasks.ask(projects.picks(), owner=self, then=self._on_projects, slot="projects")
        self.ask()

    def _build(self) -> None:
        self.span = Segments(
            [Segment("month", tr("Month")), Segment("week", tr("Week"))],
            current="month",
            height=HEIGHT,
            name=tr("Span"),
        )
        self.back = icon_button("caret-left", tr("Earlier", "time"), height=HEIGHT)
        self.today = Button(tr("Today"), height=HEIGHT)
        self.on = icon_button("caret-right", tr("Later"), height=HEIGHT)
        self.title = label("", "head")
        self.colours = Segments(
            [Segment("project", tr("By project")), Segment("person", tr("By person"))],
            current="project",
            height=HEIGHT,
            name=tr("Colours"),
        )
        self.search = SearchField(tr("Filter the calendar"), "", height=HEIGHT)
        self.search.setFixedWidth(150)
        self.kinds = FilterButton(
            tr("Everything"), [Choice(key, name) for key, name in words.kinds().items()], multi=True
        )
        self.projects = FilterButton(tr("All projects"), [], multi=True)
        self.save = Button(tr("Save .ics"), icon="calendar", height=HEIGHT)
        self.grid = Grid(self._day)
        self.bar = Toolbar(line=True)
        steps = QWidget()
        hbox(steps, self.back, self.today, self.on, gap=2)
        self.bar.add(self.span, steps, self.title)
        self.bar.add_right(self.search, self.colours, self.kinds, self.projects, self.save)
        ground = frame("surface")
        vbox(ground, self.grid)
        column = vbox(self, self.bar, ground)
        column.setStretchFactor(ground, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back_clicked)
        self.colours.chosen.connect(self._on_colours_chosen)
        self.grid.moved.connect(self._on_moved)
        self.grid.opened.connect(self._on_opened)
        self.grid.refused.connect(self._on_refusal)
        self.grid.rest_requested.connect(self._on_rest_requested)
        self.grid.turned.connect(self.turn)
        self.kinds.chosen.connect(self._on_kinds_chosen)
        self.on.clicked.connect(self._on_on_clicked)
        self.projects.chosen.connect(self._on_projects_chosen)
        self.save.clicked.connect(self.save_dates)
        self.search.left.connect(self.focus_main)
        self.search.searched.connect(self._on_searched)
        self.span.chosen.connect(self._on_span_chosen)
        self.today.clicked.connect(self._on_today_clicked)
        back = QShortcut(QKeySequence("Ctrl+G"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._on_today_clicked)

    # -- asking ---------------------------------------------------------------------------------

    def days(self) -> tuple[date, date]:
        """Return the first and last day in sight."""
        return month_span(self._day) if self.span.current() == "month" else week_span(self._day)

    def ask(self) -> None:
        """Ask for what is on the days in sight."""
        first, last = self.days()
        month = self.span.current() == "month"
        self.title.setText(month_of(self._day) if month else between(first, last))
        query = schedule.agenda(first, last, self._filter)
        self._context.tasks.ask(query, owner=self, then=self._on_agenda, slot="agenda")

    def _on_agenda(self, agenda: Agenda) -> None:
        month = self._day.month if self.span.current() == "month" else 0
        self.grid.show_agenda(agenda, month, by_person=self.colours.current() == "person")

    def _on_projects(self, found: list[Pick]) -> None:
        language = self._context.language
        self.projects.set_choices(
            [Choice(one.id, pick(one.name, one.name_zh, language)) for one in found]
        )

    # -- choosing -------------------------------------------------------------------------------

    def turn(self, step: int) -> None:
        """Go on (1) or back (-1) by a month or week, or to today (0)."""
        if step == 0:
            self._day = self._context.clock.today()
        elif self.span.current() == "week":
            self._day += timedelta(days=7 * step)
        else:
            middle = self._day.replace(day=15) + timedelta(days=30 * step)
            self._day = middle.replace(day=1)
        self.ask()

    def _on_back_clicked(self) -> None:
        self.turn(-1)

    def _on_on_clicked(self) -> None:
        self.turn(1)

    def _on_today_clicked(self) -> None:
        self.turn(0)

    def _on_span_chosen(self, _key: str) -> None:
        self.ask()

    def _on_colours_chosen(self, _key: str) -> None:
        self.ask()

    def _narrow(self, **fields: Any) -> None:
        kept = {"projects": self._filter.projects, "kinds": self._filter.kinds,
                "people": self._filter.people, "text": self._filter.text}  # fmt: skip
        self._filter = AgendaFilter(**{**kept, **fields})
        self.ask()

    def _on_kinds_chosen(self, chosen: object) -> None:
        self._narrow(kinds=_several(chosen))

    def _on_projects_chosen(self, chosen: object) -> None:
        self._narrow(projects=_several(chosen))

    def _on_searched(self, typed: str) -> None:
        self._narrow(text=typed)

    # -- doing ----------------------------------------------------------------------------------

    def _on_opened(self, entry: Any) -> None:
        if entry.noun == "booking":
            self._dialog = BookingDialog(self._context, self.window(), booking_id=entry.id)
            self._dialog.open_requested.connect(self.open_requested)
            self._dialog.open()
            return
        self.open_requested.emit(Ref(entry.noun, entry.id))

    def _on_moved(self, entry: Any, days: int) -> None:
        if self._context.read_only:
            self.said.emit(tr("This studio is open for reading only."), False)
            return
        self._context.tasks.run_outcome(
            moving(entry, days), owner=self, then=self._on_done, failed=self._on_refused
        )

    def _on_done(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), True)

    def _on_refused(self, error: StudioError) -> None:
        self.said.emit(text(error.message), False)
        self.ask()

    def _on_refusal(self, reason: str) -> None:
        self.said.emit(reason, False)

    def _on_rest_requested(self, entries: Any, place: QPoint) -> None:
        menu = Menu(self)
        for entry in entries:
            said = tr(", ", "between facts").join(
                part for part in (entry.time, words.titled(entry)) if part
            )
            menu.add(said, data=entry, icon=words.GLYPHS[entry.kind] or "dot-outline")
        menu.picked.connect(self._on_opened)
        self._menu = menu
        menu.popup(place)

    def save_dates(self) -> None:
        """Save the dates of the chosen project, or of all, for other calendars."""
        chosen = self._filter.projects
        people = self._filter.people
        wanted = IcsFilter(
            project_id=chosen[0] if len(chosen) == 1 else None,
            ref=people[0] if len(people) == 1 else "",
        )
        self._context.tasks.ask(
            schedule.ics(wanted), owner=self, then=self._on_dates, failed=self._on_refused
        )

    def _on_dates(self, file: IcsFile) -> None:
        self._data = file.data
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(
            self, tr("Save the dates"), str(Path(folder) / file.name), tr("Calendar (*.ics)")
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.selectFile(file.name)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Write the dates to a file, off the window's thread."""
        work = _Write(Path(path), self._data)
        self._context.tasks.call(work, owner=self, then=self._on_saved, failed=self._on_refused)

    def _on_saved(self, path: Path) -> None:
        self.said.emit(tr("Saved as {name}").format(name=path.name), False)

    # -- as the page asks -----------------------------------------------------------------------

    def refresh(self, changes: Any) -> None:
        """Ask again where a change touches what is shown."""
        touched = {"task", "task_need", "booking", "deliverable", "invoice", "project", "talent",
                   "calendar", "observance", "payment", "allocation"}  # fmt: skip
        if touched & changes.nouns():
            self.ask()

    def focus_main(self) -> None:
        """Put the focus on the days."""
        self.grid.setFocus()

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        return [
            Action("calendar.today", tr("Show today"), self._on_today_clicked, "Ctrl+G"),
            Action("calendar.ics", tr("Save all dates as .ics"), self.save_dates),
        ]

    def state(self) -> dict[str, Any]:
        """Return span, day and colours."""
        return {
            "span": self.span.current(),
            "day": self._day.isoformat(),
            "colours": self.colours.current(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self.span.set_current(state.get("span", "month"))
        self.colours.set_current(state.get("colours", "project"))
        self._day = date.fromisoformat(state.get("day", self._day.isoformat()))
        self.ask()

    def says(self) -> str:
        """Return the entry the keys are at, in words."""
        entry = self.grid.current()
        return f"{words.titled(entry)}, {weekday_date(entry.first)}" if entry else ""


class _Write:
    """Writes a file whole, off the window's thread."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path, self._data = path, data

    def __call__(self) -> Path:
        """Write it; return where."""
        writing.write_whole(self._path, self._data)
        return self._path


def moving(entry: Entry, days: int) -> Any:
    """Return the command that puts an entry so many days later, at the same time of day."""
    if entry.noun == "deliverable":
        values = {"publish_on": entry.first + timedelta(days=days)}
        return deliverables.change(entry.id, version=entry.version, values=values)
    start, end = shifted(entry.start, entry.zone, days), shifted(entry.end, entry.zone, days)
    if entry.noun == "booking":
        return bookings.move(entry.id, version=entry.version, start_at=start, end_at=end)
    point = entry.kind in ("gate", "milestone")
    minutes = int((end if point and entry.start == entry.end else start).timestamp()) // 60
    return bookings.move_work(entry.id, version=entry.version, start=minutes)


def shifted(moment: datetime | None, zone: str, days: int) -> datetime:
    """Return the same time of day by somebody's clocks, so many days later."""
    if moment is None:
        raise ValueError("only what has hours can be moved by them")
    return moment.astimezone(ZoneInfo(zone)) + timedelta(days=days)


def _several(chosen: object) -> tuple[Any, ...]:
    return tuple(chosen) if isinstance(chosen, tuple | list) else ()
