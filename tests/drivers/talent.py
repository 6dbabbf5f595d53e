"""What a person can do and see on the page of talent."""

from tests.drivers.page import PageDriver


class TalentDriver(PageDriver):
    """Drives the roster."""

    @property
    def pane(self):
        """The inspector."""
        return self.page.pane()

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
        self.page.search.set_text(words)

    def verb(self, entry):
        """Choose an entry of the person's menu."""
        self.choose("More", entry, within=self.pane)
