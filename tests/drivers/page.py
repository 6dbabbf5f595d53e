"""A person at one page that stands alone, or at the same page in the window."""

from tests.drivers.person import Person, rows_of
from ui.forms.part import PartHead
from ui.widgets.empty import EmptyState


class PageDriver(Person):
    """Drives one page. What appears is waited for: widgets and rows show when events are served."""

    @property
    def page(self):
        """The page: it stands for the window in its own tests."""
        return self.window if not hasattr(self.window, "pages") else super().page

    def fill(self, name, typed, within=None, nth=0):
        """Type over a field and leave it, once its window takes the keys."""
        window = self.place.window()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)
        return super().fill(name, typed, within, nth)

    def button(self, name, within=None):
        """Return the button with these words, as soon as it is there."""
        self.qtbot.waitUntil(lambda: self._has_button(name, within))
        return super().button(name, within)

    def _has_button(self, name, within):
        try:
            super().button(name, within)
        except AssertionError:
            return False
        return True

    def awaits(self, words, within=None):
        """True as soon as the words are shown."""
        self.qtbot.waitUntil(lambda: self.sees(words, within))
        return True

    def lists(self, *words):
        """True as soon as some row of the page's table says all of these words."""
        self.qtbot.waitUntil(
            lambda: any(all(word in row for word in words) for row in self.listed())
        )
        return True

    def listed(self):
        """Return the listed records, a row as it is read aloud."""
        return rows_of(self.page.table)

    def names(self):
        """Return the names of the listed records, once they have come."""
        self.qtbot.waitUntil(lambda: all(not row.startswith("…") for row in self.listed()))
        return [row.split(", ")[0] for row in self.listed()]

    def show(self, name):
        """Click a record of the list."""
        self.lists(name)
        self.open_row(name, within=self.page)

    def parts(self):
        """Return the rows that open into forms, as they are read aloud."""
        return [head.words() for head in self.find(PartHead, within=self.page)]

    def part(self, words):
        """Return the card of a row that opens into a form, as soon as it is there, opened."""
        self.qtbot.waitUntil(lambda: any(words in part for part in self.parts()))
        head = next(one for one in self.find(PartHead, within=self.page) if words in one.words())
        if not head.isChecked():
            self.click(head)
        return head.parentWidget()

    def empty(self):
        """Return what stands where the list has nothing to show."""
        found = self.find(EmptyState, within=self.page)
        return found[0].accessibleName() if found else ""
