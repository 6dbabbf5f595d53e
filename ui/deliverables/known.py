"""Whom and what the page's fields choose from: people, creators, projects."""

from PySide6.QtCore import QObject, Signal

from studio.services import projects, studio, talent
from studio.services.projects import Pick
from studio.services.studio import PersonRow
from studio.services.talent import TalentRow
from ui.context import Context

ROSTER = 500


class Known(QObject):
    """Asks once, and for the projects again when one has changed."""

    projects_came = Signal()
    """Emitted when the projects are there."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = context.tasks
        self.people: list[PersonRow] = []
        self.roster: list[TalentRow] = []
        self.projects: list[Pick] = []

    def ask(self) -> None:
        """Ask for all of them."""
        self._tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
        picks = talent.picks(limit=ROSTER)
        self._tasks.ask(picks, owner=self, then=self._on_roster, slot="roster")
        self.ask_projects()

    def ask_projects(self) -> None:
        """Ask for the projects again."""
        picks = projects.picks(limit=ROSTER)
        self._tasks.ask(picks, owner=self, then=self._on_projects, slot="projects")

    def _on_people(self, people: list[PersonRow]) -> None:
        self.people = people

    def _on_roster(self, roster: list[TalentRow]) -> None:
        self.roster = roster

    def _on_projects(self, found: list[Pick]) -> None:
        self.projects = found
        self.projects_came.emit()
