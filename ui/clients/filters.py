"""What narrows the list of clients: typed text, states, the lead, who is overdue."""

from collections.abc import Sequence

from studio.services.clients import ClientFilter
from studio.services.studio import PersonRow
from ui.clients.choices import state_choices
from ui.forms.choices import named
from ui.language import tr
from ui.listing.filters import FilterBar
from ui.listing.views import Shipped
from ui.widgets.buttons import Segment, Segments
from ui.widgets.choosing import FilterButton


class ClientFilters(FilterBar):
    """The toolbar over the list; the view switch stands in the page's header."""

    def __init__(self, language: str) -> None:
        states = FilterButton(tr("Any state"), state_choices(), multi=True)
        lead = FilterButton(tr("Any lead"))
        view = Segments(
            [
                Segment("all", tr("All", "clients")),
                Segment("owing", tr("Overdue")),
                Segment("archived", tr("Archived")),
            ],
            name=tr("View"),
        )
        buttons = {"states": states, "lead": lead}
        super().__init__(tr("Filter clients"), buttons, view, view_parts=frozenset({"owing"}))
        self._language = language
        self.states, self.lead = states, lead

    def set_people(self, people: Sequence[PersonRow]) -> None:
        """Offer these people as leads."""
        self.lead.set_choices(named(people, self._language))

    def value(self, sort: str, descending: bool) -> ClientFilter:
        """Return the filter as it is set."""
        return ClientFilter(
            text=self.text(),
            states=self.states.value(),
            lead_id=self.lead.value(),
            archived=self.view.current() == "archived",
            owing=self.view.current() == "owing",
            sort=sort or "name",
            descending=descending,
            language=self._language,
        )

    def narrow(self) -> bool:
        """True where something hides clients that are not archived."""
        return bool(self.parts()) or self.view.current() == "owing"


def shipped(person_id: int | None) -> list[Shipped]:
    """Return the views every list of clients has; one's own only where one is somebody."""
    found = [
        Shipped("all", tr("All clients")),
        Shipped("overdue", tr("Overdue"), {"view": "owing"}),
    ]
    if person_id is not None:
        found.append(Shipped("mine", tr("My clients"), {"lead": person_id}))
    return found
