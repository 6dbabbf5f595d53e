"""What a person can do and see on the page of clients."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.drivers.page import PageDriver
from ui.clients.pane import ClientPane


class ClientsDriver(PageDriver):
    """Drives the page of clients, by itself or in the window."""

    @property
    def pane(self) -> ClientPane:
        """The inspector."""
        return self.page.pane()

    def title(self):
        """Return whom the inspector shows, "" while it is hidden."""
        return self.pane.accessibleName() if self.pane and self.pane.isVisible() else ""

    def tab(self, words):
        """Turn a tab of the inspector on."""
        keys = {"Overview": "overview", "Details": "details", "Records": "records"}
        self.pane.set_tab(keys.get(words, words))

    def set(self, field, typed):
        """Type a field of the inspector and leave it."""
        return self.fill(field, typed, within=self.pane)

    def says(self, field):
        """Return what a field of the inspector shows."""
        return self.shown(field, within=self.pane)

    def new(self, **fields):
        """Ask for a new client and fill the dialog; fields by their labels."""
        self.press("New client", within=self.page)
        for label, typed in fields.items():
            self.fill(label.replace("_", " "), typed)

    def search(self, words):
        """Type into the filter."""
        self.page.filters.search.set_text(words)

    def verb(self, entry):
        """Choose an entry of the client's menu."""
        self.choose("More", entry, within=self.pane)

    def drop(self, *paths):
        """Drop files from the desktop on the inspector."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        keep = Qt.DropAction.CopyAction
        hand = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(QPointF(50, 50).toPoint(), keep, data, *hand)
        QApplication.sendEvent(self.pane, enter)
        QApplication.sendEvent(self.pane, QDropEvent(QPointF(50, 50), keep, data, *hand))
