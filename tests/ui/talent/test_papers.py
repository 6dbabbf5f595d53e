"""Papers of somebody in the roster's pane: personal data, consents, copies, agreements."""

import zipfile
from datetime import timedelta

import pytest

from studio.persistence.secrets import MemoryKeys, Vault
from studio.persistence.tables.agreements import Contract
from studio.services import agreements, incubation, studio, talent
from studio.services.talent import personal
from tests import builders
from tests.builders import TODAY
from tests.drivers.talent import TalentDriver
from tests.services.personal import NoKeys
from ui.home.page import HomePage
from ui.talent.page import TalentPage
from ui.talent.protection import ProtectionDialog
from ui.widgets.buttons import Button, MenuButton

CLAUSES = ("services", "pay", "rights", "ending")


@pytest.fixture
def shen(file_workspace):
    """Somebody who lives in China, on a machine with a key store."""
    file_workspace.vault = Vault(MemoryKeys())
    given = {"name": "Shen Yifan", "name_zh": "沈一帆", "country": "CN"}
    return file_workspace.run(talent.create(given)).value


@pytest.fixture
def driver(qtbot, app_context, shen):
    """The papers of Shen Yifan."""
    page = TalentPage(app_context)
    app_context.live.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1300, 1400)
    page.show()
    made = TalentDriver(page, qtbot)
    made.show("Shen Yifan")
    made.turn("papers")
    return made


def told(driver):
    """Return everything the papers say, once what was replaced is gone."""
    driver.qtbot.wait(0)
    return " | ".join(driver.words(within=driver.pane.papers))


def test_a_person_keeps_shows_and_agrees(driver, file_workspace, shen):
    papers = driver.pane.papers
    driver.press("Edit", within=papers)
    driver.fill("Birth date", "soon")
    driver.press("Seal and keep")
    assert "Write it as year, month, day" in driver.problem("Birth date")
    driver.fill("Birth date", "1999-05-01")
    driver.fill("Bank account", "6222 0000 1111 2222")
    driver.press("Seal and keep")
    assert driver.awaits("****2222", within=papers)
    assert "Not agreed apart: Identity, bank and tax kept" in told(driver)
    driver.press("Reveal Bank account", within=papers)
    assert driver.awaits("6222 0000 1111 2222", within=papers)
    papers.show_talent(driver.pane.talent)  # as the page does when it hears that it was logged
    assert "6222 0000 1111 2222" in told(driver)
    papers._cover.timeout.emit()  # a minute later
    assert "6222 0000 1111 2222" not in told(driver)
    driver.press("Not agreed apart: Identity, bank and tax kept", within=papers)
    driver.fill("On", "+3")
    driver.press("Note it")
    assert "in the future" in driver.problem("On")
    driver.fill("On", "2026-03-01")
    driver.press("Note it")
    assert driver.dialog() is None
    assert "Not agreed apart" not in told(driver)
    assert "Signed on paper, 1 March 2026" in told(driver)
    driver.press("Take back: Identity, bank and tax kept", within=papers)
    driver.fill("Reason", "moved away")
    driver.press("Take back")
    assert driver.awaits("taken back on 16 November 2026", within=papers)
    file_workspace.undo()
    driver.pane.papers.show_talent(driver.pane.talent)
    assert "taken back" not in told(driver)


def test_an_objection_stands_above_the_person(driver, file_workspace, shen):
    file_workspace.run(incubation.begin(shen))
    one = file_workspace.run(personal.agree(shen, {"purpose": "contact"})).value
    file_workspace.run(personal.withdraw(one, version=1))
    assert driver.awaits("See the consents in the papers.", within=driver.pane)
    assert driver.awaits("taken back on 16 November 2026", within=driver.pane.papers)
    file_workspace.undo()
    driver.qtbot.waitUntil(lambda: not driver.pane.warning.isVisible())


