"""Panes with calls at once, and with the real press and threads."""

from dataclasses import replace

import pytest

from studio.documents.press import Press
from ui.publish.pane import PdfPane
from ui.tasks import Tasks


@pytest.fixture
def pane(app_context, qtbot):
    """Return a pane whose calls run at once."""
    made = PdfPane(app_context)
    qtbot.addWidget(made)
    made.resize(500, 700)
    made.show()
    return made


@pytest.fixture
def real_pane(app_context, file_workspace, qtbot):
    """Return a pane with the process and the threads of the program."""
    tasks, press = Tasks(file_workspace), Press()
    made = PdfPane(replace(app_context, tasks=tasks, press=press))
    qtbot.addWidget(made)
    made.resize(500, 700)
    made.show()
    yield made
    press.close()
    tasks.close()
