"""TotalsRow: sums that stand under the columns of a table, wherever these are dragged."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.models.delegates import INSET
from ui.models.table import RecordTable
from ui.theme.painting import LEFT, RIGHT, draw_text, hairline
from ui.theme.tokens import theme

HEIGHT = 36


class TotalsRow(QWidget):
    """One row of words and sums by column key; put it below its table, as wide as that."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__()
        self._table = table
        self._words: dict[str, str] = {}
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        table.layout_changed.connect(self.update)
        table.horizontalHeader().geometriesChanged.connect(self.update)
        table.horizontalScrollBar().valueChanged.connect(self.update)

    def set(self, words: Mapping[str, str]) -> None:
        """Show words by column key, such as {"name": "11 invoices", "amount": "€30,800.00"}."""
        self._words = dict(words)
        self.setAccessibleName(", ".join(self._words.values()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw each sum under its column."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.fillRect(self.rect(), theme["surface2"])
        hairline(p, QRectF(self.rect()), "border", top=True)
        head = self._table.horizontalHeader()
        for number, column in enumerate(self._table.columns):
            words = self._words.get(column.key, "")
            if not words or self._table.isColumnHidden(number):
                continue
            left = head.sectionViewportPosition(number)
            box = QRectF(left + INSET, 0, head.sectionSize(number) - 2 * INSET, HEIGHT)
            draw_text(p, box, words, "head", "text", RIGHT if column.right else LEFT)
