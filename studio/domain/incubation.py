"""Incubation: states and gates (SM-9), the rubric of the tests, plan, growth and money."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from studio.domain import gates
from studio.domain.rulefiles import Rule, read
from studio.domain.states import machine
from studio.errors import Invalid
from studio.text import Message, Named

STATES = machine(
    "incubation",
    {
        "scouted": (Message("Scouted"), "neutral"),
        "contacted": (Message("Contacted"), "wait"),
        "testing": (Message("Testing"), "active"),
        "nurturing": (Message("Nurturing"), "active"),
        "roster": (Message("Roster"), "good"),
        "paused": (Message("Paused"), "warn"),
        "alumni": (Message("Alumni"), "neutral"),
        "rejected": (Message("Rejected"), "neutral"),
        "blocked": (Message("Blocked"), "bad"),
    },
    {
        "scouted": "contacted blocked",
        "contacted": "testing blocked",
        "testing": "nurturing rejected blocked",
        "nurturing": "roster blocked",
        "roster": "paused blocked",
        "paused": "roster alumni blocked",
        "alumni": "blocked",
        "rejected": "blocked",
        "blocked": "scouted",
    },
)
"""SM-9, with the ways back from a pause and from a block; undo takes back what was a mistake."""

COLUMNS = ("scouted", "contacted", "testing", "nurturing", "roster")
"""The stages of the board; who left them stands in a list below."""
LEFT = ("paused", "alumni", "rejected", "blocked")

OWNER_ONLY = frozenset({"roster", "blocked"})
"""States only the owner may decide (SM-9)."""
REASON_NEEDED = frozenset({"paused", "alumni", "rejected", "blocked"})

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
MARKS = 100
"""The most a part of the rubric gets, in tenths of a mark."""


@dataclass(frozen=True, slots=True)
class RubricPart:
    """One thing the tests look at, and what is advised where it is weak."""

    code: str
    name: Named
    advice: Named
    weeks: int


@dataclass(frozen=True, slots=True)
class PassMarks:
    """Marks of 10 in tenths: the average that passes, the least of each part; tests needed."""

    average: int
    least: int
    tests: int
    reading_days: int
    notice_days: int


def _in_force(rules: Sequence[Rule], kind: str, today: date) -> list[Rule]:
    return [rule for rule in rules if rule.kind == kind and rule.holds(today)]


def rubric(today: date) -> tuple[RubricPart, ...]:
    """Return the parts of the rubric in force on a day."""
    return tuple(
        RubricPart(
            rule.key,
            Named(rule.name, rule.name_zh),
            Named(rule.value["advice"], rule.value["advice_zh"]),
            rule.value["weeks"],
        )
        for rule in _in_force(read("incubation"), "rubric", today)
    )


def pass_marks(today: date) -> PassMarks:
    """Return the pass marks in force on a day."""
    found = {rule.key: rule.value for rule in _in_force(read("incubation"), "incubation", today)}
    return PassMarks(
        average=int(Decimal(found["pass"]["average"]) * 10),
        least=int(Decimal(found["pass"]["least"]) * 10),
        tests=found["pass"]["tests"],
        reading_days=found["reading"]["days"],
        notice_days=found["notice"]["days"],
    )


def reminder_days(today: date) -> tuple[int, ...]:
    """Return how many days before an end to remind: 60, 30, 7."""
    rule = _in_force(read("incubation"), "ending", today)[0]
    return tuple(rule.value["days"])


# Marks


@dataclass(frozen=True, slots=True)
class Marks:
    """What all tests together say: marks in tenths; each part's newest counts."""

    parts: Mapping[str, int]
    average: Decimal | None
    """Marks of 10 with two decimals; None before the first."""
    weak: tuple[str, ...]
    """Parts below the least mark."""
    tests: int
    passed: bool
    """The average reaches the pass mark, over enough tests, and no part is weak."""


def marks_of(tests: Iterable[tuple[date, int, Mapping[str, int]]], today: date) -> Marks:
    """Return the marks of tests given as (day, id, scores); a later test replaces a part's mark.

    7 + 5 + 8 + 9 + 10 + 4 of six parts is an average of 7.17; live pacing 4 is weak.
    """
    limits = pass_marks(today)
    ordered = sorted(tests, key=lambda one: one[:2])
    newest: dict[str, int] = {}
    for _day, _key, scores in ordered:
        newest.update(scores)
    order = [part.code for part in rubric(today)]
    parts = {code: newest[code] for code in order if code in newest}
    if not parts:
        return Marks({}, None, (), len(ordered), passed=False)
    average = (Decimal(sum(parts.values())) / Decimal(10 * len(parts))).quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )
    weak = tuple(code for code, mark in parts.items() if mark < limits.least)
    reached = sum(parts.values()) >= limits.average * len(parts)
    passed = reached and not weak and len(ordered) >= limits.tests and len(parts) == len(order)
    return Marks(MappingProxyType(parts), average, weak, len(ordered), passed)


def advice(marks: Marks, today: date) -> tuple[Message, ...]:
    """Return what is advised: training for each weak part, or the next stage."""
    if not marks.parts:
        return ()
    found = [
        Message("Nurture: {training}, {weeks} weeks", training=part.advice, weeks=part.weeks)
        for part in rubric(today)
        if part.code in marks.weak
    ]
    if found:
        return tuple(found)
    if marks.passed:
        return (Message("Ready to nurture"),)
    return ()


# Gates


