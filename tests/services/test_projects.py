"""Projects: made by hand, changed, moved past their guards, invoiced in parts, listed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import select

from studio.domain import projects as rules
from studio.domain.money import Money
from studio.errors import Conflict, Denied, Invalid, Locked, Missing
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.projects import Project, ProjectInstalment
from studio.persistence.tables.proposals import ProposalVersion
from studio.persistence.tables.studio import LegalEntity
from studio.services import invoices, projects
from studio.services.operation import Command, Query
from studio.services.projects import ProjectFilter
from studio.text import Message
from tests import builders

TODAY = builders.TODAY
HALF = Decimal("0.5")


@pytest.fixture
def entity(workspace):
    return workspace.ask(Query(lambda session: session.get(LegalEntity, 1).id))


@pytest.fixture
def client(workspace, entity):
    return builders.make_client(workspace, entity)


@pytest.fixture
def project(workspace, client, entity):
    return builders.make_project(
        workspace, client, entity, net=2_400_000, budget=360_000, spent=334_000
    )


def one(workspace, key):
    return workspace.ask(projects.one(key))


def names(workspace, **fields):
    ids = workspace.ask(projects.ids(ProjectFilter(**fields)))
    rows = workspace.ask(projects.rows(ids))
    return [rows[key].name for key in ids]


def row(workspace, key):
    return workspace.ask(projects.rows([key]))[key]


def part(workspace, project, **fields):
    values = {"title": "Deposit", "share": HALF, "net": 1_200_000, **fields}
    return builders.add(workspace, ProjectInstalment(project_id=project, **values))


def bill(workspace, project, client, entity, **fields):
    values = {
        "number": "PLUK-2026-0001", "state": "sent", "net": 1_200_000, "gross": 1_440_000,
        "currency": "GBP", "title": "Deposit", **fields,
    }  # fmt: skip
    return builders.add(
        workspace,
        Invoice(project_id=project, client_id=client, legal_entity_id=entity, **values),
    )


def refused(workspace, command):
    with pytest.raises(Invalid) as caught:
        workspace.run(command)
    return {field: str(words) for field, words in caught.value.fields.items()}


def move(workspace, key, state, **values):
    version = one(workspace, key).version
    return workspace.run(projects.move(key, version=version, state=state, **values))


def test_a_project_made_by_hand_takes_over_from_client_and_company(workspace, client, entity):
    key = workspace.run(projects.create({"client_id": client, "name": "Film", "net": 500_000}))
    made = one(workspace, key.value)
    assert (made.currency, made.legal_entity_id, made.state) == ("GBP", entity, "planned")
    assert (made.number, made.hue, made.lead) == ("PR-001", "p1", "Lin Xiaoman")
    assert (made.start_on, made.business_month) == (TODAY, "2026-11")
    second = workspace.run(projects.create({"client_id": client, "name_zh": "影片"})).value
    assert (one(workspace, second).number, one(workspace, second).hue) == ("PR-002", "p2")


def test_a_tax_rate_is_proposed_for_the_invoices(workspace, client):
    key = workspace.run(projects.create({"client_id": client, "name": "Film"})).value
    kept = workspace.ask(Query(lambda session: session.get(Project, key)))
    assert (kept.tax_mode, kept.tax_rate, kept.tax_name) == ("excl", Decimal("0.2"), "VAT 20 %")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "", "name_zh": ""}, "name"),
        ({"name": "x" * 5000}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"kind": "opera"}, "kind"),
        ({"net": -1}, "net"),
        ({"net": 10**18}, "net"),
        ({"start_on": date(9999, 12, 31)}, "start_on"),
        ({"end_on": date(2026, 1, 1)}, "end_on"),
        ({"publish_from": TODAY, "publish_to": TODAY - timedelta(1)}, "publish_to"),
        ({"business_month": "2026-13"}, "business_month"),
        ({"lead_id": 4711}, "lead_id"),
        ({"contact_id": 4711}, "contact_id"),
        ({"currency": "XXQ"}, "currency"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_made(workspace, client, values, field):
    given = {"client_id": client, "name": "Film", **values}
    assert set(refused(workspace, projects.create(given))) == {field}
    assert names(workspace) == []


def test_a_client_is_needed_and_one_on_hold_gets_no_project(workspace, entity):
    assert set(refused(workspace, projects.create({"name": "Film"}))) == {"client_id"}
    held = builders.make_client(workspace, entity, state="on_hold", hold_reason="late")
    assert "client_id" in refused(workspace, projects.create({"name": "F", "client_id": held}))


def test_change_undo_redo_conflict(workspace, project):
    version = workspace.run(
        projects.change(project, version=1, values={"next_step": "Shoot", "next_on": TODAY})
    ).value
    assert (one(workspace, project).next_step, version) == ("Shoot", 2)
    workspace.undo()
    assert one(workspace, project).next_step == ""
    workspace.redo()
    assert one(workspace, project).next_step == "Shoot"
    with pytest.raises(Conflict):
        workspace.run(projects.change(project, version=1, values={"note": "x"}))
    with pytest.raises(Missing):
        one(workspace, 4711)


def test_finance_may_not_change_a_project(workspace, project):
    workspace.roles = frozenset({"FIN"})
    with pytest.raises(Denied):
        workspace.run(projects.change(project, version=1, values={"note": "x"}))


def test_a_contact_of_another_client_is_refused(workspace, project, entity):
    other = builders.make_client(workspace, entity, name="Other")
    contact = builders.make_contact(workspace, other)
    wanted = projects.change(project, version=1, values={"contact_id": contact})
    assert set(refused(workspace, wanted)) == {"contact_id"}


def test_work_begins_with_proof_and_deposit(workspace, project, client, entity):
    assert "state" in refused(
        workspace, projects.move(project, version=1, state="active", reason="because I say so")
    )
    workspace.run(projects.change(project, version=1, values={"po_no": "4500-118"}))
    invoice = bill(workspace, project, client, entity)
    part(workspace, project, invoice_id=invoice, trigger="acceptance")
    moves = {one.state: one for one in one(workspace, project).moves}
    assert [found.code for found in moves["active"].obstacles] == ["deposit"]
    wanted = projects.move(project, version=2, state="active", reason="short")
    assert set(refused(workspace, wanted)) == {"reason"}
    move(workspace, project, "active", reason="The client pays on Friday")
    found = one(workspace, project)
    assert (found.state, found.override_reason) == ("active", "The client pays on Friday")
    assert "pays on Friday" in str(workspace.history.undo_label())
    workspace.undo()
    assert one(workspace, project).override_reason == ""


def test_a_producer_may_not_pass_the_deposit(workspace, project, client, entity):
    workspace.run(projects.change(project, version=1, values={"contract_no": "C-1"}))
    part(workspace, project, trigger="acceptance")
    workspace.roles = frozenset({"PRD"})
    wanted = projects.move(project, version=2, state="active", reason="The client pays later")
    assert refused(workspace, wanted) == {"state": "The deposit has not come in."}


def test_the_clients_recorded_acceptance_counts_as_proof(workspace, client, entity):
    proposal = builders.make_proposal(workspace, client, entity)
    version = _version(workspace, proposal)
    fields = {"proposal_id": proposal, "version_id": version}
    key = builders.make_project(workspace, client, entity, **fields)
    assert "state" in refused(workspace, projects.move(key, version=1, state="active"))
    workspace.run(_set(ProposalVersion, version, state="accepted"))
    assert [link.noun for link in one(workspace, key).links] == ["proposal"]
    move(workspace, key, "active")
    assert one(workspace, key).state == "active"


def _version(workspace, proposal):
    wanted = select(ProposalVersion.id).where(ProposalVersion.proposal_id == proposal)
    return workspace.ask(Query(lambda session: session.exec(wanted).one()))


def _set(table, key, **values):
    def call(session):
        found = session.get(table, key)
        for name, value in values.items():
            setattr(found, name, value)

    return Command(Message("Set"), call, undo=False)


def test_a_paid_deposit_lets_work_begin(workspace, project, client, entity):
    invoice = bill(workspace, project, client, entity, state="paid", paid=1_440_000)
    part(workspace, project, invoice_id=invoice, trigger="acceptance")
    workspace.run(projects.change(project, version=1, values={"contract_no": "C-1"}))
    move(workspace, project, "active")
    assert one(workspace, project).state == "active"


def test_delivered_only_when_every_piece_is_out(workspace, client, entity):
    key = builders.make_project(workspace, client, entity, state="active")
    builders.make_deliverable(workspace, key, state="published")
    left = builders.make_deliverable(workspace, key, number="D-2", state="producing")
    wanted = projects.move(key, version=1, state="delivered")
    assert refused(workspace, wanted) == {"state": "Pieces not out yet: 1."}
    workspace.run(_set(Deliverable, left, state="cancelled"))
    move(workspace, key, "delivered")
    assert one(workspace, key).delivered_on == TODAY
    move(workspace, key, "active")
    assert one(workspace, key).delivered_on is None


def test_closed_only_when_every_invoice_is_settled_and_then_locked(workspace, client, entity):
    key = builders.make_project(workspace, client, entity, state="reporting")
    invoice = bill(workspace, key, client, entity)
    wanted = projects.move(key, version=1, state="closed")
    assert refused(workspace, wanted) == {"state": "Not settled yet: PLUK-2026-0001."}
    workspace.run(_set(Invoice, invoice, state="written_off"))
    move(workspace, key, "closed")
    version = one(workspace, key).version
    with pytest.raises(Locked):
        workspace.run(projects.change(key, version=version, values={"note": "late"}))
    with pytest.raises(Locked):
        workspace.run(projects.add_instalment(key, {"title": "More"}))
    move(workspace, key, "reporting")
    assert one(workspace, key).state == "reporting"


def test_hold_needs_a_reason_and_going_on_moves_open_dates(workspace, client, entity):
    key = builders.make_project(workspace, client, entity, state="active", end_on=date(2026, 12, 1))
    piece = builders.make_deliverable(workspace, key, publish_on=date(2026, 11, 20))
    out = builders.make_deliverable(
        workspace, key, number="D-2", state="published", publish_on=date(2026, 11, 2)
    )
    assert set(refused(workspace, projects.move(key, version=1, state="on_hold"))) == {"reason"}
    move(workspace, key, "on_hold", reason="The product is late")
    assert one(workspace, key).state_reason == "The product is late"
    workspace.run(_set(Project, key, held_on=TODAY - timedelta(days=4)))
    assert one(workspace, key).hold_days == 4
    move(workspace, key, "active")

    def day(piece):
        return workspace.ask(Query(lambda session: session.get(Deliverable, piece).publish_on))

    assert (day(piece), day(out)) == (date(2026, 11, 24), date(2026, 11, 2))
    assert one(workspace, key).end_on == date(2026, 12, 5)
    assert one(workspace, key).state_reason == ""
    workspace.undo()
    assert (day(piece), one(workspace, key).state) == (date(2026, 11, 20), "on_hold")


def test_a_cancelled_project_keeps_its_money(workspace, project):
    move(workspace, project, "cancelled", reason="The client stopped")
    version = one(workspace, project).version
    with pytest.raises(Locked):
        workspace.run(projects.change(project, version=version, values={"net": 1}))
    workspace.run(projects.change(project, version=version, values={"note": "Sad"}))


def test_cancelling_charges_the_kill_fee_and_taking_it_back_waives_it(workspace, project):
    fee = workspace.ask(projects.kill_fee(project))
    assert (fee.share, fee.fee, fee.invoiced.minor) == (Decimal("0.25"), Money(600_000, "GBP"), 0)
    move(workspace, project, "cancelled", reason="The client stopped")
    part = one(workspace, project).parts[-1]
    assert (part.title, part.title_zh, part.net) == ("Kill fee", "取消费", Money(600_000, "GBP"))
    workspace.undo()
    assert one(workspace, project).parts == ()
    workspace.redo()
    move(workspace, project, "planned")
    assert one(workspace, project).parts == ()


def test_there_are_only_the_steps_of_the_machine(workspace, project):
    assert set(refused(workspace, projects.move(project, version=1, state="closed"))) == {"state"}


def test_parts_are_added_changed_and_removed(workspace, project):
    first = workspace.run(
        projects.add_instalment(project, {"title": "Deposit", "share": HALF})
    ).value
    second = workspace.run(projects.add_instalment(project, {"title": "Balance"})).value
    parts = one(workspace, project).parts
    assert [(row.id, row.net.minor, row.share) for row in parts] == [
        (first, 1_200_000, HALF),
        (second, 1_200_000, HALF),
    ]
    workspace.run(projects.change_instalment(second, version=1, values={"net": 600_000}))
    assert one(workspace, project).parts[1].share == Decimal("0.25")
    assert one(workspace, project).money.scheduled == Money(1_800_000, "GBP")
    workspace.undo()
    workspace.run(projects.remove_instalment(first, version=1))
    assert [row.id for row in one(workspace, project).parts] == [second]
    workspace.undo()
    assert [row.id for row in one(workspace, project).parts] == [first, second]


def test_a_part_without_a_title_or_with_nonsense_is_refused(workspace, project):
    assert set(refused(workspace, projects.add_instalment(project, {}))) == {"title"}
    key = part(workspace, project)
    for values, field in (
        ({"share": Decimal(2)}, "share"),
        ({"net": -5}, "net"),
        ({"terms_days": 999}, "terms_days"),
        ({"trigger": "moonrise"}, "trigger"),
    ):
        wanted = projects.change_instalment(key, version=1, values=values)
        assert set(refused(workspace, wanted)) == {field}


def test_an_invoiced_part_is_locked_until_its_draft_is_discarded(workspace, project):
    key = part(workspace, project, trigger="acceptance")
    invoice = workspace.run(invoices.create_from_instalment(key)).value
    found = one(workspace, project).parts[0]
    assert (found.invoice_id, found.number, found.shown.code) == (invoice, "", "draft")
    with pytest.raises(Locked):
        workspace.run(projects.change_instalment(key, version=found.version, values={"net": 5}))
    with pytest.raises(Locked):
        workspace.run(projects.remove_instalment(key, version=found.version))
    workspace.undo()
    assert one(workspace, project).open_part().id == key


def test_parts_that_are_not_invoiced_follow_a_new_net(workspace, project, client, entity):
    invoice = bill(workspace, project, client, entity)
    part(workspace, project, position=1, invoice_id=invoice)
    part(workspace, project, position=2, title="Balance")
    workspace.run(projects.change(project, version=1, values={"net": 2_000_001}))
    assert [found.net.minor for found in one(workspace, project).parts] == [1_200_000, 800_001]


@pytest.mark.parametrize(
    ("bills", "code", "shown", "paid"),
    [
        ([None, None], "not_invoiced", "To invoice", 0),
        ([("draft", 0), None], "not_invoiced", "To invoice", 0),
        ([("sent", 0), None], "part_invoiced", "Part invoiced", 0),
        ([("sent", 0), ("sent", 0)], "invoiced", "Invoiced", 0),
        ([("paid", 1_440_000), None], "part_paid", "Part paid", HALF),
        ([("partially_paid", 720_000), None], "part_paid", "Part paid", Decimal("0.25")),
        ([("paid", 1_440_000), ("draft", 0)], "part_paid", "To invoice", HALF),
        ([("paid", 1_440_000), ("written_off", 0)], "paid", "Paid", HALF),
        ([("paid", 1_440_000), ("paid", 1_440_000)], "paid", "Paid", 1),
        ([("void", 0), ("credited", 0)], "not_invoiced", "To invoice", 0),
    ],
)  # fmt: skip
def test_settlement_agrees_in_sql_and_in_words(
    workspace, project, client, entity, bills, code, shown, paid
):
    for place, kept in enumerate(bills):
        invoice = None
        if kept is not None:
            number = None if kept[0] == "draft" else f"PLUK-2026-000{place}"
            invoice = bill(
                workspace, project, client, entity,
                number=number, state=kept[0], paid=kept[1],
            )  # fmt: skip
        part(workspace, project, position=place, invoice_id=invoice)
    found = row(workspace, project)
    assert (found.settlement, str(found.settled.label), found.paid) == (code, shown, paid)
    for other in rules.SETTLEMENT.states:
        listed = names(workspace, settlements=(other,))
        assert bool(listed) == (other == code), other


def test_months_of_a_retainer_that_have_not_begun_are_not_owed(workspace, client, entity):
    key = builders.make_project(workspace, client, entity, kind="retainer_month")
    invoice = bill(workspace, key, client, entity, state="paid", paid=1_440_000)
    part(workspace, key, planned_on=date(2026, 11, 1), invoice_id=invoice)
    part(workspace, key, planned_on=date(2026, 12, 1))
    assert row(workspace, key).settlement == "paid"
    assert names(workspace, settlements=("paid",)) == ["Headphone review"]


def test_the_money_panel_keeps_currencies_apart(workspace, project, client, entity):
    bill(workspace, project, client, entity, state="partially_paid", paid=440_000)
    bill(
        workspace, project, client, entity, number="CN-1", type="credit_note", state="applied",
        net=200_000, gross=240_000,
    )  # fmt: skip
    bill(workspace, project, client, entity, number="EU-1", currency="EUR", net=5, gross=6)
    bill(workspace, project, client, entity, number="X-9", state="void")
    bill(workspace, project, client, entity, number=None, state="draft")
    money = one(workspace, project).money
    assert (money.net, money.budget, money.spent) == (
        Money(2_400_000, "GBP"),
        Money(360_000, "GBP"),
        Money(334_000, "GBP"),
    )
    own = money.own
    assert [own.net.minor, own.gross.minor, own.paid.minor, own.open.minor] == [
        1_000_000, 1_200_000, 440_000, 1_000_000,
    ]  # fmt: skip
    assert [str(other.gross.currency) for other in money.others] == ["EUR"]
    assert money.planned == Decimal("0.85")
    assert len(one(workspace, project).bills) == 5


def test_pieces_count_by_quantity_and_cancelled_ones_not(workspace, client, entity):
    key = builders.make_project(workspace, client, entity, state="active")
    builders.make_deliverable(workspace, key, state="published", quantity=6)
    builders.make_deliverable(workspace, key, number="D-2", state="client_review")
    builders.make_deliverable(workspace, key, number="D-3", state="cancelled")
    builders.make_deliverable(workspace, key, number="D-4", archived=True)
    found = row(workspace, key)
    assert (found.pieces_out, found.pieces, str(found.shown.label)) == (6, 7, "With client")


def test_the_list_is_filtered_sorted_and_summed(workspace, client, entity):
    euro = builders.make_client(workspace, entity, name="Maison Ondine", name_zh="昂迪纳")
    first = builders.make_project(
        workspace, client, entity, name="Beta", state="active", net=100, budget=10, spent=9,
        next_on=date(2026, 11, 20),
    )  # fmt: skip
    builders.make_project(
        workspace, euro, entity, number="PR-002", name="Alpha", name_zh="香氛大片", currency="EUR",
        net=300, budget=10, spent=1, next_on=date(2026, 11, 18), contract_no="MO-2026-11",
    )  # fmt: skip
    builders.make_project(workspace, client, entity, number="PR-003", name="Gamma", net=200)
    builders.make_deliverable(workspace, first, state="published")
    assert names(workspace) == ["Alpha", "Beta", "Gamma"]
    assert names(workspace, sort="name", descending=True) == ["Gamma", "Beta", "Alpha"]
    assert names(workspace, sort="budget", descending=True)[0] == "Beta"
    assert names(workspace, sort="pieces", descending=True)[0] == "Beta"
    assert names(workspace, sort="net") == ["Alpha", "Beta", "Gamma"]
    assert names(workspace, sort="client")[0] == "Alpha"
    assert names(workspace, sort="state")[-1] == "Beta"
    for key in ("number", "next", "settlement", "lead", "kind", "changed"):
        assert len(names(workspace, sort=key)) == 3
    assert names(workspace, text="香氛") == ["Alpha"]
    assert names(workspace, text="ondine mo-2026") == ["Alpha"]
    assert names(workspace, text="100%") == []
    assert names(workspace, states=("active",)) == ["Beta"]
    assert names(workspace, client_id=euro) == ["Alpha"]
    totals = workspace.ask(projects.totals(ProjectFilter()))
    assert totals == (Money(300, "EUR"), Money(300, "GBP"))
    assert workspace.ask(projects.counts()) == {"active": 1, "planned": 2}
    hidden = workspace.ask(projects.hidden_by(ProjectFilter(text="zzz", states=("active",))))
    assert hidden == {"text": 0, "states": 1}
    picks = workspace.ask(projects.picks("beta"))
    assert [(pick.name, pick.client) for pick in picks] == [("Beta", "Northwick Audio")]


def test_archive_many_restore_and_undo(workspace, project):
    workspace.run(projects.archive_many([project]))
    assert names(workspace) == []
    assert names(workspace, archived=True) == ["Headphone review"]
    workspace.undo()
    assert names(workspace) == ["Headphone review"]
    version = workspace.run(projects.archive(project, version=one(workspace, project).version))
    workspace.run(projects.restore(project, version=version.value))
    assert names(workspace) == ["Headphone review"]
