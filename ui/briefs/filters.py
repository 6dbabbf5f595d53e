"""What narrows board and list: typed text, owner, platform, objective, overdue steps, archive."""

from typing import Any

from PySide6.QtCore import Signal

from studio.services.briefs import BriefFilter, Named
from ui.briefs import choices
from ui.language import tr
from ui.widgets.buttons import Button, Segment, Segments
from ui.widgets.choosing import FilterButton
from ui.widgets.header import Toolbar
from ui.widgets.search import SearchField

PARTS = ("text", "owner", "platform", "objective", "view")


class BriefFilters(Toolbar):
    """The toolbar that the Filter button brings."""

    changed = Signal()
    """Emitted when another part of the briefs is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchField(tr("Filter briefs"), "Ctrl F", height=26)
        self.search.setFixedWidth(260)
        self.owner = FilterButton(tr("Any owner"))
        self.platform = FilterButton(tr("Any platform"), choices.platforms())
        self.objective = FilterButton(tr("Any objective"), choices.objectives())
        self.view = Segments(
            [
                Segment("all", tr("All", "briefs")),
                Segment("overdue", tr("Step overdue")),
                Segment("archived", tr("Archived")),
            ],
            height=26,
            name=tr("View"),
        )
        self.drop_button = Button(tr("Drop filter"), "link", height=26)
        self.add(self.search, self.owner, self.platform, self.objective, self.view)
        self.add_right(self.drop_button)
        self.drop_button.clicked.connect(self._on_drop_clicked)
        self.objective.chosen.connect(self._on_changed)
        self.owner.chosen.connect(self._on_changed)
        self.platform.chosen.connect(self._on_changed)
        self.search.searched.connect(self._on_changed)
        self.view.chosen.connect(self._on_changed)
        self._show_drop()

    def set_people(self, people: tuple[Named, ...]) -> None:
        """Offer these people as owners."""
        self.owner.set_choices(choices.named(people))

    def value(self, sort: str = "", *, descending: bool = False) -> BriefFilter:
        """Return the filter as it is set."""
        return BriefFilter(
            text=self.search.text(),
            owner_id=self.owner.value(),
            platform=self.platform.value() or "",
            objective=self.objective.value() or "",
            overdue=self.view.current() == "overdue",
            archived=self.view.current() == "archived",
            sort=sort,
            descending=descending,
        )

    def parts(self) -> tuple[str, ...]:
        """Return which parts of the filter are set."""
        set_ = {
            "text": bool(self.search.text().strip()),
            "owner": self.owner.value() is not None,
            "platform": self.platform.value() is not None,
            "objective": self.objective.value() is not None,
            "view": self.view.current() != "all",
        }
        return tuple(part for part in PARTS if set_[part])

    def without(self, part: str) -> BriefFilter:
        """Return the filter as it would be without one of its parts."""
        state = self.state()
        self.restore({**state, part: {"view": "all"}.get(part)})
        found = self.value()
        self.restore(state)
        return found

    def drop(self, part: str = "") -> None:
        """Take one part of the filter away, or all of it."""
        state = self.state()
        gone = PARTS if not part else (part,)
        self.restore({key: value for key, value in state.items() if key not in gone})
        self._on_changed(None)

    def state(self) -> dict[str, Any]:
        """Return what `restore` needs."""
        return {
            "text": self.search.text(),
            "owner": self.owner.value(),
            "platform": self.platform.value(),
            "objective": self.objective.value(),
            "view": self.view.current(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Set the filter as it was, without telling."""
        self.search.blockSignals(True)
        self.search.setText(str(state.get("text") or ""))
        self.search.blockSignals(False)
        self.owner.set_value(state.get("owner"))
        self.platform.set_value(state.get("platform"))
        self.objective.set_value(state.get("objective"))
        self.view.set_current(str(state.get("view") or "all"))
        self._show_drop()

    def _show_drop(self) -> None:
        self.drop_button.setVisible(bool(self.parts()))

    def _on_changed(self, _value: object) -> None:
        self._show_drop()
        self.changed.emit()

    def _on_drop_clicked(self) -> None:
        self.drop()
