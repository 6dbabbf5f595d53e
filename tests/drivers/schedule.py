"""What a person can do and see on the schedule page."""

from datetime import UTC, datetime, time

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from ui.timeline.layout import PERSON
from ui.timeline.scale import DAY, day_of
from ui.widgets.buttons import Button


class TimelineDriver:
    """Drives the time line by mouse and keys, in the real viewport."""

    def __init__(self, pane, qtbot):
        self.pane = pane
        self.view = pane.view
        self.qtbot = qtbot

    # -- seeing ---------------------------------------------------------------------------------

    def titles(self):
        """Return the titles of the lines, top to bottom."""
        return [line.title for line in self.view.layout_now.lines]

    def line(self, title):
        """Return the line with a title."""
        return next(line for line in self.view.layout_now.plan.lines if line.title == title)

    def days(self, title):
        """Return the first and last day a bar covers, as dates."""
        bar = self.line(title).bar
        return day_of(bar.start), day_of(max(bar.finish - 1, bar.start))

    def at(self, title, part="middle"):
        """Return where the middle, an end, or an end's dot of a bar is."""
        left, right, middle = self.view.bars_in_sight()[self.line(title).key]
        x = {
            "middle": (left + right) / 2,
            "left": left + 1,
            "right": right - 1,
            "end": right + 9,
            "start": left - 9,
        }[part]
        return QPointF(x, middle)

    def tip(self, title):
        """Return what is told of a bar the pointer rests on."""
        return self.view.tip_at(self.at(title))

    def shown_while_dragged(self):
        """Return where bars stand while the pointer is down: title -> first and last day."""
        found = {}
        for key, span in self.view.scene().moved.items():
            line = self.view.line(key)
            if line is not None:
                found[line.title] = (day_of(span[0]), day_of(max(span[1] - 1, span[0])))
        return found

    # -- mouse ----------------------------------------------------------------------------------

    def click(self, title):
        """Click on a bar."""
        self.qtbot.mouseClick(
            self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.at(title).toPoint()
        )

    def press(self, place):
        """Press the left button at a place."""
        port = self.view.viewport()
        self.qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=place.toPoint())

    def release(self, place):
        """Let the button go at a place."""
        port = self.view.viewport()
        self.qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=place.toPoint())

    def drag(self, place, by_days=0.0, to=None, *, drop=True):
        """Drag from a place by days, or to another place."""
        end = to or place + QPointF(by_days * self.view.scale.day, 0)
        self.press(place)
        self._drag_to(place + QPointF(6, 0) if end.x() >= place.x() else place - QPointF(6, 0))
        self._drag_to(end)
        if drop:
            self.release(end)
        return end

    def _drag_to(self, place):
        port = self.view.viewport()
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            place,
            QPointF(port.mapToGlobal(place.toPoint())),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(port, event)

    def drag_bar(self, title, days, part="middle", *, drop=True):
        """Drag a bar, or one of its ends, by days."""
        return self.drag(self.at(title, part), days, drop=drop)

    def link(self, first, second, begin="end", half="left"):
        """Drag from the dot of one bar onto another."""
        self.click(first)
        self.drag(self.at(first, begin), to=self.at(second, half))

    def draw(self, row_title, first_day, days):
        """Draw a new task on the empty part of a row."""
        row = self.view.layout_now.row(self.line(row_title).key)
        scene = self.view.scene()
        y = scene.y(row) + 12
        start = QPointF(scene.x(first_day) + 3, y)
        self.drag(start, to=QPointF(scene.x(first_day + days * DAY) - 3, y))

    def hold(self, number, first_day, days):
        """Draw a hold in the row of the n-th person."""
        scene = self.view.scene()
        y = scene.lane_y(number) + PERSON / 2
        start = QPointF(scene.x(first_day) + 3, y)
        self.drag(start, to=QPointF(scene.x(first_day + days * DAY) - 3, y))

    def wheel(self, place, notches, modifier=Qt.KeyboardModifier.ControlModifier):
        """Turn the wheel at a place."""
        port = self.view.viewport()
        event = QWheelEvent(
            place,
            QPointF(port.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            modifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(port, event)

    # -- keys -----------------------------------------------------------------------------------

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier, times=1):
        """Press a key of the time line."""
        for _ in range(times):
            self.qtbot.keyClick(self.view, key, modifier)

    def pick(self, title):
        """Pick a line as the keyboard would have."""
        self.view.select(self.line(title).key)

    # -- menus ----------------------------------------------------------------------------------

    def menu(self):
        """Return the open menu's entries that can be chosen."""
        return [one.text() for one in self.pane.menu.actions() if one.isEnabled() and one.text()]

    def choose(self, words):
        """Choose an entry of the open menu."""
        next(one for one in self.pane.menu.actions() if one.text() == words).trigger()
        self.pane.menu.close()

    def click_link(self, first, second):
        """Click on the arrow between two bars."""
        keys = (self.line(first).key, self.line(second).key)
        arrows = self.view.scene().arrows()
        arrow = next(one for one in arrows if (one.tie.before, one.tie.after) == keys)
        (x0, y0), (x1, y1) = arrow.points[1], arrow.points[2]
        place = QPointF((x0 + x1) / 2, (y0 + y1) / 2)
        self.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=place.toPoint())


