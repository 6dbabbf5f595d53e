"""The time line: its port, moved by mouse and keys; says what a person wants, changes nothing."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ui.timeline import gestures, headpaint
from ui.timeline.canvas import Overlay
from ui.timeline.gestures import Drag, Preview
from ui.timeline.keys import KeyMap
from ui.timeline.layout import PERSON, ROW, Hit
from ui.timeline.plan import Line
from ui.timeline.port import Port
from ui.timeline.scale import WHEEL, Scale
from ui.timeline.scene import PEOPLE_HEAD, Scene
from ui.widgets import focus

EDGE = 26
"""How near to the edge a drag makes the line run."""


class TimelineView(Port):
    """Tasks and people over days, to be moved by mouse and keys."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._before: Scale | None = None
        self._keys = KeyMap(self)
        self._runner = QTimer(self, interval=30)
        self._runner.timeout.connect(self._on_run)

    def overlay(self) -> Overlay:
        """Return what lies on top of the plan."""
        return replace(super().overlay(), joining=self._keys.joining, joined=self._keys.kind)

    # -- mouse ----------------------------------------------------------------------------------

    def hit_at(self, place: QPointF) -> Hit:
        """Return what is at a place of the viewport."""
        return self.scene().hit(place.x(), place.y(), self.current)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick what is under the pointer and begin its gesture."""
        place = event.position()
        hit = self.hit_at(place)
        self._pointer = place
        if event.button() == Qt.MouseButton.MiddleButton:
            self._drag, self._before = Drag("pan", hit, place.x(), place.y()), self.scale
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if hit.part == "fold":
            self.toggle(hit.key)
            return
        line = self.line(hit.key)
        if line is not None:
            self.select(hit.key, reveal=False)
        self.person = hit.key if hit.part in ("person", "lane", "block") else ""
        self._drag = self._begin(hit, line, place)
        self._before = self.scale
        self.touch()

    def _begin(self, hit: Hit, line: Line | None, place: QPointF) -> Drag:
        tray = line is not None and line.kind == "task" and line.bar is None
        drag = gestures.begin(hit, place.x(), place.y(), tray=tray)
        if drag.kind in ("pan", "divide"):
            return drag
        fixed = line is not None and line.bar is not None and not line.bar.movable
        if not self.editable or (fixed and drag.kind in ("move", "left", "right")):
            return replace(drag, kind="click")
        return drag

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a gesture, or show what could be done here."""
        place = event.position()
        self._pointer = place
        drag = self._drag
        if drag is None:
            self._hover_at(place)
            return
        if drag.kind == "click" or not gestures.beyond(drag, place.x(), place.y()):
            return
        if not drag.under:
            drag = self._drag = Drag(drag.kind, drag.hit, drag.x, drag.y, under=True)
        self._follow(drag, place)
        self._run_at_edges(drag, place)

    def _follow(self, drag: Drag, place: QPointF) -> None:
        if drag.kind == "pan":
            if self._before is not None:
                self.set_scale(self._before.panned(drag.x - place.x()))
            return
        if drag.kind == "divide":
            self.set_lane_height(int(self.viewport().height() - place.y()))
            return
        still = Scene(
            self.layout_now,
            self.scale,
            self.zones(),
            self.verticalScrollBar().value(),
            self._lane_top,
        )
        self._preview = gestures.preview(drag, still, self.planner, place.x(), place.y())
        self.touch()

    def _run_at_edges(self, drag: Drag, place: QPointF) -> None:
        zones = self.zones()
        outside = place.x() > zones.width - EDGE or zones.tree < place.x() < zones.tree + EDGE
        if drag.kind in ("move", "left", "right", "draw", "place") and outside:
            self._runner.start()
        else:
            self._runner.stop()

    def _on_run(self) -> None:
        """Let the line run while a drag rests at its edge; the bar stays under the pointer."""
        drag = self._drag
        if drag is None:
            self._runner.stop()
            return
        by = 14 if self._pointer.x() > self.zones().width - EDGE else -14
        self.set_scale(self.scale.panned(by))
        drag = self._drag = Drag(drag.kind, drag.hit, drag.x - by, drag.y, under=True)
        self._follow(drag, self._pointer)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a gesture: say what is wanted."""
        drag, shown = self._drag, self._preview
        place = event.position()
        self.drop_drag()
        if drag is None:
            return
        if drag.under:
            self._end(drag, shown, place)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._click(drag.hit, event.globalPosition().toPoint())

    def _end(self, drag: Drag, shown: Preview, place: QPointF) -> None:
        if shown.why.strip():
            self.refused.emit(shown.why)
            return
        key, span = drag.hit.key, shown.span
        if drag.kind == "link" and shown.target and not shown.why:
            self.linked.emit(key, shown.target, shown.link)
        elif span is None or shown.why:
            return
        elif drag.kind == "move":
            if span[0] != self._start_of(key):
                self.moved.emit(key, span[0])
        elif drag.kind in ("left", "right"):
            self.resized.emit(key, *span)
        elif drag.kind == "place":
            self.placed.emit(key, span[0])
        elif drag.kind == "draw":
            self.drawn.emit(key, *span)
        elif drag.kind == "hold":
            self.hold_drawn.emit(key, *span)

    def _start_of(self, key: str) -> int:
        line = self.line(key)
        return line.bar.start if line is not None and line.bar is not None else 0

    def _click(self, hit: Hit, screen: QPoint) -> None:
        if hit.part == "tie":
            self.tie_picked.emit(hit.tie, screen)
        elif hit.part == "block" and hit.block is not None:
            self.block_opened.emit(hit.key, hit.block)

    def drop_drag(self) -> None:
        """Let a gesture under way fall."""
        self._runner.stop()
        super().drop_drag()

    def cancel(self) -> bool:
        """Let a gesture under way fall; False where there was none."""
        if self._drag is None and not self._keys.cancel():
            return False
        self.drop_drag()
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a task, fold a group."""
        hit = self.hit_at(event.position())
        line = self.line(hit.key)
        if line is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if line.kind == "task":
            self.opened.emit(hit.key)
        else:
            self.toggle(hit.key)

    def _hover_at(self, place: QPointF) -> None:
        hit = self.hit_at(place)
        if (hit.part, hit.key, hit.tie) != (self._hover.part, self._hover.key, self._hover.tie):
            self._hover = hit
            self.viewport().setCursor(self._cursor(hit))
            self.touch()

    def _cursor(self, hit: Hit) -> Qt.CursorShape:
        shape = Qt.CursorShape
        if hit.part == "divider":
            return shape.SizeVerCursor
        if not self.editable:
            return shape.ArrowCursor
        return {
            "left": shape.SizeHorCursor,
            "right": shape.SizeHorCursor,
            "bar": shape.OpenHandCursor,
            "dot_end": shape.CrossCursor,
            "dot_start": shape.CrossCursor,
            "tie": shape.PointingHandCursor,
            "block": shape.PointingHandCursor,
            "fold": shape.PointingHandCursor,
        }.get(hit.part, shape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._hover = Hit("nothing")
        self.touch()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms at the pointer, Shift pans; else rows or people scroll."""
        delta, place = event.angleDelta(), event.position()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at = max(place.x() - self._tree, 0)
            self.set_scale(self.scale.zoomed(WHEEL ** (delta.y() / 120), at))
            return
        across = delta.x() or (
            delta.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0
        )
        if across:
            self.set_scale(self.scale.panned(-across / 120 * max(self.scale.day * 3, 54)))
        elif place.y() >= self.zones().lane_top:
            most = max(len(self.layout_now.lanes) * PERSON - self.lane_height + PEOPLE_HEAD, 0)
            self._lane_top = min(max(self._lane_top - delta.y() * PERSON // 120, 0), most)
            self.touch()
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - delta.y() * 3 * ROW // 120)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the line under the pointer, or of the picked one."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            hit = self.hit_at(QPointF(event.pos()))
            if hit.part == "tie":
                self.tie_picked.emit(hit.tie, event.globalPos())
                return
            if hit.key and self.select(hit.key, reveal=False):
                self.menu_requested.emit(hit.key, event.globalPos())
            return
        row = self.layout_now.row(self.current)
        if row >= 0:
            place = QPoint(40, int(self.scene().y(row)) + ROW)
            self.menu_requested.emit(self.current, self.viewport().mapToGlobal(place))

    def viewportEvent(self, event: QEvent) -> bool:
        """Explain what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = QPointF(event.pos())
            words = self.tip_at(place)
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, place: QPointF) -> str:
        """Return what is told of a place: why a bar stands there, who has somebody."""
        hit = self.hit_at(place)
        if hit.part == "head":
            return headpaint.name_at(self.scene(), place.x())
        if hit.block is not None:
            return hit.block.tip
        return self.teller.tip(hit.key) if hit.key and hit.part != "tie" else ""

    # -- keys -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, move, resize, link, zoom; see KeyMap."""
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A moved bar is dropped when its key is let go."""
        if not self._keys.release(event):
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        self.window().setProperty("bykey", event.reason() in focus.BY_KEY)
        if not self.current and self.layout_now.lines:
            self.select(self.layout_now.lines[0].key, reveal=False)
        self.touch()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the line away; what keys have moved is dropped."""
        self._keys.commit()
        self.touch()
