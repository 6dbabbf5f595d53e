"""The tool row of the time line: zoom, time, what is drawn, groups, filters, Level."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QFrame

from studio.services.schedule import ProjectLane
from ui.language import tr
from ui.timeline.reading import GROUPS
from ui.timeline.zooming import zoom_switch
from ui.widgets.boxes import fixed, frame, hbox
from ui.widgets.buttons import Button, icon_button
from ui.widgets.checks import Check
from ui.widgets.choosing import FilterButton
from ui.widgets.header import Toolbar
from ui.widgets.picks import Choice
from ui.widgets.search import SearchField

HEIGHT = 26


class LevelButton(Button):
    """Level; it says beforehand that it may be pressed, so that the solver can be ready."""

    neared = Signal()
    """Emitted when the pointer or the focus has come to the button."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell of the pointer."""
        super().enterEvent(event)
        self.neared.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell of the focus."""
        super().focusInEvent(event)
        self.neared.emit()


class ScheduleBar(Toolbar):
    """What a person sets on the time line."""

    zoom_chosen = Signal(str)
    """Emitted when Day, Week or Month was chosen."""

    zoom_stepped = Signal(int)
    """Emitted when the zoom is to grow (1) or shrink (-1)."""

    paged = Signal(int)
    """Emitted when time is to go on (1) or back (-1)."""

    today_wished = Signal()
    """Emitted when the present is to be shown."""

    shown_changed = Signal(str, bool)
    """Emitted when critical, slack or planned was turned on or off."""

    group_chosen = Signal(str)
    """Emitted when lines are to be grouped by project, person or phase."""

    projects_chosen = Signal(object)
    """Emitted when other projects are to be shown; carries their ids, none for all."""

    searched = Signal(str)
    """Emitted when words were typed into the filter."""

    left = Signal()
    """Emitted when the filter is left for the time line."""

    level_clicked = Signal()
    """Emitted when levelling is to begin, or to end."""

    def __init__(self) -> None:
        super().__init__(line=True)
        self.zoom = zoom_switch(HEIGHT)
        self.back = icon_button("caret-left", tr("Earlier", "time"), height=HEIGHT)
        self.on = icon_button("caret-right", tr("Later", "time"), height=HEIGHT)
        self.today = Button(tr("Today"), height=HEIGHT)
        self.out = icon_button("minus", tr("Zoom out"), height=HEIGHT)
        self.closer = icon_button("plus", tr("Zoom in"), height=HEIGHT)
        self.critical = Check(tr("Critical path"), checked=True, ink="text")
        self.slack = Check(tr("Slack"), checked=True, ink="text")
        self.planned = Check(tr("Planned dates"), ink="text")
        self.search = SearchField(tr("Filter tasks"), "Ctrl F", height=HEIGHT)
        self.search.setFixedWidth(150)
        self.group = FilterButton(
            tr("By project"),
            [Choice("person", tr("By person")), Choice("phase", tr("By phase"))],
        )
        self.projects = FilterButton(tr("All projects"), [], multi=True)
        self.level = LevelButton(tr("Level"), icon="align-left-simple", height=HEIGHT)
        self.level.setCheckable(True)
        row = hbox(None, self.back, self.today, self.on, gap=2)
        steps = hbox(None, self.out, self.closer, gap=2)
        holder, stepper = QFrame(), QFrame()
        holder.setLayout(row)
        stepper.setLayout(steps)
        rule = fixed(frame("", "left"), 1, 18)
        self.add(self.zoom, holder, stepper, rule, self.critical, self.slack, self.planned)
        self.add_right(self.search, self.group, self.projects, self.level)
        self._connect()

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back_clicked)
        self.closer.clicked.connect(self._on_closer_clicked)
        self.critical.toggled.connect(self._on_critical_toggled)
        self.group.chosen.connect(self._on_group_chosen)
        self.level.clicked.connect(self.level_clicked)
        self.on.clicked.connect(self._on_on_clicked)
        self.out.clicked.connect(self._on_out_clicked)
        self.planned.toggled.connect(self._on_planned_toggled)
        self.projects.chosen.connect(self.projects_chosen)
        self.search.left.connect(self._on_search_left)
        self.search.searched.connect(self.searched)
        self.slack.toggled.connect(self._on_slack_toggled)
        self.today.clicked.connect(self._on_today_clicked)
        self.zoom.chosen.connect(self.zoom_chosen)

    def set_projects(self, lanes: tuple[ProjectLane, ...], language: str) -> None:
        """Offer these projects as a filter."""
        chinese = language == "zh"
        self.projects.set_choices(
            [
                Choice(
                    lane.id,
                    (lane.name_zh or lane.name) if chinese else (lane.name or lane.name_zh),
                    fact=(lane.client_zh or lane.client) if chinese else lane.client,
                )
                for lane in lanes
            ]
        )

    def grouped(self) -> str:
        """Return what lines are grouped by."""
        value = self.group.value()
        return value if value in GROUPS else GROUPS[0]

    def set_zoom(self, name: str) -> None:
        """Show which named zoom the line is nearest to."""
        self.zoom.set_current(name)

    def set_levelling(self, on: bool) -> None:
        """Show Level as pressed while its preview is open."""
        self.level.setChecked(on)

    def _on_back_clicked(self) -> None:
        self.paged.emit(-1)

    def _on_on_clicked(self) -> None:
        self.paged.emit(1)

    def _on_today_clicked(self) -> None:
        self.today_wished.emit()

    def _on_closer_clicked(self) -> None:
        self.zoom_stepped.emit(1)

    def _on_out_clicked(self) -> None:
        self.zoom_stepped.emit(-1)

    def _on_critical_toggled(self, on: bool) -> None:
        self.shown_changed.emit("critical", on)

    def _on_slack_toggled(self, on: bool) -> None:
        self.shown_changed.emit("slack", on)

    def _on_planned_toggled(self, on: bool) -> None:
        self.shown_changed.emit("planned", on)

    def _on_group_chosen(self, _value: object) -> None:
        self.group_chosen.emit(self.grouped())

    def _on_search_left(self) -> None:
        self.left.emit()
