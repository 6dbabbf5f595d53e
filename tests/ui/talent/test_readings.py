"""Readings, accounts, exclusivities and bookings of one person, as the pane shows them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio.services import bookings, projects, talent
from tests import builders
from tests.builders import TODAY
from tests.ui.talent.test_page import opened
from ui.talent.next import span


@pytest.fixture
def yuzu(file_workspace):
    """Give somebody an account that grew by a seventh in one day."""
    key = file_workspace.run(talent.create({"name": "Yuzu Dog"})).value
    values = {"platform": "douyin", "handle": "yuzu_dog"}
    account = file_workspace.run(talent.add_account(key, values)).value
    followers = 9_000
    for ago in range(20, 0, -1):
        followers += 1_260 if ago == 12 else 10 + ago % 3
        day = TODAY - timedelta(days=ago)
        file_workspace.run(talent.read(account, {"as_of": day, "followers": followers}))
    return key


def rows_of(dialog):
    rows = [[dialog.table.cell_text(key, name) for name in ("day", "followers", "change", "note")]
            for key in dialog.table.ids()]  # fmt: skip
    return {row[0]: row[1:] for row in rows}


def test_a_spike_is_found_explained_and_shown_as_explained(
    qtbot, app_context, file_workspace, yuzu
):
    driver = opened(app_context, qtbot)
    driver.show("Yuzu Dog")
    driver.press("Explain …", within=driver.pane)
    dialog = driver.pane.accounts._dialog
    assert driver.sees("20 readings. 1 day stands out without a note.", within=dialog)
    qtbot.waitUntil(lambda: "4 Nov 2026" in rows_of(dialog))
    assert rows_of(dialog)["4 Nov 2026"] == ["10,349", "+1,260", "13.86% a day stands out"]
    driver.press("Change …", within=dialog)
    driver.fill("Note", "viral dog clip", within=dialog._dialog)
    driver.press("Keep", within=dialog._dialog)
    qtbot.waitUntil(
        lambda: "explained: viral dog clip" in rows_of(dialog).get("4 Nov 2026", ["", "", ""])[2]
    )
    dialog.reject()
    said = driver.said(driver.pane.accounts)
    assert "4 November 2026: +1,260 in a day, explained: viral dog clip" in said
    assert driver.button("Readings", within=driver.pane)
    file_workspace.undo()
    assert driver.button("Explain …", within=driver.pane)


def test_a_reading_is_corrected_removed_and_replaced(qtbot, app_context, file_workspace, yuzu):
    driver = opened(app_context, qtbot)
    driver.show("Yuzu Dog")
    dialog = driver.readings()
    newest = dialog.table.ids()[0]
    assert dialog.table.current_id() == dialog.table.ids()[11]  # the day that stands out
    dialog.table.select_id(newest)
    driver.press("Change …", within=dialog)
    driver.fill("Followers", "1.2万", within=dialog._dialog)
    driver.fill("Read on", "4 Nov 2026", within=dialog._dialog)
    driver.press("Keep", within=dialog._dialog)
    assert "There is a reading of that day" in driver.problem("Read on", within=dialog._dialog)
    assert not dialog._dialog.replace.isVisible()
    driver.fill("Read on", "15 Nov 2026", within=dialog._dialog)
    driver.press("Keep", within=dialog._dialog)
    qtbot.waitUntil(lambda: rows_of(dialog).get("15 Nov 2026", [""])[0] == "12,000")
    driver.press("Put down a reading", within=dialog)
    driver.fill("Followers", "12100", within=dialog._dialog)
    driver.fill("Read on", "15 Nov 2026", within=dialog._dialog)
    driver.press("Keep", within=dialog._dialog)
    taken = driver.problem("Read on", within=dialog._dialog)
    assert taken == "There is a reading of that day: 12,000."
    driver.press("Replace it", within=dialog._dialog)
    qtbot.waitUntil(lambda: rows_of(dialog).get("15 Nov 2026", [""])[0] == "12,100")
    dialog.table.select_id(newest)
    driver.press("Remove", within=dialog)
    qtbot.waitUntil(lambda: "15 Nov 2026" not in rows_of(dialog))
    file_workspace.undo()
    qtbot.waitUntil(lambda: "15 Nov 2026" in rows_of(dialog))


def test_an_account_goes_or_is_closed(qtbot, app_context, file_workspace, yuzu):
    mistyped = {"platform": "bilibili", "handle": "yuzu_dgo"}
    file_workspace.run(talent.add_account(yuzu, mistyped))
    driver = opened(app_context, qtbot)
    driver.show("Yuzu Dog")
    read, mistake = driver.pane.talent.accounts
    driver.pane.accounts.change(mistake)
    driver.press("Remove", within=driver.dialog())
    qtbot.waitUntil(lambda: len(driver.pane.talent.accounts) == 1)
    file_workspace.undo()
    qtbot.waitUntil(lambda: len(driver.pane.talent.accounts) == 2)
    driver.pane.accounts.change(read)
    driver.press("Remove", within=driver.dialog())
    assert "It has readings" in driver.problem("State")
    driver.press("Close the account", within=driver.dialog())
    states = [one.state for one in file_workspace.ask(talent.one(yuzu)).accounts]
    assert sorted(states) == ["active", "closed"]


def test_who_is_not_pitched_has_a_reason(qtbot, app_context, file_workspace, yuzu):
    driver = opened(app_context, qtbot)
    driver.show("Yuzu Dog")
    driver.verb("Do not pitch …")
    driver.press("Do not pitch", within=driver.dialog())
    assert "needed" in driver.problem("Reason")
    driver.fill("Reason", "Feud with a client")
    driver.press("Do not pitch", within=driver.dialog())
    assert driver.awaits("Feud with a client", within=driver.pane)
    assert "Say why." in driver.set("Why not", "").problem()
    driver.set("Why not", "Asked for a pause")
    driver.verb("Pitch again")
    assert not file_workspace.ask(talent.one(yuzu)).do_not_pitch


def test_an_exclusivity_says_against_whom_and_where(qtbot, app_context, file_workspace, yuzu):
    client = builders.make_client(file_workspace, 1)
    builders.make_project(file_workspace, client, 1)
    driver = opened(app_context, qtbot)
    driver.show("Yuzu Dog")
    driver.press("Add exclusivity", within=driver.pane)
    driver.pick(driver.field("Protected"), "Northwick Audio")
    driver.pick(driver.field("State"), "Proposed")
    (project,) = file_workspace.ask(projects.picks())
    driver.pick(driver.field("From project"), project.name)
    driver.fill("Until", "31 Jan 2027")
    driver.fill("Brands by name", "Tonwerk")
    driver.pick(driver.field("Currency"), "EUR")
    driver.fill("Fee", "1500")
    driver.fill("Countries", "United Kingdom")
    driver.dialog().press_primary()
    (row,) = file_workspace.ask(bookings.exclusivity.of_talent(yuzu))
    assert (row.state, row.fee.minor, row.fee.currency) == ("proposed", 150_000, "EUR")
    assert row.project
    assert driver.awaits("Against Tonwerk", within=driver.pane)
    assert driver.awaits("Only in United Kingdom", within=driver.pane)
    assert driver.sees("Proposed", within=driver.pane)
    driver.pane.windows.open_window(row.id)
    driver.press("Agreed", within=driver.dialog())
    assert file_workspace.ask(bookings.exclusivity.one(row.id)).state == "active"
    driver.pane.windows.open_window(row.id)
    driver.press("Remove", within=driver.dialog())
    assert file_workspace.ask(bookings.exclusivity.of_talent(yuzu)) == []
    file_workspace.undo()
    assert driver.awaits("Against Tonwerk", within=driver.pane)


def test_days_are_those_of_where_somebody_lives():
    start = datetime(2026, 11, 19, 16, 30, tzinfo=UTC)
    end = start + timedelta(hours=6)
    assert span(start, end, ZoneInfo("Asia/Shanghai")) == "20 Nov"
    assert span(start, end, ZoneInfo("Europe/London")) == "19 Nov"
    assert span(start, end, ZoneInfo("America/New_York")) == "19 Nov"
    whole = datetime(2026, 11, 23, 16, tzinfo=UTC)
    two = span(whole, whole + timedelta(days=2), ZoneInfo("Asia/Shanghai"))
    assert two == "24–25 Nov"
