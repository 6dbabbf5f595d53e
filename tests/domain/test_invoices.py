"""Invoices: what issuing needs, overdue, payments shared out, and states that follow money."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from studio.domain import invoices
from studio.domain.invoices import Debt, IssueFacts
from studio.errors import Invalid

TODAY = date(2026, 11, 16)

FACTS = IssueFacts(
    type="invoice",
    lines=4,
    gross=1_280_000,
    legal_name="Maison Ondine SAS",
    client_address="12 rue des Alambics",
    client_tax_no="FR 00 000 000 000",
    issuer_name="Paper Lantern Studio Ltd",
    issuer_address="4 Wickfield Yard",
    issuer_tax_no="GB 999 9999 73",
    bank=True,
    treatments=frozenset({"reverse_charge"}),
    po_required=False,
    po_no="",
    issue_on=TODAY,
    last_on=TODAY,
)


def test_a_whole_invoice_may_be_issued():
    assert invoices.issue_problems(FACTS) == {}
    invoices.refuse({})


@pytest.mark.parametrize(("changed", "field", "said"), [
    ({"lines": 0}, "lines", "There is no line to bill."),
    ({"gross": 0}, "lines", "The total must be more than zero."),
    ({"gross": -5}, "lines", "The total must be more than zero."),
    ({"legal_name": ""}, "client", "The client's legal name is missing."),
    ({"client_address": ""}, "client", "The client's address is missing."),
    ({"client_tax_no": ""}, "client", "Reverse charge needs the client's VAT number."),
    ({"client_tax_no": "", "fapiao": True}, "client", "A fapiao needs the client's tax number."),
    ({"issuer_name": ""}, "issuer", "The company's name or address is missing in Settings."),
    ({"issuer_address": ""}, "issuer", "The company's name or address is missing in Settings."),
    ({"issuer_tax_no": "", "treatments": frozenset({"standard"})}, "issuer",
     "The company charges tax but has no tax number in Settings."),
    ({"bank": False}, "bank_account_id", "No bank account takes this currency yet."),
    ({"po_required": True}, "po_no", "This client asks for a purchase order number."),
    ({"issue_on": None}, "issued_on", "A date is needed."),
    ({"issue_on": date(2026, 11, 15)}, "issued_on",
     "The last number of this series is dated 2026-11-16; an earlier date would break the order."),
])  # fmt: skip
def test_what_stands_in_the_way_of_issuing(changed, field, said):
    found = invoices.issue_problems(replace(FACTS, **changed))
    assert {name: str(message) for name, message in found.items()} == {field: said}
    with pytest.raises(Invalid):
        invoices.refuse(found)


def test_all_of_it_is_told_at_once():
    empty = replace(
        FACTS, lines=0, legal_name="", client_tax_no="", issuer_name="", bank=False, issue_on=None
    )
    assert set(invoices.issue_problems(empty)) == {
        "lines",
        "client",
        "issuer",
        "bank_account_id",
        "issued_on",
    }


def test_what_is_not_asked_of_credit_notes_and_first_numbers():
    note = replace(FACTS, type="credit_note", bank=False, last_on=None)
    assert invoices.issue_problems(note) == {}
    ordered = replace(FACTS, po_required=True, po_no="PO 4500-118")
    assert invoices.issue_problems(ordered) == {}


@pytest.mark.parametrize(("state", "due", "open_amount", "word", "role"), [
    ("sent", date(2026, 10, 15), 1_800_000, "Overdue 32 d", "bad"),
    ("issued", date(2026, 11, 15), 1, "Overdue 1 d", "bad"),
    ("sent", TODAY, 1_800_000, "Sent", "active"),
    ("sent", None, 1_800_000, "Sent", "active"),
    ("partially_paid", date(2026, 10, 15), 0, "Part paid", "active"),
    ("disputed", date(2026, 10, 15), 1_800_000, "Disputed", "warn"),
    ("paid", date(2026, 10, 15), 0, "Paid", "good"),
    ("draft", date(2026, 10, 15), 1_800_000, "Draft", "neutral"),
])  # fmt: skip
def test_overdue_is_worked_out_from_the_date(state, due, open_amount, word, role):
    shown = invoices.shown_state(state, due, open_amount, TODAY)
    assert (str(shown.label), shown.role) == (word, role)


@pytest.mark.parametrize(("state", "paid", "credited", "after"), [
    ("draft", 100, 0, "draft"), ("void", 100, 0, "void"),
    ("sent", 0, 0, "sent"), ("sent", 40, 0, "partially_paid"), ("sent", 100, 0, "paid"),
    ("sent", 120, 0, "paid"), ("sent", 0, 100, "credited"), ("sent", 60, 40, "paid"),
    ("sent", 0, 40, "partially_paid"), ("paid", 0, 0, "sent"), ("disputed", 0, 0, "disputed"),
    ("disputed", 40, 0, "partially_paid"), ("written_off", 0, 0, "written_off"),
    ("written_off", 100, 0, "paid"),
])  # fmt: skip
def test_the_state_follows_the_money(state, paid, credited, after):
    assert invoices.after_money(state, 100, paid, credited, was_sent=True) == after


def test_an_invoice_that_was_not_sent_goes_back_to_issued():
    assert invoices.after_money("paid", 100, 0, 0, was_sent=False) == "issued"
    assert invoices.after_money("issued", 0, 0, 0, was_sent=False) == "issued"


DEBTS = [
    Debt(1, date(2026, 12, 1), 500),
    Debt(2, date(2026, 11, 1), 300),
    Debt(3, None, 200),
    Debt(4, date(2026, 10, 1), 0),
]


@pytest.mark.parametrize(("amount", "first", "parts"), [
    (100, 0, [(2, 100)]),
    (600, 0, [(2, 300), (1, 300)]),
    (600, 1, [(1, 500), (2, 100)]),
    (5_000, 0, [(2, 300), (1, 500), (3, 200)]),
    (0, 1, []),
])  # fmt: skip
def test_a_payment_goes_to_the_chosen_invoice_then_to_the_oldest(amount, first, parts):
    assert invoices.allocate(amount, first, DEBTS) == parts


@given(
    amount=some.integers(0, 10_000),
    debts=some.lists(
        some.builds(
            Debt,
            some.integers(1, 999),
            some.none() | some.dates(date(2026, 1, 1), date(2027, 1, 1)),
            some.integers(-100, 3_000),
        ),
        max_size=8,
        unique_by=lambda debt: debt.invoice_id,
    ),
)
def test_no_invoice_gets_more_than_it_is_owed_and_no_cent_is_lost(amount, debts):
    parts = dict(invoices.allocate(amount, 0, debts))
    owed = {debt.invoice_id: max(0, debt.balance) for debt in debts}
    assert all(0 < part <= owed[invoice] for invoice, part in parts.items())
    assert sum(parts.values()) == min(amount, sum(owed.values()))


@given(*[some.integers(-10_000, 10_000)] * 3)
def test_what_is_owed_is_the_gross_less_what_came_in_or_was_taken_back(gross, paid, credited):
    assert invoices.balance(gross, paid, credited) + paid + credited == gross


def test_every_move_leads_somewhere_known():
    for state in invoices.STATES.states:
        for after in invoices.STATES.reachable(state):
            invoices.STATES.check(state, after)
    assert not invoices.STATES.reachable("void")
    assert set(invoices.STATES.states) >= invoices.OPEN | invoices.VOIDABLE
