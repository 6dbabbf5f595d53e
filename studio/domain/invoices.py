"""Invoices, credit notes and pro formas: states (SM-14), what issuing needs, what is still open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from studio.domain.dates import days_late
from studio.domain.states import State, machine
from studio.errors import Invalid
from studio.text import Message

STATES = machine(
    "invoice",
    {
        "draft": (Message("Draft"), "neutral"),
        "issued": (Message("Issued"), "active"),
        "sent": (Message("Sent"), "active"),
        "partially_paid": (Message("Part paid"), "active"),
        "paid": (Message("Paid"), "good"),
        "disputed": (Message("Disputed"), "warn"),
        "credited": (Message("Credited"), "neutral"),
        "applied": (Message("Applied"), "neutral"),
        "void": (Message("Void"), "neutral"),
        "written_off": (Message("Written off"), "neutral"),
    },
    {
        "draft": "issued",
        "issued": "sent partially_paid paid void credited disputed",
        "sent": "partially_paid paid disputed void credited written_off",
        "partially_paid": "paid sent issued disputed credited written_off",
        "paid": "partially_paid sent issued credited",
        "disputed": "sent partially_paid paid credited written_off",
        "credited": "",
        "void": "",
        "written_off": "paid",
    },
)

KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "standard": Message("Invoice"),
        "deposit": Message("Deposit invoice"),
        "progress": Message("Progress invoice"),
        "final": Message("Final invoice"),
        "retainer": Message("Retainer invoice"),
        "commission": Message("Commission invoice"),
        "usage": Message("Usage invoice"),
        "proforma": Message("Pro forma"),
        "credit": Message("Credit note"),
    }
)

METHODS: Mapping[str, Message] = MappingProxyType(
    {
        "bank": Message("Bank transfer"),
        "alipay": Message("Alipay"),
        "wechat_pay": Message("WeChat Pay"),
        "card": Message("Card"),
        "paypal": Message("PayPal"),
        "wise": Message("Wise"),
        "platform_balance": Message("Platform balance"),
        "cash": Message("Cash"),
    }
)

OPEN = frozenset({"issued", "sent", "partially_paid", "disputed"})
"""States in which money is still owed."""

VOIDABLE = frozenset({"issued", "sent"})

ROWS = ("heading", "item", "less", "note", "subtotal", "contract", "deduction")
BILLED = frozenset({"item", "less"})
"""Rows whose amount is charged; a "less" row is taken off."""

FAPIAO_STATES: Mapping[str, Message] = MappingProxyType(
    {
        "not_requested": Message("Not asked for"),
        "requested": Message("Requested"),
        "issued": Message("Fapiao issued"),
        "red_reversed": Message("Red-lettered"),
    }
)
FAPIAO_KINDS: Mapping[str, Message] = MappingProxyType(
    {"special": Message("Special, digital"), "general": Message("General, digital")}
)


@dataclass(frozen=True, slots=True)
class Debt:
    """One open invoice of a client, for sharing out a payment; minor units."""

    invoice_id: int
    due_on: date | None
    balance: int


def balance(gross: int, paid: int, credited: int) -> int:
    """Return what is still owed, in minor units; negative when too much came in."""
    return gross - paid - credited


def shown_state(state: str, due_on: date | None, open_amount: int, today: date) -> State:
    """Return the chip of an invoice: overdue is worked out from the date, never kept."""
    late = days_late(due_on, today)
    if state in OPEN and state != "disputed" and late and open_amount > 0:
        return State("overdue", Message("Overdue {days} d", days=late), "bad")
    return STATES.state(state)


def after_money(state: str, gross: int, paid: int, credited: int, *, was_sent: bool) -> str:
    """Return the state that payments and credit notes put an issued invoice into."""
    if state in ("draft", "void"):
        return state
    if gross > 0 and credited >= gross:
        return "credited"
    if paid + credited >= gross and paid > 0:
        return "paid"
    if paid > 0 or credited > 0:
        return "partially_paid"
    if state in ("disputed", "written_off"):
        return state
    return "sent" if was_sent else "issued"


def allocate(amount: int, first: int, debts: Sequence[Debt]) -> list[tuple[int, int]]:
    """Share a payment out: the chosen invoice first, then the oldest due (domain 5.10).

    Returns (invoice id, part) pairs in minor units; what is left over is the client's credit.
    """
    far = date.max
    order = sorted(
        debts, key=lambda debt: (debt.invoice_id != first, debt.due_on or far, debt.invoice_id)
    )
    parts = []
    for debt in order:
        part = min(amount, max(0, debt.balance))
        if part > 0:
            parts.append((debt.invoice_id, part))
            amount -= part
    return parts


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """What the check before issuing looks at."""

    type: str
    lines: int
    gross: int
    legal_name: str
    client_address: str
    client_tax_no: str
    issuer_name: str
    issuer_address: str
    issuer_tax_no: str
    bank: bool
    treatments: frozenset[str]
    po_required: bool
    po_no: str
    issue_on: date | None
    last_on: date | None
    """The newest date in the same series: numbers follow the calendar."""
    fapiao: bool = False


def issue_problems(facts: IssueFacts) -> dict[str, Message]:
    """Return what stands in the way of issuing, by field; empty when nothing does."""
    found = {
        "lines": _lines_problem(facts),
        "client": _client_problem(facts),
        "issuer": _issuer_problem(facts),
        "bank_account_id": _bank_problem(facts),
        "po_no": _order_problem(facts),
        "issued_on": _date_problem(facts),
    }
    return {field: message for field, message in found.items() if message is not None}


def _lines_problem(facts: IssueFacts) -> Message | None:
    if facts.lines == 0:
        return Message("There is no line to bill.")
    return Message("The total must be more than zero.") if facts.gross <= 0 else None


def _client_problem(facts: IssueFacts) -> Message | None:
    if facts.fapiao and not facts.client_tax_no:
        return Message("A fapiao needs the client's tax number.")
    if "reverse_charge" in facts.treatments and not facts.client_tax_no:
        return Message("Reverse charge needs the client's VAT number.")
    if not facts.legal_name:
        return Message("The client's legal name is missing.")
    return None if facts.client_address else Message("The client's address is missing.")


def _issuer_problem(facts: IssueFacts) -> Message | None:
    if "standard" in facts.treatments and not facts.issuer_tax_no:
        return Message("The company charges tax but has no tax number in Settings.")
    if not facts.issuer_name or not facts.issuer_address:
        return Message("The company's name or address is missing in Settings.")
    return None


def _bank_problem(facts: IssueFacts) -> Message | None:
    if facts.type == "invoice" and not facts.bank:
        return Message("No bank account takes this currency yet.")
    return None


def _order_problem(facts: IssueFacts) -> Message | None:
    if facts.po_required and not facts.po_no:
        return Message("This client asks for a purchase order number.")
    return None


def _date_problem(facts: IssueFacts) -> Message | None:
    if facts.issue_on is None:
        return Message("A date is needed.")
    if facts.last_on is not None and facts.issue_on < facts.last_on:
        return Message(
            "The last number of this series is dated {day}; an earlier date would break the order.",
            day=facts.last_on,
        )
    return None


def refuse(problems: Mapping[str, Message]) -> None:
    """Raise Invalid with all problems, if there are any."""
    if problems:
        raise Invalid(problems)
