"""The grid of who is free when, as a person uses it: drag, click, keys, warnings, rooms."""

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from studio.persistence.tables.accounts import FollowerSnapshot, SocialAccount
from studio.persistence.tables.schedule import Calendar
from studio.persistence.tables.studio import LegalEntity
from studio.services import bookings
from studio.services.bookings import BookingFilter
from studio.services.operation import Query
from tests import builders
from tests.drivers.availability import AvailabilityDriver
from tests.drivers.person import Person
from ui.booking.resource import ResourceDialog
from ui.context import Ref
from ui.talent.availability.view import AvailabilityView

KEYS = Qt.Key
TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 12, day) for day in (1, 2, 3))
MORNING = datetime(2026, 12, 2, 1, tzinfo=UTC)


@pytest.fixture
def studio(file_workspace):
    week = [*([[[540, 1080]]] * 5), [], []]
    builders.add(file_workspace, Calendar(name="Studio", standard=True, weekdays=week))
    builders.make_talent(file_workspace, name="Theo Marsh", person_id=1)
    crew = {"kind": "crew", "discipline": "mua", "city": "Hangzhou"}
    builders.make_talent(file_workspace, name="Tan Jing", **crew)
    builders.make_talent(file_workspace, name="Wu Min", **crew)
    builders.make_resource(file_workspace)
    return file_workspace


@pytest.fixture
def driver(qtbot, app_context, studio):
    view = AvailabilityView(app_context)
    app_context.live.changed.connect(view.refresh)
    qtbot.addWidget(view)
    view.resize(1200, 700)
    view.show()
    return AvailabilityDriver(view, qtbot)


def tan(workspace):
    return next(one.ref[1] for one in workspace.ask(bookings.bookables("Tan Jing")))


def booked(workspace, state="confirmed", **values):
    given = {"talent_id": tan(workspace), "start_at": MORNING, "title": "Paris shoot"}
    given |= {"end_at": MORNING + timedelta(hours=9), "state": state, **values}
    return workspace.run(bookings.create(given)).value


def rows(workspace, **fields):
    ids = workspace.ask(bookings.ids(BookingFilter(**fields)))
    return list(workspace.ask(bookings.rows(ids)).values())


def test_days_dragged_over_are_held(driver, studio):
    assert driver.names() == ["Theo Marsh", "Tan Jing", "Wu Min"]
    driver.drag_days("Tan Jing", TUESDAY, THURSDAY, cancel=True)
    assert driver.dialog() is None
    driver.drag_days("Tan Jing", TUESDAY, THURSDAY)
    assert driver.field_value("first") == TUESDAY
    assert driver.field_value("last") == THURSDAY
    assert driver.unwarned()
    driver.fill("What", "Clip 36 shoot")
    driver.act()
    (row,) = rows(studio)
    assert (row.name, row.title, row.state, row.rank) == ("Tan Jing", "Clip 36 shoot", "hold", 1)
    assert row.start_at == datetime(2026, 12, 1, 1, tzinfo=UTC)
    assert row.end_at == datetime(2026, 12, 3, 10, tzinfo=UTC)
    assert "Wed 2 Dec: Hold 1" in driver.says("Tan Jing", WEDNESDAY)
    assert "Clip 36 shoot" in driver.says("Tan Jing", WEDNESDAY)
    studio.undo()
    assert driver.says("Tan Jing", WEDNESDAY) == "Wed 2 Dec: Free"


def test_a_clash_is_told_before_saving_and_somebody_else_found(driver, studio):
    booked(studio)
    driver.click_day("Wu Min", WEDNESDAY)
    driver.press_keys(KEYS.Key_Up, KEYS.Key_H)
    assert driver.field_value("first") == WEDNESDAY
    assert driver.warned("Tan Jing is taken on 2 Dec")
    driver.wants("Book")
    driver.qtbot.waitUntil(lambda: not driver.may_act())
    driver.press("Find somebody else", within=driver.booking.found)
    driver.press("Book Wu Min instead", within=driver.booking.found)
    assert driver.unwarned()
    driver.qtbot.waitUntil(driver.may_act)
    driver.act()
    assert [row.name for row in rows(studio, states=("confirmed",))] == ["Tan Jing", "Wu Min"]


