"""What a person can do and see in the grid of who is free when, and in the dialog of a booking."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests.drivers.person import Person
from ui.booking.dialog import BookingDialog

LEFT = Qt.MouseButton.LeftButton


class AvailabilityDriver(Person):
    """Drives the view of availability, which stands for the window."""

    @property
    def view(self):
        """The view."""
        return self.window

    @property
    def page(self):
        """The view stands for its page."""
        return self.window

    def dialog(self):
        """Return the dialog in front: a reason stands before the booking it is for."""
        front = QApplication.activeModalWidget()
        return front if isinstance(front, QDialog) else None

    @property
    def grid(self):
        """The grid of days."""
        return self.window.grid

    def names(self):
        """Return the names of the rows, as soon as there are some."""
        self.qtbot.waitUntil(lambda: bool(self.grid.rows()))
        return [row.name or row.name_zh for row in self.grid.rows()]

    def row(self, name):
        """Return the place of somebody's row."""
        return self.names().index(name)

    def day(self, day):
        """Return the place of a day."""
        place = self.grid.scale().find(day)
        assert place >= 0, day
        return place

    def says(self, name, day):
        """Return what stands on a day of somebody, as its tool tip says it."""
        return self.grid.words(self.row(name), self.day(day))

    def point(self, name, day):
        """Return the middle of a day of somebody."""
        return self.grid.rect_of(self.row(name), self.day(day)).center().toPoint()

    def click_day(self, name, day):
        """Click a day of somebody."""
        QTest.mouseClick(self.grid.viewport(), LEFT, pos=self.point(name, day))

    def drag_days(self, name, first, last, *, cancel=False):
        """Drag over days of somebody; with Esc nothing comes of it."""
        seen = self.grid.viewport()
        start, end = self.point(name, first), self.point(name, last)
        QTest.mousePress(seen, LEFT, pos=start)
        QTest.mouseMove(seen, start + QPoint(6, 0))
        QTest.mouseMove(seen, end)
        if cancel:
            QTest.keyClick(self.grid, Qt.Key.Key_Escape)
        QTest.mouseRelease(seen, LEFT, pos=end)

    def press_keys(self, *keys):
        """Press keys in the grid."""
        self.grid.setFocus()
        for key in keys:
            if isinstance(key, tuple):
                QTest.keyClick(self.grid, *key)
            else:
                QTest.keyClick(self.grid, key)

    # -- the dialog of a booking ----------------------------------------------------------------

    @property
    def booking(self):
        """The dialog of a booking in front, as soon as it is there."""
        self.qtbot.waitUntil(lambda: isinstance(self.dialog(), BookingDialog))
        self.face()
        return self.dialog()

    def field_value(self, name):
        """Return what a field of the dialog holds."""
        return self.booking.form.value()[name]

    def wants(self, words):
        """Choose to ask, hold or book."""
        self.press(words, within=self.booking.head.state)

    def warned(self, words=""):
        """Return what stands in the way, as soon as these words are among it."""
        dialog = self.booking
        self.qtbot.waitUntil(lambda: any(words in one for one in dialog.found.findings()))
        return dialog.found.findings()

    def unwarned(self):
        """True as soon as nothing stands in the way."""
        dialog = self.booking
        self.qtbot.waitUntil(lambda: not dialog.found.findings())
        return True

    def may_act(self):
        """Say whether the primary button can be pressed, once what is asked has been answered."""
        dialog = self.booking
        words = {"enquiry": "Ask", "hold": "Hold", "confirmed": "Book"}[dialog.head.state.current()]
        buttons = [
            one
            for one in self.find(type(dialog.set_primary(words)), words, within=dialog)
            if not one.isCheckable()
        ]
        return buttons[-1].isEnabled()

    def act(self):
        """Press the primary button; the dialog goes."""
        dialog = self.booking
        dialog.press_primary()
        self.qtbot.waitUntil(lambda: not dialog.isVisible())

    def step(self, words):
        """Press a step of a booking that is there."""
        self.press(words, within=self.booking.steps)

    def chip(self):
        """Return the state the dialog shows."""
        return self.booking.head.chip.accessibleName()

    def head_words(self):
        """Return what the head of the dialog says."""
        return self.booking.head.words()

    def pick_entry(self, words):
        """Choose an entry of the menu that is open."""
        menu = self.view.menu()
        entry = next(one for one in menu.actions() if words in one.text().replace("&&", "&"))
        entry.trigger()
        menu.close()
