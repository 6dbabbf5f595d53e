"""Random commands, undo and redo, two people at once: the tables are always what they should be."""

import contextlib
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlmodel import Session, SQLModel

from studio.errors import Conflict, StudioError
from studio.persistence.changes import STAMPS
from studio.persistence.search import ENTRIES, Words
from studio.persistence.tables.briefs import Brief, BriefItem
from studio.persistence.tables.clients import Brand, Client, Contact
from studio.persistence.tables.studio import Series
from studio.services.opening import create_studio
from studio.services.operation import Command, load
from studio.services.search import sources
from studio.services.workspace import Workspace
from studio.text import Message

LEFT_OUT = {"action", "audit", "blob", "schema_version", "search_entry", "series"}
NAMES = st.sampled_from(["Northwick", "诺斯威克", "Ada", "海报", "B-007", "", "a'b\"c"])


def dump(workspace):
    """Return every row of every noun, without versions and stamps."""
    with Session(workspace._reader) as session:
        return {
            table.name: [
                {name: value for name, value in row._mapping.items() if name not in STAMPS}
                for row in session.execute(select(table).order_by(*table.primary_key))
            ]
            for table in SQLModel.metadata.sorted_tables
            if table.name not in LEFT_OUT
        }


def kept(workspace):
    """Return what the search index holds."""
    dialect = workspace._reader.dialect
    with Session(workspace._reader) as session:
        found = session.connection().execute(
            select(ENTRIES.c.noun, ENTRIES.c.record, ENTRIES.c.words)
        )
        return {(row.noun, row.record): _plain(row.words, dialect) for row in found}


def meant(workspace):
    """Return what the search index should hold."""
    dialect = workspace._reader.dialect
    with Session(workspace._reader) as session:
        connection = session.connection()
        return {
            (noun, entry.record): _plain(Words().process_bind_param(entry.words, dialect), dialect)
            for noun, source in sources.SOURCES.items()
            for entry in sources.entries(connection, source, sources.all_ids(connection, source))
        }


def _plain(words, dialect):
    """PostgreSQL sorts tokens and joins their places; compare them as a set of both."""
    if dialect.name == "sqlite":
        return words
    pairs = (pair.rpartition(":") for pair in words.split(" "))
    return {(word, place) for word, _, places in pairs for place in places.split(",")}


def _command(label, call, undo=True):
    return Command(Message(label), call, undo=undo)


