"""The pieces of a project as a table; a piece opens on the page of deliverables."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import deliverables as rules
from studio.domain import platforms
from studio.domain.names import pick
from studio.services.deliverables import PieceRow
from ui.context import Ref
from ui.language import text, tr
from ui.models.columns import Column, NameCell
from ui.models.table import RecordTable
from ui.widgets.boxes import frame, vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.marks import ChipMark, Words
from ui.widgets.waiting import Waiting


class Pieces(QWidget):
    """Lists what a project owes."""

    open_requested = Signal(object)
    """Emitted when a piece is to be opened; carries a Ref."""

    piece_wished = Signal()
    """Emitted when pieces are to be added."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._shown: Mapping[int, PieceRow] = {}
        self.table = RecordTable(self._columns(), self._fetch, name=tr("Pieces"))
        self._waiting = Waiting(self.table)
        ground = frame("surface", "top")
        vbox(ground, self._waiting)
        vbox(self, ground)
        self.table.opened.connect(self._on_opened)

    def _columns(self) -> list[Column]:
        return [
            Column("title", tr("Piece"), "name", self._title, 260, sortable=False, stretch=True),
            Column("platform", tr("Platform"), "badge", _badges, 90, sortable=False),
            Column("format", tr("Format"), "text", self._format, 130, sortable=False),
            Column("creator", tr("Creator"), "text", self._creator, 140, sortable=False),
            Column("due", tr("Due"), "date", _due, 90, sortable=False),
            Column("publish", tr("Goes out"), "date", _out, 90, sortable=False),
            Column("rounds", tr("Rounds"), "text", _rounds, 80, sortable=False),
            Column("state", tr("State"), "chip", _state, 150, sortable=False),
        ]

    def show_pieces(self, rows: Sequence[PieceRow], *, locked: bool) -> None:
        """Show other pieces."""
        self._shown = {row.id: row for row in rows}
        self.table.forget()
        self.table.set_ids([row.id for row in rows])
        if rows:
            self._waiting.show_content()
            return
        add = Button(tr("Add pieces"), "primary", "plus")
        add.setEnabled(not locked)
        add.clicked.connect(self.piece_wished)
        self._waiting.show_empty(
            EmptyState(
                "deliverables",
                tr("What this project delivers"),
                tr("Each video, note or session is a piece with its own gates and days."),
                add,
            )
        )

    def titles(self) -> list[str]:
        """Return the titles of the listed pieces."""
        return [pick(row.title, row.title_zh, self._language) for row in self._shown.values()]

    def _fetch(
        self, ids: Sequence[int], arrived: Callable[[Mapping[int, PieceRow]], object]
    ) -> None:
        arrived({key: self._shown[key] for key in ids if key in self._shown})

    def _title(self, row: PieceRow) -> NameCell:
        title = pick(row.title, row.title_zh, self._language)
        if row.quantity > 1:
            title = tr("{title} × {n}").format(title=title, n=row.quantity)
        return NameCell(title, fact=row.number)

    def _format(self, row: PieceRow) -> str:
        return platforms.format_name(row.platform, row.format, self._language)

    def _creator(self, row: PieceRow) -> str:
        return pick(row.talent, row.talent_zh, self._language)

    def _on_opened(self, key: int) -> None:
        self.open_requested.emit(Ref("deliverable", key))


def _badges(row: PieceRow) -> tuple[str, ...]:
    return (platforms.badge(row.platform),) if row.platform else ()


def _due(row: PieceRow) -> object:
    return row.due_final


def _out(row: PieceRow) -> object:
    return row.publish_on


def _rounds(row: PieceRow) -> Words | None:
    if not row.rounds_used:
        return None
    over = rules.over_rounds(row.rounds_used, row.rounds_included)
    return Words(f"{row.rounds_used}/{row.rounds_included}", "warn" if over else "text2", "body")


def _state(row: PieceRow) -> ChipMark:
    return ChipMark(row.shown.role, text(row.shown.label))
