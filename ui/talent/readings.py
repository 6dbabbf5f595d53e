"""The readings of an account: put one down, look at all, correct, explain and remove them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.talent import sheets
from studio.domain.talent.accounts import SOURCES
from studio.errors import StudioError
from studio.services import talent
from studio.services.operation import Command
from studio.services.talent import Account, CourseRow, ReadingRow
from ui.context import Context
from ui.forms.fields import ChoiceField, DateField, NumberField, PercentField, TextField
from ui.language import dated, long_date, number, percent, text, tr, trn
from ui.models.columns import Column
from ui.models.ids import Arrived
from ui.models.table import RecordTable
from ui.talent.daily import DayDialog
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label
from ui.widgets.marks import Words
from ui.widgets.picks import Choice

FIGURES = (
    "following", "posts", "avg_views", "avg_likes", "avg_comments", "avg_shares", "avg_saves",
)  # fmt: skip


class CountField(NumberField):
    """How many, as pages write it: "1.2万", "12.3k", "6,240,000"; its value is a Decimal."""

    def read(self, typed_text: str) -> Decimal:
        """Return the count of a text; raises Invalid."""
        return Decimal(sheets.count(typed_text))


class ReadingDialog(DayDialog):
    """Asks what an account's page said on a day; a second one of a day may replace the first."""

    def __init__(
        self,
        context: Context,
        parent: QWidget | None,
        account: Account,
        reading: ReadingRow | None = None,
    ) -> None:
        title = tr("Reading of @{handle}") if reading else tr("Read @{handle}")
        title = title.format(handle=account.handle)
        super().__init__(context, title, parent, width=680, label_width=120, columns=2)
        self._account, self._reading = account, reading
        self._fill()
        if reading is not None:
            self.form.set_value({name: getattr(reading, name) for name in self.form.names()})
        else:
            self.form.set_value({"as_of": context.clock.today(), "source": "manual"})
            self._say_before()
        self.add(self.form)
        self.form.focus_field("followers")

    def _fill(self) -> None:
        form = self.form
        form.add("as_of", tr("Read on"), DateField(self.context.clock.today()), required=True)
        form.add("followers", tr("Followers"), CountField(), required=True)
        for name, title in zip(FIGURES, _figure_names(), strict=True):
            form.add(name, title, CountField(), column=int(name.startswith("avg_")))
        form.add("completion", tr("Watched to the end"), PercentField())
        form.add("generic_comments", tr("Empty comments"), PercentField())
        sources = [Choice(code, text(said)) for code, said in SOURCES.items()]
        form.add("source", tr("Source"), ChoiceField(sources), column=1)
        explains = tr("A note on the day of a sudden rise explains it.")
        form.add("note", tr("Note"), TextField(limit=300), wide=True, help=explains)

    def _say_before(self) -> None:
        held = self._account.reading
        if held is not None:
            words = tr("Before: {followers} on {day}.")
            self.lead(words.format(followers=number(held.followers), day=long_date(held.as_of)))

    def command(self, values: dict[str, Any], *, replace: bool) -> Command[int]:
        """Return the putting down, or the correction, of the reading."""
        clean = _kept(values)
        if self._reading is not None:
            key, version = self._reading.id, self._reading.version
            return talent.change_reading(key, version=version, values=clean)
        given = {name: value for name, value in clean.items() if value not in (None, "")}
        return talent.read(self._account.id, given, replace=replace)

    def kept(self) -> str:
        """Return what is said when it was kept."""
        return tr("Reading kept")

    def may_replace(self) -> bool:
        """Only a new reading takes the place of one there is."""
        return self._reading is None


def _kept(values: Mapping[str, Any]) -> dict[str, object]:
    counts = (*FIGURES, "followers")
    return {
        name: int(value) if name in counts and value is not None else value
        for name, value in values.items()
    }


def _figure_names() -> tuple[str, ...]:
    return (
        tr("Following"), tr("Posts"), tr("Average views"), tr("Average likes"),
        tr("Average comments"), tr("Average shares"), tr("Average saves"),
    )  # fmt: skip


