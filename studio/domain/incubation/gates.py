"""The gates of incubation (SM-9): what a step asks for, and who may pass what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from studio.domain.incubation.marks import Marks, pass_marks, rubric
from studio.domain.incubation.states import OWNER_ONLY, REASON_NEEDED, STATES
from studio.errors import Invalid
from studio.text import Message

ENOUGH = 10
"""Characters a reason has at least that passes a gate."""


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
    lack: Message
    """What is said of it in a word or two where it is not met."""


def gates_for(after: str, standing: Standing, today: date, before: str = "testing") -> list[Gate]:
    """Return the gates of a step to a state (SM-9), in their order; none where there are none."""
    if after == "contacted":
        return [
            Gate(
                "lawful_basis",
                Message("a lawful basis"),
                bool(standing.lawful_basis),
                Message("No lawful basis"),
            ),
            Gate(
                "objection",
                Message("no objection to contact"),
                not standing.objected,
                Message("Objects"),
            ),
        ]
    if before == "testing" and after in ("nurturing", "rejected"):
        found = _test_gates(standing, today)
        return found if after == "nurturing" else found[:1]
    if after == "roster":
        return _roster_gates(standing, today)
    return []


def _test_gates(standing: Standing, today: date) -> list[Gate]:
    """Two tests, each part marked, the average; a weak part is what nurturing is for (8.10)."""
    limits, marks, parts = pass_marks(today), standing.marks, rubric(today)
    enough = marks.average is not None and marks.average * 10 >= limits.average
    return [
        Gate(
            "tests",
            Message("{n} tests (there are {have})", n=limits.tests, have=marks.tests),
            marks.tests >= limits.tests,
            Message("{have} of {n} tests", n=limits.tests, have=marks.tests),
        ),
        Gate(
            "parts",
            Message("every part marked ({have} of {n})", n=len(parts), have=len(marks.parts)),
            len(marks.parts) == len(parts),
            Message("{have} of {n} parts marked", n=len(parts), have=len(marks.parts)),
        ),
        Gate(
            "average",
            Message(
                "an average of {pass_mark} (it is {average})",
                pass_mark=f"{Decimal(limits.average) / 10:.1f}",
                average="-" if marks.average is None else f"{marks.average:f}",
            ),
            enough,
            Message("Under {pass_mark}", pass_mark=f"{Decimal(limits.average) / 10:.1f}"),
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
            Message("A part under {least}", least=f"{limits.least / 10:.1f}"),
        ),
        Gate(
            "agreement",
            Message("a signed talent agreement"),
            standing.signed,
            Message("No agreement"),
        ),
        Gate(
            "payee",
            Message("somebody to pay"),
            bool(standing.payee.strip()),
            Message("No payee"),
        ),
        Gate(
            "reading",
            Message("a reading not older than {days} days", days=limits.reading_days),
            fresh,
            Message("No fresh reading"),
        ),
    ]
    if standing.virtual:
        found += [
            Gate(
                "ip_proof",
                Message("proof of who owns the character"),
                standing.ip_proof,
                Message("No IP proof"),
            ),
            Gate(
                "label", Message("the text of its label"), standing.label, Message("No label text")
            ),
        ]
    return found


GATE_LABELS: Mapping[str, Message] = MappingProxyType(
    {
        "lawful_basis": Message("a lawful basis"),
        "objection": Message("no objection to contact"),
        "tests": Message("enough tests"),
        "parts": Message("every part of the tests marked"),
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


def _for_good(missing: list[Gate]) -> bool:
    """Say whether a gate is missing that nobody may pass: who objects is left alone (Art. 21)."""
    return any(gate.code == "objection" for gate in missing)


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
    with a reason of some length; nobody passes an objection to contact.
    """
    STATES.check(before, after)
    if (after in OWNER_ONLY or before == "blocked") and not owner:
        raise Invalid({"state": Message("The owner decides this.")})
    if after in REASON_NEEDED and not reason.strip():
        raise Invalid({"reason": Message("Say why: it is kept with the step.")})
    missing = [gate for gate in gates_for(after, standing, today, before) if not gate.met]
    if not missing:
        return ()
    if owner and override.strip() and not _for_good(missing):
        if len(override.strip()) < ENOUGH:
            raise Invalid({"override": Message("Say why, in {n} characters or more.", n=ENOUGH)})
        return tuple(gate.code for gate in missing)
    raise Invalid(
        {gate.code: Message("Missing: {what}", what=gate.label) for gate in missing},
        Message("Missing: {what}", what=missing[0].label)
        if len(missing) == 1
        else Message("{n} things are missing, first {what}", n=len(missing), what=missing[0].label),
    )
