"""Incubation: states and gates (SM-9), the rubric of the tests, plan, growth and money."""

from studio.domain.incubation.fields import (
    BASES,
    GATES,
    MILESTONE_GATES,
    MONEY_GATES,
    MONEY_KINDS,
    TEST_GATES,
    TIERS,
)
from studio.domain.incubation.gates import (
    GATE_LABELS,
    Gate,
    Standing,
    check_move,
    gate_label,
    gates_for,
)
from studio.domain.incubation.growth import Growth, growth_of
from studio.domain.incubation.marks import (
    MARKS,
    Marks,
    PassMarks,
    RubricPart,
    advice,
    marks_of,
    pass_marks,
    reminder_days,
    rubric,
)
from studio.domain.incubation.states import COLUMNS, LEFT, OWNER_ONLY, REASON_NEEDED, STATES

__all__ = [
    "BASES",
    "COLUMNS",
    "GATES",
    "GATE_LABELS",
    "LEFT",
    "MARKS",
    "MILESTONE_GATES",
    "MONEY_GATES",
    "MONEY_KINDS",
    "OWNER_ONLY",
    "REASON_NEEDED",
    "STATES",
    "TEST_GATES",
    "TIERS",
    "Gate",
    "Growth",
    "Marks",
    "PassMarks",
    "RubricPart",
    "Standing",
    "advice",
    "check_move",
    "gate_label",
    "gates_for",
    "growth_of",
    "marks_of",
    "pass_marks",
    "reminder_days",
    "rubric",
]
