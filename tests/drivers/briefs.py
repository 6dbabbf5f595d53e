"""What a person can do and see on the page of briefs."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.drivers.page import PageDriver
from tests.drivers.person import CONTROL, at, plain
from ui.forms.row import FormRow
from ui.widgets.cardlist import CardList
from ui.widgets.chips import Chip


class BriefsDriver(PageDriver):
    """Drives the page of briefs, by itself or in the window."""

    # -- the board ------------------------------------------------------------------------------

    def column(self, key):
        """Return the titles of a column's cards."""
        return [card.title for card in self.page.board.cards(key)]

    def board(self):
        """Return every column that is not empty with its titles."""
        keys = ("new", "clarifying", "ready", "proposed", "won", "closed")
        return {key: titles for key in keys if (titles := self.column(key))}

    def card(self, title):
        """Return what a card says, line by line."""
        for key in ("new", "clarifying", "ready", "proposed", "won", "closed"):
            for card in self.page.board.cards(key):
                if card.title == title:
                    return card.words()
        raise AssertionError(f"no card “{title}” on {self.board()}")

    def _place(self, title):
        for cards in self.find(CardList, within=self.page):
            for row in range(cards.model().rowCount()):
                index = cards.model().index(row, 0)
                if index.data(Qt.ItemDataRole.DisplayRole).startswith(title):
                    cards.scrollTo(index)
                    return cards, cards.visualRect(index).topLeft() + QPoint(40, 14)
        raise AssertionError(f"no card “{title}” on {self.board()}")

    def pick_card(self, title):
        """Click a card."""
        cards, place = self._place(title)
        QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def drag_card(self, title, column):
        """Drag a card onto a column, by its name."""
        cards, place = self._place(title)
        target = next(one for one in self.find(CardList, within=self.page) if spoken(one, column))
        middle = target.mapTo(self.page, QPoint(target.width() // 2, 60))
        end = cards.viewport().mapFrom(self.page, middle)
        QTest.mousePress(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseMove(cards.viewport(), place + QPoint(10, 0))
        QTest.mouseMove(cards.viewport(), end)
        QTest.mouseRelease(cards.viewport(), Qt.MouseButton.LeftButton, pos=end)

    def paste_on_board(self, words):
        """Copy words somewhere and press Ctrl+V on the board."""
        QGuiApplication.clipboard().setText(words)
        self.page.focus_main()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, CONTROL)

    # -- the brief below ------------------------------------------------------------------------

    @property
    def detail(self):
        """The brief below the board."""
        return self.page.detail

    def title(self):
        """Return the title of the brief that is shown."""
        return self.detail.head.title.text()

    def chips(self):
        """Return the chips of the head: the state, then what is open."""
        found = self.find(Chip, within=self.detail.head)
        return [one.text() for one in found]

    def progress(self):
        """Return how complete the brief is, in words."""
        return self.detail.head.progress.text()

    def acts(self):
        """Return the main button's words and whether it can be pressed."""
        button = self.detail.head.act_button
        return plain(button.text()), button.isEnabled()

    def tick(self, name, *words):
        """Open the list of a field of several picks and tick some."""
        field = self.field(name)
        for one in words:
            self.pick(field, one)

    def problem(self, name, within=None, nth=0):
        """Return what stands below a field because it cannot be kept."""
        rows = [row for row in self.find(FormRow, within=within) if spoken_field(row) == name]
        return rows[nth].error()

    def rename(self, title):
        """Type another title."""
        self.into(self.detail.head.title, title)

    def click_chip(self, words):
        """Click a chip of the head."""
        chip = next(one for one in self.find(Chip, within=self.detail.head) if one.text() == words)
        self.click(chip)

    def focused(self):
        """Return the name of the field with the focus."""
        widget = QApplication.focusWidget()
        while widget is not None and not widget.accessibleName():
            widget = widget.parentWidget()
        return widget.accessibleName() if widget is not None else ""

    def more(self, entry):
        """Choose an entry of the brief's menu."""
        self.choose("More about this brief", entry, within=self.detail.head)

    def drop(self, *files):
        """Drop files onto the brief."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        middle, button = QPointF(600, 200), Qt.MouseButton.LeftButton
        no, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
        enter = QDragEnterEvent(middle.toPoint(), copy, mime, button, no)
        QApplication.sendEvent(self.detail, enter)
        QApplication.sendEvent(self.detail, QDropEvent(middle, copy, mime, button, no))

    # -- the client's words ---------------------------------------------------------------------

    def messages(self):
        """Return the client's messages as they are shown."""
        return [words.toPlainText() for words in self.detail.words.messages()]

    def marked(self):
        """Return the marked words with what their colour means."""
        found = {}
        for words in self.detail.words.messages():
            for mark in words.marks():
                found[words.words_of(mark)] = "used" if mark.closed else mark.kind
        return found

    def click_mark(self, said):
        """Click a marked place."""
        for words in self.detail.words.messages():
            for mark in words.marks():
                if words.words_of(mark) == said:
                    place = words.place_of(mark).center()
                    QTest.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, pos=place)
                    return
        raise AssertionError(f"“{said}” is not marked: {self.marked()}")

    def select(self, said):
        """Select words of a message."""
        for words in self.detail.words.messages():
            at_ = words.said.body.find(said)
            if at_ >= 0:
                words.select(at_, len(said))
                return
        raise AssertionError(f"nobody said “{said}”")

    def put_in(self, said, field):
        """Select words and put them into a field."""
        self.select(said)
        self.choose("Put in field", field)

    def say_unclear(self, said, field):
        """Select words and mark what they leave unclear."""
        self.select(said)
        self.choose("Unclear", field)

    def origins(self):
        """Return from whom and when each message came."""
        found = []
        for words in self.detail.words.messages():
            labels = self.find(QLabel, within=words.parentWidget())
            found.append(sorted(labels, key=lambda one: at(one, self.detail).y())[0].text())
        return found


def spoken_field(row):
    """Return the name of the field of a row."""
    return row.field.accessibleName()


def spoken(cards, column):
    """Say whether a list of cards belongs to the column of this name."""
    return cards.accessibleName().startswith(column)
