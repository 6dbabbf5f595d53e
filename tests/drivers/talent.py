"""What a person can do and see on the page of talent."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.drivers.page import PageDriver
from ui.talent.importing import ImportDialog
from ui.widgets.buttons import MenuButton
from ui.widgets.inspector import TabBar
from ui.widgets.labels import PlainLabel


class TalentDriver(PageDriver):
    """Drives the roster."""

    @property
    def pane(self):
        """The inspector."""
        return self.page.pane()

    @property
    def roster(self):
        """The view with the table."""
        return self.page.roster

    def title(self):
        """Return whom the inspector shows, "" while it is hidden."""
        return self.pane.accessibleName() if self.pane and self.pane.isVisible() else ""

    def set(self, field, typed):
        """Type a field of the inspector and leave it."""
        return self.fill(field, typed, within=self.pane)

    def says(self, field):
        """Return what a field of the inspector shows."""
        return self.shown(field, within=self.pane)

    def new(self, **fields):
        """Ask for somebody new and fill the dialog; fields by their labels."""
        self.press("New on the roster", within=self.page.header)
        for label, typed in fields.items():
            self.fill(label.replace("_", " "), typed)

    def search(self, words):
        """Type into the filter."""
        self.roster.filters.search.set_text(words)

    def verb(self, entry):
        """Choose an entry of the person's menu."""
        self.choose("More", entry, within=self.pane)

    def turn(self, tab):
        """Turn a tab of the inspector on by the arrow keys."""
        (bar,) = self.find(TabBar, within=self.pane)
        for _step in range(6):
            if self.pane.tab() != tab:
                QTest.keyClick(bar, Qt.Key.Key_Right)
        assert self.pane.tab() == tab, f"no tab “{tab}”"

    def said(self, widget):
        """Return everything a part of the page says."""
        return " | ".join(one.text() for one in widget.findChildren(PlainLabel))

    def bring(self, what="talent"):
        """Open the import of people or snapshots and return its dialog."""
        if what == "talent":
            self.roster.import_people()
        else:
            self.roster.import_readings()
        self.qtbot.waitUntil(lambda: isinstance(self.roster._dialog, ImportDialog))
        return self.roster._dialog

    def archived(self):
        """Turn between the roster and those who were taken off."""
        self.page._on_menu_picked("archived")

    def prices(self):
        """Return the cards and prices of the pane as they are read aloud, as far as shown."""
        rows = self.pane.rates.findChildren(QAbstractButton)
        return [
            row.accessibleName() for row in rows if row.isVisible() and "," in row.accessibleName()
        ]

    def card(self, words, entry):
        """Choose an entry of a rate card's menu; the card by words of when it holds."""
        menus = self.pane.rates.findChildren(MenuButton)
        menu = next(one for one in menus if words in one.accessibleName())
        action = next(one for one in menu.entries.actions() if one.text() == entry)
        action.trigger()

    def readings(self):
        """Open the readings of the only account and return their dialog."""
        self.pane.accounts.readings(self.pane.talent.accounts[0])
        return self.pane.accounts._dialog

    def awaits_price(self, words):
        """True as soon as the pane shows a card or a price in these words."""
        self.qtbot.waitUntil(lambda: words in self.prices())
        return True
