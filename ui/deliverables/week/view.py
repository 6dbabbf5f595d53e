"""The week: seven days of pieces, the tray of those without a day, and the weeks around."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from studio.services.deliverables import PieceRow, Week
from ui.context import Context
from ui.deliverables.dropping import CardDrop
from ui.deliverables.pictures import Pictures
from ui.deliverables.week.cards import WeekCard, card_of, why_fixed
from ui.deliverables.week.days import TRAY_KEY, Column, Days, PieceList
from ui.deliverables.week.drag import DragMark
from ui.deliverables.week.strip import WeekStrip
from ui.language import tr, weekday_date
from ui.widgets.boxes import hbox, vbox


class WeekView(QWidget):
    """What goes out on which day. A move is asked for by a signal; the page does it."""

    planned = Signal(int, object)
    """Emitted when a piece is to go out on another day: its id and the day, None for none."""

    refused = Signal(str)
    """Emitted when a piece keeps its day; carries the reason."""

    turned = Signal(object)
    """Emitted when another week is wanted; carries a day of it, None for this week."""

    opened = Signal(int)
    """Emitted when a piece is to be opened; carries its id."""

    current_changed = Signal(int)
    """Emitted when another piece is current; carries its id, 0 for none."""

    menu_requested = Signal(int, QPoint)
    """Emitted on a right click or the menu key: the piece's id and the place on the screen."""

    dropped = Signal(int, list)
    """Emitted when files were dropped on a piece; carries its id and their paths."""

    def __init__(self, context: Context, pictures: Pictures) -> None:
        super().__init__()
        self._context = context
        self._pictures = pictures
        self._week: Week | None = None
        self._rows: dict[int, PieceRow] = {}
        self._current = 0
        self.strip = WeekStrip()
        self.tray = Column(tray=True)
        self._days = [Column() for _ in range(7)]
        self.days = Days(self._days)
        body = hbox(None, self.days, self.tray, gap=14)
        body.setStretch(0, 1)
        column = vbox(self, self.strip, 12, body, margins=(24, 0, 24, 12))
        column.setStretch(2, 1)
        self._mark = DragMark(self)
        self.setFocusProxy(self._days[0].list)
        self._connect()

    def _connect(self) -> None:
        self.strip.chosen.connect(self.turned)
        self._pictures.arrived.connect(self._on_picture_arrived)
        for one in self.columns():
            shown = one.list
            shown.cancelled.connect(self._end_drag)
            shown.cleared.connect(self._on_cleared)
            shown.customContextMenuRequested.connect(self._on_menu)
            shown.dragged.connect(self._on_dragged)
            shown.dropped.connect(self._on_dropped)
            shown.opened.connect(self.opened)
            shown.picked_changed.connect(self.select)
            shown.shifted.connect(self.shift)
            shown.stepped.connect(self.turn)
            shown.walked.connect(self.walk)
            drop = CardDrop(shown, enabled=not self._context.read_only)
            drop.dropped.connect(self.dropped)

    # -- showing --------------------------------------------------------------------------------

    def columns(self) -> list[Column]:
        """Return the seven days, and the tray after them."""
        return [*self._days, self.tray]

    def show_week(self, week: Week) -> None:
        """Show a week; the current piece stays current where it is in it."""
        self._week = week
        self._rows = {row.id: row for day in (*week.days, week.unscheduled) for row in day}
        for number, (column, rows) in enumerate(zip(self._days, week.days, strict=True)):
            column.set_day(week.start + timedelta(days=number), week.today)
            column.set_cards(self._cards(rows, column.day), len(rows))
        self.tray.set_cards(self._cards(week.unscheduled, None), week.unscheduled_total)
        self.tray.note.setText(self._note(week))
        self.strip.show_weeks(week.weeks, week.start)
        words = tr("Nothing planned; {n} unscheduled").format(n=week.unscheduled_total)
        self.days.say_nothing("" if any(week.days) else words)
        if self._current not in self._rows:
            self._current_is(0)
        else:
            self._outline()
            self._follow()

    def _follow(self) -> None:
        """Keep the focus with the current piece when it has gone to another column."""
        column = self.column_of(self._current)
        focused = self.window().focusWidget()
        inside = any(one.list is focused for one in self.columns())
        if column is not None and inside and column.list is not focused:
            column.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cards(self, rows: Sequence[PieceRow], day: date | None) -> list[WeekCard]:
        movable = not self._context.read_only
        language = self._context.language
        return [card_of(row, day, language, self._pictures, movable=movable) for row in rows]

    def _note(self, week: Week) -> str:
        shown = len(week.unscheduled)
        if shown < week.unscheduled_total:
            return tr("The first {n} are shown. Filter by project to see others.").format(n=shown)
        if self._context.read_only:
            return ""
        return tr("Drag a piece onto a day.") if shown else tr("Every open piece has its day.")

    def week(self) -> Week | None:
        """Return the week that is shown."""
        return self._week

    def row(self, piece: int) -> PieceRow | None:
        """Return a piece that is shown."""
        return self._rows.get(piece)

    # -- the current piece ----------------------------------------------------------------------

    def current_id(self) -> int:
        """Return the id of the current piece, 0 for none."""
        return self._current

    def select(self, piece: int) -> bool:
        """Make a piece current and bring it into sight; False where the week has it not."""
        column = self.column_of(piece)
        if column is None:
            return False
        self._current_is(piece)
        column.list.scrollTo(column.list.currentIndex())
        return True

    def column_of(self, piece: int) -> Column | None:
        """Return the column a piece stands in."""
        return next((one for one in self.columns() if one.list.cards.row_of(piece) >= 0), None)

    def focus_cards(self) -> None:
        """Put the focus on the column of the current piece, else on the first with one."""
        column = self.column_of(self._current)
        filled = (one for one in self.columns() if one.list.cards.cards)
        target = column or next(filled, self._days[0])
        target.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _current_is(self, piece: int) -> None:
        changed = piece != self._current
        self._current = piece
        self._outline()
        if changed:
            self.current_changed.emit(piece)

    def _outline(self) -> None:
        for column in self.columns():
            column.list.set_picked(self._current)

    def walk(self, step: int) -> None:
        """Go to the piece before or after, day by day, through the tray at last."""
        order = [card.id for column in self.columns() for card in column.list.cards.cards]
        if not order:
            return
        at = order.index(self._current) + step if self._current in order else 0
        piece = order[min(max(at, 0), len(order) - 1)]
        column = self.column_of(piece)
        if column is not None and not column.list.hasFocus():
            column.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.select(piece)

    def turn(self, step: int) -> None:
        """Ask for the week before (-1) or after (1)."""
        if self._week is not None:
            self.turned.emit(self._week.start + timedelta(weeks=step))

    # -- moving ---------------------------------------------------------------------------------

    def shift(self, step: int) -> None:
        """Move the current piece by a day; one without a day goes to today, else to Monday."""
        row = self._rows.get(self._current)
        if row is None or self._week is None:
            return
        if row.publish_on is not None:
            self.plan(row, row.publish_on + timedelta(days=step))
            return
        week = self._week
        inside = week.start <= week.today <= week.start + timedelta(days=6)
        self.plan(row, week.today if inside else week.start)

    def _on_cleared(self) -> None:
        row = self._rows.get(self._current)
        if row is not None and row.publish_on is not None:
            self.plan(row, None)

    def plan(self, row: PieceRow, day: date | None) -> None:
        """Ask for a piece to go out on a day, or say why it cannot."""
        if self._context.read_only or day == row.publish_on:
            return
        if why := why_fixed(row):
            self.refused.emit(why)
        else:
            self.planned.emit(row.id, day)

    def _target_at(self, screen: QPoint, row: PieceRow) -> tuple[str, date | None, QRectF]:
        """Return what a piece is held over: its key ("" for nothing), the day, the place."""
        week = self.strip.week_at(QPointF(self.strip.mapFromGlobal(screen)))
        if week is not None:
            number = row.publish_on.weekday() if row.publish_on is not None else 0
            return "week", week.start + timedelta(days=number), QRectF()
        for column in self.columns():
            if column.rect().contains(column.mapFromGlobal(screen)):
                place = QRectF(column.rect()).translated(column.mapTo(self, QPoint(0, 0)))
                return column.key, column.day, place
        return "", None, QRectF()

    def _on_dragged(self, piece: int, screen: QPoint) -> None:
        source, row = self.column_of(piece), self._rows.get(piece)
        if source is None or row is None:
            return
        source.list.lifted = piece
        source.list.viewport().update()
        key, day, place = self._target_at(screen, row)
        why = why_fixed(row) if key and day != row.publish_on else ""
        self.strip.aim(day - timedelta(days=day.weekday()) if key == "week" and day else None)
        card = source.list.cards.cards[source.list.cards.row_of(piece)]
        if isinstance(card, WeekCard):
            wide = self._days[0].list.viewport().width()
            words = why or (_words(row, day) if key else "")
            centre = QPointF(self.mapFromGlobal(screen))
            self._mark.show_card(card, wide, centre, place, words, bad=bool(why))

    def _on_dropped(self, piece: int, screen: QPoint) -> None:
        row = self._rows.get(piece)
        self._end_drag()
        if row is None:
            return
        key, day, _ = self._target_at(screen, row)
        if key:
            self.plan(row, None if key == TRAY_KEY else day)

    def _end_drag(self) -> None:
        self._mark.hide()
        self.strip.aim(None)
        for column in self.columns():
            column.list.lifted = 0
            column.list.viewport().update()

    def drag_words(self) -> str:
        """Return what is said beside a piece that is being dragged."""
        return self._mark.words if self._mark.isVisible() else ""

    # -- the rest -------------------------------------------------------------------------------

    def _on_menu(self, place: QPoint) -> None:
        shown = self.sender()
        if isinstance(shown, PieceList):
            card = shown.card_at(place)
            piece = card.id if card is not None else self._current
            if piece:
                self.select(piece)
                self.menu_requested.emit(piece, shown.viewport().mapToGlobal(place))

    def _on_picture_arrived(self) -> None:
        for column in self.columns():
            column.list.viewport().update()


def _words(row: PieceRow, day: date | None) -> str:
    """Say where a piece would go, and from where."""
    if day is None:
        return tr("No day") if row.publish_on is not None else ""
    if row.publish_on is None:
        return weekday_date(day)
    if day == row.publish_on:
        return tr("Stays on {day}").format(day=weekday_date(day))
    words = tr("{day}, from {before}")
    return words.format(day=weekday_date(day), before=weekday_date(row.publish_on))
