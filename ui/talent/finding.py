"""Records that an agreement names, found by typing: clients and projects."""

from typing import Any

from studio.domain.names import pick
from studio.services import clients, projects
from ui.context import Context
from ui.language import language
from ui.widgets.picks import Arrived, Choice


class Finder:
    """Finds clients or projects for a picker of one dialog."""

    def __init__(self, context: Context, owner: Any) -> None:
        self._context, self._owner = context, owner

    def clients(self, typed: str, arrived: Arrived) -> None:
        """Find clients by name."""
        self._ask(clients.picks(typed), arrived)

    def projects(self, typed: str, arrived: Arrived) -> None:
        """Find projects by number or name."""
        self._ask(projects.picks(typed), arrived)

    def _ask(self, query: Any, arrived: Arrived) -> None:
        def show(found: list[Any]) -> None:
            arrived(
                [
                    Choice(one.id, pick(one.name, one.name_zh, language()),
                           fact=getattr(one, "number", ""))
                    for one in found
                ]
            )  # fmt: skip

        self._context.tasks.ask(query, owner=self._owner, then=show, slot="found")
