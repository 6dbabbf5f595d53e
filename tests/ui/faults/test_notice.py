"""A refusal goes to the first place that fits: its field, the dialog, a banner, a toast."""

import pytest
from PySide6.QtWidgets import QWidget

from studio.errors import Conflict, Denied, Invalid, Locked, Missing, Unavailable
from studio.text import Message
from ui.faults import notice
from ui.forms.fields import TextField
from ui.forms.form import Form
from ui.widgets.banner import Banner
from ui.widgets.dialogs import Dialog
from ui.widgets.toast import ToastStack

NEEDED = Message("This is needed.")


@pytest.fixture
def form(qtbot):
    made = Form()
    made.add("name", "Name", TextField())
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(qtbot):
    made = Dialog("Rename")
    qtbot.addWidget(made)
    return made


@pytest.fixture
def banner(qtbot):
    made = Banner("info")
    qtbot.addWidget(made)
    made.hide()
    return made


@pytest.fixture
def toasts(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 400)
    return ToastStack(host)


def test_a_field_error_goes_to_its_field_only(form, dialog):
    notice.show(Invalid({"name": NEEDED}), form=form, dialog=dialog)
    assert form.problems() == {"name": "This is needed."}
    assert dialog.problem() == ""


def test_an_error_of_no_field_goes_to_the_dialog(form, dialog):
    notice.show(Invalid({"lines": NEEDED}), form=form, dialog=dialog)
    assert dialog.problem() == "This is needed."


@pytest.mark.parametrize("kind", [Conflict, Unavailable, Locked, Denied, Missing])
def test_a_whole_pane_gets_a_banner(banner, kind):
    notice.show(kind(NEEDED), banner=banner)
    assert not banner.isHidden()
    assert "This is needed." in banner.words()


def test_else_it_is_a_toast(toasts):
    notice.show(Missing(NEEDED), toasts=toasts)
    assert toasts.words() == ["This is needed."]
