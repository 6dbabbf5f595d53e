"""Every page, walked as a screen reader and an eye would: names, plain texts, nothing clipped."""

import shutil

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from studio.documents.press import InlinePress
from studio.persistence.files import folder_of
from studio.services import sample
from studio.services.workspace import Workspace
from studio.settings import Settings
from ui.language import set_language
from ui.preferences import Preferences
from ui.shell.areas import AREAS
from ui.shell.session import Session
from ui.startup import entered
from ui.tasks import Tasks
from ui.theme import look

PAGES = [area.id for area in AREAS if area.group != "hidden"]
CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit,
)  # fmt: skip
SLACK = 1.5
"""Pixels a text may be wider than its label: rounding of letter widths."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Build the demo studio once."""
    place = tmp_path_factory.mktemp("names") / "demo.callboard"
    sample.build_demo(place)
    return place


@pytest.fixture(params=["en", "zh"])
def window(request, qtbot, qapp, demo, tmp_path):
    """Return the window on the demo studio at 1440 x 900, in each language."""
    place = tmp_path / "demo.callboard"
    shutil.copyfile(demo, place)
    shutil.copytree(folder_of(demo), folder_of(place))
    look.start(QApplication.instance(), "light")
    set_language(request.param)
    workspace = Workspace(place)
    session = Session(Preferences(Settings(language=request.param)), Tasks(workspace, inline=True))
    session.press = InlinePress()
    session.window.resize(1440, 900)
    with qtbot.waitExposed(session.window):
        session.window.show()
    session.opener.opened.emit(entered(workspace, str(place), workspace.person_id))
    yield session.window
    session.opened = session.press = None
    session.window.close()
    session.close()
    workspace.close()
    session.window.deleteLater()
    set_language("en")


def shown(root):
    """Return every visible widget under a root."""
    return [widget for widget in (root, *root.findChildren(QWidget)) if widget.isVisible()]


def inner(widget: QObject) -> bool:
    """Say whether a widget is a part of another control, which carries the name."""
    parent = widget.parent()
    own = (QScrollBar, QHeaderView)
    if isinstance(widget, own) or widget.objectName().startswith("qt_"):
        return True
    return isinstance(parent, (QComboBox, QAbstractSpinBox, QAbstractItemView, QHeaderView))


def said_of(widget) -> str:
    """Return what names a widget in a message."""
    words = getattr(widget, "text", None)
    text = words() if callable(words) and not isinstance(widget, QAbstractItemView) else ""
    return f"{type(widget).__module__}.{type(widget).__name__} {str(text)[:40]!r}"


def nameless(root):
    """Return the controls that a screen reader cannot name."""
    found = []
    for widget in shown(root):
        takes_focus = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not isinstance(
            widget, (QScrollArea, QDialog, QMenu)
        )
        if not (isinstance(widget, CONTROLS) or takes_focus) or inner(widget):
            continue
        words = widget.accessibleName()
        if not words and isinstance(widget, QAbstractButton):
            words = widget.text()
        buddy = any(label.buddy() is widget for label in root.findChildren(QLabel))
        if not words.strip() and not buddy:
            found.append(said_of(widget))
    return found


def styled(root):
    """Return the labels that would read a record's words as markup."""
    return [
        said_of(widget)
        for widget in shown(root)
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText
    ]


def clipped(root):
    """Return the labels and buttons whose words do not fit."""
    found = []
    for widget in shown(root):
        if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
            room = widget.contentsRect()
            if widget.wordWrap():
                if widget.heightForWidth(widget.width()) > widget.height() + SLACK:
                    found.append(f"{said_of(widget)}: wraps to more than {widget.height()}")
                continue
            lines = widget.text().split("\n")
            wide = max(QFontMetricsF(widget.font()).horizontalAdvance(line) for line in lines)
            if wide > room.width() + SLACK:
                found.append(f"{said_of(widget)}: {wide:.0f} in {room.width()}")
        elif (
            isinstance(widget, QAbstractButton)
            and widget.text()
            and widget.sizeHint().width() > widget.width() + SLACK
            and not isinstance(widget.parentWidget(), QAbstractScrollArea)
        ):
            found.append(f"{said_of(widget)}: {widget.sizeHint().width()} in {widget.width()}")
    return found


@pytest.mark.parametrize("area", PAGES)
def test_every_control_has_a_name_and_every_text_is_plain_and_whole(window, area):
    window.show_area(area)
    QApplication.sendPostedEvents()
    assert nameless(window) == []
    assert styled(window) == []
    assert clipped(window) == []


@pytest.mark.parametrize("act", ["keys", "about", "palette"])
def test_dialogs_of_the_window_too(window, act):
    window.act(act)
    QApplication.sendPostedEvents()
    opened = [one for one in window.findChildren(QDialog) if one.isVisible()] or [window]
    for root in opened:
        assert nameless(root) == []
        assert styled(root) == []
        assert clipped(root) == []
        root.close() if root is not window else window.command_palette().leave()


@pytest.mark.parametrize("area", ["clients", "briefs", "proposals", "projects", "invoices"])
def test_the_dialog_for_a_new_record_too(window, area):
    window.show_area(area)
    window.act("new")
    QApplication.sendPostedEvents()
    for dialog in [one for one in window.findChildren(QDialog) if one.isVisible()]:
        assert nameless(dialog) == []
        assert styled(dialog) == []
        assert clipped(dialog) == []
        dialog.reject()


def test_the_walk_sees_what_is_wrong(qtbot):
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(300, 100)
    QLineEdit(root)
    label = QLabel("A label that is far longer than its forty pixels", root)
    label.setGeometry(0, 40, 40, 20)
    root.show()
    assert len(nameless(root)) == 1
    assert len(styled(root)) == 1
    assert len(clipped(root)) == 1
