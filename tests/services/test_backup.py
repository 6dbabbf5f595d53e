"""Backing up an open studio, from a file and from a server, and putting a copy back."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import Session, SQLModel

from studio.errors import OpeningProblem, Unavailable
from studio.persistence import backup as copying
from studio.persistence.files import folder_of
from studio.services import attachments, backup, search
from studio.services.opening import create_studio, open_studio
from tests import builders

PDF = b"%PDF-1.7\nnothing much"


@pytest.fixture
def studio(tmp_path):
    """Return an open studio with a client and a file."""
    place = tmp_path / "lane.callboard"
    create_studio(place)
    workspace = open_studio(place)
    _fill(workspace)
    yield workspace
    workspace.close()


def _fill(workspace):
    entity = builders.make_studio(workspace)
    client = builders.make_client(workspace, entity)
    builders.make_invoice(workspace, client, entity)
    workspace.run(attachments.attach("client", client, "terms.pdf", PDF))
    return client


def _dump(workspace):
    with Session(workspace._reader) as session:
        return {
            table.name: session.execute(select(table).order_by(*table.primary_key)).all()
            for table in SQLModel.metadata.sorted_tables
            if table.name not in ("blob", "search_entry")
        }


def test_a_copy_is_kept_when_one_is_due(studio):
    first = backup.keep(studio)
    assert first in backup.copies(studio.studio)
    assert backup.keep(studio) is None  # nothing was saved since


def test_a_copy_is_due_half_an_hour_after_the_last_if_something_was_saved(studio, monkeypatch):
    copy = backup.keep(studio)
    builders.make_client(studio, name="Second")
    assert backup.keep(studio) is None
    monkeypatch.setattr(copying, "EVERY", timedelta(0))
    assert backup.keep(studio) != copy
    assert len(backup.copies(studio.studio)) == 2


@pytest.mark.postgresql
def test_a_server_is_not_copied_by_itself(databases):
    place = databases.fresh("postgresql", template="empty", build=create_studio)
    workspace = open_studio(place)
    assert backup.keep(workspace) is None
    workspace.close()
    databases.drop(place)


def test_a_copy_by_hand_is_whole_with_its_files(studio, tmp_path):
    out = tmp_path / "elsewhere" / "copy.callboard"
    out.parent.mkdir()
    copy = backup.save_copy(studio, out)
    assert (copy.path, copy.size) == (out, out.stat().st_size)
    opened = open_studio(out)
    assert _dump(opened) == _dump(studio)
    (row,) = opened.ask(attachments.listing("client", 1))
    assert opened.ask(attachments.content(row.id)) == PDF
    opened.close()


def test_nothing_is_written_over_by_a_copy(studio, tmp_path):
    out = tmp_path / "copy.callboard"
    out.write_bytes(b"a letter")
    with pytest.raises(Unavailable):
        backup.save_copy(studio, out)
    with pytest.raises(Unavailable):
        backup.save_copy(studio, tmp_path / "no folder" / "copy.callboard")
    assert out.read_bytes() == b"a letter"


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let an open file go")
@pytest.mark.parametrize("how", ["moved", "deleted"])
def test_a_studio_that_lost_its_file_can_still_be_saved(studio, tmp_path, how):
    path = Path(studio.studio)
    path.rename(tmp_path / "aside") if how == "moved" else path.unlink()
    out = tmp_path / "rescued.callboard"
    backup.save_copy(studio, out)
    opened = open_studio(out)
    assert opened.ask(search.find("northwick"))
    opened.close()


@pytest.mark.postgresql
def test_a_server_is_saved_as_a_file_that_opens_by_itself(databases, tmp_path):
    place = databases.fresh("postgresql", template="empty", build=create_studio)
    server = open_studio(place)
    client = _fill(server)
    out = tmp_path / "copy.callboard"
    backup.save_copy(server, out)
    opened = open_studio(out)
    assert _dump(opened) == _dump(server)
    (row,) = opened.ask(attachments.listing("client", client))
    assert opened.ask(attachments.content(row.id)) == PDF
    assert folder_of(out).is_dir()
    assert [hit.title for hit in opened.ask(search.find("northwick"))] == ["Northwick Audio"]
    new = builders.make_client(opened, name="Next")  # ids go on behind the ones that were carried
    assert new > client
    opened.close()
    server.close()
    databases.drop(place)


@pytest.mark.postgresql
def test_a_copy_of_a_server_that_fails_leaves_no_file(databases, tmp_path, monkeypatch):
    place = databases.fresh("postgresql", template="empty", build=create_studio)
    server = open_studio(place)
    out = tmp_path / "copy.callboard"

    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("studio.persistence.transfer._carry_files", fail)
    with pytest.raises(Unavailable, match="disk is full"):
        backup.save_copy(server, out)
    assert list(tmp_path.iterdir()) == []
    server.close()
    databases.drop(place)


def test_a_copy_is_put_back_and_opens(studio):
    copy = backup.keep(studio)
    builders.make_client(studio, name="Made later")
    path = Path(studio.studio)
    studio.close()
    aside = backup.restore(path, copy)
    opened = open_studio(path)
    assert opened.ask(search.find("later")) == []
    (row,) = opened.ask(attachments.listing("client", 1))
    assert opened.ask(attachments.content(row.id)) == PDF
    opened.close()
    assert aside.exists()


def test_a_damaged_copy_is_passed_over(studio):
    good = copying.keep(Path(studio.studio), datetime.now(UTC))
    bad = copying.keep(Path(studio.studio), datetime.now(UTC) + timedelta(hours=1))
    bad.path.write_bytes(b"damaged")
    assert backup.copies(studio.studio)[0].path == bad.path
    assert backup.newest_whole(studio.studio) == good
    good.path.unlink()
    assert backup.newest_whole(studio.studio) is None


def test_an_open_studio_is_not_replaced(studio):
    copy = backup.keep(studio)
    with pytest.raises(OpeningProblem) as caught:
        backup.restore(studio.studio, copy)
    assert caught.value.kind == "in_use"
    assert _dump(studio)["client"]


def test_the_clock_may_be_wrong(studio):
    """A copy from a day when the clock stood in the future does not stop the next one for ever."""
    copying.keep(Path(studio.studio), datetime.now(UTC) + timedelta(days=400))
    builders.make_client(studio, name="Today")
    assert backup.keep(studio) is not None
