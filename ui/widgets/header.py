"""What stands above and below the main area: page header, toolbar, hint row."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme.tokens import MARGIN
from ui.widgets.boxes import STRETCH, clear, hbox
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, key_cap, label


class PageHeader(QWidget):
    """The head of a page, 56 high: title, one grey fact, chip; view switch and buttons right."""

    def __init__(self, title: str = "", fact: str = "") -> None:
        super().__init__()
        self.setFixedHeight(56)
        self._title = ElidedLabel(title, "page", keep=260)
        self._fact = ElidedLabel(fact, "body", "text3")
        self._chip = Chip()
        self._chip.hide()
        self._left = hbox(None, self._title, self._fact, self._chip, gap=12)
        self._right = hbox(None, gap=12)
        row = hbox(self, margins=(MARGIN, 0, MARGIN, 0), gap=16)
        row.addLayout(self._left)
        row.addStretch(1)
        row.addLayout(self._right)
        self.set(title, fact)

    def set(self, title: str, fact: str = "") -> None:
        """Show another title and fact."""
        self._title.setText(title)
        self.set_fact(fact)
        self.setAccessibleName(title)

    def set_fact(self, fact: str) -> None:
        """Show another grey fact."""
        self._fact.setText(fact)
        self._fact.setVisible(bool(fact))

    def set_chip(self, status: str = "", words: str = "") -> None:
        """Show the state of the record, or none."""
        if words:
            self._chip.set(status, words)
        self._chip.setVisible(bool(words))

    def add_left(self, *widgets: QWidget) -> None:
        """Put widgets after the title."""
        for widget in widgets:
            self._left.addWidget(widget)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets on the right: a view switch, buttons, at last the one primary."""
        for widget in widgets:
            self._right.addWidget(widget)


class Toolbar(QFrame):
    """Filters or zoom, 40 high, under the header."""

    def __init__(self, *widgets: QWidget, line: bool = False) -> None:
        super().__init__()
        self.setFixedHeight(40)
        self.setProperty("edge", "bottom" if line else "none")
        self._left = hbox(None, gap=8)
        self._right = hbox(None, gap=8)
        hbox(self, self._left, STRETCH, self._right, margins=(MARGIN, 0, MARGIN, 0))
        self.add(*widgets)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets on the left."""
        for widget in widgets:
            self._left.addWidget(widget)

    def add_right(self, *widgets: QWidget) -> None:
        """Put widgets on the right."""
        for widget in widgets:
            self._right.addWidget(widget)


class HintRow(QFrame):
    """The last line of a page, 32 high: a count, keys, a fact; or what can be done with many."""

    def __init__(self, left: str = "", keys: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setFixedHeight(32)
        self.setProperty("edge", "top")
        self.setProperty("ground", "surface")
        self._count = label(left, "small", "text3")
        self._fact = ElidedLabel("", "small", "text3")
        self._keys = hbox(None, gap=4)
        self._usual = QWidget()
        hbox(self._usual, self._count, 8, self._keys, STRETCH, self._fact)
        self._picked = QWidget()
        self._chosen: QHBoxLayout = hbox(self._picked, gap=8)
        self._picked.hide()
        hbox(self, self._usual, self._picked, margins=(MARGIN, 1, MARGIN, 0), gap=0)
        self.set_keys(keys)
        self.set_left(left)

    def set_left(self, words: str) -> None:
        """Show another count, such as "14 of 14"."""
        self._count.setText(words)
        self._count.setVisible(bool(words))

    def set_right(self, words: str) -> None:
        """Show a fact at the right end."""
        self._fact.setText(words)

    def set_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show keys with what they do: [("Space", "shortlist")]."""
        clear(self._keys)
        for cap, words in keys:
            self._keys.addWidget(key_cap(cap))
            self._keys.addWidget(label(words, "small", "text3"))
            self._keys.addSpacing(10)

    def show_picked(self, words: str, *buttons: QWidget) -> None:
        """Replace the hints by a count of picked rows and what can be done with them."""
        clear(self._chosen)
        self._chosen.addWidget(label(words, "label"))
        self._chosen.addSpacing(4)
        for button in buttons:
            self._chosen.addWidget(button)
        self._chosen.addStretch(1)
        self._usual.hide()
        self._picked.show()

    def hide_picked(self) -> None:
        """Show the hints again."""
        self._picked.hide()
        self._usual.show()
