"""Files of a record: what can be done with them, and dropping new ones."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.files import FileDrop, FileLine, FileList, FileRow

KEYS = Qt.Key


def files_of(*paths):
    """Return what a file manager hands over for some files."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(widget, data):
    """Drag over a widget and drop; return whether it took what was dragged."""
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(5, 5), copy, data, left, none)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


@pytest.fixture
def listed(qtbot):
    made = FileList()
    qtbot.addWidget(made)
    made.set_rows([FileRow(1, "contract.pdf", "1.4 MB"), FileRow(2, "run.exe", risky=True)])
    made.resize(400, 200)
    made.show()
    return made


def lines(listed):
    return [one for one in listed.findChildren(FileLine) if not one.isHidden()]


def test_enter_and_double_click_open(qtbot, listed):
    told = []
    listed.opened.connect(told.append)
    qtbot.keyClick(lines(listed)[0], KEYS.Key_Return)
    qtbot.mouseDClick(lines(listed)[1], Qt.MouseButton.LeftButton)
    assert told == [1, 2]


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Open", "opened"),
        ("Save as…", "save_requested"),
        ("Rename…", "rename_requested"),
        ("Remove", "remove_requested"),
    ],
)
def test_the_menu_of_a_file(qtbot, listed, words, signal):
    menu = lines(listed)[0].menu.entries
    action = next(one for one in menu.actions() if one.text() == words)
    with qtbot.waitSignal(getattr(listed, signal)) as told:
        action.trigger()
    assert told.args == [1]


def test_dropped_files_are_told_and_nothing_else_is_taken(listed, tmp_path):
    told = []
    listed.dropped.connect(told.append)
    assert drop(listed, files_of(tmp_path / "a.pdf", tmp_path / "b.png"))
    text = QMimeData()
    text.setText("just words")
    assert not drop(listed, text)
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/a.pdf")])
    assert not drop(listed, web)
    assert told == [[tmp_path / "a.pdf", tmp_path / "b.png"]]


def test_a_locked_record_takes_no_files(qtbot, listed, tmp_path):
    listed.set_changeable(False)
    told = []
    listed.remove_requested.connect(told.append)
    assert not drop(listed, files_of(tmp_path / "a.pdf"))
    qtbot.keyClick(lines(listed)[0], KEYS.Key_Delete)
    assert told == []
    assert not listed.add_button.isVisible()


def test_any_widget_can_take_files(qtbot, tmp_path):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(200, 100)
    taken = FileDrop(widget)
    told = []
    taken.dropped.connect(told.append)
    assert drop(widget, files_of(tmp_path / "a.pdf"))
    assert told == [[Path(tmp_path / "a.pdf")]]


def test_an_empty_list_says_so(qtbot, listed):
    listed.set_rows([])
    assert lines(listed) == []
