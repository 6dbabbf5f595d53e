"""PickedBar: what can be done with many rows, and what these come to, where the hints stand."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.domain.money import Money, sums
from ui.language import money, tr
from ui.models.table import RecordTable
from ui.widgets.buttons import Button
from ui.widgets.header import HintRow
from ui.widgets.labels import ElidedLabel

Amounts = Callable[[Any], Iterable[Money]]
"""Gives the amounts of a row that may be summed up with those of others."""


def listed_words(amounts: Iterable[Money]) -> str:
    """Return amounts side by side, one of each currency: never added across currencies."""
    return "  ".join(money(one) for one in sums(amounts))


class PickedBar(QObject):
    """Stands in the row of hints while more than one row of a table is picked."""

    def __init__(self, hints: HintRow, table: RecordTable, amounts: Amounts | None = None) -> None:
        super().__init__(table)
        self._hints = hints
        self._table = table
        self._amounts = amounts
        self.verbs: Callable[[], Sequence[QWidget]] = _no_verbs
        """Gives the buttons of what can be done with picked rows; set by the page."""
        table.picked_changed.connect(self._on_picked_changed)

    def _on_picked_changed(self, count: int) -> None:
        if count < 2:
            self._hints.hide_picked()
            return
        copy = Button(tr("Copy", "verb"), icon="copy", height=24)
        copy.clicked.connect(self._table.copy_picked)
        total = ElidedLabel(self._total(), "small", "text2")
        self._hints.show_picked(tr("{n} picked").format(n=count), *self.verbs(), copy, total)

    def _total(self) -> str:
        """Return what the picked rows come to; nothing while some are on their way."""
        rows = [self._table.row_value(key) for key in self._table.picked_ids()]
        if self._amounts is None or None in rows:
            return ""
        return listed_words(one for row in rows for one in self._amounts(row))


def _no_verbs() -> Sequence[QWidget]:
    return ()
