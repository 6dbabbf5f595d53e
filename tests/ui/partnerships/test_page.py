"""The page of partnerships, as a person uses it."""

from datetime import timedelta

import pytest

from studio.services import partnerships
from tests import builders
from tests.drivers.partnerships import PartnershipsDriver
from ui.partnerships.page import PartnershipsPage

TODAY = builders.TODAY


@pytest.fixture
def made(file_workspace):
    """Two clients who work with one creator, one piece each."""
    talent = builders.make_talent(file_workspace, name="Ajiu Rides", code="T05")
    clients = []
    for number, name in enumerate(("Starrail", "Qingke"), start=1):
        client = builders.make_client(file_workspace, 1, name=name)
        project = builders.make_project(file_workspace, client, 1, number=f"PR-{number}")
        builders.make_deliverable(
            file_workspace, project, number=f"D-{number}", talent_id=talent, price=1_000_00,
            state="published", publish_on=TODAY - timedelta(days=number),
        )  # fmt: skip
        clients.append(client)
    return clients, talent


@pytest.fixture
def page(qtbot, app_context, made):
    page = PartnershipsPage(app_context)
    app_context.live.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1240, 860)
    page.show()
    return page


@pytest.fixture
def driver(page, qtbot):
    return PartnershipsDriver(page, qtbot)


def test_a_person_plans_the_next_step_and_notes_figures(driver, page, made, file_workspace):
    clients, talent = made
    page.show_record(clients[0])
    page.begin(f"talent:{talent}")
    assert driver.title() == "Ajiu Rides for Starrail"
    driver.fill("Next step", "Plan month 5", within=page.pane)
    driver.fill("Renewal", "31 Dec 2026", within=page.pane)
    kept = file_workspace.ask(partnerships.one(clients[0], talent))
    assert (kept.pair.next_step, kept.pair.renewal_on.isoformat()) == (
        "Plan month 5",
        "2026-12-31",
    )
    driver.tab("works")
    driver.press("Note figures", within=page.pane)
    driver.fill("Views", "50,000", within=page.dialog())
    driver.press("Note figures", within=page.dialog())
    driver.tab("now")
    assert driver.awaits("GBP 20.00", within=page.pane)


def test_those_of_one_side_are_shown_then_all(driver, page, made):
    clients, talent = made
    page.begin(f"every:{talent}")
    assert len(driver.names()) == 2
    page.show_record(clients[1])
    assert len(driver.names()) == 1
    driver.press("Show all")
    assert len(driver.names()) == 2


def test_what_is_to_be_looked_after_is_picked_out(driver, page, made, file_workspace):
    clients, talent = made
    values = {"renewal_on": TODAY + timedelta(days=30), "next_step": "Plan month 5",
              "next_on": TODAY - timedelta(days=2)}  # fmt: skip
    file_workspace.run(partnerships.change(clients[0], talent, version=0, values=values))
    for view, count in (("Step due", 1), ("To renew", 1), ("Tiring", 2), ("All", 2)):
        driver.press(view)
        driver.qtbot.waitUntil(lambda count=count: len(driver.listed()) == count)
    assert driver.lists("Starrail", "Plan month 5", "late since 14 Nov", "16 Dec")
    file_workspace.undo()
    driver.press("To renew")
    assert "Nothing to look after" in driver.empty()
