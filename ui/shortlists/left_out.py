"""Who is not offered for a brief: kept away by filters, or left out with a reason."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.names import pick
from studio.services.shortlists import Found
from ui.context import Context
from ui.language import text, tr
from ui.models.columns import Column, NameCell
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.shortlists import words
from ui.widgets.boxes import vbox
from ui.widgets.marks import Words


class LeftOut(QWidget):
    """Names everybody who is left out, with what keeps them away."""

    back_wished = Signal(int)
    """Emitted when somebody left out by hand is to come back; carries the talent's id."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: dict[int, tuple[str, str, str, bool]] = {}
        columns = [
            Column("name", tr("Talent"), "name", _name, 240, sortable=False),
            Column("why", tr("Why not"), "text", _why, 420, sortable=False, stretch=True),
        ]
        self.table = RecordTable(columns, self._fetch, height=36, name=tr("Left out"))
        self.table.opened.connect(self._on_opened)
        vbox(self, self.table)

    def show_found(self, found: Found) -> None:
        """Show those declined first, then those whom filters keep away."""
        language = self._context.language
        rows: dict[int, tuple[str, str, str, bool]] = {}
        for kept in found.kept:
            if kept.state.code == "declined":
                name = pick(kept.name, kept.name_zh, language)
                rows[kept.talent_id] = (kept.code, name, kept.reason, True)
        for away in found.away:
            if away.talent_id in rows:
                continue
            names = [words.filter_name(code) for code in away.filters]
            said = [*names, *(text(one) for one in away.words)]
            name = pick(away.name, away.name_zh, language)
            rows[away.talent_id] = (
                away.code, name, tr(", ", "between facts").join(said), False
            )  # fmt: skip
        self._rows = rows
        self.table.forget()
        self.table.set_ids(list(rows))

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        arrived({key: self._rows[key] for key in ids if key in self._rows})

    def _on_opened(self, key: int) -> None:
        if self._rows.get(key, ("", "", "", False))[3]:
            self.back_wished.emit(key)


def _name(row: tuple[str, str, str, bool]) -> NameCell:
    return NameCell(row[1], fact=row[0], tag=tr("Left out") if row[3] else "")


def _why(row: tuple[str, str, str, bool]) -> Words:
    return Words(row[2], "text2", "body")
