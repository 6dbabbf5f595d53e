"""Who and what is booked for a project; a booking opens in its dialog."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.names import pick
from studio.domain.talent import DISCIPLINES
from studio.services import bookings
from studio.services.bookings import BookingRow
from studio.services.projects import Project
from ui.booking.dialog import BookingDialog
from ui.context import Context
from ui.language import money, short_date, text, time_of, tr
from ui.models.columns import Column, NameCell
from ui.models.table import RecordTable
from ui.widgets.boxes import STRETCH, frame, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import label
from ui.widgets.marks import ChipMark
from ui.widgets.waiting import Waiting


class Team(QWidget):
    """Lists the bookings of a project and makes new ones."""

    said = Signal(str, bool)
    """Emitted when a booking was made or changed; the words, and that it can be undone."""

    open_requested = Signal(object)
    """Emitted when a record a booking belongs to is to be opened; carries a Ref."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._project: Project | None = None
        self._shown: Mapping[int, BookingRow] = {}
        self._dialog: BookingDialog | None = None
        self.table = RecordTable(self._columns(), self._fetch, name=tr("Bookings"))
        self._waiting = Waiting(self.table)
        self._count = label("", "small", "text3")
        self.book = Button(tr("Book somebody"), icon="calendar-plus")
        ground = frame("surface", "top")
        head = hbox(None, self._count, STRETCH, self.book, margins=(24, 10, 24, 10))
        vbox(ground, head, self._waiting)
        vbox(self, ground)
        self.book.clicked.connect(self._on_book_clicked)
        self.table.opened.connect(self._on_opened)

    def _columns(self) -> list[Column]:
        return [
            Column("who", tr("Who or what"), "name", self._who, 230, sortable=False),
            Column("for", tr("For"), "text", self._what, 200, sortable=False, stretch=True),
            Column("when", tr("When"), "text", _when, 210, sortable=False),
            Column("state", tr("State"), "chip", _state, 130, sortable=False),
            Column("rate", tr("Rate"), "text", _rate, 120, sortable=False, align="right"),
        ]

    def show_bookings(self, project: Project, rows: Sequence[BookingRow], *, locked: bool) -> None:
        """Show other bookings."""
        self._project = project
        self._shown = {row.id: row for row in rows}
        self.book.setEnabled(not locked)
        self.book.setVisible(bool(rows))
        sure = sum(row.state in ("confirmed", "in_progress", "completed") for row in rows)
        self._count.setText(
            tr("{sure} of {all} confirmed").format(sure=sure, all=len(rows)) if rows else ""
        )
        self.table.forget()
        self.table.set_ids([row.id for row in rows])
        if rows:
            self._waiting.show_content()
            return
        add = Button(tr("Book somebody"), "primary", "plus")
        add.setEnabled(not locked)
        add.clicked.connect(self._on_book_clicked)
        self._waiting.show_empty(
            EmptyState(
                "people",
                tr("Nobody is booked yet"),
                tr("Hold or book creators, crew, rooms and gear; clashes are told before saving."),
                add,
            )
        )

    def names(self) -> list[str]:
        """Return who and what is listed."""
        return [pick(row.name, row.name_zh, self._context.language) for row in self._shown.values()]

    def _fetch(
        self, ids: Sequence[int], arrived: Callable[[Mapping[int, BookingRow]], object]
    ) -> None:
        arrived({key: self._shown[key] for key in ids if key in self._shown})

    def _who(self, row: BookingRow) -> NameCell:
        craft = DISCIPLINES.get(row.craft)
        name = pick(row.name, row.name_zh, self._context.language)
        return NameCell(name, fact=text(craft) if craft else "")

    def _what(self, row: BookingRow) -> str:
        return pick(row.title, row.title_zh, self._context.language) or row.role

    def _on_book_clicked(self) -> None:
        if self._project is not None:
            work = ("project", self._project.id)
            self._open(BookingDialog(self._context, self.window(), {"work": work}))

    def _on_opened(self, key: int) -> None:
        self._open(BookingDialog(self._context, self.window(), booking_id=key))

    def _open(self, dialog: BookingDialog) -> None:
        self._dialog = dialog
        dialog.saved.connect(self._on_saved)
        dialog.open_requested.connect(self.open_requested)
        dialog.open()

    def _on_saved(self, _key: int) -> None:
        self.said.emit(tr("Booking kept"), True)


def ask(context: Context, project_id: int, owner: QWidget, then: Callable[..., object]) -> None:
    """Ask for the bookings of a project."""
    context.tasks.ask(bookings.of_project(project_id), owner=owner, then=then, slot="bookings")


def _when(row: BookingRow) -> str:
    first, last = row.start_at.astimezone(), row.end_at.astimezone()
    begin, end = time_of(row.start_at), time_of(row.end_at)
    if first.date() == last.date():
        return tr("{day}, {begin} to {end}").format(
            day=short_date(first.date()), begin=begin, end=end
        )
    return tr("{day} {begin} to {last} {end}").format(
        day=short_date(first.date()), begin=begin, last=short_date(last.date()), end=end
    )


def _state(row: BookingRow) -> ChipMark:
    return ChipMark(row.shown.role, text(row.shown.label))


def _rate(row: BookingRow) -> str:
    return money(row.rate) if row.rate is not None and row.rate.minor else ""
