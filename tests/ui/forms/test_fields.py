"""Typing into fields: what is understood, when it is committed, what stays and why."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from studio.domain.money import Money
from tests.ui.looks import type_text
from ui.forms.fields import (
    CheckField,
    ChoiceField,
    DateField,
    DateTimeField,
    LongTextField,
    MoneyField,
    MultiField,
    NumberField,
    PercentField,
    PickField,
    TextField,
    is_empty,
)
from ui.language import set_language
from ui.widgets.picks import Choice, PickPopup

TODAY = date(2026, 11, 16)
KEYS = Qt.Key
PLATFORMS = [
    Choice("XHS", "Xiaohongshu", badge="XHS", initials="xhs"),
    Choice("DY", "Douyin 抖音", badge="DY", initials="dy"),
    Choice("YT", "YouTube", badge="YT"),
]


class Desk:
    """A window with fields below each other; the first one has the focus."""

    def __init__(self, qtbot, *fields):
        self.window = QWidget()
        qtbot.addWidget(self.window)
        layout = QVBoxLayout(self.window)
        for field in fields:
            layout.addWidget(field)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.committed = []
        self.field = fields[0]
        self.field.committed.connect(self.note)
        self.field.setFocus()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    def note(self):
        self.committed.append(self.field.value())


@pytest.fixture
def desk(qtbot):
    def make(*fields):
        return Desk(qtbot, *fields, TextField())

    return make


@pytest.mark.parametrize(
    ("field", "typed", "value", "shown"),
    [
        (lambda: MoneyField("CNY"), "12k", Money(1200000, "CNY"), "12,000.00"),
        (lambda: MoneyField("CNY"), "1.2万", Money(1200000, "CNY"), "12,000.00"),
        (lambda: MoneyField("USD"), "3*900", Money(270000, "USD"), "2,700.00"),
        (lambda: MoneyField("JPY"), "￥1200", Money(1200, "JPY"), "1,200"),
        (lambda: PercentField(), "40", Decimal("0.4"), "40%"),
        (lambda: PercentField(), "37.5 %", Decimal("0.375"), "37.5%"),
        (lambda: NumberField(), "1,5", Decimal("1.5"), "1.5"),
        (lambda: DateField(TODAY), "+7", date(2026, 11, 23), "23 Nov 2026"),
        (lambda: DateField(TODAY), "明天", date(2026, 11, 17), "17 Nov 2026"),
        (lambda: DateField(TODAY), "fri", date(2026, 11, 20), "20 Nov 2026"),
        (lambda: TextField(), "  Acme  ", "Acme", "Acme"),
    ],
)
def test_what_is_typed_is_understood_and_committed_once(qtbot, desk, field, typed, value, shown):
    made = field()
    place = desk(made)
    type_text(made, typed)
    qtbot.keyClick(made, KEYS.Key_Return)
    assert place.committed == [value]
    assert made.value() == value
    assert made.text() == shown
    qtbot.keyClick(made, KEYS.Key_Tab)
    assert place.committed == [value]


def test_tab_commits_and_goes_on(qtbot, desk):
    made = NumberField()
    place = desk(made)
    qtbot.keyClicks(made, "3")
    qtbot.keyClick(made, KEYS.Key_Tab)
    assert place.committed == [Decimal(3)]
    assert not made.hasFocus()


def test_the_same_value_is_no_change(qtbot, desk):
    made = MoneyField("EUR")
    made.set_value(Money(120000, "EUR"))
    place = desk(made)
    made.selectAll()
    type_text(made, "1.2k")
    qtbot.keyClick(made, KEYS.Key_Return)
    assert place.committed == []
    assert made.text() == "1,200.00"


def test_escape_restores(qtbot, desk):
    made = TextField()
    made.set_value("Acme")
    place = desk(made)
    made.selectAll()
    qtbot.keyClicks(made, "Else")
    qtbot.keyClick(made, KEYS.Key_Escape)
    assert made.text() == "Acme"
    qtbot.keyClick(made, KEYS.Key_Tab)
    assert place.committed == []


def test_a_bad_value_stays_with_its_reason(qtbot, desk):
    made = DateField(TODAY)
    place = desk(made)
    told = []
    made.problem_changed.connect(told.append)
    qtbot.keyClicks(made, "31 Nov 2026")
    qtbot.keyClick(made, KEYS.Key_Tab)
    assert place.committed == []
    assert made.text() == "31 Nov 2026"
    assert "30 Nov" in made.problem()
    assert made.property("look") == "bad"
    assert made.accessibleDescription() == made.problem()
    qtbot.keyClick(made, KEYS.Key_Backspace)
    assert told[-1] == ""
    assert made.property("look") == ""


@pytest.mark.parametrize("typed", ["-3", "1e18", "abc", "9" * 50, "1\u202e2"])
def test_absurd_numbers_are_refused(qtbot, desk, typed):
    made = NumberField()
    place = desk(made)
    type_text(made, typed)
    qtbot.keyClick(made, KEYS.Key_Return)
    assert place.committed == []
    assert made.problem()


@pytest.mark.parametrize("typed", ["a\u202eb", "x" * 4999, "a\x00b"])
def test_text_that_deceives_or_never_ends_is_refused(qtbot, desk, typed):
    made = TextField()
    place = desk(made)
    made.setText(typed)
    qtbot.keyClick(made, KEYS.Key_Return)
    if made.text() == typed:
        assert made.problem()
        assert place.committed == []
    else:  # Qt itself keeps a NUL out of a line
        assert "\x00" not in made.text()


def test_markup_and_emoji_are_ordinary_text(qtbot, desk):
    made = TextField()
    place = desk(made)
    type_text(made, "<b>Acme</b> & Söhne 🎬")
    qtbot.keyClick(made, KEYS.Key_Return)
    assert place.committed == ["<b>Acme</b> & Söhne 🎬"]


def test_emptying_a_field_is_a_value(qtbot, desk):
    made = MoneyField("EUR")
    made.set_value(Money(100, "EUR"))
    place = desk(made)
    made.clear()
    qtbot.keyClick(made, KEYS.Key_Return)
    assert place.committed == [None]
    assert is_empty(made)


def test_a_refused_value_stays_and_escape_goes_back_to_the_saved_one(qtbot, desk):
    made = TextField()
    made.set_value("Acme")
    place = desk(made)
    made.selectAll()
    qtbot.keyClicks(made, "Taken")
    qtbot.keyClick(made, KEYS.Key_Return)
    made.refuse("There is a client of this name.", "Acme")
    assert made.text() == "Taken"
    qtbot.keyClick(made, KEYS.Key_Return)
    assert place.committed == ["Taken", "Taken"]
    made.refuse("There is a client of this name.", "Acme")
    qtbot.keyClick(made, KEYS.Key_Escape)
    assert made.text() == "Acme"
    assert made.problem() == ""


def test_a_locked_field_says_that_somebody_types(qtbot, desk):
    made = TextField()
    made.set_value("PLUK-2026-0014")
    made.set_locked(True)
    place = desk(made)
    with qtbot.waitSignal(made.locked_touched):
        qtbot.keyClick(made, KEYS.Key_X)
    assert made.text() == "PLUK-2026-0014"
    assert place.committed == []


def test_another_currency_keeps_the_figures():
    made = MoneyField("EUR")
    made.set_value(Money(123456, "EUR"))
    made.set_currency("JPY")
    assert made.value() == Money(1234, "JPY")
    made.set_currency("BHD")
    assert made.value() == Money(1234000, "BHD")


def test_day_and_time_are_typed_locally_and_kept_in_utc(qtbot, desk):
    made = DateTimeField(TODAY)
    place = desk(made)
    qtbot.keyClicks(made, "fri 18:00")
    qtbot.keyClick(made, KEYS.Key_Return)
    wanted = datetime(2026, 11, 20, 18).astimezone(UTC)
    assert place.committed == [wanted]
    assert made.text() == "20 Nov 2026, 18:00"
    made.selectAll()
    qtbot.keyClicks(made, "9:30")
    qtbot.keyClick(made, KEYS.Key_Return)
    assert made.text() == "20 Nov 2026, 09:30"
    made.selectAll()
    qtbot.keyClicks(made, "25:00")
    qtbot.keyClick(made, KEYS.Key_Return)
    assert made.problem()
    assert made.value() == datetime(2026, 11, 20, 9, 30).astimezone(UTC)
    made.restore()
    made.selectAll()
    type_text(made, "下午3点")
    qtbot.keyClick(made, KEYS.Key_Return)
    assert made.text() == "20 Nov 2026, 15:00"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_shown_moment_can_be_read_back(qtbot, desk, language):
    set_language(language)
    made = DateTimeField(TODAY)
    value = datetime(2027, 1, 5, 9, 5).astimezone(UTC)
    made.set_value(value)
    shown = made.text()
    made.set_value(None)
    place = desk(made)
    type_text(made, shown)
    qtbot.keyClick(made, KEYS.Key_Return)
    assert place.committed == [value]


def test_a_day_may_be_taken_from_the_calendar(qtbot, desk):
    made = DateField(TODAY)
    place = desk(made)
    qtbot.keyClick(made, KEYS.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = QApplication.activePopupWidget()
    grid = QApplication.focusWidget() if calendar is None else calendar.findChildren(QWidget)[-1]
    grid = next(one for one in calendar.findChildren(QWidget) if hasattr(one, "show_day"))
    qtbot.keyClick(grid, KEYS.Key_Right)
    qtbot.keyClick(grid, KEYS.Key_Return)
    assert place.committed == [date(2026, 11, 17)]


def test_long_text_commits_on_leaving_and_grows(qtbot, desk):
    made = LongTextField(lines=2)
    place = desk(made)
    before = made.height()
    type_text(made, "\n".join(["line"] * 6))
    assert made.height() > before
    qtbot.keyClick(made, KEYS.Key_Tab)
    assert place.committed == ["line\n" * 5 + "line"]


def test_long_text_has_an_end(qtbot, desk):
    made = LongTextField(limit=10)
    place = desk(made)
    made.setPlainText("x" * 11)
    qtbot.keyClick(made, KEYS.Key_Tab)
    assert place.committed == []
    assert "10" in made.problem()


def test_a_choice_is_picked_from_its_list(qtbot, desk):
    made = ChoiceField(PLATFORMS, none="None")
    place = desk(made)
    assert made.text() == "None"
    qtbot.keyClick(made, KEYS.Key_Down)
    popup = made.findChild(PickPopup)
    assert popup.choices() == ["None", "Xiaohongshu", "Douyin 抖音", "YouTube"]
    qtbot.keyClick(popup, KEYS.Key_Down)
    qtbot.keyClick(popup, KEYS.Key_Return)
    assert place.committed == ["XHS"]
    assert made.text() == "Xiaohongshu"


def test_typing_into_a_choice_searches(qtbot, desk):
    made = ChoiceField(PLATFORMS)
    place = desk(made)
    qtbot.keyClick(made, KEYS.Key_D)
    popup = made.findChild(PickPopup)
    assert popup.choices() == ["Douyin 抖音"]
    qtbot.keyClick(popup, KEYS.Key_Return)
    assert place.committed == ["DY"]


def test_a_choice_can_be_emptied_where_none_is_allowed(qtbot, desk):
    made = ChoiceField(PLATFORMS, none="None")
    made.set_value("YT")
    place = desk(made)
    qtbot.keyClick(made, KEYS.Key_Delete)
    assert place.committed == [None]


def test_a_record_is_found_by_typing(qtbot, desk):
    asked = []

    def source(text, arrived):
        asked.append(text)
        arrived([Choice(3, f"Found {text}", fact="Client")])

    made = PickField(source)
    place = desk(made)
    qtbot.keyClick(made, KEYS.Key_H)
    qtbot.waitUntil(lambda: "h" in asked)
    popup = made.findChild(PickPopup)
    assert popup.choices() == ["Found h"]
    qtbot.keyClick(popup, KEYS.Key_Return)
    assert place.committed == [3]
    assert made.words() == "Found h"


def test_a_later_answer_of_a_source_does_no_harm(qtbot, desk):
    answers = []

    def source(text, arrived):
        answers.append((text, arrived))

    made = PickField(source)
    place = desk(made)
    assert place.committed == []
    made.open_list()
    popup = made.findChild(PickPopup)
    popup.type("a")
    qtbot.waitUntil(lambda: len(answers) == 2)
    answers[-1][1]([Choice(1, "new")])
    answers[0][1]([Choice(2, "old")])
    assert popup.choices() == ["new"]
    popup.close()
    popup.deleteLater()
    qtbot.waitUntil(lambda: made.findChild(PickPopup) is None)
    answers[-1][1]([Choice(3, "too late")])


def test_several_are_picked_by_code_word_or_sound(qtbot, desk):
    made = MultiField(PLATFORMS)
    place = desk(made)
    edit = QApplication.focusWidget()
    for typed in ("xhs", "抖音"):
        type_text(edit, typed)
        qtbot.keyClick(edit, KEYS.Key_Return)
    assert place.committed == [("XHS",), ("XHS", "DY")]
    qtbot.keyClick(edit, KEYS.Key_Backspace)
    assert made.value() == ("XHS",)
    assert made.words() == ["Xiaohongshu"]


def test_what_is_not_in_the_list_cannot_be_picked(qtbot, desk):
    made = MultiField(PLATFORMS)
    place = desk(made)
    edit = QApplication.focusWidget()
    qtbot.keyClicks(edit, "Myspace")
    qtbot.keyClick(edit, KEYS.Key_Return)
    assert place.committed == []
    assert made.problem() == "Pick one from the list."


def test_free_words_are_added_by_enter_and_comma(qtbot, desk):
    made = MultiField(free=True)
    place = desk(made)
    edit = QApplication.focusWidget()
    type_text(edit, "温泉")
    qtbot.keyClick(edit, KEYS.Key_Return)
    qtbot.keyClicks(edit, "spa,spa,")
    assert place.committed[-1] == ("温泉", "spa")


def test_a_half_typed_word_is_taken_on_leaving(qtbot, desk):
    made = MultiField(free=True)
    place = desk(made)
    qtbot.keyClicks(QApplication.focusWidget(), "spa")
    made.settle()
    assert place.committed == [("spa",)]


def test_a_tick_commits(qtbot, desk):
    made = CheckField("Include")
    place = desk(made)
    qtbot.keyClick(made, KEYS.Key_Space)
    assert place.committed == [True]
    made.set_value(False)
    assert place.committed == [True]
