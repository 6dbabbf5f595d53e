"""Briefs: the client's words kept, fields and open points, SM-2, lists and the board."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from studio.domain import briefs as rules
from studio.domain.money import Money
from studio.errors import Conflict, Denied, Invalid, Locked, Missing
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.proposals import Proposal, ProposalVersion
from studio.services import briefs
from studio.services.briefs import BriefFilter
from studio.services.operation import Command, Query
from studio.text import Message
from tests import builders

TODAY = builders.TODAY
HOT_SPRING = (
    "你好，今年冬天想推温泉酒店，想找几位做本地生活的博主发种草笔记，真实体验，不要太硬广。\n"
    "预算 6 万左右，年前最好能看到搜索效果。"
)
WHOLE = {
    "title": "Headphone review",
    "product": "Quiet",
    "objective": "awareness",
    "platforms": ["youtube"],
    "formats": "1 long video",
    "audience": "Commuters",
    "budget_min": 2_400_000,
    "budget_max": 2_400_000,
    "window_from": date(2026, 12, 1),
    "window_to": date(2026, 12, 20),
    "due_on": date(2026, 11, 20),
    "key_message": "Quiet that you can measure.",
    "must_not": "Names of others",
    "usage": "Organic, 12 months",
    "approver": "Ada North",
}


@pytest.fixture
def client(workspace):
    return builders.make_client(workspace)


def create(workspace, **values):
    return workspace.run(briefs.create(values)).value


def one(workspace, brief):
    return workspace.ask(briefs.one(brief))


def change(workspace, brief, **values):
    return workspace.run(
        briefs.change(brief, version=one(workspace, brief).version, values=values)
    ).value


def move(workspace, brief, to, reason=""):
    workspace.run(briefs.move(brief, version=one(workspace, brief).version, to=to, reason=reason))


def refused(workspace, command):
    with pytest.raises(Invalid) as caught:
        workspace.run(command)
    return caught.value.fields


def follow(workspace, brief, state, reason=""):
    def call(session):
        briefs.follow_proposal(session, brief, state, reason)

    workspace.run(Command(Message("Follow"), call))


def make_offer(workspace, client, brief, *, state="sent", valid_until=TODAY + timedelta(days=14)):
    entity = builders.make_entity(workspace, code="PLX")
    offer = builders.add(
        workspace,
        Proposal(client_id=client, brief_id=brief, legal_entity_id=entity, title="Offer"),
    )
    builders.add(
        workspace,
        ProposalVersion(
            proposal_id=offer, no=1, state=state, currency="GBP", valid_until=valid_until
        ),
    )
    return offer


def test_a_new_brief_is_mine_received_today_and_numbered(workspace, client):
    brief = one(workspace, create(workspace, client_id=client, title="Review"))
    assert (brief.row.number, brief.row.state.code) == ("B-001", "received")
    assert (brief.row.owner, brief.row.received_on) == ("Lin Xiaoman", TODAY)
    assert (brief.currency, brief.language) == ("GBP", "en")
    assert one(workspace, create(workspace)).row.number == "B-002"


def test_a_brief_without_a_client_is_a_draft_until_it_has_one(workspace, client):
    brief = create(workspace, title="Somebody called")
    assert one(workspace, brief).row.state.code == "draft"
    change(workspace, brief, client_id=client)
    assert one(workspace, brief).row.state.code == "received"


def test_a_due_day_without_a_time_is_at_six(workspace, client):
    brief = create(workspace, client_id=client, due_on=date(2026, 11, 20))
    assert one(workspace, brief).row.due_time == "18:00"


def test_a_blacklisted_client_gets_no_brief(workspace):
    client = builders.make_client(workspace, state="blacklisted")
    assert "client_id" in refused(workspace, briefs.create({"client_id": client}))


def test_the_words_of_a_message_are_kept_to_the_letter(workspace):
    said = "  Hello,\ttwo  spaces \n\n<b>bold</b> & 👋🏽 é e\u0301 \u200b end  "
    brief = one(workspace, workspace.run(briefs.paste(said)).value)
    assert brief.messages[0].body == said


@pytest.mark.parametrize("said", ["", " \n ", "a\x00b", "a\u202eb", "x" * 20_001, "\ud800"])
def test_words_that_cannot_be_kept_are_refused_whole(workspace, said):
    assert "body" in refused(workspace, briefs.paste(said))
    assert workspace.ask(briefs.ids()) == []


def test_a_pasted_message_fills_what_it_plainly_says_and_marks_what_is_vague(workspace):
    brief = one(workspace, workspace.run(briefs.paste(HOT_SPRING)).value)
    assert (brief.currency, brief.language) == ("CNY", "zh")
    assert (brief.budget_min, brief.budget_max) == (5_400_000, 6_600_000)
    assert brief.row.amount == Money(6_000_000, "CNY")
    words = {
        HOT_SPRING[mark.start : mark.start + mark.length]: (mark.field, mark.kind)
        for mark in brief.marks
    }
    assert words == {
        "几位": ("creators", "unclear"),
        "6 万左右": ("budget_max", "unclear"),
        "年前": ("", "unplaced"),
    }


def test_a_pasted_brief_is_one_step_of_undo(workspace):
    brief = workspace.run(briefs.paste(HOT_SPRING)).value
    workspace.undo()
    assert workspace.ask(briefs.ids()) == []
    workspace.redo()
    again = one(workspace, brief)
    assert again.messages[0].body == HOT_SPRING
    assert len(again.marks) == 3


def test_a_change_is_undone_and_redone(workspace, client):
    brief = create(workspace, client_id=client, title="Review")
    change(workspace, brief, title="Long review", keywords=["anc", "quiet"])
    workspace.undo()
    assert (one(workspace, brief).row.title, one(workspace, brief).keywords) == ("Review", ())
    workspace.redo()
    assert one(workspace, brief).keywords == ("anc", "quiet")


def test_a_stale_change_is_refused_with_their_values(workspace, client):
    brief = create(workspace, client_id=client, title="Review")
    version = one(workspace, brief).version
    change(workspace, brief, title="Theirs")
    with pytest.raises(Conflict) as caught:
        workspace.run(briefs.change(brief, version=version, values={"title": "Mine"}))
    assert caught.value.theirs["title"] == "Theirs"
    assert one(workspace, brief).row.title == "Theirs"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "a\x00b"),
        ("title", "a\u202eb"),
        ("audience", "x" * 5000),
        ("budget_max", -1),
        ("budget_max", 10**18),
        ("platforms", ["nowhere"]),
        ("objective", "fame"),
        ("due_on", date(9999, 1, 1)),
        ("due_time", "25:00"),
        ("language", "xx"),
        ("no_such_field", 1),
    ],
)
def test_a_bad_value_is_refused_at_its_field_and_nothing_is_saved(workspace, client, field, value):
    brief = create(workspace, client_id=client, title="Review")
    before = one(workspace, brief)
    command = briefs.change(brief, version=before.version, values={"approver": "Ada", field: value})
    assert set(refused(workspace, command)) == {field}
    assert one(workspace, brief) == before


def test_window_and_budget_must_not_be_upside_down(workspace, client):
    brief = create(workspace, client_id=client)
    version = one(workspace, brief).version
    upside = {"window_from": date(2026, 12, 2), "window_to": date(2026, 12, 1)}
    assert "window_to" in refused(workspace, briefs.change(brief, version=version, values=upside))
    upside = {"budget_min": 2, "budget_max": 1}
    assert "budget_max" in refused(workspace, briefs.change(brief, version=version, values=upside))


def test_another_clients_brand_and_contact_are_refused(workspace, client):
    other = builders.make_client(workspace, name="Halden")
    brand = builders.make_brand(workspace, other)
    contact = builders.make_contact(workspace, other)
    brief = create(workspace, client_id=client)
    version = one(workspace, brief).version
    for field, value in (("brand_id", brand), ("contact_id", contact)):
        command = briefs.change(brief, version=version, values={field: value})
        assert field in refused(workspace, command)


def test_a_change_of_client_lets_go_of_the_old_ones_people(workspace, client):
    contact = builders.make_contact(workspace, client)
    brief = create(workspace, client_id=client, contact_id=contact)
    other = builders.make_client(workspace, name="Halden", currency="EUR")
    change(workspace, brief, client_id=other)
    changed = one(workspace, brief)
    assert (changed.row.client, changed.contact_id, changed.currency) == ("Halden", None, "EUR")


def test_the_figures_stay_when_the_currency_is_put_right(workspace, client):
    brief = create(workspace, client_id=client, budget_min=6_000_000, budget_max=6_000_000)
    workspace.run(briefs.add_item(brief, values={"platform": "youtube", "ceiling": 1_000_00}))
    change(workspace, brief, currency="JPY")
    changed = one(workspace, brief)
    assert changed.row.amount == Money(60_000, "JPY")
    assert changed.items[0].ceiling == Money(1000, "JPY")


def test_wished_pieces_bring_their_platform_and_a_quantity(workspace, client):
    brief = create(workspace, client_id=client)
    item = workspace.run(
        briefs.add_item(
            brief,
            values={
                "platform": "douyin",
                "format": "short_video",
                "quantity": 6,
                "tier": "micro",
                "ceiling": 1_500_000,
            },
        )
    ).value
    whole = one(workspace, brief)
    assert whole.row.platforms == ("douyin",)
    assert whole.items[0].ceiling == Money(1_500_000, "GBP")
    version = whole.items[0].version
    command = briefs.change_item(item, version=version, values={"format": "reel"})
    assert "format" in refused(workspace, command)
    assert "quantity" in refused(
        workspace, briefs.change_item(item, version=version, values={"quantity": 0})
    )
    workspace.run(briefs.change_item(item, version=version, values={"quantity": 8}))
    assert one(workspace, brief).items[0].quantity == 8
    with pytest.raises(Conflict):
        workspace.run(briefs.remove_item(item, version=version))
    workspace.run(briefs.remove_item(item, version=version + 1))
    assert one(workspace, brief).items == ()
    workspace.undo()
    assert one(workspace, brief).items[0].quantity == 8


def test_the_hot_spring_brief_is_64_percent_with_two_missing_and_two_unclear(workspace):
    client = builders.make_client(workspace, name="Shiguang Travel", language="zh", currency="CNY")
    brief = create(
        workspace,
        client_id=client,
        product="Hot-spring hotels",
        objective="search",
        formats="Notes after a real stay",
        audience="Families",
        budget_min=5_400_000,
        budget_max=6_600_000,
        due_on=date(2026, 11, 20),
        must_not="Hard-sell wording",
        approver="Market team",
    )
    workspace.run(briefs.mark(brief, field="creators", question="How many creators?"))
    workspace.run(briefs.mark(brief, field="budget_max"))
    whole = one(workspace, brief)
    assert (int(whole.row.complete * 100), whole.row.missing, whole.row.unclear) == (64, 2, 2)
    asked = workspace.ask(briefs.questions(brief, "en"))
    assert [line for line in asked.splitlines() if line[:2] in ("1.", "2.", "3.", "4.", "5.")] == [
        "1. How many creators?",
        "2. Which platforms should the posts appear on?",
        "3. Between which days should the posts go out?",
        "4. What is the budget, from and to?",
    ]
    chinese = workspace.ask(briefs.questions(brief))
    assert chinese.startswith("您好")
    assert "写提案之前，想先向您确认" in chinese


def test_a_complete_brief_has_no_questions(workspace, client):
    brief = create(workspace, client_id=client, **WHOLE)
    assert one(workspace, brief).row.complete == Decimal(1)
    assert workspace.ask(briefs.questions(brief)) == ""


def test_a_brief_is_ready_at_80_percent_with_the_five_musts(workspace, client):
    values = {**WHOLE, "audience": ""}
    brief = create(workspace, client_id=client, **values)
    whole = one(workspace, brief)
    assert not whole.ready
    command = briefs.move(brief, version=whole.version, to="ready")
    assert set(refused(workspace, command)) == {"audience"}
    change(workspace, brief, audience="Commuters", usage="", approver="")
    move(workspace, brief, "ready")
    assert one(workspace, brief).row.state.code == "ready"
    workspace.undo()
    assert one(workspace, brief).row.state.code == "received"


def test_under_80_percent_names_every_open_field(workspace, client):
    values = {**WHOLE, "key_message": "", "must_not": "", "usage": ""}
    brief = create(workspace, client_id=client, **values)
    whole = one(workspace, brief)
    assert whole.row.missing == 3
    command = briefs.move(brief, version=whole.version, to="ready")
    assert set(refused(workspace, command)) == {"key_message", "must_not", "usage"}


def test_unclear_points_do_not_hold_a_brief_back(workspace, client):
    brief = create(workspace, client_id=client, **WHOLE)
    workspace.run(briefs.mark(brief, field="budget_max"))
    move(workspace, brief, "ready")
    assert one(workspace, brief).row.unclear == 1


def test_clarifying_needs_something_open(workspace, client):
    brief = create(workspace, client_id=client, **WHOLE)
    command = briefs.move(brief, version=one(workspace, brief).version, to="clarifying")
    assert "state" in refused(workspace, command)
    workspace.run(briefs.mark(brief, field="budget_max"))
    move(workspace, brief, "clarifying")
    assert one(workspace, brief).row.column == "clarifying"


def test_declining_needs_a_reason_and_locks_the_content(workspace, client):
    brief = create(workspace, client_id=client, title="Rain-shell test")
    version = one(workspace, brief).version
    assert "reason" in refused(workspace, briefs.move(brief, version=version, to="declined"))
    move(workspace, brief, "declined", "client overdue")
    assert one(workspace, brief).row.reason == "client overdue"
    with pytest.raises(Locked):
        change(workspace, brief, title="Other")
    with pytest.raises(Locked):
        workspace.run(briefs.add_message(brief, "more"))
    change(workspace, brief, summary="They may come back in spring.")
    move(workspace, brief, "clarifying")
    change(workspace, brief, title="Other")
    assert one(workspace, brief).row.reason == ""


def test_there_is_no_way_from_new_to_won(workspace, client):
    brief = create(workspace, client_id=client, **WHOLE)
    command = briefs.move(brief, version=one(workspace, brief).version, to="won")
    assert "state" in refused(workspace, command)


def test_a_brief_follows_its_proposal(workspace, client):
    brief = create(workspace, client_id=client, **WHOLE)
    move(workspace, brief, "ready")
    for state, after in (("sent", "proposed"), ("viewed", "proposed"), ("accepted", "won")):
        follow(workspace, brief, state)
        assert one(workspace, brief).row.state.code == after
    with pytest.raises(Locked):
        change(workspace, brief, title="Other")
    workspace.undo()
    follow(workspace, brief, "declined", "price")
    lost = one(workspace, brief)
    assert (lost.row.state.code, lost.row.reason, lost.row.column) == ("lost", "price", "closed")
    follow(workspace, brief, "sent")
    assert one(workspace, brief).row.state.code == "proposed"


def test_following_a_proposal_without_a_brief_is_nothing(workspace):
    follow(workspace, None, "sent")
    follow(workspace, 4711, "sent")


def test_the_first_change_after_a_proposal_begins_a_revision(workspace, client):
    brief = create(workspace, client_id=client, **WHOLE)
    move(workspace, brief, "ready")
    change(workspace, brief, usage="Organic")
    follow(workspace, brief, "sent")
    assert one(workspace, brief).row.revision == 1
    change(workspace, brief, next_action="Call", next_on=date(2026, 11, 23))
    assert one(workspace, brief).row.revision == 1
    change(workspace, brief, usage="Organic and paid")
    change(workspace, brief, kpis="250,000 views")
    assert one(workspace, brief).row.revision == 2
    follow(workspace, brief, "sent")
    change(workspace, brief, kpis="300,000 views")
    assert one(workspace, brief).row.revision == 3


def test_a_brief_expires_sixty_days_after_it_was_due_and_can_be_reopened(workspace, client):
    due = TODAY - timedelta(days=60)
    brief = create(workspace, client_id=client, **{**WHOLE, "due_on": due})
    assert one(workspace, brief).row.state.code == "received"
    change(workspace, brief, due_on=due - timedelta(days=1))
    assert one(workspace, brief).row.state.code == "expired"
    with pytest.raises(Locked):
        change(workspace, brief, title="Other")
    move(workspace, brief, "clarifying")
    again = one(workspace, brief)
    assert (again.row.state.code, again.row.due_on) == ("clarifying", None)


def test_a_proposed_brief_expires_with_its_newest_proposal(workspace, client):
    brief = create(workspace, client_id=client, **WHOLE)
    move(workspace, brief, "ready")
    follow(workspace, brief, "sent")
    make_offer(workspace, client, brief, valid_until=TODAY - timedelta(days=1))
    whole = one(workspace, brief)
    assert (whole.row.state.code, whole.row.column) == ("expired", "closed")
    assert [(link.noun, link.state.code) for link in whole.linked] == [("proposal", "expired")]


def test_words_are_put_in_fields_and_marked(workspace):
    brief = workspace.run(briefs.paste(HOT_SPRING)).value
    message = one(workspace, brief).messages[0]

    def place(words, field):
        workspace.run(
            briefs.place(
                brief,
                version=one(workspace, brief).version,
                message_id=message.id,
                start=HOT_SPRING.index(words),
                length=len(words),
                field=field,
            )
        )

    place("温泉酒店", "product")
    place("真实体验", "must_say")
    place("不要太硬广", "must_say")
    place("种草", "objective")
    whole = one(workspace, brief)
    assert (whole.product, whole.row.objective) == ("温泉酒店", "search")
    assert whole.must_say == "真实体验\n不要太硬广"
    used = [mark for mark in whole.marks if mark.kind == "used"]
    assert [mark.field for mark in used] == ["product", "objective", "must_say", "must_say"]
    assert whole.messages[0].body == HOT_SPRING
    command = briefs.place(
        brief,
        version=whole.version,
        message_id=message.id,
        start=0,
        length=2,
        field="budget",
    )
    assert "budget_max" in refused(workspace, command)
    assert one(workspace, brief) == whole


def test_a_new_mark_replaces_those_it_overlaps(workspace):
    brief = workspace.run(briefs.paste(HOT_SPRING)).value
    message = one(workspace, brief).messages[0]
    start = HOT_SPRING.index("预算 6 万左右")
    workspace.run(briefs.mark(brief, kind="unplaced", message_id=message.id, start=start, length=8))
    kinds = [(mark.kind, mark.length) for mark in one(workspace, brief).marks]
    assert kinds == [("unclear", 2), ("unplaced", 8), ("unplaced", 2)]
    workspace.undo()
    assert len(one(workspace, brief).marks) == 3
    outside = briefs.mark(
        brief, kind="unplaced", message_id=message.id, start=len(HOT_SPRING) - 1, length=2
    )
    assert "words" in refused(workspace, outside)


def test_an_unclear_point_is_asked_settled_and_taken_off(workspace, client):
    brief = workspace.run(briefs.paste(HOT_SPRING)).value
    whole = one(workspace, brief)
    budget = next(mark for mark in whole.marks if mark.field == "budget_max")
    workspace.run(briefs.ask_with(budget.id, version=budget.version, question="Is that with tax?"))
    assert "Is that with tax?" in workspace.ask(briefs.questions(brief))
    with pytest.raises(Conflict):
        workspace.run(briefs.ask_with(budget.id, version=budget.version, question="Old"))
    workspace.run(briefs.settle(brief, field="budget"))
    kinds = {mark.field: mark.kind for mark in one(workspace, brief).marks}
    assert kinds == {"creators": "unclear", "budget_max": "used", "": "unplaced"}
    creators = next(mark for mark in one(workspace, brief).marks if mark.field == "creators")
    workspace.run(briefs.unmark(creators.id, version=creators.version))
    assert one(workspace, brief).row.unclear == 0
    workspace.undo()
    assert one(workspace, brief).row.unclear == 1


def test_what_is_typed_anew_is_clear(workspace):
    brief = workspace.run(briefs.paste(HOT_SPRING)).value
    workspace.run(briefs.mark(brief, field="audience"))
    change(workspace, brief, budget_min=6_000_000, budget_max=6_000_000, audience="Families")
    whole = one(workspace, brief)
    assert whole.row.unclear == 1
    assert [(mark.kind, mark.closed) for mark in whole.marks if mark.field == "budget_max"] == [
        ("used", False)
    ]
    workspace.undo()
    assert one(workspace, brief).row.unclear == 3


def test_a_conflict_shows_budget_window_and_day_in_one_piece_each(workspace, client):
    brief = create(workspace, client_id=client, **WHOLE)
    version = one(workspace, brief).version
    change(workspace, brief, due_time="12:00")
    with pytest.raises(Conflict) as caught:
        workspace.run(briefs.change(brief, version=version, values={"title": "Mine"}))
    theirs = caught.value.theirs
    assert str(theirs["budget"]) == "24,000.00 GBP"
    assert str(theirs["window"]) == "2026-12-01 – 2026-12-20"
    assert str(theirs["due"]) == "2026-11-20 12:00"


def test_messages_are_added_described_and_removed_with_their_marks(workspace, client):
    brief = create(workspace, client_id=client)
    message = workspace.run(
        briefs.add_message(brief, "Around £24k", channel="mail", author="Imogen Frost")
    ).value
    workspace.run(briefs.mark(brief, field="budget_max", message_id=message, start=0, length=11))
    said = one(workspace, brief).messages[0]
    workspace.run(
        briefs.describe_message(message, version=said.version, channel="call", author="Imogen")
    )
    described = one(workspace, brief).messages[0]
    assert (described.body, described.channel, described.author) == (
        "Around £24k",
        "call",
        "Imogen",
    )
    with pytest.raises(Conflict):
        workspace.run(briefs.remove_message(message, version=said.version))
    workspace.run(briefs.remove_message(message, version=described.version))
    assert (one(workspace, brief).messages, one(workspace, brief).marks) == ((), ())
    workspace.undo()
    assert len(one(workspace, brief).marks) == 1


def test_a_copy_takes_the_wishes_and_leaves_dates_and_words(workspace, client):
    brief = create(workspace, client_id=client, **WHOLE)
    workspace.run(briefs.add_message(brief, "Hello"))
    workspace.run(briefs.add_item(brief, values={"platform": "youtube", "quantity": 3}))
    copy = one(workspace, workspace.run(briefs.duplicate(brief)).value)
    assert (copy.row.number, copy.row.title, copy.row.state.code) == (
        "B-002",
        "Headphone review",
        "received",
    )
    assert (copy.window_from, copy.row.due_on, copy.messages) == (None, None, ())
    assert [item.quantity for item in copy.items] == [3]


def test_an_archived_brief_leaves_lists_and_comes_back(workspace, client):
    brief = create(workspace, client_id=client)
    version = workspace.run(briefs.archive(brief, version=one(workspace, brief).version)).value
    assert workspace.ask(briefs.ids()) == []
    assert workspace.ask(briefs.ids(BriefFilter(archived=True))) == [brief]
    workspace.run(briefs.restore(brief, version=version))
    assert workspace.ask(briefs.ids()) == [brief]


def test_what_is_gone_is_missing_and_roles_are_asked(workspace, client):
    with pytest.raises(Missing):
        workspace.ask(briefs.one(4711))
    with pytest.raises(Missing):
        workspace.run(briefs.change(4711, version=1, values={}))
    workspace.roles = frozenset({"FIN"})
    with pytest.raises(Denied):
        workspace.run(briefs.create({}))


@pytest.fixture
def shelf(workspace, client):
    """Build a board: new, clarifying, two ready, proposed, won, lost, declined, expired."""
    chinese = builders.make_client(workspace, name="Yunduoquan", name_zh="云朵泉", currency="CNY")
    made = {}
    for place, (name, state, more) in enumerate(
        [
            ("new", "received", {}),
            ("clarifying", "clarifying", {"due_on": date(2026, 11, 10)}),
            ("late", "ready", {"due_on": date(2026, 11, 12), "platforms": ["douyin"]}),
            ("ready", "ready", {"due_on": date(2026, 11, 30), "next_on": date(2026, 11, 2)}),
            ("proposed", "proposed", {}),
            ("won", "won", {}),
            ("lost", "lost", {"reason": "price"}),
            ("declined", "declined", {}),
            ("expired", "ready", {"due_on": date(2026, 7, 1)}),
        ],
        start=1,
    ):
        made[name] = builders.make_brief(
            workspace,
            chinese if name in ("clarifying", "won") else client,
            **{
                "number": f"B-{place:03}",
                "title": f"Title {name}",
                "state": state,
                "currency": "CNY" if name in ("clarifying", "won") else "GBP",
                "budget_max": place * 1000_00,
                **more,
            },
        )
    return made


def test_the_board_puts_every_brief_in_its_column(workspace, shelf):
    columns = {
        column.key: [card.title.removeprefix("Title ") for card in column.cards]
        for column in workspace.ask(briefs.board())
    }
    assert columns == {
        "new": ["new"],
        "clarifying": ["clarifying"],
        "ready": ["late", "ready"],
        "proposed": ["proposed"],
        "won": ["won"],
        "closed": ["expired", "declined", "lost"],
    }


def test_the_board_is_paged_and_counts_all(workspace, shelf):
    closed = workspace.ask(briefs.board(limit=2))[-1]
    assert (closed.total, len(closed.cards)) == (3, 2)
    more = workspace.ask(briefs.cards("closed", first=2))
    assert [card.title for card in more] == ["Title lost"]


def test_counts_for_head_and_side_bar(workspace, shelf):
    counts = workspace.ask(briefs.counts())
    assert (counts.total, counts.open, counts.waiting) == (9, 5, 2)


def test_rows_say_what_is_late_and_what_is_missing(workspace, shelf):
    rows = workspace.ask(briefs.rows(list(shelf.values())))
    late, ready = rows[shelf["late"]], rows[shelf["ready"]]
    assert (late.late, ready.late, ready.next_late) == (True, False, True)
    assert rows[shelf["won"]].amount == Money(6_000_00, "CNY")
    assert rows[shelf["won"]].client_zh == "云朵泉"
    assert rows[shelf["new"]].missing == 4


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"text": "云朵"}, {"clarifying", "won"}),
        ({"text": "title LATE"}, {"late"}),
        (
            {"text": "b-00 north"},
            {"new", "late", "ready", "proposed", "lost", "declined", "expired"},
        ),
        ({"text": "50%_"}, set()),
        ({"states": ("expired",)}, {"expired"}),
        ({"columns": ("new", "won")}, {"new", "won"}),
        ({"platform": "douyin"}, {"late"}),
        ({"currency": "CNY"}, {"clarifying", "won"}),
        ({"overdue": True}, {"ready"}),
        ({"archived": True}, set()),
    ],
)
def test_filters(workspace, shelf, wanted, found):
    names = {key: name for name, key in shelf.items()}
    assert {names[key] for key in workspace.ask(briefs.ids(BriefFilter(**wanted)))} == found


@pytest.mark.parametrize(
    ("sort", "descending", "first"),
    [
        ("number", False, "new"),
        ("number", True, "expired"),
        ("title", False, "clarifying"),
        ("amount", True, "won"),
        ("due", False, "expired"),
        ("due", True, "ready"),
        ("next", False, "ready"),
        ("state", False, "new"),
        ("client", False, "expired"),
        ("owner", False, "expired"),
        ("received", False, "expired"),
        ("changed", False, "new"),
    ],
)
def test_sorting_with_empty_values_last(workspace, shelf, sort, descending, first):
    wanted = BriefFilter(sort=sort, descending=descending)
    names = {key: name for name, key in shelf.items()}
    assert names[workspace.ask(briefs.ids(wanted))[0]] == first


def test_budgets_are_summed_per_currency(workspace, shelf):
    assert workspace.ask(briefs.totals()) == [
        Money(37_000_00, "GBP"),
        Money(8_000_00, "CNY"),
    ]


def test_pickers_offer_the_clients_own_people(workspace, client):
    builders.make_contact(workspace, client)
    builders.make_brand(workspace, client)
    found = workspace.ask(briefs.pickers(client))
    assert [contact.name for contact in found.contacts] == ["Ada North"]
    assert [brand.name for brand in found.brands] == ["Northwick"]
    assert [person.name for person in found.people] == ["Lin Xiaoman"]
    assert [one.name for one in workspace.ask(briefs.find_clients("NORTH"))] == ["Northwick Audio"]


def test_a_shown_state_agrees_with_the_rule_in_plain_python(workspace, client, shelf):
    kept = workspace.ask(
        Query(lambda session: {key: session.get(Brief, key) for key in shelf.values()})
    )
    rows = workspace.ask(briefs.rows(list(shelf.values())))
    for key, row in rows.items():
        expected = rules.shown_state(kept[key].state, TODAY, due_on=kept[key].due_on)
        assert row.state.code == expected
