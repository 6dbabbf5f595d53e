"""Money to come: sums per currency, then what comes by due date with its state in words."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QWidget

from studio.domain.money import Money
from studio.domain.names import pick
from studio.services.home import Income, MoneyToCome
from ui.home.lists import Index, PlainRowDelegate, RowList
from ui.home.words import listed
from ui.language import language, money, short_date, text, tr
from ui.models.roles import ROW
from ui.theme.fonts import text_width
from ui.theme.painting import RIGHT, draw_text
from ui.theme.tokens import theme
from ui.widgets.boxes import clear, frame, vbox
from ui.widgets.labels import label

INSET = 14
ROW_HEIGHT = 32
DAY_WIDTH, DAY_WIDTH_ZH = 52, 66
GAP = 10
AMOUNT_WIDTH = 84


class Sums(QWidget):
    """The sums, three in a row; currencies are never added together."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(INSET, 9, INSET, 10)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(6)

    def show_sums(self, sums: Sequence[Money]) -> None:
        """Show other sums."""
        clear(self._grid)
        for number, amount in enumerate(sums):
            cell = QWidget()
            figure = label(money(amount), "record")
            figure.setAccessibleName(f"{amount.currency} {money(amount)}")
            vbox(cell, label(amount.currency, "small", "text3"), figure, gap=0)
            self._grid.addWidget(cell, number // 3, number % 3)
        self._grid.setColumnStretch(3, 1)


class IncomeDelegate(PlainRowDelegate):
    """Paints the day, who and what, the state as a word, the amount."""

    def paint_content(self, p: QPainter, box: QRectF, index: Index, picked: bool) -> None:
        """Draw one row."""
        row: Income = index.data(ROW)
        day_width = DAY_WIDTH_ZH if theme.chinese else DAY_WIDTH
        day = QRectF(box.left() + INSET, box.top(), day_width - 4, box.height())
        draw_text(p, day, short_date(row.day) if row.day else "", "body", "text3")
        figure, state = money(row.amount), text(row.state.label)
        if row.state.code == "overdue":
            state = tr("Overdue")
        right = box.right() - INSET
        wide = max(text_width(figure, "name"), AMOUNT_WIDTH)
        draw_text(
            p, QRectF(right - wide, box.top(), wide, box.height()), figure, "name", "text", RIGHT
        )
        right -= wide + GAP
        said = text_width(state, "small")
        ink = row.state.role if row.state.role != "neutral" else "text2"
        draw_text(
            p, QRectF(right - said, box.top(), said, box.height()), state, "small", ink, RIGHT
        )
        left = box.left() + INSET + day_width
        words = QRectF(left, box.top(), right - said - GAP - left, box.height())
        draw_text(p, words, described(row), "body")


def described(row: Income) -> str:
    """Return who pays and what for."""
    client = pick(row.client, row.client_zh, language())
    return listed(client, pick(row.title, row.title_zh, language()))


class Incomes(QWidget):
    """The sums over the list."""

    def __init__(self) -> None:
        super().__init__()
        self.sums = Sums()
        self.rows = RowList(tr("Money to come"))
        self.rows.setItemDelegate(IncomeDelegate(self.rows, ROW_HEIGHT))
        self._edge = frame(edge="bottom")
        vbox(self._edge, self.sums)
        self._nothing = label(
            tr("Nothing to come yet. Open invoices and planned parts of projects stand here."),
            "body",
            "text3",
            wrap=True,
        )
        self._nothing.setContentsMargins(INSET, 8, INSET, 8)
        vbox(self, self._edge, 4, self._nothing, self.rows)

    def show_money(self, found: MoneyToCome) -> None:
        """Show other sums and rows."""
        self.sums.show_sums(found.sums)
        self._edge.setVisible(bool(found.sums))
        self._nothing.setVisible(not found.rows)
        told = [
            listed(described(row), text(row.state.label), money(row.amount)) for row in found.rows
        ]
        self.rows.show_rows(found.rows, told)

    def sizeHint(self) -> QSize:
        """Ask for the sums and six rows."""
        return QSize(390, 60 + 6 * ROW_HEIGHT)
