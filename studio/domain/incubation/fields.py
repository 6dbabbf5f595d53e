"""What may be kept of a way through incubation: contact, plan, tests, milestones, money."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from studio.domain import gates
from studio.domain.incubation.marks import MARKS
from studio.domain.rulefiles import read
from studio.text import Message

BASES: Mapping[str, Message] = MappingProxyType(
    {
        "legitimate_interest": Message("Legitimate interest"),
        "public_information": Message("Public information"),
        "consent": Message("Consent"),
        "contract": Message("Contract"),
    }
)
"""On what ground data about somebody are kept (GDPR Art. 6, PIPL Art. 13 and 27)."""

TIERS = ("nano", "micro", "mid", "macro", "mega")

MONEY_KINDS: Mapping[str, Message] = MappingProxyType(
    {"investment": Message("Investment"), "revenue": Message("Revenue")}
)


def _scores(value: object) -> dict[str, int]:
    """Take marks of 10 by part, in tenths; a part that is empty was not looked at."""
    if not isinstance(value, Mapping):
        raise gates.refuse(Message("Marks are needed."))
    known = {rule.key for rule in read("incubation") if rule.kind == "rubric"}
    found = {}
    for code, mark in value.items():
        if code not in known:
            raise gates.refuse(Message("There is no such field."))
        if mark in (None, ""):
            continue
        if isinstance(mark, str):
            mark = gates.quantity(mark)
        if isinstance(mark, Decimal):
            mark = int((mark * 10).to_integral_value(ROUND_HALF_UP))
        if isinstance(mark, bool) or not isinstance(mark, int) or not 0 <= mark <= MARKS:
            raise gates.refuse(Message("A mark from 0 to 10 is needed."))
        found[code] = mark
    if not found:
        raise gates.refuse(Message("Give at least one mark."))
    return found


GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "source": gates.words(120),
        "niche": gates.words(80),
        "scout_id": gates.record,
        "scouted_on": gates.day,
        "lawful_basis": gates.choice(BASES, optional=True),
        "basis_note": gates.words(300),
        "notice_on": gates.day,
        "objected": gates.flag,
        "contacted_on": gates.day,
        "mentor_id": gates.record,
        "target_tier": gates.choice(TIERS, optional=True),
        "target_on": gates.day,
        "plan_note": gates.long_words(),
        "payee": gates.words(120),
        "ip_proof": gates.words(300),
    }
)
TEST_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "title": gates.words(120, required=True),
        "title_zh": gates.words(120),
        "held_on": gates.day,
        "judge_id": gates.record,
        "scores": _scores,
        "note": gates.long_words(),
    }
)
"""A test; marks as text or Decimal of 10, or whole tenths."""
MILESTONE_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "title": gates.words(120, required=True),
        "title_zh": gates.words(120),
        "due_on": gates.day,
        "done_on": gates.day,
        "note": gates.long_words(),
    }
)
MONEY_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "kind": gates.choice(MONEY_KINDS),
        "title": gates.words(120, required=True),
        "title_zh": gates.words(120),
        "day": gates.day,
        "amount": gates.amount(1),
        "currency": gates.words(3, required=True),
        "note": gates.words(300),
    }
)
