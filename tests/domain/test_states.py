"""The state machine itself, and what is true of every noun's."""

import pytest

from studio.domain import briefs, clients, deliverables, invoices, projects, proposals
from studio.domain.states import ROLES, machine
from studio.errors import Invalid
from studio.text import Message

DOOR = machine(
    "door",
    {"open": (Message("Open", "door"), "good"), "shut": (Message("Shut"), "neutral"),
     "burnt": (Message("Burnt"), "bad")},
    {"open": "shut", "shut": "open"},
    {"open": "burnt", "shut": "burnt"},
)  # fmt: skip

MACHINES = [
    briefs.STATES,
    clients.STATES,
    deliverables.STATES,
    invoices.STATES,
    projects.STATES,
    projects.SETTLEMENT,
    proposals.STATES,
]


def test_states_are_offered_in_order_without_what_happens_by_itself():
    assert DOOR.reachable("open") == ("shut", "burnt")
    assert DOOR.offered("open") == ("shut",)
    assert DOOR.reachable("burnt") == DOOR.reachable("lost") == ()
    assert "open" in DOOR
    assert "lost" not in DOOR


def test_moves_are_checked_and_named():
    DOOR.check("open", "burnt")
    with pytest.raises(Invalid) as caught:
        DOOR.check("burnt", "open")
    assert str(caught.value.fields["state"]) == 'There is no step from "Burnt" to "Open".'


def test_an_unknown_state_is_shown_as_it_is():
    assert str(DOOR.label("lost")) == "lost"
    assert (DOOR.role("lost"), DOOR.role("burnt")) == ("neutral", "bad")


@pytest.mark.parametrize(("states", "moves"), [
    ({"a": (Message("Shut"), "good")}, {"a": "b"}),
    ({"a": (Message("Shut"), "good")}, {"b": "a"}),
    ({"a": (Message("Shut"), "pink")}, {}),
])  # fmt: skip
def test_a_wrong_table_is_a_bug(states, moves):
    with pytest.raises(ValueError, match=r"no state|no role"):
        machine("door", states, moves)


@pytest.mark.parametrize("one", MACHINES, ids=lambda one: one.noun)
def test_each_state_has_a_word_and_a_role_and_goes_only_to_others(one):
    assert {state.role for state in one.states.values()} <= set(ROLES)
    for code, state in one.states.items():
        assert str(state.label)
        assert code not in one.reachable(code)
