"""What narrows board and list: typed text, owner, platform, objective, overdue steps, archive."""

from studio.services.briefs import BriefFilter, Named
from ui.briefs import choices
from ui.language import language, tr
from ui.listing.filters import WHOLE, FilterBar
from ui.listing.views import Shipped
from ui.widgets.buttons import Button, Segment, Segments
from ui.widgets.choosing import FilterButton


class BriefFilters(FilterBar):
    """The toolbar that the Filter button brings."""

    def __init__(self) -> None:
        view = Segments(
            [
                Segment("all", tr("All", "briefs")),
                Segment("overdue", tr("Step overdue")),
                Segment("archived", tr("Archived")),
            ],
            height=26,
            name=tr("View"),
        )
        owner = FilterButton(tr("Any owner"))
        platform = FilterButton(tr("Any platform"), choices.platforms())
        objective = FilterButton(tr("Any objective"), choices.objectives())
        buttons = {"owner": owner, "platform": platform, "objective": objective}
        super().__init__(tr("Filter briefs"), buttons, view)
        self.owner, self.platform, self.objective = owner, platform, objective
        self.drop_button = Button(tr("Drop filter"), "link", height=26)
        self.add(view)
        self.add_right(self.drop_button)
        self.drop_button.clicked.connect(self._on_drop_clicked)
        self.show_state()

    def set_people(self, people: tuple[Named, ...]) -> None:
        """Offer these people as owners."""
        self.owner.set_choices(choices.named(people))

    def value(self, sort: str = "", *, descending: bool = False) -> BriefFilter:
        """Return the filter as it is set."""
        return BriefFilter(
            text=self.text(),
            owner_id=self.owner.value(),
            platform=self.platform.value() or "",
            objective=self.objective.value() or "",
            overdue=self.view.current() == "overdue",
            archived=self.view.current() == "archived",
            sort=sort,
            descending=descending,
            language=language(),
        )

    def parts(self) -> tuple[str, ...]:
        """Return which parts of the filter are set, the switch among them."""
        switched = self.view.current() != WHOLE
        return (*super().parts(), "view") if switched else super().parts()

    def without(self, part: str) -> BriefFilter:
        """Return the filter as it would be without one of its parts."""
        state = self.state()
        self.restore({key: one for key, one in state.items() if key != part})
        found = self.value()
        self.restore(state)
        return found

    def show_state(self) -> None:
        """Offer to drop what is set."""
        self.drop_button.setVisible(bool(self.parts()))

    def _on_drop_clicked(self) -> None:
        self.drop()


def shipped(person_id: int | None) -> list[Shipped]:
    """Return the views every list of briefs has; one's own only where one is somebody."""
    found = [Shipped("all", tr("All briefs"))]
    if person_id is not None:
        found.append(Shipped("mine", tr("My briefs"), {"owner": person_id}))
    return [*found, Shipped("overdue", tr("Step overdue"), {"view": "overdue"})]
