"""What a person can do and see in the calendar."""

from datetime import timedelta

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest


class CalendarDriver:
    """Drives the calendar by mouse and keys."""

    def __init__(self, view, qtbot):
        self.view, self.grid, self.qtbot = view, view.grid, qtbot

    def days_of(self, name):
        """Return first and last day of what has a name."""
        entry = self.entry(name)
        return entry.first, entry.last

    def entry(self, name):
        """Return what has a name."""
        return next(one for one in self.grid.entries() if name in (one.name, one.name_zh))

    def names(self):
        """Return the names of everything in sight, in order."""
        return [one.name for one in self.grid.entries()]

    def drag(self, name, days):
        """Drag something by its first day to another day."""
        entry = self.entry(name)
        box = self.grid.bar_of(entry)
        start = QPointF(self.grid.box_of(entry.first).center().x(), box.center().y())
        end = self.grid.box_of(entry.first + timedelta(days=days)).center()
        QTest.mousePress(self.grid, Qt.MouseButton.LeftButton, pos=start.toPoint())
        QTest.mouseMove(self.grid, (start + QPointF(9, 9)).toPoint())
        QTest.mouseMove(self.grid, end.toPoint())
        QTest.mouseRelease(self.grid, Qt.MouseButton.LeftButton, pos=end.toPoint())

    def click(self, name):
        """Click on something."""
        place = self.grid.bar_of(self.entry(name)).center().toPoint()
        QTest.mouseClick(self.grid, Qt.MouseButton.LeftButton, pos=place)

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """Press a key in the grid."""
        QTest.keyClick(self.grid, key, modifier)
