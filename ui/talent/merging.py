"""Who may be on the roster twice: pairs with their reasons, and making one of two."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.names import both
from studio.errors import StudioError
from studio.services import talent
from studio.services.talent import Pair, Talent
from ui.context import Context
from ui.language import number, text, tr, trn
from ui.widgets.boxes import STRETCH, clear, frame, hbox, vbox
from ui.widgets.buttons import Button, Segment, Segments
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label

SHOWN = 6


class MergeDialog(Dialog):
    """Lists pairs; one is merged after choosing which record stays."""

    said = Signal(str, bool)
    """Emitted when two were made one."""

    def __init__(self, context: Context, parent: QWidget | None, talent_id: int = 0) -> None:
        super().__init__(tr("The same person twice?"), parent, width=560)
        self._context = context
        self._talent_id = talent_id
        self._pair: Pair | None = None
        self._found: dict[int, Talent] = {}
        self._list = vbox(None, gap=8)
        self.body.addLayout(self._list)
        self._keep: Segments | None = None
        self.set_primary(tr("Merge"))
        self.set_ready(False)
        self.confirmed.connect(self._on_confirmed)
        self._ask()

    def _ask(self) -> None:
        self._context.tasks.ask(talent.duplicates(), owner=self, then=self._on_pairs, slot="pairs")

    def _on_pairs(self, pairs: list[Pair]) -> None:
        clear(self._list)
        own = [one for one in pairs if self._talent_id in (one.first, one.second)]
        others = [one for one in pairs if one not in own]
        shown = [*own, *others][:SHOWN]
        if not shown:
            self._list.addWidget(label(tr("Nobody looks like somebody else."), "body", "text2"))
        for pair in shown:
            self._list.addWidget(self._row(pair))
        if len(pairs) > SHOWN:
            more = trn("{n} more pair", "{n} more pairs", len(pairs) - SHOWN)
            self._list.addWidget(label(more, "small", "text3"))

    def _row(self, pair: Pair) -> QWidget:
        row = frame(edge="bottom")
        names = tr("{first} and {second}").format(
            first=both(pair.first_name, pair.first_name_zh),
            second=both(pair.second_name, pair.second_name_zh),
        )
        reasons = tr("; ", "between reasons").join(text(reason) for reason in pair.reasons)
        said = vbox(
            None,
            label(names, "name", "text", wrap=True),
            label(reasons, "small", "text3", wrap=True),
            gap=1,
        )
        choose = PairButton(pair)
        choose.chosen.connect(self._on_chosen)
        box = hbox(row, margins=(0, 4, 0, 8), gap=12)
        box.addLayout(said, 1)
        box.addWidget(choose)
        return row

    def _on_chosen(self, pair: Any) -> None:
        self._pair = pair
        self._found = {}
        for key in (pair.first, pair.second):
            self._context.tasks.ask(
                talent.one(key), owner=self, then=self._on_one, slot=f"one-{key}"
            )

    def _on_one(self, one: Talent) -> None:
        pair = self._pair
        if pair is None:
            return
        self._found[one.id] = one
        if len(self._found) < 2:
            return
        clear(self._list)
        self._list.addWidget(label(tr("Which record stays?"), "label"))
        self._keep = Segments(
            [
                Segment(str(pair.first), both(pair.first_name, pair.first_name_zh)),
                Segment(str(pair.second), both(pair.second_name, pair.second_name_zh)),
            ],
            name=tr("Which record stays?"),
        )
        self._list.addLayout(hbox(None, self._keep, STRETCH))
        for key in (pair.first, pair.second):
            self._list.addWidget(label(_facts(self._found[key]), "small", "text2", wrap=True))
        words = tr(
            "Accounts, readings, bookings, contracts, shortlists, prices, pieces and files move to "
            "it, in one step that can be undone; the other is archived and points at it. What was "
            "sent or issued keeps the names it printed."
        )
        self._list.addWidget(label(words, "small", "text3", wrap=True))
        self.set_ready(True)

    def _on_confirmed(self) -> None:
        if self._pair is None or self._keep is None:
            return
        keep = int(self._keep.current())
        gone = self._pair.second if keep == self._pair.first else self._pair.first
        self.set_busy(True)
        made = talent.merge(
            keep, gone, version=self._found[keep].version, gone_version=self._found[gone].version
        )
        self._context.tasks.run(made, owner=self, then=self._on_done, failed=self._on_refused)

    def _on_done(self, _version: int) -> None:
        self.said.emit(tr("Merged"), True)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_problem(error.message)


class PairButton(Button):
    """The button that takes up a pair."""

    chosen = Signal(object)
    """Emitted when the pair is to be merged; carries the Pair."""

    def __init__(self, pair: Pair) -> None:
        super().__init__(tr("Merge …"), height=26)
        self._pair = pair
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.chosen.emit(self._pair)


def _facts(one: Talent) -> str:
    facts = [
        both(one.name, one.name_zh),
        *(f"@{account.handle}" for account in one.accounts),
        trn("{n} price", "{n} prices", sum(len(card.items) for card in one.cards)),
        trn("{n} piece", "{n} pieces", len(one.pieces)),
    ]
    if one.followers is not None:
        facts.insert(1, number(one.followers))
    return tr(", ", "between facts").join(facts)
