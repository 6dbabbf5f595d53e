"""Numbers: taken once, without gaps, also when several people take them at the same moment."""

from datetime import date
from threading import Barrier, Thread

import pytest
from sqlmodel import select

from studio.clock import Clock
from studio.errors import Invalid
from studio.persistence.tables.invoices import Invoice
from studio.persistence.tables.studio import LegalEntity
from studio.services import numbers
from studio.services.operation import Command, Query
from studio.services.workspace import Workspace
from studio.text import Message
from tests import builders

TODAY = builders.TODAY


def take(workspace, kind, *, day=TODAY, **how):
    def call(session):
        return numbers.take(session, kind, day=day, **how)

    return workspace.run(Command(Message("Take"), call)).value


def the_entity(workspace):
    return workspace.ask(Query(lambda session: session.exec(select(LegalEntity)).one().id))


def issue(workspace, entity, client, **fields):
    taken = take(workspace, "invoice", entity_id=entity)
    values = {
        "number": taken.number,
        "sequence": taken.sequence,
        "series_id": taken.series_id,
        "state": "issued",
        **fields,
    }
    return builders.add(
        workspace,
        Invoice(client_id=client, legal_entity_id=entity, currency="GBP", **values),
    )


def report(workspace):
    return workspace.ask(numbers.gap_report())


def test_numbers_follow_each_other(workspace):
    assert [take(workspace, "brief").number for _ in range(3)] == ["B-001", "B-002", "B-003"]


def test_each_company_and_kind_has_its_own_run(workspace):
    uk = the_entity(workspace)
    cn = builders.make_entity(workspace, code="PLCN", invoice_pattern="PLCN-{YYYY}-{SEQ:4}")
    assert take(workspace, "invoice", entity_id=uk).number == "PLUK-2026-0001"
    assert take(workspace, "invoice", entity_id=cn).number == "PLCN-2026-0001"
    assert take(workspace, "credit_note", entity_id=uk).number == "PLUK-CN-2026-0001"
    assert take(workspace, "invoice", entity_id=uk).number == "PLUK-2026-0002"


def test_a_run_restarts_with_the_year(workspace):
    uk = the_entity(workspace)
    take(workspace, "invoice", entity_id=uk)
    new_year = take(workspace, "invoice", entity_id=uk, day=date(2027, 1, 1))
    assert new_year.number == "PLUK-2027-0001"
    assert take(workspace, "invoice", entity_id=uk).number == "PLUK-2026-0002"


def test_a_pattern_with_the_client_counts_for_each_client(workspace):
    uk = the_entity(workspace)
    how = {"entity_id": uk, "pattern": "{CLIENT}-{YY}-{SEQ:3}"}
    assert take(workspace, "invoice", client_code="NWA", **how).number == "NWA-26-001"
    assert take(workspace, "invoice", client_code="HAL", **how).number == "HAL-26-001"
    assert take(workspace, "invoice", client_code="NWA", **how).number == "NWA-26-002"


def test_a_refused_command_gives_its_number_back(workspace):
    def call(session):
        numbers.take(session, "brief", day=TODAY)
        raise Invalid({"title": Message("A title is needed.")})

    with pytest.raises(Invalid):
        workspace.run(Command(Message("Take"), call))
    assert take(workspace, "brief").number == "B-001"


def test_undo_does_not_give_a_number_again(workspace):
    def call(session):
        session.add(
            builders.Brief(title="x", number=numbers.take(session, "brief", day=TODAY).number)
        )

    workspace.run(Command(Message("Add brief"), call))
    workspace.undo()
    assert take(workspace, "brief").number == "B-002"


def test_a_preview_takes_nothing(workspace):
    uk = the_entity(workspace)
    ask = numbers.preview("invoice", entity_id=uk)
    assert workspace.ask(ask) == "PLUK-2026-0001"
    assert workspace.ask(ask) == "PLUK-2026-0001"
    take(workspace, "invoice", entity_id=uk)
    assert workspace.ask(ask) == "PLUK-2026-0002"
    typed = numbers.preview("invoice", entity_id=uk, pattern="R{YY}-{SEQ:2}")
    assert workspace.ask(typed) == "R26-02"


def test_the_first_number_can_be_set_until_one_is_taken(workspace):
    uk = the_entity(workspace)
    workspace.run(numbers.set_first("invoice", first=9, day=TODAY, entity_id=uk))
    workspace.run(numbers.set_first("invoice", first=31, day=TODAY, entity_id=uk))
    assert take(workspace, "invoice", entity_id=uk).number == "PLUK-2026-0031"
    with pytest.raises(Invalid) as refused:
        workspace.run(numbers.set_first("invoice", first=50, day=TODAY, entity_id=uk))
    assert "PLUK-2026-0031" in str(refused.value)
    assert take(workspace, "invoice", entity_id=uk).number == "PLUK-2026-0032"


@pytest.mark.parametrize("first", [0, -1, 10**18])
def test_an_absurd_first_number_is_refused(workspace, first):
    with pytest.raises(Invalid) as refused:
        workspace.run(numbers.set_first("brief", first=first, day=TODAY))
    assert "first" in refused.value.fields
    assert take(workspace, "brief").number == "B-001"


def test_the_listing_shows_every_run_with_its_next_number(workspace):
    uk = the_entity(workspace)
    workspace.run(numbers.set_first("invoice", first=9, day=TODAY, entity_id=uk))
    take(workspace, "invoice", entity_id=uk)
    take(workspace, "brief")
    rows = workspace.ask(numbers.listing())
    assert [(row.entity_code, row.kind, row.first, row.next_number) for row in rows] == [
        ("", "brief", 1, "B-002"),
        ("PLUK", "invoice", 9, "PLUK-2026-0010"),
    ]


def test_the_listing_reads_monthly_runs(workspace):
    uk = the_entity(workspace)
    take(workspace, "invoice", entity_id=uk, pattern="{YYYY}{MM}-{SEQ:2}", day=date(2026, 3, 9))
    (row,) = workspace.ask(numbers.listing())
    assert (row.scope, row.next_number) == ("2026/03", "PLUK-2026-0002")


def test_a_void_number_counts_and_a_hole_is_found(workspace):
    uk = the_entity(workspace)
    client = builders.make_client(workspace, uk)
    workspace.run(numbers.set_first("invoice", first=9, day=TODAY, entity_id=uk))
    issue(workspace, uk, client)
    issue(workspace, uk, client, state="void")
    assert report(workspace) == []
    take(workspace, "invoice", entity_id=uk)
    issue(workspace, uk, client)
    (gap,) = report(workspace)
    assert (gap.entity_code, gap.kind, gap.missing, gap.doubled) == ("PLUK", "invoice", (11,), ())


def test_a_number_that_stands_twice_is_found(workspace):
    uk = the_entity(workspace)
    client = builders.make_client(workspace, uk)
    issue(workspace, uk, client)
    issue(workspace, uk, client, sequence=1)
    (gap,) = report(workspace)
    assert (gap.missing, gap.doubled) == ((2,), (1,))


def test_people_who_number_at_the_same_moment_get_a_run_without_gaps(workspace):
    """The first number too: nobody's counter row is there yet when they all begin."""
    uk = the_entity(workspace)
    others = [Workspace(workspace.studio, clock=Clock(TODAY)) for _ in range(4)]
    begin = Barrier(len(others))
    taken = []

    def work(one):
        begin.wait(10)
        taken.extend(take(one, "invoice", entity_id=uk).sequence for _ in range(5))

    threads = [Thread(target=work, args=(one,)) for one in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for one in others:
        one.close()
    assert sorted(taken) == list(range(1, 21))
