"""A proposals page on a studio with a client, driven as a person would."""

import pytest

from tests import builders
from tests.drivers.proposals import ProposalsDriver
from tests.ui.looks import plain_look  # noqa: F401  every picture begins alike
from ui.proposals.page import ProposalsPage


@pytest.fixture
def client(file_workspace):
    key = builders.make_client(file_workspace, 1, code="NWA")
    builders.make_contact(
        file_workspace, key, name="Ada North", email="ada@northwick.example", standard=True
    )
    return key


@pytest.fixture
def proposal(file_workspace, client):
    return builders.make_proposal(file_workspace, client, 1, contact_id=1)


@pytest.fixture
def show(qtbot, app_context):
    """Return a function that opens the page on what the studio holds by then."""

    def make(record=0, size=(1224, 860)):
        page = ProposalsPage(app_context)
        qtbot.addWidget(page)
        app_context.live.changed.connect(page.refresh)
        page.resize(*size)
        page.show()
        page.activateWindow()
        driver = ProposalsDriver(page, qtbot)
        if record:
            page.show_record(record)
        return driver

    return make