class ScheduleDriver(TimelineDriver):
    """Drives the whole page."""

    def __init__(self, page, qtbot):
        super().__init__(page.desk.pane, qtbot)
        self.page = page

    # -- the editor -----------------------------------------------------------------------------

    def editor(self):
        """Return the editor beside the time line."""
        return self.page.desk.editor

    def type_into(self, name, value):
        """Type a value into a field of the editor and leave it."""
        form = next(form for form in self.editor().forms.values() if name in form.names())
        form.field(name).set_value(value)
        form.field(name).committed.emit()

    def problem(self, name):
        """Return what a field of the editor says is wrong."""
        form = next(form for form in self.editor().forms.values() if name in form.names())
        return form.problems().get(name, "")

    def wall(self, day, hour):
        """Return an hour of a day as a field of this machine's zone takes it."""
        return datetime.combine(day, time(hour)).astimezone(UTC)

    def add_link(self, title):
        """Let the task in the editor wait for another."""
        field = self.editor().add_link
        field.set_value(int(self.line(title).key.split(":")[1]))
        field.committed.emit()

    def menu_of_editor(self, words):
        """Choose an entry of the editor's menu."""
        entries = self.editor().more.entries.actions()
        next(one for one in entries if one.text() == words).trigger()

    def fill_dialog(self, **values):
        """Fill the dialog the time line has opened, and confirm it."""
        dialog = self.pane.dialog
        for name, value in values.items():
            self.type_in_dialog(dialog, name, value)
        dialog.press_primary()

    def type_in_dialog(self, dialog, name, value):
        """Type a value into a field of a dialog and leave it."""
        dialog.form.field(name).set_value(value)
        dialog.form.field(name).committed.emit()

    def may(self, dialog, words):
        """Say whether a button of a dialog can be pressed."""
        return next(one for one in dialog.findChildren(Button) if one.text() == words).isEnabled()

    # -- levelling ------------------------------------------------------------------------------

    def level(self, solver):
        """Press Level and wait for the plan."""
        levels = self.page.desk.levels
        levels.leveller.use(solver)
        levels.leveller.seconds = 3
        self.page.desk.bar.level.click()
        self.qtbot.waitUntil(lambda: levels.preview is not None, timeout=20_000)

    def panel_words(self):
        """Return what the panel of levelling says."""
        return self.page.desk.levels.panel.words

    def solve(self, way):
        """Press the button of a way out of what is not solved; return its words."""
        panel = self.page.desk.levels.panel
        button = next(one for one in panel.findChildren(Button) if getattr(one, "way", "") == way)
        words = button.text().strip()
        button.click()
        return words

    def ask(self, query):
        """Ask the studio something, as a page does."""
        answers = []
        self.page.context.tasks.ask(query, owner=self.page, then=answers.append)
        return answers[0]
