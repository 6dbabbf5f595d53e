"""What narrows the list of proposals: typed text, states, owner, a view."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from studio.domain import proposals as rules
from studio.domain.names import pick
from studio.services.proposals import ProposalFilter
from studio.services.studio import PersonRow
from ui.language import text, tr
from ui.widgets.buttons import Segment, Segments
from ui.widgets.choosing import FilterButton
from ui.widgets.header import Toolbar
from ui.widgets.picks import Choice
from ui.widgets.search import SearchField

VIEWS = {
    "work": ("draft", "internal_review", "approved"),
    "out": ("sent", "viewed"),
    "done": ("accepted", "declined", "expired", "withdrawn"),
}
"""The views of the list, and the states each shows."""


class ProposalFilters(Toolbar):
    """The toolbar over the list; the view switch stands in the page's header."""

    changed = Signal()
    """Emitted when another part of the list is wanted."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.search = SearchField(tr("Filter proposals"), "Ctrl F", height=26)
        self.search.setFixedWidth(260)
        states = [Choice(code, text(one.label)) for code, one in rules.STATES.states.items()]
        self.states = FilterButton(tr("Any state"), states, multi=True)
        self.owner = FilterButton(tr("Any owner"))
        self.view = Segments(
            [
                Segment("all", tr("All", "proposals")),
                Segment("work", tr("In work")),
                Segment("out", tr("With client")),
                Segment("done", tr("Answered")),
                Segment("archived", tr("Archived")),
            ],
            name=tr("View"),
        )
        self.add(self.search, self.states, self.owner)
        self.owner.chosen.connect(self._on_changed)
        self.search.searched.connect(self._on_changed)
        self.states.chosen.connect(self._on_changed)
        self.view.chosen.connect(self._on_changed)

    def set_people(self, people: Sequence[PersonRow]) -> None:
        """Offer these people as owners."""
        self.owner.set_choices(
            [Choice(one.id, pick(one.name, one.name_zh, self._language)) for one in people]
        )

    def value(self, sort: str, descending: bool) -> ProposalFilter:
        """Return the filter as it is set."""
        view = self.view.current()
        return ProposalFilter(
            text=self.search.text(),
            states=self.states.value() or VIEWS.get(view, ()),
            owner_id=self.owner.value(),
            archived=view == "archived",
            sort=sort,
            descending=descending,
        )

    def narrow(self) -> bool:
        """True where something hides proposals."""
        picked = self.search.text().strip() or self.states.value() or self.owner.value()
        return bool(picked) or self.view.current() not in ("all", "archived")

    def drop(self, part: str = "") -> None:
        """Take one part of the filter away, or all of it."""
        if part in ("", "text"):
            self.search.set_text("")
        if part in ("", "states"):
            self.states.set_value(())
            self.view.set_current("all")
        if part in ("", "owner"):
            self.owner.set_value(None)
        self.changed.emit()

    def state(self) -> dict[str, object]:
        """Return what `restore` needs."""
        return {
            "text": self.search.text(),
            "states": list(self.states.value()),
            "owner": self.owner.value(),
            "view": self.view.current(),
        }

    def restore(self, state: dict[str, object]) -> None:
        """Set the filter as it was, without telling."""
        self.search.setText(str(state.get("text", "")))
        states = state.get("states")
        self.states.set_value(tuple(states) if isinstance(states, list) else ())
        self.owner.set_value(state.get("owner"))
        self.view.set_current(str(state.get("view", "all")))

    def _on_changed(self, _value: object) -> None:
        self.changed.emit()
