"""Open studios for tests: an empty one and one with a company, on each kind of database."""

from pathlib import Path

import pytest
from sqlmodel import SQLModel

import studio.persistence.tables  # noqa: F401  makes every table known
from studio.clock import Clock
from studio.persistence.engine import is_url, make_engine
from studio.services.workspace import Workspace
from tests import builders


def build_empty(place):
    """Make the schema of a new studio."""
    if not is_url(place):
        Path(place).touch()
    engine = make_engine(place)
    with engine.begin() as connection:
        SQLModel.metadata.create_all(connection)
    engine.dispose()


def open_copy(databases, kind):
    """Open a fresh copy of an empty studio."""
    place = databases.fresh(kind, template="empty", build=build_empty)
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
