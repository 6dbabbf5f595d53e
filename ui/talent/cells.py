"""The columns of the roster."""

from studio.domain import talent as rules
from studio.domain.names import initials, pick
from studio.services.talent import TalentRow
from ui.language import text, tr
from ui.models.columns import Column, NameCell


class Cells:
    """Says what each cell shows, in a language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def columns(self) -> list[Column]:
        """Return the columns in their usual order."""
        return [
            Column("name", tr("Name"), "name", self.name, 240, stretch=True),
            Column("kind", tr("Kind"), "outline", self.kind, 130),
            Column("discipline", tr("Craft"), "text", self.discipline, 170, sortable=False),
            Column("city", tr("City"), "text", self.city, 120),
            Column("pieces", tr("Pieces"), "number", self.pieces, 80, sortable=False),
        ]

    def name(self, row: TalentRow) -> NameCell:
        """Return the name in the window's language over the other one, with a badge."""
        shown = pick(row.name, row.name_zh, self._language)
        other = row.name if shown == row.name_zh else row.name_zh
        return NameCell(
            shown,
            sub=other if other != shown else "",
            avatar=initials(row.name_zh or row.name),
            hue=f"p{row.id % 8 + 1}",
            tag=tag(row),
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
        return row.city

    def pieces(self, row: TalentRow) -> int | None:
        """Return how many deliverables somebody is part of, nothing for none."""
        return row.pieces or None


def tag(row: TalentRow) -> str:
    """Return the tag after a name: an invented face is always marked, staff is told apart."""
    if row.archived:
        return tr("Archived")
    if row.kind == "virtual":
        return tr("AI")
    return tr("Staff") if row.staff else ""
