"""What a person can do and see on the page of projects."""

from tests.drivers.page import PageDriver
from ui.projects.hub import Hub
from ui.widgets.buttons import Button


class ProjectsDriver(PageDriver):
    """Drives the list of projects and the page of one, by itself or in the window."""

    @property
    def hub(self) -> Hub:
        """The page of the opened project."""
        return self.page.hub()

    def title(self):
        """Return which project the inspector shows, "" while it is hidden."""
        pane = self.page.pane()
        return pane.accessibleName() if pane and pane.isVisible() else ""

    def opened(self):
        """Return which project is open on its own page, "" on the list."""
        hub = self.hub
        return hub.header.accessibleName() if hub and hub.isVisible() else ""

    def open(self, name):
        """Open a project by its row."""
        self.show(name)
        self.page.table.opened.emit(self.page.table.current_id())
        self.qtbot.waitUntil(lambda: self.opened() == name)

    def tab(self, key):
        """Turn a tab of the opened project on."""
        self.hub.set_tab(key)

    def set(self, field, typed):
        """Type a field of the opened project and leave it."""
        return self.fill(field, typed, within=self.hub)

    def says(self, field):
        """Return what a field of the opened project shows."""
        return self.shown(field, within=self.hub)

    def act(self):
        """Return the words of the one next action and whether it can be done."""
        button = self.hub.act
        return (button.accessibleName(), button.isEnabled()) if button.isVisible() else ("", False)

    def do(self):
        """Press the one next action."""
        self.click(self.hub.act)

    def move(self, words):
        """Choose where the project goes next."""
        self.choose("Move to", words, within=self.hub)

    def new(self, **fields):
        """Ask for a new project and fill the dialog; fields by their labels."""
        self.press("New project", within=self.page)
        for label, typed in fields.items():
            self.fill(label.replace("_", " "), typed)

    def buttons(self):
        """Return the words of the buttons of the opened project that can be pressed."""
        return [one.accessibleName() for one in self.find(Button, within=self.hub)]

    def pieces(self):
        """Return the titles in the tab of pieces."""
        return self.hub.pieces.titles()
