"""Invented rows, and a source of them that answers at once or when it is told to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from studio.domain.money import Money
from ui.models.columns import Column, NameCell
from ui.widgets.marks import ChipMark, MeterMark


@dataclass(frozen=True)
class Row:
    """One project."""

    id: int
    name: str
    amount: Money
    used: Decimal = Decimal("0.93")


def row(number, name=""):
    return Row(number, name or f"Project {number}", Money(number * 100, "EUR"))


class Source:
    """Fetches rows; `hold` keeps the answers back until `release`."""

    def __init__(self, gone=()):
        self.asked = []
        self.gone = set(gone)
        self.names = {}
        self.hold = False
        self.held = []

    def fetch(self, ids, arrived):
        self.asked.append(list(ids))
        rows = {key: row(key, self.names.get(key, "")) for key in ids if key not in self.gone}
        if self.hold:
            self.held.append((arrived, rows))
        else:
            arrived(rows)

    def release(self):
        held, self.held = self.held, []
        for arrived, rows in held:
            arrived(rows)


COLUMNS = (
    Column("name", "Project", "name", lambda one: NameCell(one.name, fact="Audio"), width=200),
    Column("state", "State", "chip", lambda one: ChipMark("active", "In progress")),
    Column("amount", "Amount", "money", lambda one: one.amount),
    Column("used", "Budget", "meter", lambda one: MeterMark(float(one.used), "93%")),
    Column("due", "Due", "date", lambda one: date(2026, 11, 18), hidden=True),
)
