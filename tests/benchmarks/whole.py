"""Starts the window as the program does. Run by tests.benchmarks.starting as a program."""

import gc
import sys
import time

from tests.benchmarks.moments import leave, now
from ui.app import read_arguments

gc.disable()  # where main() does it too

from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: E402

from ui.shell import program  # noqa: E402


class Watch(QObject):
    """Notes the window's first painting, and leaves when its first page is filled and painted."""

    def __init__(self, session, began):
        super().__init__()
        self._session, self._began, self._shown = session, began, None
        session.opener.opened.connect(self._on_opened)
        session.window.installEventFilter(self)
        self._timer = QTimer(self, interval=1)
        self._timer.timeout.connect(self._on_tick)
        self._beaten, self._gap = 0.0, 0.0
        self._beat = QTimer(self, interval=5)
        self._beat.timeout.connect(self._on_beat)

    def eventFilter(self, watched, event):
        """Let Qt paint for the first time and note when that was done."""
        if event.type() == QEvent.Type.UpdateRequest and self._shown is None:
            watched.removeEventFilter(self)
            watched.event(event)
            self._shown = now(self._began)
            self._beat.start()
            return True
        return False

    def _on_beat(self):
        """Note how long the window could answer nobody."""
        at = time.perf_counter()
        if self._beaten:
            self._gap = max(self._gap, at - self._beaten)
        self._beaten = at

    def _on_opened(self, _opened):
        self._timer.start()

    def _on_tick(self):
        if not self._session.tasks.working:
            self._session.window.repaint()
            leave(shown=self._shown, filled=now(self._began), gap={"wall": self._gap * 1000})


def main():
    """Start as `ui.shell.program.run` does, and leave when all is there."""
    wanted = read_arguments(["--read-only", sys.argv[2]])
    preferences = program.preferences_of(wanted)
    app = program.make_application(preferences)
    session, _crashes = program.make_session(preferences)
    watch = Watch(session, float(sys.argv[1]))
    session.start(program.wish_of(wanted, preferences.value))
    app.exec()
    return watch


if __name__ == "__main__":
    main()
