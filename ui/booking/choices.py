"""What the pickers of bookings and exclusivities offer: clients, countries, platforms."""

from typing import Any

from studio.domain import regions
from studio.domain.names import pick
from studio.domain.platforms import PLATFORMS, platform_name
from studio.services import clients
from studio.services.clients import ClientFilter
from ui.context import Context
from ui.language import language
from ui.widgets.picks import Arrived, Choice


class Clients:
    """Finds clients by what is typed, for a picker."""

    def __init__(self, context: Context, owner: Any) -> None:
        self._context = context
        self._owner = owner

    def find(self, typed: str, arrived: Arrived) -> None:
        """Find clients by name."""

        def show(found: dict[int, Any]) -> None:
            rows = found.values()
            arrived([Choice(one.id, pick(one.name, one.name_zh, language())) for one in rows])

        def ask(ids: list[int]) -> None:
            self._context.tasks.ask(
                clients.rows(ids[:40]), owner=self._owner, then=show, slot="client rows"
            )

        self._context.tasks.ask(
            clients.ids(ClientFilter(text=typed)), owner=self._owner, then=ask, slot="clients"
        )


def places() -> list[Choice]:
    """Return regions such as the EU, then every country."""
    return [Choice(code, name, fact=code) for code, name in regions.listed(language())]


def platforms() -> list[Choice]:
    """Return every platform."""
    return [Choice(code, platform_name(code, language())) for code in PLATFORMS]
