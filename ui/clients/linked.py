"""What was made for a client: counts and the newest records, each a click away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import briefs, invoices, projects, proposals
from studio.domain.names import pick
from studio.services.clients import Linked, Links
from ui.context import Ref
from ui.language import text, tr, trn
from ui.widgets.boxes import clear, vbox
from ui.widgets.labels import label
from ui.widgets.marks import ChipMark
from ui.widgets.rows import RecordRow

MACHINES = {
    "brief": briefs.STATES,
    "proposal": proposals.STATES,
    "project": projects.STATES,
    "invoice": invoices.STATES,
}


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
            self._rows.addWidget(self._made(linked, language))

    def words(self) -> list[str]:
        """Return the rows as a screen reader says them."""
        return [row.accessibleName() for row in self.findChildren(RecordRow)]

    def _made(self, linked: Linked, language: str) -> RecordRow:
        machine = MACHINES[linked.noun]
        chip = ChipMark(machine.role(linked.state), text(machine.label(linked.state)))
        number = linked.number or nouns()[linked.noun]
        title = pick(linked.title, linked.title_zh, language)
        row = RecordRow(linked.id, number, title, chip)
        row.setProperty("noun", linked.noun)
        row.chosen.connect(self._on_chosen)
        return row

    def _on_chosen(self, key: int) -> None:
        self.open_requested.emit(Ref(str(self.sender().property("noun")), key))


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
    return tr(", ", "between facts").join(words[noun] for noun, number in counts.items() if number)
