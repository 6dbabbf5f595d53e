"""The page of projects, as a person uses it."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.persistence.tables.projects import ProjectInstalment
from studio.services import invoices, projects
from tests import builders
from tests.drivers.projects import ProjectsDriver
from ui.projects.page import ProjectsPage


@pytest.fixture
def made(file_workspace):
    """Two running projects, one with pieces and a payment schedule, and one that is closed."""
    client = builders.make_client(file_workspace, 1, name_zh="诺斯威克音频")
    film = builders.make_project(
        file_workspace, client, 1, name="Deep review", name_zh="深度评测", state="active",
        net=2_400_000, budget=360_000, spent=334_000, lead_id=1, contract_no="NA-1",
        next_step="Round 2 answer", next_on=date(2026, 11, 18), publish_to=date(2026, 11, 27),
    )  # fmt: skip
    builders.make_deliverable(file_workspace, film, title="Long video", state="published")
    builders.make_deliverable(file_workspace, film, number="D-2", state="client_review")
    for position, title in enumerate(("Deposit", "Balance"), start=1):
        builders.add(
            file_workspace,
            ProjectInstalment(
                project_id=film, position=position, title=title, net=1_200_000,
                share=Decimal("0.5"),
                trigger="acceptance" if position == 1 else "delivery",
            ),
        )  # fmt: skip
    builders.make_project(file_workspace, client, 1, number="PR-002", name="Muse photos", net=500)
    builders.make_project(file_workspace, client, 1, number="PR-003", name="Old", state="closed")
    return film


@pytest.fixture
def page(qtbot, app_context, made):
    page = ProjectsPage(app_context)
    app_context.live.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1240, 860)
    page.show()
    return page


@pytest.fixture
def driver(page, qtbot):
    return ProjectsDriver(page, qtbot)


@pytest.fixture
def heard(page):
    """Collect what the page says in toasts, and what it asks the shell to open."""
    said, opened = [], []
    page.said.connect(lambda words, undo: said.append((words, undo)))
    page.open_requested.connect(lambda ref: opened.append((ref.noun, ref.id)))
    return said, opened


def test_the_list_says_where_each_project_stands(driver):
    assert driver.names() == ["Deep review", "Muse photos"]
    assert driver.lists("Deep review", "Northwick Audio", "With client", "Round 2 answer", "1/2",
                        "93%", "To invoice")  # fmt: skip
    assert driver.sees("2 running")
    assert driver.sees("Net: £24,005.00")
    assert driver.title() == "Deep review"


def test_the_view_shows_done_ones(driver, page):
    page.filters.view.set_current("done")
    page.filters.changed.emit()
    assert driver.names() == ["Old"]


def test_a_filter_that_hides_everything_says_so_and_can_be_dropped(driver, page):
    page.filters.search.set_text("zzz")
    driver.qtbot.waitUntil(lambda: driver.empty() == "The typed text hides every project.")
    driver.press("Drop it")
    assert driver.names() == ["Deep review", "Muse photos"]


def test_an_empty_studio_says_what_the_list_is_for(qtbot, app_context):
    page = ProjectsPage(app_context)
    qtbot.addWidget(page)
    page.show()
    driver = ProjectsDriver(page, qtbot)
    assert driver.empty() == "Run what clients have ordered"
    opened = []
    page.open_requested.connect(lambda ref: opened.append(ref.noun))
    driver.press("Accept a proposal")
    assert opened == ["proposal"]


def test_a_new_project_takes_over_from_its_client(driver, heard, file_workspace):
    driver.new(Client="Northwick", Name="Winter film", Contract_net="12k")
    driver.press("Add project")
    driver.qtbot.waitUntil(lambda: driver.opened() == "Winter film")
    assert heard[0] == [("Project added", True)]
    made = file_workspace.ask(projects.one(driver.hub.project.id))
    assert (made.net, made.currency, made.number) == (1_200_000, "GBP", "PR-001")


def test_a_new_project_without_a_client_is_refused_in_the_dialog(driver):
    driver.new(Name="Winter film")
    driver.press("Add project")
    assert driver.dialog() is not None
    assert driver.problem("Client") == "This is needed."


def test_a_field_saves_itself_and_a_wrong_value_stays_with_its_reason(driver, file_workspace, made):
    driver.open("Deep review")
    driver.set("PO number", "4500-118")
    assert file_workspace.ask(projects.one(made)).po_no == "4500-118"
    driver.set("Ends", "2020-01-01")
    driver.set("Starts", "2026-11-01")
    assert driver.problem("Starts", within=driver.hub) or driver.problem("Ends", within=driver.hub)
    driver.set("Planned cost", "4k")
    assert file_workspace.ask(projects.one(made)).budget == 400_000


def test_the_tabs_show_pieces_money_files_and_history(driver, page, heard):
    driver.open("Deep review")
    driver.tab("pieces")
    assert sorted(driver.pieces()) == ["Long video", "Reel"]
    driver.tab("money")
    assert driver.sees("Contract net: £24,000.00")
    assert driver.sees("Margin as planned: 85%")
    assert driver.sees("all of the net")
    page.hub().pieces.table.opened.emit(1)
    assert heard[1] == [("deliverable", 1)]


def test_the_next_part_is_invoiced_by_its_key(driver, page, heard, file_workspace, made):
    driver.open("Deep review")
    action = next(one for one in page.actions_now() if one.id == "project.invoice")
    assert action.shortcut == "Ctrl+Shift+I"
    action.run()
    (noun, key), *_ = heard[1]
    assert noun == "invoice"
    assert file_workspace.ask(invoices.one(key)).kind == "deposit"
    assert file_workspace.ask(projects.one(made)).parts[0].invoice_id == key
    file_workspace.undo()
    assert file_workspace.ask(projects.one(made)).parts[0].invoice_id is None


def test_a_part_is_invoiced_changed_and_removed_by_its_row(driver, page, file_workspace, made):
    driver.open("Deep review")
    driver.tab("money")
    driver.press("Make invoice: Balance", within=driver.hub)
    assert file_workspace.ask(projects.one(made)).parts[1].invoice_id is not None
    assert driver.awaits("Draft", within=driver.hub.schedule)
    driver.choose("More about Deposit", "Change", within=driver.hub)
    driver.fill("Share", "40%")
    driver.press("Change")
    assert file_workspace.ask(projects.one(made)).parts[0].net.minor == 960_000
    assert driver.awaits("£2,400.00 of the net is in no part")
    driver.choose("More about Deposit", "Remove", within=driver.hub)
    assert len(file_workspace.ask(projects.one(made)).parts) == 1
    driver.press("Add part", within=driver.hub)
    driver.fill("Title", "First part")
    driver.press("Add")
    assert file_workspace.ask(projects.one(made)).parts[-1].title == "First part"


def test_on_hold_asks_why_and_the_reason_stands_over_the_page(driver, heard):
    driver.open("Deep review")
    driver.move("Put on hold")
    driver.press("Put on hold")
    assert driver.problem("Why") == "This is needed."
    driver.fill("Why", "The product is late")
    driver.press("Put on hold")
    assert driver.dialog() is None
    assert driver.awaits("The product is late")
    assert heard[0][-1][0].startswith('Set Deep review to "On hold"')


def test_the_owner_passes_the_deposit_with_a_reason(driver, file_workspace):
    key = file_workspace.run(
        projects.create({"client_id": 1, "name": "Winter", "contract_no": "W-1", "net": 1000})
    ).value
    file_workspace.run(projects.add_instalment(key, {"title": "Deposit", "trigger": "acceptance"}))
    driver.open("Winter")
    driver.move("Start work")
    assert driver.sees("The deposit has not come in.")
    driver.fill("Why", "short")
    driver.press("Start work")
    assert "at least 10" in driver.problem("Why")
    driver.fill("Why", "The client pays on Friday")
    driver.press("Start work")
    assert file_workspace.ask(projects.one(key)).state == "active"


def test_a_move_that_is_not_possible_says_why(driver):
    driver.open("Deep review")
    menu = driver.hub.move_button.entries
    (deliver,) = [one for one in menu.actions() if one.text() == "Mark delivered"]
    assert not deliver.isEnabled()
    assert deliver.toolTip() == "Pieces not out yet: 1."


def test_a_closed_project_is_locked(driver, page, file_workspace):
    page.filters.view.set_current("done")
    page.filters.changed.emit()
    driver.open("Old")
    assert driver.hub.overview.forms["facts"].field("po_no").isReadOnly()
    assert driver.act() == ("", False)
    driver.move("Reopen")
    driver.qtbot.waitUntil(lambda: driver.hub.project.state == "reporting")


def test_pieces_are_added_from_the_project(driver, page):
    driver.open("Deep review")
    page.do("pieces")
    driver.fill("Title", "Short")
    driver.fill("Platform", "YouTube")
    driver.fill("How many pieces", "3")
    driver.press("Add")
    driver.qtbot.waitUntil(lambda: "Short 3" in driver.pieces())


def test_backspace_goes_back_to_the_list(driver, page):
    driver.open("Deep review")
    page.focus_main()
    QTest.keyClick(page.hub().tabs, Qt.Key.Key_Backspace)
    assert driver.opened() == ""
    assert driver.title() == "Deep review"


def test_archive_from_the_menu_and_restore(driver, page, heard):
    driver.show("Muse photos")
    page.do("archive")
    assert driver.names() == ["Deep review"]
    assert heard[0][-1] == ("Archive project Muse photos", True)
    page.filters.view.set_current("archived")
    page.filters.changed.emit()
    driver.show("Muse photos")
    page.do("restore")
    assert driver.empty() == "Nothing is archived"


def test_what_was_shown_is_shown_again(driver, page, qtbot, app_context):
    driver.open("Deep review")
    driver.tab("money")
    state = page.state()
    other = ProjectsPage(app_context)
    qtbot.addWidget(other)
    other.show()
    other.restore(state)
    again = ProjectsDriver(other, qtbot)
    qtbot.waitUntil(lambda: again.opened() == "Deep review")
    assert other.hub().tab() == "money"


def test_it_speaks_chinese(qtbot, chinese_context, made):
    page = ProjectsPage(chinese_context)
    qtbot.addWidget(page)
    page.show()
    driver = ProjectsDriver(page, qtbot)
    assert driver.names()[0] == "深度评测"
    assert driver.lists("诺斯威克音频", "待客户")
    page.open_project(made)
    qtbot.waitUntil(lambda: driver.opened() == "深度评测")
    assert driver.sees("合同净额")


def test_another_persons_change_appears(driver, file_workspace, made):
    driver.open("Deep review")
    version = file_workspace.ask(projects.one(made)).version
    file_workspace.run(projects.change(made, version=version, values={"po_no": "77"}))
    driver.qtbot.waitUntil(lambda: driver.says("PO number") == "77")
