"""Everybody and everything a task can take, as choices."""

from PySide6.QtCore import QObject, Signal

from studio.domain.names import initials, pick
from studio.services import studio, talent
from studio.services.bookings import resources
from studio.services.bookings.rows import ResourceFilter, ResourceRow
from studio.services.studio import PersonRow
from studio.services.talent import TalentRow
from ui.context import Context
from ui.language import tr
from ui.timeline.reading import craft_words
from ui.widgets.picks import Choice

MOST = 500


class Parties(QObject):
    """Asks once for people, creators, crew and things."""

    came = Signal(object)
    """Emitted when more of them are known; carries a list of Choice."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []
        self._spoken = context.language
        self._people: list[Choice] = []
        self._talent: list[Choice] = []
        self._things: list[Choice] = []
        tasks = context.tasks
        tasks.ask(studio.people(), owner=self, then=self._on_people)
        tasks.ask(talent.picks(limit=MOST), owner=self, then=self._on_talent)
        tasks.ask(resources.listing(ResourceFilter()), owner=self, then=self._on_things)

    def _on_people(self, rows: list[PersonRow]) -> None:
        self._people = [
            self._choice(f"person:{row.id}", row.name, row.name_zh, tr("Staff")) for row in rows
        ]
        self._tell()

    def _on_talent(self, rows: list[TalentRow]) -> None:
        group = tr("Creators and crew")
        self._talent = [
            self._choice(f"talent:{row.id}", row.name, row.name_zh, group, row.discipline)
            for row in rows
        ]
        self._tell()

    def _on_things(self, rows: list[ResourceRow]) -> None:
        group = tr("Rooms and gear")
        self._things = [
            self._choice(f"resource:{row.id}", row.name, row.name_zh, group, row.kind)
            for row in rows
        ]
        self._tell()

    def _choice(self, ref: str, name: str, name_zh: str, group: str, craft: str = "") -> Choice:
        shown = pick(name, name_zh, self._spoken)
        fact = craft_words(craft) if craft else ""
        return Choice(ref, shown, fact, initials(shown), group=group)

    def _tell(self) -> None:
        self.choices = [*self._people, *self._talent, *self._things]
        self.came.emit(self.choices)
