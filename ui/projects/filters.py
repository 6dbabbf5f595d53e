"""What narrows the list of projects: typed text, states, settlement, the lead."""

from collections.abc import Sequence

from studio.domain import projects as rules
from studio.services.projects import ProjectFilter
from studio.services.studio import PersonRow
from ui.forms.choices import named
from ui.language import tr
from ui.listing.filters import FilterBar
from ui.listing.views import Shipped
from ui.projects import choices
from ui.widgets.buttons import Segment, Segments
from ui.widgets.choosing import FilterButton

RUNNING = tuple(state for state in rules.STATES.states if state in rules.OPEN)
DONE = ("closed", "cancelled")


class ProjectFilters(FilterBar):
    """The toolbar over the list; the view switch stands in the page's header."""

    def __init__(self, language: str) -> None:
        states = FilterButton(tr("Any state"), choices.states(), multi=True)
        settlements = FilterButton(tr("Any settlement"), choices.settlements(), multi=True)
        lead = FilterButton(tr("Any lead"))
        view = Segments(
            [
                Segment("running", tr("Running")),
                Segment("done", tr("Done")),
                Segment("all", tr("All", "projects")),
                Segment("archived", tr("Archived")),
            ],
            name=tr("View"),
        )
        super().__init__(
            tr("Filter projects"),
            {"states": states, "settlements": settlements, "lead": lead},
            view,
            view_parts=frozenset({"states"}),
        )
        self._language = language
        self.states, self.settlements, self.lead = states, settlements, lead

    def set_people(self, people: Sequence[PersonRow]) -> None:
        """Offer these people as leads."""
        self.lead.set_choices(named(people, self._language))

    def value(self, sort: str, descending: bool) -> ProjectFilter:
        """Return the filter as it is set."""
        shown = {"running": RUNNING, "done": DONE}.get(self.view.current(), ())
        return ProjectFilter(
            text=self.text(),
            states=self.states.value() or shown,
            settlements=self.settlements.value(),
            lead_id=self.lead.value(),
            archived=self.view.current() == "archived",
            sort=sort or "when",
            descending=descending,
            language=self._language,
        )


def shipped(person_id: int | None) -> list[Shipped]:
    """Return the views every list of projects has; one's own only where one is somebody."""
    found = [Shipped("running", tr("Running projects"))]
    if person_id is not None:
        found.append(Shipped("mine", tr("My projects"), {"lead": person_id}))
    return [
        *found,
        Shipped(
            "to_invoice",
            tr("To invoice"),
            {"settlements": ["not_invoiced", "part_invoiced"]},
        ),
        Shipped(
            "unpaid", tr("To be paid"), {"settlements": ["invoiced", "part_paid"], "view": "all"}
        ),
    ]