class ReadingsDialog(Dialog):
    """Every reading of an account, the newest first; what stands out, and what explains it."""

    said = Signal(str, bool)
    """Emitted when a reading was put down, changed or removed."""

    def __init__(self, context: Context, parent: QWidget | None, account: Account) -> None:
        title = tr("Readings of @{handle}").format(handle=account.handle)
        super().__init__(title, parent, width=760)
        self._context, self._account = context, account
        self._rows: dict[int, CourseRow] = {}
        self._dialog: ReadingDialog | None = None
        self._fact = self.lead("")
        self.table = RecordTable(_columns(), self._fetch, height=34, name=title)
        self.table.setMinimumHeight(320)
        self._none = label(tr("This account was not read yet."), "body", "text3")
        self._none.hide()
        self.add(self.table, self._none)
        self.set_primary(tr("Put down a reading"))
        self.change_button = self._button(tr("Change …"), "pencil-simple", self.change)
        self.remove_button = self._button(tr("Remove"), "trash", self.remove)
        self.set_cancel(tr("Close"))
        if context.read_only:
            self.set_ready(False)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.opened.connect(self._on_opened)
        self.confirmed.connect(self.put_down)
        context.live.changed.connect(self._on_live_changed)
        self._on_current_changed(0)
        self._ask()

    def _button(self, words: str, icon: str, slot: Any) -> Button:
        made = self.add_other(words, icon)
        made.clicked.connect(slot)
        return made

    def _ask(self) -> None:
        self._context.tasks.ask(
            talent.course(self._account.id), owner=self, then=self._on_rows, slot="course"
        )

    def _on_rows(self, rows: list[CourseRow]) -> None:
        first = not self._rows
        self._rows = {row.id: row for row in rows}
        self.table.forget()
        self.table.set_ids([row.id for row in rows], select_first=True)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        count = trn("{n} reading", "{n} readings", len(rows))
        odd = [row.id for row in rows if row.jump is not None and not row.note]
        if odd:
            stands_out = trn(
                "{n} day stands out without a note.",
                "{n} days stand out without a note.",
                len(odd),
            )
            count = tr("{count}. {finding}").format(count=count, finding=stands_out)
            if first:
                self.table.select_id(odd[0])
        self._fact.setText(count)

    def _fetch(self, ids: Sequence[int], arrived: Arrived) -> None:
        arrived({key: self._rows[key] for key in ids if key in self._rows})

    def put_down(self) -> None:
        """Ask for a further reading."""
        self._open(None)

    def change(self) -> None:
        """Ask what the chosen reading is to say instead."""
        row = self._rows.get(self.table.current_id())
        if row is not None:
            self._open(row)

    def remove(self) -> None:
        """Take the chosen reading away; it can be undone."""
        row = self._rows.get(self.table.current_id())
        if row is not None:
            made = talent.remove_reading(row.id, version=row.version)
            self._context.tasks.run(
                made, owner=self, then=self._on_removed, failed=self._on_refused
            )

    def _open(self, row: CourseRow | None) -> None:
        self._dialog = ReadingDialog(self._context, self, self._account, row)
        self._dialog.said.connect(self.said)
        self._dialog.open()

    def _on_removed(self, _nothing: None) -> None:
        self.said.emit(tr("Reading removed"), True)

    def _on_refused(self, error: StudioError) -> None:
        self.set_problem(error.message)

    def _on_live_changed(self, _changes: object, _origin: str) -> None:
        self._ask()

    def _on_current_changed(self, key: int) -> None:
        ready = key > 0 and not self._context.read_only
        self.change_button.setEnabled(ready)
        self.remove_button.setEnabled(ready)

    def _on_opened(self, _key: int) -> None:
        if not self._context.read_only:
            self.change()


def _columns() -> list[Column]:
    return [
        Column("day", tr("Day"), "text", _day, 140, sortable=False),
        Column("followers", tr("Followers"), "number", _followers, 110, sortable=False),
        Column("change", tr("Change"), "text", _change, 130, align="right", sortable=False),
        Column("source", tr("Source"), "text", _source, 130, sortable=False),
        Column("note", tr("Note"), "text", _note, 220, sortable=False, stretch=True),
    ]


def _day(row: CourseRow) -> str:
    return dated(row.as_of)


def _followers(row: CourseRow) -> int:
    return row.followers


def _change(row: CourseRow) -> str | Words:
    if row.change is None:
        return ""
    shown = f"{row.change:+,}"
    if row.days > 1:
        shown = tr("{change} in {days} days").format(change=shown, days=row.days)
    odd = row.jump is not None and not row.note
    return Words(shown, "warn" if odd else "text2", "body")


def _source(row: CourseRow) -> str:
    return text(SOURCES.get(row.source))


def _note(row: CourseRow) -> str | Words:
    if row.jump is None:
        return Words(row.note, style="body")
    share = percent(round(row.jump.share, 4))
    if row.note:
        words = tr("{share} a day, explained: {note}")
        return Words(words.format(share=share, note=row.note), "good", "body")
    return Words(tr("{share} a day stands out").format(share=share), "warn", "body")
