"""Dialogs: the act is named, Esc cancels, a refusal stays in sight."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from studio.text import Message
from ui.forms.fields import TextField
from ui.forms.form import Form
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog, ask_loss

KEYS = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    made = Dialog("Issue PLCN-2026-0035", parent, width=480)
    made.set_primary("Issue PLCN-2026-0035")
    made.keep = parent
    return made


def opened(qtbot, dialog):
    with qtbot.waitActive(dialog):
        dialog.open()
    return {one.accessibleName(): one for one in dialog.findChildren(Button)}


def test_the_primary_names_the_act_and_asks_for_it(qtbot, dialog):
    buttons = opened(qtbot, dialog)
    with qtbot.waitSignal(dialog.confirmed):
        qtbot.mouseClick(buttons["Issue PLCN-2026-0035"], LEFT)
    assert dialog.isVisible()
    dialog.accept()
    assert not dialog.isVisible()


def test_escape_and_cancel_leave(qtbot, dialog):
    buttons = opened(qtbot, dialog)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, KEYS.Key_Escape)
    dialog.open()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.mouseClick(buttons["Cancel"], LEFT)


def test_enter_in_a_field_does_the_act_with_what_was_typed(qtbot, dialog):
    form = Form(stacked=True, framed=True)
    form.add("name", "Name", TextField())
    dialog.add(form)
    got = []
    dialog.confirmed.connect(lambda: got.append(form.value()["name"]))
    opened(qtbot, dialog)
    form.focus_first()
    qtbot.keyClicks(form.field("name"), "Acme")
    qtbot.keyClick(form.field("name"), KEYS.Key_Return)
    assert got == ["Acme"]


def test_it_is_as_wide_as_asked_and_as_high_as_needed(qtbot, dialog):
    dialog.say("words " * 80)
    opened(qtbot, dialog)
    assert dialog.width() == 480
    high = dialog.height()
    dialog.set_problem("A long refusal. " * 12)
    qtbot.waitUntil(lambda: dialog.height() > high)


def test_a_form_error_makes_room_for_itself(qtbot, dialog):
    form = Form(stacked=True, framed=True)
    for name in ("one", "two", "three"):
        form.add(name, name.title(), TextField())
    dialog.add(form)
    opened(qtbot, dialog)
    form.show_errors({name: Message("This is needed.") for name in form.names()})

    def apart():
        for name in form.names():
            row = form.row(name)
            line = next(one for one in row.findChildren(QLabel) if one.text() == "This is needed.")
            top = line.mapTo(row, line.rect().topLeft()).y()
            bottom = row.field.geometry().bottom()
            if top <= bottom or line.height() < line.heightForWidth(line.width()):
                return False
        return True

    qtbot.waitUntil(apart)


def test_a_refusal_is_shown_and_goes_with_the_next_try(qtbot, dialog):
    buttons = opened(qtbot, dialog)
    dialog.set_busy(True)
    assert not buttons["Issue PLCN-2026-0035"].isEnabled()
    dialog.set_problem(Message("This is needed."))
    assert dialog.problem() == "This is needed."
    assert buttons["Issue PLCN-2026-0035"].isEnabled()
    dialog.press_primary()
    assert dialog.problem() == ""


def test_an_act_that_cannot_be_done_says_why(qtbot, dialog):
    opened(qtbot, dialog)
    dialog.set_ready(False, "The client has no tax number.")
    told = []
    dialog.confirmed.connect(lambda: told.append(1))
    qtbot.keyClick(dialog, KEYS.Key_Return)
    assert told == []
    said = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]
    assert "The client has no tax number." in said


def test_what_freezes_is_listed_exactly(qtbot, dialog):
    dialog.freeze(["The number PLCN-2026-0035", "3 lines"], "What freezes")
    opened(qtbot, dialog)
    said = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]
    assert {"What freezes", "The number PLCN-2026-0035", "3 lines"} <= set(said)


def test_a_loss_is_asked_for_in_red(qtbot):
    dialog = ask_loss(None, "Erase Lin Xiaoman", "It cannot be undone.", ["3 files"], "Erase")
    qtbot.addWidget(dialog)
    buttons = opened(qtbot, dialog)
    assert buttons["Erase"].property("kind") == "danger"


def test_other_buttons_stand_beside_the_primary(qtbot, dialog):
    other = dialog.add_other("Save report", "floppy-disk")
    buttons = opened(qtbot, dialog)
    primary = buttons["Issue PLCN-2026-0035"]
    left = other.mapTo(dialog, other.rect().topLeft()).x()
    assert left > primary.mapTo(dialog, primary.rect().topRight()).x()
