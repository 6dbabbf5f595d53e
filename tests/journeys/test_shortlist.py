"""From an open brief to its shortlist on paper: Ctrl+M, Space, Ctrl+Enter, Enter, in the window."""

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from studio.services import shortlists
from tests.drivers.page import PageDriver
from tests.matching import make_clips_brief, make_creator

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def test_a_shortlist_is_five_actions(enter, file_workspace, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.publish.export.open_file", lambda path: True)
    monkeypatch.setattr("ui.publish.sheet.open_file", lambda path: True)
    brief = make_clips_brief(file_workspace)
    for code in ("A", "B", "C", "D"):
        make_creator(file_workspace, code)
    person = enter(file_workspace)
    person.go("briefs")
    done = []

    def does(key, modifier=PLAIN):
        done.append(key)
        QTest.keyClick(QApplication.focusWidget() or person.window, key, modifier)

    person.page.show_record(brief)  # 1: the brief is opened
    person.page.focus_main()
    does(Qt.Key.Key_M, CONTROL)  # 2
    driver = PageDriver(person.window, qtbot)
    qtbot.waitUntil(lambda: driver.names() == ["Name A", "Name B", "Name C", "Name D"])
    for _ in range(3):
        does(Qt.Key.Key_Space)  # 3: as often as there are people
    kept = file_workspace.ask(shortlists.candidates(brief))
    assert [one.name for one in kept] == ["Name A", "Name B", "Name C"]
    does(Qt.Key.Key_Return, CONTROL)  # 4
    qtbot.waitUntil(lambda: person.dialog() is not None)
    sheet = person.dialog()
    qtbot.waitUntil(lambda: sheet.pane.data().startswith(b"%PDF"))
    does(Qt.Key.Key_Return)  # 5: save
    (choice,) = sheet.findChildren(QFileDialog)
    place = tmp_path / "shortlist.pdf"
    choice.fileSelected.emit(str(place))
    qtbot.waitUntil(place.exists)
    assert place.read_bytes().startswith(b"%PDF")
    choice.reject()
    assert len(done) == 6  # with the opening: five acts, one of them for each of three people
    sheet.save_table()
    table = tmp_path / "shortlist.xlsx"
    sheet.save_table_to(str(table))
    qtbot.waitUntil(table.exists)
    names = [row[0].value for row in load_workbook(table).active.iter_rows(min_row=2)]
    assert names == ["Name A", "Name B", "Name C"]
    for dialog in sheet.findChildren(QFileDialog):
        dialog.reject()
    sheet.reject()
