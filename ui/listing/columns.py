"""KeptColumns: widths, order, choice and sorting of a table's columns, kept on this machine."""

import json
from typing import Any

from studio import settings as stored
from ui.context import Context
from ui.models.table import RecordTable


class KeptColumns:
    """Shows a table as it was left on this machine; `keep` notes what was changed by hand."""

    def __init__(
        self,
        context: Context,
        page: str,
        table: RecordTable,
        *,
        sort: str = "",
        descending: bool = False,
    ) -> None:
        self._preferences = context.preferences
        self._name = f"{page}.columns"
        self._table = table
        self._first = {**table.column_state(), "sort": sort, "descending": descending}
        table.restore_columns(self.state())

    def state(self) -> dict[str, Any]:
        """Return the columns as they were left; as new where that is damaged or was never."""
        try:
            kept = json.loads(self._preferences.value.layout.get(self._name, ""))
        except ValueError:
            kept = None
        return {**self._first, **kept} if isinstance(kept, dict) else self._first

    def keep(self) -> None:
        """Keep the columns as they are."""
        kept = json.dumps(self._table.column_state())
        self._preferences.edit(stored.with_layout, self._name, kept)
