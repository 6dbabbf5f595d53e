"""The keys of the time line: walk, move, resize, link, zoom."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.timeline import gestures
from ui.timeline.gestures import Preview
from ui.timeline.layout import ROW
from ui.timeline.plan import Bar, Span
from ui.timeline.port import Port
from ui.timeline.scale import DAY, step_of

Key = Qt.Key
WALK = {Key.Key_Up: -1, Key.Key_Down: 1, Key.Key_Home: -1_000_000, Key.Key_End: 1_000_000}
KINDS = ("FS", "SS", "FF", "SF")


class KeyMap:
    """What keys do to the picked line; a held arrow key is one move, dropped when let go."""

    def __init__(self, view: Port) -> None:
        self._view = view
        self._span: Span | None = None
        self._what = ""
        self.joining = ""
        self.kind = "FS"

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; False where it means nothing here."""
        key = Key(event.key())
        held = event.modifiers()
        if held & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        if key in (Key.Key_Left, Key.Key_Right):
            return self._across(-1 if key == Key.Key_Left else 1, held)
        if held & Qt.KeyboardModifier.ControlModifier:
            return False
        return self._walk(key) or self._act(key)

    def release(self, event: QKeyEvent) -> bool:
        """Drop what an arrow key has moved."""
        if event.isAutoRepeat() or self._span is None:
            return False
        self.commit()
        return True

    # -- walking --------------------------------------------------------------------------------

    def _walk(self, key: Qt.Key) -> bool:
        view = self._view
        page = max(int(view.zones().body_height // ROW) - 1, 1)
        steps = {**WALK, Key.Key_PageUp: -page, Key.Key_PageDown: page}
        if key not in steps:
            return False
        self.commit()
        view.select(view.layout_now.step(view.current, steps[key]))
        if self.joining:
            view.show_preview(self._join_preview())
        return True

    def _across(self, by: int, held: Qt.KeyboardModifier) -> bool:
        """Move or resize a bar, fold a group, or pan with Ctrl."""
        view = self._view
        if held & Qt.KeyboardModifier.ControlModifier:
            view.set_scale(view.scale.panned(by * view.scale.day * 7))
            return True
        line = view.line(view.current)
        if line is None:
            return False
        if line.kind != "task":
            if (by < 0) != (line.key in view.folded()):
                view.toggle(line.key)
            return True
        if line.bar is None or not line.bar.movable or not view.editable or self.joining:
            return True
        resize = bool(held & Qt.KeyboardModifier.ShiftModifier) and not line.bar.point
        self._push(line.bar, by, "right" if resize else "move")
        return True

    def _push(self, bar: Bar, by: int, what: str) -> None:
        """Move on by a day, or by an hour where hours can be seen; rest days are passed over."""
        view = self._view
        if self._what != what:
            self.commit()
        self._what = what
        now = self._span or (bar.start, bar.finish)
        step = min(step_of(view.scale), DAY)
        for tries in range(1, 31):
            shown = self._shown(bar, now, by * step * tries, what)
            if shown.span is None or shown.why or self._span_of(shown, what) != now:
                break
        view.show_preview(shown)
        if shown.span is not None and not shown.why:
            self._span = shown.span
            view.show_minute(shown.span[0])

    def _shown(self, bar: Bar, now: Span, by: int, what: str) -> Preview:
        view = self._view
        if what == "move":
            proposal = view.planner.moved(view.current, now[0] + by)
        else:
            finish = max(now[1] + by, bar.start + 1)
            proposal = view.planner.resized(view.current, bar.start, finish)
        return gestures.shown(view.current, proposal)

    def _span_of(self, shown: Preview, what: str) -> Span | None:
        if shown.span is None:
            return None
        start, finish = shown.span
        now = self._span or (start, finish)
        return (start, now[1]) if what == "move" and start == now[0] else shown.span

    def commit(self) -> None:
        """Say what the keys have moved, once."""
        span, what, view = self._span, self._what, self._view
        self._span, self._what = None, ""
        if span is None:
            return
        view.show_preview(Preview())
        line = view.line(view.current)
        if line is None or line.bar is None or span == (line.bar.start, line.bar.finish):
            return
        if what == "move":
            view.moved.emit(view.current, span[0])
        else:
            view.resized.emit(view.current, *span)

    # -- acts -----------------------------------------------------------------------------------

    def _act(self, key: Qt.Key) -> bool:
        view = self._view
        if key == Key.Key_Escape:
            if not self.cancel() and not view.cancel():
                view.escaped.emit()
            return True
        if key in (Key.Key_Plus, Key.Key_Equal, Key.Key_Minus):
            view.zoom(-1 if key == Key.Key_Minus else 1)
        elif key == Key.Key_T:
            view.go_today()
        elif not view.current:
            return False
        elif key in (Key.Key_Return, Key.Key_Enter):
            self._enter()
        elif key == Key.Key_Space:
            self._toggle()
        elif key == Key.Key_L and view.editable:
            self._join()
        elif key in (Key.Key_Delete, Key.Key_Backspace) and view.editable:
            view.removal_wished.emit(view.current)
        else:
            return False
        return True

    def _toggle(self) -> None:
        line = self._view.line(self._view.current)
        if line is not None and line.kind != "task":
            self._view.toggle(line.key)

    def _enter(self) -> None:
        view = self._view
        if not self.joining:
            line = view.line(view.current)
            if line is not None and line.kind != "task":
                view.toggle(line.key)
            else:
                view.opened.emit(view.current)
            return
        shown, first = self._join_preview(), self.joining
        self.cancel()
        if shown.why.strip():
            view.refused.emit(shown.why)
        elif shown.target:
            view.linked.emit(first, shown.target, shown.link)

    def _join(self) -> None:
        """Begin a link at the picked line; again for the next kind."""
        view = self._view
        line = view.line(view.current)
        if self.joining:
            self.kind = KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)]
        elif line is not None and line.kind == "task" and line.bar is not None:
            self.joining, self.kind = view.current, "FS"
        view.show_preview(self._join_preview())

    def _join_preview(self) -> Preview:
        view = self._view
        line = view.line(view.current)
        if line is None or line.kind != "task" or view.current == self.joining:
            return Preview()
        why = view.planner.why_not_linked(self.joining, view.current, self.kind)
        return Preview(target=view.current, link=self.kind, why=why)

    def cancel(self) -> bool:
        """Let a link or a move by keys fall; False where there was none."""
        had = bool(self.joining) or self._span is not None
        self.joining, self._span, self._what = "", None, ""
        if had:
            self._view.show_preview(Preview())
        return had
