"""Saved views of a list, as a person uses them; the page of clients stands for all lists."""

import pytest

from studio.services import clients, views
from tests.drivers.clients import ClientsDriver
from tests.drivers.views import ViewsDriver
from ui.clients.page import ClientsPage


@pytest.fixture
def made(file_workspace):
    """Three clients, one of them led by nobody."""
    for name, country in (("Northwick", "GB"), ("Halden", "DE"), ("Brightfig", "US")):
        file_workspace.run(clients.create({"name": name, "country": country}))


@pytest.fixture
def open_page(qtbot, app_context, made):
    def opened():
        page = ClientsPage(app_context)
        app_context.live.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1300, 700)
        page.show()
        return ClientsDriver(page, qtbot)

    return opened


@pytest.fixture
def driver(open_page):
    return open_page()


@pytest.fixture
def menu(driver):
    return ViewsDriver(driver)


def shown_columns(driver):
    return [column.title for column in driver.page.table.shown_columns()]


def test_filter_sorting_and_columns_come_back_by_a_name(driver, menu, file_workspace):
    assert menu.shown() == "View: All clients"
    driver.search("i")
    driver.page.table.set_column_shown("terms", shown=False)
    driver.page.table.horizontalHeader().sectionClicked.emit(0)
    assert menu.shown() == "View: All clients, changed"
    menu.save_as("With an i")
    assert menu.shown() == "View: With an i"
    assert driver.names() == ["Northwick", "Brightfig"]

    menu.choose("All clients")
    assert len(driver.names()) == 3
    menu.choose("With an i")
    assert driver.names() == ["Northwick", "Brightfig"]
    assert "Terms" not in shown_columns(driver)

    driver.search("north")
    assert menu.shown() == "View: With an i, changed"
    menu.choose("Update “With an i”")
    assert menu.shown() == "View: With an i"
    file_workspace.undo()
    assert menu.shown() == "View: With an i, changed"
    menu.choose("With an i")
    assert driver.names() == ["Northwick", "Brightfig"]


def test_a_view_with_columns_of_its_own_leaves_the_usual_ones_alone(driver, menu, open_page):
    menu.save_as("Narrow")
    driver.page.table.set_column_shown("terms", shown=False)
    menu.choose("All clients")
    assert "Terms" in shown_columns(driver)
    driver.page.table.set_column_shown("country", shown=False)
    assert "Country" not in shown_columns(open_page())


def test_a_view_is_renamed_and_deleted_and_comes_back_by_undo(driver, menu, file_workspace):
    said = []
    driver.page.said.connect(lambda words, undo: said.append((words, undo)))
    menu.save_as("Mine")
    menu.save_as("Yours")
    menu.choose("Rename view …")
    driver.fill("Name", "mine")
    driver.press("Rename view")
    assert "already" in driver.problem("Name")
    driver.fill("Name", "Ours")
    driver.press("Rename view")
    assert menu.shown() == "View: Ours"
    menu.choose("Delete view")
    assert menu.shown() == "View: All clients"
    assert "Ours" not in menu.entries()
    assert said[-1] == ("Delete view Ours", True)
    file_workspace.undo()
    assert "Ours" in menu.entries()


def test_the_list_opens_with_a_chosen_view(driver, menu, open_page, file_workspace):
    assert "Open the list with this view" not in menu.entries()
    driver.search("hal")
    menu.save_as("Halden")
    menu.choose("Open the list with this view")
    again = open_page()
    assert ViewsDriver(again).shown() == "View: Halden"
    assert again.names() == ["Halden"]
    (wanted,) = file_workspace.ask(clients.ids(clients.ClientFilter(text="north")))
    again.page.show_record(wanted)
    assert again.title() == "Northwick"
    ViewsDriver(again).choose("Halden")
    ViewsDriver(again).choose("Open the list with this view")
    assert file_workspace.ask(views.views("clients")).opens == ""


def test_the_palette_finds_every_other_view_by_its_name(driver, menu):
    def offered():
        return {one.text: one for one in driver.page.actions_now() if one.id.startswith("view.")}

    driver.search("hal")
    menu.save_as("Halden")
    assert set(offered()) == {
        "View: All clients",
        "View: My clients",
        "View: Overdue",
        "Save view as …",
    }
    offered()["View: Overdue"].run()
    assert (menu.shown(), driver.page.filters.view.current()) == ("View: Overdue", "owing")
    offered()["View: Halden"].run()
    assert driver.names() == ["Halden"]


def test_the_view_is_named_again_after_the_page_was_built_anew(driver, menu, open_page):
    menu.choose("My clients")
    driver.search("hal")
    other = open_page()
    other.page.restore(driver.page.state())
    assert ViewsDriver(other).shown() == "View: My clients, changed"
    assert other.page.filters.lead.value() is not None


def test_columns_are_chosen_by_keys_too(driver, menu):
    assert "Columns" in menu.entries()
