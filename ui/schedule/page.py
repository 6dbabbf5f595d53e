"""The schedule page: the time line of all projects, the calendar, the shoot days."""

from importlib import import_module
from typing import Any, Protocol, cast

from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.errors import StudioError
from studio.services.schedule import Board
from ui.context import Action, Context, Ref
from ui.language import text, tr, trn
from ui.page import Page
from ui.schedule.desk import Desk
from ui.widgets.boxes import vbox
from ui.widgets.buttons import Button, Segment, Segments
from ui.widgets.header import PageHeader

VIEWS = {
    "calendar": ("ui.schedule.calendar.view", "CalendarView"),
    "shoots": ("ui.schedule.shoots.view", "ShootsView"),
}
"""What stands beside the time line; built when first opened."""


class View(Protocol):
    """One of the page's other views, with two signals."""

    open_requested: Any
    said: Any

    def refresh(self, changes: Any) -> None:
        """Bring it up to date after a commit."""
        ...

    def focus_main(self) -> None:
        """Put the focus where work begins."""
        ...

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        ...


class SchedulePage(Page):
    """When everything happens, who does it, and what it moves."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._others: dict[str, QWidget] = {}
        self.header = PageHeader(tr("Schedule"))
        self.switch = Segments(
            [
                Segment("timeline", tr("Time line")),
                Segment("calendar", tr("Calendar")),
                Segment("shoots", tr("Shoot days")),
            ],
            current="timeline",
            name=tr("View"),
        )
        self.desk = Desk(context)
        self.add_button = Button(tr("Add task"), "primary", "plus")
        self.add_button.setEnabled(not context.read_only)
        self.header.add(self.switch, self.desk.export_button, self.add_button)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.desk)
        column = vbox(self, self.header, self.stack)
        column.setStretchFactor(self.stack, 1)
        self._connect()
        self.desk.ask()

    def _connect(self) -> None:
        desk = self.desk
        self.add_button.clicked.connect(self.new_record)
        desk.boarded.connect(self._on_boarded)
        desk.facts_changed.connect(self.facts_changed)
        desk.open_requested.connect(self._on_open_requested)
        desk.refused.connect(self._on_refused)
        desk.said.connect(self._on_said)
        self.switch.chosen.connect(self.show_view)

    # -- views ----------------------------------------------------------------------------------

    def view(self) -> str:
        """Return the view that is on: timeline, calendar or shoots."""
        return self.switch.current()

    def show_view(self, key: str) -> None:
        """Turn a view on, built if need be."""
        self.switch.set_current(key)
        self.stack.setCurrentWidget(self.desk if key == "timeline" else self._other(key))
        line = key == "timeline"
        self.desk.export_button.setVisible(line)
        self.add_button.setVisible(line)
        self.facts_changed.emit()

    def _other(self, key: str) -> QWidget:
        widget = self._others.get(key)
        if widget is None:
            module, name = VIEWS[key]
            widget = cast(QWidget, getattr(import_module(module), name)(self.context, self))
            view = cast(View, widget)
            view.open_requested.connect(self._on_open_requested)
            view.said.connect(self._on_said)
            self._others[key] = widget
            self.stack.addWidget(widget)
        return widget

    def _view(self) -> View | None:
        widget = self._others.get(self.view())
        return cast(View, widget) if widget is not None else None

    # -- what comes back ------------------------------------------------------------------------

    def _on_boarded(self) -> None:
        board = self.desk.pane.board
        if board is not None:
            self.header.set_fact(facts(board))
        self.facts_changed.emit()

    def _on_open_requested(self, ref: object) -> None:
        if isinstance(ref, Ref) and ref.noun == "task":
            self.show_record(ref.id)
        elif isinstance(ref, Ref) and ref.noun == "shoot_day":
            self.show_view("shoots")
            cast(Any, self._others["shoots"]).show_record(ref.id)
        elif isinstance(ref, Ref):
            self.open(ref)

    def _on_said(self, words: str, undo: bool) -> None:
        self.say(words, undo=undo)

    def _on_refused(self, error: object) -> None:
        if isinstance(error, StudioError):
            self.say(text(error.message), undo=False)

    # -- what the shell asks --------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Show one task on the time line."""
        self.show_view("timeline")
        self.desk.show_task(record_id)

    def new_record(self) -> None:
        """Ask for a new task (Ctrl+N)."""
        if not self.context.read_only:
            self.show_view("timeline")
            self.desk.new_task()

    def focus_main(self) -> None:
        """Put the focus on the time line, or on the view that is on."""
        view = self._view()
        if view is None:
            self.desk.focus_main()
        else:
            view.focus_main()

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.show_view("timeline")
        self.desk.bar.search.setFocus()
        self.desk.bar.search.selectAll()

    def export_record(self) -> None:
        """Open what can be exported (Ctrl+E)."""
        self.desk.export_button.open_menu()

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self.desk.toggle_inspector()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next wrong field."""
        self.desk.next_open_field(backwards=backwards)

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        view = self._others.get(self.view())
        if view is not None:
            return [self.header, view]
        return [self.header, *self.desk.regions()]

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        view = self._view()
        found = [
            Action("schedule.timeline", tr("Time line"), self._show_timeline, "", "align-left"),
            Action("schedule.calendar", tr("Calendar"), self._show_calendar, "", "calendar"),
            Action("schedule.shoots", tr("Shoot days"), self._show_shoots, "", "film-slate"),
        ]
        return [*found, *(self.desk.actions_now() if view is None else view.actions_now())]

    def _show_timeline(self) -> None:
        self.show_view("timeline")

    def _show_calendar(self) -> None:
        self.show_view("calendar")

    def _show_shoots(self) -> None:
        self.show_view("shoots")

    def refresh(self, changes: Any) -> None:
        """Bring the views up to date after a commit."""
        self.desk.refresh(changes)
        for widget in self._others.values():
            cast(View, widget).refresh(changes)

    def refresh_all(self) -> None:
        """Ask for everything again."""
        self.desk.ask()

    def state(self) -> dict[str, Any]:
        """Return view, zoom, filters, folded groups and the picked task."""
        kept: dict[str, Any] = {"view": self.view(), "desk": self.desk.state()}
        for key, widget in self._others.items():
            if hasattr(widget, "state"):
                kept[key] = widget.state()
        return kept

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self.desk.restore(state.get("desk", {}))
        for key in VIEWS:
            if key in state:
                widget = self._other(key)
                if hasattr(widget, "restore"):
                    widget.restore(state[key])
        view = str(state.get("view", "timeline"))
        if view != self.view():
            self.show_view(view)


def facts(board: Board) -> str:
    """Return how much there is and what is wrong: "5 projects, 1 clash"."""
    found = [trn("{n} project", "{n} projects", len(board.lanes))]
    late = sum(lane.late for lane in board.lanes)
    if board.clashes:
        found.append(trn("{n} clash", "{n} clashes", len(board.clashes)))
    if late:
        found.append(tr("{n} late").format(n=late))
    return tr(", ", "between facts").join(found)
