"""What a person can do and see on the deliverables page."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.deliverables.board import SHOWN
from ui.widgets.buttons import Button
from ui.widgets.cardlist import CardList


class DeliverablesDriver:
    """Drives the page by its cards, fields, buttons, keys and dialogs."""

    def __init__(self, page, qtbot):
        self.page = page
        self.qtbot = qtbot
        self.said = []
        page.said.connect(lambda words, _undo: self.said.append(words))

    # -- the board ------------------------------------------------------------------------------

    def columns(self):
        """Return the titles on the board by column."""
        return {key: [card.title for card in self.page.views.board.cards(key)] for key in SHOWN}

    def card(self, title):
        """Return what the card with a title says."""
        return next(card.words() for card in self._cards() if card.title == title)

    def pick(self, title):
        """Make the card with a title current."""
        board = self.page.views.board
        board.select(next(card.id for card in self._cards() if card.title == title))

    def drop(self, title, column):
        """Drag a card to a column; return the reason where it may not go there."""
        board = self.page.views.board
        card = next(card.id for card in self._cards() if card.title == title)
        source = board.column_of(card)
        why = board.allowed(card, source, column)
        if not why:
            board.moved.emit(card, source, column)
        return why

    def _cards(self):
        return [card for key in SHOWN for card in self.page.views.board.cards(key)]

    # -- the week -------------------------------------------------------------------------------

    def show(self, view):
        """Turn to another view."""
        self.page.show_view(view)
        QApplication.sendPostedEvents()

    def week(self):
        """Return the titles of the seven days, and of the tray after them."""
        return [[card.title for card in one.list.cards.cards] for one in self._columns()]

    def said_of(self, title):
        """Return what a card of the week says to a screen reader."""
        shown, row = self._place_of(title)
        return shown.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    def heads(self):
        """Return the accessible names of the columns."""
        return [one.list.accessibleName() for one in self._columns()]

    def click(self, title):
        """Click a card of the week."""
        shown, place = self._point_of(title)
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def drag(self, title, column, *, drop=True):
        """Drag a card of the week by the mouse to a column 0 to 7; return the words beside it."""
        return self._drag_to(title, self._columns()[column], drop=drop)

    def drag_to_week(self, title, number):
        """Drag a card onto a week of the strip; return the words beside it."""
        strip = self.page.views.week.strip
        return self._drag_to(title, strip, strip.boxes()[number].center().toPoint())

    def _drag_to(self, title, target, inside=None, *, drop=True):
        week = self.page.views.week
        shown, start = self._point_of(title)
        inside = inside or QPoint(target.width() // 2, min(120, target.height() - 10))
        end = shown.viewport().mapFromGlobal(target.mapToGlobal(inside))
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(shown.viewport(), left, pos=start)
        _move(shown.viewport(), start + QPoint(3, 3))
        _move(shown.viewport(), end)
        words = week.drag_words()
        if not drop:
            QTest.keyClick(shown, Qt.Key.Key_Escape)
        QTest.mouseRelease(shown.viewport(), left, pos=end)
        return words

    def _columns(self):
        return self.page.views.week.columns()

    def _place_of(self, title):
        for one in self._columns():
            for row, card in enumerate(one.list.cards.cards):
                if card.title == title:
                    return one.list, row
        raise AssertionError(title)

    def _point_of(self, title):
        shown, row = self._place_of(title)
        index = shown.model().index(row, 0)
        shown.scrollTo(index)
        return shown, shown.visualRect(index).center()

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """Press a key where the cards of the week have the focus."""
        self.page.focus_main()
        current = self.page.views.current_id()
        column = self.page.views.week.column_of(current) or self._columns()[0]
        QTest.keyClick(column.list, key, modifier)

    # -- files ----------------------------------------------------------------------------------

    def drop_file(self, title, path):
        """Drop a file from the disk on a card of the board."""
        board = self.page.views.board
        card = next(card.id for card in self._cards() if card.title == title)
        board.select(card)
        shown = next(one for one in board.findChildren(CardList) if one.cards.row_of(card) >= 0)
        place = QPointF(shown.visualRect(shown.currentIndex()).center())
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(place.toPoint(), action, data, left, none)
        QApplication.sendEvent(shown.viewport(), enter)
        QApplication.sendEvent(shown.viewport(), QDropEvent(place, action, data, left, none))
        return enter.isAccepted()

    # -- the pane, its menu, dialogs ------------------------------------------------------------

    def press(self, words):
        """Press the button with these words in the inspector."""
        self.qtbot.waitUntil(lambda: bool(self._buttons(words)))
        self._buttons(words)[0].click()

    def _buttons(self, words):
        found = self.page.pane().findChildren(Button)
        return [one for one in found if one.isVisible() and one.text() == words]

    def choose(self, words):
        """Choose an entry of the piece's menu."""
        entries = self.page.pane().more.entries.actions()
        next(one for one in entries if one.text() == words).trigger()

    def menu(self):
        """Return the entries of the piece's menu."""
        entries = self.page.pane().more.entries.actions()
        return [one.text() for one in entries if not one.isSeparator()]

    def state(self):
        """Return the state of the piece in the inspector."""
        return self.page.current().row.state

    def type_into(self, name, value):
        """Type a value into a field of the inspector and leave it."""
        form = self.page.pane().form_of(name)
        form.field(name).set_value(value)
        form.field(name).committed.emit()

    def fill_dialog(self, **values):
        """Fill the open dialog and confirm it."""
        dialog = self.page.acts.dialog
        for name, value in values.items():
            dialog.form.field(name).set_value(value)
            dialog.form.field(name).committed.emit()
        dialog.confirmed.emit()
        return dialog


def _move(widget, place):
    """Move the mouse with its left button down; QTest's own move has none."""
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        QPointF(place),
        QPointF(widget.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)
