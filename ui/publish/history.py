"""What happened to a record, in words: who did what, when, and which values it changed."""

from PySide6.QtWidgets import QWidget

from studio.domain.names import pick
from studio.services import records
from studio.services.records import Event
from ui.context import Context
from ui.language import moment, text, tr
from ui.widgets.boxes import STRETCH, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.facts import HistoryList, HistoryRow

FIRST = 8
MORE = 500


class RecordHistory(QWidget):
    """Lists what was done to one record, newest first; put it into an inspector's section."""

    def __init__(self, context: Context, noun: str) -> None:
        super().__init__()
        self._context = context
        self._noun = noun
        self._record = 0
        self._limit = FIRST
        self.list = HistoryList(when_width=84)
        self._more = Button(tr("Show all"), "link", height=26)
        self._more.clicked.connect(self._on_more_clicked)
        self._more.hide()
        self._words: list[str] = []
        vbox(self, self.list, hbox(None, self._more, STRETCH), gap=4)

    def show_record(self, record: int) -> None:
        """Show the history of a record."""
        if record != self._record:
            self._limit = FIRST
        self._record = record
        self.reload()

    def reload(self) -> None:
        """Read the history anew."""
        if self._record:
            query = records.history(self._noun, self._record, self._limit + 1)
            self._context.tasks.ask(query, owner=self, then=self._on_read, slot="history")

    def words(self) -> list[str]:
        """Return what is listed, newest first."""
        return list(self._words)

    def _on_read(self, events: list[Event]) -> None:
        self._more.setVisible(len(events) > self._limit)
        shown = events[: self._limit]
        self._words = [text(event.label) for event in shown]
        language = self._context.language
        self.list.set_rows(
            [
                HistoryRow(
                    moment(event.at),
                    text(event.label),
                    pick(event.person, event.person_zh, language),
                )
                for event in shown
            ]
        )

    def _on_more_clicked(self) -> None:
        self._limit = MORE
        self.reload()
