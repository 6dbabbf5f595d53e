"""What a person can do and see on the proposals page."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.drivers.publish import PublishDriver
from ui.proposals import rows
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog


class ProposalsDriver:
    """Drives the page by its list, outline, grid, fields and dialogs."""

    def __init__(self, page, qtbot):
        self.page = page
        self.qtbot = qtbot
        self.said = []
        page.said.connect(self._on_said)
        self.pdf = PublishDriver(page.editor.pdf, qtbot)

    def _on_said(self, words, _undo):
        self.said.append(words)

    # -- the list -------------------------------------------------------------------------------

    def titles(self):
        """Return the titles in the list."""
        table = self.page.list.table
        self.qtbot.waitUntil(lambda: all(table.row_value(key) for key in table.ids()))
        return [table.cell_text(key, "title").split(",")[0] for key in table.ids()]

    def cell(self, proposal, column):
        """Return what a cell of the list says."""
        return self.page.list.table.cell_text(proposal, column)

    def filter(self, words):
        """Type into the filter."""
        self.page.list.filters.search.set_text(words)
        self.page.list.filters.search.searched.emit(words)

    def empty_words(self):
        """Return what an empty list says."""
        state = self.page.list.waiting.empty_state()
        return state.words() if state else ""

    def open(self, proposal):
        """Open a proposal by Enter."""
        table = self.page.list.table
        table.select_id(proposal)
        QTest.keyClick(table, Qt.Key.Key_Return)

    def begin(self, **values):
        """Make a proposal by the dialog."""
        self.page.new_record()
        form = self.dialog().form
        for name, value in values.items():
            form.set_value({name: value})
        if "brief" in values:
            form.committed.emit("brief", values["brief"])
        self.confirm()

    # -- what is open ---------------------------------------------------------------------------

    @property
    def editor(self):
        """The editor of the open proposal."""
        return self.page.editor

    @property
    def proposal(self):
        """The proposal that is open, as it was read."""
        return self.editor.proposal

    def state(self):
        """Return version and state of what is open."""
        return self.proposal.shown.no, self.proposal.shown.shown

    def part(self, key):
        """Click a part of the outline and return its pane."""
        QTest.mouseClick(self.editor.outline.row(key), Qt.MouseButton.LeftButton)
        return self.editor.current_part()

    def checks(self):
        """Return what the checks before sending say."""
        return self.editor.outline.findings()

    def click_check(self, words):
        """Click a finding."""

        def shown():
            found = self.editor.outline.finding_rows()
            return [one for one in found if words in one.accessibleName() and one.isVisible()]

        self.qtbot.waitUntil(lambda: bool(shown()))
        QTest.mouseClick(shown()[0], Qt.MouseButton.LeftButton)

    def marks(self):
        """Return the mark of each part."""
        return self.editor.outline.marks()

    def press(self, words):
        """Press a button of the page by its words, once it is there."""

        def shown():
            found = self.page.findChildren(Button)
            return [one for one in found if words == one.accessibleName() and one.isVisible()]

        self.qtbot.waitUntil(lambda: bool(shown()))
        QTest.mouseClick(shown()[0], Qt.MouseButton.LeftButton)

    def can(self, words):
        """Say whether a button can be pressed, and why not."""
        button = next(
            one for one in self.page.findChildren(Button) if words == one.accessibleName()
        )
        return button.isEnabled(), button.toolTip()

    def do(self, verb):
        """Choose an entry of the menu behind the dots."""
        self.editor.head.more.picked.emit(verb)

    def shortcut(self, keys):
        """Run the action of a shortcut, as the menu bar does."""
        action = next(one for one in self.page.actions_now() if one.shortcut == keys)
        action.run()

    # -- the price grid -------------------------------------------------------------------------

    @property
    def grid(self):
        """The price grid."""
        return self.editor.price.grid

    def lines(self):
        """Return the rows of the grid as they are read aloud."""
        return self.grid.lines()

    def line(self, title):
        """Return a line of the open version by its title."""
        return next(one for one in self.proposal.shown.lines if one.title == title)

    def click_cell(self, title, column, place=None):
        """Click a cell of a line."""
        box = self.grid.cell_rect(self.line(title).id, column)
        point = place or box.center()
        QTest.mouseClick(
            self.grid.viewport(), Qt.MouseButton.LeftButton,
            pos=point - self.grid.viewport().pos(),
        )  # fmt: skip

    def toggle(self, title, letter):
        """Click an option's letter in a row."""
        box = self.grid.cell_rect(self.line(title).id, rows.OPTIONS)
        at = self.grid.model().letters.index(letter)
        self.click_cell(title, rows.OPTIONS, QPoint(box.left() + 11 + at * 20, box.center().y()))

    def type_into(self, title, column, typed, key=Qt.Key.Key_Return):
        """Type into a cell: the first letter opens it, a key leaves it."""
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        self.grid.go_to(self.line(title).id, column)
        self.grid.setFocus()
        QTest.keyClick(self.grid, typed[0])
        field = self.field()
        QTest.keyClicks(field, typed[1:])
        QTest.keyClick(field, key)
        return field

    def field(self):
        """Return the field that has the focus."""
        return QApplication.focusWidget()

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """Press a key on the grid."""
        self.grid.setFocus()
        QTest.keyClick(self.grid, key, modifier)

    # -- dialogs --------------------------------------------------------------------------------

    def dialog(self):
        """Return the dialog that is open."""
        found = [one for one in self.page.window().findChildren(Dialog) if one.isVisible()]
        return found[-1]

    def confirm(self):
        """Press the primary button of the dialog."""
        self.dialog().press_primary()

    def fill(self, **values):
        """Set fields of the open dialog."""
        form = self.dialog().form
        form.set_value({**form.value(), **values})
        form.clear_errors()

    def send(self, **values):
        """Send the open version by its dialog."""
        self.press("Send")
        self.fill(**values)
        self.confirm()

    def accept(self, letters="A", **values):
        """Record a yes by the dialog; the next one stays open."""
        self.press("Record answer")
        self.dialog().choose(letters)
        self.fill(**{"note": "Yes please.", **values})
        self.confirm()
