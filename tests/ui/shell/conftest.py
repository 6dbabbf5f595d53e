"""The window on a studio file: with calls at once, and with the real threads."""

import pytest
from PySide6.QtWidgets import QApplication

from studio.documents.press import InlinePress
from studio.services import clients
from studio.settings import Settings
from tests import builders
from ui.language import set_language
from ui.preferences import Preferences
from ui.shell.session import Session
from ui.startup import entered
from ui.tasks import Tasks
from ui.theme import look


@pytest.fixture
def enter(qtbot, qapp, monkeypatch):
    """Return a function that opens the window on an open studio; calls run at once."""
    monkeypatch.setenv("CALLBOARD_TODAY", builders.TODAY.isoformat())
    made = []

    def open_window(workspace, **settings):
        look.start(QApplication.instance(), settings.get("theme", "light"))
        set_language(settings.setdefault("language", "en"))
        session = Session(Preferences(Settings(**settings)), Tasks(workspace, inline=True))
        session.press = InlinePress()
        qtbot.addWidget(session.window, before_close_func=_Leaving(session))
        with qtbot.waitExposed(session.window):
            session.window.show()
        session.opener.opened.emit(entered(workspace, str(workspace.studio), workspace.person_id))
        made.append(session)
        return session

    yield open_window
    set_language("en")
    look.choose("light")
    for session in made:
        session.close()


class _Leaving:
    """Lets a session end without closing the studio, which belongs to its fixture."""

    def __init__(self, session):
        self.session = session

    def __call__(self, _window):
        self.session.opened = None
        self.session.press = None


@pytest.fixture
def session(enter, file_workspace):
    """Return the window on a studio with two clients."""
    for name in ("Halden Outdoor", "Northwick Audio"):
        file_workspace.run(clients.create({"name": name, "name_zh": ""}))
    return enter(file_workspace)


@pytest.fixture
def window(session):
    """Return the window itself."""
    return session.window


@pytest.fixture
def start(qtbot, qapp):
    """Return a function that starts a session as the program does, with its real threads."""
    made = []

    def begin(wish, **settings):
        look.start(QApplication.instance(), "light")
        set_language(settings.setdefault("language", "en"))
        session = Session(Preferences(Settings(**settings)), Tasks())
        qtbot.addWidget(session.window)
        made.append(session)
        session.start(wish)
        return session

    yield begin
    set_language("en")
    for session in made:
        session.close()
