"""Active projects: next step, pieces out, budget used, settlement."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from studio.domain.names import pick
from studio.services.home import ActiveProject
from ui.language import language, percent, text, tr, weekday_date
from ui.models.columns import Column, NameCell
from ui.models.table import RecordTable
from ui.widgets.marks import ChipMark, MeterMark

ROW = 36
HEAD = 31
NARROW = 1090
SAVED = 8  # px each column gives up on a narrow page


def columns() -> tuple[Column, ...]:
    """Return what the table shows of a project."""
    return (
        Column("name", tr("Project"), "name", _name, 230, sortable=False, stretch=True),
        Column("client", tr("Client"), "text", _client, 152, sortable=False),
        Column("state", tr("State"), "chip", _state, 132, sortable=False),
        Column("next", tr("Next"), "text", _next, 162, sortable=False, ink="text"),
        Column(
            "when", tr("When"), "text", _when, 126 if language() == "zh" else 104, sortable=False
        ),
        Column("pieces", tr("Pieces out"), "meter", _pieces, 120, sortable=False),
        Column("budget", tr("Budget used"), "meter", _budget, 118, sortable=False),
        Column("settlement", tr("Settlement"), "chip", _settlement, 146, sortable=False),
    )


def _name(row: ActiveProject) -> NameCell:
    return NameCell(pick(row.name, row.name_zh, language()), hue=row.hue)


def _client(row: ActiveProject) -> str:
    return pick(row.client, row.client_zh, language())


def _state(row: ActiveProject) -> ChipMark:
    return ChipMark(row.state.role, text(row.state.label))


def _next(row: ActiveProject) -> str:
    return pick(row.next_step, row.next_step_zh, language())


def _when(row: ActiveProject) -> str:
    return weekday_date(row.next_on) if row.next_on else ""


def _pieces(row: ActiveProject) -> MeterMark | None:
    if not row.pieces:
        return None
    return MeterMark(row.pieces_out / row.pieces, f"{row.pieces_out}/{row.pieces}", hot=False)


def _budget(row: ActiveProject) -> MeterMark | None:
    if row.used is None:
        return None
    return MeterMark(float(row.used), percent(row.used.quantize(Decimal("0.01"))))


def _settlement(row: ActiveProject) -> ChipMark:
    words = text(row.settlement.label)
    if row.settlement.code == "part_paid":
        words = tr("Part paid, {percent}").format(
            percent=percent(row.paid.quantize(Decimal("0.01")))
        )
    return ChipMark(row.settlement.role, words)


class ProjectTable(RecordTable):
    """The table of Home; its rows are already there."""

    def __init__(self) -> None:
        self._shown: Mapping[int, ActiveProject] = {}
        super().__init__(columns(), self._fetch, name=tr("Active projects"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_projects(self, rows: Sequence[ActiveProject]) -> None:
        """Show other projects; the table is as high as its rows."""
        self._shown = {row.id: row for row in rows}
        self.forget()
        self.set_ids([row.id for row in rows])
        self.setFixedHeight(HEAD + ROW * max(len(rows), 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the client and some room go, so that nothing lies beyond the edge."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        self.set_column_shown("client", not narrow)
        for number, column in enumerate(columns()):
            if not column.stretch:
                self.setColumnWidth(number, column.width - (SAVED if narrow else 0))

    def _fetch(
        self, ids: Sequence[int], arrived: Callable[[Mapping[int, ActiveProject]], object]
    ) -> None:
        arrived({key: self._shown[key] for key in ids if key in self._shown})
