"""What narrows the list of projects: typed text, states, settlement, the lead."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from studio.domain import projects as rules
from studio.services.projects import ProjectFilter
from studio.services.studio import PersonRow
from ui.language import tr
from ui.projects import choices
from ui.widgets.buttons import Segment, Segments
from ui.widgets.choosing import FilterButton
from ui.widgets.header import Toolbar
from ui.widgets.search import SearchField

RUNNING = tuple(state for state in rules.STATES.states if state in rules.OPEN)
DONE = ("closed", "cancelled")


class ProjectFilters(Toolbar):
    """The toolbar over the list; the view switch stands in the page's header."""

    changed = Signal()
    """Emitted when another part of the list is wanted."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.search = SearchField(tr("Filter projects"), "Ctrl F", height=26)
        self.search.setFixedWidth(260)
        self.states = FilterButton(tr("Any state"), choices.states(), multi=True)
        self.settlements = FilterButton(tr("Any settlement"), choices.settlements(), multi=True)
        self.lead = FilterButton(tr("Any lead"))
        self.view = Segments(
            [
                Segment("running", tr("Running")),
                Segment("done", tr("Done")),
                Segment("all", tr("All", "projects")),
                Segment("archived", tr("Archived")),
            ],
            name=tr("View"),
        )
        self.add(self.search, self.states, self.settlements, self.lead)
        self.lead.chosen.connect(self._on_changed)
        self.search.searched.connect(self._on_changed)
        self.settlements.chosen.connect(self._on_changed)
        self.states.chosen.connect(self._on_changed)
        self.view.chosen.connect(self._on_changed)

    def set_people(self, people: Sequence[PersonRow]) -> None:
        """Offer these people as leads."""
        self.lead.set_choices(choices.people(people, self._language))

    def value(self, sort: str, descending: bool) -> ProjectFilter:
        """Return the filter as it is set."""
        shown = {"running": RUNNING, "done": DONE}.get(self.view.current(), ())
        return ProjectFilter(
            text=self.search.text(),
            states=self.states.value() or shown,
            settlements=self.settlements.value(),
            lead_id=self.lead.value(),
            archived=self.view.current() == "archived",
            sort=sort or "when",
            descending=descending,
            language=self._language,
        )

    def narrow(self) -> bool:
        """True where more than the view hides projects."""
        chosen = self.states.value() or self.settlements.value() or self.lead.value()
        return bool(self.search.text().strip() or chosen)

    def drop(self, part: str = "") -> None:
        """Take one part of the filter away, or all of it."""
        if part in ("", "text"):
            self.search.set_text("")
        if part in ("", "states"):
            self.states.set_value(())
            self.view.set_current("all")
        if part in ("", "settlements"):
            self.settlements.set_value(())
        if part in ("", "lead"):
            self.lead.set_value(None)
        self.changed.emit()

    def state(self) -> dict[str, object]:
        """Return what `restore` needs."""
        return {
            "text": self.search.text(),
            "states": list(self.states.value()),
            "settlements": list(self.settlements.value()),
            "lead": self.lead.value(),
            "view": self.view.current(),
        }

    def restore(self, state: dict[str, object]) -> None:
        """Set the filter as it was, without telling."""
        self.search.setText(str(state.get("text", "")))
        self.states.set_value(_many(state.get("states")))
        self.settlements.set_value(_many(state.get("settlements")))
        self.lead.set_value(state.get("lead"))
        self.view.set_current(str(state.get("view", "running")))

    def _on_changed(self, _value: object) -> None:
        self.changed.emit()


def _many(kept: object) -> tuple[object, ...]:
    return tuple(kept) if isinstance(kept, list) else ()
