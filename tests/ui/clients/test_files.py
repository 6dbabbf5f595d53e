"""Files and history of a record, as they stand in every inspector."""

import pytest

from studio.services import attachments, clients
from tests.drivers.page import PageDriver
from ui.publish import attached
from ui.publish.attached import RecordFiles
from ui.publish.history import FIRST, RecordHistory


@pytest.fixture
def client(file_workspace):
    return file_workspace.run(clients.create({"name": "Acme"})).value


@pytest.fixture
def files(qtbot, app_context, client):
    widget = RecordFiles(app_context, "client")
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    widget.show()
    widget.show_record(client)
    return widget


@pytest.fixture
def driver(files, qtbot):
    return PageDriver(files, qtbot)


def attach(files, folder, name, data=b"%PDF-1.7 x"):
    path = folder / name
    path.write_bytes(data)
    files.attach([path])
    return path


def keys(workspace, client):
    return [row.id for row in workspace.ask(attachments.listing("client", client))]


def test_a_file_is_opened_as_a_copy(files, tmp_path, monkeypatch, file_workspace, client):
    shown = []
    monkeypatch.setattr(attached, "open_file", lambda path: shown.append(path) or True)
    attach(files, tmp_path, "Offer.pdf")
    files.list.opened.emit(keys(file_workspace, client)[0])
    assert [path.name for path in shown] == ["Offer.pdf"]
    assert shown[0].read_bytes() == b"%PDF-1.7 x"


def test_a_file_that_runs_something_is_asked_about(
    files, driver, tmp_path, monkeypatch, file_workspace, client
):
    shown = []
    monkeypatch.setattr(attached, "open_file", lambda path: shown.append(path) or True)
    attach(files, tmp_path, "Offer.pdf.exe", b"MZ rest")
    files.list.opened.emit(keys(file_workspace, client)[0])
    assert shown == []
    assert "can run a program" in " ".join(driver.words())
    driver.press("Open it")
    assert len(shown) == 1


def test_a_copy_is_saved_where_one_says(files, tmp_path, file_workspace, client):
    said = []
    files.said.connect(lambda words, undo: said.append((words, undo)))
    attach(files, tmp_path, "Offer.pdf")
    files.list.save_requested.emit(keys(file_workspace, client)[0])
    dialog = files.window().findChild(attached.QFileDialog)
    place = tmp_path / "out" / "copy.pdf"
    dialog.fileSelected.emit(str(place))
    dialog.close()
    assert place.read_bytes() == b"%PDF-1.7 x"
    assert said == [("Saved as copy.pdf", False)]


def test_a_file_is_renamed(files, driver, tmp_path, file_workspace, client):
    attach(files, tmp_path, "Offer.pdf")
    files.list.rename_requested.emit(keys(file_workspace, client)[0])
    driver.fill("Name", "Final offer.pdf")
    driver.press("Rename")
    assert driver.dialog() is None
    assert files.names() == ["Final offer.pdf"]


def test_a_name_that_cannot_be_kept_stays_in_the_dialog(
    files, driver, tmp_path, file_workspace, client
):
    attach(files, tmp_path, "Offer.pdf")
    files.list.rename_requested.emit(keys(file_workspace, client)[0])
    driver.fill("Name", "")
    driver.press("Rename")
    assert driver.problem("Name") == "This is needed."
    driver.dialog().reject()
    assert files.names() == ["Offer.pdf"]


def test_a_file_is_removed_and_comes_back_by_undo(files, tmp_path, file_workspace, client):
    said = []
    files.said.connect(lambda words, undo: said.append((words, undo)))
    attach(files, tmp_path, "Offer.pdf")
    files.list.remove_requested.emit(keys(file_workspace, client)[0])
    assert (files.names(), said) == ([], [("Offer.pdf removed", True)])
    file_workspace.undo()
    files.reload()
    assert files.names() == ["Offer.pdf"]


def test_what_cannot_be_attached_is_refused(files, tmp_path):
    refused = []
    files.refused.connect(refused.append)
    attach(files, tmp_path, "empty.txt", b"")
    files.attach([tmp_path])
    files.attach([tmp_path / "gone.pdf"])
    assert len(refused) == 3
    assert files.names() == []


def test_history_shows_the_newest_and_then_all(qtbot, app_context, file_workspace, client):
    for number in range(FIRST + 2):
        version = file_workspace.ask(clients.one(client)).version
        values = {"note": f"note {number}"}
        file_workspace.run(clients.change(client, version=version, values=values))
    history = RecordHistory(app_context, "client")
    qtbot.addWidget(history)
    history.show()
    history.show_record(client)
    assert history.words() == ["Change client Acme"] * FIRST
    PageDriver(history, qtbot).press("Show all")
    assert len(history.words()) == FIRST + 3
    assert history.words()[-1] == "Add client Acme"
