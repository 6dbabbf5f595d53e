"""A studio in Hangzhou, so that its days are not those of UTC."""

import pytest

from studio.persistence.tables.schedule import Calendar
from tests import builders


@pytest.fixture
def workspace(workspace):
    """Return an open studio that works from nine to six in Hangzhou, Monday to Friday."""
    week = [*([[[540, 1080]]] * 5), [], []]
    builders.add(workspace, Calendar(name="Studio", standard=True, weekdays=week))
    return workspace
