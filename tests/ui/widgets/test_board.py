"""Boards: picking, walking, dragging by 4 px, and columns that refuse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from tests.ui.looks import colour_at, role
from ui.widgets.board import Board, BoardCard, BoardColumn, Line, Words
from ui.widgets.cardpaint import card_height, title_lines

KEYS = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def card(number, title="Winter hot-spring notes"):
    lines = (Line(Words("Shiguang Travel")), Line(Words("¥60,000", "text"), Words("B-009")))
    return BoardCard(number, title, lines=lines, foot=(Words("2 missing", "warn"),))


@pytest.fixture
def board(qtbot):
    made = Board(
        [
            BoardColumn("new", "New", "neutral", "Paste a message here."),
            BoardColumn("ready", "Ready", "active"),
            BoardColumn("won", "Won", "good"),
        ]
    )
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.set_cards("new", [card(1), card(2)])
    made.set_cards("ready", [card(3)])
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def column(board, number):
    return board.findChildren(QListView)[number]


def middle(view, row):
    return view.visualRect(view.model().index(row, 0)).center()


def drag(board, source, row, target):
    """Drag a card with the mouse from a column to another, and let go."""
    view, other = column(board, source).viewport(), column(board, target).viewport()
    start = middle(column(board, source), row)
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, start + QPoint(3, 3))
    end = view.mapFromGlobal(other.mapToGlobal(QPoint(60, 60)))
    QTest.mouseMove(view, end)
    return view, end


def test_a_click_makes_a_card_current_in_one_column_only(qtbot, board):
    told = []
    board.current_changed.connect(told.append)
    qtbot.mouseClick(column(board, 0).viewport(), LEFT, pos=middle(column(board, 0), 1))
    qtbot.mouseClick(column(board, 1).viewport(), LEFT, pos=middle(column(board, 1), 0))
    assert told == [2, 3]
    assert board.current_id() == 3


def test_arrows_walk_through_columns_and_skip_empty_ones(qtbot, board):
    board.set_cards("ready", [])
    board.set_cards("won", [card(9)])
    board.select(1)
    board.focus_cards()
    qtbot.keyClick(column(board, 0), KEYS.Key_Down)
    assert board.current_id() == 2
    qtbot.keyClick(column(board, 0), KEYS.Key_Right)
    assert board.current_id() == 9
    qtbot.keyClick(column(board, 2), KEYS.Key_Left)
    assert board.current_id() == 1


def test_enter_and_double_click_open(qtbot, board):
    told = []
    board.opened.connect(told.append)
    board.select(1)
    qtbot.keyClick(column(board, 0), KEYS.Key_Return)
    qtbot.mouseDClick(column(board, 1).viewport(), LEFT, pos=middle(column(board, 1), 0))
    assert told == [1, 3]


def test_a_drag_asks_for_a_move(qtbot, board):
    told = []
    board.moved.connect(lambda *move: told.append(move))
    view, end = drag(board, 0, 0, 1)
    assert told == []
    QTest.mouseRelease(view, LEFT, pos=end)
    assert told == [(1, "new", "ready")]
    assert [one.id for one in board.cards("new")] == [1, 2]


def test_a_click_that_shakes_is_no_drag(board):
    told = []
    board.moved.connect(lambda *move: told.append(move))
    view = column(board, 0).viewport()
    start = middle(column(board, 0), 0)
    QTest.mousePress(view, LEFT, pos=start)
    QTest.mouseMove(view, start + QPoint(1, 1))
    QTest.mouseRelease(view, LEFT, pos=start + QPoint(1, 1))
    assert told == []
    assert board.current_id() == 1


def test_a_column_that_refuses_says_why(board):
    board.allowed = lambda _card, _source, target: "Not ready yet." if target == "won" else ""
    moved, refused = [], []
    board.moved.connect(lambda *move: moved.append(move))
    board.refused.connect(refused.append)
    view, end = drag(board, 0, 0, 2)
    frame = column(board, 2).parentWidget()
    assert frame.state == "not"
    QTest.mouseRelease(view, LEFT, pos=end)
    assert (moved, refused) == ([], ["Not ready yet."])
    assert frame.state == ""


def test_escape_drops_nothing(qtbot, board):
    told = []
    board.moved.connect(lambda *move: told.append(move))
    view, end = drag(board, 0, 0, 1)
    assert column(board, 1).parentWidget().state == "may"
    qtbot.keyClick(column(board, 0), KEYS.Key_Escape)
    QTest.mouseRelease(view, LEFT, pos=end)
    assert told == []


def test_a_card_that_may_not_move_stays(board):
    fixed = BoardCard(8, "Fixed", movable=False)
    board.set_cards("new", [fixed])
    told = []
    board.moved.connect(lambda *move: told.append(move))
    view, end = drag(board, 0, 0, 1)
    QTest.mouseRelease(view, LEFT, pos=end)
    assert told == []


def test_every_drag_has_a_key(board):
    told = []
    board.moved.connect(lambda *move: told.append(move))
    board.select(3)
    board.move_current(1)
    board.move_current(-1)
    board.select(1)
    board.move_current(-1)
    assert told == [(3, "ready", "won"), (3, "ready", "new")]


def test_other_cards_keep_what_is_current(board):
    told = []
    board.select(2)
    board.current_changed.connect(told.append)
    board.set_cards("new", [card(2), card(7)])
    assert (board.current_id(), told) == (2, [])
    board.set_cards("new", [card(7)])
    assert (board.current_id(), told) == (0, [0])


def test_the_current_card_is_outlined_in_the_accent(board):
    board.select(1)
    view = column(board, 0)
    box = view.visualRect(view.model().index(0, 0))
    assert colour_at(view.viewport(), box.left() + 1, box.center().y()) == role("accent")


def test_a_right_click_asks_for_a_menu(qtbot, board):
    view = column(board, 1)
    with qtbot.waitSignal(board.menu_requested) as told:
        view.customContextMenuRequested.emit(middle(view, 0))
    assert told.args[0] == 3


def test_a_card_says_itself(board):
    view = column(board, 1)
    said = view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Winter hot-spring notes, Shiguang Travel, ¥60,000, B-009, 2 missing"
    assert view.accessibleName() == "Ready, 1"


def test_a_long_title_takes_two_lines_and_no_more():
    short, long = card(1, "Clip"), card(2, "A very long title of a campaign " * 6)
    assert card_height(long, 180) == card_height(short, 180) + 18
    assert len(title_lines(long.title, 160)) == 2
    assert title_lines("六个月短视频合作框架与直播间运营项目全案", 120)[0].startswith("六个月")
