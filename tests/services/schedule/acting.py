"""A project in London with office hours, and ways to talk about its tasks by name."""

from datetime import UTC, date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from studio.clock import Clock
from studio.errors import Invalid
from studio.services import schedule
from studio.services.operation import Query
from studio.services.schedule import BoardFilter
from tests import builders

LONDON = ZoneInfo("Europe/London")


def at(text):
    """Return minutes since the epoch of a London time such as "11-16 09:00"."""
    local = datetime.fromisoformat(f"2026-{text}").replace(tzinfo=LONDON)
    return int(local.timestamp()) // 60


def said(minutes):
    """Return minutes since the epoch as a London time."""
    return datetime.fromtimestamp(minutes * 60, UTC).astimezone(LONDON).strftime("%m-%d %H:%M")


class Noon(Clock):
    """A pinned day on which it is always noon in London."""

    def now(self):
        """Return noon of the day."""
        return datetime.combine(self.today(), time(12), UTC)


class Plan:
    """A project's plan as a person sees it: tasks by title."""

    def __init__(self, workspace):
        self.workspace = workspace
        workspace.clock = Noon(builders.TODAY)
        self.client = builders.make_client(workspace, 1)
        self.project = self.make_project("P1")

    def wait_until(self, day):
        """Let it be another day of November 2026."""
        self.workspace.clock = Noon(date(2026, 11, day))

    def make_project(self, number, **fields):
        values = {"number": number, "start_on": builders.TODAY, "state": "active", **fields}
        return builders.make_project(self.workspace, self.client, 1, **values)

    def run(self, command):
        return self.workspace.run(command).value

    def add(self, title, project=None, **values):
        needs = values.pop("needs", ())
        tray = values.pop("unscheduled", False)
        made = schedule.add_task(
            project or self.project, {"title": title, **values}, needs=needs, unscheduled=tray
        )
        return self.run(made)

    def board(self, **filter):
        return self.workspace.ask(schedule.board(BoardFilter(done=True, **filter)))

    def row(self, key):
        return next(row for row in self.board().tasks if row.id == key)

    def version(self, key):
        return self.row(key).version

    def refused(self, command):
        """Return why a command was refused, by field."""
        with pytest.raises(Invalid) as caught:
            self.run(command)
        return {field: str(words) for field, words in caught.value.fields.items()}

    def count(self, table):
        """Return how many rows a table has."""
        wanted = select(func.count()).select_from(table)
        return self.workspace.ask(Query(lambda session: session.scalar(wanted)))

    def spans(self):
        """Return where every task stands."""
        return {
            row.title: (said(row.start), said(row.finish))
            for row in self.board().tasks
            if row.start is not None
        }

    def chain(self, *titles, **values):
        """Add tasks of a day, each waiting for the one before; return their ids."""
        keys = [self.add(title, **values) for title in titles]
        for before, after in pairwise(keys):
            self.run(schedule.link(before, after))
        return keys
