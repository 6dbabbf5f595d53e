"""What a person can do and see at the button that names a list's view."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.drivers.person import plain
from ui.listing.views import ViewMenu


class ViewsDriver:
    """Drives the view button of a page, given the driver of that page."""

    def __init__(self, page_driver):
        self.page = page_driver

    @property
    def button(self):
        """The button in the page's head."""
        (button,) = self.page.find(ViewMenu)
        return button

    def shown(self):
        """Return what the button says."""
        return self.button.accessibleName()

    def entries(self):
        """Return what the menu offers now; an entry that cannot be chosen is left out."""
        menu = self._menu()
        found = [plain(one.text()) for one in menu.actions() if one.text() and one.isEnabled()]
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        return found

    def choose(self, entry):
        """Choose an entry of the menu by its words."""
        menu = self._menu()
        (action,) = [one for one in menu.actions() if plain(one.text()) == entry]
        assert action.isEnabled(), f"“{entry}” cannot be chosen"
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    def save_as(self, name):
        """Keep what the list shows under a name."""
        self.choose("Save view as …")
        self.page.fill("Name", name)
        self.page.press("Save view")

    def _menu(self):
        self.button.setFocus()
        QTest.keySequence(self.button, QKeySequence("Space"))
        return QApplication.activePopupWidget()
