"""Up to four people side by side: figures, price, and each part of the score with its reason."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from studio.domain.names import pick
from studio.services.shortlists import MatchRow
from ui.context import Context
from ui.language import money, short_date, text, tr
from ui.shortlists import words
from ui.widgets.boxes import scrolled
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label

MOST = 4
"""How many are compared at once."""


class CompareDialog(Dialog):
    """Up to four side by side: figures, price, and each part of the score with its reason."""

    def __init__(self, context: Context, rows: Sequence[MatchRow], parent: QWidget) -> None:
        shown = tuple(rows)[:MOST]
        super().__init__(tr("Side by side"), parent, width=240 + 210 * len(shown))
        content = QWidget()
        grid = QGridLayout(content)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self.cells: list[list[str]] = []
        names = [part.name for row in shown[:1] for part in row.parts]
        self._line(grid, "", [pick(row.name, row.name_zh, context.language) for row in shown], True)
        self._line(grid, tr("Score"), [words.score(row.score) for row in shown], True)
        self._line(grid, tr("Tier"), [words.tier_name(row.tier) for row in shown])
        self._line(grid, tr("Followers"), [_followers(row) for row in shown])
        self._line(grid, tr("Price"), [_price(row) for row in shown])
        for name in names:
            found = [next(part for part in row.parts if part.name == name) for row in shown]
            self._line(
                grid,
                tr("{part}, of {weight}").format(
                    part=words.part_name(name), weight=found[0].weight
                ),
                [
                    tr("{points}: {reason}").format(
                        points=words.points(part), reason=text(part.reason)
                    )
                    for part in found
                ],
            )
        for column in range(1, len(shown) + 1):
            grid.setColumnStretch(column, 1)
        area = scrolled(content)
        area.setMinimumHeight(420)
        self.add(area)
        self.set_primary(tr("Close"))
        self.set_cancel(tr("Close")).hide()
        self.confirmed.connect(self.accept)

    def _line(self, grid: QGridLayout, head: str, cells: Sequence[str], bold: bool = False) -> None:
        line = len(self.cells)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label(head, "label", "text3", wrap=True), line, 0, top)
        for column, cell in enumerate(cells, start=1):
            style = "head" if bold else "body"
            grid.addWidget(label(cell, style, "text", wrap=True), line, column, top)
        self.cells.append([head, *cells])


def _followers(row: MatchRow) -> str:
    shown = words.followers(row.followers)
    if row.read_on is None:
        return shown
    return tr("{followers}, {day}").format(followers=shown, day=short_date(row.read_on))


def _price(row: MatchRow) -> str:
    if row.price is None:
        return tr("no price")
    shown = money(row.price)
    return shown if row.confirmed else tr("{price}, provisional").format(price=shown)
