"""The roster, as a person uses it."""

import json

import pytest
from PySide6.QtGui import QGuiApplication

from studio.persistence.secrets import MemoryKeys, Vault
from studio.services import incubation, talent
from studio.services.talent import TalentFilter, personal, rates, sheets
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
    assert driver.lists("Theo Marsh", "西奥", "Staff")
    assert driver.lists("Luma", "AI")
    assert driver.lists("Ma Li", "Editor")
    assert driver.awaits("2 on camera, 1 crew")


def test_an_empty_roster_says_what_it_is_for(qtbot, app_context):
    driver = opened(app_context, qtbot)
    assert "before and behind the camera" in driver.empty()


def test_typing_and_kinds_narrow(driver):
    driver.search("马")
    assert driver.names() == ["Ma Li"]
    driver.search("nobody at all")
    assert "The typed text hides 3 of 3." in driver.empty()
    driver.press("Show all", within=driver.page.waiting)
    assert len(driver.names()) == 3


def test_a_field_saves_itself(driver, file_workspace, people):
    driver.show("Theo Marsh")
    driver.set("City", "Leeds")
    driver.set("Kind", "Live host")
    found = file_workspace.ask(talent.one(people[0]))
    assert (found.city, found.kind) == ("Leeds", "host")
    assert driver.awaits("Leeds", within=driver.pane)
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
    driver.archived()
    assert driver.names() == ["Luma"]
    driver.verb("Restore")
    driver.archived()
    assert "Luma" in driver.names()


def test_pieces_lead_to_their_page(driver, file_workspace, people):
    client = builders.make_client(file_workspace, 1)
    project = builders.make_project(file_workspace, client, 1)
    piece = builders.make_deliverable(file_workspace, project, talent_id=people[0])
    driver.show("Theo Marsh")
    driver.turn("results")
    opened_refs = []
    driver.page.open_requested.connect(opened_refs.append)
    driver.press("D-001", within=driver.pane)
    assert [(ref.noun, ref.id) for ref in opened_refs] == [("deliverable", piece)]


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
    assert driver.lists("西奥", "Theo Marsh")
    driver.show("流萤")
    assert driver.awaits("虚拟人", within=driver.pane)


# -- accounts, prices, imports, papers -----------------------------------------------------------

PASTED = (
    "名称\t平台\t账号\t粉丝\t日期\n"
    "Wen Shu\t小红书\twenshu\t1.8万\t2026-11-10\n"
    "Wen Shu\t抖音\twenshu_dy\t12,3\t2026-11-10\n"
)


@pytest.fixture
def theo(file_workspace, people):
    """Give Theo an account with two readings and a confirmed price."""
    key = people[0]
    account = file_workspace.run(
        talent.add_account(key, {"platform": "youtube", "handle": "@theomarsh"})
    ).value
    for day, followers in (("2026-10-15", 772_600), ("2026-11-15", 782_000)):
        file_workspace.run(talent.read(account, {"as_of": day, "followers": followers}))
    card = file_workspace.run(
        rates.add_card(key, {"currency": "GBP", "first_on": "2026-11-01"})
    ).value
    price = {"platform": "youtube", "format": "long_video", "unit": "video", "price": 1_400_000}
    file_workspace.run(rates.add_item(card, {**price, "state": "confirmed"}))
    return account


def test_the_roster_shows_tier_followers_and_price(qtbot, app_context, theo):
    driver = opened(app_context, qtbot)
    assert driver.lists("Theo Marsh", "Mid", "YT 782 k", "£14,000 video")
    driver.show("Theo Marsh")
    said = driver.said(driver.pane.accounts)
    assert "782,000" in said
    assert "+9,400 in 31 days" in said
    assert "Read on 15 November 2026, by hand. Tier Mid starts at 500,000." in said
    driver.roster.filters.tiers.set_value(("macro",))
    driver.roster.ask()
    assert "hide 3 of 3" in driver.empty()


def test_a_reading_is_put_down_and_taken_back(qtbot, app_context, file_workspace, theo):
    driver = opened(app_context, qtbot)
    driver.show("Theo Marsh")
    driver.press("Put down a reading", within=driver.pane)
    driver.fill("Followers", "1.01m")
    driver.press("Keep")
    assert driver.lists("Theo Marsh", "Macro", "YT 1.01 m")
    file_workspace.undo()
    assert driver.lists("Theo Marsh", "Mid", "YT 782 k")


def test_a_table_is_seen_before_it_is_brought_in(driver, file_workspace):
    dialog = driver.bring()
    dialog._on_sheet(sheets.pasted(PASTED))
    assert "1 new person" in dialog.outcome.words()
    assert '"12,3" is not a whole number' in driver.said(dialog)
    assert not dialog._dialog_act.isEnabled()
    dialog.good_rows.click()
    driver.press("Import", within=dialog)
    assert driver.lists("Wen Shu", "Nano", "XHS 18 k")
    file_workspace.undo()
    driver.qtbot.waitUntil(lambda: "Wen Shu" not in driver.names())


