"""What the list shows of a project."""

from datetime import date

from studio.domain.names import pick
from studio.services.projects import ProjectRow
from ui.language import tr, weekday_date
from ui.models.columns import Column, NameCell
from ui.projects import words
from ui.widgets.marks import ChipMark, MeterMark


class Cells:
    """Says what each cell shows, in a language."""

    def __init__(self, language: str, today: date) -> None:
        self._language = language
        self._today = today

    def columns(self) -> list[Column]:
        """Return the columns in their usual order."""
        return [
            Column("name", tr("Project"), "name", self.name, 204, stretch=True),
            Column("state", tr("State"), "chip", self.state, 118),
            Column("when", tr("Next"), "name", self.next_step, 150),
            Column("pieces", tr("Pieces out"), "meter", self.pieces, 116),
            Column("budget", tr("Budget used"), "meter", self.budget, 118),
            Column("settlement", tr("Settlement"), "chip", self.settlement, 140),
            Column("client", tr("Client"), "text", self.client, 140, hidden=True),
            Column("number", tr("Number"), "text", self.number, 110, hidden=True),
            Column("kind", tr("Kind"), "text", self.kind, 120, hidden=True),
            Column("lead", tr("Lead"), "text", self.lead, 110, hidden=True),
            Column("net", tr("Contract net"), "money", self.net, 120, hidden=True, internal=True),
        ]

    def name(self, row: ProjectRow) -> NameCell:
        """Return the name with the project's hue, the client below it."""
        name = pick(row.name, row.name_zh, self._language)
        return NameCell(name, sub=self.client(row), hue=row.hue)

    def client(self, row: ProjectRow) -> str:
        """Return the client."""
        return pick(row.client, row.client_zh, self._language)

    def state(self, row: ProjectRow) -> ChipMark:
        """Return what the project waits for."""
        if row.archived:
            return ChipMark("neutral", tr("Archived"))
        return words.chip(row.shown)

    def next_step(self, row: ProjectRow) -> NameCell | None:
        """Return the next step, its day below it; a mark where that has passed."""
        step = pick(row.next_step, row.next_step_zh, self._language)
        if not step and row.next_on is None:
            return None
        late = row.next_on is not None and row.next_on < self._today
        return NameCell(
            step or tr("Next step"),
            sub=weekday_date(row.next_on) if row.next_on else "",
            glyph="warning" if late else "",
            glyph_ink="bad",
        )

    def pieces(self, row: ProjectRow) -> MeterMark | None:
        """Return how many pieces are out."""
        return words.pieces_meter(row.pieces_out, row.pieces)

    def budget(self, row: ProjectRow) -> MeterMark | None:
        """Return how much of the planned cost is spent."""
        return words.budget_meter(row.used)

    def settlement(self, row: ProjectRow) -> ChipMark:
        """Return how far it is invoiced and paid."""
        return words.settlement_chip(row.settled, row.paid)

    def number(self, row: ProjectRow) -> str:
        """Return the number."""
        return row.number

    def kind(self, row: ProjectRow) -> str:
        """Return the kind."""
        return words.kind(row.kind)

    def lead(self, row: ProjectRow) -> str:
        """Return who leads it."""
        return pick(row.lead, row.lead_zh, self._language)

    def net(self, row: ProjectRow) -> object:
        """Return the contract net."""
        return row.net
