"""What a person can do and see on the page of partnerships."""

from tests.drivers.page import PageDriver


class PartnershipsDriver(PageDriver):
    """Drives the page of partnerships."""

    def title(self):
        """Return which partnership is shown."""
        pane = self.page.pane
        return pane.accessibleName() if pane.isVisible() else ""

    def tab(self, key):
        """Turn a tab of the pane on."""
        self.page.pane.set_tab(key)
