"""A sheet of facts in a window of its own: language, PDF, print, save, mail."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.services.factsheets import Sheet
from studio.services.operation import Query
from ui.context import Context
from ui.language import tr
from ui.publish.pane import PdfPane
from ui.widgets.buttons import Segment, Segments
from ui.widgets.dialogs import Dialog

WIDTH, HEIGHT = 760, 620


class SheetDialog(Dialog):
    """Shows a sheet as its reader gets it; `ask` gives the question in a language."""

    def __init__(
        self,
        context: Context,
        title: str,
        key: str,
        ask: Callable[[str], Query[Sheet]],
        parent: QWidget,
    ) -> None:
        super().__init__(title, parent, width=WIDTH)
        self._context = context
        self._key = key
        self._ask = ask
        self.languages = Segments(
            [
                Segment("", tr("Reader's language")),
                Segment("en", tr("English")),
                Segment("zh", tr("Chinese")),
                Segment("zh+en", tr("Both")),
            ],
            name=tr("Language"),
        )
        self.pane = PdfPane(context, self)
        self.pane.setMinimumHeight(HEIGHT)
        self.add(self.languages, self.pane)
        self.set_primary(tr("Close"))
        self.set_cancel(tr("Close")).hide()
        self.confirmed.connect(self.accept)
        self.languages.chosen.connect(self.show_in)
        self.show_in("")

    def show_in(self, language: str) -> None:
        """Show the sheet in a language; "" is its reader's."""
        self._context.tasks.ask(
            self._ask(language), owner=self, then=self._on_sheet, failed=self._on_refused,
            slot="sheet",
        )  # fmt: skip

    def _on_sheet(self, sheet: Sheet) -> None:
        self.set_problem(None)
        self.pane.set_name(sheet.file_name)
        language = sheet.document.language.value
        self.pane.show_draft("factsheet", f"{self._key}:{language}", _given(sheet))

    def _on_refused(self, error: StudioError) -> None:
        self.pane.clear()
        self.set_problem(error.message)


def _given(sheet: Sheet) -> Query[Any]:
    """Return a question whose answer is known."""
    return Query(lambda _session: sheet.document)
