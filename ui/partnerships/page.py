"""The page of partnerships: every client with every talent who worked together, and one of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from studio.domain.names import initials, pick
from studio.domain.partnerships import to_renew
from studio.errors import StudioError
from studio.services import partnerships, studio
from studio.services.partnerships import Pair, Partnership, PartnershipFilter
from studio.services.studio import PersonRow
from ui.context import Context
from ui.language import short_date, text, tr, trn
from ui.models.columns import Column, NameCell
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.page import Page
from ui.partnerships import words
from ui.partnerships.pane import PartnershipPane
from ui.partnerships.result import ResultDialog
from ui.widgets.boxes import frame, hbox, vbox
from ui.widgets.buttons import Button, Segment, Segments
from ui.widgets.empty import EmptyState
from ui.widgets.header import HintRow, PageHeader, Toolbar
from ui.widgets.marks import ChipMark, Words
from ui.widgets.search import SearchField
from ui.widgets.waiting import Waiting

WEEK = timedelta(days=7)
"""A next step this near is due."""


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
            Column("talent", tr("Talent"), "name", self._name, 184, sortable=False),
            Column("next", tr("Next step"), "name", self._next, 170, sortable=False, stretch=True),
            Column("renewal", tr("Renewal"), "text", self._renewal, 116, sortable=False),
            Column("spend", tr("Spend"), "name", self._spend, 170, sortable=False),
            Column("state", tr("Fatigue"), "chip", _tired, 140, sortable=False),
        ]
        self.table = RecordTable(columns, self._fetch, height=46, name=tr("Partnerships"))
        self.waiting = Waiting(self.table, height=46)
        self.hints = HintRow("", [("Ctrl F", tr("filter", "key"))])
        ground = frame("surface", "top")
        vbox(ground, self.waiting)
        left = QWidget()
        self.view = Segments(
            [
                Segment("all", tr("All")),
                Segment("step", tr("Step due")),
                Segment("renew", tr("To renew")),
                Segment("tiring", tr("Tiring")),
            ],
            name=tr("Which"),
        )
        column = vbox(left, Toolbar(self.search, self.view), 6, ground, self.hints)
        column.setStretchFactor(ground, 1)
        self.pane = PartnershipPane(self.context)
        self.pane.setFixedWidth(392)
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
        self.view.chosen.connect(self._on_view_chosen)
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

    def _on_pairs(self, found: list[Pair]) -> None:
        before = self.current()
        today = self.context.clock.today()
        pairs = [one for one in found if WANTED[self.view.current()](one, today)]
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
                _nothing_wanted(len(found))
                if found
                else EmptyState(
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

    def _on_view_chosen(self, _key: str) -> None:
        self._ask()

    def _on_all_clicked(self) -> None:
        self.view.set_current("all")
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
        language = self.context.language
        shown = pick(pair.talent, pair.talent_zh, language)
        return NameCell(
            shown,
            sub=pick(pair.client, pair.client_zh, language),
            avatar=initials(shown),
            hue=f"p{pair.talent_id % 8 + 1}",
        )

    def _next(self, pair: Pair) -> NameCell:
        today = self.context.clock.today()
        if pair.next_on is None:
            return NameCell(pair.next_step)
        day = short_date(pair.next_on, today)
        late = pair.next_on < today
        return NameCell(pair.next_step, sub=tr("late since {day}").format(day=day) if late else day)

    def _renewal(self, pair: Pair) -> Words:
        if pair.renewal_on is None:
            return Words("")
        today = self.context.clock.today()
        ink = "warn" if to_renew(pair.renewal_on, today) else "text2"
        return Words(short_date(pair.renewal_on, today), ink, "body")

    def _spend(self, pair: Pair) -> NameCell:
        done = trn("{n} job", "{n} jobs", pair.jobs)
        if pair.last_on is not None:
            day = short_date(pair.last_on, self.context.clock.today())
            done = tr("{jobs}, last piece {day}").format(jobs=done, day=day)
        return NameCell(words.sums(pair.spend), sub=done)

    # -- doing ----------------------------------------------------------------------------------

    def _on_result_wished(self, piece_id: int) -> None:
        one = self.pane.one
        if one is None:
            return
        work = next(row for row in one.works if row.id == piece_id)
        self._dialog = ResultDialog(self.context, piece_id, work.number, self)
        self._dialog.accepted.connect(self._on_noted)
        self._dialog.open()

    def dialog(self) -> ResultDialog | None:
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
        return {
            "client": self._client,
            "talent": self._talent,
            "pair": list(_key(pair)),
            "view": self.view.current(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Show what was shown."""
        self._client, self._talent = state.get("client"), state.get("talent")
        if state.get("view") in WANTED:
            self.view.set_current(state["view"])
        client, talent = state.get("pair") or (0, 0)
        self._wanted = (client, talent)
        self._ask()


def _every(_pair: Pair, _today: date) -> bool:
    return True


def _step_due(pair: Pair, today: date) -> bool:
    return pair.next_on is not None and pair.next_on - today <= WEEK


def _to_renew(pair: Pair, today: date) -> bool:
    return to_renew(pair.renewal_on, today)


def _tiring(pair: Pair, _today: date) -> bool:
    return pair.fatigue.role in ("warn", "bad")


WANTED: Mapping[str, Callable[[Pair, date], bool]] = {
    "all": _every,
    "step": _step_due,
    "renew": _to_renew,
    "tiring": _tiring,
}


def _nothing_wanted(count: int) -> EmptyState:
    said = trn("{n} partnership is hidden.", "{n} partnerships are hidden.", count)
    return EmptyState("people", tr("Nothing to look after here"), said)


def _key(pair: Pair | None) -> tuple[int, int]:
    return (pair.client_id, pair.talent_id) if pair is not None else (0, 0)


def _tired(pair: Pair) -> ChipMark:
    return ChipMark(pair.fatigue.role, text(pair.fatigue.words))
