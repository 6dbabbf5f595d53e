"""What a person can do and see in the settings."""

from tests.drivers.page import PageDriver


class SettingsDriver(PageDriver):
    """Drives the settings."""

    def section(self, words):
        """Go to a section by its words."""
        self.press(words, within=self.page.sections)

    @property
    def panel(self):
        """The section that is shown."""
        return self.page.panel()

    def set(self, field, typed, within=None):
        """Type a field of the shown section and leave it."""
        return self.fill(field, typed, within=within or self.panel)

    def says(self, field, within=None):
        """Return what a field of the shown section shows."""
        return self.shown(field, within=within or self.panel)

    def help(self, form, name):
        """Return the line below a field of one of the section's forms."""
        return form.field(name).accessibleDescription()
