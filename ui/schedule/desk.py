"""The time line's side of the schedule page: tool row, time line, and what stands beside it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.context import Action, Context
from ui.language import tr
from ui.schedule.bar import ScheduleBar
from ui.schedule.bringing import PlanImport
from ui.schedule.export import ScheduleExport
from ui.schedule.holds import Holds
from ui.schedule.levels import Levels
from ui.timeline.editor import TaskEditor
from ui.timeline.pane import TimelinePane
from ui.timeline.plans import Plans
from ui.timeline.scale import Scale
from ui.widgets.boxes import frame, hbox, vbox
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.empty import EmptyState
from ui.widgets.waiting import Waiting


class Desk(QWidget):
    """The time line with its tools."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused; carries the StudioError."""

    boarded = Signal()
    """Emitted when a board has come."""

    open_requested = Signal(object)
    """Emitted when a record elsewhere is to be opened; carries a Ref."""

    facts_changed = Signal()
    """Emitted when what can be done has changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.bar = ScheduleBar()
        self.pane = TimelinePane(context)
        self.export_button = MenuButton(tr("Export"), "export")
        self.export = ScheduleExport(context, self.pane, self.export_button)
        self.plans = Plans(context, self.pane)
        self.bringing = PlanImport(context, self.pane)
        self.waiting = Waiting(self.pane, rows=12, height=24)
        body = frame("surface")
        self._row: QHBoxLayout = hbox(body, self.waiting, gap=0)
        self._row.setStretch(0, 1)
        self.editor: TaskEditor | None = None
        self.levels = Levels(context, self.pane, self._row)
        self.holds = Holds(context, self.pane)
        self._hidden = False
        column = vbox(self, self.bar, body)
        column.setStretchFactor(body, 1)
        self._connect()

    def _connect(self) -> None:
        bar, pane = self.bar, self.pane
        self.export.said.connect(self.said)
        self.export_button.entries.aboutToShow.connect(self.export.fill)
        self.bringing.said.connect(self.said)
        self.plans.said.connect(self.said)
        bar.group_chosen.connect(self._on_group_chosen)
        bar.left.connect(self.focus_main)
        bar.paged.connect(self._on_paged)
        bar.projects_chosen.connect(self._on_projects_chosen)
        bar.searched.connect(self._on_searched)
        bar.shown_changed.connect(self._on_shown_changed)
        bar.today_wished.connect(pane.view.go_today)
        bar.zoom_chosen.connect(pane.view.set_zoom)
        bar.zoom_stepped.connect(pane.view.zoom)
        bar.level.neared.connect(self.levels.leveller.warm)
        bar.level_clicked.connect(self.levels.toggle)
        self.holds.open_requested.connect(self.open_requested)
        self.levels.changed.connect(self._on_levels_changed)
        self.levels.booking_wished.connect(self.holds.open_booking)
        self.levels.refused.connect(self.refused)
        self.levels.said.connect(self.said)
        pane.boarded.connect(self._on_boarded)
        pane.clash_opened.connect(self.holds.open_block)
        pane.hold_wished.connect(self.holds.hold)
        pane.current_changed.connect(self._on_current_changed)
        pane.edit_wished.connect(self._on_edit_wished)
        pane.open_requested.connect(self.open_requested)
        pane.refused.connect(self.refused)
        pane.said.connect(self.said)
        pane.view.escaped.connect(self.levels.discard)
        pane.view.zoomed.connect(bar.set_zoom)

    # -- what is shown --------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for the board."""
        self.waiting.start()
        self.pane.ask()

    def refresh(self, changes: Any) -> None:
        """Bring the time line up to date after a commit."""
        self.pane.refresh(changes)

    def _on_boarded(self) -> None:
        board = self.pane.board
        if board is None:
            return
        if not self.pane.filter.projects:
            self.bar.set_projects(board.lanes, self.context.language)
        self._show_content(bool(board.tasks))
        self._show_editor()
        self.boarded.emit()

    def _show_content(self, some: bool) -> None:
        if some:
            self.waiting.show_content()
        elif self._narrow():
            drop = Button(tr("Show all"), "primary")
            drop.clicked.connect(self.drop_filter)
            words = tr("The filter hides every task")
            self.waiting.show_empty(EmptyState("search", words, "", drop))
        else:
            begin = Button(tr("New from template"), "primary", "plus")
            begin.clicked.connect(self.plans.begin)
            add = Button(tr("Add task"))
            add.clicked.connect(self.new_task)
            self.waiting.show_empty(
                EmptyState(
                    "projects",
                    tr("No dates yet"),
                    tr("Start from a project template, or add the first task."),
                    begin,
                    add,
                )
            )

    def _narrow(self) -> bool:
        return bool(self.bar.search.text().strip()) or bool(self.bar.projects.value())

    def drop_filter(self) -> None:
        """Show every project and task again."""
        self.bar.search.setText("")
        self.bar.projects.set_value(None)
        self.pane.set_filter(text="", projects=())

    def _on_searched(self, words: str) -> None:
        self.pane.set_filter(text=words.strip())

    def _on_projects_chosen(self, chosen: object) -> None:
        self.pane.set_filter(projects=tuple(chosen) if isinstance(chosen, tuple | list) else ())

    def _on_group_chosen(self, group: str) -> None:
        self.pane.set_wish(group=group)

    def _on_shown_changed(self, what: str, on: bool) -> None:
        self.pane.view.set_shown(**{what: on})

    def _on_paged(self, pages: int) -> None:
        self.pane.view.page(pages * 0.5)

    def _on_current_changed(self, _task: int) -> None:
        self._show_editor()
        self.facts_changed.emit()

    # -- the editor -----------------------------------------------------------------------------

    def _on_edit_wished(self, task: int, field: str) -> None:
        """Open the editor of a task at a field."""
        self._hidden = False
        editor = self._made_editor()
        self._show_editor()
        if editor.row is not None and editor.row.id == task:
            editor.focus_field(field)

    def _made_editor(self) -> TaskEditor:
        if self.editor is None:
            editor = TaskEditor(self.context, self.pane)
            editor.refused.connect(self.refused)
            self._row.addWidget(editor)
            self.editor = editor
        return self.editor

    def _show_editor(self) -> None:
        """Show the picked task beside the line, once the editor was opened."""
        if self.editor is None:
            return
        row = self.pane.task()
        if row is not None:
            self.editor.show_task(row)
        self.editor.setVisible(row is not None and not self._hidden and not self.levels.on())

    def _on_levels_changed(self) -> None:
        self.bar.set_levelling(self.levels.on())
        self._show_editor()
        if not self.levels.on():
            self.focus_main()
        self.facts_changed.emit()

    def show_task(self, key: int) -> None:
        """Show one task; a filter that hides it gives way."""
        if self._narrow() and self.pane.task(key) is None:
            self.drop_filter()
        self.pane.show_task(key)

    # -- doing ----------------------------------------------------------------------------------

    def new_task(self) -> None:
        """Add a task to the picked project, or to the first."""
        board, row = self.pane.board, self.pane.task()
        project = self.pane.project()
        if not project and board is not None and board.lanes:
            project = board.lanes[0].id
        if not project:
            self.plans.begin()
        if project:
            values: dict[str, object] = {"title": tr("New task")}
            if row is not None:
                values["phase"] = row.phase
            self.pane.add_task(project, values, after=row.id if row is not None else None)

    def focus_main(self) -> None:
        """Put the focus on the time line."""
        self.pane.view.setFocus()

    def toggle_inspector(self) -> None:
        """Show or hide the editor of the picked task."""
        if self.editor is None:
            self._made_editor()
        else:
            self._hidden = not self._hidden
        self._show_editor()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next wrong field."""
        if self.editor is not None and self.editor.isVisible():
            self.editor.next_open_field(backwards=backwards)

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        parts: list[QWidget] = [self.bar, self.pane.view]
        shown = self.editor is not None and self.editor.isVisible()
        return [*parts, self.editor] if shown and self.editor is not None else parts

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        view, plans, levels = self.pane.view, self.plans, self.levels
        found = [
            Action("schedule.today", tr("Show today"), view.go_today, "Ctrl+G", "crosshair"),
            Action("schedule.pdf", tr("Save what is seen as a PDF"), self.export.as_pdf),
            Action("schedule.png", tr("Save what is seen as a picture"), self.export.as_png),
            Action("schedule.ics", tr("Save all dates as .ics"), self.export.all_dates),
        ]
        if self.context.read_only:
            return found
        if self.levels.preview is not None:
            return [
                *found,
                Action(
                    "schedule.apply",
                    tr("Apply the plan"),
                    self.levels.apply,
                    "Ctrl+Return",
                    "check",
                ),
                Action("schedule.discard", tr("Discard the plan"), self.levels.discard, "", "x"),
            ]
        found += [
            Action("schedule.level", tr("Level"), levels.toggle, "", "align-left-simple"),
            Action("schedule.new", tr("Add task"), self.new_task, "Ctrl+N", "plus"),
            Action("schedule.import", tr("Import a plan ..."), self.bringing.ask, "", "upload"),
            Action("schedule.template", tr("New from template"), plans.begin, "", "copy"),
        ]
        if self.pane.project():
            keep = tr("Save plan as template")
            found += [
                Action("schedule.keep", keep, plans.keep, "", "floppy-disk"),
                Action("schedule.baseline", tr("Keep these dates as planned"), plans.agree),
                Action("schedule.forget", tr("Forget the planned dates"), plans.forget),
            ]
        return found

    def state(self) -> dict[str, Any]:
        """Return zoom, place, filters, folded groups and the picked line."""
        view = self.pane.view
        return {
            "text": self.bar.search.text(),
            "projects": self.bar.projects.value(),
            "group": self.bar.group.value(),
            "folded": sorted(view.folded()),
            "left": view.scale.left,
            "day": view.scale.day,
            "current": view.current,
            "shown": [self.bar.critical.isChecked(), self.bar.slack.isChecked(),
                      self.bar.planned.isChecked()],
        }  # fmt: skip

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        view = self.pane.view
        self.bar.search.setText(str(state.get("text", "")))
        self.bar.projects.set_value(state.get("projects"))
        self.bar.group.set_value(state.get("group"))
        for check, on in zip(
            (self.bar.critical, self.bar.slack, self.bar.planned),
            state.get("shown", (True, True, False)),
            strict=True,
        ):
            check.setChecked(bool(on))
        view.set_folded(frozenset(state.get("folded", ())))
        if "left" in state:
            view.set_scale(Scale(float(state["left"]), float(state["day"]), view.scale.hours))
        self.pane.set_wish(group=self.bar.grouped())
        self._on_projects_chosen(self.bar.projects.value())
        self._on_searched(self.bar.search.text())
