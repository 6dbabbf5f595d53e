"""What tests of personal data share: keeping, masking, everything a database says as text."""

from sqlalchemy import text as sql

from studio.persistence.secrets import MemoryKeys
from studio.services.operation import Query
from studio.services.talent import personal

CANARY = "CANARY 6222 0000 1111 2222"


class NoKeys(MemoryKeys):
    """A machine without a key store."""

    usable = False


def keep(workspace, key, version=0, **values):
    """Keep fields of somebody and return the version."""
    return workspace.run(personal.keep(key, version=version, values=values)).value


def papers(workspace, key):
    """Return what is kept of somebody, masked."""
    return workspace.ask(personal.papers(key))


def masked(workspace, key):
    """Return the fields that are kept, masked."""
    return {one.code: one.masked for one in papers(workspace, key).fields if one.masked}


def dump(workspace):
    """Return everything the database says, as text."""

    def call(session):
        tables = session.connection().dialect.get_table_names(session.connection())
        rows = [session.execute(sql(f'SELECT * FROM "{name}"')).all() for name in tables]
        return repr(rows)

    return workspace.ask(Query(call))
