"""How a score comes about: each part with weight, value, points and reason, and their sum."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from studio.domain import shortlisting, vocabulary
from studio.domain.names import pick
from studio.services.shortlists import Found, Kept, MatchRow
from ui.context import Context, Ref
from ui.forms.fields import MoneyField
from ui.forms.form import Form
from ui.language import long_date, money, text, tr
from ui.shortlists import words
from ui.widgets.boxes import clear
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.chips import Chip, OutlineChip
from ui.widgets.facts import Facts
from ui.widgets.inspector import Inspector
from ui.widgets.labels import label

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class ScorePane(Inspector):
    """Shows why somebody stands where they stand, so that it can be worked out by hand."""

    moved = Signal(str)
    """Emitted when a candidate is to go to another state; carries its code."""

    open_requested = Signal(object)
    """Emitted when a record elsewhere is to be opened; carries a Ref."""

    quoted = Signal(object)
    """Emitted when a quote was typed for a candidate; carries the Money, or None."""

    priced = Signal(object)
    """Emitted when a provisional price was typed; carries the Money."""

    ask_wished = Signal()
    """Emitted when the current talent is to be asked for a price."""

    benchmarks_wished = Signal()
    """Emitted when what things cost is to be looked at."""

    picked = Signal()
    """Emitted when the current talent is to be shortlisted."""

    def __init__(self, context: Context) -> None:
        super().__init__(width=352)
        self.context = context
        self.row: MatchRow | None = None
        self._client = 0
        self.pick_button = Button(tr("Shortlist", "verb"), "primary", "list-plus")
        self.pick_button.setEnabled(not context.read_only)
        self.move_button = MenuButton(tr("Move to"))
        self.open_button = Button(tr("Talent"), icon="user-rectangle")
        self.set_buttons(self.pick_button, self.move_button, self.open_button)
        self._facts = Facts(label_width=104)
        self._grid_home = QWidget()
        self._grid = QGridLayout(self._grid_home)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._sum = label("", "smallhead", "text2", wrap=True)
        self.quote = Form(label_width=104)
        self._amount = MoneyField("CNY")
        self.quote.add("quote", tr("Quote"), self._amount)
        self.quote.set_locked(context.read_only)
        self.price = Form(label_width=104, framed=True)
        self._price = MoneyField("CNY")
        self.price.add("price", tr("Provisional"), self._price)
        self.price.set_locked(context.read_only)
        self.ask_button = Button(tr("Ask for a price"), icon="chat-text", height=26)
        self.ask_button.setEnabled(not context.read_only)
        self.section(tr("Account and price")).add(
            self._facts, self.price, self.ask_button, self.quote
        )
        self.benchmarks = Button(tr("Benchmarks: own and published"), "link")
        self.section(tr("Score")).add(self._grid_home, self._sum, self.benchmarks)
        self.partnership = Button(tr("All work with this client"), "link")
        self.section(tr("History")).add(self.partnership)
        self.move_button.picked.connect(self._on_move_picked)
        self.quote.committed.connect(self._on_quote_committed)
        self.price.committed.connect(self._on_price_committed)
        self.ask_button.clicked.connect(self.ask_wished)
        self.benchmarks.clicked.connect(self.benchmarks_wished)
        self.open_button.clicked.connect(self._on_open_clicked)
        self.partnership.clicked.connect(self._on_partnership_clicked)
        self.pick_button.clicked.connect(self.picked)

    def show_row(self, row: MatchRow, found: Found) -> None:
        """Show one talent's figures and score."""
        self.row = row
        self._client = found.brief.client_id or 0
        self.set_head(
            row.code,
            pick(row.name, row.name_zh, self.context.language),
            text(vocabulary.city(row.city)),
        )
        chips: list[QWidget] = []
        if row.state is not None:
            chips.append(Chip(row.state.role, text(row.state.label)))
        if row.tier:
            chips.append(OutlineChip(words.tier_name(row.tier)))
        self.set_chips(*chips)
        kept = next((one for one in found.kept if one.talent_id == row.talent_id), None)
        self._show_moves(kept)
        self.quote.setVisible(kept is not None)
        self._amount.set_currency(found.wishes.currency or "CNY")
        self._price.set_currency(found.wishes.currency or "CNY")
        self.price.set_value({"price": None})
        missing = row.price is None and not self.context.read_only
        self.price.setVisible(missing and bool(found.wishes.format))
        self.ask_button.setVisible(missing)
        self.quote.set_value({"quote": kept.quote if kept is not None else None})
        self._show_facts(row, found)
        self._show_parts(row)
        self.partnership.setVisible(bool(self._client))

    def _show_moves(self, kept: Kept | None) -> None:
        self.pick_button.setVisible(kept is None or kept.state.code == "declined")
        self.move_button.setVisible(kept is not None and not self.context.read_only)
        self.move_button.entries.clear()
        if kept is None:
            return
        for code in shortlisting.CANDIDATES.offered(kept.state.code):
            self.move_button.entries.add(text(shortlisting.CANDIDATES.label(code)), data=code)

    def _show_facts(self, row: MatchRow, found: Found) -> None:
        facts = self._facts
        facts.clear()
        facts.add(tr("Followers"), words.followers(row.followers))
        if row.read_on is not None:
            facts.add(tr("Read on"), long_date(row.read_on))
        if row.price is None:
            facts.add(tr("Price"), text(shortlisting.no_price(found.wishes)))
        else:
            price = money(row.price)
            facts.add(
                tr("Price"),
                price if row.confirmed else tr("{price}, provisional").format(price=price),
            )
        if row.last_job is not None:
            facts.add(tr("Last job"), long_date(row.last_job))
        for bound in row.bound:
            facts.add(tr("Exclusive"), text(bound))

    def _show_parts(self, row: MatchRow) -> None:
        clear(self._grid)
        heads = (tr("Part", "score"), tr("Weight"), tr("Value"), tr("Points"))
        for column, head in enumerate(heads):
            self._grid.addWidget(label(head, "label", "text3"), 0, column, _side(column))
        line = 1
        for part in row.parts:
            cells = (words.part_name(part.name), str(part.weight), words.value(part),
                     words.points(part))  # fmt: skip
            for column, cell in enumerate(cells):
                ink = "warn" if column == 2 and part.value is None else "text"
                self._grid.addWidget(label(cell, "body", ink), line, column, _side(column))
            said = [text(part.reason), *(text(one) for one in part.detail)]
            reason = label("\n".join(said), "small", "text3", wrap=True)
            self._grid.addWidget(reason, line + 1, 0, 1, 4)
            line += 2
        self._sum.setText(words.total(row))

    def show_errors(self, errors: Mapping[str, Any]) -> dict[str, Any]:
        """Show what was refused at its field; return what belongs to none."""
        rest = self.price.show_errors(errors)
        return self.quote.show_errors(rest) if rest else rest

    def sum_words(self) -> str:
        """Return the sum as it stands below the parts."""
        return self._sum.text()

    def _on_move_picked(self, code: object) -> None:
        self.moved.emit(str(code))

    def _on_quote_committed(self, _name: str, value: object) -> None:
        self.quoted.emit(value)

    def _on_price_committed(self, _name: str, value: object) -> None:
        if value is not None:
            self.priced.emit(value)

    def _on_open_clicked(self) -> None:
        if self.row is not None:
            self.open_requested.emit(Ref("talent", self.row.talent_id))

    def _on_partnership_clicked(self) -> None:
        if self.row is not None and self._client:
            self.open_requested.emit(
                Ref("partnership", self._client, f"talent:{self.row.talent_id}")
            )


def _side(column: int) -> Qt.AlignmentFlag:
    return LEFT if column == 0 else RIGHT
