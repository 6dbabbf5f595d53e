"""What a person can do and see on the page of a shortlist."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from tests.drivers.page import PageDriver
from tests.drivers.person import rows_of


class ShortlistsDriver(PageDriver):
    """Drives the shortlist of one brief."""

    def press_key(self, key):
        """Press a key in the list."""
        self.page.table.setFocus()
        QTest.keyClick(self.page.table, key)

    def shortlist(self, name):
        """Put somebody on the list with Space, or take them off."""
        self.show(name)
        self.press_key(Qt.Key.Key_Space)

    def leave_out(self, name, reason):
        """Leave somebody out with X and a reason."""
        self.show(name)
        self.press_key(Qt.Key.Key_X)
        self.fill("Reason", reason)
        self.press("Leave out", within=self.page.dialog())

    def compare(self):
        """Compare with C; return the lines of the table that opens."""
        self.press_key(Qt.Key.Key_C)
        return self.page.dialog().cells

    def hover(self, name):
        """Rest the pointer on somebody's row; return the tool tip."""
        self.show(name)
        table = self.page.table
        place = table.visualRect(table.currentIndex()).center()
        event = QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))
        QApplication.sendEvent(table.viewport(), event)
        return QToolTip.text()

    def view(self, key):
        """Turn to those found, shortlisted or left out."""
        self.page.view.set_current(key)
        self.page.view.chosen.emit(key)

    def tick(self, code):
        """Turn a filter's must on or off."""
        self.click(self.page.filters.tick(code))

    def sum(self):
        """Return the sum below the parts of the score."""
        return self.page.pane.sum_words()

    def left_out(self):
        """Return who is left out, with why, once they have come."""
        table = self.page.left_out.table
        self.qtbot.waitUntil(lambda: not any(row.startswith("…") for row in rows_of(table)))
        return rows_of(table)
