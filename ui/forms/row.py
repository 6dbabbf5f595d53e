"""One row of a form: label, field, chip of its state, and a line below with error or help."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.forms.fields import CheckField, Field, is_empty
from ui.language import tr
from ui.widgets.boxes import hbox, vbox
from ui.widgets.chips import Chip
from ui.widgets.edits import LineEdit
from ui.widgets.labels import Glyph, PlainLabel, label

STATES = {"missing": ("warn", "circle-dashed"), "unclear": ("wait", "question")}
GAP = 12
INSET = 10  # a plain field's words stand where a framed field's frame does
HEIGHT = 30
COMPACT = 28


class FormRow(QFrame):
    """Holds one field of a form."""

    committed = Signal(str, object)
    """Emitted when the field's value was changed: its name and value."""

    locked_touched = Signal()
    """Emitted when somebody types into the locked field."""

    def __init__(
        self,
        name: str,
        title: str,
        field: Field,
        *,
        label_width: int,
        stacked: bool,
        framed: bool,
        compact: bool,
        ruled: bool,
        required: bool,
        help: str,
    ) -> None:
        super().__init__()
        self.name = name
        self.field: Field = field
        self.required = required
        self._title = title
        self._stacked = stacked
        self._framed = framed
        self._help = help
        self._state = ""
        self._note = ("", "")
        self._locked = False
        self._label: PlainLabel = label(title, "small", "text2" if stacked else "text3")
        self._chip = Chip()
        self._chip.hide()
        self._icon = Glyph("warning-octagon", "bad", 14)
        self._line: PlainLabel = label("", "small", "text3", wrap=True)
        self._below = QWidget()
        self._below_line = hbox(self._below, self._icon, self._line, gap=6, margins=(0, 3, 0, 1))
        self.setProperty("edge", "grid" if ruled else "none")
        field.set_height(COMPACT if compact else HEIGHT)
        self._line_gap = hbox(None, gap=8)
        self._lay_out(label_width, compact)
        self._name_it()
        self._show_frame()
        self._show_below()
        self._connect()

    def _lay_out(self, label_width: int, compact: bool) -> None:
        field = self._line_gap
        field.addWidget(self.field, 1)
        field.addWidget(self._chip)
        policy = self._line.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self._line.setSizePolicy(policy)
        if isinstance(self.field, CheckField) and self._stacked:
            self._label.hide()
        column: QVBoxLayout = vbox(None, field, self._below)
        if self._stacked:
            vbox(self, self._label, 4, column)
            return
        self._label.setFixedWidth(label_width)
        self._label.setWordWrap(True)
        pad = 0 if compact else 4
        row: QHBoxLayout = hbox(self, margins=(0, pad, 0, pad), gap=0)
        row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self._column = column
        self._label.setMinimumHeight(COMPACT if compact else HEIGHT)

    def _connect(self) -> None:
        self.field.committed.connect(self._on_committed)
        self.field.problem_changed.connect(self._on_problem_changed)
        self.field.locked_touched.connect(self.locked_touched)
        if isinstance(self.field, LineEdit) and not self._framed:
            self.field.returnPressed.connect(self._on_return_pressed)

    def set_state(self, state: str, words: str = "") -> None:
        """Show the field as "missing" or "unclear" with a chip, or as it should be ("")."""
        self._state = state
        if state:
            status, glyph = STATES[state]
            usual = tr("Missing") if state == "missing" else tr("Unclear")
            self._chip.set(status, words or usual, glyph)
        self._chip.setVisible(bool(state))
        self._show_frame()
        self._describe()

    def set_note(self, words: str, status: str = "warn") -> None:
        """Show a remark below the field: it may stay as it is, but look."""
        self._note = (words, status)
        self._show_below()

    def set_help(self, words: str) -> None:
        """Show other help below the field."""
        self._help = words
        self._show_below()

    def set_title(self, title: str) -> None:
        """Show another label."""
        self._title = title
        self._label.setText(title)
        self._name_it()

    def set_shown(self, shown: bool) -> None:
        """Show or hide the row."""
        self.setVisible(shown)

    def shown(self) -> bool:
        """True unless the row was hidden on purpose."""
        return not self.isHidden()

    def set_locked(self, locked: bool) -> None:
        """Show the value as plain text that cannot be changed."""
        self._locked = locked
        self.field.set_locked(locked)
        self._show_frame()

    def is_open(self) -> bool:
        """True where something has to be done: missing, unclear, wrong, needed and empty."""
        if self._locked:
            return False
        needed = self.required and is_empty(self.field)
        return bool(self._state or self.field.problem() or needed)

    def has_focus(self) -> bool:
        """True while the focus is in the field."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self.field or self.field.isAncestorOf(focused))

    def focus(self) -> None:
        """Put the focus into the field, as by a key."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(self.field, LineEdit):
            self.field.selectAll()

    def error(self) -> str:
        """Return the error that is shown."""
        return self.field.problem()

    def _on_committed(self) -> None:
        self.committed.emit(self.name, self.field.value())

    def _on_problem_changed(self, _problem: str) -> None:
        self._show_below()

    def _on_return_pressed(self) -> None:
        if not self.field.problem():
            self.field.focusNextChild()

    def _show_below(self) -> None:
        problem = self.field.problem()
        words, status = (problem, "bad") if problem else self._note
        icon = "warning-octagon" if status == "bad" else "warning"
        if not words:
            words, status = self._help, "text3"
        self._line.setText(words)
        self._line.set_ink(status)
        self._icon.set(icon, status)
        self._icon.setVisible(status != "text3")
        self._below.setVisible(bool(words))
        self._describe()

    def _show_frame(self) -> None:
        if self._locked:
            frame = "locked"
        elif self._framed or self._state:
            frame = ""
        else:
            frame = "plain"
        if not isinstance(self.field, CheckField):
            self.field.set_frame(frame)
        if not self._stacked:
            quiet = frame in ("plain", "locked") and not isinstance(self.field, CheckField)
            inset = INSET if quiet else 0
            self._column.setContentsMargins(GAP - inset, 0, 0, 0)
            self._below_line.setContentsMargins(inset, 3, 0, 1)

    def _name_it(self) -> None:
        self.field.setAccessibleName(self._title)
        if isinstance(self.field, CheckField) and not self._title:
            self.field.setAccessibleName(self.field.text().replace("&&", "&"))
        self._label.setBuddy(self.field)

    def _describe(self) -> None:
        parts = [self._chip.text() if self._state else "", self._line.text()]
        if self.required:
            parts.insert(0, tr("needed"))
        self.field.setAccessibleDescription(". ".join(part for part in parts if part))
