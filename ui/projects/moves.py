"""Where a project may go next: words, menu, and what needs to be asked."""

from studio.domain import projects as rules
from studio.services.projects import Move, Project
from ui.language import text, tr
from ui.widgets.menus import Menu


def act_words(before: str, after: str) -> str:
    """Return what a person does to bring a project into a state."""
    if after == "active" and before in ("delivered", "reporting", "on_hold"):
        return tr("Go on with the work")
    if (before, after) == ("closed", "reporting"):
        return tr("Reopen")
    words = {
        "planned": tr("Plan it again"),
        "active": tr("Start work"),
        "on_hold": tr("Put on hold…"),
        "delivered": tr("Mark delivered"),
        "reporting": tr("Start reporting"),
        "closed": tr("Close the project"),
        "cancelled": tr("Cancel the project…"),
    }
    return words[after]


USUAL = {"planned": "active", "active": "delivered", "on_hold": "active",
         "delivered": "reporting", "reporting": "closed"}  # fmt: skip
"""The usual next state of a project."""


def usual(project: Project) -> Move | None:
    """Return the usual next step of a project."""
    wanted = USUAL.get(project.state)
    return next((move for move in project.moves if move.state == wanted), None)


def blocked(move: Move) -> str:
    """Return why a move cannot be made, "" where it can, perhaps by the owner with a reason."""
    hard = [found for found in move.obstacles if not found.passable]
    return text(hard[0].message) if hard else ""


def fill_menu(menu: Menu, project: Project, *, read_only: bool) -> None:
    """Offer every state a project may move to, and archive or restore."""
    menu.clear()
    if read_only:
        return
    for move in project.moves:
        why = blocked(move)
        menu.add(
            act_words(project.state, move.state),
            data=f"move:{move.state}",
            enabled=not why,
            why_not=why,
        )
    menu.addSeparator()
    if project.archived:
        menu.add(tr("Restore"), data="restore", icon="arrow-counter-clockwise")
    else:
        menu.add(tr("Archive", "verb"), data="archive", icon="archive")


def label_of(state: str) -> str:
    """Return a state's word."""
    return text(rules.STATES.label(state))
