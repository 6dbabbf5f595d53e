"""What holds for every part: painted in both themes and languages, named, no stray window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tests.ui.widgets.gallery import PARTS
from ui.language import set_language
from ui.theme import look

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)


@pytest.fixture(params=sorted(PARTS))
def part(request, qtbot):
    made = PARTS[request.param]()
    qtbot.addWidget(made)
    return made


def colours(widget):
    """Return the colours of a widget's picture, sampled."""
    image = widget.grab().toImage()
    return {
        image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)
    }


def test_no_window_flashes_up_while_a_part_is_made(part):
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "zh", "xx"])
def test_it_is_painted_in_both_themes_and_all_languages(part, theme, language):
    set_language(language)
    look.choose(theme)
    part.resize(max(part.sizeHint().width(), 300), max(part.sizeHint().height(), 40))
    part.grab()


def test_a_switch_changes_its_picture(part):
    part.resize(max(part.sizeHint().width(), 300), max(part.sizeHint().height(), 40))
    light = colours(part)
    look.choose("dark")
    assert colours(part) != light


def test_every_control_has_a_name(part):
    controls = [one for one in [part, *part.findChildren(QWidget)] if isinstance(one, CONTROLS)]
    nameless = []
    for control in controls:
        if control.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        interface = QAccessible.queryAccessibleInterface(control)
        if not interface.text(QAccessible.Text.Name).strip():
            nameless.append(type(control).__name__)
    assert nameless == []


def test_no_label_reads_markup(part):
    labels = [one for one in [part, *part.findChildren(QLabel)] if isinstance(one, QLabel)]
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in labels)
