"""The look on a running application: fonts, palette, sheet, and switching."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from tests.ui.looks import colour_at, role
from ui.language import set_language
from ui.theme import fonts, look
from ui.theme.sheet import sheet
from ui.theme.tokens import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import label


def test_the_shipped_faces_are_there():
    assert {"Inter", "Noto Sans SC"} <= set(QFontDatabase.families())


def test_figures_stand_under_each_other():
    for style in ("body", "name", "head"):
        assert fonts.text_width("1111", style) == fonts.text_width("8888", style)


def test_hyphens_of_numbers_are_not_set_as_wide_as_figures():
    assert fonts.text_width("-", "name") < fonts.text_width("8", "name")


def test_sheet_and_type_survive_a_switch(qtbot):
    button = Button("Issue", "primary")
    qtbot.addWidget(button)
    button.show()
    before = QFontInfo(button.font())
    look.choose("dark")
    after = QFontInfo(button.font())
    assert (before.pixelSize(), before.weight()) == (after.pixelSize(), after.weight()) == (13, 500)


def test_a_choice_repaints_at_once(qtbot, qapp):
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(200, 30)
    field.show()
    assert colour_at(field, 100, 15) == "#FFFFFF"
    look.choose("dark")
    assert colour_at(field, 100, 15) == role("surface") == "#21201E"
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == "#181715"


def test_a_choice_overrides_the_system(qapp):
    look.choose("dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.dark


def test_the_system_is_followed_where_nothing_was_chosen(qapp):
    look.choose("system")
    assert theme.dark == (qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark)


def test_the_same_sheet_is_not_set_twice(qapp):
    polished = []

    class Watch(QPushButton):
        def changeEvent(self, event):
            polished.append(event.type())

    watch = Watch()
    look.start(qapp, "light", reduce_motion=True)
    polished.clear()
    look.start(qapp, "light", reduce_motion=True)
    assert polished == []
    watch.deleteLater()


def test_no_token_is_left_unfilled():
    for dark in (False, True):
        theme.set_dark(dark)
        assert "$" not in sheet()


def test_chinese_is_set_larger_where_it_would_be_tiny(qtbot):
    words = label("今天", "tiny")
    qtbot.addWidget(words)
    words.show()
    assert QFontInfo(words.font()).pixelSize() == 11
    set_language("zh")
    assert QFontInfo(words.font()).pixelSize() == 12


def test_one_look_per_application(qapp):
    look.start(qapp, "light", reduce_motion=True)
    look.start(qapp, "light", reduce_motion=True)
    assert len(qapp.findChildren(look.Look)) == 1
    assert isinstance(QApplication.instance(), QApplication)
