"""What stands in the page's place until a studio is open."""

import pytest

from ui.shell.blank import GREY_AFTER, Blank


@pytest.fixture
def blank(qtbot):
    made = Blank()
    qtbot.addWidget(made)
    made.show()
    return made


def test_grey_rows_come_when_it_takes_longer(blank, qtbot):
    blank.wait()
    assert not blank.is_waiting()
    qtbot.waitUntil(blank.is_waiting)
    blank.rest()
    assert not blank.is_waiting()
    blank.wait()
    assert blank.is_waiting()


def test_what_comes_at_once_comes_to_an_empty_page(blank, qtbot):
    blank.wait()
    blank.rest()
    with qtbot.assertNotEmitted(blank.greyed, wait=GREY_AFTER + 100):
        pass
    assert not blank.is_waiting()