def test_columns_can_be_put_right(driver):
    dialog = driver.bring("snapshots")
    dialog._on_sheet(sheets.pasted("a\tb\tc\nyoutube\ttheo\t5\n"))
    assert dialog.mapping.plan().columns == {}
    for place, field in ((0, "platform"), (1, "handle"), (2, "followers")):
        dialog.mapping.set_column(place, field)
    assert dialog.mapping.plan().columns == {"platform": 0, "handle": 1, "followers": 2}
    assert "The day is missing" in driver.said(dialog)
    dialog.reject()


def test_papers_are_masked_until_somebody_looks(driver, file_workspace, people):
    file_workspace.vault = Vault(MemoryKeys())
    file_workspace.run(personal.keep(people[2], values={"identity_no": "330106199001011234"}))
    driver.show("Ma Li")
    driver.turn("papers")
    papers = driver.pane.papers
    assert "****1234" in driver.said(papers)
    assert "330106" not in driver.said(papers)
    driver.press("Reveal Identity no.", within=papers)
    assert "330106199001011234" in driver.said(papers)
    seen = file_workspace.ask(personal.papers(people[2])).seen
    assert [one.what for one in seen] == ["identity_no"]


def test_two_records_become_one(driver, file_workspace):
    file_workspace.run(talent.create({"name": "Theo  Marsh", "city": "Leeds"}))
    driver.roster.merge()
    dialog = driver.roster._dialog
    driver.press("Merge …", within=dialog)
    driver.press("Merge", within=dialog)
    assert driver.names().count("Theo Marsh") == 1
    file_workspace.undo()
    driver.qtbot.waitUntil(lambda: len(driver.names()) == 4)


def test_tiers_follow_the_chosen_bands(qtbot, app_context, file_workspace, theo):
    driver = opened(app_context, qtbot)
    assert driver.lists("Theo Marsh", "Mid")
    driver.roster.choose_tiers()
    dialog = driver.roster._dialog
    dialog.form.set_value({"scheme": "own"})
    dialog._show()
    driver.fill("Macro", "600k", within=dialog)
    driver.press("Use these", within=dialog)
    assert driver.lists("Theo Marsh", "Macro")
    file_workspace.undo()
    assert driver.lists("Theo Marsh", "Mid")


def test_an_audience_is_put_down_and_shown(qtbot, app_context, file_workspace, theo):
    driver = opened(app_context, qtbot)
    driver.show("Theo Marsh")
    driver.press("Put down the audience", within=driver.pane)
    assert "not 100" in driver.fill("Gender", "Women 62, Men 30").problem()
    driver.fill("Gender", "Women 62, 男38")
    driver.fill("Region", "United Kingdom 90, SG 10")
    driver.press("Keep")
    assert driver.awaits("Women 62%, Men 38%", within=driver.pane)
    (account,) = file_workspace.ask(talent.one(1)).accounts
    assert set(account.audience.region) == {"GB", "SG"}


def test_profiles_and_agencies_are_edited(driver, file_workspace, people):
    driver.show("Ma Li")
    driver.press("Edit profile", within=driver.pane)
    driver.fill("Day rate", "3500")
    driver.fill("Kit", "Two cameras")
    driver.press("Keep")
    assert driver.awaits("Two cameras", within=driver.pane)
    crew = file_workspace.ask(talent.one(people[2])).crew
    assert (crew.day_rate.minor, crew.day_rate.currency) == (350_000, "CNY")
    driver.show("Luma")
    driver.press("Edit profile", within=driver.pane)
    driver.fill("Model from", "2026-12-01")
    driver.fill("Model until", "2026-11-01")
    driver.press("Keep")
    assert "before the beginning" in driver.problem("Model until")
    driver.dialog().reject()
    driver.press("Link agency", within=driver.pane)
    driver.fill("Name", "Nine Rivers")
    driver.press("Keep")
    (agency,) = file_workspace.ask(talent.one(people[1])).agencies
    assert (agency.name, agency.rebate) == ("Nine Rivers", "none")


def test_the_roster_narrows_to_a_step_of_incubation(driver):
    driver.roster.filters.kinds.set_value(("creator", "virtual"))
    driver.roster.filters.steps.set_value(("testing",))
    driver.roster.ask()
    assert "The chosen steps of incubation hide 3 of 3." in driver.empty()
    driver.press("Drop it", within=driver.page.waiting)
    assert driver.roster.filters.steps.value() == ()
    assert driver.names() == ["Luma", "Theo Marsh"]
    driver.roster.filters.steps.set_value(("testing",))
    driver.roster.ask()
    driver.press("Show all", within=driver.page.waiting)
    assert len(driver.names()) == 3


