"""One proposal whole: its fields, its versions, one of them with rows, sums and checks."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import proposals as rules
from studio.domain.money import Money
from studio.domain.pricing import margin
from studio.domain.proposals import Finding
from studio.persistence.tables.attachments import Attachment
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.clients import Client, Contact
from studio.persistence.tables.projects import Project
from studio.persistence.tables.proposals import (
    Proposal,
    ProposalCreator,
    ProposalInstalment,
    ProposalLine,
    ProposalOption,
    ProposalStep,
    ProposalVersion,
)
from studio.persistence.tables.studio import LegalEntity, Person, Studio
from studio.persistence.tables.talent import Talent
from studio.services import access
from studio.services.operation import load, query, scope, today
from studio.services.proposals.offered import unoffered
from studio.services.proposals.priced import part_amounts, unnumbered
from studio.services.proposals.protected import exclusive
from studio.services.proposals.rates import rate_findings
from studio.services.proposals.reading import (
    TEXTS,
    lines_of,
    names_of,
    options_of,
    parts_of,
    texts_of,
    values,
    version_no,
    versions_of,
)
from studio.services.proposals.rows import (
    Answer,
    Consent,
    CreatorRow,
    InstalmentRow,
    LineRow,
    Milestone,
    OptionRow,
    Step,
    Sums,
    Version,
    VersionHead,
)
from studio.services.proposals.rows import Proposal as Whole
from studio.services.studio.rows import copied
from studio.text import Message

ALWAYS = frozenset({"cover", "price", "acceptance"})
"""Parts that print whether or not anything was written for them."""


@query
def one(session: Session, proposal_id: int, no: int | None = None) -> Whole:
    """Return a proposal whole, with its newest version or the one asked for."""
    row = load(session, Proposal, proposal_id)
    version = version_no(session, proposal_id, no or row.newest)
    client = load(session, Client, row.client_id)
    company = load(session, LegalEntity, row.legal_entity_id)
    brief = session.get(Brief, row.brief_id) if row.brief_id else None
    contact = session.get(Contact, row.contact_id) if row.contact_id else None
    owner = session.get(Person, row.owner_id) if row.owner_id else None
    project = session.exec(select(Project.id).where(Project.proposal_id == proposal_id)).first()
    internal = _sees_internal(session)
    return copied(
        Whole,
        row,
        number=row.number or "",
        client=client.name,
        client_zh=client.name_zh,
        client_language=client.language,
        brief=brief.number if brief else "",
        brief_state=brief.state if brief else "",
        company=company.code,
        contact=contact.name if contact else "",
        contact_email=contact.email if contact else "",
        owner=owner.name if owner else "",
        owner_zh=owner.name_zh if owner else "",
        project_id=project,
        versions=tuple(_head(session, each) for each in versions_of(session, proposal_id)),
        shown=_version(session, version, internal=internal),
        steps=tuple(_steps(session, proposal_id)),
        internal=internal,
    )


def _sees_internal(session: Session) -> bool:
    return access.may(scope(session).roles, "proposals.margin")


def _head(session: Session, row: ProposalVersion) -> VersionHead:
    state = rules.shown_state(row.state, row.valid_until, today(session))
    return VersionHead(row.key, row.no, state, row.sent_on, row.change_note)


def checks(session: Session, row: ProposalVersion) -> list[Finding]:
    """Return what the checks before sending find in a version, inside a running transaction."""
    studio = session.exec(select(Studio)).one()
    found = rules.findings(values(session, row), today=today(session), floor=studio.margin_floor)
    return [*_of_people(session, row), *found]


def _of_people(session: Session, row: ProposalVersion) -> list[Finding]:
    """Return what is to be said of those who are named: may they be offered, at which price."""
    return [*unoffered(session, row), *exclusive(session, row), *rate_findings(session, row)]


def _version(session: Session, row: ProposalVersion, *, internal: bool) -> Version:
    known = values(session, row)
    studio = session.exec(select(Studio)).one()
    options = options_of(session, row.key)
    lines = lines_of(session, row.key)
    creators = parts_of(session, ProposalCreator, row.key)
    found = [
        *_of_people(session, row),
        *rules.findings(known, today=today(session), floor=studio.margin_floor),
    ]
    advised = rules.advised(known)
    return copied(
        Version,
        row,
        shown=rules.shown_state(row.state, row.valid_until, today(session)),
        editable=row.state in rules.EDITABLE,
        parts=_texts(row),
        milestones=tuple(_milestones(row)),
        consents=tuple(_consents(session, row)),
        answer=_answer(session, row),
        options=tuple(_option(each, row.currency) for each in options),
        lines=tuple(_lines(session, known, lines, options, internal=internal)),
        creators=tuple(_creator(session, each) for each in creators),
        instalments=tuple(_instalments(session, row, known, advised)),
        sums=tuple(_sums(known, internal=internal)),
        advised=advised,
        findings=tuple(each for each in found if each.severity != rules.OK),
        passed=sum(each.severity == rules.OK for each in found),
        filled=_filled(row, lines, creators),
        floor=studio.margin_floor,
    )


def _texts(row: ProposalVersion) -> dict[str, dict[str, str]]:
    return {
        key: {name: text for name, text in kept.items() if name in ("en", "zh")}
        for key, kept in row.parts.items()
    }


def _milestones(row: ProposalVersion) -> list[Milestone]:
    return [
        Milestone(
            each.get("title", ""),
            each.get("title_zh", ""),
            date.fromisoformat(each["start"]),
            date.fromisoformat(each["end"]) if each.get("end") else None,
        )
        for each in row.parts.get("timeline", {}).get("rows", ())
    ]


def _consents(session: Session, row: ProposalVersion) -> list[Consent]:
    order = sorted(row.consents, key=lambda key: (row.consents[key].get("at", 0), key))
    found = []
    for key in order:
        kept = row.consents[key]
        person = session.get(Person, kept["by"]) if kept.get("by") else None
        found.append(
            Consent(
                key,
                kept["text"],
                kept.get("text_zh", ""),
                bool(kept.get("done")),
                person.name if person else "",
                date.fromisoformat(kept["on"]) if kept.get("on") else None,
            )
        )
    return found


def _answer(session: Session, row: ProposalVersion) -> Answer:
    file = session.get(Attachment, row.evidence_id) if row.evidence_id else None
    return Answer(
        on=row.answered_on,
        by=row.answered_by,
        channel=row.answer_channel,
        note=row.answer_note,
        letters=row.accepted,
        reason=row.reason,
        evidence_id=row.evidence_id,
        evidence=file.name if file else "",
    )


def _option(row: ProposalOption, currency: str) -> OptionRow:
    return copied(OptionRow, row, price=None if row.price is None else Money(row.price, currency))


def _lines(
    session: Session,
    known: rules.Version,
    lines: Sequence[ProposalLine],
    options: Sequence[ProposalOption],
    *,
    internal: bool,
) -> list[LineRow]:
    names = names_of(session, lines)
    letters = [one.letter for one in options]
    section = 0
    found = []
    for at, line in enumerate(lines):
        section += line.row == "heading"
        amount, cost = _figures(known, at)
        name, name_zh = names.get(line.key, ("", ""))
        found.append(
            copied(
                LineRow,
                line,
                title=unnumbered(line.title) if line.row == "heading" else line.title,
                title_zh=unnumbered(line.title_zh) if line.row == "heading" else line.title_zh,
                section=section,
                options=_letters(known, at),
                price=Money(line.unit_price, known.currency),
                cost=cost if internal else None,
                margin=margin(amount, cost) if internal and cost else None,
                amount=amount,
                amounts=_amounts(known, at, letters),
                talent=name,
                talent_zh=name_zh,
            )
        )
    return found


def _section(known: rules.Version, at: int) -> list[rules.Line]:
    """Return the items of the section that row `at` heads, or ends as a subtotal."""
    lines = known.lines
    if lines[at].row == "item":
        return [lines[at]]
    start = at
    while lines[at].row == "subtotal" and start > 0 and lines[start].row != "heading":
        start -= 1
    found = []
    for line in lines[start + (lines[start].row == "heading") :]:
        if line.row == "heading" or line is lines[at]:
            break
        found.append(line)
    return [line for line in found if line.row == "item"]


def _figures(known: rules.Version, at: int) -> tuple[Money, Money]:
    """Return price and cost of a row; of a heading or subtotal those of its items together."""
    price, cost = Money(0, known.currency), Money(0, known.currency)
    if known.lines[at].row != "note":
        for line in _section(known, at):
            price += rules.amount(line, known.currency)
            cost += line.cost or Money(0, known.currency)
    return price, cost


def _letters(known: rules.Version, at: int) -> str:
    """Return the options a row is part of; a heading's are those of its items."""
    if known.lines[at].row not in ("heading", "subtotal"):
        return known.lines[at].options
    items = _section(known, at)
    return "".join(sorted({letter for line in items for letter in line.options}))


