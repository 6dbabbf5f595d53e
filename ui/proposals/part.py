"""Part: one of the panes between outline and PDF."""

from PySide6.QtWidgets import QFrame, QWidget

from studio.services.proposals import Proposal
from ui.proposals.desk import Desk
from ui.widgets.boxes import hbox, line, scrolled, vbox
from ui.widgets.labels import label

HEAD = 44
INSET = 14


class Part(QFrame):
    """A head with title and controls, and under it what scrolls."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("ground", "surface")
        self.setProperty("edge", "none")
        self.setAccessibleName(title)
        head = QWidget()
        head.setFixedHeight(HEAD)
        self.head = hbox(None, gap=8)
        row = hbox(head, label(title, "record"), gap=10, margins=(INSET, 0, INSET, 0))
        row.addStretch(1)
        row.addLayout(self.head)
        self.body_widget = QWidget()
        self.body = vbox(self.body_widget, gap=0)
        self.area = scrolled(self.body_widget)
        column = vbox(self, head, line(), self.area, gap=0)
        column.setStretchFactor(self.area, 1)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what the proposal says here."""

    def focus_main(self) -> None:
        """Put the focus where one begins to work."""
        self.setFocus()

    def go_to(self, row: int) -> None:
        """Bring a row of the part into sight and to the focus."""

    def focus_next_open(self, *, backwards: bool = False) -> bool:
        """Go to the next wrong field; False where there is none."""
        return False
