"""The focus ring: one per window, outside the focused control, for keyboard focus only."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QWidget

from ui.theme.tokens import theme

BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_AROUND = 3


class _Notes(QObject):
    """Hears of focus from the controls that were noted; on the application it would hear all."""

    moved = Signal(QWidget, bool)
    """Emitted when a control has got the focus, and whether by a key."""

    left = Signal(QWidget)
    """Emitted when a control has lost it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of focus; let every event pass."""
        if not isinstance(watched, QWidget):
            return False
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self.moved.emit(watched, _keyed(watched, event.reason()))
        elif event.type() == QEvent.Type.FocusOut:
            self.left.emit(watched)
        return False


def _keyed(control: QWidget, reason: Qt.FocusReason) -> bool:
    """True after a key, False after the mouse; a pop-up or another program changes nothing."""
    if reason in BY_KEY or reason == Qt.FocusReason.MouseFocusReason:
        return reason in BY_KEY
    return by_key(control)


_notes = _Notes()


def note(control: QWidget) -> None:
    """Let a control show the ring when it is reached by a key; ours do this themselves."""
    control.installEventFilter(_notes)


def by_key(widget: QWidget) -> bool:
    """True when the focus in the widget's window was last moved by a key."""
    return bool(widget.window().property("bykey"))


class FocusRing(QWidget):
    """Draws the ring of one window. Views draw their own line inside the row instead."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._control: QWidget | None = None
        self._around: list[QWidget] = []
        self.hide()
        _notes.moved.connect(self._on_focus_moved)
        _notes.left.connect(self._on_focus_left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the control when it, or what it lies in, moves or grows."""
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        elif kind in (QEvent.Type.Hide, QEvent.Type.HideToParent) and watched is self._control:
            self._let_go()
        elif kind == QEvent.Type.DynamicPropertyChange:
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring: 2 px, following the corner of the control."""
        bad = self._control is not None and self._control.property("look") == "bad"
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setPen(QPen(theme["bad" if bad else "focus"], 2))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _on_focus_moved(self, control: QWidget, keyed: bool) -> None:
        if control.window() is not self.window():
            return
        self.window().setProperty("bykey", keyed)
        self._let_go()
        shown = control.focusProxy() or control
        shown = _framed(shown)
        if keyed and not isinstance(shown, QAbstractItemView):
            self._hold(shown)

    def _on_focus_left(self, control: QWidget) -> None:
        if self._control is not None and (
            control is self._control or _framed(control) is self._control
        ):
            self._let_go()

    def _hold(self, control: QWidget) -> None:
        self._control = control
        walker: QWidget | None = control
        while walker is not None and walker is not self.window():
            walker.installEventFilter(self)
            self._around.append(walker)
            walker = walker.parentWidget()
        self.show()
        self._place()
        self.raise_()

    def _let_go(self) -> None:
        for widget in self._around:
            widget.removeEventFilter(self)
        self._around.clear()
        self._control = None
        self.hide()

    def _place(self) -> None:
        if self._control is None:
            return
        corner = self._control.mapTo(self.window(), QPoint(-_AROUND, -_AROUND))
        size = self._control.size()
        place = QRect(
            corner.x(), corner.y(), size.width() + 2 * _AROUND, size.height() + 2 * _AROUND
        )
        self.setGeometry(place)
        visible = place.intersected(self._clip())
        self.setMask(
            QRegion(visible.translated(-corner)) if visible != place else QRegion(self.rect())
        )

    def _clip(self) -> QRect:
        """The part of the window where the control may be seen, with room for the ring."""
        clip = self.window().rect()
        for widget in self._around[1:]:
            parent = widget.parentWidget()
            if isinstance(parent, QAbstractScrollArea) and widget is parent.viewport():
                corner = widget.mapTo(self.window(), QPoint(0, 0))
                seen = QRect(corner, widget.size())
                clip = clip.intersected(seen.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND))
        return clip


def _framed(control: QWidget) -> QWidget:
    """The frame a control sits in, where the frame is what a person sees as the field."""
    parent = control.parentWidget()
    return parent if parent is not None and parent.property("field") else control
