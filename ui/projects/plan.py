"""The schedule of one project: the same time line as on the schedule page, with its editor."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.context import Context, Ref
from ui.language import tr
from ui.timeline.editor import TaskEditor
from ui.timeline.pane import TimelinePane
from ui.timeline.plans import Plans
from ui.timeline.zooming import zoom_switch
from ui.widgets.boxes import frame, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.header import Toolbar
from ui.widgets.waiting import Waiting

HEIGHT = 26


class ProjectPlan(QWidget):
    """Tasks of one project over days."""

    refused = Signal(object)
    """Emitted when something was refused; carries the StudioError."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    open_requested = Signal(object)
    """Emitted when a record elsewhere is to be opened; carries a Ref."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._key = 0
        self.pane = TimelinePane(context, people=False)
        self.plans = Plans(context, self.pane)
        self.editor: TaskEditor | None = None
        self.zoom = zoom_switch(HEIGHT)
        self.today = Button(tr("Today"), height=HEIGHT)
        self.all = Button(tr("All projects"), icon="arrow-square-out", height=HEIGHT)
        self.template = Button(tr("New from template"), icon="copy", height=HEIGHT)
        self.add = Button(tr("Add task"), icon="plus", height=HEIGHT)
        for button in (self.template, self.add):
            button.setEnabled(not context.read_only)
        bar = Toolbar(self.zoom, self.today, line=True)
        bar.add_right(self.all, self.template, self.add)
        self.waiting = Waiting(self.pane, rows=8, height=24)
        body = frame("surface")
        self._row: QHBoxLayout = hbox(body, self.waiting, gap=0)
        self._row.setStretch(0, 1)
        column = vbox(self, bar, body)
        column.setStretchFactor(body, 1)
        self._connect()

    def _connect(self) -> None:
        pane = self.pane
        self.add.clicked.connect(self.add_task)
        self.all.clicked.connect(self._on_all_clicked)
        self.plans.said.connect(self.said)
        self.template.clicked.connect(self.begin_plan)
        self.today.clicked.connect(pane.view.go_today)
        self.zoom.chosen.connect(pane.view.set_zoom)
        pane.boarded.connect(self._on_boarded)
        pane.current_changed.connect(self._on_current_changed)
        pane.edit_wished.connect(self._on_edit_wished)
        pane.open_requested.connect(self.open_requested)
        pane.refused.connect(self.refused)
        pane.said.connect(self.said)
        pane.view.zoomed.connect(self.zoom.set_current)

    def show_project(self, key: int) -> None:
        """Show the tasks of a project."""
        if key != self._key:
            self._key = key
            self.waiting.start()
            self.pane.set_filter(projects=(key,), done=True)

    def refresh(self, changes: Any) -> None:
        """Ask anew where a commit has touched the plan."""
        if self._key:
            self.pane.refresh(changes)

    def _on_boarded(self) -> None:
        board = self.pane.board
        if board is not None and board.tasks:
            self.waiting.show_content()
            self._show_editor()
            return
        begin = Button(tr("New from template"), "primary", "plus")
        begin.clicked.connect(self.begin_plan)
        add = Button(tr("Add task"))
        add.clicked.connect(self.add_task)
        words = tr("Start from a project template, or add the first task.")
        self.waiting.show_empty(EmptyState("projects", tr("No dates yet"), words, begin, add))

    def begin_plan(self) -> None:
        """Ask for a plan from a template."""
        self.plans.begin_for(self._key)

    def add_task(self) -> None:
        """Add a task, below the picked one."""
        row = self.pane.task()
        values: dict[str, object] = {"title": tr("New task")}
        if row is not None:
            values["phase"] = row.phase
        self.pane.add_task(self._key, values, after=row.id if row is not None else None)

    def _on_all_clicked(self) -> None:
        self.open_requested.emit(Ref("task", self.pane.current_id()))

    def _on_edit_wished(self, task: int, field: str) -> None:
        if self.editor is None:
            self.editor = TaskEditor(self.context, self.pane)
            self.editor.refused.connect(self.refused)
            self._row.addWidget(self.editor)
        self._show_editor()
        if self.editor.row is not None and self.editor.row.id == task:
            self.editor.focus_field(field)

    def _on_current_changed(self, _task: int) -> None:
        self._show_editor()

    def _show_editor(self) -> None:
        if self.editor is None:
            return
        row = self.pane.task()
        if row is not None:
            self.editor.show_task(row)
        self.editor.setVisible(row is not None)
