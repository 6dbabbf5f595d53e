"""The columns of the list of proposals."""

from datetime import date

from studio.domain.money import Money
from studio.domain.names import pick
from studio.services.proposals import ProposalRow
from ui.language import short_date, tr
from ui.listing.cells import step
from ui.models.columns import Column, NameCell
from ui.proposals.words import state_mark
from ui.widgets.marks import ChipMark, Words

SOON = 7
"""Days before the prices end from which their day is shown as a warning."""


class Cells:
    """Says what each cell shows, in a language and on a day."""

    def __init__(self, language: str, today: date) -> None:
        self._language = language
        self._today = today

    def columns(self) -> list[Column]:
        """Return the columns in their usual order."""
        return [
            Column("title", tr("Proposal"), "name", self.title, 280, stretch=True),
            Column("client", tr("Client"), "text", self.client, 170),
            Column("number", tr("Number"), "text", self.number, 150),
            Column("total", tr("Total"), "money", self.total, 120),
            Column("valid_until", tr("Valid until"), "text", self.valid, 100),
            Column("next", tr("Next step"), "text", self.next_step, 190),
            Column("owner", tr("Owner", "of a record"), "text", self.owner, 110, hidden=True),
            Column("sent_on", tr("Sent", "date"), "date", self.sent, 90, hidden=True),
            Column("state", tr("State"), "chip", self.state, 118),
        ]

    def title(self, row: ProposalRow) -> NameCell:
        """Return the title, the brief in grey."""
        shown = pick(row.title, row.title_zh, self._language)
        return NameCell(shown, fact=row.brief)

    def client(self, row: ProposalRow) -> str:
        """Return the client's name."""
        return pick(row.client, row.client_zh, self._language)

    def number(self, row: ProposalRow) -> Words:
        """Return number and version; a draft that was never sent has only its version."""
        version = tr("version {no}").format(no=row.no)
        if not row.number:
            return Words(version, "text3", "body")
        words = f"{row.number}/{row.no}" if row.no > 1 else row.number
        return Words(words, "text2", "body")

    def total(self, row: ProposalRow) -> Money:
        """Return the net of the suggested or accepted option."""
        return row.total

    def valid(self, row: ProposalRow) -> Words | None:
        """Return until when the prices hold; amber in the last week while it is out."""
        if row.valid_until is None:
            return None
        left = (row.valid_until - self._today).days
        out = row.state in ("sent", "viewed")
        ink = "warn" if out and left <= SOON else "text2"
        return Words(short_date(row.valid_until, self._today), ink, "body")

    def next_step(self, row: ProposalRow) -> Words | None:
        """Return the day, then what is to be done; red once the day has passed."""
        return step(row.next_action, row.next_on, self._today)

    def owner(self, row: ProposalRow) -> str:
        """Return who is responsible."""
        return pick(row.owner, row.owner_zh, self._language)

    def sent(self, row: ProposalRow) -> date | None:
        """Return when the newest version went out."""
        return row.sent_on

    def state(self, row: ProposalRow) -> ChipMark:
        """Return the state's word and shape."""
        if row.archived:
            return ChipMark("neutral", tr("Archived"))
        return state_mark(row.state)
