"""Forms: names to assistive technology, errors at fields, what is open, what others changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel

from studio.text import Message
from ui.forms.fields import CheckField, ChoiceField, LongTextField, NumberField, TextField
from ui.forms.form import Form
from ui.widgets.chips import Chip
from ui.widgets.picks import Choice

KEYS = Qt.Key


@pytest.fixture
def form(qtbot):
    made = Form()
    made.add("name", "Name", TextField(), required=True, help="As on their invoices.")
    made.add("fee", "Rounds", NumberField())
    made.add("kind", "Kind", ChoiceField([Choice("a", "Agency"), Choice("b", "Brand")]))
    made.add("note", "Note", LongTextField())
    made.add("vat", "", CheckField("Pays VAT"))
    made.set_value({"name": "Acme", "fee": None, "kind": "a", "note": "", "vat": False})
    qtbot.addWidget(made)
    made.resize(480, 400)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_each_field_has_its_label_as_name(form):
    for name, title in (("name", "Name"), ("fee", "Rounds"), ("kind", "Kind"), ("note", "Note")):
        interface = QAccessible.queryAccessibleInterface(form.field(name))
        assert interface.text(QAccessible.Text.Name) == title
    buddies = {label.buddy() for label in form.findChildren(QLabel)}
    assert form.field("name") in buddies


def test_help_is_the_description(form):
    assert form.field("name").accessibleDescription() == "needed. As on their invoices."


def test_a_committed_field_is_told_by_name_once(qtbot, form):
    told = []
    form.committed.connect(lambda name, value: told.append((name, value)))
    form.focus_field("name")
    qtbot.keyClicks(form.field("name"), "Acme Ltd")
    qtbot.keyClick(form.field("name"), KEYS.Key_Return)
    assert told == [("name", "Acme Ltd")]
    assert form.dirty() == {"name"}
    form.accepted("name")
    assert form.dirty() == frozenset()


def test_enter_goes_down(qtbot, form):
    form.focus_field("name")
    qtbot.keyClick(form.field("name"), KEYS.Key_Return)
    assert QApplication.focusWidget() is form.field("fee")


def test_enter_stays_on_a_bad_value(qtbot, form):
    form.focus_field("fee")
    qtbot.keyClicks(form.field("fee"), "many")
    qtbot.keyClick(form.field("fee"), KEYS.Key_Return)
    assert QApplication.focusWidget() is form.field("fee")
    assert form.problems() == {"fee": form.row("fee").error()}


def test_errors_stand_at_their_fields_and_others_come_back(form):
    strange = form.show_errors(
        {"name": Message("This is needed."), "other": Message("Something else.")}
    )
    assert form.row("name").error() == "This is needed."
    assert set(strange) == {"other"}
    form.clear_errors()
    assert form.problems() == {}


def test_an_error_line_lies_below_its_field(qtbot, form):
    form.show_errors({"name": Message("This is needed.")})
    row = form.row("name")
    qtbot.waitUntil(lambda: row.height() > 40)
    line = next(one for one in row.findChildren(QLabel) if one.text() == "This is needed.")
    top = line.mapTo(row, line.rect().topLeft()).y()
    field = row.field.mapTo(row, row.field.rect().bottomLeft()).y()
    assert top > field


def test_a_refused_field_can_be_restored(qtbot, form):
    form.focus_field("name")
    qtbot.keyClicks(form.field("name"), "Taken")
    qtbot.keyClick(form.field("name"), KEYS.Key_Return)
    form.restore("name")
    assert form.field("name").value() == "Acme"


def test_missing_and_unclear_fields_show_a_chip_and_are_open(form):
    form.row("fee").set_state("missing")
    form.row("kind").set_state("unclear", "Which one?")
    chips = [chip.text() for chip in form.findChildren(Chip) if not chip.isHidden()]
    assert chips == ["Missing", "Which one?"]
    assert form.open_count() == 2
    assert form.field("fee").property("look") == ""
    assert form.field("name").property("look") == "plain"
    assert "Missing" in form.field("fee").accessibleDescription()
    form.row("fee").set_state("")
    assert form.open_count() == 1


def test_f8_walks_through_open_fields_both_ways(form):
    form.row("fee").set_state("missing")
    form.row("note").set_state("unclear")
    form.focus_first()
    assert form.focus_next_open()
    assert form.row("fee").has_focus()
    assert form.focus_next_open()
    assert form.row("note").has_focus()
    assert form.focus_next_open()
    assert form.row("fee").has_focus()
    assert form.focus_next_open(backwards=True)
    assert form.row("note").has_focus()


def test_nothing_open_is_said(form):
    assert not form.focus_next_open()


def test_others_do_not_overwrite_what_is_being_typed(qtbot, form):
    told = []
    form.overtaken.connect(lambda name, value: told.append((name, value)))
    form.focus_field("name")
    qtbot.keyClicks(form.field("name"), "Mine")
    form.set_value({"name": "Theirs", "fee": None})
    assert form.field("name").text() == "Mine"
    assert told == [("name", "Theirs")]
    assert form.saved("name") == "Theirs"
    form.restore("name")
    assert form.field("name").text() == "Theirs"


def test_value_takes_the_half_typed_field_too(qtbot, form):
    form.focus_field("fee")
    qtbot.keyClicks(form.field("fee"), "3")
    assert form.value()["fee"] == 3


def test_complete_says_what_is_needed_and_goes_there(form):
    form.set_value({"name": ""})
    assert not form.complete()
    assert form.problems() == {"name": "This is needed."}
    assert form.row("name").has_focus()
    form.set_value({"name": "Acme"})
    assert form.complete()


def test_a_hidden_row_is_not_asked_for(form):
    form.set_value({"name": ""})
    form.row("name").set_shown(False)
    assert form.complete()


def test_a_locked_form_is_plain_and_says_when_it_is_touched(qtbot, form):
    form.set_locked(True)
    assert form.open_count() == 0
    with qtbot.waitSignal(form.locked_touched):
        qtbot.keyClick(form.field("name"), KEYS.Key_X)
    with qtbot.waitSignal(form.locked_touched):
        qtbot.mouseClick(form.field("kind"), Qt.MouseButton.LeftButton)
    form.set_locked(False)
    assert form.field("name").property("look") == "plain"


def test_plain_words_stand_where_framed_ones_have_their_frame(qtbot):
    made = Form()
    made.add("a", "A", TextField())
    made.add("b", "B", TextField())
    made.row("b").set_state("missing")
    qtbot.addWidget(made)
    made.resize(400, 100)
    made.show()
    plain, framed = made.field("a"), made.field("b")
    left = plain.mapTo(made, plain.rect().topLeft()).x()
    assert left + 10 == framed.mapTo(made, framed.rect().topLeft()).x()


def test_two_columns_stand_side_by_side_from_the_top(qtbot):
    made = Form(columns=2)
    for number in range(4):
        made.add(f"left{number}", "Left", TextField())
    made.add("right", "Right", TextField(), column=1)
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    assert made.row("right").y() == made.row("left0").y()
    assert made.row("right").height() == made.row("left0").height()
    assert made.row("right").x() > made.row("left0").x() + made.row("left0").width()


def test_a_note_does_not_make_a_field_wrong(form):
    form.row("fee").set_note("Two is the usual number for this client.")
    assert form.problems() == {}
    assert form.open_count() == 0
    assert "usual" in form.field("fee").accessibleDescription()
