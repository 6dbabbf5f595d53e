"""Home, as a person uses it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from sqlmodel import select

from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.projects import ProjectInstalment
from studio.persistence.tables.studio import Person
from studio.services import studio
from studio.services.operation import Query
from tests import builders
from tests.drivers.home import HomeDriver
from ui.context import Ref
from ui.home.page import HomePage

TODAY = builders.TODAY


@pytest.fixture
def settled(file_workspace):
    """A studio whose first steps are out of the way."""
    checklist = file_workspace.ask(studio.checklist())
    file_workspace.run(studio.hide_checklist(version=checklist.version))
    return file_workspace


@pytest.fixture
def busy(settled):
    """A late piece, an overdue invoice, a brief to call about; money to come; a week."""
    client = builders.make_client(settled, 1, name="Starrail Mobility", name_zh="星轨电动")
    project = builders.make_project(
        settled,
        client,
        1,
        number="P4",
        name="Short-video retainer",
        name_zh="短视频框架",
        state="active",
        hue="p4",
        budget=100_000,
        spent=93_000,
        next_step="Shoot clip 34",
        next_on=TODAY + timedelta(days=1),
    )
    for number, title, day, state in (
        ("D-430", "Clip 30", TODAY - timedelta(days=3), "approved"),
        ("D-432", "Clip 32", TODAY + timedelta(days=2), "scheduled"),
        ("D-429", "Clip 29", TODAY, "published"),
    ):
        builders.make_deliverable(
            settled,
            project,
            number=number,
            title=title,
            title_zh=title.replace("Clip", "片"),
            platform="douyin",
            format="short_video",
            publish_on=day,
            publish_time="12:00",
            state=state,
        )
    invoice = builders.add(
        settled,
        Invoice(
            client_id=client,
            legal_entity_id=1,
            number="PLUK-2026-0009",
            title="24 h livestream",
            currency="EUR",
            gross=1_800_000,
            due_on=TODAY - timedelta(days=32),
            state="sent",
        ),
    )
    builders.add(
        settled,
        ProjectInstalment(
            project_id=project,
            title="December",
            share=Decimal(1),
            net=8_000_000,
            terms_kind="on_receipt",
            terms_days=0,
            planned_on=date(2026, 12, 1),
        ),
    )
    brief = builders.make_brief(
        settled,
        client,
        title="Winter notes",
        state="clarifying",
        next_action="Call the client",
        next_on=TODAY - timedelta(days=1),
    )
    return {"client": client, "project": project, "invoice": invoice, "brief": brief}


def build(context, qtbot, size=(1224, 880)):
    page = HomePage(context)
    context.live.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    return page


@pytest.fixture
def page(qtbot, app_context, busy):
    return build(app_context, qtbot)


@pytest.fixture
def driver(page, qtbot):
    return HomeDriver(page, qtbot)


@pytest.fixture
def opened(page):
    """Collect what the page asks to open."""
    refs = []
    page.open_requested.connect(refs.append)
    return refs


@pytest.fixture
def told(page):
    """Collect what the page says."""
    words = []
    page.said.connect(lambda said, _undo: words.append(said))
    return words


def piece(workspace, number):
    """Return a piece as it is kept."""

    def find(session):
        return session.exec(select(Deliverable).where(Deliverable.number == number)).one()

    return workspace.ask(Query(find))


def test_the_worst_comes_first_with_reason_client_and_when(driver):
    rows = driver.attention()
    assert [row.split(". ")[0] for row in rows] == [
        "Clip 30 is 3 days late",
        "PLUK-2026-0009 is 32 days overdue",
        "Call the client, Winter notes",
        "Budget at 93%: Short-video retainer",
    ]
    assert "planned Fri 13 Nov" in rows[0]
    assert "Starrail Mobility" in rows[0]
    assert "€18,000.00" in rows[1]
    assert "£930 of £1,000 spent" in rows[3]
    assert driver.heads()[0] == "Needs attention 4"
    assert driver.sees("Monday, 16 November")
    assert driver.sees("Week 47")


def test_a_row_opens_its_record(driver, opened, busy):
    driver.open_attention("PLUK-2026-0009")
    driver.open_attention("Winter notes")
    assert opened == [Ref("invoice", busy["invoice"]), Ref("brief", busy["brief"])]


def test_the_one_act_of_an_overdue_invoice_begins_a_payment(driver, opened, busy):
    driver.act_on("PLUK-2026-0009")
    assert opened == [Ref("invoice", busy["invoice"], "payment")]


def test_a_late_piece_gets_a_new_date_here_and_it_can_be_undone(driver, settled, told):
    driver.act_on("Clip 30")
    driver.pick_day(date(2026, 11, 19))
    assert piece(settled, "D-430").publish_on == date(2026, 11, 19)
    assert "Thu 19 Nov" in told[0]
    assert not any("Clip 30" in row for row in driver.attention())
    assert (19, "Clip 30") in driver.week()
    settled.undo()
    assert any("Clip 30" in row for row in driver.attention())


def test_a_next_step_gets_a_new_date(driver, settled):
    driver.act_on("Winter notes")
    driver.pick_day(TODAY + timedelta(days=3))
    assert not any("Winter notes" in row for row in driver.attention())


def test_keys_walk_act_and_open(driver, opened, busy, page):
    view = page.attention
    page.focus_main()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert opened == [
        Ref("invoice", busy["invoice"]),
        Ref("invoice", busy["invoice"], "payment"),
    ]


def test_mine_are_mine_and_stay_chosen(driver, page, settled, busy):
    other = builders.add(settled, Person(name="Zhou Yining"))
    assert len(driver.attention()) == 4
    driver.press("Mine")
    assert driver.attention() == []
    assert driver.sees("All clear")
    assert page.context.preferences.value.layout["home"] == "mine"
    assert other


def test_money_to_come_never_adds_currencies(driver, opened, busy):
    assert driver.sums() == ["GBP £80,000.00", "EUR €18,000.00"]
    assert [row.split(", ")[0] for row in driver.money()] == [
        "Starrail Mobility",
        "Starrail Mobility",
    ]
    driver.open_income("December")
    driver.press("All invoices")
    assert opened == [Ref("project", busy["project"]), Ref("invoice")]


def test_the_week_opens_moves_and_turns(driver, settled, opened, told, busy):
    assert driver.week() == [(16, "Clip 29"), (17, "Shoot clip 34"), (18, "Clip 32")]
    assert driver.heads()[2].startswith("This week 16 to 22 November 2026, 2 posts")
    driver.open_event("Shoot clip 34")
    assert opened == [Ref("project", busy["project"])]
    driver.drag_event("Clip 32", date(2026, 11, 20))
    assert piece(settled, "D-432").publish_on == date(2026, 11, 20)
    driver.event_menu("Clip 32", "Move to Thu 19 Nov")
    assert piece(settled, "D-432").publish_on == date(2026, 11, 19)
    driver.press("Next week")
    assert driver.week() == []
    driver.press("Today")
    assert (19, "Clip 32") in driver.week()


def test_what_is_out_or_due_by_terms_is_not_moved(driver, settled, told):
    driver.drag_event("Clip 29", date(2026, 11, 20))
    assert told == ["This piece is already out."]
    assert piece(settled, "D-429").publish_on == TODAY


def test_a_crowded_day_keeps_the_rest_behind_one_line(driver, settled, page, busy, opened):
    for number in range(5):
        builders.make_deliverable(
            settled,
            busy["project"],
            number=f"D-9{number}",
            title=f"Note {number}",
            publish_on=date(2026, 11, 19),
            state="scheduled",
        )
    page.load()
    events = [event for event in page.week.events() if event.day.day == 19]
    boxes = [page.week.box_of(event) for event in events]
    assert [box is not None for box in boxes] == [True, True, True, False, False]


def test_active_projects_open_by_enter(driver, page, opened, busy):
    assert driver.projects() == [
        "Short-video retainer, Starrail Mobility, 1 late, Shoot clip 34, Tue 17 Nov, 1/3, 93%, "
        "To invoice"
    ]
    page.projects.select_id(busy["project"])
    QTest.keyClick(page.projects, Qt.Key.Key_Return)
    driver.press("All projects")
    assert opened == [Ref("project", busy["project"]), Ref("project")]


def test_new_begins_a_record_elsewhere(driver, opened):
    driver.choose("New", "Brief")
    driver.choose("New", "Invoice")
    assert opened == [Ref("brief", 0, "new"), Ref("invoice", 0, "new")]


def test_a_page_out_of_sight_waits_until_it_is_seen(page, driver, settled, busy):
    page.hide()
    builders.make_deliverable(
        settled, busy["project"], number="D-1", title="Late", publish_on=TODAY - timedelta(days=9)
    )
    assert not any("Late is" in row for row in driver.attention())
    page.show()
    assert driver.attention()[0].startswith("Late is 9 days late")


def test_all_clear_names_what_is_next(settled, app_context, qtbot):
    client = builders.make_client(settled, 1)
    builders.make_project(
        settled,
        client,
        1,
        state="active",
        next_step="Shoot clip 34",
        next_on=TODAY + timedelta(days=1),
    )
    driver = HomeDriver(build(app_context, qtbot), qtbot)
    assert driver.attention() == []
    assert driver.sees("Next: Shoot clip 34, Tue 17 Nov.")


def test_an_empty_studio_says_so(settled, app_context, qtbot):
    driver = HomeDriver(build(app_context, qtbot), qtbot)
    assert driver.sees("Nothing is planned yet.")
    assert driver.sees("No project is in the making. One begins when a proposal is accepted.")
    assert driver.sums() == []


def test_the_first_steps_stand_where_trouble_stands_later(file_workspace, app_context, qtbot):
    page = build(app_context, qtbot)
    driver = HomeDriver(page, qtbot)
    refs = []
    page.open_requested.connect(refs.append)
    steps = driver.steps()
    assert "Taxes, done" in steps
    assert "First client, to do" in steps
    assert driver.heads()[0].startswith("First steps")
    driver.open_step("First client")
    assert refs[0].noun in ("client", "clients")
    builders.make_client(file_workspace)
    page.load()
    assert "First client, done" in driver.steps()
    driver.press("Hide this list")
    assert driver.steps() == []
    assert driver.heads()[0] == "Needs attention"
    file_workspace.undo()
    assert driver.steps() != []


def test_in_chinese(busy, chinese_context, qtbot):
    driver = HomeDriver(build(chinese_context, qtbot), qtbot)
    rows = driver.attention()
    assert rows[0].startswith("片 30 已晚发 3 天")
    assert "星轨电动" in rows[0]
    assert driver.heads()[1].startswith("待回款 至 12月31日")
    assert driver.sees("11月16日 星期一")


def test_every_control_has_a_name(driver, page):
    for button in driver.find(QAbstractButton, within=page):
        assert button.accessibleName(), button


def test_the_week_comes_back(page, app_context, qtbot, driver):
    driver.press("Next week")
    again = build(replace(app_context), qtbot)
    again.restore(page.state())
    assert HomeDriver(again, qtbot).heads()[2].startswith("Week 23 to 29 November 2026")
