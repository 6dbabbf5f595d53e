"""State machines: which states a noun has, which moves there are, and how a state is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from studio.errors import Invalid
from studio.text import Message


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

    def __contains__(self, code: str) -> bool:
        return code in self.states

    def state(self, code: str) -> State:
        """Return a state; an unknown code is shown as it is."""
        return self.states.get(code) or State(code, Message(code))

    def label(self, code: str) -> Message:
        """Return the word of a state."""
        return self.state(code).label

    def role(self, code: str) -> str:
        """Return the role that colours a state."""
        return self.state(code).role

    def reachable(self, code: str) -> tuple[str, ...]:
        """Return the states that may follow, in the machine's order."""
        after = self.moves.get(code, frozenset())
        return tuple(other for other in self.states if other in after)

    def check(self, before: str, after: str) -> None:
        """Raise Invalid where there is no such move."""
        if after not in self.states or after not in self.moves.get(before, frozenset()):
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
    noun: str, states: Mapping[str, tuple[Message, str]], moves: Mapping[str, str]
) -> Machine:
    """Build a machine from {code: (word, role)} and {from: "to to to"}."""
    return Machine(
        noun,
        MappingProxyType({code: State(code, *shown) for code, shown in states.items()}),
        MappingProxyType({code: frozenset(after.split()) for code, after in moves.items()}),
    )
