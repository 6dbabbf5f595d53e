"""What is looked at before a call sheet is sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from studio.domain.shoots.calls import call_of, minutes
from studio.errors import Invalid
from studio.text import Message, Named

_LONGEST = 16 * 60
"""Minutes from call to wrap beyond which a day is taken for a slip, not for a night shoot."""


@dataclass(frozen=True, slots=True)
class CalledFacts:
    """Somebody called, as far as the checks ask; `elsewhere` names another booking of theirs."""

    name: Named
    side: str
    call: str = ""
    wrap: str = ""
    minor: bool = False
    guardian: str = ""
    elsewhere: Named | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """Something to mend: "block" keeps the sheet here, "warn" does not."""

    key: str
    severity: str
    message: Message


def check_sheet(
    *,
    call: str,
    wrap: str,
    hospital: bool,
    places: int,
    called: Sequence[CalledFacts],
    missing: Sequence[tuple[str, Message]] = (),
) -> list[Check]:
    """Return what stands in the way of sending, what blocks first."""
    found: list[Check] = []
    if not called:
        found.append(Check("people", "block", Message("Nobody is called yet.")))
    if not call and any(not person.call for person in called):
        found.append(Check("call", "block", Message("The general call is missing.")))
    if _backwards(call, wrap):
        found.append(Check("wrap", "block", _wrap_words(wrap, call)))
    for person in called:
        found += _checks_of(person, call, wrap)
    if not hospital:
        found.append(Check("hospital", "warn", Message("The nearest hospital is missing.")))
    if not places:
        found.append(Check("places", "warn", Message("No location is given.")))
    found += [
        Check(
            "glyphs",
            "warn",
            Message(
                'The character "{character}" in {field} prints as an empty box.',
                character=character,
                field=field,
            ),
        )
        for character, field in missing
    ]
    return sorted(found, key=lambda check: check.severity != "block")


def _checks_of(person: CalledFacts, call: str, wrap: str) -> list[Check]:
    found = []
    if person.minor and not person.guardian.strip():
        found.append(
            Check(
                "guardian",
                "block",
                Message("{name} is a minor: name the guardian.", name=person.name),
            )
        )
    own = call_of(person.side, person.call, call)
    own_wrap = person.wrap or wrap
    if (person.call or person.wrap) and _backwards(own, own_wrap):
        found.append(
            Check(
                "wrap",
                "block",
                Message(
                    "{name} would wrap at {wrap}, before the call at {call}.",
                    name=person.name,
                    wrap=own_wrap,
                    call=own,
                ),
            )
        )
    if person.elsewhere is not None:
        found.append(
            Check(
                "elsewhere",
                "warn",
                Message(
                    "{name} is booked elsewhere on this day: {other}.",
                    name=person.name,
                    other=person.elsewhere,
                ),
            )
        )
    return found


def _backwards(call: str, wrap: str) -> bool:
    """Tell whether a wrap comes before its call; past midnight it may be early by the clock."""
    if not call or not wrap:
        return False
    length = (minutes(wrap) - minutes(call)) % (24 * 60)
    return length == 0 or length > _LONGEST


def _wrap_words(wrap: str, call: str) -> Message:
    return Message("Wrap at {wrap} comes before the call at {call}.", wrap=wrap, call=call)


def refuse_blocked(checks: Sequence[Check]) -> None:
    """Raise Invalid with every check that keeps a sheet from being sent."""
    blocked = {check.key: check.message for check in checks if check.severity == "block"}
    if blocked:
        raise Invalid(blocked)
