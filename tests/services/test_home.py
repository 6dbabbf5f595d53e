"""Home: what needs a person, money to come, the week, the active projects."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from studio.domain.money import Money
from studio.persistence.tables.bookings import Exclusivity
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.projects import ProjectInstalment
from studio.persistence.tables.proposals import Proposal, ProposalVersion
from studio.persistence.tables.studio import Person
from studio.services import bookings, home, schedule, talent
from tests import builders

TODAY = builders.TODAY


def ago(days):
    return TODAY - timedelta(days=days)


def ahead(days):
    return TODAY + timedelta(days=days)


@pytest.fixture
def firm(workspace):
    """Return client and company of the studio."""
    entity = builders.make_entity(workspace, code="PLX")
    return builders.make_client(workspace, entity), entity


@pytest.fixture
def project(workspace, firm):
    return make_project(workspace, firm)


def make_project(workspace, firm, **fields):
    return builders.make_project(workspace, *firm, **{"state": "active", "hue": "p2", **fields})


def make_invoice(workspace, firm, gross, due=None, **fields):
    number = fields.get("number")
    values = {
        "gross": gross,
        "due_on": due,
        "state": "sent" if number else "draft",
        **fields,
    }
    return builders.make_invoice(workspace, *firm, **values)


def make_issued(workspace, firm, gross, due, number, **fields):
    """Make an invoice that is out, the way issuing does: lines first, number last."""
    return builders.add(
        workspace,
        Invoice(
            client_id=firm[0],
            legal_entity_id=firm[1],
            number=number,
            gross=gross,
            due_on=due,
            **{"title": "Deposit", "currency": "GBP", "state": "sent", **fields},
        ),
    )


def make_offer(workspace, firm, *, valid_until, state="sent", **fields):
    offer = builders.add(
        workspace,
        Proposal(client_id=firm[0], legal_entity_id=firm[1], **{"title": "Holiday box", **fields}),
    )
    builders.add(
        workspace,
        ProposalVersion(
            proposal_id=offer, no=1, state=state, currency="GBP", valid_until=valid_until
        ),
    )
    return offer


def make_part(workspace, project, **fields):
    values = {"title": "Balance", "share": Decimal("0.5"), "net": 1_200_000, **fields}
    return builders.add(workspace, ProjectInstalment(project_id=project, **values))


def kinds(workspace, **how):
    return [(row.kind, row.days) for row in workspace.ask(home.attention(**how)).rows]


def test_an_empty_studio_has_nothing_to_say(empty_workspace):
    shown = empty_workspace.ask(home.everything())
    assert (shown.attention.rows, shown.money.rows, shown.week.events) == ((), (), ())
    assert (shown.projects.rows, shown.projects.total, shown.upcoming) == ((), 0, None)
    assert shown.today == TODAY


def test_a_piece_is_late_from_the_day_after_its_publishing_day(workspace, project):
    for number, state, day in (
        ("D-1", "approved", ago(3)),
        ("D-2", "approved", TODAY),
        ("D-3", "published", ago(5)),
        ("D-4", "cancelled", ago(5)),
    ):
        builders.make_deliverable(workspace, project, number=number, state=state, publish_on=day)
    builders.make_deliverable(workspace, project, number="D-5", due_final=ago(1))
    rows = workspace.ask(home.attention()).rows
    assert [(row.number, row.days) for row in rows] == [("D-1", 3), ("D-5", 1)]
    assert (rows[0].noun, rows[0].role, rows[0].hue, rows[0].client) == (
        "deliverable",
        "bad",
        "p2",
        "Northwick Audio",
    )


def test_a_held_or_closed_project_has_no_late_pieces(workspace, firm):
    for number, state in (("P1", "on_hold"), ("P2", "closed"), ("P3", "cancelled")):
        project = make_project(workspace, firm, number=number, state=state)
        builders.make_deliverable(workspace, project, publish_on=ago(3))
    assert kinds(workspace) == []


def test_an_invoice_is_overdue_at_what_is_still_owed(workspace, firm):
    make_issued(workspace, firm, 1_800_000, ago(32), "I-1", paid=300_000)
    make_issued(workspace, firm, 100_000, TODAY, "I-2")
    make_issued(workspace, firm, 100_000, ago(9), "I-3", paid=100_000, state="paid")
    make_issued(workspace, firm, 100_000, ago(9), "I-4", state="disputed")
    make_issued(workspace, firm, 100_000, ago(9), "I-5", type="credit_note", state="issued")
    rows = workspace.ask(home.attention()).rows
    assert [(row.kind, row.number, row.days) for row in rows] == [("invoice_overdue", "I-1", 32)]
    assert (rows[0].amount, rows[0].limit) == (
        Money(1_500_000, "GBP"),
        Money(1_800_000, "GBP"),
    )


def test_a_draft_waits_to_be_issued_unless_it_is_for_later(workspace, firm):
    make_invoice(workspace, firm, 1)
    make_invoice(workspace, firm, 1, issued_on=ago(2))
    make_invoice(workspace, firm, 1, issued_on=ahead(1))
    assert kinds(workspace) == [("draft_invoice", 2), ("draft_invoice", 0)]


def test_proposals_near_their_end_and_past_it(workspace, firm):
    make_offer(workspace, firm, valid_until=ago(1))
    make_offer(workspace, firm, valid_until=ahead(7))
    make_offer(workspace, firm, valid_until=ahead(8))
    make_offer(workspace, firm, valid_until=TODAY, state="viewed")
    make_offer(workspace, firm, valid_until=ago(1), state="accepted")
    make_offer(workspace, firm, valid_until=ago(1), state="draft")
    assert kinds(workspace) == [
        ("proposal_expired", 1),
        ("proposal_expiring", 0),
        ("proposal_expiring", 7),
    ]


def test_next_steps_that_are_due(workspace, firm):
    builders.make_brief(workspace, firm[0], state="clarifying", next_action="Call", next_on=ago(2))
    builders.make_brief(workspace, firm[0], state="won", next_on=ago(2))
    builders.make_brief(workspace, firm[0], next_on=ahead(1))
    builders.make_client(workspace, name="Halden", next_action="Write", next_on=TODAY)
    make_offer(
        workspace, firm, valid_until=ahead(30), state="draft", next_action="Send", next_on=ago(1)
    )
    rows = workspace.ask(home.attention()).rows
    assert [(row.kind, row.days, row.who) for row in rows] == [
        ("brief_step", 2, "Call"),
        ("proposal_step", 1, "Send"),
        ("client_step", 0, "Write"),
    ]


def test_a_budget_counts_from_ninety_percent(workspace, firm):
    make_project(workspace, firm, number="P1", budget=360_000, spent=334_000)
    make_project(workspace, firm, number="P2", budget=100_000, spent=90_000)
    make_project(workspace, firm, number="P3", budget=100_000, spent=89_999)
    make_project(workspace, firm, number="P4", budget=0, spent=5)
    make_project(workspace, firm, number="P5", budget=100, spent=200, state="closed")
    rows = workspace.ask(home.attention()).rows
    assert [(row.number, row.days) for row in rows] == [("P1", 93), ("P2", 90)]
    assert (rows[0].amount, rows[0].limit) == (Money(334_000, "GBP"), Money(360_000, "GBP"))


def test_delivered_work_waits_to_be_settled_after_thirty_days(workspace, firm):
    old = {"state": "delivered", "delivered_on": ago(31)}
    unpaid = make_project(workspace, firm, number="P1", **old)
    make_issued(workspace, firm, 100, ahead(9), "I-1", project_id=unpaid)
    unbilled = make_project(workspace, firm, number="P2", **{**old, "delivered_on": ago(59)})
    make_part(workspace, unbilled)
    paid = make_project(workspace, firm, number="P3", **old)
    make_issued(workspace, firm, 100, ago(9), "I-2", project_id=paid, paid=100, state="paid")
    fresh = make_project(workspace, firm, number="P4", state="delivered", delivered_on=ago(30))
    make_part(workspace, fresh)
    rows = workspace.ask(home.attention()).rows
    assert [(row.kind, row.number, row.days) for row in rows] == [
        ("settle", "P2", 59),
        ("settle", "P1", 31),
    ]


def test_the_worst_comes_first_and_mine_are_mine(workspace, firm):
    me = workspace.person_id
    other = builders.add(workspace, Person(name="Zhou Yining"))
    theirs = make_project(
        workspace, firm, number="P1", lead_id=other, budget=100, spent=95, state="delivered",
        delivered_on=ago(40),
    )  # fmt: skip
    make_part(workspace, theirs)
    mine = make_project(workspace, firm, number="P2", lead_id=me, budget=100, spent=95)
    builders.make_deliverable(workspace, mine, number="D-1", publish_on=ago(1))
    builders.make_deliverable(workspace, mine, number="D-2", publish_on=ago(2), owner_id=other)
    make_issued(workspace, firm, 100, ago(50), "I-1", project_id=mine)
    assert kinds(workspace) == [
        ("piece_late", 2),
        ("piece_late", 1),
        ("invoice_overdue", 50),
        ("budget", 95),
        ("settle", 40),
    ]
    assert kinds(workspace, mine=me) == [
        ("piece_late", 1),
        ("invoice_overdue", 50),
        ("budget", 95),
    ]


def test_all_are_counted_though_few_are_shown(workspace, project):
    for number in range(45):
        builders.make_deliverable(
            workspace, project, number=f"D-{number}", publish_on=ago(1 + number)
        )
    shown = workspace.ask(home.attention())
    assert (len(shown.rows), shown.total, shown.rows[0].days) == (40, 45, 45)


def test_money_to_come_is_summed_per_currency_and_sorted_by_due_date(workspace, firm, project):
    make_issued(workspace, firm, 1_800_000, ago(32), "I-1", currency="EUR")
    make_issued(workspace, firm, 1_280_000, ahead(17), "I-2", currency="EUR")
    make_issued(workspace, firm, 500, date(2027, 1, 1), "I-3")
    make_invoice(workspace, firm, 24_440_400, currency="CNY", terms_days=30)
    make_part(workspace, project, planned_on=date(2026, 11, 27), terms_kind="net_n", terms_days=30)
    make_part(workspace, project, planned_on=date(2026, 12, 27), terms_days=30)
    make_part(workspace, project, planned_on=None)
    money = workspace.ask(home.money())
    assert money.until == date(2026, 12, 31)
    assert money.sums == (
        Money(24_440_400, "CNY"),
        Money(3_080_000, "EUR"),
        Money(1_200_000, "GBP"),
    )
    assert [(row.kind, row.day, row.state.code) for row in money.rows] == [
        ("invoice", ago(32), "overdue"),
        ("invoice", ahead(17), "sent"),
        ("draft", date(2026, 12, 16), "draft"),
        ("planned", date(2026, 12, 27), "planned"),
    ]


def test_a_planned_part_carries_its_tax_and_goes_once_it_is_invoiced(workspace, firm):
    project = make_project(workspace, firm, tax_rate=Decimal("0.2"), tax_mode="excl")
    make_part(workspace, project, planned_on=TODAY, terms_kind="on_receipt", terms_days=0)
    invoice = make_invoice(workspace, firm, 1_440_000, project_id=project)
    make_part(workspace, project, planned_on=TODAY, invoice_id=invoice)
    rows = workspace.ask(home.money()).rows
    assert [(row.kind, row.amount.minor) for row in rows] == [
        ("planned", 1_440_000),
        ("draft", 1_440_000),
    ]


def test_the_week_holds_posts_dues_steps_proposals_invoices_and_briefs(workspace, firm):
    project = make_project(workspace, firm, next_step="Poll 2 closes", next_on=date(2026, 11, 20))
    builders.make_deliverable(
        workspace, project, number="D-1", title="Clip 31", publish_on=date(2026, 11, 18),
        publish_time="18:00", due_final=date(2026, 11, 18), due_draft=date(2026, 11, 17),
        state="draft_ready",
    )  # fmt: skip
    builders.make_deliverable(
        workspace, project, number="D-2", title="Clip 32", publish_on=date(2026, 11, 18),
        publish_time="12:00", due_final=date(2026, 11, 17), state="published",
    )  # fmt: skip
    make_offer(workspace, firm, valid_until=date(2026, 11, 22))
    make_offer(workspace, firm, valid_until=date(2026, 11, 23))
    make_issued(workspace, firm, 100, date(2026, 11, 19), "I-1")
    make_invoice(workspace, firm, 100)
    builders.make_brief(
        workspace, firm[0], state="clarifying", due_on=date(2026, 11, 20), due_time="18:00"
    )
    week = workspace.ask(home.week())
    assert (week.days[0], week.days[-1]) == (date(2026, 11, 16), date(2026, 11, 22))
    assert (week.posts, week.dues) == (2, 1)
    assert {day.day: [(event.kind, event.time) for event in week.on(day)] for day in week.days} == {
        16: [("invoice", "")],
        17: [("draft", "")],
        18: [("post", "12:00"), ("post", "18:00")],
        19: [("invoice", "")],
        20: [("brief", "18:00"), ("step", "")],
        21: [],
        22: [("proposal", "")],
    }
    before = workspace.ask(home.week(day=date(2026, 11, 30)))
    assert (before.days[0], before.events) == (date(2026, 11, 30), ())


def test_a_post_that_did_not_go_out_is_late_in_its_week(workspace, project):
    builders.make_deliverable(workspace, project, publish_on=ago(3), state="approved")
    event = workspace.ask(home.week(day=ago(3))).events[0]
    assert (event.state.code, event.state.role) == ("late", "bad")


def test_when_all_is_clear_the_next_thing_is_named(workspace, firm):
    project = make_project(workspace, firm, next_step="Shoot", next_on=ahead(9))
    builders.make_deliverable(
        workspace, project, title="Out", publish_on=ahead(1), state="published"
    )
    assert workspace.ask(home.everything()).upcoming.name == "Shoot"


def test_active_projects_say_what_is_next_out_used_and_settled(workspace, firm):
    project = make_project(
        workspace, firm, number="P2", budget=360_000, spent=180_000, next_step="Round 2",
        next_on=ahead(2), net=2_400_000,
    )  # fmt: skip
    make_project(workspace, firm, number="P9", state="closed")
    make_project(workspace, firm, number="P8", state="delivered")
    later = make_project(workspace, firm, number="P3", state="planned", next_on=None)
    for number, state, quantity in (
        ("D-1", "client_review", 1),
        ("D-2", "published", 6),
        ("D-3", "cancelled", 1),
    ):
        builders.make_deliverable(
            workspace, project, number=number, state=state, quantity=quantity,
            publish_on=ahead(1),
        )  # fmt: skip
    paid = make_issued(workspace, firm, 1_440_000, ago(1), "I-1", paid=1_440_000, state="paid")
    make_part(workspace, project, invoice_id=paid)
    make_part(workspace, project)
    found = workspace.ask(home.projects())
    assert found.total == 2
    assert [row.id for row in found.rows] == [project, later]
    row = found.rows[0]
    assert (row.state.code, row.pieces_out, row.pieces) == ("with_client", 6, 7)
    assert (row.used, row.settlement.code, row.paid) == (
        Decimal("0.5"),
        "part_paid",
        Decimal("0.5"),
    )
    assert found.rows[1].used is None


def test_the_side_bar_counts_what_waits_in_each_area(workspace, firm, project):
    assert workspace.ask(home.badges()) == {}
    builders.make_brief(workspace, firm[0], state="clarifying")
    builders.make_brief(workspace, firm[0], state="clarifying", due_on=ago(61))
    builders.make_brief(workspace, firm[0], state="ready")
    builders.make_deliverable(workspace, project, number="D-1", publish_on=ago(3))
    builders.make_deliverable(workspace, project, number="D-2", publish_on=ago(1))
    make_issued(workspace, firm, 100, ago(1), "I-1")
    make_offer(workspace, firm, valid_until=ago(1))
    assert workspace.ask(home.badges()) == {
        "briefs": (1, False),
        "proposals": (1, True),
        "deliverables": (2, True),
        "invoices": (1, True),
    }


def test_a_hold_that_runs_out_is_told_with_its_end(workspace, project):
    tan = workspace.run(talent.create({"name": "Tan Jing", "kind": "crew"})).value
    start = datetime(2026, 12, 2, 9, tzinfo=UTC)
    values = {"talent_id": tan, "project_id": project, "title": "Shoot", "state": "hold"}
    workspace.run(
        bookings.create({**values, "start_at": start, "end_at": start + timedelta(hours=8)})
    )
    [row] = [one for one in workspace.ask(home.attention()).rows if one.kind == "hold"]
    assert (row.noun, row.id, row.who, row.name, row.role) == (
        "talent",
        tan,
        "Tan Jing",
        "Shoot",
        "warn",
    )
    assert 2 <= row.days <= 3


def test_the_week_tells_shoots_and_a_step_typed_for_the_same_day_once(workspace, firm):
    day = date(2026, 11, 18)
    project = make_project(workspace, firm, next_step="Shoot the clip", next_on=day)
    noon = datetime(2026, 11, 18, 12, tzinfo=UTC)
    workspace.run(schedule.add_task(project, {"title": "Shoot", "kind": "shoot", "fixed_at": noon}))
    week = workspace.ask(home.week())
    told = [(one.kind, one.name) for one in week.on(day)]
    assert told == [("shoot", "Shoot")]
    assert week.shoots == 1


def test_what_ends_is_reminded_of_60_30_and_7_days_before(workspace):
    client = builders.make_client(workspace)
    talent = builders.make_talent(workspace)
    for days in (61, 60, 30, 7):
        builders.add(
            workspace,
            Exclusivity(
                talent_id=talent,
                client_id=client,
                category=f"{days}",
                first_on=TODAY,
                last_on=ahead(days),
            ),
        )
    found = [
        (row.kind, row.role, row.days, row.noun)
        for row in workspace.ask(home.attention()).rows
        if row.kind == "exclusivity_ending"
    ]
    assert found == [
        ("exclusivity_ending", "bad", 7, "talent"),
        ("exclusivity_ending", "warn", 30, "talent"),
        ("exclusivity_ending", "wait", 60, "talent"),
    ]
    assert workspace.ask(home.attention(mine=1)).total == 0
