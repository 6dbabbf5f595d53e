"""Files of a record: a list that takes dropped files, and any widget that does."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.language import tr
from ui.theme.painting import CENTRE, draw_text, framed
from ui.widgets import focus
from ui.widgets.boxes import clear, hbox, restyle, vbox
from ui.widgets.buttons import Button, MenuButton, more_button
from ui.widgets.labels import ElidedLabel, Glyph, label


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the local files of a drop."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class FileDrop(QObject):
    """Lets any widget take files; while they hover it shows a dashed frame over the widget."""

    dropped = Signal(list)
    """Emitted when files were dropped; carries their paths."""

    def __init__(self, widget: QWidget, words: str = "") -> None:
        super().__init__(widget)
        self._widget = widget
        self._veil = _Veil(widget, words or tr("Drop to attach"))
        self.enabled = True
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files, leave everything else."""
        kind = event.type()
        if isinstance(event, QDragEnterEvent) and kind == QEvent.Type.DragEnter:
            return self._enter(event)
        if kind == QEvent.Type.DragLeave:
            self._veil.hide()
        elif isinstance(event, QDropEvent) and kind == QEvent.Type.Drop:
            self._veil.hide()
            if files := dropped_files(event):
                event.acceptProposedAction()
                self.dropped.emit(files)
                return True
        return False

    def _enter(self, event: QDragEnterEvent) -> bool:
        if not self.enabled or not dropped_files(event):
            return False
        event.acceptProposedAction()
        self._veil.cover()
        return True


class _Veil(QWidget):
    """The dashed frame over what would take the files."""

    def __init__(self, widget: QWidget, words: str) -> None:
        super().__init__(widget)
        self._words = words
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Lie over the widget."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame and words."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        framed(p, QRectF(self.rect()).adjusted(4, 4, -4, -4), "sel", "accent", 6, dashed=True)
        draw_text(p, QRectF(self.rect()), self._words, "name", "accenttext", CENTRE)


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file: its id, name, a grey fact such as its size and day, and whether it may harm."""

    id: int
    name: str
    fact: str = ""
    risky: bool = False


class FileLine(QFrame):
    """One file of a list; double click and Enter open it, its menu does the rest."""

    chosen = Signal(str, int)
    """Emitted when something is to be done: open, save, rename or remove, and the file's id."""

    def __init__(self, row: FileRow, *, changeable: bool) -> None:
        super().__init__()
        self._row = row
        self.setProperty("edge", "grid")
        self.setFixedHeight(34)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(row.name)
        self.setAccessibleDescription(row.fact)
        self.menu: MenuButton = more_button(tr("More about {name}").format(name=row.name))
        self.menu.add(tr("Open", "verb"), data="open", icon="arrow-square-out")
        self.menu.add(tr("Save as…"), data="save", icon="floppy-disk")
        if changeable:
            self.menu.add(tr("Rename…"), data="rename", icon="pencil-simple")
            self.menu.add(tr("Remove"), data="remove", icon="trash")
        ink, icon = ("warn", "warning") if row.risky else ("text2", "file")
        name = ElidedLabel(row.name)
        fact = label(row.fact, "small", "text3")
        line = hbox(self, Glyph(icon, ink), name, fact, self.menu, margins=(0, 0, 0, 1))
        line.setStretchFactor(name, 1)
        self.menu.picked.connect(self._on_picked)
        focus.note(self)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the file."""
        self.chosen.emit("open", self._row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete removes, the menu key shows what else can be done."""
        keys = Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter):
            self.chosen.emit("open", self._row.id)
        elif event.key() == keys.Key_Delete:
            self.chosen.emit("remove", self._row.id)
        elif event.key() == keys.Key_Menu:
            self.menu.open_menu()
        else:
            super().keyPressEvent(event)

    def _on_picked(self, what: object) -> None:
        self.chosen.emit(str(what), self._row.id)


class FileList(QFrame):
    """The files of a record. Files dropped anywhere on it are told, none is read here."""

    dropped = Signal(list)
    """Emitted when files were dropped; carries their paths."""

    add_requested = Signal()
    """Emitted when the person wants to choose files to attach."""

    opened = Signal(int)
    """Emitted when a file is to be opened; carries its id."""

    save_requested = Signal(int)
    """Emitted when a copy of a file is wanted; carries its id."""

    rename_requested = Signal(int)
    """Emitted when a file is to get another name; carries its id."""

    remove_requested = Signal(int)
    """Emitted when a file is to be removed; carries its id."""

    def __init__(self, *, changeable: bool = True) -> None:
        super().__init__()
        self._changeable = changeable
        self.setProperty("edge", "none")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._rows = vbox(None)
        self._none = label(tr("No files yet. Drop one here."), "small", "text3")
        self.add_button = Button(tr("Attach file"), icon="paperclip", height=26)
        foot = hbox(None, self.add_button, "stretch", margins=(0, 8, 0, 0))
        vbox(self, self._none, self._rows, foot)
        self.add_button.setVisible(changeable)
        self._drop = FileDrop(self)
        self._drop.enabled = changeable
        self._drop.dropped.connect(self.dropped)
        self.add_button.clicked.connect(self.add_requested)

    def set_rows(self, rows: Sequence[FileRow]) -> None:
        """Show other files."""
        clear(self._rows)
        for row in rows:
            made = FileLine(row, changeable=self._changeable)
            made.chosen.connect(self._on_chosen)
            self._rows.addWidget(made)
        self._none.setVisible(not rows)

    def set_changeable(self, changeable: bool) -> None:
        """Take files or not, from the next rows on."""
        self._changeable = changeable
        self._drop.enabled = changeable
        self.add_button.setVisible(changeable)
        self._none.setText(tr("No files yet. Drop one here.") if changeable else tr("No files."))
        restyle(self, locked=not changeable)

    def _on_chosen(self, what: str, file_id: int) -> None:
        told = {
            "open": self.opened,
            "save": self.save_requested,
            "rename": self.rename_requested,
            "remove": self.remove_requested,
        }
        if what in ("rename", "remove") and not self._changeable:
            return
        told[what].emit(file_id)
