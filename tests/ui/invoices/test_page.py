"""The invoices page, driven as a person would."""

import pytest
from PySide6.QtGui import QGuiApplication

from studio.domain.money import Money
from studio.services import invoices, views
from tests import builders
from tests.drivers.invoices import InvoicesDriver
from ui.invoices.page import InvoicesPage


@pytest.fixture
def client(file_workspace):
    return builders.make_client(file_workspace, entity=1)


@pytest.fixture
def driver(qtbot, app_context, client):
    page = InvoicesPage(app_context)
    qtbot.addWidget(page)
    page.resize(1224, 860)
    page.show()
    page.context.live.changed.connect(page.refresh)
    return InvoicesDriver(page, qtbot)


def test_an_empty_studio_says_what_the_page_is_for(driver):
    state = driver.page.waiting.empty_state()
    assert state is not None


def test_a_draft_is_made_filled_issued_and_paid(driver, file_workspace, client):
    driver.new(client_id=client, kind="standard", title="Extra day")
    driver.add_line("Shooting day", "1.2k")
    invoice = driver.page.detail.invoice
    assert invoice.gross == Money(144_000, "GBP")
    driver.issue()
    assert driver.shows() == ("PLUK-2026-0001", "issued")
    driver.press("Record payment")
    driver.confirm()
    assert driver.shows() == ("PLUK-2026-0001", "paid")
    assert "Paid" in driver.rows()[0]


def test_what_is_missing_stands_in_the_dialog_and_nothing_is_issued(driver, file_workspace):
    bare = builders.make_client(file_workspace, entity=1, legal_name="", address="")
    key = builders.make_invoice(file_workspace, bare, 1)
    driver.page.show_record(key)
    driver.press("Issue")
    driver.confirm()
    driver.dialog().reject()
    assert file_workspace.ask(invoices.one(key)).state == "draft"


def test_a_bad_price_stays_in_its_field(driver, file_workspace, client):
    key = builders.make_invoice(file_workspace, client, 1)
    driver.page.show_record(key)
    field = driver.page.detail.lines.rows[0].fields["unit_price"]
    driver.commit(field, "$5")
    assert field.problem()
    assert file_workspace.ask(invoices.one(key)).lines[0].unit_price == Money(1_200_000, "GBP")


def test_markup_in_names_is_shown_as_typed(driver, file_workspace, client):
    key = builders.make_invoice(file_workspace, client, 1, title="<b>x</b> & <img src=/etc/passwd>")
    driver.page.show_record(key)
    assert any("<b>x</b> & <img" in row for row in driver.rows())


def test_the_list_is_filtered_by_state_and_text(driver, file_workspace, client):
    builders.make_invoice(file_workspace, client, 1, title="Spring")
    builders.make_invoice(file_workspace, client, 1, title="Autumn")
    driver.page.refresh_all()
    driver.page.search.set_text("spri")
    assert len(driver.rows()) == 1
    driver.group("Paid")
    assert driver.rows() == []


def test_a_view_keeps_group_and_words_and_the_palette_shows_it(driver, file_workspace, client):
    builders.make_invoice(file_workspace, client, 1, title="Spring")
    builders.make_invoice(file_workspace, client, 1, title="Autumn")
    driver.page.refresh_all()
    driver.page.search.set_text("spri")
    file_workspace.run(views.save("invoices", name="Spring", shown=driver.page.view_state()))
    offered = {one.text: one for one in driver.page.actions_now()}
    offered["View: Drafts"].run()
    assert (driver.page.groups.current(), len(driver.rows())) == ("draft", 2)
    offered["View: Spring"].run()
    assert (driver.page.search.text(), len(driver.rows())) == ("spri", 1)
    driver.page.strip.chosen.emit("GBP", "days_30")
    assert driver.page.views.accessibleName() == "View: Spring, changed"
    driver.group("All")
    assert len(driver.rows()) == 1


def test_picked_invoices_are_summed_up_and_copied_as_a_table(driver, file_workspace, client):
    builders.make_invoice(file_workspace, client, 1, title="Spring", gross=1_440_000)
    builders.make_invoice(file_workspace, client, 1, title="Autumn", gross=1_440_000)
    driver.page.refresh_all()
    assert len(driver.rows()) == 2
    driver.page.list.selectAll()
    assert driver.hints()[0] == "2 picked"
    assert "£28,800.00" in driver.hints()
    driver.page.list.copy_picked()
    head, *rows = QGuiApplication.clipboard().text().split("\n")
    assert head.startswith("Number\tClient\tTitle\tIssued\tDue\tState\tAmount\tCurrency")
    assert [row.split("\t")[6:8] for row in rows] == [["14400.00", "GBP"]] * 2


def test_a_link_begins_what_it_asks_for(driver, file_workspace, client):
    draft = builders.make_invoice(file_workspace, client, 1)
    driver.page.show_record(draft)
    driver.page.begin("issue")
    assert driver.dialog().isVisible()
    driver.dialog().reject()
