"""Open studios for tests: an empty one and one with a company, on each kind of database."""

import pytest

from studio.clock import Clock
from studio.services.opening import create_studio
from studio.services.workspace import Workspace
from tests import builders


def open_copy(databases, kind):
    """Open a fresh copy of an empty studio."""
    place = databases.fresh(kind, template="empty", build=create_studio)
    return place, Workspace(place, clock=Clock(builders.TODAY))


@pytest.fixture
def empty_workspace(databases, database_kind):
    """Return an open studio with nothing in it, on each kind of database in turn."""
    place, workspace = open_copy(databases, database_kind)
    yield workspace
    workspace.close()
    databases.drop(place)


@pytest.fixture
def workspace(empty_workspace):
    """Return an open studio with its owner and one UK company, on each kind of database."""
    builders.make_studio(empty_workspace)
    return empty_workspace


@pytest.fixture
def file_workspace(databases):
    """Return an open studio with its owner and one UK company, in a file."""
    place, workspace = open_copy(databases, "sqlite")
    builders.make_studio(workspace)
    yield workspace
    workspace.close()
    databases.drop(place)
