"""What narrows the pieces on the page: words, a project, and whose turn it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal

from studio.domain import deliverables as rules
from studio.domain.names import pick
from studio.services.deliverables import DeliverableFilter
from studio.services.projects import Pick
from ui.context import Context
from ui.language import tr
from ui.widgets.choosing import FilterButton
from ui.widgets.header import Toolbar
from ui.widgets.picks import Choice
from ui.widgets.search import SearchField


class PieceFilters(Toolbar):
    """The toolbar over board, week and list."""

    changed = Signal()
    """Emitted when other pieces are wanted."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.search = SearchField(tr("Filter pieces"), "Ctrl F", height=26)
        self.search.setFixedWidth(220)
        self.project = FilterButton(tr("All projects"))
        self.only = FilterButton(
            tr("Every piece"),
            [Choice("waiting", tr("Waiting for me")), Choice("late", tr("Late"))],
        )
        self.add(self.search, self.project, self.only)
        self.only.chosen.connect(self._on_changed)
        self.project.chosen.connect(self._on_changed)
        self.search.searched.connect(self._on_changed)

    def show_projects(self, found: Sequence[Pick]) -> None:
        """Offer these projects."""
        language = self._context.language
        self.project.set_choices(
            [
                Choice(
                    one.id,
                    pick(one.name, one.name_zh, language),
                    fact=pick(one.client, one.client_zh, language),
                )
                for one in found
            ]
        )

    def wanted(self, view: str, sort: str, *, descending: bool) -> DeliverableFilter:
        """Return what a view shows under this filter."""
        only = self.only.value()
        return DeliverableFilter(
            text=self.search.text(),
            project_id=self.project.value(),
            states=tuple(sorted(rules.OUT)) if view == "out" else (),
            late=only == "late",
            waiting_for=self._context.person_id if only == "waiting" else None,
            archived=view == "archived",
            sort=sort or "publish",
            descending=descending,
            language=self._context.language,
        )

    def narrows(self) -> bool:
        """Say whether anything is hidden."""
        set_ones = any(one.value() for one in (self.project, self.only))
        return bool(self.search.text().strip()) or set_ones

    def drop(self, part: str = "") -> None:
        """Take one part of the filter away, or all of it, without telling."""
        if part in ("", "text"):
            self.search.put("")
        if part in ("", "project"):
            self.project.set_value(None)
        if part in ("", "late", "waiting"):
            self.only.set_value(None)

    def focus(self) -> None:
        """Put the focus into the typed words."""
        self.search.setFocus()
        self.search.selectAll()

    def state(self) -> dict[str, Any]:
        """Return what `restore` needs."""
        return {
            "text": self.search.text(),
            "project": self.project.value(),
            "only": self.only.value(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Set the filter as it was, without telling."""
        self.search.put(str(state.get("text") or ""))
        self.project.set_value(state.get("project"))
        self.only.set_value(state.get("only"))

    def _on_changed(self, _value: object) -> None:
        self.changed.emit()
