"""The page of a shortlist, as a person uses it."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from studio.services import proposals, shortlists, talent
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
    assert driver.names() == ["Name C"]  # whose price nobody knows
    assert driver.awaits("Price ceiling alone keeps 3 away")
    driver.press("Leave out: Price ceiling")
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


def test_a_missing_price_is_asked_for_and_entered_in_place(driver, page, file_workspace, brief):
    driver.show("Name C")
    assert driver.awaits("no price for Short video in Jan 2027")
    page.ask_current()
    dialog = page.dialog()
    dialog.show_in("en")
    driver.press("Copy the text", within=dialog)
    assert QGuiApplication.clipboard().text().startswith("Dear Name C,")
    driver.press("Mark as asked", within=dialog)
    kept = file_workspace.ask(shortlists.candidates(brief))
    assert [(one.name, one.state.code) for one in kept] == [("Name C", "asked")]
    driver.fill("Provisional", "8000", within=page.pane)
    row = page.current()
    assert (row.name, row.price.minor, row.confirmed) == ("Name C", 8_000_00, False)
    assert driver.awaits("the price is provisional")
    file_workspace.undo()
    file_workspace.undo()
    assert file_workspace.ask(shortlists.candidates(brief)) == []


def test_the_sum_stands_under_the_pointer(driver, page):
    driver.show("Name B")
    assert driver.hover("Name B").splitlines() == [
        "Audience: 25 × 1.00 = 25.00",
        "Price: 20 × 0.60 = 12.00",
        "Category: 15 × 1.00 = 15.00",
        "Engagement: 10 × 1.00 = 10.00",
        "Cost per thousand views: 10 × not known = 0.00",
        "Work with this client: 10 × 0.50 = 5.00",
        "Free days: 10 × 1.00 = 10.00",
        "77.00 of 100 points = 77.0 of 100",
    ]


def test_what_things_cost_is_looked_at(driver, page):
    page.acts.benchmarks()
    lines = [" ".join(line) for line in page.dialog().lines]
    assert any(line.startswith("Instagram Micro") and "2025–26" in line for line in lines)
    assert driver.awaits("No past job has both a price and views yet (n = 0).")


def test_a_wrong_filter_stays_with_its_reason(driver, page):
    driver.fill("Window to", "1 Jan 2027", within=page.filters)
    assert driver.problem("Window to", within=page.filters) == "The end lies before the start."
    assert driver.names() == ["Name A", "Name B", "Name C"]


def test_space_goes_on_and_the_sheet_is_saved_as_pdf_and_xlsx(driver, page, tmp_path, monkeypatch):
    monkeypatch.setattr("ui.publish.sheet.open_file", lambda path: True)
    driver.show("Name A")
    for _ in range(3):
        driver.press_key(Qt.Key.Key_Space)
    driver.view("listed")
    assert driver.names() == ["Name A", "Name B", "Name C"]
    page.print_record()
    sheet = page.dialog()
    driver.qtbot.waitUntil(lambda: sheet.pane.data().startswith(b"%PDF"))
    assert not sheet.boxes.isVisible()
    sheet.save_table()
    place = tmp_path / "list.xlsx"
    sheet.save_table_to(str(place))
    driver.qtbot.waitUntil(place.exists)
    cells = [row[0].value for row in load_workbook(place).active.iter_rows(min_row=2)]
    assert cells == ["Name A", "Name B", "Name C"]
    for child in sheet.findChildren(QFileDialog):
        child.reject()
    sheet.reject()


def test_what_would_print_as_a_box_is_said_before_the_pdf(driver, page, file_workspace):
    driver.shortlist("Name A")
    key = page.found.kept[0].talent_id
    version = file_workspace.ask(talent.one(key)).version
    file_workspace.run(talent.change(key, version=version, values={"bio": "\u05e9"}))
    page.print_record()
    driver.qtbot.waitUntil(lambda: page.dialog().boxes.isVisible())
    assert page.dialog().boxes.words() == "These characters print as □: \u05e9 Sections"
    page.dialog().reject()
