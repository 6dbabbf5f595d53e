"""What tests of the deliverables page share: a project, and the page under its driver."""

import pytest

from studio.services import clients, projects
from tests.drivers.deliverables import DeliverablesDriver
from ui.deliverables.page import DeliverablesPage


@pytest.fixture
def project(file_workspace):
    client = file_workspace.run(
        clients.create({"name": "Halden Outdoor", "country": "GB", "currency": "GBP"})
    )
    return file_workspace.run(projects.create({"client_id": client.value, "name": "Spring"})).value


@pytest.fixture
def page(app_context, qtbot):
    made = DeliverablesPage(app_context)
    qtbot.addWidget(made)
    app_context.live.changed.connect(lambda changes, _origin: made.refresh(changes))
    made.resize(1200, 800)
    made.show()
    return made


@pytest.fixture
def driver(page, qtbot):
    return DeliverablesDriver(page, qtbot)
