"""The page of clients, as a person uses it."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from studio.errors import Unavailable
from studio.persistence.tables.invoices import Invoice
from studio.services import clients
from studio.text import Message
from tests import builders
from tests.drivers.clients import ClientsDriver
from ui.clients.page import ClientsPage
from ui.language import set_language
from ui.widgets.tags import ChipsEdit


@pytest.fixture
def made(file_workspace):
    """Three clients: one owes money, one is on hold."""
    entity = 1
    northwick = file_workspace.run(
        clients.create(
            {"name": "Northwick Audio", "name_zh": "诺斯威克", "country": "GB", "code": "NWA"},
            contact={"name": "Ada North", "email": "ada@northwick.example"},
        )
    ).value
    halden = file_workspace.run(clients.create({"name": "Halden Outdoor", "country": "DE"})).value
    file_workspace.run(clients.create({"name": "Brightfig", "country": "US"}))
    file_workspace.run(clients.move(halden, version=1, state="on_hold", reason="32 days late"))
    builders.add(
        file_workspace,
        Invoice(
            client_id=halden,
            legal_entity_id=entity,
            number="X-1",
            state="sent",
            gross=1_800_000,
            currency="EUR",
            due_on=builders.TODAY - timedelta(days=32),
        ),
    )
    return northwick


@pytest.fixture
def page(qtbot, app_context, made):
    page = ClientsPage(app_context)
    app_context.live.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1300, 860)
    page.show()
    return page


@pytest.fixture
def driver(page, qtbot):
    return ClientsDriver(page, qtbot)


@pytest.fixture
def said(page):
    """Collect what the page says in toasts."""
    heard = []
    page.said.connect(lambda words, undo: heard.append((words, undo)))
    return heard


def test_the_list_says_who_where_what_is_open_and_the_state(driver):
    assert driver.names() == ["Brightfig", "Halden Outdoor", "Northwick Audio"]
    assert driver.lists("Halden", "Germany", "Lin Xiaoman", "Net 30", "18,000.00", "On hold")
    assert driver.sees("3 clients, 1 on hold")
    assert driver.sees("Open: €18,000.00")


def test_an_empty_list_says_what_it_is_for(qtbot, app_context):
    page = ClientsPage(app_context)
    qtbot.addWidget(page)
    page.show()
    driver = ClientsDriver(page, qtbot)
    assert "Keep who pays you" in driver.empty()
    driver.press("New client", within=page.waiting)
    assert driver.dialog().title() == "New client"
    driver.dialog().reject()


def test_typing_narrows_and_says_what_hides_everybody(driver):
    driver.search("ada")
    assert driver.names() == ["Northwick Audio"]
    driver.search("zzz")
    assert "typed text hides every client" in driver.empty()
    driver.press("Drop it", within=driver.page)
    assert len(driver.names()) == 3


def test_views_show_who_is_overdue_and_who_is_archived(driver):
    driver.press("Overdue")
    assert driver.names() == ["Halden Outdoor"]
    driver.press("All")
    driver.show("Brightfig")
    driver.verb("Archive")
    assert driver.names() == ["Halden Outdoor", "Northwick Audio"]
    driver.press("Archived")
    assert driver.names() == ["Brightfig"]
    driver.verb("Restore")
    driver.press("All")
    assert len(driver.names()) == 3


def test_a_field_saves_itself_when_it_is_left(driver, file_workspace, made):
    driver.show("Northwick Audio")
    driver.tab("Details")
    driver.set("Name", "Northwick")
    assert file_workspace.ask(clients.one(made)).name == "Northwick"
    assert driver.lists("Northwick, 诺斯威克")
    driver.set("Days", "45")
    driver.set("Invoices to", "money@northwick.example")
    driver.set("Country", "Ireland")
    found = file_workspace.ask(clients.one(made))
    assert (found.terms_days, found.invoice_email, found.country) == (
        45,
        "money@northwick.example",
        "IE",
    )
    assert driver.lists("Northwick", "Net 45", "Ireland")


@pytest.mark.parametrize(
    ("label", "typed", "reason"),
    [
        ("Name", "x" * 5000, "At most"),
        ("Invoices to", "not an address", "name@example.com"),
        ("Days", "-3", "negative"),
        ("Days", "9999", "whole number from 0 to 365"),
        ("Tax number", "GB 12", "tax number"),
        ("Website", "a b", "example.com"),
    ],
)
def test_what_cannot_be_kept_stays_in_its_field(driver, file_workspace, made, label, typed, reason):
    driver.show("Northwick Audio")
    driver.tab("Details")
    before = file_workspace.ask(clients.one(made))
    field = driver.set(label, typed)
    assert reason in field.problem()
    assert file_workspace.ask(clients.one(made)) == before
    driver.page.next_open_field()
    field.restore()
    assert field.problem() == ""


def test_markup_in_a_name_is_shown_as_typed(driver):
    driver.show("Northwick Audio")
    driver.tab("Details")
    driver.set("Name", "<b>Acme</b> & <img src=x>")
    assert driver.title().startswith("<b>Acme</b> & <img src=x>")
    assert driver.lists("<b>Acme</b> & <img src=x>")


def test_the_next_step_shows_in_the_list(driver):
    driver.show("Brightfig")
    driver.set("What", "Send the proposal")
    driver.set("When", "fri")
    assert driver.lists("Brightfig", "20 Nov  Send the proposal")


def test_contacts_are_added_changed_and_removed(driver, file_workspace, made, said):
    driver.show("Northwick Audio")
    driver.press("Add contact")
    card = driver.part("New contact")
    driver.fill("Name", "Ben Sound", within=card)
    driver.fill("Role", "Finance", within=card)
    assert any("Ben Sound, Finance" in words for words in driver.parts())
    driver.fill("Gets our documents", True, within=card)
    assert file_workspace.ask(clients.one(made)).standard_contact().name == "Ben Sound"
    driver.press("Remove", within=driver.pane.contacts)
    assert not any("Ben Sound" in words for words in driver.parts())
    assert ("Remove contact Ben Sound", True) in said
    file_workspace.undo()
    assert any("Ben Sound" in words for words in driver.parts())


def test_brands_are_added(driver, file_workspace, made):
    driver.show("Northwick Audio")
    driver.press("Add brand")
    card = driver.pane.brands.list.cards()[0]
    driver.fill("Name", "Quiet", within=card)
    driver.fill("Category", "headphones", within=card)
    assert "Quiet, headphones" in driver.parts()
    assert file_workspace.ask(clients.one(made)).brands[0].name == "Quiet"


def test_a_hold_needs_a_reason(driver, file_workspace, made, said):
    driver.show("Northwick Audio")
    driver.verb("Put on hold")
    driver.press("Put on hold")
    assert driver.problem("Reason") == "This is needed."
    driver.fill("Reason", "Two invoices late")
    driver.press("Put on hold")
    assert driver.dialog() is None
    found = file_workspace.ask(clients.one(made))
    assert (found.state, found.hold_reason) == ("on_hold", "Two invoices late")
    assert driver.sees("Two invoices late", within=driver.pane)
    assert said[-1][1]
    driver.verb("Work with this client again")
    assert file_workspace.ask(clients.one(made)).state == "active"


def test_a_client_that_owes_money_cannot_become_inactive(driver, said):
    driver.show("Halden Outdoor")
    driver.verb("Set inactive")
    assert said[-1] == ("There are open invoices.", False)


def test_a_new_client_is_asked_for_once_and_shown(driver, file_workspace):
    driver.new(Name="Maison Ondine", Country="France", Contact="Camille Laurent")
    assert driver.shown("Currency") == "EUR"
    driver.fill("E-mail", "camille@ondine.example")
    driver.press("Add client")
    assert driver.dialog() is None
    assert driver.title() == "Maison Ondine"
    assert any("Camille Laurent" in words for words in driver.parts())
    (key,) = file_workspace.ask(clients.ids(clients.ClientFilter(text="ondine")))
    assert file_workspace.ask(clients.one(key)).currency == "EUR"


def test_a_double_is_hinted_and_can_be_shown_instead(driver):
    driver.new(Name="NORTHWICK AUDIO LTD")
    assert driver.awaits("Northwick Audio 诺斯威克 is already here: same name.")
    driver.press("Show it")
    assert driver.dialog() is None
    assert driver.title().startswith("Northwick Audio")


def test_a_new_client_without_a_name_stays_in_the_dialog(driver):
    driver.new()
    driver.press("Add client")
    assert "A name is needed" in driver.problem("Name")
    driver.dialog().reject()
    assert len(driver.names()) == 3


def test_linked_records_and_history_are_shown(driver, file_workspace, made):
    builders.make_brief(file_workspace, made)
    driver.show("Northwick Audio")
    driver.tab("Records")
    assert driver.sees("1 brief", within=driver.pane)
    assert any("B-001" in words for words in driver.pane.linked.words())
    driver.tab("Details")
    driver.set("Industry", "audio")
    assert driver.pane.history.words()[0] == "Change client Northwick Audio"
    opened = []
    driver.page.open_requested.connect(opened.append)
    driver.tab("Records")
    driver.press("B-001", within=driver.pane.linked)
    assert [(ref.noun, ref.id) for ref in opened] == [("brief", 1)]


def test_a_dropped_file_is_attached(driver, tmp_path):
    paper = tmp_path / "Guidelines <2026>.pdf"
    paper.write_bytes(b"%PDF-1.7 guidelines")
    driver.show("Northwick Audio")
    driver.drop(paper)
    assert driver.pane.files.names() == ["Guidelines <2026>.pdf"]
    assert driver.awaits("Guidelines <2026>.pdf", within=driver.pane)


def test_a_colleagues_change_shows_up(driver, file_workspace, made):
    driver.show("Northwick Audio")
    file_workspace.run(clients.change(made, version=1, values={"industry": "audio"}))
    driver.tab("Details")
    assert driver.says("Industry") == "audio"


def test_a_stale_field_shows_both_values(driver, file_workspace, made, app_context):
    driver.show("Northwick Audio")
    driver.tab("Details")
    app_context.live.changed.disconnect(driver.page.refresh)
    file_workspace.run(clients.change(made, version=1, values={"industry": "audio"}))
    driver.set("Industry", "headphones")
    assert driver.awaits("Yours: headphones. Theirs: audio.")
    driver.press("Keep mine")
    assert file_workspace.ask(clients.one(made)).industry == "headphones"
    file_workspace.run(
        clients.change(
            made, version=file_workspace.ask(clients.one(made)).version, values={"market": "UK"}
        )
    )
    driver.set("Market", "US")
    driver.press("Take theirs")
    assert driver.says("Market") == "UK"
    assert file_workspace.ask(clients.one(made)).market == "UK"
    driver.set("Market", "EU")
    assert file_workspace.ask(clients.one(made)).market == "EU"


def test_a_lost_studio_keeps_the_edit_until_it_is_back(driver, file_workspace, made, monkeypatch):
    driver.show("Northwick Audio")
    driver.tab("Details")
    run = file_workspace.run

    def lost(command):
        raise Unavailable(Message("The server cannot be reached. Nothing was changed; try again."))

    monkeypatch.setattr(file_workspace, "run", lost)
    field = driver.set("Industry", "audio")
    assert driver.awaits("This is not saved yet.")
    assert driver.says("Industry") == "audio"
    assert field.problem() == ""
    monkeypatch.setattr(file_workspace, "run", run)
    driver.press("Try again")
    assert file_workspace.ask(clients.one(made)).industry == "audio"
    assert driver.banners() == []


def test_undo_brings_the_old_value_back_into_the_field(driver, file_workspace, made):
    driver.show("Northwick Audio")
    driver.tab("Details")
    driver.set("Industry", "audio")
    file_workspace.undo()
    assert driver.says("Industry") == ""
    driver.set("Industry", "headphones")
    assert file_workspace.ask(clients.one(made)).industry == "headphones"


def test_several_can_be_archived_at_once(driver, file_workspace, said):
    driver.page.table.selectAll()
    assert driver.sees("3 picked")
    driver.press("Archive", within=driver.page.hints)
    assert driver.names() == []
    assert said[-1] == ("Archive 3 clients", True)
    file_workspace.undo()
    assert len(driver.names()) == 3


def test_the_page_comes_back_as_it_was(driver, qtbot, app_context, made):
    driver.search("north")
    driver.show("Northwick Audio")
    state = driver.page.state()
    other = ClientsPage(app_context)
    qtbot.addWidget(other)
    other.show()
    other.restore(state)
    again = ClientsDriver(other, qtbot)
    assert again.names() == ["Northwick Audio"]
    assert again.title().startswith("Northwick Audio")


def test_sorting_is_kept_for_the_next_time(driver, qtbot, app_context):
    head = driver.page.table.horizontalHeader()
    head.sectionClicked.emit(1)
    head.sectionClicked.emit(1)
    assert driver.names() == ["Brightfig", "Northwick Audio", "Halden Outdoor"]
    other = ClientsPage(app_context)
    qtbot.addWidget(other)
    other.show()
    assert ClientsDriver(other, qtbot).names()[0] == "Brightfig"


def test_a_record_hidden_by_the_filter_is_shown(driver, made):
    driver.search("halden")
    driver.page.show_record(made)
    assert driver.title().startswith("Northwick Audio")


def test_the_inspector_can_be_hidden(driver):
    driver.show("Brightfig")
    driver.page.toggle_inspector()
    assert driver.title() == ""
    driver.page.toggle_inspector()
    assert driver.title() == "Brightfig"


def test_actions_fit_the_current_client(driver):
    driver.show("Brightfig")
    found = [action.id for action in driver.page.actions_now()]
    assert [one for one in found if not one.startswith("view.")] == [
        "client.new",
        "client.edit",
        "client.contact",
        "client.archive",
    ]


def test_chinese_is_whole(qtbot, chinese_context, made):
    page = ClientsPage(chinese_context)
    qtbot.addWidget(page)
    page.resize(1300, 860)
    page.show()
    driver = ClientsDriver(page, qtbot)
    driver.show("诺斯威克")
    assert driver.sees("位客户")
    assert driver.lists("英国")
    for tab in ("overview", "details", "records"):
        driver.tab(tab)
        latin = [
            words
            for words in driver.words(page.pane())
            if words.isascii() and words.replace(" ", "").isalpha() and len(words) > 3
        ]
        own = {"Lin Xiaoman", "Ada North", "PLUK"}
        assert set(latin) <= own | {"Northwick Audio"}, latin
    set_language("en")


def test_every_control_has_a_name(driver):
    driver.show("Northwick Audio")
    for tab in ("overview", "details", "records"):
        driver.tab(tab)
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
            for widget in driver.find(kind, within=driver.page):
                inner = isinstance(widget.parent(), ChipsEdit)
                assert inner or widget.accessibleName() or widget.text(), widget
