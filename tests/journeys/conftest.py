"""The whole window on an open studio, driven as a person would."""

import shutil

import pytest
from PySide6.QtWidgets import QApplication

from studio.documents.press import InlinePress
from studio.persistence.files import folder_of
from studio.services import sample
from studio.services.workspace import Workspace
from studio.settings import Settings
from tests import builders
from tests.drivers.person import Person
from ui.language import set_language
from ui.preferences import Preferences
from ui.shell.session import Session
from ui.startup import entered
from ui.tasks import Tasks
from ui.theme import look


def stay_open(window):
    """Let a closing window not close the workspace: that belongs to its fixture."""
    window.closed.disconnect()


@pytest.fixture
def open_window(qtbot, qapp, monkeypatch):
    """Return a function that opens the real window on a workspace, with calls run at once."""
    monkeypatch.setenv("CALLBOARD_TODAY", builders.TODAY.isoformat())
    opened = []

    def make(workspace, language="en"):
        look.start(QApplication.instance(), "light")
        set_language(language)
        preferences = Preferences(Settings(language=language))
        session = Session(preferences, Tasks(workspace, inline=True))
        session.press = InlinePress()
        qtbot.addWidget(session.window, before_close_func=stay_open)
        session.window.show()
        state = entered(workspace, str(workspace.studio), workspace.person_id)
        session.opener.opened.emit(state)
        opened.append(session)
        return session.window

    yield make
    set_language("en")
    for session in opened:
        session.tasks.close()
        session.preferences.close()


@pytest.fixture
def enter(open_window, qtbot):
    """Return a function that opens the window on a workspace and gives the person at it."""

    def make(workspace, language="en"):
        return Person(open_window(workspace, language), qtbot)

    return make


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory):
    """Build the demo studio file once for the run."""
    place = tmp_path_factory.mktemp("demo") / "demo.callboard"
    sample.build_demo(place)
    return place


@pytest.fixture
def demo_workspace(databases, database_kind, demo_file, tmp_path):
    """Return a fresh demo studio, on each kind of database in turn."""
    if database_kind == "sqlite":
        place = tmp_path / "demo.callboard"
        shutil.copyfile(demo_file, place)
        shutil.copytree(folder_of(demo_file), folder_of(place))
    else:
        place = databases.fresh(database_kind, template="demo", build=sample.build_demo)
    workspace = Workspace(place)
    yield workspace
    workspace.close()
    if database_kind != "sqlite":
        databases.drop(place)
