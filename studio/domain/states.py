"""State machines: which states a noun has, which moves there are, and how a state is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from studio.errors import Invalid
from studio.text import Message

ROLES = ("neutral", "active", "wait", "warn", "good", "bad")
"""What a state means to the eye; the theme gives each a shape and a colour."""

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class State:
    """One state: its code as kept, its word, and the role that colours it.

    Roles: neutral, active, wait, warn, good, bad. A state is always shown by word and shape.
    """

    code: str
    label: Message
    role: str = "neutral"


@dataclass(frozen=True, slots=True)
class Machine:
    """The states of a noun in order, and the states each may move to."""

    noun: str
    states: Mapping[str, State]
    moves: Mapping[str, frozenset[str]]
    automatic: Mapping[str, frozenset[str]]
    """Moves that follow from something else (a payment, a sending) and are never offered."""

    def __contains__(self, code: str) -> bool:
        return code in self.states

    def state(self, code: str) -> State:
        """Return a state; an unknown code is shown as it is."""
        return self.states.get(code) or State(code, Message("{state}", state=code))

    def label(self, code: str) -> Message:
        """Return the word of a state."""
        return self.state(code).label

    def role(self, code: str) -> str:
        """Return the role that colours a state."""
        return self.state(code).role

    def reachable(self, code: str) -> tuple[str, ...]:
        """Return the states that may follow, in the machine's order."""
        after = self.moves.get(code, frozenset()) | self.automatic.get(code, frozenset())
        return tuple(other for other in self.states if other in after)

    def offered(self, code: str) -> tuple[str, ...]:
        """Return the states a person may move it to, in the machine's order."""
        after = self.moves.get(code, frozenset())
        return tuple(other for other in self.states if other in after)

    def check(self, before: str, after: str) -> None:
        """Raise Invalid where there is no such move."""
        if after not in self.reachable(before):
            raise Invalid(
                {
                    "state": Message(
                        'There is no step from "{before}" to "{after}".',
                        before=self.label(before),
                        after=self.label(after),
                    )
                }
            )


def machine(
    noun: str,
    states: Mapping[str, tuple[Message, str]],
    moves: Mapping[str, str],
    automatic: Mapping[str, str] = _NONE,
) -> Machine:
    """Build a machine from {code: (word, role)} and {from: "to to to"}; a wrong code is a bug."""
    for before, after in (*moves.items(), *automatic.items()):
        unknown = {before, *after.split()} - set(states)
        if unknown:
            raise ValueError(f"{noun} has no state {sorted(unknown)}")
    wrong = {role for _word, role in states.values()} - set(ROLES)
    if wrong:
        raise ValueError(f"there is no role {sorted(wrong)}")
    return Machine(
        noun,
        MappingProxyType({code: State(code, *shown) for code, shown in states.items()}),
        _sets(moves),
        _sets(automatic),
    )


def _sets(moves: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({code: frozenset(after.split()) for code, after in moves.items()})
