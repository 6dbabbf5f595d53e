"""What a person can do and see in the PDF pane."""


class PublishDriver:
    """Drives a PDF pane by its controls."""

    def __init__(self, pane, qtbot):
        self.pane = pane
        self.qtbot = qtbot

    def wait(self):
        """Wait until the document of the moment is shown."""
        self.qtbot.waitUntil(lambda: self.pane.page_count() > 0, timeout=8000)

    def pages(self):
        """Return the page shown and how many there are."""
        self.wait()
        return self.pane.page(), self.pane.page_count()

    def says(self):
        """Return what the head says of the document."""
        return self.pane.state_words()

    def text(self):
        """Return the words of the whole document."""
        from io import BytesIO  # noqa: PLC0415  only where a test reads the PDF

        from pypdf import PdfReader  # noqa: PLC0415

        reader = PdfReader(BytesIO(self.pane.data()))
        return " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    def next_text(self, wanted):
        """Wait until the document says something."""
        self.qtbot.waitUntil(lambda: self.pane.data() and wanted in self.text(), timeout=8000)

    def click(self, page, y):
        """Click a page at a height in points from its upper edge."""
        from PySide6.QtCore import QPointF  # noqa: PLC0415

        self.pane.clicked_at.emit(page, QPointF(100, y))
