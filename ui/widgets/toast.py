"""Toasts: what was just done, with Undo, at the bottom centre of the window."""

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRectF,
    QSize,
    QTimer,
    Signal,
)
from PySide6.QtGui import QEnterEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.language import tr
from ui.theme.fonts import text_width
from ui.theme.painting import framed, shadow_image
from ui.theme.tokens import theme
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button, icon_button
from ui.widgets.labels import ElidedLabel, Glyph, key_cap

STAY = 8000  # ms
MOST = 3
AROUND = 40  # room for the shadow
HEIGHT = 44
STEP = HEIGHT + 9


class Toast(QWidget):
    """One thing that was done. It stays while the pointer is over it."""

    undo_requested = Signal()
    """Emitted when the person takes it back."""

    gone = Signal()
    """Emitted when the toast is over."""

    def __init__(
        self, words: str, parent: QWidget, *, undo: bool, icon: str, status: str, shortcut: str
    ) -> None:
        super().__init__(parent)
        self.words = words
        self._shadow: tuple[bool, float, QImage] | None = None
        self.setAccessibleName(words)
        self._cap = key_cap(shortcut)
        self._undo = Button(tr("Undo"), "link", height=28)
        close = icon_button("x", tr("Close"), height=28)
        text = ElidedLabel(words)
        row = hbox(self, Glyph(icon, status), text, gap=10)
        row.setStretchFactor(text, 1)
        for widget in (self._undo, self._cap, close):
            row.addWidget(widget)
        row.setContentsMargins(AROUND + 14, AROUND, AROUND + 6, AROUND)
        for widget in (self._undo, self._cap):
            widget.setVisible(undo)
        self._has_undo = undo
        wide = text_width(words, "body") + 14 + 26 + 44 + (110 if undo else 0)
        self.resize(int(min(max(wide, 404), 640)) + 2 * AROUND, HEIGHT + 2 * AROUND)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAY)
        self._timer.start()
        close.clicked.connect(self.leave)
        self._timer.timeout.connect(self.leave)
        self._undo.clicked.connect(self._on_undo_clicked)

    def set_newest(self, newest: bool) -> None:
        """Only the newest can be taken back by the key."""
        self._cap.setVisible(newest and self._has_undo)

    def leave(self) -> None:
        """Go away."""
        self._timer.stop()
        self.gone.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay under the pointer."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Count the seconds anew."""
        self._timer.start()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shadow, kept per theme and scale, then ground and frame."""
        ratio = self.devicePixelRatioF()
        if self._shadow is None or self._shadow[:2] != (theme.dark, ratio):
            wide = self.width() - 2 * AROUND
            made = shadow_image(wide, HEIGHT, 8, AROUND, ratio)
            self._shadow = (theme.dark, ratio, made)
        p = QPainter(self)
        p.drawImage(0, 0, self._shadow[2])
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(AROUND, AROUND, -AROUND, -AROUND)
        framed(p, body, "surface", "border2", 8)

    def _on_undo_clicked(self) -> None:
        self.undo_requested.emit()
        self.leave()


class ToastStack(QObject):
    """At most three toasts over a host, the newest lowest."""

    undo_requested = Signal()
    """Emitted when the person takes back what a toast said."""

    def __init__(self, host: QWidget, *, shortcut: str = "Ctrl Z", above: int = 14) -> None:
        super().__init__(host)
        self._host = host
        self._shortcut = shortcut
        self._above = above
        self._toasts: list[Toast] = []
        host.installEventFilter(self)

    def say(
        self, words: str, *, undo: bool = False, icon: str = "check-circle", status: str = "good"
    ) -> Toast:
        """Say what was done, in the past tense; with Undo where it can be taken back."""
        toast = Toast(
            words, self._host, undo=undo, icon=icon, status=status, shortcut=self._shortcut
        )
        toast.undo_requested.connect(self.undo_requested)
        toast.gone.connect(self._on_gone)
        self._toasts.append(toast)
        while len(self._toasts) > MOST:
            self._drop(self._toasts[0])
        self._place(entering=toast)
        toast.show()
        toast.raise_()
        return toast

    def clear(self) -> None:
        """Take all toasts away, as after an undo by key."""
        for toast in tuple(self._toasts):
            self._drop(toast)

    def words(self) -> list[str]:
        """Return what the toasts say, oldest first."""
        return [toast.words for toast in self._toasts]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom centre."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _on_gone(self) -> None:
        toast = self.sender()
        if isinstance(toast, Toast):
            self._drop(toast)
            self._place()

    def _drop(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            toast.hide()
            toast.deleteLater()

    def _place(self, entering: Toast | None = None) -> None:
        size: QSize = self._host.size()
        for number, toast in enumerate(reversed(self._toasts)):
            toast.set_newest(number == 0)
            x = (size.width() - toast.width()) // 2
            y = size.height() - self._above - HEIGHT - AROUND - number * STEP
            span = theme.motion("toast_in")
            if toast is entering and span:
                _slide(toast, QPoint(x, y + 12), QPoint(x, y), span)
            else:
                toast.move(x, y)


def _slide(toast: Toast, start: QPoint, end: QPoint, span: int) -> None:
    toast.move(start)
    move = QPropertyAnimation(toast, b"pos", toast)
    move.setDuration(span)
    move.setStartValue(start)
    move.setEndValue(end)
    move.setEasingCurve(QEasingCurve.Type.OutCubic)
    move.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