def test_every_filter_is_there_again_after_a_restart(qtbot, app_context, people):
    first = opened(app_context, qtbot)
    kept = {
        "text": "a", "kinds": ["creator"], "platforms": ["douyin"], "tiers": ["mid"],
        "cities": ["London"], "languages": ["zh"], "niches": ["tea"], "states": ["testing"],
        "format": "clip", "do_not_pitch": False, "free": ["2026-11-23", "2026-11-27"],
        "price": [500_000, "CNY"],
    }  # fmt: skip
    first.roster.restore({"filter": {**kept, "archived": True}, "columns": {}})
    again = opened(app_context, qtbot)
    again.page.restore(
        json.loads(json.dumps({**first.roster.state(), "view": "roster", "views": {}}))
    )
    assert again.roster.filters.state() == kept
    assert again.roster.archived
    assert again.roster.list.views.accessibleName() == "View: Everybody, changed"
    assert not again.roster.filters.second.isHidden()
    kept["free"] = ["2026-11-02", "2026-11-06"]  # days that went by meanwhile
    again.roster.restore({"filter": kept})
    assert again.roster.filters.span() is None


def test_the_filter_is_left_on_for_the_next_start_of_this_studio(qtbot, app_context, people):
    first = opened(app_context, qtbot)
    first.roster.filters.restore({"kinds": ["crew"], "do_not_pitch": False, "text": "Ma"})
    first.roster.filters.search.searched.emit("Ma")
    again = opened(app_context, qtbot)
    assert again.names() == ["Ma Li"]
    assert again.roster.filters.search.text() == ""
    assert again.roster.filters.pitch.value() is False
    again.roster.list.views.choose("all")
    assert len(opened(app_context, qtbot).names()) == 3
    first.roster.filters.kinds.chosen.emit(("crew",))
    app_context.preferences.change(last_studio="another.callboard")
    assert len(opened(app_context, qtbot).names()) == 3


def test_what_can_be_done_with_many_replaces_the_hints(driver, file_workspace):
    driver.roster.table.selectAll()
    assert driver.awaits("3 picked")
    driver.press("Copy", within=driver.page)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 4
    driver.press("Take into incubation", within=driver.page)
    assert file_workspace.ask(incubation.board())[0].total == 3
    driver.press("Archive", within=driver.page)
    driver.qtbot.waitUntil(lambda: driver.names() == [])
    file_workspace.undo()
    driver.qtbot.waitUntil(lambda: len(driver.names()) == 3)


@pytest.mark.parametrize("what", ["talent", "snapshots"])
def test_what_is_no_table_is_refused_in_the_dialog_and_the_next_one_is_read(driver, tmp_path, what):
    dialog = driver.bring(what)
    for name, data, said in (
        ("empty.csv", b"", "The file is empty."),
        ("report.csv", b"%PDF-1.7\n", "This is a PDF."),
        ("~$list.xlsx", b"\x0bLin", "only says that a table is open"),
        ("list.xlsx", b"PK\x03\x04broken", "damaged or protected"),
    ):
        (tmp_path / name).write_bytes(data)
        dialog.read_file(str(tmp_path / name))
        assert said in dialog.problem()
        assert not dialog._dialog_act.isEnabled()
    good = tmp_path / "list.csv"
    good.write_bytes(
        "report,,\n名称,平台,账号,粉丝,日期\nAn,抖音,an,1.2w,2026-11-14\n".encode("utf-16")
    )
    dialog.read_file(str(good))
    assert dialog.problem() == ""
    assert "1 row" in dialog.outcome.words()
    dialog.reject()


def test_every_wrong_row_can_be_copied(driver):
    dialog = driver.bring()
    lines = "\n".join(f'P{n},douyin,p{n},"1,{n}"' for n in range(10, 90))
    dialog._on_sheet(sheets.pasted(f"name,platform,handle,followers\n{lines}\n"))
    assert "80 cannot be read" in dialog.outcome.words()
    assert driver.awaits("and 20 more", within=dialog)
    driver.press("Copy the list", within=dialog)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 81
    assert copied[1].split("\t")[:3] == ["2", "Followers", "1,10"]
    dialog.reject()


def test_an_import_that_is_cancelled_keeps_nothing(driver, file_workspace):
    said = []
    dialog = driver.bring()
    dialog.said.connect(lambda words, undo: said.append((words, undo)))
    dialog._on_sheet(sheets.pasted("name\nWen Shu\n"))
    dialog._keeping = True
    dialog._watched().stop()
    made = dialog._command(dialog._sheet)
    dialog.reject()  # as Cancel or Esc, while the command waits for its turn
    dialog._context.tasks.run(made, owner=dialog, then=dialog._on_done, failed=dialog._on_refused)
    assert said == [("Stopped; nothing was kept.", False)]
    assert len(file_workspace.ask(talent.ids(TalentFilter()))) == 3
