"""PartCard: one row of a record, such as a contact, that opens into its own form."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.forms.form import Form
from ui.forms.saver import Change, Saver
from ui.language import tr
from ui.tasks import Tasks
from ui.theme.icons import draw_glyph
from ui.theme.painting import draw_text, rounded
from ui.widgets import focus
from ui.widgets.boxes import STRETCH, clear, hbox, vbox
from ui.widgets.buttons import Button
from ui.widgets.marks import draw_outline, outline_width

ONE_LINE, TWO_LINES = 34, 46


class PartHead(QAbstractButton):
    """The row of a part: name with tags, a grey line below, a caret that says it opens."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._fact = ""
        self._tags: tuple[str, ...] = ()
        self._faint = False
        self._hovered = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        focus.note(self)

    def set(self, title: str, fact: str, tags: Sequence[str] = (), *, faint: bool = False) -> None:
        """Show another part; a faint one is archived."""
        self._title, self._fact, self._tags, self._faint = title, fact, tuple(tags), faint
        self.setAccessibleName(", ".join((title, *tags)))
        self.setAccessibleDescription(fact)
        self.setFixedHeight(TWO_LINES if fact else ONE_LINE)
        self.update()

    def words(self) -> str:
        """Return what the row says, as a screen reader would."""
        return ", ".join(part for part in (self._title, *self._tags, self._fact) if part)

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(200, TWO_LINES if self._fact else ONE_LINE)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the row under the pointer."""
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has left."""
        self._hovered = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._hovered and self.isEnabled():
            rounded(p, box, "hover", 6)
        ink = "text3" if self._faint else "text"
        top = QRectF(8, 4 if self._fact else 7, box.width() - 34, 20)
        room = sum(outline_width(tag) + 6 for tag in self._tags)
        title = top.adjusted(0, 0, -room, 0)
        used = min(draw_text(p, title, self._title, "name", ink), title.width())
        left = top.left() + used + 8
        for tag in self._tags:
            left += draw_outline(p, left, top.center().y(), tag) + 6
        if self._fact:
            draw_text(p, QRectF(8, 23, box.width() - 34, 18), self._fact, "small", "text3")
        caret = "caret-up" if self.isChecked() else "caret-down"
        draw_glyph(p, QPointF(box.right() - 14, top.center().y()), caret, 12, "text3")


class PartCard(QFrame):
    """A part of a record: a row, and below it, when opened, its form. Fields save themselves."""

    opened = Signal(int)
    """Emitted when the form was opened; carries the part's id."""

    verb_chosen = Signal(str, int)
    """Emitted when one of the buttons below the form was pressed: its key and the part's id."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    def __init__(self, tasks: Tasks, change: Change, form: Form) -> None:
        super().__init__()
        self.key = 0
        self.head = PartHead()
        self.form = form
        self.saver = Saver(tasks, change)
        self.saver.follow(form)
        self._buttons = hbox(None, gap=8)
        self._body = QWidget()
        inner: QVBoxLayout = vbox(
            self._body, self.saver, form, self._buttons, margins=(8, 2, 0, 8), gap=4
        )
        inner.setStretch(1, 0)
        self._body.hide()
        vbox(self, self.head, self._body)
        self.head.toggled.connect(self._on_toggled)
        self.saver.refused.connect(self.refused)

    @property
    def version(self) -> int:
        """The newest known version of the part."""
        return self.saver.version

    def show_part(
        self,
        key: int,
        version: int,
        values: Mapping[str, Any],
        *,
        title: str,
        fact: str = "",
        tags: Sequence[str] = (),
        faint: bool = False,
    ) -> None:
        """Show a part as it is in the studio."""
        self.key = key
        self.head.set(title, fact, tags, faint=faint)
        self.form.set_value({name: values[name] for name in self.form.names() if name in values})
        self.saver.show_record(key, version)

    def set_verbs(self, verbs: Sequence[tuple[str, str]]) -> None:
        """Show buttons below the form: (key, words)."""
        clear(self._buttons)
        for verb, words in verbs:
            button = _Verb(self, verb, words)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)

    def set_open(self, opened: bool) -> None:
        """Open or close the form."""
        self.head.setChecked(opened)

    def is_open(self) -> bool:
        """True while the form is shown."""
        return self.head.isChecked()

    def press(self, verb: str) -> None:
        """Press the button of a verb."""
        self.verb_chosen.emit(verb, self.key)

    def _on_toggled(self, opened: bool) -> None:
        self._body.setVisible(opened)
        if opened:
            self.opened.emit(self.key)


class _Verb(Button):
    """One button below a part's form."""

    def __init__(self, card: PartCard, verb: str, words: str) -> None:
        super().__init__(words, "secondary", height=26)
        self._card = card
        self._verb = verb
        self.setProperty("verb", verb)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self._card.press(self._verb)


class PartList(QWidget):
    """The parts of a record below each other, kept by id; at its foot a link that adds one."""

    verb_chosen = Signal(str, int)
    """Emitted when a verb of a part was chosen: its key and the part's id."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    add_wished = Signal()
    """Emitted when a new part is wanted."""

    def __init__(self, make: Callable[[], PartCard], add: str, empty: str = "") -> None:
        super().__init__()
        self._make = make
        self._cards: dict[int, PartCard] = {}
        self._empty = empty
        self._column = vbox(None, gap=2)
        self.add_button = Button(add, "link", "plus", height=26)
        self.add_button.clicked.connect(self.add_wished)
        vbox(self, self._column, hbox(None, self.add_button, STRETCH), gap=4)

    def card(self, key: int) -> PartCard | None:
        """Return the card of a part."""
        return self._cards.get(key)

    def cards(self) -> list[PartCard]:
        """Return the cards in the order they are shown."""
        return list(self._cards.values())

    def take(self, keys: Sequence[int]) -> list[PartCard]:
        """Have a card for each part, in this order; those that are gone go. Return them."""
        for key in self._cards.keys() - set(keys):
            card = self._cards.pop(key)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for key in keys:
            if key not in self._cards:
                self._cards[key] = self._made()
        self._cards = {key: self._cards[key] for key in keys}
        for place, key in enumerate(keys):
            card = self._cards[key]
            if self._column.indexOf(card) != place:
                self._column.removeWidget(card)
                self._column.insertWidget(place, card)
                card.show()
        return self.cards()

    def open_only(self, key: int) -> None:
        """Open one part and close the others."""
        for other, card in self._cards.items():
            card.set_open(other == key)
        if key in self._cards:
            self._cards[key].form.focus_first()

    def focus_next_open(self, *, backwards: bool = False) -> bool:
        """Go to the next wrong field of an open part."""
        return any(
            card.form.focus_next_open(backwards=backwards)
            for card in self._cards.values()
            if card.is_open()
        )

    def _made(self) -> PartCard:
        card = self._make()
        card.verb_chosen.connect(self.verb_chosen)
        card.refused.connect(self.refused)
        return card


def remove_verbs(*, archived: bool) -> list[tuple[str, str]]:
    """Return the usual verbs of a part: remove it, or put an archived one back."""
    return [("restore", tr("Restore"))] if archived else [("remove", tr("Remove"))]
