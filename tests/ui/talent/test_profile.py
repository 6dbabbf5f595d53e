"""Profile of somebody in the roster's pane: readings and audiences replaced, agencies ended."""

import pytest

from studio.services import talent
from tests.builders import TODAY
from tests.drivers.talent import TalentDriver
from ui.talent.page import TalentPage
from ui.widgets.buttons import MenuButton


@pytest.fixture
def account(file_workspace):
    """An account of Theo's that was read today, with its audience."""
    theo = file_workspace.run(talent.create({"name": "Theo Marsh"})).value
    given = {"platform": "youtube", "handle": "theomarsh"}
    key = file_workspace.run(talent.add_account(theo, given)).value
    file_workspace.run(talent.read(key, {"followers": 782_000, "posts": 90}))
    values = {"gender": {"female": "60", "male": "40"}, "active_share": "71", "fake_share": "8"}
    file_workspace.run(talent.read_audience(key, values))
    link = {"name": "Nine Rivers", "first_on": "2026-01-01"}
    file_workspace.run(talent.link_agency(theo, link))
    return key


@pytest.fixture
def driver(qtbot, app_context, account):
    page = TalentPage(app_context)
    app_context.live.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1300, 1200)
    page.show()
    made = TalentDriver(page, qtbot)
    made.show("Theo Marsh")
    return made


def test_a_reading_of_the_day_is_replaced_where_another_stands(driver, file_workspace, account):
    driver.press("Put down a reading", within=driver.pane)
    driver.fill("Followers", "800k")
    driver.press("Keep")
    assert "There is a reading of that day: 782,000." in driver.problem("Read on")
    driver.press("Replace it")
    assert driver.dialog() is None
    (found,) = file_workspace.ask(talent.course(account))
    assert (found.followers, found.posts, found.as_of) == (800_000, 90, TODAY)
    file_workspace.undo()
    assert file_workspace.ask(talent.course(account))[0].followers == 782_000


def test_an_audience_is_shown_whole_when_it_is_edited(driver, file_workspace, account):
    driver.press("Put down the audience", within=driver.pane)
    assert (driver.shown("Active followers"), driver.shown("Thought not genuine")) == ("71%", "8%")
    assert driver.shown("Gender") == "Women 60, Men 40"
    driver.fill("Thought not genuine", "12")
    driver.press("Keep")
    assert "put down already" in driver.problem("Read on")
    driver.press("Replace it")
    assert driver.dialog() is None
    shown = file_workspace.ask(talent.account(account)).audience
    assert (f"{shown.fake_share:.2f}", f"{shown.active_share:.2f}") == ("0.12", "0.71")


def test_an_agency_is_ended_and_removed_with_undo(driver, file_workspace):
    profile = driver.pane.profile

    def choose(entry):
        name = "What to do with Nine Rivers"
        driver.qtbot.waitUntil(lambda: bool(driver.find(MenuButton, name, within=profile)))
        driver.choose(name, entry, within=profile)

    choose("End today")
    assert driver.awaits("1 January 2026 to 16 November 2026", within=profile)
    file_workspace.undo()
    choose("Remove")
    driver.qtbot.waitUntil(lambda: not driver.sees("Nine Rivers", within=profile))
    file_workspace.undo()
    assert driver.awaits("Nine Rivers, since 1 January 2026", within=profile)
