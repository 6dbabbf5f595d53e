"""What a person can do and see on Home."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from tests.drivers.page import PageDriver
from tests.drivers.person import plain, rows_of
from ui.home.checklist import StepRow
from ui.widgets.month import DayGrid, MonthPopup

LEFT = Qt.MouseButton.LeftButton


class HomeDriver(PageDriver):
    """Drives Home, by itself or in the window."""

    def attention(self):
        """Return what needs attention, as it is read aloud."""
        return rows_of(self.page.attention)

    def money(self):
        """Return the money to come, as it is read aloud."""
        return rows_of(self.page.money.rows)

    def sums(self):
        """Return the sums per currency."""
        labels = self.find(QLabel, within=self.page.money.sums)
        return [one.accessibleName() for one in labels if one.accessibleName()]

    def projects(self):
        """Return the active projects, as they are read aloud."""
        return rows_of(self.page.projects)

    def heads(self):
        """Return the titles of the cards with their facts."""
        cards = (self.page.first_card, self.page.money_card, self.page.week_card)
        found = []
        for card in cards:
            words = [one.text() for one in self.find(QLabel, within=card.head) if one.text()]
            found.append(" ".join(words))
        return found

    def steps(self):
        """Return the first steps as they are read aloud."""
        return [row.accessibleName() for row in self.find(StepRow, within=self.page)]

    def open_step(self, words):
        """Click a first step."""
        row = next(
            one for one in self.find(StepRow, within=self.page) if words in one.accessibleName()
        )
        self.click(row)

    def _row(self, view, words):
        number = next(at for at, row in enumerate(rows_of(view)) if words in row)
        return view.visualRect(view.model().index(number, 0))

    def open_attention(self, words):
        """Click a row of what needs attention, beside its button."""
        view = self.page.attention
        place = QPoint(60, self._row(view, words).center().y())
        QTest.mouseClick(view.viewport(), LEFT, pos=place)

    def act_on(self, words):
        """Point at a row and press the button that appears."""
        view = self.page.attention
        row = self._row(view, words)
        place = QPoint(view.viewport().width() - 30, row.center().y())
        QTest.mouseMove(view.viewport(), place)
        QTest.mouseClick(view.viewport(), LEFT, pos=place)

    def open_income(self, words):
        """Click a row of the money to come."""
        view = self.page.money.rows
        QTest.mouseClick(view.viewport(), LEFT, pos=self._row(view, words).center())

    def pick_day(self, day):
        """Pick a day in the calendar that is open."""
        popup = next(
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, MonthPopup) and one.isVisible()
        )
        grid = popup.findChild(DayGrid)
        grid.show_day(day)
        QTest.keyClick(grid, Qt.Key.Key_Return)

    # -- the week -------------------------------------------------------------------------------

    def week(self):
        """Return the events of the week: the day of the month and what it is."""
        return [(event.day.day, event.name) for event in self.page.week.events()]

    def _event(self, name):
        return next(one for one in self.page.week.events() if one.name == name)

    def _spot(self, name):
        box = self.page.week.box_of(self._event(name))
        return QPoint(int(box.x + box.width / 2), int(box.y + box.height / 2))

    def open_event(self, name):
        """Click an event of the week."""
        QTest.mouseClick(self.page.week, LEFT, pos=self._spot(name))

    def drag_event(self, name, day):
        """Drag an event to another day."""
        week, start = self.page.week, self._spot(name)
        column = week.column_of(day)
        end = QPoint(int(column.x + column.width / 2), start.y())
        QTest.mousePress(week, LEFT, pos=start)
        QTest.mouseMove(week, start + QPoint(6, 0))
        QTest.mouseMove(week, end)
        QTest.mouseRelease(week, LEFT, pos=end)

    def event_menu(self, name, entry):
        """Choose an entry of an event's menu."""
        spot = self.page.week.mapToGlobal(self._spot(name))
        self.page.week.menu_requested.emit(self._event(name), spot)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(one for one in menu.actions() if plain(one.text()) == entry)
        assert action.isEnabled(), action.toolTip()
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
