"""The time line's port: what is shown, at which time and zoom, painted; no mouse, no keys yet."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.theme.tokens import theme
from ui.timeline.barpaint import Shown
from ui.timeline.canvas import Overlay, paint_scene
from ui.timeline.gestures import Drag, Planner, Preview, Proposal
from ui.timeline.layout import PERSON, ROW, Hit, Layout
from ui.timeline.plan import Line, Plan
from ui.timeline.scale import DAY, STEPS, WHEEL, Scale
from ui.timeline.scene import HEAD, PEOPLE_HEAD, TREE, Scene, Zones
from ui.widgets import focus

LEAD = 7
"""Days shown before today when the line opens there."""


class Still:
    """The planner of a line nothing can be moved on."""

    def moved(self, key: str, start: int) -> Proposal:
        """Leave everything where it is."""
        return Proposal((start, start), why=" ")

    def resized(self, key: str, start: int, finish: int) -> Proposal:
        """Leave everything as long as it is."""
        return Proposal((start, finish), why=" ")

    def why_not_linked(self, before: str, after: str, kind: str) -> str:
        """Link nothing."""
        return " "

    def end(self) -> None:
        """Nothing was tried."""


class Teller(Protocol):
    """Says what a line is in words, asked only when somebody wants to know."""

    def tip(self, key: str) -> str:
        """Return why a line stands where it stands."""
        ...

    def spoken(self, key: str) -> str:
        """Return the whole line for who cannot see it."""
        ...


class Silent:
    """The teller of a line with nothing to explain."""

    def tip(self, key: str) -> str:
        """Explain nothing."""
        return ""

    def spoken(self, key: str) -> str:
        """Leave it at the title."""
        return ""


class Port(QAbstractScrollArea):
    """What is shown, at which time and zoom, and how a frame of it is painted."""

    current_changed = Signal(str)
    """Emitted when another line is picked; carries its key."""

    opened = Signal(str)
    """Emitted when a line is to be edited: Enter or a double click."""

    moved = Signal(str, int)
    """Emitted when a bar was dropped: its key and the local minute it is to begin."""

    resized = Signal(str, int, int)
    """Emitted when a bar was made longer or shorter: its key and its new span."""

    linked = Signal(str, str, str)
    """Emitted when two bars were linked: the key before, the key after, the kind."""

    tie_picked = Signal(int, QPoint)
    """Emitted when an arrow was clicked: its id and where, on the screen."""

    drawn = Signal(str, int, int)
    """Emitted when a span was drawn on an empty row: the row's key and the span."""

    placed = Signal(str, int)
    """Emitted when a task of the tray was dropped on a day: its key and the local minute."""

    hold_drawn = Signal(str, int, int)
    """Emitted when a span was drawn in a person's row: the key and the span."""

    block_opened = Signal(str, object)
    """Emitted when a block of a person was clicked: the person's key and the Block."""

    menu_requested = Signal(str, QPoint)
    """Emitted when the menu of a line is wanted: its key and where, on the screen."""

    removal_wished = Signal(str)
    """Emitted when a line is to be removed; carries its key."""

    folded_changed = Signal()
    """Emitted when a group was folded or unfolded."""

    zoomed = Signal(str)
    """Emitted when the zoom has changed; carries the named zoom it is nearest to."""

    escaped = Signal()
    """Emitted when Esc was pressed and no gesture was under way."""

    refused = Signal(str)
    """Emitted when a gesture could not be done; carries the reason."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layout_now = Layout(Plan())
        self.scale = Scale(0)
        self.planner: Planner = Still()
        self.teller: Teller = Silent()
        self.shown = Shown()
        self.editable = True
        self.current = ""
        self.person = ""
        self.lane_height = 0
        self._tree = TREE
        self._lane_top = 0
        self._hover = Hit("nothing")
        self._drag: Drag | None = None
        self._preview = Preview()
        self._pointer = QPointF()
        self._origin = 0
        self._span = DAY
        self._scene: Scene | None = None
        self._wanted_fold: frozenset[str] = frozenset()
        self._settling = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.horizontalScrollBar().valueChanged.connect(self._on_panned)
        theme.changed.connect(self._on_theme_changed)

    # -- what is shown --------------------------------------------------------------------------

    def set_plan(self, plan: Plan, *, people: bool | None = None) -> None:
        """Show another plan; zoom, place, folded groups and the picked line stay."""
        first = not self.layout_now.plan.lines and not self.layout_now.plan.now
        self.layout_now = Layout(plan, self._wanted_fold)
        if people is not None and not people:
            self.lane_height = 0
        elif people and not self.lane_height:
            self.lane_height = PEOPLE_HEAD + PERSON * min(max(len(plan.people), 1), 6)
        if self.current and self.current not in self.layout_now.by_key:
            self.current = ""
        self.drop_drag()
        if first:
            self.scale = Scale(minute_of_day(plan.now) - LEAD * DAY, self.scale.day)
        self.scale = replace(self.scale, hours=plan.hours)
        self._settle()

    def set_shown(self, **what: bool) -> None:
        """Turn critical path, slack or planned dates on or off."""
        self.shown = Shown(**{**_flags(self.shown), **what})
        self.touch()

    def set_folded(self, keys: frozenset[str]) -> None:
        """Fold these groups and no others."""
        self._wanted_fold = keys
        self.layout_now = Layout(self.layout_now.plan, keys)
        self._settle()

    def folded(self) -> frozenset[str]:
        """Return the keys of the folded groups."""
        return self._wanted_fold

    def toggle(self, key: str) -> None:
        """Fold or unfold a group."""
        self.set_folded(self._wanted_fold ^ {key})
        self.folded_changed.emit()

    def set_lane_height(self, height: int) -> None:
        """Give the people another height; 0 hides them."""
        room = max(self.viewport().height() - HEAD - 4 * ROW, 0)
        self.lane_height = min(max(height, 0), room)
        self._settle()

    def line(self, key: str) -> Line | None:
        """Return a line by its key."""
        return self.layout_now.by_key.get(key)

    def select(self, key: str, *, tell: bool = True, reveal: bool = True) -> bool:
        """Pick a line, unfolding what hides it; False where it is not shown."""
        line = self.line(key)
        if line is None:
            return False
        self._unfold_to(line)
        changed = key != self.current
        self.current = key
        if reveal:
            self.reveal(key)
        self._speak(line)
        self.touch()
        if changed and tell:
            self.current_changed.emit(key)
        return True

    def clear_current(self) -> None:
        """Pick no line."""
        if self.current:
            self.current = ""
            self.touch()
            self.current_changed.emit("")

    def _unfold_to(self, line: Line) -> None:
        above, hiding = line.parent, set()
        while above:
            hiding.add(above)
            parent = self.line(above)
            above = parent.parent if parent is not None else ""
        if hiding & self._wanted_fold:
            self.set_folded(self._wanted_fold - hiding)
            self.folded_changed.emit()

    def _speak(self, line: Line) -> None:
        """Tell readers of the screen which line is picked."""
        self.setAccessibleDescription(self.teller.spoken(line.key) or line.title)
        event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    # -- time and room --------------------------------------------------------------------------

    def zones(self) -> Zones:
        """Return how the viewport is divided."""
        port = self.viewport()
        return Zones(port.width(), port.height(), self._tree, self.lane_height)

    def scene(self) -> Scene:
        """Return what is in sight; made once for each change."""
        if self._scene is None:
            self._scene = Scene(
                self.layout_now,
                self.scale,
                self.zones(),
                self.verticalScrollBar().value(),
                self._lane_top,
                self._preview.moved,
            )
        return self._scene

    def set_scale(self, scale: Scale) -> None:
        """Show another time or zoom."""
        named = self.scale.name()
        self.scale = scale
        self._settle()
        if scale.name() != named:
            self.zoomed.emit(scale.name())

    def set_zoom(self, name: str) -> None:
        """Show days, weeks or months, around the present where it is in sight."""
        self.set_scale(self.scale.with_day(STEPS[name], self._pivot()))

    def zoom(self, steps: float) -> None:
        """Zoom by notches around the picked bar, the present, or the middle."""
        self.set_scale(self.scale.zoomed(WHEEL**steps, self._pivot()))

    def _pivot(self) -> float:
        line = self.line(self.current)
        width = self.zones().body_width
        places = [line.bar.start] if line is not None and line.bar is not None else []
        for minute in (*places, self.layout_now.plan.now):
            if 0 <= self.scale.x(minute) <= width:
                return self.scale.x(minute)
        return width / 2

    def go_today(self) -> None:
        """Show the present near the left."""
        lead = min(LEAD * DAY, self.zones().body_width * 0.2 * DAY / self.scale.day)
        self.set_scale(replace(self.scale, left=minute_of_day(self.layout_now.plan.now) - lead))

    def page(self, pages: float) -> None:
        """Go on or back by parts of what is in sight."""
        self.set_scale(self.scale.panned(self.zones().body_width * pages))

    def show_minute(self, minute: int) -> None:
        """Bring a time into sight where it is not."""
        x, width = self.scale.x(minute), self.zones().body_width
        if not 0 <= x <= width - 40:
            self.set_scale(self.scale.panned(x - width * 0.25))

    def reveal(self, key: str, *, across: bool = False) -> None:
        """Scroll so that a line is in sight; `across` brings its bar into sight too."""
        row = self.layout_now.row(key)
        if row < 0:
            return
        bar, room = self.verticalScrollBar(), self.zones().body_height
        if row * ROW < bar.value():
            bar.setValue(row * ROW)
        elif (row + 1) * ROW > bar.value() + room:
            bar.setValue(int((row + 1) * ROW - room))
        line = self.layout_now.lines[row]
        if across and line.bar is not None:
            x = self.scale.x(line.bar.start)
            if not 0 <= x <= self.zones().body_width - 60:
                self.show_minute(line.bar.start)

    def touch(self) -> None:
        """Paint anew."""
        self._scene = None
        self.viewport().update()

    def _settle(self) -> None:
        """Fit the scroll bars to rows, time and room."""
        if self._settling:
            return
        self._settling = True
        zones = self.zones()
        vertical = self.verticalScrollBar()
        vertical.setRange(0, max(int(self.layout_now.height - zones.body_height), 0))
        vertical.setPageStep(max(int(zones.body_height), 1))
        vertical.setSingleStep(ROW)
        first, last = self.layout_now.extent
        begin = min(first - 30 * DAY, self.scale.left)
        end = max(last + 60 * DAY, self.scale.left + zones.body_width * DAY / self.scale.day)
        self._origin = int(begin)
        across = self.horizontalScrollBar()
        px = self.scale.day / DAY
        across.setRange(0, max(int((end - begin) * px - zones.body_width), 0))
        across.setPageStep(max(int(zones.body_width), 1))
        across.setSingleStep(int(max(self.scale.day, 20)))
        across.setValue(round((self.scale.left - begin) * px))
        room = self.lane_height - PEOPLE_HEAD
        self._lane_top = min(self._lane_top, max(len(self.layout_now.lanes) * PERSON - room, 0))
        self._settling = False
        self.touch()

    def _on_scrolled(self, _value: int) -> None:
        self.touch()

    def _on_panned(self, value: int) -> None:
        if not self._settling:
            self.scale = replace(self.scale, left=self._origin + value * DAY / self.scale.day)
            self.touch()

    def _on_theme_changed(self) -> None:
        self.touch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the time at the left edge, and the people within the room there is."""
        room = max(self.viewport().height() - HEAD - 4 * ROW, 0)
        self.lane_height = min(self.lane_height, room)
        self._settle()

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight."""
        p = QPainter(self.viewport())
        paint_scene(p, self.scene(), self.shown, self.overlay())
        p.end()

    def overlay(self) -> Overlay:
        """Return what lies on top of the plan."""
        keyed = self.hasFocus() and focus.by_key(self)
        return Overlay(
            picked=self.current,
            hovered=self._hover.key,
            person=self.person,
            focused=keyed,
            drag=self._drag if self._drag is not None and self._drag.under else None,
            preview=self._preview,
            pointer=(self._pointer.x(), self._pointer.y()),
        )

    def show_preview(self, shown: Preview) -> None:
        """Show what a key would do."""
        self._preview = shown
        self.touch()

    def drop_drag(self) -> None:
        """Let a gesture under way fall."""
        self._drag = None
        self._preview = Preview()
        self.planner.end()
        self.touch()

    def cancel(self) -> bool:
        """Let a gesture under way fall; False where there was none."""
        had = self._drag is not None
        self.drop_drag()
        return had

    def bars_in_sight(self) -> Mapping[str, tuple[float, float, float]]:
        """Return left, right and middle of each bar in sight, by key; for tests and tours."""
        return {box.line.key: box.ends for box in self.scene().boxes()}


def minute_of_day(minute: int) -> int:
    """Return the first minute of the day a local minute is in."""
    return minute // DAY * DAY


def _flags(shown: Shown) -> dict[str, Any]:
    return {"critical": shown.critical, "slack": shown.slack, "planned": shown.planned}
