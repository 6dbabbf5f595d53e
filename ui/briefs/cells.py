"""The columns of the list of briefs."""

from datetime import date

from studio.domain.names import pick
from studio.domain.platforms import badge
from studio.services.briefs import BriefRow
from ui.briefs.cards import money_words, open_words, titled
from ui.language import language, short_date, text, tr
from ui.models.columns import Column, NameCell
from ui.widgets.marks import ChipMark, Words


class Cells:
    """Says what each cell shows, on a day."""

    def __init__(self, today: date) -> None:
        self._today = today

    def columns(self) -> list[Column]:
        """Return the columns in their usual order."""
        return [
            Column("title", tr("Brief"), "name", self.title, 240, stretch=True),
            Column("client", tr("Client"), "text", self.client, 142),
            Column("amount", tr("Budget"), "text", self.amount, 122, align="right"),
            Column("platforms", tr("Platforms"), "badge", self.platforms, 96, sortable=False),
            Column("open", tr("Open points"), "text", self.open, 138, sortable=False),
            Column("due", tr("Proposal due"), "text", self.due, 100),
            Column("next", tr("Next step"), "text", self.next_step, 156),
            Column("owner", tr("Owner", "of a record"), "text", self.owner, 100),
            Column("received", tr("Received"), "text", self.received, 90, hidden=True),
            Column("state", tr("State"), "chip", self.state, 112),
        ]

    def title(self, row: BriefRow) -> NameCell:
        """Return the title and the number."""
        return NameCell(titled(row), fact=row.number if titled(row) != row.number else "")

    def client(self, row: BriefRow) -> str:
        """Return the client."""
        return pick(row.client, row.client_zh, language())

    def amount(self, row: BriefRow) -> Words | None:
        """Return the budget."""
        words = money_words(row)
        return Words(words, "text", "name") if words else None

    def platforms(self, row: BriefRow) -> list[str]:
        """Return the platforms' badges."""
        return [badge(code) for code in row.platforms]

    def open(self, row: BriefRow) -> Words | None:
        """Return what is missing and unclear while it matters."""
        if row.column in ("won", "closed", "proposed"):
            return None
        words = open_words(row)
        return Words(words, "warn", "body") if words else None

    def due(self, row: BriefRow) -> Words | None:
        """Return the day the proposal is due, red once it is late."""
        if row.due_on is None:
            return None
        return Words(short_date(row.due_on, self._today), "bad" if row.late else "text2", "body")

    def next_step(self, row: BriefRow) -> Words | None:
        """Return day and step, red once the day has passed."""
        if not row.next_action and row.next_on is None:
            return None
        day = short_date(row.next_on, self._today) if row.next_on else ""
        words = "  ".join(part for part in (day, row.next_action) if part)
        return Words(words, "bad" if row.next_late else "text2", "body")

    def owner(self, row: BriefRow) -> str:
        """Return whose brief it is."""
        return pick(row.owner, row.owner_zh, language())

    def received(self, row: BriefRow) -> str:
        """Return the day it came."""
        return short_date(row.received_on, self._today) if row.received_on else ""

    def state(self, row: BriefRow) -> ChipMark:
        """Return the state's word and shape."""
        if row.archived:
            return ChipMark("neutral", tr("Archived"))
        return ChipMark(row.state.role, text(row.state.label))
