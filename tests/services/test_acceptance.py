"""An accepted proposal becomes a project, pieces and a deposit draft, and can be taken back."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from studio.domain.money import Money
from studio.errors import Conflict, Invalid
from studio.persistence.tables.deliverables import Deliverable
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.projects import Project, ProjectInstalment
from studio.persistence.tables.proposals import ProposalVersion
from studio.services import acceptance, invoices, proposals
from studio.services.operation import Query
from tests import builders

TODAY = builders.TODAY


def gbp(amount):
    return Money(int(Decimal(amount) * 100), "GBP")


@pytest.fixture
def client(workspace):
    return builders.make_client(workspace, 1)


@pytest.fixture
def proposal(workspace, client):
    return builders.make_proposal(workspace, client, 1)


def shown(workspace, proposal):
    return workspace.ask(proposals.one(proposal)).shown


def send(workspace, proposal):
    version = workspace.ask(proposals.one(proposal)).version
    workspace.run(proposals.send(proposal, version=version))


def accept(workspace, proposal, letters="B"):
    send(workspace, proposal)
    version = shown(workspace, proposal)
    workspace.run(
        proposals.accept(
            version.id,
            version=version.version,
            letters=letters,
            by="Ada North",
            on=TODAY,
            channel="mail",
            note="Yes.",
        )
    )
    return version.id


def make(workspace, version_id, **values):
    version = workspace.ask(Query(lambda session: session.get(ProposalVersion, version_id).version))
    return workspace.run(acceptance.make(version_id, version=version, **values)).value


def rows(workspace, table):
    wanted = select(table).order_by(table.id)
    return workspace.ask(Query(lambda session: session.exec(wanted).all()))


def test_the_plan_says_what_would_be_made(workspace, proposal):
    version = accept(workspace, proposal)
    plan = workspace.ask(acceptance.plan(version))
    assert (plan.name, plan.letters, plan.net, plan.pieces) == (
        "Headphone review", "B", gbp("17800.00"), 3,
    )  # fmt: skip
    assert (plan.deposit, plan.deposit_title, plan.parts) == (gbp("8900.00"), "Deposit", 2)
    assert plan.lines == (("Long video", "", 1), ("Reel", "", 2))
    assert plan.kind == "long_video"
    assert plan.refused is None


def test_one_command_makes_all_and_one_undo_takes_it_back(workspace, proposal):
    version = accept(workspace, proposal)
    made = make(workspace, version)
    (project,) = rows(workspace, Project)
    assert (project.number, project.state, project.net, project.accepted) == (
        made.number, "planned", 1_780_000, "B",
    )  # fmt: skip
    assert (project.hue, project.currency, project.tax_rate) == ("p1", "GBP", Decimal("0.2"))
    assert project.budget == 700_000
    pieces = rows(workspace, Deliverable)
    assert [(piece.number, piece.title, piece.price) for piece in pieces] == [
        ("D-001", "Long video", 1_400_000),
        ("D-002", "Reel 1", 190_000),
        ("D-003", "Reel 2", 190_000),
    ]
    assert {piece.state for piece in pieces} == {"planned"}
    assert pieces[1].platform == "instagram"
    parts = rows(workspace, ProjectInstalment)
    assert [(part.title, part.net) for part in parts] == [
        ("Deposit", 890_000), ("Balance", 890_000),
    ]  # fmt: skip
    (draft,) = rows(workspace, Invoice)
    assert (draft.kind, draft.number, draft.net, draft.tax, draft.gross) == (
        "deposit", None, 890_000, 178_000, 1_068_000,
    )  # fmt: skip
    assert parts[0].invoice_id == draft.id == made.invoice_id
    workspace.undo()
    for table in (Project, Deliverable, ProjectInstalment, Invoice):
        assert rows(workspace, table) == []
    workspace.undo()
    assert shown(workspace, proposal).state == "sent"
    workspace.redo()
    workspace.redo()
    assert len(rows(workspace, Deliverable)) == 3
    assert rows(workspace, ProjectInstalment)[0].invoice_id == rows(workspace, Invoice)[0].id


def test_numbers_are_not_given_again_after_undo(workspace, proposal):
    version = accept(workspace, proposal)
    assert make(workspace, version).number == "PR-001"
    workspace.undo()
    assert make(workspace, version).number == "PR-002"
    assert rows(workspace, Deliverable)[0].number == "D-004"


def test_ticks_decide_what_is_made(workspace, proposal):
    version = accept(workspace, proposal)
    made = make(workspace, version, deliverables=False, invoice=False)
    assert (made.deliverables, made.invoice_id, made.invoice_net) == ((), 0, None)
    assert len(rows(workspace, Project)) == 1
    assert rows(workspace, Deliverable) == rows(workspace, Invoice) == []


def test_name_kind_and_start_can_be_set(workspace, proposal):
    version = accept(workspace, proposal)
    values = {"name": "Quiet", "kind": "mixed", "start_on": date(2026, 12, 1)}
    make(workspace, version, project=values)
    (project,) = rows(workspace, Project)
    assert (project.name, project.kind, project.start_on) == ("Quiet", "mixed", date(2026, 12, 1))
    with pytest.raises(Invalid):
        make(workspace, version, project={"kind": "magic"})


def test_it_is_made_once_and_only_of_what_was_accepted(workspace, proposal):
    version = shown(workspace, proposal)
    with pytest.raises(Invalid):
        workspace.run(acceptance.make(version.id, version=version.version))
    key = accept(workspace, proposal)
    make(workspace, key)
    with pytest.raises(Invalid) as caught:
        make(workspace, key)
    assert "PR-001" in str(caught.value)
    assert workspace.ask(proposals.one(proposal)).project_id == rows(workspace, Project)[0].id


def test_a_client_on_hold_gets_no_project(workspace):
    client = builders.make_client(workspace, 1, state="on_hold", hold_reason="overdue")
    version = accept(workspace, builders.make_proposal(workspace, client, 1))
    assert "overdue" in str(workspace.ask(acceptance.plan(version)).refused)
    with pytest.raises(Invalid):
        make(workspace, version)


def test_a_stale_version_is_refused(workspace, proposal):
    version = accept(workspace, proposal)
    with pytest.raises(Conflict):
        workspace.run(acceptance.make(version, version=1))


def test_once_the_deposit_is_issued_nothing_is_taken_back(workspace, proposal):
    version = accept(workspace, proposal)
    made = make(workspace, version)
    draft = workspace.ask(invoices.one(made.invoice_id))
    workspace.run(invoices.issue(made.invoice_id, version=draft.version))
    with pytest.raises(Conflict):
        workspace.undo()
    assert len(rows(workspace, Project)) == 1


def test_discount_and_add_on_are_in_the_contract_to_the_cent(workspace, client):
    proposal = builders.make_proposal(workspace, client, 1)
    version = shown(workspace, proposal)
    stamp = version.version
    workspace.run(
        proposals.change_version(version.id, version=stamp, values={"discount": Decimal("0.033")})
    )
    workspace.run(
        proposals.add_option(version.id, {"letter": "R", "percent": Decimal("0.25")}, addon=True)
    )
    workspace.run(proposals.add_instalment(version.id))
    workspace.run(proposals.split_evenly(version.id))
    key = accept(workspace, proposal, "BR")
    make(workspace, key)
    (project,) = rows(workspace, Project)
    net = Decimal(17800) * Decimal("1.25") * (1 - Decimal("0.033"))
    assert project.net == int(net * 100)
    assert sum(part.net for part in rows(workspace, ProjectInstalment)) == project.net


def test_projects_get_their_hues_in_turn(workspace, client):
    for _job in range(3):
        make(workspace, accept(workspace, builders.make_proposal(workspace, client, 1)))
    assert [project.hue for project in rows(workspace, Project)] == ["p1", "p2", "p3"]


def test_a_schedule_without_a_part_on_acceptance_makes_no_deposit(workspace, proposal):
    first = shown(workspace, proposal).instalments[0]
    workspace.run(
        proposals.change_instalment(first.id, version=first.version, values={"trigger": "delivery"})
    )
    version = accept(workspace, proposal)
    assert workspace.ask(acceptance.plan(version)).deposit is None
    assert make(workspace, version).invoice_id == 0
