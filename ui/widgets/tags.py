"""A field of several picks, shown as tags or badges in a row."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from studio.domain import typed
from studio.errors import Invalid
from ui import language
from ui.language import tr
from ui.theme.fonts import text_width
from ui.theme.icons import draw_glyph
from ui.theme.painting import CENTRE, draw_text, framed, rounded
from ui.widgets.boxes import restyle
from ui.widgets.edits import LineEdit
from ui.widgets.picks import Choice, PickPopup, Source

TAG = 20
GAP = 6
PAD = 10
LINE = 26
_ROOM = 90  # px that are left for typing


class ChipsEdit(QFrame):
    """Picks among choices, or free words: typing and Enter adds, Backspace takes the last away."""

    committed = Signal()
    """Emitted when something was added or taken away."""

    problem_changed = Signal(str)
    """Emitted when a typed word cannot be kept, or can again; carries the reason."""

    locked_touched = Signal()
    """Emitted when somebody wants to change a locked field."""

    def __init__(
        self,
        choices: Sequence[Choice] = (),
        *,
        free: bool = False,
        source: Source | None = None,
        placeholder: str = "",
        height: int = 30,
    ) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self._free = free
        self._source = source
        self._line = height
        self._value: tuple[Any, ...] = ()
        self._named: dict[Any, str] = {}
        self._locked = False
        self._popup: PickPopup | None = None
        self._places: list[QRectF] = []
        self._problem = ""
        self._frame = ""
        self._placeholder = placeholder or tr("Type or pick")
        self.setProperty("field", "chips")
        self.setProperty("look", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(height)
        self._edit = LineEdit(limit=60, height=height - 4)
        self._edit.setParent(self)
        self._edit.set_frame("none")
        self._edit.setPlaceholderText(self._placeholder)
        self._edit.installEventFilter(self)
        self._edit.textEdited.connect(self._on_text_edited)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def value(self) -> tuple[Any, ...]:
        """Return what is picked, in the order it was picked."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show picks that are saved."""
        self._value = tuple(value or ())
        self._edit.clear()
        self._place()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; the picks stay."""
        self._choices = tuple(choices)
        self._place()

    def restore(self) -> None:
        """Forget a word that is half typed."""
        self._edit.set_value("")
        self.set_problem("")

    def problem(self) -> str:
        """Return why a typed word cannot be kept."""
        return self._problem

    def set_problem(self, problem: str) -> None:
        """Frame the field as wrong and tell why; "" takes it back."""
        if problem != self._problem:
            self._problem = problem
            restyle(self, look="bad" if problem else self._frame)
            self.problem_changed.emit(problem)

    def refuse(self, problem: str, saved: Any) -> None:
        """Show the reason why the picks were refused, and the saved ones again."""
        self.set_value(saved)
        self.set_problem(problem)

    def set_height(self, height: int) -> None:
        """Make each line of the field as high as the rows."""
        self._line = height
        self._edit.setFixedHeight(height - 4)
        self.setFixedHeight(height)
        self._place()

    def typed_something(self) -> bool:
        """True while a word is half typed."""
        return bool(self._edit.text().strip())

    def settle(self) -> bool:
        """Take a half-typed word; False where it cannot be kept."""
        if not self.typed_something():
            return True
        return self._add_typed()

    def set_frame(self, frame: str) -> None:
        """Frame the field: "" always, plain on hover or focus, warn, bad, locked never."""
        self._frame = frame
        restyle(self, look="bad" if self._problem else frame)

    def set_locked(self, locked: bool) -> None:
        """Show the picks as tags that cannot be changed."""
        self._locked = locked
        self._edit.setReadOnly(locked)
        self.set_frame("locked" if locked else "")
        self._place()

    def words(self) -> list[str]:
        """Return the picks in words."""
        return [self._words_of(value) for value in self._value]

    def open_list(self) -> None:
        """Open the list of choices."""
        if self._locked or not (self._choices or self._source):
            return
        self._popup = PickPopup(self, self._choices, source=self._source, multi=True)
        self._popup.picked.connect(self._on_picked)
        self._popup.open_under(self, ticked=self._value)

    def sizeHint(self) -> QSize:
        """Ask for the room of the tags."""
        return QSize(220, self.minimumHeight())

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """Keys of the line: Enter adds, Backspace takes away, Down opens the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self._place()
            self.update()
        elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() != Qt.FocusReason.PopupFocusReason:
                self.settle()
            self._place()
        elif event.type() == QEvent.Type.MouseButtonPress and not self._edit.text():
            self.open_list()
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the line for typing, which is there while it is needed only."""
        self._edit.show()
        self._edit.setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        """The line for typing has the name of the field."""
        super().changeEvent(event)
        self._edit.setAccessibleName(self.accessibleName())

    def _key(self, event: QKeyEvent) -> bool:
        keys = Qt.Key
        key = Qt.Key(event.key())
        if self._locked:
            if event.text().isprintable() and event.text():
                self.locked_touched.emit()
            return False
        if key in (keys.Key_Return, keys.Key_Enter) or event.text() in (",", "，", ";", "；"):
            return self.typed_something() and (self._add_typed() or True)
        if key == keys.Key_Backspace and not self._edit.text() and self._value:
            self._set(self._value[:-1])
            return True
        if key in (keys.Key_Down, keys.Key_F2):
            self.open_list()
            return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a cross takes the tag away, elsewhere it opens the list."""
        if self._locked:
            return
        for value, place in zip(self._value, self._places, strict=False):
            if place.contains(event.position()) and event.position().x() > place.right() - 18:
                self._set(tuple(one for one in self._value if one != value))
                return
        self._edit.show()
        self._edit.setFocus(Qt.FocusReason.MouseFocusReason)
        self.open_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the tags elsewhere."""
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, then the tags."""
        super().paintEvent(event)
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        crossed = not self._locked and (self.underMouse() or self._edit.hasFocus())
        for value, place in zip(self._value, self._places, strict=False):
            framed(p, place, None, "border2", 4)
            room = place.adjusted(6, 0, -6, 0)
            draw_text(p, room, self._short(value), "small", "text2", CENTRE)
            if crossed:
                right = QRectF(place.right() - 18, place.top() + 1, 17, place.height() - 2)
                rounded(p, right, "surface", 3)
                draw_glyph(p, QPointF(place.right() - 9, place.center().y()), "x", 10, "text3")

    def _on_text_edited(self) -> None:
        self.set_problem("")

    def _add_typed(self) -> bool:
        words = self._edit.text().strip()
        match = next((one for one in self._choices if one.matches(words)), None)
        if match is not None:
            self._edit.clear()
            if match.value not in self._value:
                self._set((*self._value, match.value))
            return True
        if not self._free:
            self.set_problem(tr("Pick one from the list."))
            return False
        try:
            kept = typed.text(words, limit=60)
        except Invalid as error:
            self.set_problem(language.text(next(iter(error.fields.values()))))
            return False
        self._edit.clear()
        if kept not in self._value:
            self._set((*self._value, kept))
        return True

    def _on_picked(self, choice: Choice) -> None:
        self._named[choice.value] = choice.badge or choice.words
        if choice.value in self._value:
            self._set(tuple(one for one in self._value if one != choice.value))
        else:
            self._set((*self._value, choice.value))
        if self._popup is not None:
            self._popup.set_ticked(self._value)

    def _set(self, value: tuple[Any, ...]) -> None:
        self._value = value
        self._place()
        self.committed.emit()

    def _place(self) -> None:
        """Lay the tags out in lines, and the line for typing after them."""
        self._places = []
        x, line = float(PAD), 0
        right = max(self.width(), 120) - PAD
        for value in self._value:
            wide = max(text_width(self._short(value), "small") + 14, 24)
            if x + wide > right and x > PAD:
                x, line = float(PAD), line + 1
            self._places.append(QRectF(x, line * LINE + (self._line - TAG) / 2, wide, TAG))
            x += wide + GAP
        typing = not self._value or (self._edit.hasFocus() and not self._locked)
        if typing and x + _ROOM > right and x > PAD:
            x, line = float(PAD), line + 1
        room = max(int(right - x), 2)
        self._edit.setGeometry(int(x) - 2, line * LINE + 2, room, self._line - 4)
        self._edit.setVisible(typing)
        self._edit.setPlaceholderText("" if self._value else self._placeholder)
        tall = self._line + line * LINE
        if tall != self.minimumHeight():
            self.setFixedHeight(tall)
        self.setAccessibleDescription(", ".join(self.words()))
        self._edit.setAccessibleDescription(", ".join(self.words()))
        self.update()

    def _words_of(self, value: Any) -> str:
        found = next((one.words for one in self._choices if one.value == value), None)
        return found or self._named.get(value, str(value))

    def _short(self, value: Any) -> str:
        found = next((one.badge or one.words for one in self._choices if one.value == value), None)
        return found or self._named.get(value, str(value))
