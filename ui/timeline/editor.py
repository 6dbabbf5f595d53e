"""The editor of a task beside the time line: each field is one command."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.domain.schedule import words as rules
from studio.domain.schedule.tasks import LinkKind
from studio.services import bookings, schedule
from studio.services.operation import Command
from studio.services.schedule import LinkRow, Moved, Need, TaskRow, task_ref
from ui.context import Context
from ui.forms.fields import ChoiceField, MultiField
from ui.forms.form import Form
from ui.forms.saver import Saver
from ui.language import text, tr
from ui.timeline import menus
from ui.timeline.editorforms import note_form, what_form, when_form, who_form
from ui.timeline.pane import TimelinePane
from ui.timeline.parties import Parties
from ui.timeline.reading import clock_of
from ui.timeline.scale import day_of, minute_of
from ui.widgets.boxes import hbox
from ui.widgets.buttons import icon_button
from ui.widgets.chips import Chip, OutlineChip
from ui.widgets.inspector import Inspector
from ui.widgets.labels import label
from ui.widgets.picks import Choice

WIDTH = 328
DAY = 1440


class TaskEditor(Inspector):
    """Shows one task of a time line; every field saves itself."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    picked = Signal(int)
    """Emitted when a linked task is to be shown; carries its id."""

    def __init__(self, context: Context, pane: TimelinePane) -> None:
        super().__init__(width=WIDTH)
        self.context = context
        self.row: TaskRow | None = None
        self._pane = pane
        self._links: list[LinkRow] = []
        self.saver = Saver(context.tasks, self._command)
        self._state = Chip()
        self._why = label("", "small", "text2", wrap=True)
        today = context.clock.today()
        self.forms: dict[str, Form] = {
            "what": what_form(context.language),
            "when": when_form(today),
            "who": who_form(),
            "note": note_form(),
        }
        for form in self.forms.values():
            self.saver.follow(form)
        self.parties = Parties(context, self)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self.saver)
        self.section().add(self.forms["what"])
        self.section(tr("When")).add(self._why, self.forms["when"])
        self.section(tr("Who", "schedule")).add(self.forms["who"])
        self._links_section = self.section(tr("Links"))
        self.add_link = ChoiceField(placeholder=tr("Wait for another task"))
        self.section(tr("Note")).add(self.forms["note"])
        self.add_link.committed.connect(self._on_link_chosen)
        self.more.picked.connect(pane.do)
        self.parties.came.connect(self._on_parties_came)
        self.saver.refused.connect(self.refused)

    # -- showing --------------------------------------------------------------------------------

    def show_task(self, row: TaskRow) -> None:
        """Show a task as it stands on the board."""
        board, reader = self._pane.board, self._pane.reader
        if board is None or reader is None:
            return
        self.row = row
        self.saver.show_record(row.id, row.version)
        lane = next((one for one in board.lanes if one.id == row.project_id), None)
        project = reader.name(lane.name, lane.name_zh) if lane is not None else ""
        title = reader.name(row.title, row.title_zh)
        self.set_head("", title, project, lane.hue if lane is not None else "")
        state = rules.STATES.state(row.state)
        self._state.set(state.role, text(state.label))
        chips: list[QWidget] = [self._state]
        chips += [OutlineChip(tr("Critical"))] if row.critical and row.state != "done" else []
        chips += [OutlineChip(tr("Late", "task"))] if row.late else []
        self.set_chips(*chips)
        why = self._pane.why(row)
        zone = clock_of(row, board.zone).zone.key
        if zone != board.zone:
            why = tr("{why}. Times of {zone}.").format(why=why, zone=zone)
        self._why.setText(why)
        self._fill(row)
        self._show_links(row)
        menus.fill_task_menu(self.more.entries, row, read_only=self.context.read_only)

    def _fill(self, row: TaskRow) -> None:
        day = DAY if row.elapsed else self._day(row)
        offered = [code for code in rules.STATES.offered(row.state) if not menus.asks(code)]
        offered = [row.state, *offered]
        state = self.forms["what"].field("state")
        if isinstance(state, ChoiceField):
            state.set_choices(
                [Choice(code, text(rules.STATES.label(code))) for code in dict.fromkeys(offered)]
            )
        values = {
            "title": row.title,
            "title_zh": row.title_zh,
            "phase": row.phase,
            "kind": row.kind,
            "state": row.state,
            "done": Decimal(row.done),
            "start": self._wall(row, row.start),
            "finish": self._wall(row, row.finish),
            "days": _short(Decimal(row.duration) / day),
            "stays": row.fixed is not None,
            "due_at": self._wall(row, row.due),
            "deadline_at": self._wall(row, row.deadline),
            "who": tuple(who.ref for who in row.who if who.ref),
            "note": row.note,
        }
        for form in self.forms.values():
            form.set_value({name: values[name] for name in form.names()})
            form.set_locked(self.context.read_only)
        for name in ("finish", "days"):
            self.forms["when"].row(name).set_shown(row.kind != "milestone")

    def _wall(self, row: TaskRow, minute: int | None) -> datetime | None:
        """Return a moment as a field of this machine's zone shows the hour where the task is."""
        board = self._pane.board
        if minute is None or board is None:
            return None
        local = clock_of(row, board.zone).local(minute)
        hours = timedelta(minutes=local % DAY)
        return (datetime.combine(day_of(local), time()) + hours).astimezone(UTC)

    def _minute(self, value: datetime) -> int:
        """Return the UTC minute of what such a field holds."""
        board, wall = self._pane.board, value.astimezone()
        if board is None or self.row is None:
            return rules.minute(value)
        local = minute_of(wall.date()) + wall.hour * 60 + wall.minute
        return clock_of(self.row, board.zone).moment(local)

    def _day(self, row: TaskRow) -> int:
        """Return the work of a usual day on a task's calendar."""
        board = self._pane.board
        key = schedule.key_of(row.calendar)
        found = [one.day for one in board.calendars if one.id == key] if board else []
        return found[0] if found else 480

    def _show_links(self, row: TaskRow) -> None:
        board, reader = self._pane.board, self._pane.reader
        if board is None or reader is None:
            return
        section = self._links_section
        self.add_link.setParent(None)
        section.clear()
        self._links = [one for one in board.links if row.id in (one.before, one.after)]
        for link in self._links:
            section.add(self._link_row(link, row))
        if not self.context.read_only:
            taken = {link.before for link in self._links if link.after == row.id}
            self.add_link.set_choices(
                [
                    Choice(one.id, reader.name(one.title, one.title_zh))
                    for one in board.tasks
                    if one.project_id == row.project_id and one.id not in taken | {row.id}
                ]
            )
            self.add_link.set_value(None)
            section.add(self.add_link)

    def _link_row(self, link: LinkRow, row: TaskRow) -> QWidget:
        reader = self._pane.reader
        waits = link.after == row.id
        other = link.before if waits else link.after
        name = ""
        if reader is not None:
            name = reader.name(*reader.board.names.get(task_ref(other), ("", "")))
        kind = text(rules.LINKS[LinkKind(link.kind)])
        words = tr("Waits for {task}") if waits else tr("{task} waits")
        line = QWidget()
        facts = [kind, *([menus.lag_words(link.lag, self._day(row))] if link.lag else [])]
        names = label(words.format(task=name), "body", wrap=True)
        more = icon_button("x", tr("Remove link"), height=24)
        more.setProperty("link", link.id)
        more.setEnabled(not self.context.read_only)
        more.clicked.connect(self._on_unlink_clicked)
        fact = label(tr(", ", "between facts").join(facts), "small", "text3")
        column = QWidget()
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 2, 0, 2)
        inner.setSpacing(0)
        inner.addWidget(names)
        inner.addWidget(fact)
        layout = hbox(line, column, more)
        layout.setStretch(0, 1)
        return line

    # -- saving ---------------------------------------------------------------------------------

    def _command(self, key: int, version: int, values: Mapping[str, Any]) -> Command[int]:
        """Return the command that saves one field."""
        name, value = next(iter(values.items()))
        special: Mapping[str, Callable[[int, int, Any], Command[Moved]]] = {
            "start": self._start,
            "finish": self._finish,
            "days": self._days,
            "state": self._to_state,
            "done": self._to_done,
            "stays": self._stays,
            "who": self._assign,
        }
        if name in special:
            return versioned(special[name](key, version, value))
        if isinstance(value, datetime):
            values = {name: self._minute(value)}
        return versioned(schedule.change_task(key, version=version, values=values))

    def _start(self, key: int, version: int, value: datetime | None) -> Command[Moved]:
        if value is None:
            return schedule.release_task(key, version=version)
        return bookings.move_work(key, version=version, start=self._minute(value))

    def _finish(self, key: int, version: int, value: datetime | None) -> Command[Moved]:
        if value is None:
            return schedule.release_task(key, version=version)
        return schedule.resize_task(key, version=version, finish=self._minute(value))

    def _days(self, key: int, version: int, value: Decimal | None) -> Command[Moved]:
        row = self.row
        day = 480 if row is None else DAY if row.elapsed else self._day(row)
        minutes = int(((value or Decimal(0)) * day).to_integral_value())
        return schedule.resize_task(key, version=version, duration=minutes)

    def _to_state(self, key: int, version: int, value: str) -> Command[Moved]:
        return schedule.set_state(key, version=version, state=value)

    def _to_done(self, key: int, version: int, value: Decimal | None) -> Command[Moved]:
        return schedule.set_done(key, version=version, percent=int(value or 0))

    def _stays(self, key: int, version: int, value: bool) -> Command[Moved]:
        start = self.row.start if self.row is not None else None
        values: dict[str, object] = {
            "fixed_at": start if value else None,
            "earliest_at": None if value else start,
        }
        return schedule.change_task(key, version=version, values=values)

    def _assign(self, key: int, version: int, value: tuple[str, ...]) -> Command[Moved]:
        known = {who.ref: who for who in self.row.who} if self.row is not None else {}
        needs = [
            Need(ref, known[ref].units, known[ref].skill, known[ref].any_of)
            if ref in known
            else Need(ref)
            for ref in value
        ]
        if self.row is not None:
            open_ = [who for who in self.row.who if not who.ref]
            needs += [Need("", who.units, who.skill, who.any_of) for who in open_]
        return schedule.assign(key, version=version, needs=needs)

    def _on_link_chosen(self) -> None:
        other, row = self.add_link.value(), self.row
        if row is None or not isinstance(other, int):
            return
        key = row.id

        def make() -> Any:
            return schedule.link(other, key)

        self._pane.order(make)

    def _on_unlink_clicked(self) -> None:
        sender = self.sender()
        self._pane.unlink(int(sender.property("link") or 0))

    def _on_parties_came(self, choices: object) -> None:
        field = self.forms["who"].field("who")
        if isinstance(field, MultiField) and isinstance(choices, list):
            field.set_choices(choices)
            self._show_who()

    def _show_who(self) -> None:
        if self.row is not None:
            named = tuple(who.ref for who in self.row.who if who.ref)
            self.forms["who"].set_value({"who": named})

    def focus_field(self, name: str) -> None:
        """Begin with a field, its words marked."""
        form = next(form for form in self.forms.values() if name in form.names())
        form.focus_first() if name == form.names()[0] else form.field(name).setFocus()

    def next_open_field(self, *, backwards: bool = False) -> bool:
        """Go to the next wrong field."""
        forms = list(self.forms.values())
        return any(form.focus_next_open(backwards=backwards) for form in forms)


def versioned(command: Command[Moved]) -> Command[int]:
    """Return a command that answers the version it left, as a saver of fields asks for."""

    def call(session: Any) -> int:
        return command.call(session).version

    return Command(command.label, call, command.right, command.undo, command.request_id)


def _short(value: Decimal) -> Decimal:
    """Return a number of days without needless places."""
    shown = round(value, 3).normalize()
    return shown if shown != shown.to_integral_value() else Decimal(int(shown))
