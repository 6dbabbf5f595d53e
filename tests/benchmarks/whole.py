"""Starts the window as the program does. Run by tests.benchmarks.starting as a program."""

import sys

from PySide6.QtCore import QEvent, QObject, QTimer

from studio import settings as stored
from tests.benchmarks.moments import leave, now
from ui.app import make_application
from ui.preferences import Preferences
from ui.shell.session import Session
from ui.startup import Wish
from ui.tasks import Tasks


class Watch(QObject):
    """Notes the window's first painting, and leaves when its first page is filled and painted."""

    def __init__(self, session, began):
        super().__init__()
        self._session, self._began, self._shown = session, began, None
        session.opener.opened.connect(self._on_opened)
        session.window.installEventFilter(self)
        self._timer = QTimer(self, interval=1)
        self._timer.timeout.connect(self._on_tick)

    def eventFilter(self, watched, event):
        """Let Qt paint for the first time and note when that was done."""
        if event.type() == QEvent.Type.UpdateRequest and self._shown is None:
            watched.removeEventFilter(self)
            watched.event(event)
            self._shown = now(self._began)
            return True
        return False

    def _on_opened(self, _opened):
        self._timer.start()

    def _on_tick(self):
        if not self._session.tasks.working:
            self._session.window.repaint()
            leave(shown=self._shown, filled=now(self._began))


if __name__ == "__main__":
    preferences = Preferences(stored.load())
    app = make_application(preferences.value, preferences)
    session = Session(preferences, Tasks())
    watch = Watch(session, float(sys.argv[1]))
    session.start(Wish(place=sys.argv[2], read_only=True))
    app.exec()
