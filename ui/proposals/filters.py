"""What narrows the list of proposals: typed text, states, owner, a view."""

from collections.abc import Sequence

from studio.domain import proposals as rules
from studio.services.proposals import ProposalFilter
from studio.services.studio import PersonRow
from ui.forms.choices import named
from ui.language import text, tr
from ui.listing.filters import FilterBar
from ui.listing.views import Shipped
from ui.widgets.buttons import Segment, Segments
from ui.widgets.choosing import FilterButton
from ui.widgets.picks import Choice

VIEWS = {
    "work": ("draft", "internal_review", "approved"),
    "out": ("sent", "viewed"),
    "done": ("accepted", "declined", "expired", "withdrawn"),
}
"""The views of the list, and the states each shows."""


class ProposalFilters(FilterBar):
    """The toolbar over the list; the view switch stands in the page's header."""

    def __init__(self, language: str) -> None:
        choices = [Choice(code, text(one.label)) for code, one in rules.STATES.states.items()]
        states = FilterButton(tr("Any state"), choices, multi=True)
        owner = FilterButton(tr("Any owner"))
        view = Segments(
            [
                Segment("all", tr("All", "proposals")),
                Segment("work", tr("In work")),
                Segment("out", tr("With client")),
                Segment("done", tr("Answered")),
                Segment("archived", tr("Archived")),
            ],
            name=tr("View"),
        )
        buttons = {"states": states, "owner": owner}
        super().__init__(tr("Filter proposals"), buttons, view, view_parts=frozenset({"states"}))
        self._language = language
        self.states, self.owner = states, owner

    def set_people(self, people: Sequence[PersonRow]) -> None:
        """Offer these people as owners."""
        self.owner.set_choices(named(people, self._language))

    def value(self, sort: str, descending: bool) -> ProposalFilter:
        """Return the filter as it is set."""
        view = self.view.current()
        return ProposalFilter(
            text=self.text(),
            states=self.states.value() or VIEWS.get(view, ()),
            owner_id=self.owner.value(),
            archived=view == "archived",
            sort=sort,
            descending=descending,
            language=self._language,
        )

    def narrow(self) -> bool:
        """True where something hides proposals that are not archived."""
        return bool(self.parts()) or self.view.current() in VIEWS


def shipped(person_id: int | None) -> list[Shipped]:
    """Return the views every list of proposals has; one's own only where one is somebody."""
    found = [Shipped("all", tr("All proposals"))]
    if person_id is not None:
        found.append(
            Shipped("mine", tr("My proposals in work"), {"owner": person_id, "view": "work"})
        )
    return [*found, Shipped("out", tr("Waiting for an answer"), {"view": "out"})]
