"""Facts as pairs of name and value, and a record's history."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.boxes import clear
from ui.widgets.labels import PlainLabel, label


class Facts(QWidget):
    """Names in grey, values beside them, in one column or two; plain text that can be copied."""

    def __init__(self, columns: int = 1, label_width: int = 78, *, gap: int = 7) -> None:
        super().__init__()
        self._count = 0
        self._columns = columns
        self._label_width = label_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(gap)
        self._grid.setHorizontalSpacing(10)
        for column in range(columns):
            self._grid.setColumnStretch(column * 2 + 1, 1)

    def add(self, name: str, value: str | QWidget) -> QWidget:
        """Add a pair; return the widget of the value."""
        shown = value if isinstance(value, QWidget) else _value(value)
        shown.setAccessibleName(name)
        if isinstance(shown, PlainLabel):
            shown.setAccessibleName(f"{name}: {shown.text()}")
        head = label(name, "body" if self._columns > 1 else "small", "text3")
        head.setMinimumWidth(self._label_width)
        row, column = divmod(self._count, self._columns)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(head, row, column * 2, top)
        self._grid.addWidget(shown, row, column * 2 + 1, top)
        self._count += 1
        return shown

    def clear(self) -> None:
        """Take all pairs out."""
        clear(self._grid)
        self._count = 0


def _value(words: str) -> PlainLabel:
    made = label(words, "body", "text", wrap=True, selectable=True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that happened: when, what, who."""

    when: str
    words: str
    who: str = ""


class HistoryList(QWidget):
    """What happened to a record, newest first."""

    def __init__(self, when_width: int = 92) -> None:
        super().__init__()
        self._when_width = when_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(6)
        self._grid.setHorizontalSpacing(10)
        self._grid.setColumnStretch(1, 1)

    def set_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show other rows."""
        clear(self._grid)
        for number, row in enumerate(rows):
            when = label(row.when, "small", "text3")
            when.setMinimumWidth(self._when_width)
            words = f"{row.words}, {row.who}" if row.who else row.words
            what = label(words, "body", "text2", wrap=True)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(when, number, 0, top)
            self._grid.addWidget(what, number, 1, top)
