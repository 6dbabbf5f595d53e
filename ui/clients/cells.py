"""The columns of the list of clients."""

from datetime import date

from studio.domain import clients as rules
from studio.domain import countries
from studio.domain.dates import terms_label
from studio.domain.money import Money
from studio.domain.names import pick
from studio.services.clients import ClientRow
from ui.language import money, text, tr
from ui.listing.cells import step
from ui.models.columns import Column, NameCell
from ui.widgets.marks import ChipMark, Words


class Cells:
    """Says what each cell shows, in a language and on a day."""

    def __init__(self, language: str, today: date) -> None:
        self._language = language
        self._today = today

    def columns(self) -> list[Column]:
        """Return the columns in their usual order."""
        return [
            Column("name", tr("Client"), "name", self.name, 180, stretch=True),
            Column("country", tr("Country"), "text", self.country, 120),
            Column("lead", tr("Lead"), "text", self.lead, 96),
            Column("terms", tr("Terms"), "text", self.terms, 84),
            Column("open", tr("Open money"), "text", self.open, 138, align="right"),
            Column("next", tr("Next step"), "text", self.next_step, 150),
            Column("state", tr("State"), "chip", self.state, 104),
        ]

    def name(self, row: ClientRow) -> NameCell:
        """Return the name in the window's language, the other one in grey."""
        shown = pick(row.name, row.name_zh, self._language)
        other = row.name if shown == row.name_zh else row.name_zh
        return NameCell(shown, fact=other if other != shown else "")

    def country(self, row: ClientRow) -> str:
        """Return the country's name."""
        return countries.name(row.country, self._language)

    def lead(self, row: ClientRow) -> str:
        """Return who leads the account."""
        return pick(row.lead, row.lead_zh, self._language)

    def terms(self, row: ClientRow) -> str:
        """Return the payment terms."""
        return text(terms_label(row.terms))

    def open(self, row: ClientRow) -> Words | None:
        """Return the largest debt, and in how many more currencies; red where some is late."""
        if not row.open:
            return None
        late = any(debt.overdue for debt in row.open)
        words = money(row.open[0].amount)
        if len(row.open) > 1:
            words = tr("{amount} +{n}").format(amount=words, n=len(row.open) - 1)
        return Words(words, "bad" if late else "text", "name")

    def next_step(self, row: ClientRow) -> Words | None:
        """Return the day, then what is to be done; red once the day has passed."""
        return step(row.next_action, row.next_on, self._today)

    def state(self, row: ClientRow) -> ChipMark:
        """Return the state's word and shape."""
        if row.archived:
            return ChipMark("neutral", tr("Archived"))
        return ChipMark(rules.STATES.role(row.state), text(rules.STATES.label(row.state)))


def owed(row: ClientRow) -> list[Money]:
    """Return what a client owes, an amount a currency."""
    return [debt.amount for debt in row.open]
