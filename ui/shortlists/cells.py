"""The columns of those found for a brief, and of those on its shortlist."""

from studio.domain.names import initials, pick
from studio.domain.platforms import badge
from studio.services.shortlists import MatchRow
from ui.language import short_date, text, tr
from ui.models.columns import Column, NameCell
from ui.shortlists import words
from ui.widgets.marks import ChipMark, MeterMark, Words


class Cells:
    """Says what each cell shows, in a language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def columns(self) -> list[Column]:
        """Return the columns in their usual order."""
        return [
            Column("name", tr("Talent"), "name", self.name, 180, sortable=False, stretch=True),
            Column("score", tr("Score"), "meter", self.score, 116, sortable=False),
            Column("price", tr("Price"), "text", self.price, 84, sortable=False),
            Column("last_job", tr("Last job"), "text", self.last_job, 72, sortable=False),
            Column("state", tr("State"), "chip", self.state, 104, sortable=False),
            Column(
                "followers",
                tr("Followers"),
                "text",
                self.followers,
                84,
                sortable=False,
                hidden=True,
            ),
            Column("tier", tr("Tier"), "outline", self.tier, 84, sortable=False, hidden=True),
            Column(
                "account", tr("Account"), "badge", self.account, 56, sortable=False, hidden=True
            ),
        ]

    def name(self, row: MatchRow) -> NameCell:
        """Return the name with account and tier, and under it why they stand here."""
        shown = pick(row.name, row.name_zh, self._language)
        tier = words.tier_name(row.tier) if row.tier else ""
        facts = [one for one in (badge(row.platform) if row.platform else "", tier) if one]
        return NameCell(
            shown,
            sub=words.left_out(row.left_out) if row.left_out else words.reasons(row.reasons),
            fact=tr(", ", "between facts").join(facts),
            avatar=initials(shown),
            hue=f"p{row.talent_id % 8 + 1}",
            tag=tr("AI") if row.kind == "virtual" else "",
            glyph=_glyph(row),
            glyph_ink="bad" if row.bound else "warn",
        )

    def score(self, row: MatchRow) -> MeterMark:
        """Return the score as a bar with its number."""
        return MeterMark(row.score / 1000, words.score(row.score), hot=False)

    def account(self, row: MatchRow) -> tuple[str, ...]:
        """Return the platform's badge."""
        return (badge(row.platform),) if row.platform else ()

    def followers(self, row: MatchRow) -> Words:
        """Return followers; old readings are marked with their day."""
        shown = words.followers(row.followers)
        if row.stale and row.read_on is not None:
            old = tr("{followers}, {day}").format(followers=shown, day=short_date(row.read_on))
            return Words(old, "warn", "small")
        return Words(shown, "text2" if row.followers is not None else "warn", "body")

    def tier(self, row: MatchRow) -> str:
        """Return the tier of the account that is meant."""
        return words.tier_name(row.tier) if row.tier else ""

    def price(self, row: MatchRow) -> Words:
        """Return the price of the asked piece, or that there is none."""
        if row.price is None:
            return Words(tr("no price"), "warn", "body")
        shown = words.whole(row.price)
        if not row.confirmed:
            return Words(shown, "warn", "body")
        return Words(shown, "text", "body")

    def last_job(self, row: MatchRow) -> Words | None:
        """Return when the last piece for this client went out."""
        if row.last_job is None:
            return Words(tr("none", "job"), "text3", "body")
        return Words(short_date(row.last_job), "text2", "body")

    def state(self, row: MatchRow) -> ChipMark | None:
        """Return how far asking them has come."""
        if row.state is None:
            return None
        return ChipMark(row.state.role, text(row.state.label))


def _glyph(row: MatchRow) -> str:
    """Return the sign of a clash: bound elsewhere, or not free on any day of the window."""
    if row.bound:
        return "lock-simple"
    parts = {part.name: part.value for part in row.parts}
    return "calendar-x" if row.busy and parts.get("free") == 0 else ""