def test_exclusivity_warns_a_hold_and_stops_a_booking(driver, studio):
    entity = studio.ask(Query(lambda session: session.get(LegalEntity, 1).id))
    northwick = builders.make_client(studio, entity)
    tonwerk = builders.make_client(studio, entity, name="Tonwerk", industry="headphones")
    theo = studio.ask(bookings.bookables("Theo"))[0].ref[1]
    builders.make_exclusivity(studio, theo, client_id=northwick)
    brief = builders.make_brief(
        studio, tonwerk, number="B-013", title="O2 test", state="ready", market="UK, Germany"
    )
    driver.view.book({"who": ("talent", theo), "work": ("brief", brief), "first": WEDNESDAY})
    assert driver.warned("Exclusive for Northwick Audio in headphones until 31 Jan")
    driver.qtbot.waitUntil(driver.may_act)
    driver.wants("Book")
    driver.qtbot.waitUntil(lambda: not driver.may_act())
    assert rows(studio) == []
    driver.fill("Advertises", "headphone stands")
    assert driver.warned("headphone stands may fall under it")
    driver.qtbot.waitUntil(driver.may_act)
    driver.fill("Advertises", "")
    assert driver.warned("Exclusive for Northwick Audio in headphones until 31 Jan")
    driver.wants("Hold")
    driver.qtbot.waitUntil(driver.may_act)
    driver.act()
    (row,) = rows(studio)
    assert studio.ask(bookings.one(row.id)).territory == "DE, GB"
    driver.view.open_booking(row.id)
    driver.step("Confirm")
    driver.qtbot.waitUntil(lambda: "Exclusive for Northwick" in driver.booking.problem())
    assert rows(studio)[0].state == "hold"
    asked = []
    driver.view.open_requested.connect(asked.append)
    driver.press("Open the brief")
    assert asked == [Ref("brief", brief)]
    assert driver.dialog() is None


def test_a_booking_is_opened_and_walked_through_its_steps(driver, studio):
    key = booked(studio, "hold")
    handle = {"platform": "instagram", "handle": "tan", "handle_key": "tan"}
    account = builders.add(studio, SocialAccount(talent_id=tan(studio), **handle))
    read = {"as_of": date(2026, 11, 15), "followers": 96_400}
    builders.add(studio, FollowerSnapshot(account_id=account, **read))
    driver.click_day("Tan Jing", WEDNESDAY)
    assert "Hold 1" in driver.chip()
    driver.fill("Role", "Make-up")
    driver.act()
    assert rows(studio)[0].role == "Make-up"
    driver.press_keys(KEYS.Key_Return)
    driver.step("Confirm")
    driver.qtbot.waitUntil(lambda: "Confirmed" in driver.chip())
    assert "Micro when booked" in driver.head_words()
    driver.step("Cancel the booking")
    driver.fill("Why", "The client moved the day.")
    driver.dialog().press_primary()
    driver.qtbot.waitUntil(lambda: rows(studio)[0].state == "cancelled")
    assert "Cancelled" in driver.chip()
    assert key == rows(studio)[0].id
    driver.press("Close")


def test_wrong_times_are_told_in_their_fields(driver, studio):
    driver.drag_days("Wu Min", TUESDAY, TUESDAY + timedelta(days=1))
    driver.fill("At", "25:00")
    driver.booking.press_primary()
    assert driver.problem("At")
    driver.fill("At", "09:00")
    driver.fill("Until", "30 Nov 2026")
    driver.booking.press_primary()
    assert "end is not after" in driver.problem("Until")
    assert rows(studio) == []
    driver.press("Cancel")


def test_keys_walk_zoom_and_go(driver):
    driver.names()
    driver.view.focus_main()
    first = driver.grid.current()
    driver.press_keys(KEYS.Key_Right, (KEYS.Key_Right, Qt.KeyboardModifier.ShiftModifier))
    ref, start, end = driver.grid.current()
    assert (ref, (end - start).days) == (first[0], 1)
    driver.press_keys(KEYS.Key_Minus)
    assert driver.grid.scale().count == 91
    driver.press_keys(KEYS.Key_Plus, KEYS.Key_Plus)
    assert driver.grid.scale().count == 14
    driver.press_keys(KEYS.Key_Home, KEYS.Key_Left)
    assert driver.grid.scale().first == date(2026, 11, 9)
    driver.press("Later days")
    driver.press_keys(KEYS.Key_T)
    assert driver.grid.scale().first == date(2026, 11, 16)
    kept = driver.view.state()
    driver.press("Rooms and gear")
    assert driver.names() == ["Studio A"]
    driver.view.restore(kept)
    assert driver.names() == ["Theo Marsh", "Tan Jing", "Wu Min"]