def test_a_day_is_set_by_hand_and_what_is_due_is_dropped(driver, file_workspace, shen):
    file_workspace.run(personal.keep(shen, values={"sizes": "M", "bank": "6222000011112222"}))
    driver.pane.papers.show_talent(driver.pane.talent)
    driver.press("Change until when: Sizes, diet and access needs", within=driver.pane.papers)
    assert driver.sees("30 days, from the last day of the last booking", within=driver.dialog())
    driver.fill("Until", "2026-11-15")
    driver.press("Keep until then")
    assert "Say why" in driver.problem("Reason")
    driver.fill("Reason", "the shoot is off")
    driver.press("Keep until then")
    assert driver.dialog() is None
    driver.page._on_menu_picked("protection")
    dialog = driver.dialog()
    assert isinstance(dialog, ProtectionDialog)
    assert driver.sees("Sizes, diet and access needs, kept until 15 November 2026", within=dialog)
    driver.press("Drop", within=dialog)
    assert driver.awaits("Nothing is due", within=dialog)
    for view, said in (
        ("Record of processing", "PIPL 28 and 29"),
        ("Who looked", "Dropped what was due"),
        ("Went abroad", "No copy went out"),
    ):
        driver.press(view, within=dialog)
        assert driver.awaits(said, within=dialog)
    dialog.accept()
    fields = {one.code: one.masked for one in file_workspace.ask(personal.papers(shen)).fields}
    assert (fields["sizes"], fields["bank"]) == ("", "****2222")


def test_a_copy_is_made_and_does_not_leave_the_country_without_a_ground(
    driver, file_workspace, shen, tmp_path
):
    driver.press("Give a copy …", within=driver.pane.papers)
    dialog = driver.dialog()
    driver.fill("For whom", "PLUK")
    driver.fill("It goes out of their country", True)
    driver.press("Make the copy", within=dialog)
    assert driver.sees("Choose first on what ground", within=dialog)
    driver.fill("It goes out of their country", False)
    driver.fill("For whom", "PLUK, by hand")
    driver.press("Make the copy", within=dialog)
    driver.qtbot.waitUntil(lambda: dialog._chooser is not None)
    dialog._chooser.reject()
    dialog.save_to(str(tmp_path / "copy.zip"))
    driver.qtbot.waitUntil(lambda: driver.dialog() is None)
    with zipfile.ZipFile(tmp_path / "copy.zip") as bundle:
        assert {name.rpartition(".")[2] for name in bundle.namelist()} == {"pdf", "json"}
    assert driver.awaits("Exported everything, PLUK, by hand", within=driver.pane.papers)
    driver.press("Change the ground", within=driver.pane.papers)
    driver.fill("Ground", "Standard contract on file")
    driver.press("Keep")
    assert driver.awaits("data abroad: Standard contract on file", within=driver.pane.papers)


def test_somebody_is_erased_after_seeing_what_goes_and_stays(driver, file_workspace, shen):
    driver.press("Erase …", within=driver.pane.papers)
    dialog = driver.dialog()
    assert driver.awaits("What stays", within=dialog)
    driver.fill("Reason", "asked")
    driver.press("Erase this person", within=dialog)
    assert driver.dialog() is None
    assert file_workspace.ask(talent.one(shen)).erased_on == TODAY


def test_without_a_key_store_a_passphrase_opens_the_data(driver, file_workspace, shen):
    file_workspace.vault = Vault(NoKeys())
    papers = driver.pane.papers
    papers.show_talent(driver.pane.talent)
    driver.press("Choose a passphrase", within=papers)
    driver.fill("Passphrase", "short")
    driver.fill("Once more", "short")
    driver.press("Seal")
    assert "At least ten" in driver.problem("Passphrase")
    driver.fill("Passphrase", "a long passphrase")
    driver.press("Seal")
    assert driver.sees("The two are not the same.", within=driver.dialog())
    driver.fill("Once more", "a long passphrase")
    driver.press("Seal")
    assert driver.dialog() is None
    file_workspace.run(personal.keep(shen, values={"bank": "6222000011112222"}))
    file_workspace.vault = Vault(NoKeys())
    papers.show_talent(driver.pane.talent)
    assert "Personal data are locked." in told(driver)
    driver.press("Unlock", within=papers)
    driver.fill("Passphrase", "another passphrase")
    driver.press("Unlock")
    assert driver.sees("This is not the passphrase.", within=driver.dialog())
    driver.fill("Passphrase", "a long passphrase")
    driver.press("Unlock")
    assert driver.awaits("****2222", within=papers)


def test_a_key_in_another_computers_store_is_said_and_not_asked_for(driver, file_workspace, shen):
    file_workspace.run(personal.keep(shen, values={"bank": "6222000011112222"}))
    file_workspace.vault = Vault(NoKeys())
    driver.pane.papers.show_talent(driver.pane.talent)
    assert "key store of another computer" in told(driver)
    assert not driver.find(Button, "Unlock", within=driver.pane.papers)


