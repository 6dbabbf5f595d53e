"""What narrows the list of clients: typed text, a view, the lead."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.services.clients import ClientFilter
from studio.services.studio import PersonRow
from ui.clients.choices import person_choices, state_choices
from ui.language import tr
from ui.widgets.buttons import Segment, Segments
from ui.widgets.choosing import FilterButton
from ui.widgets.header import Toolbar
from ui.widgets.search import SearchField


class ClientFilters(Toolbar):
    """The toolbar over the list; the view switch stands in the page's header."""

    changed = Signal()
    """Emitted when another part of the list is wanted."""

    def __init__(self, people: Sequence[PersonRow], language: str) -> None:
        super().__init__()
        self._language = language
        self.search = SearchField(tr("Filter clients"), "Ctrl F", height=26)
        self.search.setFixedWidth(260)
        self.states = FilterButton(tr("Any state"), state_choices(), multi=True)
        self.lead = FilterButton(tr("Any lead"), person_choices(people, language))
        self.view = Segments(
            [
                Segment("all", tr("All", "clients")),
                Segment("owing", tr("Overdue")),
                Segment("archived", tr("Archived")),
            ],
            name=tr("View"),
        )
        self.add(self.search, self.states, self.lead)
        self.lead.chosen.connect(self._on_changed)
        self.search.searched.connect(self._on_changed)
        self.states.chosen.connect(self._on_changed)
        self.view.chosen.connect(self._on_changed)

    def set_people(self, people: Sequence[PersonRow]) -> None:
        """Offer these people as leads."""
        self.lead.set_choices(person_choices(people, self._language))

    def value(self, sort: str, descending: bool) -> ClientFilter:
        """Return the filter as it is set."""
        return ClientFilter(
            text=self.search.text(),
            states=self.states.value(),
            lead_id=self.lead.value(),
            archived=self.view.current() == "archived",
            owing=self.view.current() == "owing",
            sort=sort or "name",
            descending=descending,
            language=self._language,
        )

    def narrow(self) -> bool:
        """True where more than the view hides clients."""
        return bool(self.search.text().strip() or self.states.value() or self.lead.value())

    def drop(self, part: str = "") -> None:
        """Take one part of the filter away, or all of it."""
        if part in ("", "text"):
            self.search.set_text("")
        if part in ("", "states"):
            self.states.set_value(())
        if part in ("", "lead"):
            self.lead.set_value(None)
        if part in ("", "owing"):
            self.view.set_current("all")
        self.changed.emit()

    def state(self) -> dict[str, object]:
        """Return what `restore` needs."""
        return {
            "text": self.search.text(),
            "states": list(self.states.value()),
            "lead": self.lead.value(),
            "view": self.view.current(),
        }

    def restore(self, state: dict[str, object]) -> None:
        """Set the filter as it was, without telling."""
        self.search.setText(str(state.get("text", "")))
        states = state.get("states")
        self.states.set_value(tuple(states) if isinstance(states, list) else ())
        self.lead.set_value(state.get("lead"))
        self.view.set_current(str(state.get("view", "all")))

    def widgets(self) -> list[QWidget]:
        """Return the parts that take the focus."""
        return [self.search, self.states, self.lead]

    def _on_changed(self, _value: object) -> None:
        self.changed.emit()
