"""The steps a piece can take: the buttons at the foot of its pane, the entries of its menu."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from studio.domain import deliverables as rules
from studio.services.deliverables import Piece
from ui.language import text, tr
from ui.widgets.buttons import Button
from ui.widgets.menus import Menu

ASKED = ("changes_requested", "delivered", "rejected_platform")
"""Steps beside the usual one that get a button of their own."""


class StepButton(Button):
    """A step; Enter takes it too, as after a file was dropped."""

    def __init__(self, state: str, *, primary: bool) -> None:
        super().__init__(words_of(state), "primary" if primary else "secondary")
        self.state = state

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter on every system."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def open_to(piece: Piece) -> tuple[str, ...]:
    """Return the states a piece can be brought into now."""
    if piece.row.archived or piece.project_closed:
        return ()
    return tuple(rules.STATES.offered(piece.row.state))


def shown(piece: Piece) -> tuple[str, ...]:
    """Return the steps that have a button: the usual one first, at most two."""
    offered = open_to(piece)
    usual = rules.next_state(piece.row.state)
    first = [usual] if usual and usual in offered else []
    return tuple([*first, *(one for one in offered if one in ASKED and one != usual)][:2])


def fill(menu: Menu, piece: Piece) -> None:
    """Put every step, and what else can be done with a piece, into its menu."""
    row = piece.row
    menu.clear()
    steps = open_to(piece)
    for state in steps:
        menu.add(text(rules.STATES.label(state)), data=f"step:{state}")
    if steps:
        menu.addSeparator()
    if row.publish_on is not None and row.state in rules.OPEN and not piece.project_closed:
        menu.add(tr("Take off the calendar"), data="unplan", icon="calendar")
    menu.add(tr("Another like this"), data="double", icon="copy")
    if row.quantity > 1:
        words = tr("Turn into {n} pieces").format(n=row.quantity)
        menu.add(words, data="split", icon="squares-four")
    if row.archived:
        menu.add(tr("Restore"), data="restore", icon="arrow-counter-clockwise")
    else:
        menu.add(tr("Archive", "verb"), data="archive", icon="archive")


def words_of(state: str) -> str:
    """Return what a person does to bring a piece into a state."""
    words = {
        "briefed": tr("Brief it"),
        "scripting": tr("Start the script"),
        "script_review": tr("Send the script"),
        "producing": tr("Start making"),
        "draft_ready": tr("Draft is ready"),
        "client_review": tr("Send to client"),
        "changes_requested": tr("Ask for changes"),
        "approved": tr("Approve"),
        "approved_platform": tr("Passed by platform"),
        "rejected_platform": tr("Rejected by platform"),
        "scheduled": tr("Ready to go out"),
        "published": tr("It is out"),
        "delivered": tr("Delivered"),
        "measured": tr("Measured"),
        "planned": tr("Plan it again"),
    }
    return words[state]
