"""A person at the window: reads what is shown, clicks, types, pastes, picks. Nothing private."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from ui.forms.fields import Field
from ui.page import Page
from ui.shell.areas import BY_ID
from ui.widgets.banner import Banner
from ui.widgets.checks import Check
from ui.widgets.choosing import ChoiceButton
from ui.widgets.inspector import TabBar
from ui.widgets.picks import PickPopup
from ui.widgets.tags import ChipsEdit
from ui.widgets.toast import Toast

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
SHOWN = Qt.ItemDataRole.DisplayRole
CONTROL = Qt.KeyboardModifier.ControlModifier


class Person:
    """Finds things by the words a screen reader would say, and uses them as a hand would."""

    def __init__(self, window, qtbot):
        self.window = window
        self.qtbot = qtbot
        self.face()

    # -- where ----------------------------------------------------------------------------------

    def dialog(self):
        """Return the dialog in front, or None."""
        found = [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, QDialog) and one.isVisible() and one.isModal()
        ]
        return found[-1] if found else None

    @property
    def place(self):
        """The dialog in front, else the whole window."""
        return self.dialog() or self.window

    @property
    def page(self) -> Page:
        """The page in front."""
        return self.window.pages.current()

    def find(self, kind, name="", within=None):
        """Return the visible widgets of a kind with this spoken name, in order of their place."""
        QApplication.sendPostedEvents()  # what was just put on the page shows itself
        place = within or self.place
        found = [
            one
            for one in place.findChildren(kind)
            if one.isVisibleTo(place)
            and (not name or name in (spoken(one), one.property("action")))
        ]
        return sorted(found, key=lambda one: (at(one, place).y(), at(one, place).x()))

    def face(self):
        """Bring window or dialog to the front, as a click into it does."""
        self.place.activateWindow()
        self.qtbot.waitUntil(lambda: self.place.isActiveWindow() and in_front(self.place))

    # -- going ----------------------------------------------------------------------------------

    def go(self, area):
        """Open an area by its entry in the side bar."""
        self.press(BY_ID[area].title(), within=self.window.sidebar)
        assert self.window.pages.current_id == area, (area, self.window.pages.current_id)

    def key(self, action: QAction):
        """Press the keys of one of the window's actions."""
        self.face()
        combination = action.shortcut()[0]
        QTest.keyClick(self.window, combination.key(), combination.keyboardModifiers())

    def undo(self):
        """Take back the newest step by Ctrl+Z, away from any field with a history of its own."""
        self.page.focus_main()
        self.window.action("undo").trigger()

    def redo(self):
        """Do it again."""
        self.page.focus_main()
        self.window.action("redo").trigger()

    # -- reading --------------------------------------------------------------------------------

    def words(self, within=None):
        """Return everything that is shown and can be read, each piece once."""
        QApplication.sendPostedEvents()
        place = within or self.place
        found = {}
        for one in place.findChildren(QWidget):
            if one.isVisibleTo(place):
                for piece in read(one):
                    found[piece] = None
        return [piece for piece in found if piece]

    def sees(self, words, within=None):
        """True where the words stand somewhere in what is shown."""
        return any(words in piece for piece in self.words(within))

    def rows(self, within=None):
        """Return the rows of the page's lists as they are read aloud."""
        lists = self.find(QAbstractItemView, within=within or self.page)

        def spoken_rows():
            return [row for one in lists for row in rows_of(one)]

        self.qtbot.waitUntil(lambda: all("…" not in row.split(", ") for row in spoken_rows()))
        return spoken_rows()

    def awaits_row(self, *words):
        """Wait until some row of the page's lists says all of these words."""

        def listed():
            said = [row for one in self.find(QAbstractItemView, within=self.page)
                    for row in rows_of(one)]  # fmt: skip
            return any(all(word in row for word in words) for row in said)

        self.qtbot.waitUntil(listed)

    def toasts(self):
        """Return what the toasts say, the newest last."""
        return [one.words for one in self.window.findChildren(Toast) if one.isVisible()]

    def banners(self):
        """Return what the banners say."""
        return [one.words() for one in self.find(Banner)]

    # -- pressing -------------------------------------------------------------------------------

    def button(self, name, within=None):
        """Return the button with these words: exactly, else the only one that begins so."""
        found = [one for one in self.find(QAbstractButton, name, within) if one.isEnabled()]
        if not found:
            every = [one for one in self.find(QAbstractButton, "", within) if one.isEnabled()]
            found = [one for one in every if spoken(one).startswith(name)]
        said = [spoken(one) for one in self.find(QAbstractButton, "", within)]
        assert found, f"no button “{name}” to press among {said}: {self.words(within)}"
        return found[0]

    def press(self, name, within=None):
        """Click the button with these words."""
        self.click(self.button(name, within))

    def click(self, widget):
        """Click into the middle of a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def has_button(self, name):
        """True where there is a button with these words that can be pressed."""
        return any(one.isEnabled() for one in self.find(QAbstractButton, name))

    def tab(self, words):
        """Turn a tab on by the arrow keys."""
        for bar in self.find(TabBar):
            for _step in range(8):
                if bar.accessibleDescription() == words:
                    return
                QTest.keyClick(bar, Qt.Key.Key_Right)
        raise AssertionError(f"no tab “{words}”")

    def choose(self, name, entry, within=None):
        """Open the menu of a button and choose an entry by its words."""
        self.press(name, within)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), f"“{name}” opened no menu"
        action = next((one for one in menu.actions() if plain(one.text()).startswith(entry)), None)
        assert action is not None, f"no “{entry}” in {[one.text() for one in menu.actions()]}"
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    def open_row(self, words, within=None, *, twice=False):
        """Click the row of a list that says these words; twice to open its record."""
        self.rows(within)
        for one in self.find(QAbstractItemView, within=within or self.page):
            for number, row in enumerate(rows_of(one)):
                if words in row:
                    index = one.model().index(number, 0)
                    one.scrollTo(index)
                    place = one.visualRect(index).center()
                    place.setX(min(place.x(), one.viewport().width() - 4))
                    QTest.mouseClick(one.viewport(), Qt.MouseButton.LeftButton, pos=place)
                    if twice:
                        QTest.mouseDClick(one.viewport(), Qt.MouseButton.LeftButton, pos=place)
                    return
        raise AssertionError(f"no row says “{words}” among {self.rows(within)}")

    # -- fields ---------------------------------------------------------------------------------

    def field(self, name, within=None, nth=0):
        """Return a field by its label."""
        kinds = (QLineEdit, QPlainTextEdit, ChoiceButton, ChipsEdit, Check)
        found = [one for kind in kinds for one in self.find(kind, name, within)]
        every = sorted({spoken(one) for kind in kinds for one in self.find(kind, "", within)})
        assert len(found) > nth, f"no field “{name}” among {every}"
        return found[nth]

    def fill(self, name, typed, within=None, nth=0):
        """Type over a field and leave it by Tab: a line, a text, a choice or a tick."""
        field = self.field(name, within, nth)
        self.into(field, typed)
        return field

    def into(self, field, typed):
        """Type over a field and leave it."""
        self.face()
        if isinstance(field, Check):
            if field.isChecked() != typed:
                QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(8, 10))
        elif isinstance(field, ChoiceButton):
            self.pick(field, typed)
        else:
            self.write(field, typed)
            QTest.keyClick(field, Qt.Key.Key_Tab)

    def write(self, field, typed):
        """Type over what a line or text says, without leaving it."""
        QTest.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(12, 10))
        field.setFocus()
        self.keys(field, typed)

    def keys(self, field, typed):
        """Type over what stands in a field that has the focus."""
        QTest.keyClick(field, Qt.Key.Key_A, CONTROL)
        if not typed:
            QTest.keyClick(field, Qt.Key.Key_Delete)
        elif len(typed) > 60 or not typed.isprintable():
            self.paste(field, typed)
        elif typed.isascii():
            QTest.keyClicks(field, typed)
        else:
            compose(field, typed)

    def paste(self, field, words):
        """Paste words where the cursor is."""
        QGuiApplication.clipboard().setText(words)
        QTest.keyClick(field, Qt.Key.Key_V, CONTROL)

    def pick(self, field, words):
        """Open the list of a choice and click the one with these words."""
        self.click(field)
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, PickPopup), f"“{spoken(field)}” opened no list"

        def listed():
            return any(words in one for one in popup.choices())

        if len(popup.choices()) > 8 and not listed():
            compose(popup.findChild(QLineEdit), words)
        self.qtbot.waitUntil(listed)
        view = popup.findChild(QListView)
        exact = [one for one in popup.choices() if one == words]
        name = exact[0] if exact else next(one for one in popup.choices() if words in one)
        index = view.model().index(popup.choices().index(name), 0)
        view.scrollTo(index)
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
        )
        if popup.isVisible():  # a list of many stays open for the next tick
            popup.close()

    def shown(self, name, within=None, nth=0):
        """Return what a field shows."""
        return shown(self.field(name, within, nth))

    def problem(self, name, within=None, nth=0):
        """Return what stands below a field because it cannot be kept."""
        field: Field = self.field(name, within, nth)
        return field.problem()


def in_front(place):
    """True once the keys really go to this window or dialog."""
    handle = place.window().windowHandle()
    return handle is not None and handle.isExposed() and QGuiApplication.focusWindow() is handle


def spoken(widget):
    """Return the name a screen reader says."""
    return widget.accessibleName() or (
        plain(widget.text()) if isinstance(widget, QAbstractButton) else ""
    )


def plain(words):
    """Return the words of a button or entry without the signs of its key."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").strip(" \u2009")


