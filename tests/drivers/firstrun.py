"""What a person can do and see on the first run."""

from tests.drivers.page import PageDriver


class FirstRunDriver(PageDriver):
    """Drives the first run."""

    def set(self, field, typed):
        """Type a field and leave it."""
        return self.fill(field, typed, within=self.page)

    def says(self, field):
        """Return what a field shows."""
        return self.shown(field, within=self.page)

    def begin(self):
        """Press the button that makes the studio."""
        self.press("Begin", within=self.page)
