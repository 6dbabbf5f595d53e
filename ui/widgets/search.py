"""A search field: magnifying glass, words, key cap; tells what is typed after a short pause."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from ui.language import tr
from ui.widgets import focus
from ui.widgets.boxes import STRETCH, hbox
from ui.widgets.buttons import icon_button
from ui.widgets.labels import Glyph, key_cap

PAUSE = 150  # ms


class SearchField(QLineEdit):
    """Narrows a list while a person types."""

    searched = Signal(str)
    """Emitted 150 ms after the last letter; carries the text."""

    left = Signal()
    """Emitted when Down or Enter asks to go on to the list."""

    def __init__(self, placeholder: str, cap: str = "", *, height: int = 30) -> None:
        super().__init__()
        self.setFixedHeight(height)
        self.setMinimumWidth(160)
        self.setMaxLength(200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setProperty("type", "body")
        self._cap = key_cap(cap)
        self._cross = icon_button("x", tr("Clear"), height=22)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.hide()
        right = 58 if cap else 28
        self.setTextMargins(22, 0, right - 8, 0)
        row = hbox(self, Glyph("magnifying-glass"), STRETCH, margins=(9, 0, 6, 0), gap=4)
        row.addWidget(self._cap)
        row.addWidget(self._cross)
        self._cap.setVisible(bool(cap))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._cross.clicked.connect(self._on_cross_clicked)
        self._pause.timeout.connect(self._on_pause_over)
        self.textChanged.connect(self._on_text_changed)
        focus.note(self)

    def set_text(self, words: str) -> None:
        """Search for a text at once."""
        self.setText(words)
        self._on_pause_over()

    def put(self, words: str) -> None:
        """Show a text without searching for it."""
        self.setText(words)
        self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter go to the list, Esc empties the field."""
        keys = Qt.Key
        if event.key() in (keys.Key_Down, keys.Key_Return, keys.Key_Enter):
            if self._pause.isActive():
                self._on_pause_over()
            self.left.emit()
        elif event.key() == keys.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self, words: str) -> None:
        self._cross.setVisible(bool(words))
        self._cap.setVisible(not words and bool(self._cap.text()))
        self._pause.start()

    def _on_cross_clicked(self) -> None:
        self.set_text("")
        self.setFocus()

    def _on_pause_over(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text())