@dataclass(frozen=True, slots=True)
class Standing:
    """What the gates look at."""

    lawful_basis: str = ""
    objected: bool = False
    marks: Marks = field(default_factory=lambda: Marks({}, None, (), 0, passed=False))
    signed: bool = False
    """A talent agreement is signed and in force."""
    payee: str = ""
    newest_reading: date | None = None
    """The newest reading of any account."""
    virtual: bool = False
    ip_proof: bool = False
    label: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition of a step, and whether it is met."""

    code: str
    label: Message
    met: bool


def gates_for(after: str, standing: Standing, today: date, before: str = "testing") -> list[Gate]:
    """Return the gates of a step to a state (SM-9), in their order; none where there are none."""
    if after == "contacted":
        return [
            Gate("lawful_basis", Message("a lawful basis"), bool(standing.lawful_basis)),
            Gate("objection", Message("no objection to contact"), not standing.objected),
        ]
    if before == "testing" and after in ("nurturing", "rejected"):
        found = _test_gates(standing, today)
        return found if after == "nurturing" else found[:1]
    if after == "roster":
        return _roster_gates(standing, today)
    return []


def _test_gates(standing: Standing, today: date) -> list[Gate]:
    """Two tests and the average; a part that is weak is what nurturing is for (8.10)."""
    limits, marks = pass_marks(today), standing.marks
    enough = marks.average is not None and marks.average * 10 >= limits.average
    return [
        Gate(
            "tests",
            Message("{n} tests (there are {have})", n=limits.tests, have=marks.tests),
            marks.tests >= limits.tests,
        ),
        Gate(
            "average",
            Message(
                "an average of {pass_mark} (it is {average})",
                pass_mark=f"{Decimal(limits.average) / 10:.1f}",
                average="-" if marks.average is None else f"{marks.average:f}",
            ),
            enough,
        ),
    ]


def _roster_gates(standing: Standing, today: date) -> list[Gate]:
    limits = pass_marks(today)
    fresh = standing.newest_reading is not None and (
        today - standing.newest_reading <= timedelta(days=limits.reading_days)
    )
    found = [
        Gate(
            "weak",
            Message("no part of the tests below {least}", least=f"{limits.least / 10:.1f}"),
            not standing.marks.weak,
        ),
        Gate("agreement", Message("a signed talent agreement"), standing.signed),
        Gate("payee", Message("somebody to pay"), bool(standing.payee.strip())),
        Gate(
            "reading",
            Message("a reading not older than {days} days", days=limits.reading_days),
            fresh,
        ),
    ]
    if standing.virtual:
        found += [
            Gate("ip_proof", Message("proof of who owns the character"), standing.ip_proof),
            Gate("label", Message("the text of its label"), standing.label),
        ]
    return found


GATE_LABELS: Mapping[str, Message] = MappingProxyType(
    {
        "lawful_basis": Message("a lawful basis"),
        "objection": Message("no objection to contact"),
        "tests": Message("enough tests"),
        "average": Message("the average that passes"),
        "weak": Message("no weak part of the tests"),
        "agreement": Message("a signed talent agreement"),
        "payee": Message("somebody to pay"),
        "reading": Message("a fresh reading"),
        "ip_proof": Message("proof of who owns the character"),
        "label": Message("the text of its label"),
    }
)
"""The gates by code, without figures, for what was passed over."""


def gate_label(code: str) -> Message:
    """Return what a gate asks for."""
    return GATE_LABELS.get(code) or Message("{code}", code=code)


def check_move(
    before: str,
    after: str,
    standing: Standing,
    today: date,
    *,
    owner: bool,
    reason: str = "",
    override: str = "",
) -> tuple[str, ...]:
    """Return the gates passed over; raise Invalid where a step may not be made.

    Only the owner puts somebody on the roster or blocks them, and only the owner may pass a gate,
    with a reason.
    """
    STATES.check(before, after)
    if (after in OWNER_ONLY or before == "blocked") and not owner:
        raise Invalid({"state": Message("The owner decides this.")})
    if after in REASON_NEEDED and not reason.strip():
        raise Invalid({"reason": Message("Say why: it is kept with the step.")})
    missing = [gate for gate in gates_for(after, standing, today, before) if not gate.met]
    if not missing:
        return ()
    if owner and override.strip():
        return tuple(gate.code for gate in missing)
    raise Invalid(
        {gate.code: Message("Missing: {what}", what=gate.label) for gate in missing},
        Message("Missing: {what}", what=missing[0].label)
        if len(missing) == 1
        else Message("{n} things are missing, first {what}", n=len(missing), what=missing[0].label),
    )


# Growth and money


@dataclass(frozen=True, slots=True)
class Growth:
    """Followers against the target: the straight line from the first reading to the target day."""

    first_on: date
    first: int
    last_on: date
    last: int
    target: int
    target_on: date
    expected: int
    """What the straight line asks for on the day of the last reading."""

    @property
    def share(self) -> Decimal:
        """How much of the way is done, a fraction of one, from 0."""
        if self.target <= self.first:
            return Decimal(1)
        done = Decimal(max(0, self.last - self.first)) / Decimal(self.target - self.first)
        return min(Decimal(1), done.quantize(Decimal("0.001"), ROUND_HALF_UP))

    @property
    def ahead(self) -> int:
        """Followers above the line; negative below it."""
        return self.last - self.expected


def growth_of(
    readings: Sequence[tuple[date, int]], target: int | None, target_on: date | None
) -> Growth | None:
    """Return growth against target from readings by day; None where one of them is missing."""
    if not readings or not target or target_on is None:
        return None
    (first_on, first), (last_on, last) = readings[0], readings[-1]
    span = (target_on - first_on).days
    gone = min((last_on - first_on).days, span)
    expected = first + (target - first) * gone // span if span > 0 else target
    return Growth(first_on, first, last_on, last, target, target_on, expected)


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
