"""Half-typed text survives the program, and damage to its file survives nobody's work."""

import json

import pytest
from PySide6.QtWidgets import QWidget

from ui.forms.fields import LongTextField
from ui.forms.guard import Drafts


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept" / "drafts.json"


def test_what_was_put_is_there_after_a_restart(qapp, path):
    drafts = Drafts(path)
    drafts.put("brief", 3, "notes", "半句话")
    drafts.flush()
    assert Drafts(path).get("brief", 3, "notes") == "半句话"
    assert Drafts(path).get("brief", 4, "notes") is None


def test_it_is_written_by_itself(qtbot, path, monkeypatch):
    monkeypatch.setattr("ui.forms.guard.EVERY", 10)
    drafts = Drafts(path)
    drafts.put("brief", 3, "notes", "a")
    qtbot.waitUntil(path.exists)


def test_ids_of_two_studios_are_two_records(qapp, path):
    first = Drafts(path, studio="a.callboard")
    first.put("brief", 3, "notes", "of a")
    first.flush()
    assert Drafts(path, studio="b.callboard").get("brief", 3, "notes") is None
    assert Drafts(path, studio="a.callboard").get("brief", 3, "notes") == "of a"


def test_a_cleared_text_is_gone_at_once(qapp, path):
    drafts = Drafts(path)
    drafts.put("brief", 3, "notes", "a")
    drafts.flush()
    drafts.clear("brief", 3, "notes")
    assert Drafts(path).count() == 0


@pytest.mark.parametrize("found", [b"{", b"\xff\xfe", b"[" * 99999])
@pytest.mark.logs("drafts cannot be read")
def test_damage_costs_the_drafts_only(qapp, path, found):
    path.parent.mkdir(parents=True)
    path.write_bytes(found)
    drafts = Drafts(path)
    assert drafts.count() == 0
    drafts.put("brief", 1, "notes", "new")
    drafts.flush()
    assert len(json.loads(path.read_text("utf-8"))) == 1


@pytest.mark.parametrize("found", [b"[1]", b'{"k": 3}'])
def test_what_is_not_ours_is_left_out(qapp, path, found):
    path.parent.mkdir(parents=True)
    path.write_bytes(found)
    assert Drafts(path).count() == 0


@pytest.mark.logs("drafts were not written")
def test_a_folder_that_takes_nothing_stops_nobody(qapp, tmp_path):
    drafts = Drafts(tmp_path / "kept" / "drafts.json")
    (tmp_path / "kept").write_text("a file in the way")
    drafts.put("brief", 1, "notes", "text")
    drafts.flush()
    assert drafts.get("brief", 1, "notes") == "text"


def test_a_field_offers_what_was_half_typed(qtbot, path):
    drafts = Drafts(path)
    drafts.put("brief", 3, "notes", "half")
    field = LongTextField()
    qtbot.addWidget(field)
    field.set_value("saved")
    assert field.keep_draft(drafts, "brief", 3, "notes")
    assert field.toPlainText() == "half"
    assert field.value() == "saved"


def test_a_draft_lives_until_the_text_is_saved(qtbot, path):
    drafts = Drafts(path)
    window = QWidget()
    qtbot.addWidget(window)
    field = LongTextField()
    field.setParent(window)
    field.set_value("saved")
    field.keep_draft(drafts, "brief", 3, "notes")
    field.setPlainText("new words")
    assert drafts.get("brief", 3, "notes") == "new words"
    field.settle()
    assert drafts.get("brief", 3, "notes") == "new words"
    field.saved()
    assert drafts.get("brief", 3, "notes") is None


def test_giving_up_forgets_the_draft(qtbot, path):
    drafts = Drafts(path)
    field = LongTextField()
    qtbot.addWidget(field)
    field.keep_draft(drafts, "brief", 3, "notes")
    field.setPlainText("half")
    field.restore()
    assert drafts.count() == 0
