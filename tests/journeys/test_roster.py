"""The demo's roster in the real window: B-010 gets three, B-013 is stopped by an exclusivity."""

from datetime import date

from studio.services import bookings, briefs, proposals
from studio.services.briefs import BriefFilter
from tests.drivers.availability import AvailabilityDriver
from tests.drivers.shortlists import ShortlistsDriver


def brief_named(workspace, number):
    """Return the id of a brief by its number."""
    rows = workspace.ask(briefs.rows(workspace.ask(briefs.ids(BriefFilter(text=number)))))
    return next(row.id for row in rows.values() if row.number == number)


def test_a_shortlist_for_b010_goes_into_a_proposal(enter, demo_workspace, qtbot):
    person = enter(demo_workspace)
    person.go("briefs")
    person.page.show_record(brief_named(demo_workspace, "B-010"))
    person.page.shortlist()
    driver = ShortlistsDriver(person.window, qtbot)
    assert driver.names() == ["Shen Yifan"]  # who makes clips for Douyin at that price
    driver.press("Leave out: Platform")  # the client takes clips on other platforms too
    qtbot.waitUntil(lambda: len(driver.names()) == 2)
    driver.press("Leave out: Tier")  # and by smaller creators
    qtbot.waitUntil(lambda: len(driver.names()) >= 3)
    found = driver.names()
    for name in found[:3]:
        driver.shortlist(name)
    driver.view("listed")
    assert driver.names() == found[:3]
    before = set(demo_workspace.ask(proposals.ids(proposals.ProposalFilter())))
    driver.page.propose()
    made = set(demo_workspace.ask(proposals.ids(proposals.ProposalFilter()))) - before
    (key,) = made
    shown = demo_workspace.ask(proposals.one(key)).shown
    assert [one.name for one in shown.creators] == found[:3]


def test_b013_warns_of_theo_and_stops_at_the_booking(enter, demo_workspace, qtbot):
    person = enter(demo_workspace)
    brief = brief_named(demo_workspace, "B-013")
    person.go("talent")
    person.page.show_view("availability")
    view = person.page.current_view()
    driver = AvailabilityDriver(view, qtbot)
    theo = demo_workspace.ask(bookings.bookables("Theo"))[0].ref[1]
    day = date(2026, 12, 16)
    view.book({"who": ("talent", theo), "work": ("brief", brief), "first": day})
    assert driver.warned("Northwick Audio is protected from Tonwerk")
    driver.wants("Book")
    qtbot.waitUntil(lambda: not driver.may_act())
    kept = [row for row in demo_workspace.ask(bookings.of_brief(brief)) if row.state == "confirmed"]
    assert kept == []
    driver.dialog().reject()
