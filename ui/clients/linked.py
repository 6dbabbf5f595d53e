"""What was made for a client: counts and the newest records, each a click away."""

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio.domain import briefs, invoices, projects, proposals
from studio.domain.names import pick
from studio.services.clients import Linked, Links
from ui.context import Ref
from ui.language import text, tr, trn
from ui.theme.painting import draw_text, rounded
from ui.widgets import focus, marks
from ui.widgets.boxes import clear, vbox
from ui.widgets.labels import label
from ui.widgets.marks import ChipMark

MACHINES = {
    "brief": briefs.STATES,
    "proposal": proposals.STATES,
    "project": projects.STATES,
    "invoice": invoices.STATES,
}
HEIGHT = 32


class LinkedList(QWidget):
    """Rows of linked records under their counts."""

    open_requested = Signal(object)
    """Emitted when a record is to be opened; carries a Ref."""

    def __init__(self) -> None:
        super().__init__()
        self._counts = label("", "small", "text3", wrap=True)
        self._rows = vbox(None)
        vbox(self, self._counts, 4, self._rows)

    def show_links(self, links: Links, language: str) -> None:
        """Show what was made."""
        clear(self._rows)
        self._counts.setText(counted(links))
        for linked in links.newest:
            row = LinkedRow(linked, language)
            row.chosen.connect(self.open_requested)
            self._rows.addWidget(row)

    def words(self) -> list[str]:
        """Return the rows as a screen reader says them."""
        return [row.accessibleName() for row in self.findChildren(LinkedRow)]


class LinkedRow(QAbstractButton):
    """One record: number, title, state."""

    chosen = Signal(object)
    """Emitted when the record is to be opened; carries a Ref."""

    def __init__(self, linked: Linked, language: str) -> None:
        super().__init__()
        self._ref = Ref(linked.noun, linked.id)
        self._number = linked.number or nouns()[linked.noun]
        self._title = pick(linked.title, linked.title_zh, language)
        machine = MACHINES[linked.noun]
        self._chip = ChipMark(machine.role(linked.state), text(machine.label(linked.state)))
        self._hovered = False
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join((self._number, self._title, self._chip.words)))
        self.clicked.connect(self._on_clicked)
        focus.note(self)

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(200, HEIGHT)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the row under the pointer."""
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has left."""
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw number, title and state."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._hovered:
            rounded(p, box, "hover", 6)
        inner = box.adjusted(8, 0, -8, 0)
        wide = marks.chip_width(self._chip)
        marks.draw_chip(p, inner.right() - wide, inner.center().y(), self._chip)
        left = inner.adjusted(0, 0, -wide - 8, 0)
        used = draw_text(p, left, self._number, "name", "text")
        draw_text(p, left.adjusted(used + 8, 0, 0, 0), self._title, "body", "text2")

    def _on_clicked(self) -> None:
        self.chosen.emit(self._ref)


def nouns() -> dict[str, str]:
    """Return what a record without a number is called."""
    return {
        "brief": tr("Brief"),
        "proposal": tr("Proposal"),
        "project": tr("Project"),
        "invoice": tr("Invoice draft"),
    }


def counted(links: Links) -> str:
    """Return how many records of each noun there are."""
    counts = links.counts
    words = {
        "brief": trn("{n} brief", "{n} briefs", counts.get("brief", 0)),
        "proposal": trn("{n} proposal", "{n} proposals", counts.get("proposal", 0)),
        "project": trn("{n} project", "{n} projects", counts.get("project", 0)),
        "invoice": trn("{n} invoice", "{n} invoices", counts.get("invoice", 0)),
    }
    if not links.used:
        return tr("Nothing yet. A brief, a proposal or an invoice for this client shows up here.")
    return ", ".join(words[noun] for noun, number in counts.items() if number)
