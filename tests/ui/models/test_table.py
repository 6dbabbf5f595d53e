"""RecordTable and RecordList as a person uses them."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.ui.looks import colour_at, role
from tests.ui.models.rows import COLUMNS, Source
from ui.models.list import RecordList, TwoLine
from ui.models.table import RecordTable
from ui.theme import look
from ui.widgets.marks import ChipMark

KEYS = Qt.Key


@pytest.fixture
def source():
    return Source()


@pytest.fixture
def table(qtbot, source):
    made = RecordTable(COLUMNS, source.fetch, name="Projects")
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.set_ids([1, 2, 3, 4, 5])
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.row_value(5) is not None)
    return made


def centre(table, key, column=0):
    """Return the middle of a record's cell in the view."""
    row = list(table.ids()).index(key)
    return table.visualRect(table.model().index(row, column)).center()


def click(qtbot, table, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, centre(table, key))


def test_rows_are_36_high_and_heads_30_with_their_line(table):
    assert table.rowHeight(0) == 36
    assert table.horizontalHeader().height() == 31


def test_a_click_makes_a_record_current(qtbot, table):
    with qtbot.waitSignal(table.current_changed) as told:
        click(qtbot, table, 3)
    assert told.args == [3]
    assert table.picked_ids() == [3]


def test_enter_and_double_click_open(qtbot, table):
    opened = []
    table.opened.connect(opened.append)
    table.select_id(2)
    qtbot.keyClick(table, KEYS.Key_Return)
    click(qtbot, table, 4)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=centre(table, 4))
    assert opened == [2, 4]


def test_several_are_picked_with_ctrl_and_shift(qtbot, table):
    counts = []
    table.picked_changed.connect(counts.append)
    click(qtbot, table, 1)
    click(qtbot, table, 3, Qt.KeyboardModifier.ShiftModifier)
    click(qtbot, table, 5, Qt.KeyboardModifier.ControlModifier)
    assert table.picked_ids() == [1, 2, 3, 5]
    assert counts[-1] == 4
    qtbot.keyClick(table, KEYS.Key_Escape)
    assert len(table.picked_ids()) == 1


def test_another_list_of_ids_keeps_what_was_current(qtbot, table):
    table.select_id(4)
    told = []
    table.current_changed.connect(told.append)
    table.set_ids([5, 4, 9])
    assert table.current_id() == 4
    assert table.picked_ids() == [4]
    assert told == []
    table.set_ids([1, 2])
    assert told == [0]
    assert table.picked_ids() == []


def test_the_first_may_be_selected(table):
    table.set_ids([8, 9], select_first=True)
    assert table.current_id() == 8


def test_what_is_not_listed_cannot_be_selected(table):
    assert not table.select_id(99)
    assert table.select_id(5)


def test_a_click_on_a_head_sorts_and_turns(qtbot, table):
    asked = []
    table.sort_changed.connect(lambda key, down: asked.append((key, down)))
    head = table.horizontalHeader()
    for _ in range(2):
        place = QPoint(head.sectionViewportPosition(2) + 20, 10)
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [("amount", False), ("amount", True)]
    assert table.sort() == ("amount", True)


def test_columns_are_picked_in_the_heads_menu(qtbot, table):
    head = table.horizontalHeader()
    head.customContextMenuRequested.emit(QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    actions = {action.text(): action for action in menu.actions()}
    assert [text for text, action in actions.items() if action.isChecked()] == [
        "Project", "State", "Amount", "Budget",
    ]  # fmt: skip
    assert not actions["Project"].isEnabled()
    with qtbot.waitSignal(table.layout_changed):
        actions["Due"].trigger()
    assert not table.isColumnHidden(4)
    menu.close()


def test_column_state_comes_back(qtbot, table, source):
    table.setColumnWidth(1, 177)
    table.set_column_shown("due", True)
    table.set_column_shown("used", False)
    table.horizontalHeader().moveSection(2, 1)
    table.set_sort("amount", True)
    kept = table.column_state()
    other = RecordTable(COLUMNS, source.fetch)
    qtbot.addWidget(other)
    other.restore_columns({**kept, "order": [*kept["order"], "unknown"]})
    assert other.column_state() == kept
    assert other.columnWidth(1) == 177
    assert kept["order"] == ["name", "amount", "state", "used", "due"]
    assert kept["hidden"] == ["used"]


def test_picked_rows_go_to_a_spreadsheet(qtbot, table):
    table.select_id(2)
    row = table.model().index(2, 0)
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().select(row, flags.Select | flags.Rows)
    qtbot.keyClick(table, KEYS.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\n") == [
        "Project\tState\tAmount\tCurrency\tBudget",
        "Project 2\tIn progress\t2.00\tEUR\t93%",
        "Project 3\tIn progress\t3.00\tEUR\t93%",
    ]


def test_rows_that_were_never_in_sight_are_copied_too(qtbot, source):
    source.gone = {700}
    made = RecordTable(COLUMNS, source.fetch)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.set_ids(range(1, 1201))
    made.show()
    made.selectAll()
    made.copy_picked()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 1200
    assert lines[-1].startswith("Project 1200\t")


def test_a_right_click_asks_for_a_menu(qtbot, table):
    click(qtbot, table, 3)
    with qtbot.waitSignal(table.menu_requested) as told:
        table.customContextMenuRequested.emit(centre(table, 3))
    assert told.args[0] == [3]


def test_letters_are_left_to_the_page(qtbot, table, source):
    reads = len(source.asked)
    table.select_id(1)
    qtbot.keyClick(table, KEYS.Key_P)
    assert table.current_id() == 1
    assert len(source.asked) == reads


def test_the_whole_row_shows_hover_and_pick(qtbot, table):
    table.viewport().setMouseTracking(True)
    table.entered.emit(table.model().index(1, 0))
    y = table.horizontalHeader().height() + 36 + 8
    assert colour_at(table, 190, y) == role("hover")
    assert colour_at(table, 450, y) == role("hover")
    table.select_id(2)
    assert colour_at(table, 450, y) == role("sel")


def test_rows_have_a_hairline_and_nothing_between_columns(table):
    y = table.horizontalHeader().height() + 35
    assert colour_at(table, 300, y) == role("grid")
    assert colour_at(table, 200, y - 3) == colour_at(table, 210, y - 3)


def test_a_change_by_others_flashes(qtbot, table):
    look.set_reduce_motion(False)
    table.refresh([1], flash=True)
    y = table.horizontalHeader().height() + 8
    assert colour_at(table, 450, y) == role("active.tint")
    qtbot.waitUntil(lambda: colour_at(table, 450, y) != role("active.tint"))


def test_a_list_says_its_rows_in_words(qtbot, source):
    def describe(row):
        return TwoLine(
            row.name, "€1.00", "Maison Ondine", "Deposit", "3 Dec", ChipMark("active", "Sent")
        )

    made = RecordList(describe, source.fetch, name="Invoices")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.set_ids([1, 2])
    made.show()
    qtbot.waitUntil(lambda: made.row_value(2) is not None)
    assert made.rowHeight(0) == 58
    assert made.words_at(2) == "Project 2, €1.00, Maison Ondine, Deposit, 3 Dec, Sent"
    assert made.horizontalHeader().isHidden()
    made.grab()
