"""Invoices: drafts, issue, payments, credit notes, on both databases."""

from datetime import date
from decimal import Decimal

import pytest

from studio.domain.money import Money
from studio.errors import Conflict, Invalid, Locked
from studio.services import invoices
from tests import builders


@pytest.fixture
def client(workspace):
    return builders.make_client(workspace, entity=1)


def issued(workspace, client, **fields):
    key = builders.make_invoice(workspace, client, 1, **fields)
    one = workspace.ask(invoices.one(key))
    workspace.run(invoices.change(key, version=one.version, values={"title": "Deposit"}))
    one = workspace.ask(invoices.one(key))
    workspace.run(invoices.issue(key, version=one.version))
    return key


def pounds(amount):
    return Money(amount, "GBP")


def test_a_draft_has_the_clients_terms_and_no_number(workspace, client):
    key = workspace.run(invoices.create(client_id=client, title="Extra day")).value
    one = workspace.ask(invoices.one(key))
    assert one.number == ""
    assert one.due_on == date(2026, 12, 16)
    assert one.currency == "GBP"


def test_lines_are_summed_with_their_tax(workspace, client):
    key = workspace.run(invoices.create(client_id=client)).value
    line = workspace.run(
        invoices.add_line(
            key, values={"title": "Film", "quantity": Decimal("2.5"), "unit_price": 100_000}
        )
    ).value
    one = workspace.ask(invoices.one(key))
    assert (one.net, one.tax, one.gross) == (pounds(250_000), pounds(50_000), pounds(300_000))
    workspace.run(invoices.change_line(line, version=1, values={"discount": Decimal("0.1")}))
    assert workspace.ask(invoices.one(key)).gross == pounds(270_000)
    workspace.undo()
    assert workspace.ask(invoices.one(key)).gross == pounds(300_000)


def test_wrong_values_are_refused_by_field_and_change_nothing(workspace, client):
    key = workspace.run(invoices.create(client_id=client)).value
    line = workspace.run(invoices.add_line(key)).value
    with pytest.raises(Invalid) as caught:
        workspace.run(
            invoices.change_line(
                line,
                version=1,
                values={"quantity": Decimal(-1), "title": "a\u202eb", "unit_price": 10**18},
            )
        )
    assert set(caught.value.fields) == {"quantity", "title", "unit_price"}
    assert workspace.ask(invoices.one(key)).lines[0].title == ""


def test_issue_gives_the_number_keeps_the_pdf_and_locks(workspace, client):
    key = issued(workspace, client)
    one = workspace.ask(invoices.one(key))
    assert one.number == "PLUK-2026-0001"
    assert one.shown.code == "issued"
    assert workspace.ask(invoices.pdf(key)).startswith(b"%PDF-1.7")
    with pytest.raises(Locked):
        workspace.run(invoices.change(key, version=one.version, values={"title": "Other"}))
    with pytest.raises(Locked):
        workspace.run(invoices.change_line(one.lines[0].id, version=1, values={"title": "x"}))


def test_issue_says_what_is_missing_and_uses_no_number(workspace):
    client = builders.make_client(workspace, entity=1, legal_name="", address="")
    key = builders.make_invoice(workspace, client, 1)
    with pytest.raises(Invalid) as caught:
        workspace.run(invoices.issue(key, version=1))
    assert "client" in caught.value.fields
    fine = builders.make_client(workspace, entity=1)
    assert workspace.ask(invoices.one(issued(workspace, fine))).number == "PLUK-2026-0001"


def test_a_payment_in_parts_with_fee_and_over(workspace, client):
    key = issued(workspace, client)
    one = workspace.ask(invoices.one(key))
    assert one.open == pounds(1_440_000)
    day = builders.TODAY
    workspace.run(
        invoices.record_payment(key, version=one.version, amount=440_000, on=day, bank_fee=1_500)
    )
    one = workspace.ask(invoices.one(key))
    assert (one.state, one.open) == ("partially_paid", pounds(1_000_000))
    workspace.run(invoices.record_payment(key, version=one.version, amount=1_100_000, on=day))
    one = workspace.ask(invoices.one(key))
    assert (one.state, one.open, one.credit) == ("paid", pounds(0), pounds(100_000))
    with pytest.raises(Invalid):
        workspace.run(invoices.record_payment(key, version=one.version, amount=1, on=day))


