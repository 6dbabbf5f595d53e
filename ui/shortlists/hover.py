"""The sum of a score under the pointer: each part with weight and value."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from studio.services.shortlists import MatchRow
from ui.language import tr
from ui.models.table import RecordTable
from ui.shortlists import words


class SumHover(QObject):
    """Shows how a score comes about while the pointer rests on its row."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer the wish for a tool tip with the sum of the row."""
        if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().eventFilter(watched, event)
        index = self._table.indexAt(event.pos())
        ids = self._table.ids()
        row = self._table.row_value(ids[index.row()]) if 0 <= index.row() < len(ids) else None
        if isinstance(row, MatchRow):
            QToolTip.showText(event.globalPos(), sum_of(row), self._table.viewport())
        else:
            QToolTip.hideText()
        return True


def sum_of(row: MatchRow) -> str:
    """Return the sum of a score, a part a line."""
    lines = [
        tr("{part}: {weight} × {value} = {points}").format(
            part=words.part_name(part.name),
            weight=part.weight,
            value=words.value(part),
            points=words.points(part),
        )
        for part in row.parts
    ]
    return "\n".join([*lines, words.total(row)])
