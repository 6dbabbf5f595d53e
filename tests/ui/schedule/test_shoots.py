"""Shoot days in the window: from bookings to a sheet in three acts, changed, sent, confirmed."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt

from studio.persistence.tables.bookings import Booking
from studio.persistence.tables.schedule import Task
from studio.services import shoots
from tests import builders
from tests.drivers.shoots import ShootsDriver
from ui.schedule.shoots import pasting
from ui.schedule.shoots.view import ShootsView

DAY = date(2026, 11, 17)
AT, END = datetime(2026, 11, 17, 8, tzinfo=UTC), datetime(2026, 11, 17, 17, tzinfo=UTC)


@pytest.fixture
def project(file_workspace):
    entity = builders.make_entity(file_workspace, code="PLX")
    client = builders.make_client(file_workspace, entity)
    key = builders.make_project(
        file_workspace, client, entity, state="active", lead_id=file_workspace.person_id
    )
    talent = builders.make_talent(file_workspace, name="Ann", phone="12345")
    task = Task(project_id=key, title="Clip 34", kind="shoot", start_at=AT, finish_at=END)
    builders.add(file_workspace, task)
    booking = Booking(talent_id=talent, project_id=key, start_at=AT, end_at=END, state="confirmed")
    builders.add(file_workspace, booking)
    return key


@pytest.fixture
def driver(qtbot, app_context, file_workspace, project):
    view = ShootsView(app_context)
    qtbot.addWidget(view)
    view.resize(1300, 800)
    file_workspace.listen(lambda changes, _origin: view.refresh(changes))
    view.show()
    return ShootsDriver(view, qtbot)


def test_from_bookings_to_a_sheet_in_three_acts(driver, tmp_path, file_workspace):
    assert driver.is_empty()
    driver.make_offered_day()
    assert driver.title() == "Clip 34"
    assert any("Ann" in words and "Talent" in words for words in driver.people())
    driver.action("shoots.make")
    assert "version A" in driver.facts()
    driver.send_to_all(tmp_path, mail=True)
    files = sorted(path.suffix for path in tmp_path.glob("callsheet*"))
    assert files == [".eml", ".eml", ".pdf", ".pdf"]
    assert all(path.read_bytes()[:4] == b"%PDF" for path in tmp_path.glob("*.pdf"))
    assert any("sent A" in words for words in driver.people())
    driver.press_verb("Ann", "confirm:phone")
    assert "1 of 2 confirmed" in driver.facts()
    driver.press_verb("Ann", "unconfirm")
    assert "0 of 2 confirmed" in driver.facts()


def test_a_change_makes_the_next_version(driver, file_workspace):
    driver.make_offered_day()
    driver.action("shoots.make")
    assert not driver.view.make_button.isEnabled()
    driver.set_time("call", "730")
    assert driver.time("call") == "07:30"
    assert "changed since version A" in driver.facts()
    assert "Call 07:30, was 08:00" in driver.view.notes.text()
    assert driver.view.make_button.text() == "Make version B"
    driver.action("shoots.make")
    assert "version B" in driver.facts()
    assert driver.view.notes.isHidden()
    file_workspace.undo()  # the version stays; what was changed before it goes back
    assert driver.time("call") == "08:00"
    assert "changed since version B" in driver.facts()


def test_a_wrong_time_stays_in_its_field(driver):
    driver.make_offered_day()
    driver.set_time("wrap", "25:00")
    assert driver.view.shoot.values["wrap"] == "17:00"
    assert driver.view.editor.times.row("wrap").field.text() == "25:00"


def test_rows_are_pasted_moved_and_removed(driver):
    driver.make_offered_day()
    driver.paste("shot", "1\tWide\tE\n2\tClose\tI\n\n3 Hands")
    assert [words.split(",")[0] for words in driver.lines("shot")] == [
        "1  Wide",
        "2  Close",
        "3  Hands",
    ]
    assert driver.heard[-1] == ("3 rows pasted", True)
    driver.alt("shot", 2, Qt.Key.Key_Up)
    assert driver.lines("shot")[1].startswith("3  Hands")
    driver.paste("schedule", "09:00 Load in\nlater")
    assert driver.lines("schedule") == []
    assert driver.heard[-1][0].startswith("Row 2:")


def test_what_blocks_a_sheet_is_told(driver, file_workspace):
    driver.make_offered_day()
    assert "hospital" in driver.problems()
    driver.set_time("wrap", "0600")
    driver.action("shoots.make")
    assert "comes before the call" in driver.heard[-1][0]
    assert driver.view.shoot.sheets == ()


def test_one_person_and_no_phones_are_previewed(driver, file_workspace):
    driver.make_offered_day()
    ann = next(one for one in driver.view.shoot.people if one.name == "Ann")
    paper = file_workspace.ask(shoots.paper(driver.view.shoot.row.id, ann.id, phones=False))
    assert paper.document.own.name.en == "Ann"
    driver.view.whose.set_value(ann.id)
    driver.view.phones.setChecked(False)
    driver.qtbot.waitUntil(lambda: driver.view.pdf.data()[:4] == b"%PDF", timeout=4000)


def test_a_day_is_cancelled_with_a_reason(driver):
    driver.make_offered_day()
    driver.view.set_state("cancelled")
    dialog = driver.view.cancelling
    dialog.press_primary()
    assert dialog.problem()
    dialog.reason.setPlainText("Rain all week")
    dialog.press_primary()
    assert driver.view.shoot.row.state == "cancelled", driver.heard
    assert not driver.view.make_button.isEnabled()


@pytest.mark.parametrize(
    ("typed", "part", "expected"),
    [
        ("09:00-10:00\tLoad in\tE\tCrew", "schedule",
         {"at": "09:00", "until": "10:00", "title": "Load in", "setting": "E", "who": "Crew"}),
        ("下午2点 Shot 8", "schedule", {"at": "14:00", "until": "", "title": "Shot 8"}),
        ("Reflector", "gear", {"title": "Reflector"}),
        ("4 x Battery", "gear", {"quantity": 4, "title": "Battery"}),
        ("4x Battery", "gear", {"quantity": 4, "title": "Battery"}),
        ("Wide from the bridge", "shot", {"title": "Wide from the bridge"}),
    ],
)  # fmt: skip
def test_pasted_rows_are_read(typed, part, expected):
    assert pasting.rows(typed, part) == [{"part": part, **expected}]