def test_a_payment_is_taken_back_by_its_reversal(workspace, client):
    key = issued(workspace, client)
    one = workspace.ask(invoices.one(key))
    payment = workspace.run(
        invoices.record_payment(key, version=one.version, amount=1_440_000, on=builders.TODAY)
    ).value
    workspace.run(
        invoices.reverse_payment(payment, on=builders.TODAY, reason="Returned by the bank")
    )
    one = workspace.ask(invoices.one(key))
    assert (one.state, one.open) == ("issued", pounds(1_440_000))
    assert len(one.payments) == 2
    with pytest.raises(Invalid):
        workspace.run(invoices.reverse_payment(payment, on=builders.TODAY, reason="Again"))


def test_a_full_credit_note_in_its_own_series(workspace, client):
    key = issued(workspace, client)
    one = workspace.ask(invoices.one(key))
    note = workspace.run(
        invoices.create_credit_note(key, version=one.version, reason="Wrong client")
    ).value
    draft = workspace.ask(invoices.one(note))
    assert draft.gross == one.gross
    workspace.run(invoices.issue(note, version=draft.version))
    assert workspace.ask(invoices.one(note)).number == "PLUK-CN-2026-0001"
    one = workspace.ask(invoices.one(key))
    assert (one.state, one.open) == ("credited", pounds(0))


def test_void_keeps_the_number_and_the_next_one_follows(workspace, client):
    key = issued(workspace, client)
    one = workspace.ask(invoices.one(key))
    workspace.run(invoices.void(key, version=one.version, reason="Wrong title"))
    assert workspace.ask(invoices.one(key)).state == "void"
    assert workspace.ask(invoices.one(issued(workspace, client))).number == "PLUK-2026-0002"


def test_overdue_is_worked_out_and_never_kept(workspace, client):
    key = issued(workspace, client, terms_days=0)
    one = workspace.ask(invoices.one(key))
    workspace.run(invoices.mark_sent(key, version=one.version, to="Ada"))
    assert workspace.ask(invoices.one(key)).shown.code == "sent"
    workspace.clock = type(workspace.clock)(date(2026, 12, 1))
    one = workspace.ask(invoices.one(key))
    assert (one.state, one.shown.code) == ("sent", "overdue")
    assert workspace.ask(invoices.counts()).overdue == 1
    strip = workspace.ask(invoices.ageing())
    assert strip[0].bands["days_30"] == pounds(1_440_000)


def test_a_list_is_summed_up_by_currency_and_span(workspace, client):
    key = issued(workspace, client)
    version = workspace.ask(invoices.one(key)).version
    workspace.run(invoices.create_credit_note(key, version=version, reason="Wrong client"))
    builders.make_invoice(workspace, client, 1, currency="EUR", gross=500, type="proforma")
    builders.make_invoice(workspace, client, 1, currency="EUR", gross=700)

    def totals(**wanted):
        return workspace.ask(invoices.totals(invoices.InvoiceFilter(**wanted)))

    assert totals() == (Money(700, "EUR"), pounds(0))
    assert totals(group="open") == totals(issued="month") == (pounds(1_440_000),)
    assert workspace.ask(invoices.ids(invoices.InvoiceFilter(issued="year"))) == [key]
    assert totals(issued="last_month") == ()


def test_lists_are_filtered_sorted_and_paged_by_id(workspace, client):
    first, second = issued(workspace, client), builders.make_invoice(workspace, client, 1)
    found = workspace.ask(invoices.ids(invoices.InvoiceFilter(group="open")))
    assert found == [first]
    assert workspace.ask(invoices.ids(invoices.InvoiceFilter(text="0001"))) == [first]
    assert workspace.ask(invoices.ids(invoices.InvoiceFilter(text="100%"))) == []
    page = workspace.ask(invoices.rows([first, second]))
    assert page[second].number == ""
    assert page[first].client == "Northwick Audio"


def test_an_issued_invoice_cannot_be_issued_twice(workspace, client):
    key = builders.make_invoice(workspace, client, 1)
    command = invoices.issue(key, version=1)
    workspace.run(command)
    with pytest.raises((Locked, Conflict)):
        workspace.run(invoices.issue(key, version=1))
    assert workspace.ask(invoices.one(key)).number == "PLUK-2026-0001"


def test_discarding_a_draft_can_be_undone(workspace, client):
    key = builders.make_invoice(workspace, client, 1)
    workspace.run(invoices.discard(key, version=1))
    assert workspace.ask(invoices.ids()) == []
    workspace.undo()
    assert workspace.ask(invoices.ids()) == [key]
