"""Places, people and lines of a shoot day: rows that open, move by Alt+Up and Alt+Down, paste."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from studio.domain import shoots as rules
from studio.errors import Invalid, StudioError
from studio.services import shoots
from studio.services.shoots import LineRow, PersonRow, PlaceRow
from ui.context import Context
from ui.forms.form import Form
from ui.forms.part import PartCard, PartList
from ui.language import text, tr, trn
from ui.schedule.shoots import forms, pasting, words
from ui.tasks import Order
from ui.widgets.boxes import STRETCH, hbox, vbox
from ui.widgets.buttons import Button

Row = PlaceRow | PersonRow | LineRow
Change = Callable[[int, int, Mapping[str, object]], Order[int]]

CHANNELS = ("wechat", "phone", "mail")


class Parts(QWidget):
    """A list of one kind of thing on a shoot day."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused; carries the StudioError."""

    def __init__(self, context: Context, add: str) -> None:
        super().__init__()
        self.context = context
        self.day = 0
        self._added = 0
        self.list = PartList(self._make, add)
        vbox(self, self.list)
        self.list.refused.connect(self.refused)
        self.list.add_wished.connect(self.add_new)
        self.list.verb_chosen.connect(self.do)

    def show_rows(self, day: int, rows: Sequence[Any], *, locked: bool) -> None:
        """Show what stands on a day."""
        self.day = day
        for card, row in zip(self.list.take([row.id for row in rows]), rows, strict=True):
            self._show(card, row)
            card.form.set_locked(locked)
            card.set_verbs([] if locked else self.verbs(row))
        self.list.add_button.setVisible(not locked)
        if self._added and self.list.card(self._added) is not None:
            self.list.open_only(self._added)
            self._added = 0

    # What each kind says for itself

    def form(self) -> Form:
        """Return an empty form of the kind."""
        raise NotImplementedError

    def change(self, key: int, version: int, values: Mapping[str, object]) -> Order[int]:
        """Return the command that changes one."""
        raise NotImplementedError

    def new(self) -> Order[int]:
        """Return the command that adds one."""
        raise NotImplementedError

    def remove(self, key: int, version: int) -> Order[None]:
        """Return the command that takes one off."""
        raise NotImplementedError

    def moved(self, key: int, version: int, step: int) -> Order[None]:
        """Return the command that moves one up or down."""
        raise NotImplementedError

    def said_of(self, row: Any) -> tuple[str, str, tuple[str, ...]]:
        """Return head, grey line and tags of one."""
        raise NotImplementedError

    def verbs(self, row: Any) -> list[tuple[str, str]]:
        """Return the buttons below an open form."""
        return [("up", tr("Up")), ("down", tr("Down")), ("remove", tr("Remove"))]

    # What they share

    def _make(self) -> PartCard:
        card = PartCard(self.context.tasks, self.change, self.form())
        card.head.installEventFilter(self)
        return card

    def _show(self, card: PartCard, row: Any) -> None:
        title, fact, tags = self.said_of(row)
        card.show_part(
            row.id,
            row.version,
            {name: getattr(row, name) for name in card.form.names()},
            title=title,
            fact=fact,
            tags=tags,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move a row with Alt+Up and Alt+Down, remove it with Delete."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            card = next((one for one in self.list.cards() if one.head is watched), None)
            verb = _verb(event)
            if card is not None and verb and verb in dict(self.verbs_of(card)):
                self.do(verb, card.key)
                return True
        return super().eventFilter(watched, event)

    def verbs_of(self, card: PartCard) -> list[tuple[str, str]]:
        """Return what can be done with a card now."""
        return [] if not self.list.add_button.isVisibleTo(self) else [
            ("up", ""), ("down", ""), ("remove", "")
        ]  # fmt: skip

    def add_new(self) -> None:
        """Add one and open its form."""
        self.context.tasks.run(
            self.new(), owner=self, then=self._on_added, failed=self.refused.emit
        )

    def do(self, verb: str, key: int) -> None:
        """Carry out a verb."""
        card = self.list.card(key)
        if card is None:
            return
        command = self.command(verb, key, card.version)
        if command is not None:
            self.context.tasks.run_outcome(
                command, owner=self, then=self._on_done, failed=self.refused.emit
            )

    def command(self, verb: str, key: int, version: int) -> Any:
        """Return the command of a verb, None for one that asks something first."""
        if verb in ("up", "down"):
            return self.moved(key, version, -1 if verb == "up" else 1)
        return self.remove(key, version)

    def _on_added(self, key: int) -> None:
        self._added = key
        if self.list.card(key) is not None:
            self.list.open_only(key)
            self._added = 0

    def _on_done(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), bool(outcome.undoable))


def _verb(event: QKeyEvent) -> str:
    if event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down"}.get(Qt.Key(event.key()), "")
    return "remove" if event.key() == Qt.Key.Key_Delete else ""


