"""A server that goes away while somebody types: the edit stays, and is done once."""

import pytest

from studio.clock import Clock
from studio.services import clients, records
from studio.services import workspace as workspaces
from studio.services.opening import create_studio
from studio.services.workspace import Workspace
from tests import builders
from tests.drivers.person import shown
from tests.proxy import Proxy
from ui.language import tr

pytestmark = pytest.mark.postgresql


@pytest.fixture
def proxy(databases):
    place = databases.fresh("postgresql", template="empty", build=create_studio)
    proxy = Proxy(place)
    yield proxy
    proxy.close()
    databases.drop(place)


@pytest.fixture
def shared(proxy, monkeypatch):
    monkeypatch.setattr(workspaces, "PAUSES", (0.0, 0.01))
    workspace = Workspace(proxy.url, clock=Clock(builders.TODAY))
    builders.make_studio(workspace)
    yield workspace
    workspace.close()


@pytest.mark.logs("refused by the database")
def test_the_edit_stays_and_trying_again_does_it_once(enter, shared, proxy):
    client = builders.make_client(shared, 1)
    person = enter(shared)
    person.go("clients")
    person.tab(tr("Details"))
    proxy.shut()
    field = person.fill(tr("Industry"), "Headphones")
    assert shown(field) == "Headphones"
    assert any(tr("This is not saved yet.") in said for said in person.banners())
    person.press(tr("Try again"))  # still away
    assert shown(field) == "Headphones"
    assert any(tr("This is not saved yet.") in said for said in person.banners())
    proxy.open()
    person.press(tr("Try again"))
    assert not any(tr("This is not saved yet.") in said for said in person.banners())
    assert shared.ask(clients.one(client)).industry == "Headphones"
    assert edits(shared, client) == 1


def test_an_answer_that_was_lost_is_not_done_twice(enter, shared, proxy):
    client = builders.make_client(shared, 1)
    person = enter(shared)
    person.go("clients")
    person.tab(tr("Details"))
    proxy.swallow_answer_to = b"COMMIT"
    person.fill(tr("Industry"), "Headphones")
    if person.has_button(tr("Try again")):
        person.press(tr("Try again"))
    assert proxy.swallowed.is_set()
    assert shared.ask(clients.one(client)).industry == "Headphones"
    assert edits(shared, client) == 1


def edits(workspace, client):
    """Return how many times the industry was changed."""
    events = workspace.ask(records.history("client", client))
    return sum(change.field == "industry" for event in events for change in event.changes)
