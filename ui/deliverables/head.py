"""The head of the deliverables page: which view is on, the weeks to turn, a new piece."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.deliverables.views import KEYS
from ui.language import tr
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button, Segment, Segments, icon_button
from ui.widgets.header import PageHeader


class PieceHeader(PageHeader):
    """Title, facts, view switch; in a week the buttons that turn it."""

    chosen = Signal(str)
    """Emitted when another view is wanted; carries its key."""

    new_wished = Signal()
    """Emitted when a new piece is wanted."""

    today_wished = Signal()
    """Emitted when this week is wanted."""

    turned = Signal(int)
    """Emitted when the week before (-1) or after (1) is wanted."""

    def __init__(self, context: Context) -> None:
        super().__init__(tr("Deliverables"))
        words = (tr("Board"), tr("Week"), tr("List"), tr("Published"), tr("Archived"))
        segments = [Segment(key, name) for key, name in zip(KEYS, words, strict=True)]
        self.view = Segments(segments, current="board", name=tr("View"))
        self.back = icon_button("caret-left", tr("Week before"))
        self.this_week = Button(tr("This week"))
        self.on = icon_button("caret-right", tr("Week after"))
        self._steps = QWidget()
        hbox(self._steps, self.back, self.this_week, self.on, gap=2)
        self.new_button = Button(tr("New piece"), "primary", "plus")
        self.new_button.setEnabled(not context.read_only)
        self.add(self.view, self._steps, self.new_button)
        self.back.clicked.connect(self._on_back_clicked)
        self.new_button.clicked.connect(self.new_wished)
        self.on.clicked.connect(self._on_on_clicked)
        self.this_week.clicked.connect(self.today_wished)
        self.view.chosen.connect(self.chosen)

    def show_view(self, key: str) -> None:
        """Show what belongs to a view."""
        self.view.set_current(key)
        self._steps.setVisible(key == "week")

    def _on_back_clicked(self) -> None:
        self.turned.emit(-1)

    def _on_on_clicked(self) -> None:
        self.turned.emit(1)
