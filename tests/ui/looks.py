"""The look every toolkit test begins with, and pictures to measure."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from ui.language import set_language
from ui.theme import look
from ui.theme.tokens import theme


@pytest.fixture(autouse=True)
def plain_look(qapp):
    """Begin in English, light, without motion; leave it so."""
    set_language("en")
    look.start(qapp, "light", reduce_motion=True)
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    set_language("en")
    look.start(qapp, "light", reduce_motion=True)


def type_text(widget, text):
    """Type any text, Chinese too, as an input method hands it over."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def colour_at(widget, x, y):
    """Return the colour of one pixel as #RRGGBB in capitals."""
    return QColor(widget.grab().toImage().pixel(x, y)).name().upper()


def role(name):
    """Return a role's colour of the moment as #RRGGBB in capitals."""
    return theme[name].name().upper()