# -- contracts and releases ----------------------------------------------------------------------


def contract_of(workspace, key):
    return workspace.ask(agreements.of_talent(key)).contracts[0]


def entries(driver):
    menus = driver.find(MenuButton, "What to do with it", within=driver.pane.agreements)
    return [one.text() for one in menus[0].entries.actions()] if menus else []


def act(driver, entry):
    driver.qtbot.waitUntil(lambda: entry in entries(driver))
    driver.choose("What to do with it", entry, within=driver.pane.agreements)


def test_a_contract_is_made_changed_signed_amended_and_terminated(driver, file_workspace, shen):
    client = builders.make_client(file_workspace, 1, name="Glimmer Audio")
    listed = driver.pane.agreements
    driver.press("Add contract", within=listed)
    driver.fill("From", "2026-11-16")
    driver.fill("To", "2026-11-01")
    driver.press("Keep")
    assert "The end lies before the start" in driver.problem("To")
    driver.fill("To", "2026-11-22")
    driver.fill("Studio's share", "30")
    driver.fill("Our company", "Paper Lantern")
    driver.fill("For the client", "Glimmer")
    driver.press("Keep")
    assert driver.dialog() is None
    made = contract_of(file_workspace, shen)
    assert (made.legal_entity_id, made.client_id) == (1, client)
    assert driver.awaits("Glimmer Audio", within=listed)
    act(driver, "Move to In negotiation")
    act(driver, "Move to Agreed")
    assert contract_of(file_workspace, shen).stored == "in_negotiation"
    act(driver, "Change …")
    driver.dialog().form.set_value({"clauses": CLAUSES})
    driver.press("Keep")
    act(driver, "Move to Agreed")
    act(driver, "Move to Signed")
    driver.press("Sign")
    assert driver.problem("For us")
    driver.fill("For us", "Lin Xiaoman")
    driver.fill("For them", "沈一帆")
    driver.press("Sign")
    assert driver.awaits("Ends soon", within=listed)
    assert "Change …" not in entries(driver)
    act(driver, "Amend …")
    assert len(file_workspace.ask(agreements.of_talent(shen)).contracts) == 2
    file_workspace.undo()
    act(driver, "Move to Terminated")
    driver.press("Terminate the contract", within=driver.dialog())
    assert driver.dialog() is not None
    driver.fill("Reason", "moved to another studio")
    driver.press("Terminate the contract", within=driver.dialog())
    assert driver.awaits("moved to another studio", within=listed)


def test_a_release_is_noted_signed_and_revoked(driver, file_workspace, shen):
    listed = driver.pane.agreements
    driver.press("Add release", within=listed)
    driver.fill("Kind", "Minor, by the guardian")
    driver.press("Keep")
    assert driver.problem("Covers")
    driver.fill("Covers", "Two reels")
    driver.fill("Signed on", "2026-11-10")
    driver.press("Keep")
    assert "guardian signs" in driver.problem("Guardian")
    driver.fill("Guardian", "Shen Hua")
    driver.fill("To", "2026-12-31")
    driver.press("Keep")
    assert driver.awaits("guardian Shen Hua", within=listed)
    assert driver.awaits("Ends soon", within=listed)
    act(driver, "Revoke …")
    driver.press("Revoke", within=driver.dialog())
    assert driver.problem("Reason")
    driver.fill("Reason", "asked to stop")
    driver.press("Revoke", within=driver.dialog())
    assert driver.awaits("revoked on 16 November 2026: asked to stop", within=listed)
    file_workspace.undo()
    driver.pane.agreements.show_talent(shen)
    assert driver.awaits("Ends soon", within=listed)


@pytest.mark.parametrize(("days", "said"), [(60, "60 d left"), (30, "30 d left"), (7, "7 d left")])
def test_home_reminds_before_an_end(qtbot, app_context, file_workspace, shen, days, said):
    checklist = file_workspace.ask(studio.checklist())
    file_workspace.run(studio.hide_checklist(version=checklist.version))
    end = TODAY + timedelta(days=days)
    builders.add(file_workspace, Contract(talent_id=shen, state="signed", end_on=end))
    page = HomePage(app_context)
    qtbot.addWidget(page)
    page.resize(1300, 860)
    page.show()
    found = TalentDriver(page, qtbot)
    words = "The contract of Shen Yifan ends"
    qtbot.waitUntil(lambda: any(words in row and said in row for row in found.rows(within=page)))