class Places(Parts):
    """Where to go."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Add place"))

    def form(self) -> Form:
        """Return the form of a place."""
        return forms.place_form()

    def change(self, key: int, version: int, values: Mapping[str, object]) -> Order[int]:
        """Change a place."""
        return shoots.change_place(key, version=version, values=values)

    def new(self) -> Order[int]:
        """Add a place with a name to be typed over."""
        return shoots.add_place(self.day, {"name": tr("New place")})

    def remove(self, key: int, version: int) -> Order[None]:
        """Take a place off."""
        return shoots.remove_place(key, version=version)

    def moved(self, key: int, version: int, step: int) -> Order[None]:
        """Move a place."""
        return shoots.move_place(key, version=version, step=step)

    def said_of(self, row: PlaceRow) -> tuple[str, str, tuple[str, ...]]:
        """Return what the row of a place says."""
        kind = text(rules.PLACES[row.kind])
        return words.named(row.name, row.name_zh), words.place_fact(row), (kind,)


class People(Parts):
    """Who is called, and whether they confirmed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Call somebody"))

    def form(self) -> Form:
        """Return the form of somebody called."""
        return forms.person_form()

    def change(self, key: int, version: int, values: Mapping[str, object]) -> Order[int]:
        """Change what is said of somebody."""
        return shoots.change_person(key, version=version, values=values)

    def new(self) -> Order[int]:
        """Call somebody whose name is to be typed."""
        return shoots.add_person(self.day, {"name": tr("New person")})

    def remove(self, key: int, version: int) -> Order[None]:
        """Call somebody off."""
        return shoots.remove_person(key, version=version)

    def moved(self, key: int, version: int, step: int) -> Order[None]:
        """Move somebody."""
        return shoots.move_person(key, version=version, step=step)

    def said_of(self, row: PersonRow) -> tuple[str, str, tuple[str, ...]]:
        """Return what the row of somebody says."""
        tags = [text(rules.SIDES[row.side])] if row.side != "crew" else []
        if row.state == "confirmed":
            tags.append(tr("Confirmed", "answer"))
        if row.minor:
            tags.append(tr("Minor"))
        return words.named(row.name, row.name_zh), words.person_fact(row), tuple(tags)

    def verbs(self, row: PersonRow) -> list[tuple[str, str]]:
        """Offer confirming by each channel, or taking it back."""
        if row.state == "confirmed":
            answers = [("unconfirm", tr("Not confirmed"))]
        else:
            answers = [
                (f"confirm:{code}", tr("Confirmed, {channel}").format(channel=text(label)))
                for code, label in rules.CHANNELS.items()
                if code in CHANNELS
            ]
        return [*answers, *super().verbs(row)[2:]]

    def command(self, verb: str, key: int, version: int) -> Any:
        """Return the command of a verb."""
        if verb == "unconfirm":
            return shoots.unconfirm(key, version=version)
        if verb.startswith("confirm:"):
            return shoots.confirm(key, version=version, channel=verb.partition(":")[2])
        return super().command(verb, key, version)


class Lines(Parts):
    """The schedule, the shots, the gear or the samples."""

    def __init__(self, context: Context, part: str, add: str) -> None:
        self.part = part
        super().__init__(context, add)
        self.paste_button = Button(tr("Paste rows"), "link", "clipboard", height=26)
        self.paste_button.clicked.connect(self.paste)
        column = self.layout()
        if column is not None:
            foot = QWidget()
            hbox(foot, self.paste_button, STRETCH)
            column.addWidget(foot)

    def show_rows(self, day: int, rows: Sequence[Any], *, locked: bool) -> None:
        """Show the lines; a locked day takes no pasted ones."""
        super().show_rows(day, rows, locked=locked)
        self.paste_button.setVisible(not locked)

    def form(self) -> Form:
        """Return the form of a line."""
        return forms.line_form(self.part)

    def change(self, key: int, version: int, values: Mapping[str, object]) -> Order[int]:
        """Change a line."""
        return shoots.change_line(key, version=version, values=values)

    def new(self) -> Order[int]:
        """Add a line to be typed over; one of the schedule follows the last."""
        values: dict[str, object] = {"part": self.part, "title": tr("New line")}
        if self.part == "schedule":
            values["at"] = self._next_time()
        return shoots.add_line(self.day, values)

    def _next_time(self) -> str:
        times = [str(card.form.field("at").value()) for card in self.list.cards()]
        last = max((one for one in times if one), default="07:30")
        return rules.clock(min(rules.minutes(last) + 30, 23 * 60 + 30))

    def remove(self, key: int, version: int) -> Order[None]:
        """Take a line off."""
        return shoots.remove_line(key, version=version)

    def moved(self, key: int, version: int, step: int) -> Order[None]:
        """Move a line."""
        return shoots.move_line(key, version=version, step=step)

    def said_of(self, row: LineRow) -> tuple[str, str, tuple[str, ...]]:
        """Return what a line says."""
        return words.line_title(row), words.line_fact(row), ()

    def paste(self) -> None:
        """Add the rows of the clipboard."""
        self.paste_text(QGuiApplication.clipboard().text())

    def paste_text(self, typed: str) -> None:
        """Add the rows of a text in one step; a line that cannot be taken is named."""
        found = pasting.rows(typed, self.part)
        if not found:
            self.said.emit(tr("There is nothing to paste."), False)
            return
        self.context.tasks.run(
            shoots.add_lines(self.day, found),
            owner=self,
            then=self._on_pasted,
            failed=self._on_paste_refused,
        )

    def _on_pasted(self, keys: list[int]) -> None:
        self.said.emit(trn("{n} row pasted", "{n} rows pasted", len(keys)), True)

    def _on_paste_refused(self, error: StudioError) -> None:
        if isinstance(error, Invalid) and error.fields:
            name, why = next(iter(error.fields.items()))
            number = name.partition(".")[0]
            if number.isdigit():
                row = tr("Row {number}: {why} Nothing was pasted.")
                self.said.emit(row.format(number=int(number) + 1, why=text(why)), False)
                return
        self.refused.emit(error)
