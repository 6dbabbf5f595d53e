"""A plan to act on, on each kind of database."""

import pytest

from tests.services.schedule.acting import Plan


@pytest.fixture
def plan(workspace):
    return Plan(workspace)
