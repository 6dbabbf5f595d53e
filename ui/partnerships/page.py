"""The page of partnerships: every client with every talent who worked together, and one of them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from studio.domain.names import initials, pick
from studio.errors import Invalid, StudioError
from studio.services import partnerships, studio
from studio.services.partnerships import Pair, Partnership, PartnershipFilter
from studio.services.studio import PersonRow
from ui.context import Context
from ui.forms.fields import DateField, NumberField
from ui.forms.form import Form
from ui.language import text, tr, trn
from ui.models.columns import Column, NameCell
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.page import Page
from ui.partnerships import words
from ui.partnerships.pane import PartnershipPane
from ui.widgets.boxes import frame, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow, PageHeader, Toolbar
from ui.widgets.marks import ChipMark, Words
from ui.widgets.search import SearchField
from ui.widgets.waiting import Waiting

FIGURES = ("views", "reach", "likes", "comments", "shares", "saves")


class PartnershipsPage(Page):
    """Partnerships of clients and talent."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._pairs: dict[int, Pair] = {}
        self._client: int | None = None
        self._talent: int | None = None
        self._wanted = (0, 0)
        self._dialog: ResultDialog | None = None
        self._build()
        self._connect()
        context.tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
        self._ask()

    def _build(self) -> None:
        self.header = PageHeader(tr("Partnerships"))
        self.all_button = Button(tr("Show all"))
        self.all_button.hide()
        self.header.add(self.all_button)
        self.search = SearchField(tr("Filter by client or talent"), "Ctrl F", height=26)
        self.search.setFixedWidth(280)
        columns = [
            Column("talent", tr("Talent"), "name", self._name, 200, sortable=False, stretch=True),
            Column("client", tr("Client"), "text", self._client_words, 170, sortable=False),
            Column("jobs", tr("Jobs"), "number", _jobs, 60, sortable=False),
            Column("spend", tr("Spend"), "text", _spend, 130, sortable=False),
            Column("last", tr("Last piece"), "date", _last, 96, sortable=False),
            Column("state", tr("Fatigue"), "chip", _tired, 190, sortable=False),
        ]
        self.table = RecordTable(columns, self._fetch, height=46, name=tr("Partnerships"))
        self.waiting = Waiting(self.table, height=46)
        self.hints = HintRow("", [("Ctrl F", tr("filter", "key"))])
        ground = frame("surface", "top")
        vbox(ground, self.waiting)
        left = QWidget()
        column = vbox(left, Toolbar(self.search), 6, ground, self.hints)
        column.setStretchFactor(ground, 1)
        self.pane = PartnershipPane(self.context)
        self.pane.setFixedWidth(440)
        self.pane.hide()
        below = hbox(None, left, self.pane, gap=0)
        below.setStretch(0, 1)
        outer = vbox(self, self.header)
        outer.addLayout(below, 1)

    def _connect(self) -> None:
        self.all_button.clicked.connect(self._on_all_clicked)
        self.pane.open_requested.connect(self.open_requested)
        self.pane.refused.connect(self._on_refused)
        self.pane.result_wished.connect(self._on_result_wished)
        self.search.left.connect(self.focus_main)
        self.search.searched.connect(self._on_searched)
        self.table.current_changed.connect(self._on_current_changed)

    def _on_people(self, people: list[PersonRow]) -> None:
        self.pane.set_people(people)

    # -- the list -------------------------------------------------------------------------------

    def show_record(self, record_id: int) -> None:
        """Show the partnerships of one client."""
        self._client, self._talent = record_id, None
        self._ask()

    def begin(self, act: str) -> None:
        """Show one talent for the client shown before ("talent:4"), or all of one ("every:4")."""
        noun, _, key = act.partition(":")
        if noun not in ("talent", "every") or not key.isdigit():
            return
        if noun == "every":
            self._client = None
        if self._client:
            self._wanted = (self._client, int(key))
        else:
            self._talent = int(key)
        self._ask()

    def _ask(self) -> None:
        wanted = PartnershipFilter(self.search.text(), self._client, self._talent)
        self.waiting.start()
        self.context.tasks.ask(
            partnerships.listing(wanted), owner=self, then=self._on_pairs, slot="pairs"
        )

    def _on_pairs(self, pairs: list[Pair]) -> None:
        before = self.current()
        self._pairs = dict(enumerate(pairs, start=1))
        self.table.forget()
        self.table.set_ids(list(self._pairs), select_first=True)
        wanted = self._wanted if any(self._wanted) else _key(before)
        for number, pair in self._pairs.items():
            if _key(pair) == wanted:
                self.table.select_id(number)
        missing = any(self._wanted) and self._wanted not in map(_key, pairs)
        self.all_button.setVisible(self._client is not None or self._talent is not None)
        self.header.set_fact(self._fact(pairs))
        self.hints.set_left(trn("{n} partnership", "{n} partnerships", len(pairs)))
        if pairs or missing:
            self.waiting.show_content()
        else:
            self.waiting.show_empty(
                EmptyState(
                    "people",
                    tr("Nobody worked together yet"),
                    tr("A piece with a talent in a client's project begins a partnership."),
                )
            )
        if missing:
            self._ask_one(*self._wanted)
        else:
            self._show_current(self.table.current_id())

    def _fact(self, pairs: list[Pair]) -> str:
        """Say whose partnerships are shown."""
        language = self.context.language
        if self._client is not None and pairs:
            return tr("of {name}").format(name=pick(pairs[0].client, pairs[0].client_zh, language))
        if self._talent is not None and pairs:
            return tr("of {name}").format(name=pick(pairs[0].talent, pairs[0].talent_zh, language))
        return ""

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        arrived({key: self._pairs[key] for key in ids if key in self._pairs})

    def _on_searched(self, _words: str) -> None:
        self._ask()

    def _on_all_clicked(self) -> None:
        self._client = self._talent = None
        self._wanted = (0, 0)
        self.search.set_text("")
        self._ask()

    def current(self) -> Pair | None:
        """Return the pair that is current in the list."""
        return self._pairs.get(self.table.current_id())

    def _on_current_changed(self, key: int) -> None:
        self._show_current(key)

    def _show_current(self, key: int) -> None:
        pair = self._pairs.get(key)
        if pair is None:
            self.pane.hide()
            return
        self._ask_one(pair.client_id, pair.talent_id)

    def _ask_one(self, client_id: int, talent_id: int) -> None:
        self.context.tasks.ask(
            partnerships.one(client_id, talent_id), owner=self, then=self._on_one,
            failed=self._on_gone, slot="one",
        )  # fmt: skip

    def _on_one(self, one: Partnership) -> None:
        self._wanted = (0, 0)
        self.pane.show_one(one)
        self.pane.show()

    def _on_gone(self, _error: StudioError) -> None:
        self.pane.hide()

    # -- cells ----------------------------------------------------------------------------------

    def _name(self, pair: Pair) -> NameCell:
        shown = pick(pair.talent, pair.talent_zh, self.context.language)
        return NameCell(
            shown,
            sub=pair.next_step,
            avatar=initials(pair.talent_zh or pair.talent),
            hue=f"p{pair.talent_id % 8 + 1}",
        )

    def _client_words(self, pair: Pair) -> str:
        return pick(pair.client, pair.client_zh, self.context.language)

    # -- doing ----------------------------------------------------------------------------------

    def _on_result_wished(self, piece_id: int) -> None:
        one = self.pane.one
        if one is None:
            return
        work = next(row for row in one.works if row.id == piece_id)
        self._dialog = ResultDialog(self.context, piece_id, work.number, self)
        self._dialog.accepted.connect(self._on_noted)
        self._dialog.open()

    def dialog(self) -> "ResultDialog | None":
        """Return the dialog that was opened last."""
        return self._dialog

    def _on_noted(self) -> None:
        self.say(tr("Figures noted"))

    def _on_refused(self, error: object) -> None:
        if isinstance(error, StudioError):
            self.say(text(error.message), undo=False)

    def focus_main(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus()

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        self.search.setFocus()

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        return [self.header, self.table, self.pane] if self.pane.isVisible() else [self.table]

    def refresh(self, changes: Any) -> None:
        """Ask again where a partnership, a piece, a client or a talent changed."""
        nouns = {"partnership", "deliverable", "project", "client", "talent", "piece_result"}
        if nouns & changes.nouns():
            self._ask()

    def state(self) -> dict[str, Any]:
        """Return whose partnerships are shown, and which one."""
        pair = self.current()
        return {"client": self._client, "talent": self._talent, "pair": list(_key(pair))}

    def restore(self, state: dict[str, Any]) -> None:
        """Show what was shown."""
        self._client, self._talent = state.get("client"), state.get("talent")
        client, talent = state.get("pair") or (0, 0)
        self._wanted = (client, talent)
        self._ask()


class ResultDialog(Dialog):
    """Asks what a piece had reached on a day."""

    def __init__(self, context: Context, piece_id: int, number_: str, parent: QWidget) -> None:
        super().__init__(tr("Figures of {number}").format(number=number_), parent, width=380)
        self._context, self._piece = context, piece_id
        self.form = Form(framed=True, label_width=120)
        names = {
            "views": tr("Views"),
            "reach": tr("Reach"),
            "likes": tr("Likes"),
            "comments": tr("Comments"),
            "shares": tr("Shares"),
            "saves": tr("Saves"),
        }
        self.form.add("taken_on", tr("Read on"), DateField(context.clock.today()), required=True)
        for name in FIGURES:
            self.form.add(name, names[name], NumberField(whole=True))
        self.form.set_value({"taken_on": context.clock.today()})
        self.add(self.form)
        self.set_primary(tr("Note figures"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_field("views")

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        self.set_busy(True)
        self._context.tasks.run(
            partnerships.note_result(self._piece, self.form.value()), owner=self,
            then=self._on_done, failed=self._on_refused,
        )  # fmt: skip

    def _on_done(self, _key: object) -> None:
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)


def _key(pair: Pair | None) -> tuple[int, int]:
    return (pair.client_id, pair.talent_id) if pair is not None else (0, 0)


def _jobs(pair: Pair) -> int:
    return pair.jobs


def _spend(pair: Pair) -> Words:
    return Words(words.sums(pair.spend), "text", "body")


def _last(pair: Pair) -> Any:
    return pair.last_on


def _tired(pair: Pair) -> ChipMark:
    return ChipMark(pair.fatigue.role, text(pair.fatigue.words))
