"""The first run, as a person goes through it."""

import pytest
from PySide6.QtCore import Qt

from studio.services import numbers, studio
from tests.drivers.firstrun import FirstRunDriver
from tests.fixtures import open_copy
from tests.ui.conftest import make_context
from ui.firstrun.page import FirstRunPage


@pytest.fixture
def empty_file(databases):
    place, workspace = open_copy(databases, "sqlite")
    yield workspace
    workspace.close()
    databases.drop(place)


@pytest.fixture
def make(qtbot, empty_file, tmp_path):
    contexts = []

    def made(language="en"):
        context = make_context(empty_file, tmp_path, language=language)
        contexts.append(context)
        page = FirstRunPage(context)
        qtbot.addWidget(page)
        page.resize(1200, 860)
        page.show()
        return FirstRunDriver(page, qtbot)

    yield made
    for context in contexts:
        context.tasks.close()
        context.preferences.close()


def test_a_studio_is_made_of_a_name_and_an_owner(make, empty_file):
    driver = make()
    driver.set("Name", "Paper Lantern")
    assert driver.says("Invoice numbers") == "PAP-{YYYY}-{SEQ:4}"
    driver.set("Your name", "Lin Xiaoman")
    driver.begin()
    face = empty_file.ask(studio.face(None))
    assert (face.set_up, face.name, face.person) == (True, "Paper Lantern", "Lin Xiaoman")
    (company,) = empty_file.ask(studio.companies())
    assert (company.code, company.legal_name, company.currency) == ("PAP", "Paper Lantern", "GBP")


def test_what_follows_from_the_country_is_proposed(make, empty_file):
    driver = make()
    driver.set("Country", "China")
    assert driver.says("Currency") == "CNY"
    driver.set("Currency", "USD")
    driver.set("Country", "France")
    assert driver.says("Currency") == "USD"


def test_the_first_number_is_shown_and_used(make, empty_file):
    driver = make()
    driver.set("Name", "Paper Lantern")
    driver.set("Invoice numbers", "PLUK-{YYYY}-{SEQ:4}")
    driver.set("First number", "9")
    assert driver.sees("The first one is PLUK-2026-0009")
    driver.set("Your name", "Theo")
    driver.begin()
    (company,) = empty_file.ask(studio.companies())
    assert company.code == "PLUK"
    ask = numbers.preview("invoice", entity_id=company.id)
    assert empty_file.ask(ask) == "PLUK-2026-0009"


def test_faults_stay_at_their_fields_and_nothing_is_made(make, empty_file):
    driver = make()
    driver.set("Invoice numbers", "INV")
    driver.set("Tax number", "GB 12")
    driver.begin()
    assert "A name is needed" in driver.problem("Name")
    assert not empty_file.ask(studio.face(None)).set_up
    assert "A name is needed" in driver.problem("Your name")
    assert "exactly once" in driver.problem("Invoice numbers")
    assert "tax number" in driver.problem("Tax number")
    driver.set("Name", "Paper Lantern")
    driver.set("Your name", "Theo")
    driver.set("Invoice numbers", "PL-{YYYY}-{SEQ:4}")
    driver.set("Tax number", "GB 999 9999 73")
    driver.begin()
    assert empty_file.ask(studio.face(None)).set_up


def test_chinese_names_go_where_they_belong(make, empty_file):
    driver = make("zh")
    driver.set("名称", "纸灯笼")
    driver.set("法定名称", "杭州纸灯笼文化创意有限公司")
    driver.set("你的姓名", "林小满")
    driver.press("开始", within=driver.page)
    face = empty_file.ask(studio.face(None))
    assert (face.name, face.name_zh, face.person_zh) == ("", "纸灯笼", "林小满")
    (company,) = empty_file.ask(studio.companies())
    assert company.legal_name_zh == "杭州纸灯笼文化创意有限公司"
    assert (company.currency, company.language) == ("CNY", "zh")


def test_what_was_typed_comes_along_to_the_other_language(make):
    driver = make()
    driver.set("Name", "Paper Lantern")
    wished = []
    driver.page.act_requested.connect(wished.append)
    driver.press("中文")
    assert wished == ["language:zh"]
    other = make("zh")
    other.page.restore(driver.page.state())
    assert other.says("名称") == "Paper Lantern"
    assert other.says("发票编号") == "PAP-{YYYY}-{SEQ:4}"


def test_the_demo_studio_can_be_tried_first(make):
    driver = make()
    wished = []
    driver.page.act_requested.connect(wished.append)
    driver.press("Try the demo studio")
    assert wished == ["open_demo"]


def test_enter_in_the_last_field_begins(make, empty_file, qtbot):
    driver = make()
    driver.set("Name", "Paper Lantern")
    owner = driver.set("Your name", "Theo")
    qtbot.keyClick(owner, Qt.Key.Key_Return)
    assert empty_file.ask(studio.face(None)).set_up
