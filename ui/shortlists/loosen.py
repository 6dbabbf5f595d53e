"""Which filter keeps most people away, and the way to leave it out with one click."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from studio.domain.shortlisting import ALWAYS, Removed
from studio.services.shortlists import Found
from ui.context import Context
from ui.language import tr
from ui.shortlists import words
from ui.widgets.boxes import clear, fixed, hbox
from ui.widgets.buttons import Button
from ui.widgets.labels import label

MOST = 2
"""How many filters are offered; more would be noise."""


class Loosen(QFrame):
    """One line over the list: filters that alone keep people away, the largest first."""

    left_out = Signal(str)
    """Emitted when a filter is to exclude nobody any more; carries its code."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("ground", "surface2")
        self.setProperty("edge", "bottom")
        fixed(self, height=38)
        self._editable = not context.read_only
        self._line = hbox(self, margins=(14, 0, 14, 0), gap=8)

    def show_found(self, found: Found) -> None:
        """Offer the filters whose leaving out brings somebody back; hide where none does."""
        clear(self._line)
        offered = _offered(found)
        for one in offered:
            said = tr("{filter} alone keeps {n} away").format(
                filter=words.filter_name(one.filter), n=one.only
            )
            button = Button(tr("Leave this out"), "link", height=26)
            button.setProperty("code", one.filter)
            button.setAccessibleName(
                tr("Leave out: {filter}").format(filter=words.filter_name(one.filter))
            )
            button.setEnabled(self._editable)
            button.clicked.connect(self._on_left_out)
            self._line.addWidget(label(said, "small", "text2"))
            self._line.addWidget(button)
            self._line.addSpacing(8)
        self._line.addStretch(1)
        self.setVisible(bool(offered))

    def _on_left_out(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.left_out.emit(str(button.property("code")))


def _offered(found: Found) -> list[Removed]:
    fit = [one for one in found.removed if one.only and one.filter not in ALWAYS]
    return sorted(fit, key=lambda one: -one.only)[:MOST]
