"""Rows by id: exact counts, few reads, narrow repaints."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from tests.ui.models.rows import COLUMNS, Source
from ui.models.ids import PAGE, WAITING, IdTableModel
from ui.models.roles import CELL, ID, ROW

DISPLAY = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def source():
    return Source()


@pytest.fixture
def model(qapp, source):
    return IdTableModel(COLUMNS, source.fetch)


def read(qtbot, model, row):
    """Return a row's name once it is there."""
    cell = model.index(row, 0)
    model.data(cell)
    qtbot.waitUntil(lambda: model.data(cell, ROW) is not None)
    return model.data(cell)


def test_it_keeps_qts_contract(model, qtmodeltester):
    model.set_ids(range(1, 51))
    qtmodeltester.check(model)


def test_the_count_is_exact_before_anything_is_read(model, source):
    model.set_ids(range(1, 200_001))
    assert model.rowCount() == 200_000
    assert source.asked == []


def test_top_bottom_and_middle_of_many_rows_take_few_reads(qtbot, model, source):
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(600, 400)
    model.set_ids(range(1, 200_001))
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: bool(source.asked))
    view.scrollToBottom()
    read(qtbot, model, 199_999)
    view.scrollTo(model.index(100_000, 0))
    assert read(qtbot, model, 100_000) == "Project 100001, Audio"
    assert len(source.asked) < 10
    assert all(len(ids) <= PAGE for ids in source.asked)


def test_a_row_on_its_way_says_so(model, source, qtbot):
    source.hold = True
    model.set_ids([7])
    cell = model.index(0, 0)
    assert model.data(cell) == WAITING
    assert model.data(cell, CELL) is None
    assert model.data(cell, ID) == 7
    qtbot.waitUntil(lambda: bool(source.held))
    source.release()
    assert model.data(cell) == "Project 7, Audio"


def test_each_cell_says_itself_to_a_screen_reader(qtbot, model):
    model.set_ids([3])
    read(qtbot, model, 0)
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [model.data(model.index(0, column), role) for column in range(5)]
    assert said == ["Project 3, Audio", "In progress", "€3.00", "93%", "18 Nov"]


def test_figures_stand_at_the_right(model):
    model.set_ids([1])
    role = Qt.ItemDataRole.TextAlignmentRole
    assert model.data(model.index(0, 2), role) & Qt.AlignmentFlag.AlignRight
    assert model.data(model.index(0, 0), role) & Qt.AlignmentFlag.AlignLeft
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Amount"


def test_a_refresh_repaints_its_row_only_and_keeps_the_old_words_until_then(qtbot, model, source):
    model.set_ids(range(1, 31))
    read(qtbot, model, 4)
    source.names[5] = "Renamed"
    source.hold = True
    changed = []
    model.dataChanged.connect(lambda a, b, _roles: changed.append((a.row(), b.row())))
    model.refresh([5, 999])
    assert changed == [(4, 4)]
    assert model.data(model.index(4, 0)) == "Project 5, Audio"
    qtbot.waitUntil(lambda: bool(source.held))
    assert source.asked[-1] == [5]
    source.release()
    assert changed == [(4, 4), (4, 4)]
    assert model.data(model.index(4, 0)) == "Renamed, Audio"


def test_a_row_that_is_gone_is_not_asked_for_for_ever(qtbot, model, source):
    source.gone.add(2)
    model.set_ids([1, 2, 3])
    read(qtbot, model, 0)
    count = len(source.asked)
    for _ in range(3):
        assert model.data(model.index(1, 0)) == WAITING
        qtbot.wait(5)
    assert len(source.asked) == count
    source.gone.clear()
    model.refresh([2])
    assert read(qtbot, model, 1) == "Project 2, Audio"


def test_an_answer_to_an_older_list_does_no_harm(qtbot, model, source):
    source.hold = True
    model.set_ids([1, 2])
    model.data(model.index(0, 0))
    qtbot.waitUntil(lambda: bool(source.held))
    model.set_ids([9])
    source.release()
    source.hold = False
    assert read(qtbot, model, 0) == "Project 9, Audio"
    assert model.row_of(1) is None


def test_the_same_ids_move_nothing(model):
    model.set_ids([1, 2])
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    model.set_ids([1, 2])
    assert resets == []
    model.set_ids([2, 1])
    assert resets == [1]


def test_rows_read_once_are_kept_for_another_order(qtbot, model, source):
    model.set_ids([1, 2, 3])
    read(qtbot, model, 0)
    model.set_ids([3, 2, 1])
    assert model.data(model.index(0, 0)) == "Project 3, Audio"
    assert len(source.asked) == 1


def test_memory_is_bounded(qtbot, model):
    model.set_ids(range(1, 20_001))
    for page in range(0, 20_000, PAGE):
        read(qtbot, model, page)
    kept = sum(model.row_value(key) is not None for key in range(1, 20_001))
    assert kept <= 60 * PAGE