def _amounts(known: rules.Version, at: int, letters: Sequence[str]) -> Mapping[str, Money]:
    if known.lines[at].row not in ("heading", "subtotal"):
        return {}
    return {each: rules.subtotal(known.lines, at, each, known.currency) for each in letters}


def _creator(session: Session, row: ProposalCreator) -> CreatorRow:
    talent = session.get(Talent, row.talent_id) if row.talent_id else None
    return copied(CreatorRow, row, talent_kind=talent.kind if talent else "")


def _instalments(
    session: Session, row: ProposalVersion, known: rules.Version, advised: str
) -> list[InstalmentRow]:
    rows = parts_of(session, ProposalInstalment, row.key)
    amounts = part_amounts(known, advised) if advised else []
    nothing = Money(0, row.currency)
    return [
        copied(InstalmentRow, each, amount=amounts[at] if amounts else nothing)
        for at, each in enumerate(rows)
    ]


def _sums(known: rules.Version, *, internal: bool) -> list[Sums]:
    return [
        Sums(
            letter=letter,
            subtotal=found.totals.subtotal,
            discount=found.totals.discount,
            net=found.totals.net,
            tax=found.totals.tax,
            gross=found.totals.gross,
            cost=found.cost if internal else None,
            margin=found.margin if internal and found.cost else None,
        )
        for letter, found in rules.by_letter(known).items()
    ]