class UndoMachine(RuleBasedStateMachine):
    """Two people on one studio; the first one's history is followed, step by step."""

    kind = "sqlite"
    fresh = None
    drop = None

    def __init__(self):
        super().__init__()
        self.place = type(self).fresh()
        self.mine = Workspace(self.place)
        self.theirs = Workspace(self.place)
        self.past = []
        self.future = []
        self.foreign = False

    def teardown(self):
        """Close both and remove the studio."""
        self.mine.close()
        self.theirs.close()
        type(self).drop(self.place)

    def _ids(self, table):
        with Session(self.mine._reader) as session:
            return list(session.exec(select(table.id).order_by(table.id)).scalars())

    def _pick(self, data, table):
        return data.draw(st.sampled_from(self._ids(table)))

    def _run(self, command):
        before = dump(self.mine)
        try:
            outcome = self.mine.run(command)
        except StudioError:
            assert dump(self.mine) == before
            return
        if outcome.changes:
            self.past.append(before)
            self.future.clear()

    @rule(name=NAMES, contacts=st.integers(0, 3))
    def add_client(self, name, contacts):
        def call(session):
            client = Client(name=name, currency="GBP")
            session.add(client)
            session.flush()
            for number in range(contacts):
                session.add(Contact(client_id=client.key, name=f"{name} {number}"))

        self._run(_command("Add client", call))

    @precondition(lambda self: self._ids(Client))
    @rule(data=st.data(), name=NAMES, days=st.integers(0, 90))
    def change_client(self, data, name, days):
        client = self._pick(data, Client)

        def call(session):
            row = load(session, Client, client)
            row.name, row.terms_days, row.competitors = name, days, [name]

        self._run(_command("Change client", call))

    @precondition(lambda self: self._ids(Client))
    @rule(data=st.data(), name=NAMES)
    def add_brief_with_items(self, data, name):
        client = self._pick(data, Client)

        def call(session):
            series = session.exec(select(Series)).scalars().first() or Series(kind="brief")
            brief = Brief(number=f"B-{series.next:03}", client_id=client, title=name)
            series.next += 1
            session.add_all([series, brief])
            session.flush()
            session.add_all(
                BriefItem(brief_id=brief.key, position=at, platform="douyin") for at in range(2)
            )
            session.add(Brand(client_id=client, name=name))

        self._run(_command("Add brief", call))

    @precondition(lambda self: self._ids(BriefItem))
    @rule(data=st.data())
    def remove_item_and_rename_brief(self, data):
        item = self._pick(data, BriefItem)

        def call(session):
            row = load(session, BriefItem, item)
            brief = load(session, Brief, row.brief_id)
            session.delete(row)
            session.flush()
            brief.title += "!"
            session.flush()
            brief.title += "?"

        self._run(_command("Remove item", call))

    @precondition(lambda self: self._ids(Contact))
    @rule(data=st.data())
    def remove_a_contact(self, data):
        contact = self._pick(data, Contact)
        self._run(
            _command(
                "Remove contact", lambda session: session.delete(load(session, Contact, contact))
            )
        )

    @precondition(lambda self: self._ids(Client))
    @rule(data=st.data())
    def fail_halfway(self, data):
        client = self._pick(data, Client)

        def call(session):
            load(session, Client, client).name = "never kept"
            session.flush()
            raise Conflict(Message("This was already done."))

        self._run(_command("Fail", call))

    @precondition(lambda self: self._ids(Client))
    @rule(data=st.data())
    def remove_a_client_that_is_used(self, data):
        client = self._pick(data, Client)
        self._run(
            _command("Remove client", lambda session: session.delete(load(session, Client, client)))
        )

    @precondition(lambda self: self._ids(Client))
    @rule(data=st.data(), name=NAMES)
    def a_colleague_changes_something(self, data, name):
        client = self._pick(data, Client)

        def call(session):
            load(session, Client, client).note = f"{name} theirs"

        self._foreign(call)

    @precondition(lambda self: self._ids(Client))
    @rule(data=st.data())
    def a_colleague_builds_on_a_client(self, data):
        client = self._pick(data, Client)
        self._foreign(lambda session: session.add(Contact(client_id=client, name="theirs")))

    def _foreign(self, call):
        if self.theirs.run(_command("Theirs", call)).changes:
            self.foreign = True  # from here on undo may be refused and dumps hold others' work

    @rule()
    def undo(self):
        self._step(self.mine.undo, self.past, self.future)

    @rule()
    def redo(self):
        self._step(self.mine.redo, self.future, self.past)

    def _step(self, act, source, target):
        before = dump(self.mine)
        try:
            outcome = act()
        except Conflict:
            assert self.foreign, "refused although nobody else was at work"
            assert dump(self.mine) == before
            return
        if outcome is None:
            assert not source
            assert dump(self.mine) == before
            return
        wanted = source.pop()
        target.append(before)
        if not self.foreign:
            assert dump(self.mine) == wanted

    @invariant()
    def the_index_holds_what_it_should(self):
        assert kept(self.mine) == meant(self.mine)


def _on_files(folder):
    template = folder / "template.callboard"
    create_studio(template)

    class OnFiles(UndoMachine):
        """The machine on files."""

        @staticmethod
        def fresh():
            """Copy the template."""
            place = Path(tempfile.mkdtemp(dir=folder)) / "lane.callboard"
            shutil.copyfile(template, place)
            return place

        @staticmethod
        def drop(place):
            """Remove the file."""
            with contextlib.suppress(OSError):
                shutil.rmtree(place.parent)

    return OnFiles


def _options(examples, steps):
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def test_undo_and_redo_give_back_exactly_what_was(tmp_path):
    run_state_machine_as_test(_on_files(tmp_path), settings=_options(25, 20))


@pytest.mark.postgresql
def test_undo_and_redo_give_back_exactly_what_was_on_a_server(databases):
    class OnServer(UndoMachine):
        """The machine on a server."""

        @staticmethod
        def fresh():
            """Copy the template database."""
            return databases.fresh("postgresql", template="empty", build=create_studio)

        drop = staticmethod(databases.drop)

    run_state_machine_as_test(OnServer, settings=_options(5, 12))
