"""The price editor: cells, letters, rows, sums, schedule."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from studio.domain.money import Money
from studio.services import proposals
from studio.services.talent import rates
from tests import builders
from ui.proposals import rows


@pytest.fixture
def driver(show, proposal):
    return show(proposal)


def gbp(amount):
    return Money(int(Decimal(amount) * 100), "GBP")


def test_rows_are_read_aloud_with_their_options_and_figures(driver):
    assert driver.lines() == [
        "Long video, in options A, B, 1, 14,000.00, 14,000.00",
        "Reel, in options B, 2, 1,900.00, 3,800.00",
        "Option A, Film, 16,800.00 with tax, 14,000.00",
        "Option B, Film and reel, 21,360.00 with tax, 17,800.00",
    ]


def test_typing_replaces_a_price_and_enter_goes_down(driver):
    driver.type_into("Long video", rows.PRICE, "12k")
    assert driver.line("Long video").amount == gbp("12000.00")
    assert driver.grid.current_line() == driver.line("Reel").id
    assert driver.proposal.shown.sums[0].net == gbp("12000.00")


def test_tab_walks_the_cells_of_a_row(driver):
    driver.type_into("Reel", rows.QUANTITY, "3", Qt.Key.Key_Tab)
    field = driver.field()
    assert "price" in field.accessibleName()
    QTest.keyClicks(field, "2000")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert driver.line("Reel").amount == gbp("6000.00")


def test_esc_restores_what_was_there(driver):
    driver.type_into("Reel", rows.PRICE, "1", Qt.Key.Key_Escape)
    assert driver.line("Reel").price == gbp("1900.00")


def test_a_bad_value_stays_in_its_cell_with_the_reason_while_others_go_on(driver):
    field = driver.type_into("Reel", rows.PRICE, "many")
    assert "is not a number" in field.problem()
    assert field.isVisible()
    driver.type_into("Long video", rows.QUANTITY, "2")
    assert driver.line("Long video").amount == gbp("28000.00")
    assert list(driver.grid.problems().values()) == [field.problem()]


def test_letters_toggle_by_mouse_and_by_key(driver):
    driver.toggle("Reel", "A")
    assert driver.line("Reel").options == "AB"
    driver.grid.go_to(driver.line("Reel").id, rows.OPTIONS)
    driver.key(Qt.Key.Key_B)
    assert driver.line("Reel").options == "A"


def test_rows_are_added_doubled_moved_and_removed(driver, file_workspace):
    driver.grid.go_to(driver.line("Long video").id)
    driver.key(Qt.Key.Key_Insert)
    field = driver.field()
    QTest.keyClicks(field, "Travel")
    QTest.keyClick(field, Qt.Key.Key_Return)
    titles = [one.title for one in driver.proposal.shown.lines]
    assert titles == ["Long video", "Travel", "Reel"]
    driver.grid.go_to(driver.line("Travel").id)
    driver.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [one.title for one in driver.proposal.shown.lines][2] == "Travel"
    driver.shortcut("Ctrl+D")
    assert [one.title for one in driver.proposal.shown.lines].count("Travel") == 2
    driver.key(Qt.Key.Key_Delete)
    assert [one.title for one in driver.proposal.shown.lines].count("Travel") == 1
    file_workspace.undo()
    assert [one.title for one in driver.proposal.shown.lines].count("Travel") == 2


def test_a_dragged_row_lands_where_it_is_dropped(driver):
    viewport = driver.grid.viewport()
    shift = viewport.pos()
    start = driver.grid.cell_rect(driver.line("Long video").id, rows.HANDLE).center() - shift
    box = driver.grid.cell_rect(driver.line("Reel").id, rows.HANDLE)
    end = box.center() - shift
    end.setY(end.y() + 9)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, start + (end - start) / 2)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert [one.title for one in driver.proposal.shown.lines] == ["Reel", "Long video"]


def test_sections_fold_and_open(driver, file_workspace):
    driver.editor.price.add_row("heading", after=None)
    QTest.keyClicks(driver.field(), "Extras")
    QTest.keyClick(driver.field(), Qt.Key.Key_Return)
    driver.editor.price.add_row("item", after=driver.line("Extras").id)
    QTest.keyClicks(driver.field(), "Travel")
    QTest.keyClick(driver.field(), Qt.Key.Key_Return)
    assert any("Travel" in row for row in driver.lines())
    driver.click_cell("Extras", rows.HANDLE)
    assert not any("Travel" in row for row in driver.lines())
    driver.click_cell("Extras", rows.HANDLE)
    assert any("Travel" in row for row in driver.lines())


def test_costs_are_gone_without_the_right(show, proposal, file_workspace):
    file_workspace.roles = frozenset({"CRE"})
    driver = show(proposal)
    assert driver.grid.isColumnHidden(rows.COST)
    assert driver.grid.isColumnHidden(rows.MARGIN)
    assert not any("6,000.00" in row for row in driver.lines())


def test_the_schedule_must_make_a_hundred_per_cent(driver):
    schedule = driver.editor.price.schedule
    assert schedule.words() == "100%"
    share = schedule.lines()[0].share
    share.setFocus()
    share.selectAll()
    QTest.keyClicks(share, "60")
    QTest.keyClick(share, Qt.Key.Key_Return)
    assert "The parts add up to 110%. Take 10% off one of them." in schedule.words()
    assert driver.can("Send")[0] is False
    driver.press("Split evenly")
    assert schedule.words() == "100%"
    assert driver.can("Send")[0] is True


def test_a_payment_part_opens_its_terms(driver):
    line = driver.editor.price.schedule.lines()[1]
    line.open_rest()
    form = line.form()
    form.field("terms_days").setText("45")
    form.field("terms_days").settle()
    assert driver.proposal.shown.instalments[1].terms_days == 45


def test_an_option_and_an_add_on_are_added_and_named(driver):
    offers = driver.editor.price.offers
    offers.add_addon()
    card = offers.card("C")
    card.form.field("percent").setText("25")
    card.form.field("percent").settle()
    assert driver.proposal.shown.options[-1].percent == Decimal("0.25")
    offers.add_option()
    assert [one.letter for one in driver.proposal.shown.options] == ["A", "B", "D", "C"]


def test_the_details_of_a_line(driver):
    driver.grid.go_to(driver.line("Reel").id)
    driver.press("Details")
    details = driver.editor.price.details
    assert details.isVisible()
    details.form.field("discount").setText("10")
    details.form.field("discount").settle()
    assert driver.line("Reel").amount == gbp("3420.00")
    assert "less 10%" in driver.lines()[1]


def test_a_colleagues_change_comes_into_the_open_grid(driver, file_workspace, proposal):
    from studio.services import proposals  # noqa: PLC0415  the colleague's own call

    reel = driver.line("Reel")
    file_workspace.run(
        proposals.change_line(reel.id, version=reel.version, values={"title": "Two reels"})
    )
    assert any("Two reels" in row for row in driver.lines())


def test_the_grid_speaks_chinese(chinese_context, qtbot, proposal):
    from tests.drivers.proposals import ProposalsDriver  # noqa: PLC0415
    from ui.proposals.page import ProposalsPage  # noqa: PLC0415

    page = ProposalsPage(chinese_context)
    qtbot.addWidget(page)
    page.resize(1224, 860)
    page.show()
    page.show_record(proposal)
    driver = ProposalsDriver(page, qtbot)
    assert driver.lines()[2].startswith("方案 A")
    assert QGuiApplication.instance() is not None


def test_nothing_is_lost_when_a_long_title_is_refused(driver):
    driver.grid.go_to(driver.line("Reel").id, rows.LINE)
    driver.grid.setFocus()
    QTest.keyClick(driver.grid, Qt.Key.Key_F2)
    field = driver.field()
    field.setText("x" * 300)
    field.textEdited.emit(field.text())
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "At most 200 characters" in field.problem()
    assert field.text() == "x" * 300
    assert driver.line("Reel").title == "Reel"


def test_a_client_without_lines_shows_only_the_sum(show, file_workspace, client):
    from studio.services import proposals  # noqa: PLC0415

    key = file_workspace.run(proposals.create({"client_id": client, "title": "Empty"})).value
    driver = show(key)
    assert driver.lines() == ["Option A, 0.00"]
    assert builders.TODAY


def test_the_price_of_a_rate_card_is_offered_and_taken_with_one_press(
    show, proposal, file_workspace
):
    theo = builders.make_talent(file_workspace)
    reel = {"platform": "instagram", "format": "reel", "price": 210_000, "unit": "reel"}
    card = {"currency": "GBP", "first_on": date(2026, 1, 1)}
    file_workspace.run(rates.add_card(theo, card, [reel]))
    driver = show(proposal)
    driver.grid.go_to(driver.line("Reel").id)
    driver.press("Details")
    note = driver.editor.price.details.rates
    assert note.words() == ""
    line = driver.line("Reel")
    change = proposals.change_line(line.id, version=line.version, values={"talent_id": theo})
    file_workspace.run(change)
    driver.qtbot.waitUntil(note.isVisible)
    assert note.words() == "Rate card: £2,100.00 per reel, provisional."
    driver.press("Take this price")
    driver.qtbot.waitUntil(lambda: driver.line("Reel").price == gbp("2100.00"))
    driver.qtbot.waitUntil(lambda: not note.offers())
    assert note.words() == "Copied from the rate card on 16 Nov 2026, provisional."
    assert "The price of Theo Marsh is provisional." in " ".join(driver.checks())
