"""What tests of pages get: a context on a real studio file, with inline tasks."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from studio.documents.press import InlinePress
from studio.settings import Settings
from ui.context import Context
from ui.forms.guard import Drafts
from ui.language import set_language
from ui.live import Live
from ui.preferences import Preferences
from ui.tasks import Tasks
from ui.theme import look


def make_context(workspace, folder: Path, **values) -> Context:
    """Return what a page is given, on an open studio; calls run at once."""
    look.start(QApplication.instance(), "light")
    language = values.pop("language", "en")
    set_language(language)
    press = InlinePress()
    live = Live()
    live.listen_to(workspace)
    return Context(
        tasks=Tasks(workspace, inline=True),
        live=live,
        preferences=Preferences(Settings(language=language)),
        drafts=Drafts(folder / "drafts.json"),
        clock=workspace.clock,
        press=press,
        person_id=workspace.person_id,
        **values,
    )


@pytest.fixture
def app_context(qapp, file_workspace, tmp_path):
    """Return a page's context on a studio file with its owner and one UK company."""
    context = make_context(file_workspace, tmp_path)
    yield context
    context.tasks.close()
    context.preferences.close()


@pytest.fixture
def chinese_context(app_context):
    """Return the same context, in Chinese."""
    set_language("zh")
    app_context.preferences.change(language="zh")
    yield replace(app_context)
    set_language("en")
