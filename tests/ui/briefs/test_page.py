"""The page of briefs, as a person uses it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from studio.domain.wishes import Budget
from studio.errors import Unavailable
from studio.services import briefs
from studio.text import Message
from tests import builders
from tests.drivers.briefs import BriefsDriver
from tests.drivers.views import ViewsDriver
from ui.briefs.page import BriefsPage
from ui.context import Ref
from ui.live import Live
from ui.tasks import Tasks
from ui.widgets.tags import ChipsEdit

TODAY = builders.TODAY
HOT_SPRING = (
    "你好，今年冬天想推温泉酒店，想找几位做本地生活的博主发种草笔记，真实体验，不要太硬广。\n"
    "预算 6 万左右，年前最好能看到搜索效果。\n关键词要有温泉、亲子。"
)


@pytest.fixture
def client(file_workspace):
    client = builders.make_client(
        file_workspace, name="Shiguang Travel", name_zh="拾光文旅", currency="CNY", terms_days=60
    )
    builders.make_contact(file_workspace, client, name="Duan Ya")
    return client


@pytest.fixture
def shelf(file_workspace, client):
    """Four briefs in four columns."""
    made = {}
    for title, state, more in (
        ("Winter hot-spring notes", "clarifying", {"budget_max": 6_000_000}),
        ("New-Year mask clips", "ready", {}),
        ("Holiday science box", "proposed", {"next_on": date(2026, 11, 23)}),
        ("Slow Dali travel", "lost", {"reason": "price"}),
    ):
        made[title] = builders.make_brief(
            file_workspace,
            client,
            number=f"B-{len(made) + 9:03}",
            title=title,
            state=state,
            currency="CNY",
            **more,
        )
    return made


@pytest.fixture
def page(qtbot, app_context, client):
    page = BriefsPage(app_context)
    app_context.live.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1224, 900)
    page.show()
    return page


@pytest.fixture
def driver(page, qtbot):
    return BriefsDriver(page, qtbot)


@pytest.fixture
def told(page):
    """Collect what the page says."""
    words = []
    page.said.connect(lambda said, _undo: words.append(said))
    return words


def one(workspace, brief):
    return workspace.ask(briefs.one(brief))


def only(workspace):
    """Return the only brief."""
    (brief,) = workspace.ask(briefs.ids())
    return one(workspace, brief)


@pytest.fixture
def pasted(driver, file_workspace):
    """A brief of the hot-spring message, shown."""
    driver.paste_on_board(HOT_SPRING)
    return only(file_workspace).id


# -- board, list, empty --------------------------------------------------------------------------


def test_the_board_shows_each_brief_in_its_column(shelf, driver):
    assert driver.board() == {
        "clarifying": ["Winter hot-spring notes"],
        "ready": ["New-Year mask clips"],
        "proposed": ["Holiday science box"],
        "closed": ["Slow Dali travel"],
    }
    assert "Lost: price" in driver.card("Slow Dali travel")
    assert "Mon 23 Nov" in driver.card("Holiday science box")
    assert "4 missing" in driver.card("Winter hot-spring notes")
    assert driver.sees("4, of which 3 open")


def test_it_opens_with_the_brief_that_needs_somebody(shelf, driver):
    assert driver.title() == "Winter hot-spring notes"
    driver.pick_card("New-Year mask clips")
    assert driver.title() == "New-Year mask clips"


def test_an_empty_page_says_what_to_do(driver, file_workspace):
    assert driver.empty() == "No briefs yet"
    QGuiApplication.clipboard().setText("Hello, we want a film. Budget £5k.")
    driver.press("Paste a message")
    assert driver.empty() == ""
    assert driver.column("new") == ["we want a film"]
    assert only(file_workspace).budget_max == 500_000


def test_an_empty_clipboard_makes_no_brief(driver, told, file_workspace):
    driver.paste_on_board("  ")
    assert told == ["There is no text on the clipboard. Copy the client's message first."]
    assert file_workspace.ask(briefs.ids()) == []


def test_words_that_cannot_be_kept_are_refused_with_the_reason(driver, told, file_workspace):
    driver.paste_on_board("a\u202eb")
    assert "U+202E" in told[0]
    assert file_workspace.ask(briefs.ids()) == []


def test_the_list_sorts_and_sums(shelf, driver, page):
    driver.press("List")
    assert driver.names()[0] == "Winter hot-spring notes"
    driver.qtbot.waitUntil(lambda: driver.sees("Budgets: ¥60,000"))
    page.table.sort_changed.emit("title", False)
    driver.show("Slow Dali travel")
    assert driver.title() == "Slow Dali travel"
    assert page.context.preferences.value.layout["briefs"] == "list"


def test_a_filter_that_hides_all_names_the_part_that_hides_most(shelf, driver):
    driver.press("Filter")
    driver.page.filters.search.set_text("nothing like it")
    assert driver.empty() == "The typed text hides every brief."
    driver.press("Drop it")
    assert driver.empty() == ""
    assert len(driver.board()) == 4


def test_a_brief_is_found_though_a_filter_hides_it(shelf, driver, page):
    page.filters.search.set_text("mask")
    assert driver.board() == {"ready": ["New-Year mask clips"]}
    page.show_record(shelf["Slow Dali travel"])
    assert driver.title() == "Slow Dali travel"
    assert len(driver.board()) == 4


def test_a_full_column_brings_more_cards_as_it_is_scrolled(file_workspace, client, driver, page):
    for number in range(45):
        builders.make_brief(
            file_workspace, client, number=f"B-{number:03}", title=f"Brief {number}"
        )
    page.load()
    assert len(driver.column("new")) == 40
    page.board.more_wished.emit("new")
    assert len(driver.column("new")) == 45


# -- dragging ------------------------------------------------------------------------------------


def test_a_card_is_dragged_where_its_state_leads(shelf, driver, file_workspace):
    driver.drag_card("New-Year mask clips", "Clarifying")
    assert one(file_workspace, shelf["New-Year mask clips"]).row.state.code == "clarifying"
    file_workspace.undo()
    assert driver.column("ready") == ["New-Year mask clips"]


def test_dragging_to_closed_asks_the_reason(shelf, driver, file_workspace):
    driver.drag_card("Winter hot-spring notes", "Closed")
    assert driver.dialog().title() == "Decline B-009"
    driver.press("Decline")
    assert driver.problem("Reason") == "This is needed."
    driver.press("No capacity")
    driver.press("Decline")
    brief = one(file_workspace, shelf["Winter hot-spring notes"])
    assert (brief.row.state.code, brief.row.reason) == ("declined", "No capacity")


@pytest.mark.parametrize(
    ("title", "column", "why"),
    [
        ("New-Year mask clips", "Won", "Proposed and Won follow from the proposal."),
        ("Winter hot-spring notes", "Ready", "80% and the five musts make it ready."),
        ("Slow Dali travel", "New", "“Lost” does not lead there."),
    ],
)
def test_a_card_that_may_not_go_says_why(shelf, driver, told, title, column, why):
    before = driver.board()
    driver.drag_card(title, column)
    assert why in told[0]
    assert driver.board() == before


# -- the client's words --------------------------------------------------------------------------


def test_pasting_on_the_board_keeps_the_words_and_goes_to_the_first_open_field(
    pasted, driver, file_workspace
):
    assert driver.messages() == [HOT_SPRING]
    assert driver.title() == "今年冬天想推温泉酒店…"
    assert driver.marked() == {"几位": "unclear", "6 万左右": "unclear", "年前": "unplaced"}
    assert driver.shown("Budget") == "about ¥60,000"
    assert driver.focused() in ("Client", "Brand and product", "Objective")
    file_workspace.undo()
    assert driver.empty() == "No briefs yet"


def test_words_are_put_in_a_field(pasted, driver, file_workspace):
    driver.put_in("温泉酒店", "Brand and product")
    assert driver.shown("Brand and product") == "温泉酒店"
    driver.put_in("温泉、亲子", "Keywords")
    assert only(file_workspace).keywords == ("温泉", "亲子")
    assert driver.marked()["温泉、亲子"] == "used"


def test_words_a_field_cannot_read_stay_with_the_reason_at_the_field(pasted, driver):
    driver.put_in("真实体验", "Platforms")
    assert 'No platform is called "真实体验".' in driver.problem("Platforms")
    assert "真实体验" not in driver.marked()


def test_a_mark_leads_to_its_field_and_a_place_without_field_offers_one(pasted, driver):
    driver.click_mark("6 万左右")
    assert driver.focused() == "Budget"
    driver.click_mark("年前")
    driver.choose("Put in field", "Posting window")
    assert "年前" in driver.problem("Posting window")


def test_words_are_marked_as_unclear_and_asked_about(pasted, driver, file_workspace):
    driver.say_unclear("不要太硬广", "Must not say")
    assert driver.marked()["不要太硬广"] == "unclear"
    assert "3 unclear" in driver.chips()


def test_messages_are_added_with_their_origin_and_never_typed_into(pasted, driver, file_workspace):
    driver.press("Add message")
    composer = driver.detail.words.composer
    driver.write(composer.words, "  也可以发抖音。 ")
    driver.into(composer.channel, "WeChat")
    driver.into(composer.author, "段雅")
    driver.press("Keep message")
    assert driver.messages()[1] == "  也可以发抖音。 "
    assert driver.origins()[1].startswith("WeChat, 段雅")
    view = driver.detail.words.messages()[1]
    QTest.keyClicks(view, "x")
    assert driver.messages()[1] == "  也可以发抖音。 "
    file_workspace.undo()
    assert driver.messages() == [HOT_SPRING]


def test_a_half_typed_message_comes_back(pasted, driver, app_context, qtbot):
    driver.press("Add message")
    driver.write(driver.detail.words.composer.words, "half a thought")
    again = BriefsPage(app_context)
    qtbot.addWidget(again)
    again.show()
    again.show_record(pasted)
    assert again.detail.words.composer.words.toPlainText() == "half a thought"
    again.detail.words.composer.keep()
    assert app_context.drafts.get("brief", pasted, "message") is None


def test_markup_and_emoji_are_shown_as_typed(driver):
    driver.paste_on_board("<b>bold</b> & <img src=x> 👋🏽 about £5k budget")
    assert driver.messages() == ["<b>bold</b> & <img src=x> 👋🏽 about £5k budget"]
    assert driver.marked() == {"about £5k": "unclear"}
    driver.click_mark("about £5k")
    assert driver.focused() == "Budget"


# -- fields --------------------------------------------------------------------------------------


def test_a_brief_is_filled_in_made_ready_and_undone(driver, file_workspace, told):
    driver.press("New brief")
    driver.fill("Client", "Shiguang")
    driver.rename("Winter notes")
    driver.fill("Brand and product", "Hot-spring hotels")
    driver.fill("Objective", "Search")
    driver.fill("Budget", "5-6万")
    driver.fill("Posting window", "1-20 Dec")
    driver.fill("Proposal due", "fri 18:00")
    driver.fill("Formats, quantity", "4 notes")
    driver.fill("Audience", "Families")
    driver.fill("Must not say", "Hard sell")
    driver.fill("Approver", "Market team")
    assert driver.progress() == "78% complete, 80% to be ready"
    assert driver.acts() == ("Mark ready", False)
    driver.tick("Platforms", "Xiaohongshu", "Douyin")
    assert driver.progress() == "85% complete, 80% to be ready"
    assert driver.shown("Proposal due") == "Fri 20 Nov, 18:00"
    assert driver.shown("Posting window") == "1 Dec – 20 Dec"
    driver.press("Mark ready")
    assert driver.column("ready") == ["Winter notes"]
    assert driver.acts() == ("Write proposal", True)
    brief = only(file_workspace)
    assert (brief.row.client, brief.currency, brief.window_to) == (
        "Shiguang Travel",
        "CNY",
        date(2026, 12, 20),
    )
    assert (brief.budget_min, brief.budget_max) == (5_000_000, 6_000_000)
    file_workspace.undo()
    assert driver.column("new") == ["Winter notes"]


def test_ctrl_enter_takes_the_field_and_marks_ready(shelf, driver, file_workspace):
    driver.pick_card("Winter hot-spring notes")
    for name, typed in (
        ("Objective", "Search"),
        ("Budget", "60k"),
        ("Posting window", "December"),
        ("Brand and product", "Hotels"),
        ("Proposal due", "fri"),
        ("Formats, quantity", "4 notes"),
        ("Approver", "Market team"),
        ("Key message", "A real stay"),
        ("Must not say", "Hard sell"),
        ("Language", "Chinese"),
    ):
        driver.fill(name, typed)
    driver.tick("Platforms", "Xiaohongshu")
    field = driver.field("Audience")
    driver.write(field, "Families")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    brief = one(file_workspace, shelf["Winter hot-spring notes"])
    assert (brief.audience, brief.row.state.code) == ("Families", "ready")


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("Budget", "a lot", '"a lot" is not an amount.'),
        ("Budget", "$5k", "$ is not CNY."),
        ("Posting window", "20 Dec – 1 Dec", "The window ends before it begins."),
        ("Proposal due", "someday", '"someday" is not a date.'),
        ("Approver", "x" * 300, "At most 200 characters; this has 300."),
    ],
)
def test_a_bad_value_stays_in_its_field_with_the_reason(
    shelf, driver, file_workspace, name, typed, why
):
    before = one(file_workspace, shelf["Winter hot-spring notes"])
    driver.fill(name, typed)
    assert driver.problem(name) == why
    assert driver.shown(name) == typed
    assert one(file_workspace, shelf["Winter hot-spring notes"]) == before


def test_the_chips_lead_to_the_open_fields(pasted, driver):
    driver.click_chip("4 missing")
    assert driver.focused() == "Objective"
    driver.click_chip("2 unclear")
    assert driver.focused() == "Creators"
    driver.page.next_open_field()
    assert driver.focused() == "Budget"


def test_questions_are_copied_and_the_brief_is_being_clarified(pasted, driver, told):
    driver.fill("Client", "Shiguang")
    driver.press("Copy 5 questions")
    words = QGuiApplication.clipboard().text()
    assert words.count("\n") >= 8
    assert "5. " in words
    assert told[-1] == "5 questions copied; the brief is being clarified"
    assert driver.column("clarifying") == ["今年冬天想推温泉酒店…"]
    driver.press("Copy 5 questions")
    assert told[-1] == "5 questions copied"


def test_a_colleagues_value_is_shown_beside_mine(shelf, driver, page, file_workspace):
    brief = shelf["Winter hot-spring notes"]
    page.context.live.changed.disconnect(page.refresh)
    file_workspace.run(briefs.change(brief, version=1, values={"budget_min": 1, "budget_max": 2}))
    driver.fill("Budget", "60k")
    assert "Theirs: 0.01 – 0.02 CNY." in driver.banners()[0]
    driver.press("Keep mine")
    assert one(file_workspace, brief).budget_max == 6_000_000


def test_their_value_can_be_taken(shelf, driver, page, file_workspace):
    brief = shelf["Winter hot-spring notes"]
    page.context.live.changed.disconnect(page.refresh)
    file_workspace.run(briefs.change(brief, version=1, values={"budget_max": 500}))
    driver.fill("Budget", "70k")
    driver.press("Take theirs")
    assert driver.field("Budget").value() == Budget(None, 500, "CNY")
    assert one(file_workspace, brief).budget_max == 500


def test_a_studio_that_cannot_be_reached_keeps_the_edit(
    shelf, driver, page, file_workspace, monkeypatch
):
    run = file_workspace.run
    lost = Unavailable(Message("The studio file cannot be written now."))

    def fail(_command):
        raise lost

    monkeypatch.setattr(file_workspace, "run", fail)
    driver.fill("Approver", "Market team")
    assert "This is not saved yet." in driver.banners()[0]
    assert driver.shown("Approver") == "Market team"
    monkeypatch.setattr(file_workspace, "run", run)
    driver.press("Try again")
    assert one(file_workspace, shelf["Winter hot-spring notes"]).approver == "Market team"


def test_wished_pieces_are_added_changed_and_removed(shelf, driver, file_workspace):
    brief = shelf["New-Year mask clips"]
    driver.pick_card("New-Year mask clips")
    driver.tick("Platforms", "Douyin")
    driver.press("Add wished piece")
    driver.qtbot.waitUntil(lambda: bool(driver.find(QLineEdit, "Quantity")))
    driver.fill("Quantity", "6")
    driver.fill("Format", "Short video")
    driver.fill("Tier", "Micro")
    driver.fill("At most, each", "15k")
    item = one(file_workspace, brief).items[0]
    assert (item.platform, item.format, item.quantity, item.tier) == (
        "douyin",
        "short_video",
        6,
        "micro",
    )
    assert item.ceiling.minor == 1_500_000
    driver.fill("Quantity", "0")
    assert one(file_workspace, brief).items[0].quantity == 6
    driver.press("Remove wished piece")
    assert one(file_workspace, brief).items == ()


# -- states --------------------------------------------------------------------------------------


def test_a_closed_brief_is_locked_and_can_be_reopened(shelf, driver, file_workspace, told):
    driver.pick_card("New-Year mask clips")
    driver.more("Decline…")
    driver.fill("Reason", "Too small")
    driver.press("Decline")
    assert "Reopen the brief to change it." in driver.banners()[-1]
    QTest.keyClicks(driver.field("Approver"), "x")
    assert told[-1] == "Reopen the brief to change it."
    driver.press("Reopen")
    assert one(file_workspace, shelf["New-Year mask clips"]).row.state.code == "clarifying"
    driver.fill("Approver", "Ye Qing")
    assert one(file_workspace, shelf["New-Year mask clips"]).approver == "Ye Qing"


def test_a_brief_is_copied_archived_and_restored(shelf, driver, page, file_workspace):
    driver.pick_card("New-Year mask clips")
    driver.more("Copy brief")
    assert driver.column("new") == ["New-Year mask clips"]
    assert driver.title() == "New-Year mask clips"
    driver.more("Archive")
    assert driver.column("new") == []
    driver.press("Filter")
    driver.press("Archived")
    assert driver.column("new") == ["New-Year mask clips"]
    driver.more("Restore")
    assert len(file_workspace.ask(briefs.ids())) == 5


def test_a_ready_brief_leads_to_a_proposal(shelf, driver, page, file_workspace):
    opened = []
    page.open_requested.connect(opened.append)
    driver.pick_card("New-Year mask clips")
    driver.press("Write proposal")
    assert [ref.noun for ref in opened] == ["proposal"]
    linked = one(file_workspace, shelf["New-Year mask clips"]).linked
    assert opened == [Ref("proposal", linked[0].id)]
    page.refresh(_everything())
    driver.press("New-Year mask clips", within=driver.detail.words)
    assert opened[-1] == Ref("proposal", linked[0].id)


def _everything():
    class Changes:
        def ids(self, _noun):
            return frozenset()

        def nouns(self):
            return frozenset({"proposal"})

    return Changes()


def test_files_are_dropped_and_history_is_told(shelf, driver, tmp_path):
    file = tmp_path / "brief.pdf"
    file.write_bytes(b"%PDF-1.7 \n")
    driver.drop(file)
    assert driver.awaits("brief.pdf")
    driver.fill("Approver", "Market team")
    assert driver.awaits("Change brief B-009")


def test_a_summary_is_kept(shelf, driver, file_workspace):
    field = driver.detail.words.summary.field("summary")
    driver.into(field, "A few creators stay one night.")
    brief = one(file_workspace, shelf["Winter hot-spring notes"])
    assert brief.summary == "A few creators stay one night."


# -- the page in the window ----------------------------------------------------------------------


def test_the_page_comes_back_as_it_was(shelf, driver, page, app_context, qtbot):
    driver.pick_card("Slow Dali travel")
    state = page.state()
    again = BriefsPage(app_context)
    qtbot.addWidget(again)
    again.show()
    again.restore(state)
    assert again.detail.head.title.text() == "Slow Dali travel"


def test_actions_say_what_can_be_done(shelf, driver, page):
    found = [action.id for action in page.actions_now()]
    assert [one for one in found if not one.startswith("view.")] == [
        "brief.new",
        "brief.paste",
        "brief.shortlist",
        "brief.act",
        "brief.questions",
        "brief.message",
    ]


def test_a_view_keeps_whether_board_or_list_is_shown(shelf, driver, page, file_workspace):
    views = ViewsDriver(driver)
    assert views.shown() == "View: All briefs"
    driver.press("List")
    driver.page.filters.search.set_text("dali")
    views.save_as("Dali")
    views.choose("All briefs")
    assert page.filters.parts() == ()
    driver.press("Board")
    assert views.shown() == "View: All briefs"
    views.choose("Dali")
    assert (page.view.current(), page.filters.text()) == ("list", "dali")
    assert driver.lists("Slow Dali travel")
    views.choose("My briefs")
    assert page.filters.parts() == ("owner",)


def test_ctrl_m_goes_to_the_shortlist_of_the_brief(shelf, driver, page):
    opened = []
    page.open_requested.connect(opened.append)
    driver.pick_card("New-Year mask clips")
    action = next(one for one in page.actions_now() if one.shortcut == "Ctrl+M")
    action.run()
    assert (opened[-1].noun, opened[-1].id) == ("match", shelf["New-Year mask clips"])


def test_every_control_has_a_name(shelf, driver, page):
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, ChipsEdit):
        for widget in driver.find(kind, within=page):
            if isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), ChipsEdit):
                continue
            assert widget.accessibleName(), widget


def test_in_chinese(shelf, chinese_context, qtbot):
    page = BriefsPage(chinese_context)
    qtbot.addWidget(page)
    page.resize(1224, 900)
    page.show()
    driver = BriefsDriver(page, qtbot)
    assert driver.sees("4 份，其中 3 份进行中")
    assert "拾光文旅" in driver.card("New-Year mask clips")
    driver.fill("预算", "6 万左右")
    assert driver.shown("预算") == "约 ¥60,000"


def test_a_studio_open_for_reading_changes_nothing(shelf, app_context, qtbot, file_workspace):
    page = BriefsPage(replace(app_context, read_only=True))
    qtbot.addWidget(page)
    page.resize(1224, 900)
    page.show()
    driver = BriefsDriver(page, qtbot)
    assert not driver.has_button("New brief")
    driver.paste_on_board("Hello")
    driver.drag_card("New-Year mask clips", "Clarifying")
    assert driver.column("ready") == ["New-Year mask clips"]
    assert len(file_workspace.ask(briefs.ids())) == 4


def test_a_late_brief_is_red(file_workspace, client, driver, page):
    builders.make_brief(
        file_workspace, client, title="Late", state="ready", due_on=TODAY - timedelta(days=3)
    )
    page.load()
    assert "Due Fri 13 Nov" in driver.card("Late")


def test_with_real_threads_the_new_brief_is_the_one_that_is_shown(
    shelf, app_context, qtbot, file_workspace
):
    tasks = Tasks(file_workspace)
    live = Live()
    live.listen_to(file_workspace)
    page = BriefsPage(replace(app_context, tasks=tasks, live=live))
    live.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1224, 900)
    page.show()
    driver = BriefsDriver(page, qtbot)
    qtbot.waitUntil(lambda: driver.title() == "Winter hot-spring notes")
    driver.paste_on_board("Hello, a film about our new lamp. Budget £5k.")
    qtbot.waitUntil(lambda: driver.title() == "a film about our new lamp")
    qtbot.waitUntil(lambda: driver.focused() in ("Client", "Brand and product", "Objective"))
    qtbot.waitUntil(lambda: not tasks.working)
    assert page.board.current_id() == page.detail.brief.id
    tasks.close()
