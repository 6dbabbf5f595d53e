"""The whole window on an open studio, driven as a person would."""

import shutil

import pytest
from PySide6.QtWidgets import QApplication

from studio.documents.press import InlinePress
from studio.persistence.files import folder_of
from studio.services import sample
from studio.services.workspace import Workspace
from studio.settings import Settings
from ui.context import Context
from ui.forms.guard import Drafts
from ui.language import set_language
from ui.live import Live
from ui.preferences import Preferences
from ui.shell.window import Window
from ui.startup import entered
from ui.tasks import Tasks
from ui.theme import look


@pytest.fixture
def open_window(qtbot, qapp, tmp_path):
    """Return a function that opens the real window on a workspace, with calls run at once."""
    opened = []

    def make(workspace, language="en"):
        look.start(QApplication.instance(), "light")
        set_language(language)
        preferences = Preferences(Settings(language=language))
        tasks = Tasks(workspace, inline=True)
        window = Window(preferences, tasks)
        qtbot.addWidget(window)
        live = Live(window)
        live.listen_to(workspace)
        state = entered(workspace, str(workspace.studio), workspace.person_id)
        context = Context(
            tasks=tasks,
            live=live,
            preferences=preferences,
            drafts=Drafts(tmp_path / "drafts.json"),
            clock=workspace.clock,
            press=InlinePress(),
            person_id=state.person_id,
            demo=state.demo,
        )
        window.show()
        window.attach(state, context)
        opened.append((tasks, preferences))
        return window

    yield make
    set_language("en")
    for tasks, preferences in opened:
        tasks.close()
        preferences.close()


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
