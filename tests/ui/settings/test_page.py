"""The settings, as a person uses them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from studio.clock import Clock
from studio.domain import rulefiles
from studio.persistence.backup import Copy
from studio.services import numbers, studio
from studio.services.operation import Command
from studio.settings import person_in
from studio.text import Message
from tests import builders
from tests.drivers.settings import SettingsDriver
from ui.settings import data, rulesets
from ui.settings.page import SettingsPage
from ui.theme.tokens import theme


def opened(context, qtbot):
    page = SettingsPage(context)
    context.live.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1300, 900)
    page.show()
    return SettingsDriver(page, qtbot)


@pytest.fixture
def driver(qtbot, app_context):
    return opened(app_context, qtbot)


@pytest.fixture
def said(driver):
    heard = []
    driver.page.said.connect(lambda words, undo: heard.append((words, undo)))
    return heard


@pytest.fixture
def acts(driver):
    wished = []
    driver.page.act_requested.connect(wished.append)
    return wished


def company_of(workspace, key=1):
    return workspace.ask(studio.company(key, archived=True))


def picture(folder, name="logo.png", size=(40, 20)):
    out = BytesIO()
    Image.new("RGB", size, "#B83A22").save(out, "PNG")
    path = folder / name
    path.write_bytes(out.getvalue())
    return path


def test_the_studio_is_renamed_and_its_defaults_set(driver, file_workspace):
    driver.section("Studio")
    driver.set("Name", "Paper Lantern Studio")
    driver.set("Proposals are valid for", "14")
    driver.set("Lowest margin", "35")
    driver.set("Documents in", "Chinese and English")
    found = file_workspace.ask(studio.profile())
    assert (found.name, found.validity_days, found.margin_floor, found.language) == (
        "Paper Lantern Studio",
        14,
        Decimal("0.35"),
        "zh+en",
    )
    file_workspace.undo()
    assert driver.says("Documents in") == "English"


@pytest.mark.parametrize(
    ("label", "typed", "reason"),
    [
        ("Proposals are valid for", "0", "from 1 to 365"),
        ("Lowest margin", "99", "A percentage"),
        ("Name", "a\u202eb", "direction of writing"),
        ("Tagline", "x" * 5000, "At most"),
    ],
)
def test_a_setting_that_cannot_be_kept_stays_in_its_field(
    driver, file_workspace, label, typed, reason
):
    before = file_workspace.ask(studio.profile())
    driver.section("Studio")
    assert reason in driver.set(label, typed).problem()
    assert file_workspace.ask(studio.profile()) == before


def test_a_week_keeps_a_working_day(driver, file_workspace):
    driver.section("Studio")
    field = driver.field("Working days", within=driver.panel)
    field.set_value(())
    field.committed.emit()
    assert "at least one working day" in field.problem()
    assert file_workspace.ask(studio.profile()).working_days == "12345"


def test_people_are_added_changed_and_archived(driver, file_workspace, said):
    driver.section("People")
    driver.press("Add person")
    card = driver.part("New person")
    driver.set("Name", "Zhou Yining", within=card)
    driver.set("E-mail", "zhou@lantern.example", within=card)
    assert any("Zhou Yining, Producer" in words for words in driver.parts())
    driver.press("Archive", within=card)
    assert ("Archive Zhou Yining", True) in said
    assert any("Zhou Yining, Producer, Archived" in words for words in driver.parts())


def test_the_last_owner_cannot_leave(driver, said):
    driver.section("People")
    card = driver.part("Lin Xiaoman")
    driver.press("Archive", within=card)
    assert said[-1] == ("Somebody has to be the owner. Name another owner first.", False)


def test_a_company_is_opened_and_changed(driver, file_workspace):
    driver.section("Companies")
    card = driver.part("Paper Lantern Studio Ltd")
    driver.set("Days", "14", within=card)
    driver.set("Registration number", "01234567", within=card)
    found = company_of(file_workspace)
    assert (found.terms_days, found.reg_no) == (14, "01234567")
    field = driver.set("Tax number", "GB 1", within=card)
    assert "tax number" in field.problem()


def test_a_company_is_added_with_what_follows_from_its_country(driver, file_workspace):
    driver.section("Companies")
    driver.press("Add company", within=driver.panel)
    driver.fill("Country", "China")
    driver.fill("Legal name, Chinese", "杭州纸灯笼有限公司")
    driver.fill("Code", "PLCN")
    driver.press("Add company")
    assert driver.dialog() is None
    assert any("PLCN" in words for words in driver.parts())
    added = file_workspace.ask(studio.companies())[1]
    found = company_of(file_workspace, added.id)
    assert (found.currency, found.invoice_pattern) == ("CNY", "PLCN-{YYYY}-{SEQ:4}")
    assert found.rates


def test_a_company_without_a_code_stays_in_the_dialog(driver, file_workspace):
    driver.section("Companies")
    driver.press("Add company", within=driver.panel)
    driver.fill("Country", "France")
    driver.press("Add company")
    assert driver.problem("Code") == "This is needed."
    driver.fill("Code", "PLUK")
    driver.press("Add company")
    assert driver.problem("Code") or driver.problem("Legal name")
    driver.dialog().reject()
    assert len(file_workspace.ask(studio.companies())) == 1


def test_a_stamp_is_taken_and_removed(driver, file_workspace, tmp_path, said):
    driver.section("Companies")
    card = driver.part("Paper Lantern Studio Ltd")
    card.stamp.take(picture(tmp_path))
    assert company_of(file_workspace).stamp
    assert not card.stamp.picture.is_empty()
    assert said[-1] == ("Change the stamp of PLUK", True)
    driver.press("Remove", within=card.stamp)
    assert company_of(file_workspace).stamp == ""


def test_the_logo_is_taken_and_what_is_no_image_is_refused(driver, file_workspace, tmp_path):
    driver.section("Documents")
    driver.panel.logo.take(picture(tmp_path))
    assert file_workspace.ask(studio.profile()).logo
    text = tmp_path / "logo.svg"
    text.write_text("<svg/>")
    driver.panel.logo.take(text)
    assert driver.awaits("This is no PNG or JPEG image, or it is damaged.")
    driver.panel.logo.take(tmp_path / "gone.png")
    assert driver.awaits("“gone.png” cannot be read.")
    assert file_workspace.ask(studio.profile()).logo


def test_a_light_accent_is_remarked_on(driver, file_workspace):
    driver.section("Documents")
    driver.set("Accent colour", "#ffee88")
    assert file_workspace.ask(studio.profile()).accent == "#FFEE88"
    assert driver.awaits("Too light for text: it is darkened there and kept for areas.")
    assert "A colour" in driver.set("Accent colour", "red").problem()


def test_patterns_show_the_next_number_while_they_are_typed(driver, file_workspace):
    driver.section("Numbering")
    row = driver.panel.fiscal.row("invoice_pattern")
    assert "Next: PLUK-2026-0001" in row.field.accessibleDescription()
    driver.write(row.field, "LON{YY}-{SEQ:3}")
    assert "Next: LON26-001" in row.field.accessibleDescription()
    driver.write(row.field, "LON-{SEQ:3}")
    assert "name the year" in row.field.accessibleDescription()
    driver.set("Invoices", "LON{YY}-{SEQ:3}")
    assert company_of(file_workspace).invoice_pattern == "LON{YY}-{SEQ:3}"
    assert "{SEQ}" in driver.set("Briefs", "B-").problem()


def test_the_first_number_is_set_until_one_is_taken(driver, file_workspace, app_context):
    driver.section("Numbering")
    driver.set("First invoice number", "9")
    ask = numbers.preview("invoice", entity_id=1)
    assert file_workspace.ask(ask) == "PLUK-2026-0009"
    assert driver.awaits("next PLUK-2026-0009")
    assert driver.awaits("Numbers run without gaps")

    def take(session):
        numbers.take(session, "invoice", day=builders.TODAY, entity_id=1)

    file_workspace.run(numbers.set_first("brief", first=3, day=builders.TODAY))
    file_workspace.run(Command(Message("Take"), take, undo=False))
    driver.panel.load()
    assert not driver.panel.fiscal.row("first").shown()
    assert driver.awaits("Missing or double: PLUK 9")


def test_tax_rates_are_added_and_made_standard(driver, file_workspace, said):
    driver.section("Taxes")
    driver.press("Add tax rate")
    card = driver.part("New rate")
    driver.set("Name on documents", "VAT 5 %", within=card)
    driver.set("Rate", "5", within=card)
    driver.press("Make standard", within=card)
    assert company_of(file_workspace).standard_rate().rate == Decimal("0.05")
    assert said[-1] == ("Make VAT 5 % the standard rate", True)
    field = driver.set("Treatment", "Reverse charge", within=card)
    assert field.problem() or company_of(file_workspace).rates[1].treatment == "standard"


def test_accounts_are_added_and_checked(driver, file_workspace):
    driver.section("Bank accounts")
    driver.press("Add account", within=driver.panel)
    driver.fill("Currency", "EUR")
    driver.fill("Bank", "Example Bank plc")
    driver.press("Add account")
    assert "IBAN or an account number" in driver.problem("IBAN")
    driver.fill("IBAN", "GB18 DEMO 0000 0000 0000 01")
    driver.press("Add account")
    assert "digit" in driver.problem("IBAN")
    driver.fill("IBAN", "GB19 DEMO 0000 0000 0000 01")
    driver.press("Add account")
    assert driver.dialog() is None
    assert company_of(file_workspace).account_for("EUR").iban == "GB19DEMO00000000000001"
    assert any("GB19 DEMO 0000 0000 0000 01" in words for words in driver.parts())


def test_rule_sets_are_listed_with_their_dates(driver):
    driver.section("Rule sets")
    assert driver.awaits("All checked within 180 days")
    assert driver.awaits("United Kingdom")
    assert driver.sees("checked on")


def test_every_kind_of_rule_is_about_something_with_a_name():
    shipped = {rule.kind for name in rulefiles.names() for rule in rulefiles.read(name)}
    assert shipped <= set(rulesets.kinds())


def test_old_rule_sets_stand_in_amber(driver, app_context, file_workspace):
    file_workspace.clock = Clock(date(2028, 1, 1))
    driver.section("Rule sets")
    driver.qtbot.waitUntil(lambda: driver.sees("to check"))


def test_theme_motion_and_size_belong_to_this_machine(driver, app_context):
    driver.section("Look and language")
    driver.press("Dark", within=driver.panel)
    assert theme.dark
    assert app_context.preferences.value.theme == "dark"
    driver.press("Light", within=driver.panel)
    assert not theme.dark
    driver.set("Reduce motion", True)
    assert app_context.preferences.value.reduce_motion
    driver.set("Reduce motion", False)
    driver.set("Size", "125 %")
    assert app_context.preferences.value.interface_scale == 125


def test_the_other_language_is_asked_of_the_window(driver, acts, app_context):
    driver.section("Look and language")
    driver.press("中文", within=driver.panel)
    assert acts == ["language:zh"]
    assert app_context.preferences.value.language == "zh"
    app_context.preferences.change(language="en")


def test_the_person_at_this_machine_is_chosen(driver, app_context, file_workspace):
    key = file_workspace.run(studio.add_person({"name": "Theo", "roles": ["PRD"]})).value
    app_context.preferences.change(last_studio="/x/studio.callboard")
    driver.section("Look and language")
    driver.set("This is the machine of", "Theo")
    assert person_in(app_context.preferences.value, "/x/studio.callboard") == str(key)


def test_data_says_where_and_how_it_is(driver, file_workspace, acts):
    driver.section("Data and backups")
    assert driver.awaits(str(file_workspace.studio))
    assert driver.sees("SQLite 3.")
    assert driver.awaits("No copy yet")
    driver.press("Back up now")
    assert acts == ["backup"]


def test_going_back_to_a_copy_is_asked_first(driver, file_workspace, acts, monkeypatch, tmp_path):
    made = Copy(tmp_path / "copy.callboard", datetime(2026, 11, 15, 9, tzinfo=UTC), 4096, "", "")
    monkeypatch.setattr(data.backup, "copies", lambda place: [made])
    driver.section("Data and backups")
    assert driver.awaits("Last copy")
    driver.press("Restore")
    assert driver.sees("is not in the copy")
    driver.press("Restore this copy")
    assert acts == [f"restore:{made.path}"]


def test_the_page_comes_back_to_its_section(driver, qtbot, app_context):
    driver.section("Taxes")
    other = opened(app_context, qtbot)
    other.page.restore(driver.page.state())
    assert other.page.sections.current() == "taxes"


def test_arrow_keys_walk_the_sections(driver, qtbot):
    driver.section("Studio")
    qtbot.keyClick(driver.page.sections, Qt.Key.Key_Down)
    assert driver.page.sections.current() == "companies"
    qtbot.keyClick(driver.page.sections, Qt.Key.Key_Up)
    assert driver.page.sections.current() == "studio"


def test_every_section_opens_in_chinese(qtbot, chinese_context):
    driver = opened(chinese_context, qtbot)
    for key in driver.page.sections.keys():  # noqa: SIM118  not a mapping
        driver.page.show_section(key)
        title = driver.panel.accessibleName()
        assert any("\u4e00" <= letter <= "\u9fff" for letter in title), title
