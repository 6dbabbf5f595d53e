"""The tests of incubation: the rubric, the marks it gave, what passes and what is advised."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from studio.domain.rulefiles import Rule, read
from studio.text import Message, Named

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


def advice(marks: Marks, today: date, state: str = "testing") -> tuple[Message, ...]:
    """Return what is advised: training for each weak part, or the next stage after the tests."""
    if not marks.parts:
        return ()
    found = [
        Message("Nurture: {training}, {weeks} weeks", training=part.advice, weeks=part.weeks)
        for part in rubric(today)
        if part.code in marks.weak
    ]
    if found:
        return tuple(found)
    if marks.passed and state == "testing":
        return (Message("Ready to nurture"),)
    return ()