def test_only_who_is_free_then(driver, studio):
    booked(studio)
    driver.click_day("Wu Min", WEDNESDAY)
    driver.press("Free then")
    assert driver.names() == ["Theo Marsh", "Wu Min"]
    driver.press("Free then")
    driver.view.search.set_text("nobody")
    driver.qtbot.waitUntil(lambda: driver.sees("The filter hides everybody"))
    driver.press("Show all", within=driver.view.waiting)
    assert len(driver.names()) == 3


def test_a_day_is_marked_as_not_free_and_free_again(driver, studio):
    booked(studio, "hold")
    driver.click_day("Wu Min", WEDNESDAY)
    driver.grid.menu_requested.emit(
        *driver.grid.current(), driver.grid.mapToGlobal(driver.grid.pos())
    )
    driver.pick_entry("Mark as not free…")
    driver.press("Mark as not free")
    driver.qtbot.waitUntil(lambda: "Not free" in driver.says("Wu Min", WEDNESDAY))
    driver.grid.menu_requested.emit(
        *driver.grid.current(), driver.grid.mapToGlobal(driver.grid.pos())
    )
    driver.pick_entry("Free again")
    driver.qtbot.waitUntil(lambda: "Not free" not in driver.says("Wu Min", WEDNESDAY))


def test_rooms_are_kept(driver, studio, qtbot):
    driver.press("Rooms and gear")
    driver.names()
    driver.press("New room or gear")
    person = Person(driver.view, qtbot)
    person.fill("Name", "Van")
    person.fill("Room for", "0")
    person.dialog().press_primary()
    assert "1 to" in person.problem("Room for")
    person.fill("Room for", "2")
    person.dialog().press_primary()
    qtbot.waitUntil(lambda: driver.names() == ["Studio A", "Van"])
    driver.grid.name_opened.emit(driver.grid.rows()[1].ref)
    assert isinstance(driver.dialog(), ResourceDialog)
    driver.press("Archive")
    qtbot.waitUntil(lambda: driver.names() == ["Studio A"])


def test_exclusivities_of_the_roster_are_kept(driver, studio, qtbot):
    entity = studio.ask(Query(lambda session: session.get(LegalEntity, 1).id))
    northwick = builders.make_client(studio, entity)
    theo = studio.ask(bookings.bookables("Theo"))[0].ref[1]
    rival = builders.make_client(studio, entity, name="Tonwerk", industry="耳机")
    start = {"start_at": MORNING, "end_at": MORNING + timedelta(hours=9), "state": "confirmed"}
    studio.run(bookings.create({"talent_id": theo, "client_id": rival, **start}))
    driver.press("Exclusivities")
    assert driver.sees("Nobody is exclusive")
    driver.press("New exclusivity")
    driver.pick(driver.field("Who is bound"), "Theo Marsh")
    driver.pick(driver.field("Protected"), "Northwick Audio")
    driver.fill("Until", "31 Jan 2027")
    driver.dialog().press_primary()
    assert "category" in driver.problem("Category")
    driver.fill("Category", "headphones")
    rivals = driver.dialog().rivals
    qtbot.waitUntil(lambda: "taken on 2 Dec" in " ".join(rivals.findings()))
    driver.dialog().press_primary()
    (row,) = studio.ask(bookings.exclusivity.of_talent(theo))
    assert (row.client_id, row.state, row.last_on) == (northwick, "active", date(2027, 1, 31))
    driver.awaits_row("Theo Marsh", "Northwick Audio", "headphones", "Active")
    driver.view.open_window(row.id)
    driver.press("End it …")
    driver.fill("Reason", "The client agrees to another brand")
    driver.press("End it")
    driver.awaits_row("Theo Marsh", "Ended")


def test_the_grid_is_chinese_too(qtbot, chinese_context, studio):
    booked(studio, title_zh="巴黎拍摄")
    view = AvailabilityView(chinese_context)
    qtbot.addWidget(view)
    view.resize(1200, 700)
    view.show()
    driver = AvailabilityDriver(view, qtbot)
    assert "巴黎拍摄" in driver.says("Tan Jing", WEDNESDAY)
