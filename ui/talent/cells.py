"""The columns of the roster."""

from studio.domain import talent as rules
from studio.domain import vocabulary
from studio.domain.names import initials, pick
from studio.domain.platforms import badge
from studio.services.bookings import Cell
from studio.services.talent import TalentRow
from ui.language import percent, text, tr
from ui.models.columns import Column, NameCell
from ui.talent import words
from ui.talent.painting import SEEN, Accounts, Line, Price, Strip

INCUBATING = frozenset({"scouted", "contacted", "testing", "nurturing", "paused"})


class Cells:
    """Says what each cell shows, in a language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self.strips: dict[int, tuple[Cell, ...]] = {}
        """The coming days of everybody in sight, by id; asked for apart from the rows."""

    def columns(self) -> list[Column]:
        """Return the columns in their usual order."""
        wide = 100 if self._language == "zh" else 78
        return [
            Column("name", tr("Name"), "name", self.name, 190, stretch=True),
            Column("tier", tr("Tier"), "outline", self.tier, wide),
            Column("followers", tr("Accounts"), "text", self.accounts, 100),
            Column("line", tr("90 days"), "text", self.line, 92, sortable=False),
            Column("strip", tr("28 days"), "text", self.strip, 186, sortable=False),
            Column("price", tr("Price"), "text", self.price, 176),
            Column("kind", tr("Kind"), "outline", self.kind, 120, hidden=True),
            Column(
                "discipline", tr("Craft"), "text", self.discipline, 150, sortable=False, hidden=True
            ),
            Column("city", tr("City"), "text", self.city, 110, hidden=True),
            Column("pieces", tr("Pieces"), "number", self.pieces, 80, sortable=False, hidden=True),
        ]

    def name(self, row: TalentRow) -> NameCell:
        """Return the name in the window's language over the other one, with its marks."""
        shown = pick(row.name, row.name_zh, self._language)
        other = row.name if shown == row.name_zh else row.name_zh
        craft = rules.DISCIPLINES.get(row.discipline)
        facts = [other if other != shown else "", text(craft) if craft is not None else ""]
        glyph, ink = _glyph(row)
        return NameCell(
            shown,
            sub=tr(", ", "between facts").join(fact for fact in facts if fact),
            avatar=initials(shown),
            hue=f"p{row.id % 8 + 1}",
            glyph=glyph,
            glyph_ink=ink,
            tag=tag(row),
            struck=row.do_not_pitch,
        )

    def tier(self, row: TalentRow) -> str | None:
        """Return the tier of the highest account; nothing without a reading."""
        return words.tier(row.tier) or None

    def accounts(self, row: TalentRow) -> Accounts | None:
        """Return the accounts, the biggest first."""
        if not row.accounts:
            return None
        shown = tuple((badge(one.platform), words.followers(one.followers)) for one in row.accounts)
        return Accounts(shown, max(0, len(shown) - SEEN))

    def line(self, row: TalentRow) -> Line | None:
        """Return followers over 90 days."""
        if len(row.line) < 2:
            return None
        change = row.line[-1] - row.line[0]
        said = tr("{change} in 90 days").format(change=f"{change:+,}")
        if row.finding:
            said = tr("{words}; a day stands out").format(words=said)
        return Line(row.line, said)

    def strip(self, row: TalentRow) -> Strip | None:
        """Return the coming 28 days."""
        cells = self.strips.get(row.id)
        return Strip(cells) if cells else None

    def price(self, row: TalentRow) -> Price | None:
        """Return the price of the chosen format, or the first one asked."""
        if row.price is None:
            return None
        unit = words.unit(row.price_unit)
        if row.commission:
            unit = f"{unit} + {percent(row.commission)}"
        provisional = row.price_state == "provisional"
        return Price(
            words.price(row.price), unit, provisional, tr("provisional") if provisional else ""
        )

    def kind(self, row: TalentRow) -> str:
        """Return what somebody is."""
        return text(rules.KINDS[row.kind]) if row.kind in rules.KINDS else row.kind

    def discipline(self, row: TalentRow) -> str:
        """Return what somebody in the crew does."""
        found = rules.DISCIPLINES.get(row.discipline)
        return text(found) if found is not None else ""

    def city(self, row: TalentRow) -> str:
        """Return where somebody lives."""
        return text(vocabulary.city(row.city))

    def pieces(self, row: TalentRow) -> int | None:
        """Return how many deliverables somebody is part of, nothing for none."""
        return row.pieces or None


def _glyph(row: TalentRow) -> tuple[str, str]:
    """Return the mark after a name: a finding first, then an exclusivity."""
    if row.finding:
        return "warning", "warn"
    return ("lock-simple", "text3") if row.exclusive else ("", "text3")


def tag(row: TalentRow) -> str:
    """Return the tag after a name: an invented face is always marked, staff is told apart."""
    if row.archived:
        return tr("Archived")
    if row.do_not_pitch:
        return tr("Do not pitch")
    if row.kind == "virtual":
        return tr("AI")
    if row.incubation in INCUBATING:
        return tr("Incubation")
    return tr("Staff") if row.staff else ""
