"""How a piece looks: as a card of the board, as a row of the list, and the words of its facts."""

from functools import partial

from studio.domain import deliverables as rules
from studio.domain import platforms
from studio.domain.names import pick
from studio.services.deliverables import PieceRow
from ui.deliverables.pictures import Pictures
from ui.language import short_date, text, tr, trn
from ui.models.columns import Column, NameCell
from ui.widgets.cardpaint import BoardCard, Line
from ui.widgets.marks import ChipMark, Words


def title_of(row: PieceRow, language: str) -> str:
    """Return a piece's title, with its quantity where it stands for several."""
    title = pick(row.title, row.title_zh, language)
    return tr("{title} × {n}").format(title=title, n=row.quantity) if row.quantity > 1 else title


def creator_of(row: PieceRow, language: str) -> str:
    """Return who is seen in a piece; the studio where nobody is named yet."""
    return pick(row.talent, row.talent_zh, language) or tr("Studio", "creator")


def rounds_of(row: PieceRow) -> Words | None:
    """Return the rounds used of those included; they warn at the last."""
    if not row.rounds_used:
        return None
    over = rules.over_rounds(row.rounds_used, row.rounds_included)
    words = tr("round {used}/{included}").format(used=row.rounds_used, included=row.rounds_included)
    return Words(words, "warn" if over else "text3")


def state_words(row: PieceRow) -> Words:
    """Return the state as a card says it; with the client, how long it has been there.

    What is being made is said by its column.
    """
    if row.state == "producing" and not row.late:
        return Words("")
    if row.state == "client_review" and row.waiting:
        return Words(trn("{n} day", "{n} days", row.waiting), "wait")
    ink = row.shown.role if row.shown.role != "neutral" else "text3"
    return Words(text(row.shown.label), ink)


def card_of(row: PieceRow, language: str, pictures: Pictures, *, movable: bool = True) -> BoardCard:
    """Return the card of a piece."""
    day = short_date(row.day) if row.day else tr("No day yet")
    client = pick(row.client, row.client_zh, language)
    return BoardCard(
        row.id,
        title_of(row, language),
        platforms.badge(row.platform) if row.platform else "",
        lines=(
            Line(Words(creator_of(row, language)), rounds_of(row)),
            Line(Words(day), state_words(row)),
        ),
        foot=(Words(client, "text3"),),
        foot_right=Words(row.number, "text3"),
        picture=partial(pictures.draw, row),
        movable=movable,
    )


class Cells:
    """Says what each cell of the list shows, in a language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def columns(self) -> list[Column]:
        """Return the columns in their usual order."""
        return [
            Column("title", tr("Piece"), "name", self.name, 220, stretch=True),
            Column("platform", tr("Platform"), "badge", self.badges, 96),
            Column("project", tr("Project"), "text", self.project, 190),
            Column("creator", tr("Creator"), "text", self.creator, 130),
            Column("due", tr("Due"), "date", self.due, 84),
            Column("publish", tr("Goes out"), "date", self.publish, 84),
            Column("rounds", tr("Rounds"), "text", self.rounds, 76),
            Column("state", tr("State"), "chip", self.state, 150),
            Column("owner", tr("Owner", "piece"), "text", self.owner, 110, hidden=True),
            Column("number", tr("Number"), "text", self.number, 80, hidden=True),
            Column("price", tr("Price"), "money", self.price, 110, hidden=True, sortable=False),
        ]

    def name(self, row: PieceRow) -> NameCell:
        """Return the title with the hue of its project."""
        return NameCell(title_of(row, self._language), fact=row.number, hue=row.hue)

    def badges(self, row: PieceRow) -> tuple[str, ...]:
        """Return the badge of the platform."""
        return (platforms.badge(row.platform),) if row.platform else ()

    def project(self, row: PieceRow) -> str:
        """Return the project."""
        return pick(row.project, row.project_zh, self._language)

    def creator(self, row: PieceRow) -> str:
        """Return who is seen."""
        return creator_of(row, self._language)

    def due(self, row: PieceRow) -> object:
        """Return when the final is due."""
        return row.due_final

    def publish(self, row: PieceRow) -> object:
        """Return when it goes out."""
        return row.publish_on

    def rounds(self, row: PieceRow) -> str | Words:
        """Return the rounds used of those included."""
        if not row.rounds_included and not row.rounds_used:
            return ""
        words = f"{row.rounds_used}/{row.rounds_included}"
        over = rules.over_rounds(row.rounds_used, row.rounds_included)
        return Words(words, "warn" if over else "text2", "body")

    def state(self, row: PieceRow) -> ChipMark:
        """Return the state, or how late it is."""
        return ChipMark(row.shown.role, text(row.shown.label))

    def owner(self, row: PieceRow) -> str:
        """Return who sees to it."""
        return pick(row.owner, row.owner_zh, self._language)

    def number(self, row: PieceRow) -> str:
        """Return the number."""
        return row.number

    def price(self, row: PieceRow) -> object:
        """Return what the client pays for it."""
        return row.price if row.price.minor else None
