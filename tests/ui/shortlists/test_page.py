"""The page of a shortlist, as a person uses it."""

import pytest

from studio.services import proposals, shortlists
from tests.drivers.shortlists import ShortlistsDriver
from tests.matching import make_clips_brief, make_creator
from ui.shortlists.page import ShortlistsPage


@pytest.fixture
def brief(file_workspace):
    """Return a brief with three creators who answer, one too dear and one not to be pitched."""
    key = make_clips_brief(file_workspace)
    for code, price in (("A", 9_000_00), ("B", 16_200_00), ("C", 0), ("D", 90_000_00)):
        make_creator(file_workspace, code, price=price)
    make_creator(file_workspace, "E", do_not_pitch=True, do_not_pitch_reason="late twice")
    return key


@pytest.fixture
def page(qtbot, app_context, brief):
    page = ShortlistsPage(app_context)
    app_context.live.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1240, 860)
    page.show()
    page.show_record(brief)
    return page


@pytest.fixture
def driver(page, qtbot):
    return ShortlistsDriver(page, qtbot)


@pytest.fixture
def heard(page):
    said, opened = [], []
    page.said.connect(lambda words, undo: said.append(words))
    page.open_requested.connect(opened.append)
    return said, opened


def test_a_person_shortlists_three_and_puts_them_into_a_proposal(
    driver, page, heard, file_workspace, brief
):
    assert driver.names() == ["Name A", "Name B", "Name C"]
    driver.show("Name B")
    assert driver.awaits("8 % over the ceiling")
    # 25 + 20 x 0.60 + 15 + 10 (5.8 % react, the median of the four) + 0 + 5 + 10
    assert driver.sum() == "77.00 of 100 points = 77.0 of 100"
    for name in ("Name A", "Name B", "Name C"):
        driver.shortlist(name)
    driver.view("listed")
    assert driver.names() == ["Name A", "Name B", "Name C"]
    page.propose()
    said, opened = heard
    assert said[-1] == "The shortlist is in the proposal"
    assert opened[-1].noun == "proposal"
    shown = file_workspace.ask(proposals.one(opened[-1].id)).shown
    assert [one.name for one in shown.creators] == ["Name A", "Name B", "Name C"]


def test_somebody_is_left_out_with_a_reason_and_comes_back(driver, page):
    driver.leave_out("Name B", "too polished")
    assert driver.names() == ["Name A", "Name C"]
    driver.view("away")
    rows = "\n".join(driver.left_out())
    assert "too polished" in rows
    assert "late twice" in rows
    assert "Price ceiling" in rows
    page.left_out.table.opened.emit(page.left_out.table.ids()[0])
    driver.view("found")
    assert driver.names() == ["Name A", "Name B", "Name C"]


def test_filters_are_kept_and_the_one_that_removes_most_is_dropped(driver, page):
    driver.fill("Price ceiling a piece", "100", within=page.filters)
    page.filters.form.committed.emit("platforms", ("bilibili",))
    assert driver.empty() == "The filters leave nobody"
    assert driver.awaits("The platform removes 5 of 5.")
    driver.press("Drop it")
    assert driver.names() == ["Name A", "Name B", "Name C", "Name D"]
    driver.press("As the brief says")
    assert driver.names() == ["Name A", "Name B", "Name C"]


def test_four_are_compared_and_weights_are_changed(driver, page, file_workspace, brief):
    driver.show("Name A")
    lines = driver.compare()
    assert lines[0][1:] == ["Name A", "Name B", "Name C"]
    assert lines[1] == ["Score", "85.0", "77.0", "65.0"]
    page.dialog().accept()
    page.weigh()
    driver.fill("Price", "0", within=page.dialog())
    driver.press("Weigh for this brief", within=page.dialog())
    weights = dict(file_workspace.ask(shortlists.match(brief)).weights)
    assert weights["price"] == 0
    driver.show("Name B")
    assert driver.sum().startswith("65.00 of 80 points")


def test_a_wrong_filter_stays_with_its_reason(driver, page):
    driver.fill("Window to", "1 Jan 2027", within=page.filters)
    assert driver.problem("Window to", within=page.filters) == "The end lies before the start."
    assert driver.names() == ["Name A", "Name B", "Name C"]


def test_the_pdf_opens_and_names_nobody_who_is_not_to_be_pitched(driver, page):
    driver.shortlist("Name A")
    page.print_record()
    pane = page.dialog().pane
    driver.qtbot.waitUntil(lambda: pane.data().startswith(b"%PDF"))
    page.dialog().accept()