def _filled(
    row: ProposalVersion, lines: Sequence[ProposalLine], creators: Sequence[ProposalCreator]
) -> frozenset[str]:
    """Return the parts that print something."""
    written = {part for part, text in texts_of(row, creators).items() if text}
    if creators:
        written.add("creators")
    if any(line.row == "item" and line.pieces > 0 for line in lines):
        written.add("deliverables")
    return frozenset(written | ALWAYS) & TEXTS.keys()


def _steps(session: Session, proposal_id: int) -> list[Step]:
    found: Any = session.exec(
        select(ProposalStep, ProposalVersion.no, Person.name, Person.name_zh)
        .join(ProposalVersion, col(ProposalVersion.id) == col(ProposalStep.version_id))
        .outerjoin(Person, col(Person.id) == col(ProposalStep.created_by))
        .where(ProposalStep.proposal_id == proposal_id)
        .order_by(col(ProposalStep.id))
    ).all()
    return [
        Step(no, step.before, step.after, step.note, step.created_at, name or "", zh or "")
        for step, no, name, zh in found
    ]


@query
def changed(session: Session, proposal_id: int, no: int, older: int) -> list[Message]:
    """Return what is different in one version against an older one, in words."""
    old = values(session, version_no(session, proposal_id, older))
    return rules.changes(old, values(session, version_no(session, proposal_id, no)))
