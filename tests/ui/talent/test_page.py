"""The roster, as a person uses it."""

import pytest

from studio.services import talent
from studio.services.talent import TalentFilter
from tests import builders
from tests.drivers.talent import TalentDriver
from ui.talent.page import TalentPage

PEOPLE = (
    {"name": "Theo Marsh", "name_zh": "西奥", "kind": "creator", "city": "London", "person_id": 1},
    {"name": "Luma", "name_zh": "流萤", "kind": "virtual"},
    {"name": "Ma Li", "name_zh": "马力", "kind": "crew", "discipline": "editor"},
)


@pytest.fixture
def people(file_workspace):
    return [file_workspace.run(talent.create(values)).value for values in PEOPLE]


def opened(context, qtbot):
    page = TalentPage(context)
    context.live.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1300, 860)
    page.show()
    return TalentDriver(page, qtbot)


@pytest.fixture
def driver(qtbot, app_context, people):
    return opened(app_context, qtbot)


def test_the_roster_says_who_is_what(driver):
    assert driver.lists("Theo Marsh", "西奥", "Staff", "Creator", "London")
    assert driver.lists("Luma", "AI", "Virtual talent")
    assert driver.lists("Ma Li", "Crew", "Editor")
    assert driver.awaits("2 on camera, 1 crew")


def test_an_empty_roster_says_what_it_is_for(qtbot, app_context):
    driver = opened(app_context, qtbot)
    assert "before and behind the camera" in driver.empty()


def test_typing_and_kinds_narrow(driver):
    driver.search("马")
    assert driver.names() == ["Ma Li"]
    driver.search("nobody at all")
    assert "hides everybody" in driver.empty()
    driver.press("Show all", within=driver.page.waiting)
    assert len(driver.names()) == 3


def test_a_field_saves_itself(driver, file_workspace, people):
    driver.show("Theo Marsh")
    driver.set("City", "Leeds")
    driver.set("Kind", "Live host")
    found = file_workspace.ask(talent.one(people[0]))
    assert (found.city, found.kind) == ("Leeds", "host")
    assert driver.lists("Theo Marsh", "Live host", "Leeds")
    file_workspace.undo()
    assert driver.says("Kind") == "Creator"


def test_only_crew_has_a_craft(driver, file_workspace, people):
    driver.show("Ma Li")
    driver.set("Craft", "Sound")
    assert file_workspace.ask(talent.one(people[2])).discipline == "sound"
    driver.set("Kind", "Creator")
    assert not driver.pane.form.row("discipline").shown()
    assert file_workspace.ask(talent.one(people[2])).discipline == ""


def test_a_name_cannot_be_emptied_in_both_languages(driver, file_workspace, people):
    driver.show("Luma")
    driver.set("Chinese name", "")
    field = driver.set("Stage name", "")
    assert "A name is needed" in field.problem()
    assert file_workspace.ask(talent.one(people[1])).name == "Luma"


def test_somebody_new(driver, file_workspace):
    driver.new(Stage_name="Ines Carvalho", Kind="Crew", Craft="Photographer", City="Lisbon")
    driver.press("Add")
    assert driver.dialog() is None
    assert driver.title() == "Ines Carvalho"
    (key,) = file_workspace.ask(talent.ids(TalentFilter(text="Ines")))
    assert file_workspace.ask(talent.one(key)).discipline == "photographer"


def test_nobody_without_a_name(driver):
    driver.new()
    driver.press("Add")
    assert "A name is needed" in driver.problem("Stage name")
    driver.dialog().reject()


def test_archive_and_restore(driver, file_workspace):
    driver.show("Luma")
    driver.verb("Archive")
    assert "Luma" not in driver.names()
    driver.press("Archived")
    assert driver.names() == ["Luma"]
    driver.verb("Restore")
    driver.press("Roster")
    assert "Luma" in driver.names()


def test_pieces_lead_to_their_page(driver, file_workspace, people):
    client = builders.make_client(file_workspace, 1)
    project = builders.make_project(file_workspace, client, 1)
    piece = builders.make_deliverable(file_workspace, project, talent_id=people[0])
    driver.show("Theo Marsh")
    opened_refs = []
    driver.page.open_requested.connect(opened_refs.append)
    driver.press("D-001", within=driver.pane)
    assert [(ref.noun, ref.id) for ref in opened_refs] == [("deliverable", piece)]
    assert driver.lists("Theo Marsh", "1")


def test_the_page_comes_back_as_it_was(driver, qtbot, app_context):
    driver.show("Ma Li")
    other = opened(app_context, qtbot)
    other.page.restore(driver.page.state())
    assert other.title() == "Ma Li 马力"


def test_a_record_hidden_by_the_filter_is_shown(driver, people):
    driver.search("Luma")
    driver.page.show_record(people[0])
    assert driver.title().startswith("Theo Marsh")


def test_chinese_names_come_first_in_chinese(qtbot, chinese_context, people):
    driver = opened(chinese_context, qtbot)
    assert driver.lists("西奥", "Theo Marsh", "达人")
    driver.show("流萤")
    assert driver.awaits("虚拟人", within=driver.pane)
