"""The test report on paper: what somebody's tests gave, part by part, and what is advised."""

from datetime import date
from decimal import Decimal

from sqlmodel import Session

from studio.documents.factsheet import Fact, Grid, Section, SheetKind
from studio.documents.language import Bilingual, same
from studio.domain import incubation as incubation_rules
from studio.domain.names import file_name
from studio.errors import Invalid
from studio.services.incubation.queries import read_one
from studio.services.incubation.rows import Incubation
from studio.services.operation import query, today
from studio.services.parties import both, said
from studio.services.sheets import Sheet, fact, heads, sheet, studio_row
from studio.text import Message


@query
def report_on_tests(session: Session, talent_id: int, language: str = "") -> Sheet:
    """Return what somebody's tests gave, part by part, and what is advised."""
    one = read_one(session, talent_id)
    if not one.tests:
        raise Invalid({"tests": Message("There is no test yet.")})
    now = today(session)
    limits = incubation_rules.pass_marks(now)
    average = one.marks.average
    facts = [
        fact(Message("Tests"), same(str(one.marks.tests))),
        fact(
            Message("Average"),
            said(
                Message(
                    "{average} of 10, {pass_mark} passes",
                    average="-" if average is None else f"{average:f}",
                    pass_mark=_mark(limits.average),
                )
            ),
        ),
    ]
    sections = [_marks(one, limits.least, now)]
    if one.advice:
        sections.append(
            Section(
                title=said(Message("Advice")),
                facts=tuple(Fact(value=said(words).capital()) for words in one.advice),
            )
        )
    sections.append(_test_list(one))
    if one.milestones:
        sections.append(_plan(one))
    chosen = language or studio_row(session).language
    return sheet(
        session,
        SheetKind.TEST_REPORT,
        chosen,
        title=both(one.name, one.name_zh),
        facts=facts,
        sections=sections,
        name=file_name("TESTREPORT", one.code, one.name or one.name_zh, 0, chosen),
    )


def _mark(tenths: int) -> str:
    return f"{Decimal(tenths) / 10:.1f}"


def _marks(one: Incubation, least: int, now: date) -> Section:
    names = heads(Message("Part", "rubric"), Message("Mark"), Message("Least"), Message("Result"))
    rows = []
    for part in incubation_rules.rubric(now):
        mark = one.marks.parts.get(part.code)
        weak = part.code in one.marks.weak
        result = (
            Message("not tested")
            if mark is None
            else (Message("below") if weak else Message("passes"))
        )
        rows.append(
            (
                Bilingual(part.name.en, part.name.zh),
                same("–" if mark is None else _mark(mark)),
                same(_mark(least)),
                said(result),
            )
        )
    return Section(
        title=said(Message("Marks")), grid=Grid(heads=names, rows=tuple(rows), right=(1, 2))
    )


def _test_list(one: Incubation) -> Section:
    names = heads(Message("Test"), Message("Held on"), Message("Judge"))
    rows = tuple(
        (
            both(test.title, test.title_zh),
            same(test.held_on.isoformat()),
            both(test.judge, test.judge_zh),
        )
        for test in one.tests
    )
    return Section(title=said(Message("Tests")), grid=Grid(heads=names, rows=rows))


def _plan(one: Incubation) -> Section:
    names = heads(Message("Milestone"), Message("Due"), Message("Done"))
    rows = tuple(
        (
            both(stone.title, stone.title_zh),
            same(stone.due_on.isoformat() if stone.due_on else "–"),
            same(stone.done_on.isoformat() if stone.done_on else "–"),
        )
        for stone in one.milestones
    )
    return Section(title=said(Message("Plan")), grid=Grid(heads=names, rows=rows))
