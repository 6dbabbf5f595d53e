"""A bug: one dialog, counted repeats, a report without anybody's words."""

import sys
import threading
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtWidgets import QLabel, QWidget

from ui.faults.dialog import CrashDialog
from ui.faults.hooks import Crashes, Hooks, install, on_qt_message
from ui.faults.report import CrashReport
from ui.widgets.buttons import Button
from ui.widgets.checks import Check

AT = datetime(2026, 11, 16, 9, 42, tzinfo=UTC)


def boom(words="Maison Ondine owes €12,800.00"):
    try:
        raise ValueError(words)
    except ValueError as error:
        return error


def other():
    try:
        return {}["x"]
    except KeyError as error:
        return error


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def crashes(window):
    return Crashes(window)


def dialogs(window):
    return [one for one in window.findChildren(CrashDialog) if one.isVisible()]


def words(dialog):
    return [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]


def buttons(dialog):
    return {one.accessibleName(): one for one in dialog.findChildren(Button) if one.isVisible()}


def test_a_discreet_report_quotes_nobody():
    report = CrashReport(boom(), AT, "Sending to Maison Ondine failed.")
    text = report.text()
    assert "Ondine" not in text
    assert "ValueError" in text
    assert report.code in text
    assert "Maison Ondine owes" in report.text(discreet=False)


def test_a_report_follows_the_chain_even_in_a_circle():
    first, second = boom("a"), boom("b")
    first.__cause__, second.__cause__ = second, first
    assert CrashReport(first, AT).text().count("ValueError") >= 2


def test_the_same_failure_has_the_same_code():
    assert CrashReport(boom("a"), AT).code == CrashReport(boom("b"), AT).code
    assert CrashReport(boom("a"), AT).code != CrashReport(other(), AT).code


@pytest.mark.logs("a bug")
def test_the_dialog_says_what_failed_and_that_the_data_is_safe(qtbot, window, crashes):
    crashes.on_saved(None)
    crashes.show_crash(boom(), "Making the PDF of PL-P-2026-019 failed.", again=list)
    (dialog,) = dialogs(window)
    assert dialog.title() == "Callboard had to stop this action"
    said = next(one for one in words(dialog) if one.startswith("Making"))
    assert "Your data is safe: the last change was saved at" in said
    assert set(buttons(dialog)) == {"Try again", "Save report", "Close"}
    dialog.reject()


@pytest.mark.logs("a bug")
def test_one_dialog_at_a_time_and_repeats_are_counted(window, crashes):
    crashes(boom())
    crashes(boom())
    crashes(other())
    (dialog,) = dialogs(window)
    assert "It happened 2 times." in words(dialog)
    assert "2 x" in dialog.report_text()
    dialog.reject()
    crashes(other())
    assert len(dialogs(window)) == 1
    dialogs(window)[0].reject()


@pytest.mark.logs("a bug")
def test_it_can_be_tried_again(qtbot, window, crashes):
    tried = []
    crashes.show_crash(boom(), again=lambda: tried.append(1))
    dialogs(window)[0].press_primary()
    assert tried == [1]
    assert dialogs(window) == []


@pytest.mark.logs("a bug")
def test_without_a_second_try_there_is_only_close_and_the_report(window, crashes):
    crashes(boom())
    assert set(buttons(dialogs(window)[0])) == {"Save report", "Close"}
    dialogs(window)[0].press_primary()
    assert dialogs(window) == []


def test_the_report_is_saved_with_or_without_names(qtbot, tmp_path):
    dialog = CrashDialog(CrashReport(boom(), AT))
    qtbot.addWidget(dialog)
    dialog.show()
    out = tmp_path / "report.txt"
    dialog.save_to(out)
    assert "Ondine" not in out.read_text("utf-8")
    assert "The report is in report.txt." in words(dialog)
    dialog.findChild(Check).click()
    assert any("Ondine" in one for one in words(dialog))
    dialog.save_to(out)
    assert "Ondine" in out.read_text("utf-8")
    dialog.save_to(tmp_path / "no" / "folder" / "report.txt")
    assert dialog.problem()


@pytest.fixture
def hooks(crashes):
    before = sys.excepthook, threading.excepthook
    made = Hooks(crashes)
    yield made
    sys.excepthook, threading.excepthook = before


@pytest.mark.logs("a bug")
def test_what_ends_a_thread_is_shown(qtbot, window, hooks, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", hooks.on_thread_exception)
    worker = threading.Thread(target=lambda: 1 // 0)
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    dialogs(window)[0].reject()


@pytest.mark.logs("a bug")
def test_what_nobody_caught_is_shown(qtbot, window, hooks):
    error = boom()
    hooks.on_exception(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(dialogs(window)) == 1)
    dialogs(window)[0].reject()


def test_ctrl_c_closes_the_window(window, hooks, capsys):
    hooks.on_exception(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not window.isVisible()
    assert "KeyboardInterrupt" in capsys.readouterr().err


@pytest.mark.logs("from Qt")
def test_what_qt_says_goes_to_the_log(qapp):
    on_qt_message(QtMsgType.QtWarningMsg, None, "from Qt")


def test_install_takes_over_and_answers_who_shows(window, monkeypatch):
    taken = []
    monkeypatch.setattr(sys, "excepthook", None)
    monkeypatch.setattr(threading, "excepthook", None)
    monkeypatch.setattr("ui.faults.hooks.qInstallMessageHandler", taken.append)
    crashes = install(window)
    assert callable(crashes)
    assert sys.excepthook.__name__ == "on_exception"
    assert taken == [on_qt_message]
