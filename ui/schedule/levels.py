"""The Level button: search, preview on the line and in the panel, apply as one step or discard."""

from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from studio.errors import StudioError
from studio.services import schedule
from ui.context import Context
from ui.language import text
from ui.schedule.leveller import Leveller
from ui.schedule.levelpanel import LevelPanel
from ui.schedule.preview import Preview
from ui.timeline.pane import TimelinePane


class Levels(QObject):
    """Levelling beside one time line."""

    changed = Signal()
    """Emitted when the panel came, went, or shows a plan that can be applied."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused; carries the StudioError."""

    booking_wished = Signal(int)
    """Emitted when a booking is to be opened, to find somebody else; carries its id."""

    def __init__(self, context: Context, pane: TimelinePane, row: QHBoxLayout) -> None:
        super().__init__(pane)
        self._context = context
        self._pane = pane
        self._row = row
        self.leveller = Leveller(context, self)
        self.panel: LevelPanel | None = None
        self.preview: Preview | None = None
        self._clock = QElapsedTimer()
        self._tick = QTimer(self, interval=500)
        self._tick.timeout.connect(self._on_tick)
        self.leveller.finished.connect(self._on_finished)
        self.leveller.improved.connect(self._on_improved)
        self.leveller.refused.connect(self._on_refused)
        pane.boarded.connect(self._on_boarded)

    def on(self) -> bool:
        """Say whether a search or its preview is shown."""
        return self.panel is not None and not self.panel.isHidden()

    def toggle(self) -> None:
        """Look for a plan, or drop the one that is shown."""
        if self.on():
            self.discard()
        else:
            self.begin()

    def begin(self) -> None:
        """Look for a plan that people and rooms can keep; nothing changes before Apply."""
        board = self._pane.board
        if board is not None and not self._context.read_only:
            panel = self._made()
            panel.show_searching()
            panel.show()
            self._clock.start()
            self._tick.start()
            self.leveller.start(board, self._pane.filter.projects)
        self.changed.emit()

    def _on_tick(self) -> None:
        if self.panel is None or not self.leveller.searching:
            self._tick.stop()
            return
        self.panel.show_time(self._clock.elapsed() // 1000, int(self.leveller.seconds))

    def _made(self) -> LevelPanel:
        if self.panel is None:
            panel = LevelPanel(self._context.language)
            panel.applied.connect(self.apply)
            panel.choice_made.connect(self._on_choice_made)
            panel.discarded.connect(self.discard)
            panel.enough.connect(self.leveller.enough)
            panel.task_picked.connect(self._pane.show_task)
            self._row.addWidget(panel)
            self.panel = panel
        return self.panel

    def _on_boarded(self) -> None:
        """A plan that was found for another board is worth nothing."""
        if self.preview is not None:
            self.discard()

    def _on_improved(self, best: Any) -> None:
        if self.panel is not None and self.on():
            self.panel.show_best(best)

    def _on_finished(self, preview: Any) -> None:
        if self.panel is None or not self.on():
            return
        self.preview = preview
        self.panel.show_preview(preview)
        self._pane.view.editable = False
        self._pane.show_instead(preview.board, preview.before)
        self.changed.emit()

    def _on_refused(self, error: Any) -> None:
        self.discard()
        if isinstance(error, StudioError):
            self.refused.emit(error)

    def apply(self) -> None:
        """Keep the plan that is shown, as one step (Ctrl+Enter)."""
        if self.preview is not None and self.preview.orders:
            self._context.tasks.run_outcome(
                schedule.apply_levelling(self.preview.orders),
                owner=self,
                then=self._on_applied,
                failed=self._on_refused,
            )

    def _on_applied(self, outcome: Any) -> None:
        self.discard()
        self.said.emit(text(outcome.label), True)

    def discard(self) -> None:
        """Drop the preview, or the search (Esc)."""
        if not self.on():
            return
        self.leveller.stop()
        self.preview = None
        if self.panel is not None:
            self.panel.hide()
        self._pane.view.editable = not self._context.read_only
        self._pane.show_instead(None)
        self.changed.emit()

    def _on_choice_made(self, way: str, left: Any) -> None:
        """Help to solve by hand what levelling could not: another person, or another day."""
        self.discard()
        if way == "move":
            if left.until is None:
                self._pane.show_task(left.tasks[-1], edit="start")
            else:
                self._pane.put(left.movable, left.until)
                self._pane.show_task(left.movable)
            return
        board = self._pane.board
        clashes = board.clashes if board is not None else ()
        clash = next((one for one in clashes if one.ref == left.resource), None)
        if clash is not None and clash.booking_ids:
            self.booking_wished.emit(clash.booking_ids[-1])
        elif left.tasks:
            self._pane.show_task(left.tasks[-1], edit="who")
