"""A project with a shoot on Tuesday, in Hangzhou."""

from datetime import date

import pytest

from studio.persistence.tables.schedule import Calendar
from studio.persistence.tables.studio import LegalEntity
from studio.services.operation import Query
from tests import builders

DAY = date(2026, 11, 17)


@pytest.fixture
def workspace(workspace):
    """Return an open studio that works from nine to six in Hangzhou."""
    week = [*([[[540, 1080]]] * 5), [], []]
    builders.add(workspace, Calendar(name="Studio", standard=True, weekdays=week))
    return workspace


@pytest.fixture
def project(workspace):
    """Return an active project led by the owner."""
    entity = workspace.ask(Query(lambda session: session.get(LegalEntity, 1).id))
    client = builders.make_client(workspace, entity)
    return builders.make_project(workspace, client, entity, state="active", lead_id=1)
