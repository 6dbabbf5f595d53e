"""Files on records: kept, listed, read back, renamed, removed, undone, refused."""

from pathlib import Path

import pytest

from studio.errors import Conflict, Invalid, Missing, Unavailable
from studio.persistence import files
from studio.services import attachments
from tests import builders

PDF = b"%PDF-1.7\nnothing much"


@pytest.fixture
def client(workspace):
    return builders.make_client(workspace)


@pytest.fixture
def terms(workspace, client):
    return workspace.run(attachments.attach("client", client, "terms.pdf", PDF, "contract")).value


def _names(workspace, client):
    return [row.name for row in workspace.ask(attachments.listing("client", client))]


def test_a_file_is_listed_with_what_it_is(workspace, client, terms):
    (row,) = workspace.ask(attachments.listing("client", client))
    assert (row.id, row.name, row.size, row.role) == (terms, "terms.pdf", len(PDF), "contract")
    assert (row.kind, row.mime, row.risky) == ("pdf", "application/pdf", False)
    assert (row.added_by, row.added_by_zh) == ("Lin Xiaoman", "林小满")
    assert workspace.ask(attachments.content(terms)) == PDF


def test_a_record_hears_of_its_files(workspace, client):
    outcome = workspace.run(attachments.attach("client", client, "terms.pdf", PDF))
    assert outcome.changes.ids("client") == {client}


def test_the_same_bytes_are_kept_once(workspace, client, terms):
    again = workspace.run(attachments.attach("client", client, "copy.pdf", PDF)).value
    one, two = workspace.ask(attachments.listing("client", client))
    assert one.sha256 == two.sha256
    assert workspace.ask(attachments.content(again)) == PDF


def test_attaching_is_undone_and_redone(workspace, client, terms):
    workspace.undo()
    assert _names(workspace, client) == []
    workspace.redo()
    (row,) = workspace.ask(attachments.listing("client", client))
    assert workspace.ask(attachments.content(row.id)) == PDF


def test_removing_is_undone(workspace, client, terms):
    workspace.run(attachments.remove(terms, version=1))
    assert _names(workspace, client) == []
    workspace.undo()
    assert _names(workspace, client) == ["terms.pdf"]


def test_renaming_to_a_program_is_flagged(workspace, client, terms):
    workspace.run(attachments.rename(terms, version=1, name="terms.pdf.exe"))
    (row,) = workspace.ask(attachments.listing("client", client))
    assert (row.name, row.kind, row.risky) == ("terms.pdf.exe", "pdf", True)
    with pytest.raises(Conflict):
        workspace.run(attachments.rename(terms, version=1, name="late.pdf"))


def test_a_file_is_taken_from_the_disk(workspace, client, tmp_path):
    path = tmp_path / "附件.txt"
    path.write_text("你好", encoding="utf-8")
    key = workspace.run(attachments.attach_file("client", client, path)).value
    assert _names(workspace, client) == ["附件.txt"]
    assert workspace.ask(attachments.content(key)).decode() == "你好"


@pytest.mark.parametrize(
    ("name", "data", "field"),
    [("a.pdf", b"", "file"), ("", PDF, "name"), ("x" * 256, PDF, "name"), ("a\x00b", PDF, "name")],
)
def test_what_cannot_be_kept_is_refused(workspace, client, name, data, field):
    with pytest.raises(Invalid) as caught:
        workspace.run(attachments.attach("client", client, name, data))
    assert list(caught.value.fields) == [field]
    assert _names(workspace, client) == []


def test_too_large_a_file_is_refused(workspace, client, monkeypatch, tmp_path):
    monkeypatch.setattr(attachments, "LIMIT", 10)
    (tmp_path / "big.bin").write_bytes(b"x" * 11)
    for command in (
        attachments.attach("client", client, "big.bin", b"x" * 11),
        attachments.attach_file("client", client, tmp_path / "big.bin"),
    ):
        with pytest.raises(Invalid):
            workspace.run(command)


@pytest.mark.parametrize("name", ["gone.pdf", "."])
def test_a_file_that_cannot_be_read_is_refused(workspace, client, tmp_path, name):
    with pytest.raises(Invalid):
        workspace.run(attachments.attach_file("client", client, tmp_path / name))


def test_a_record_that_is_gone_takes_no_file(workspace):
    with pytest.raises(Missing):
        workspace.run(attachments.attach("client", 4711, "a.pdf", PDF))


def test_damaged_and_lost_bytes_are_noticed(file_workspace):
    client = builders.make_client(file_workspace)
    key = file_workspace.run(attachments.attach("client", client, "terms.pdf", PDF)).value
    (row,) = file_workspace.ask(attachments.listing("client", client))
    path = files.folder_of(Path(file_workspace.studio)) / row.sha256[:2] / row.sha256[2:]
    path.write_bytes(PDF + b"!")
    with pytest.raises(Unavailable):
        file_workspace.ask(attachments.content(key))
    path.unlink()
    with pytest.raises(Missing):
        file_workspace.ask(attachments.content(key))
