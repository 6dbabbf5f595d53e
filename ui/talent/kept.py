"""KeptFilter: the roster's filter as it was left on this machine, for the same studio."""

import json
from collections.abc import Mapping
from typing import Any

from studio import settings as stored
from ui.context import Context

NAME = "talent.filter"
PASSING = ("text", "archived")
"""Parts that are not kept: typed words name people, and who is archived is a look back."""


class KeptFilter:
    """Reads and notes a filter in the settings of the machine."""

    def __init__(self, context: Context) -> None:
        self._preferences = context.preferences

    def state(self) -> dict[str, Any]:
        """Return the filter as it was left; nothing where it is damaged or another studio's."""
        try:
            kept = json.loads(self._preferences.value.layout.get(NAME, ""))
        except ValueError:
            return {}
        if not isinstance(kept, dict) or kept.get("studio") != self._studio():
            return {}
        found = kept.get("filter")
        return found if isinstance(found, dict) else {}

    def keep(self, filtered: Mapping[str, Any]) -> None:
        """Note the filter as it is."""
        kept = {name: one for name, one in filtered.items() if one and name not in PASSING}
        if filtered.get("do_not_pitch") is False:
            kept["do_not_pitch"] = False
        words = json.dumps({"studio": self._studio(), "filter": kept}, ensure_ascii=False)
        self._preferences.edit(stored.with_layout, NAME, words)

    def _studio(self) -> str:
        return self._preferences.value.last_studio
