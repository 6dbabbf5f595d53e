"""Data protection of everybody: what is due, the record of processing, who looked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.errors import StudioError
from studio.services import talent
from studio.services.operation import Query
from studio.services.sheets import Sheet
from studio.services.talent import Talent, personal
from studio.services.talent.personal import Kept, Processed, Seen
from ui.context import Context
from ui.language import long_date, text, tr, trn
from ui.publish.sheet import SheetDialog
from ui.talent import keeping, looked, words
from ui.talent.erasing import EraseDialog
from ui.talent.keeping import RetentionDialog
from ui.widgets.boxes import STRETCH, clear, frame, hbox, scrolled, vbox
from ui.widgets.buttons import Button, Segment, Segments, icon_button
from ui.widgets.dialogs import Dialog
from ui.widgets.facts import Facts, HistoryList
from ui.widgets.labels import label

WIDTH, HEIGHT = 720, 460


class ProtectionDialog(Dialog):
    """What the law asks to be able to show and to do, for the whole roster."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    person_wished = Signal(int)
    """Emitted when somebody's record is to be shown; carries the id."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(tr("Data protection"), parent, width=WIDTH)
        self._context = context
        self._due: list[Kept] = []
        self._dialog: Any = None
        self._erased = 0
        self.views = Segments(
            [
                Segment("due", tr("Due")),
                Segment("record", tr("Record of processing")),
                Segment("looks", tr("Who looked")),
                Segment("abroad", tr("Went abroad")),
            ],
            name=tr("View"),
        )
        ground = QWidget()
        self._rows: QVBoxLayout = vbox(ground, gap=8)
        body = scrolled(ground)
        body.setFixedHeight(HEIGHT)
        self.add(self.views, body)
        self.set_primary(tr("Close"))
        self.set_cancel(tr("Close")).hide()
        self.print = self.add_other(tr("As PDF"), "file-pdf")
        self.print.clicked.connect(self._on_print_clicked)
        self.confirmed.connect(self.accept)
        self.views.chosen.connect(self.show_view)
        self.show_view("due")

    def show_view(self, key: str) -> None:
        """Show another side of it."""
        self.views.set_current(key)
        self.print.setVisible(key == "record")
        asked: dict[str, tuple[Query[Any], Any]] = {
            "due": (personal.due(), self._on_due),
            "record": (personal.processing(), self._on_record),
            "looks": (personal.who_looked(), self._on_looks),
            "abroad": (personal.who_looked(abroad=True), self._on_looks),
        }
        query, then = asked[key]
        self._context.tasks.ask(
            query, owner=self, then=then, failed=self._on_denied, slot="protection"
        )

    def _on_denied(self, error: StudioError) -> None:
        clear(self._rows)
        self.set_problem(error.message)

    # -- what is due ----------------------------------------------------------------------------

    def _on_due(self, due: list[Kept]) -> None:
        self._due = due
        clear(self._rows)
        if not due:
            self._nothing(tr("Nothing is due. Terms follow the rules, or a day set by hand."))
            return
        head = trn("{n} term is over. Nothing goes by itself.",
                   "{n} terms are over. Nothing goes by itself.", len(due))  # fmt: skip
        self._rows.addWidget(label(head, "small", "text3", wrap=True))
        for place, one in enumerate(due):
            self._rows.addWidget(self._due_row(place, one))
        self._rows.addStretch(1)

    def _due_row(self, place: int, one: Kept) -> QWidget:
        row = frame(edge="bottom")
        what = keeping.category(one.category, self._context.clock.today())
        day = long_date(one.until) if one.until is not None else ""
        said = tr("{what}, kept until {day}").format(what=what, day=day)
        name = Button(words.named(one.name), "link", height=22)
        name.setProperty("place", place)
        name.clicked.connect(self._on_name_clicked)
        names = vbox(
            None, hbox(None, name, STRETCH), label(said, "small", "text3", wrap=True), gap=0
        )
        box = hbox(row, margins=(0, 2, 0, 6), gap=8)
        box.addLayout(names, 1)
        if self._context.read_only:
            return row
        later = icon_button("calendar-blank", tr("Keep longer: {name}").format(name=name.text()),
                            height=26)  # fmt: skip
        later.setProperty("place", place)
        later.clicked.connect(self._on_later_clicked)
        act = Button(tr("Erase …") if one.whole else tr("Drop"), height=26)
        act.setAccessibleName(f"{act.text()} {name.text()}, {what}")
        act.setProperty("place", place)
        act.clicked.connect(self._on_act_clicked)
        box.addWidget(later)
        box.addWidget(act)
        return row

    def _sent(self) -> Kept:
        return self._due[int(self.sender().property("place"))]

    def _on_name_clicked(self) -> None:
        self.person_wished.emit(self._sent().talent_id)
        self.accept()

    def _on_later_clicked(self) -> None:
        self._open(RetentionDialog(self._context, self, self._sent()))

    def _on_act_clicked(self) -> None:
        one = self._sent()
        if one.whole:
            self._context.tasks.ask(
                talent.one(one.talent_id), owner=self, then=self._on_person,
                failed=self._on_refused, slot="person",
            )  # fmt: skip
            return
        self._context.tasks.run(
            personal.drop([(one.talent_id, one.category)]), owner=self, then=self._on_dropped,
            failed=self._on_refused,
        )  # fmt: skip

    def _on_person(self, one: Talent) -> None:
        self._open(EraseDialog(self._context, self, one))

    def _open(self, dialog: Any) -> None:
        dialog.said.connect(self._on_done)
        self._dialog = dialog
        dialog.open()

    def _on_dropped(self, _count: int) -> None:
        self._on_done(tr("Dropped"), False)

    def _on_done(self, said: str, undo: bool) -> None:
        self.said.emit(said, undo)
        self.show_view("due")

    def _on_refused(self, error: StudioError) -> None:
        self.set_problem(error.message)

    # -- the record of processing ---------------------------------------------------------------

    def _on_record(self, found: list[Processed]) -> None:
        clear(self._rows)
        for one in found:
            box = frame(edge="bottom")
            column = vbox(box, margins=(0, 2, 0, 10), gap=6)
            head = hbox(None, label(words.named(one.name), "name"), gap=8)
            head.addWidget(label(trn("{n} person", "{n} people", one.people), "small", "text3"))
            if one.due:
                head.addWidget(label(trn("{n} due", "{n} due", one.due), "small", "bad"))
            head.addStretch(1)
            column.addLayout(head)
            column.addWidget(_record_facts(one))
            self._rows.addWidget(box)
        self._rows.addStretch(1)

    def _on_print_clicked(self) -> None:
        self._dialog = SheetDialog(
            self._context, tr("Record of processing"), "processing", self._paper, self
        )
        self._dialog.open()

    def _paper(self, language: str) -> Query[Sheet]:
        return personal.record(language)

    # -- who looked -----------------------------------------------------------------------------

    def _on_looks(self, seen: Sequence[Seen]) -> None:
        clear(self._rows)
        if not seen:
            abroad = self.views.current() == "abroad"
            self._nothing(
                tr("No copy went out of a person's country.")
                if abroad
                else tr("Nobody looked at sealed data yet.")
            )
            return
        history = HistoryList()
        history.set_rows(looked.rows(seen, self._context.clock.today(), whose=True))
        self._rows.addWidget(history)
        self._rows.addStretch(1)

    def _nothing(self, said: str) -> None:
        self._rows.addWidget(label(said, "body", "text2", wrap=True))
        self._rows.addStretch(1)


def _record_facts(one: Processed) -> Facts:
    facts = Facts(label_width=110, gap=3)
    comma = tr(", ", "between facts")
    spans = [
        tr("{country} {span}").format(country=country, span=text(span)) if country else text(span)
        for country, span in one.spans
    ]
    for name, said in (
        (tr("Fields"), comma.join(map(text, one.fields))),
        (tr("Purpose"), words.named(one.purpose)),
        (tr("Lawful basis"), words.named(one.basis)),
        (tr("Who sees it"), words.named(one.recipients)),
        (tr("Kept for"), comma.join([*spans, text(one.since)])),
        (tr("Protection"), tr("sealed, masked on screen") if one.sealed else tr("by role")),
    ):
        facts.add(name, label(said, "small", "text2", wrap=True))
    return facts