def at(widget, place):
    """Return where a widget stands on its window or dialog."""
    return widget.mapTo(place, QPoint(0, 0)) if place.isAncestorOf(widget) else QPoint(0, 0)


def shown(field):
    """Return what a field shows."""
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, Check):
        return field.isChecked()
    return field.words() if isinstance(field, ChoiceButton) else field.value()


def read(widget):
    """Return what one widget says."""
    pieces = [widget.accessibleName()]
    if isinstance(widget, QLabel | QLineEdit):
        pieces.append(widget.text())
    elif isinstance(widget, QAbstractButton):
        pieces.append(plain(widget.text()))
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        pieces.append(widget.toPlainText())
    elif isinstance(widget, QAbstractItemView):
        pieces += rows_of(widget)
    return pieces


def rows_of(view):
    """Return the rows of a list or table, each as its cells are read aloud."""
    model = view.model()
    if model is None:
        return []
    found = []
    columns = [0]
    if isinstance(view, QTableView):
        every = range(model.columnCount())
        columns = [column for column in every if not view.isColumnHidden(column)]
    for row in range(min(model.rowCount(), 200)):
        cells = []
        for column in columns:
            index = model.index(row, column)
            words = model.data(index, SPOKEN) or model.data(index, SHOWN) or ""
            cells.append(str(words))
        found.append(", ".join(cell for cell in cells if cell))
    return found


def compose(field, words):
    """Bring words in as an input method does: Chinese, emoji, whole words at once."""
    field.setFocus()
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)
    QApplication.sendPostedEvents(field, QEvent.Type.LayoutRequest)
