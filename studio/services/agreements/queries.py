"""What can be asked of agreements: those of a talent, one whole, what ends soon."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, false, literal, select
from sqlmodel import Session, SQLModel

from studio.domain import agreements as rules
from studio.domain import incubation
from studio.errors import Missing
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.services.agreements.rows import Contract, Ending, Papers, Release
from studio.services.operation import query, today
from studio.text import Message, Named

T = SQLModel.metadata.tables
CONTRACT, RELEASE, WINDOW = T["contract"], T["talent_release"], T["exclusivity"]
TALENT, CLIENT = T["talent"], T["client"]
VIRTUAL, CREW = T["virtual_profile"], T["crew_profile"]


@query
def of_talent(session: Session, talent_id: int) -> Papers:
    """Return the contracts and releases of a talent, those in force first."""
    now = today(session)
    rows = session.execute(
        select(CONTRACT).where(CONTRACT.c.talent_id == talent_id).order_by(CONTRACT.c.id.desc())
    ).all()
    amended = {row.parent_id for row in rows if row.state == "signed"}
    contracts = [_contract(session, row, now, amended=row.id in amended) for row in rows]
    releases = [
        _release(session, row, now)
        for row in session.execute(
            select(RELEASE).where(RELEASE.c.talent_id == talent_id).order_by(RELEASE.c.id.desc())
        )
    ]
    order = {"active": 0, "ending": 0, "signed": 1, "planned": 1}
    return Papers(
        tuple(sorted(contracts, key=lambda one: order.get(one.state.code, 2))),
        tuple(sorted(releases, key=lambda one: order.get(one.state.code, 2))),
    )


@query
def contract(session: Session, contract_id: int) -> Contract:
    """Return one contract whole; raise Missing where it is gone."""
    row = session.execute(select(CONTRACT).where(CONTRACT.c.id == contract_id)).first()
    if row is None:
        raise Missing(Message("This contract is not there any more."))
    child = session.execute(
        select(CONTRACT.c.id).where(
            CONTRACT.c.parent_id == contract_id, CONTRACT.c.state == "signed"
        )
    ).first()
    return _contract(session, row, today(session), amended=child is not None)


@query
def ending(session: Session) -> list[Ending]:
    """Return what ends within its last reminder, the next first.

    Contracts, releases, exclusivities, licences of invented characters and insurances of crew.
    """
    return list(read_ending(session, today(session)))


def read_ending(session: Session, now: date) -> list[Ending]:
    """Return what ends soon, inside a running call."""
    steps = incubation.reminder_days(now)
    last = now + timedelta(days=max(steps))
    found: list[Ending] = []
    found += _endings(session, "contract", _contracts(now, last), now, steps)
    found += _endings(session, "release", _releases(now, last), now, steps)
    found += _endings(session, "exclusivity", _windows(now, last), now, steps)
    for what, until in (
        ("model", VIRTUAL.c.model_until),
        ("voice", VIRTUAL.c.voice_until),
        ("insurance", CREW.c.insured_until),
    ):
        found += _endings(session, "licence", _licences(what, until, now, last), now, steps)
    return sorted(found, key=lambda one: (one.end, one.kind, one.id))


def _named(table: Any) -> Any:
    return (
        select(
            table.c.id,
            table.c.version,
            table.c.talent_id,
            TALENT.c.name,
            TALENT.c.name_zh,
            CLIENT.c.name.label("client"),
            CLIENT.c.name_zh.label("client_zh"),
        )
        .select_from(table)
        .join(TALENT, TALENT.c.id == table.c.talent_id)
        .where(TALENT.c.archived.is_(False))
    )


def _contracts(now: date, last: date) -> Any:
    child = CONTRACT.alias("child")
    amended = select(child.c.parent_id).where(
        child.c.parent_id.is_not(None), child.c.state == "signed"
    )
    return (
        _named(CONTRACT)
        .add_columns(CONTRACT.c.kind.label("what"), CONTRACT.c.end_on.label("end"))
        .outerjoin(CLIENT, CLIENT.c.id == CONTRACT.c.client_id)
        .where(
            CONTRACT.c.state == "signed",
            CONTRACT.c.end_on.between(now, last),
            CONTRACT.c.id.not_in(amended),
        )
    )


def _releases(now: date, last: date) -> Any:
    project = T["project"]
    return (
        _named(RELEASE)
        .add_columns(RELEASE.c.kind.label("what"), RELEASE.c.last_on.label("end"))
        .outerjoin(project, project.c.id == RELEASE.c.project_id)
        .outerjoin(CLIENT, CLIENT.c.id == project.c.client_id)
        .where(
            RELEASE.c.signed_on.is_not(None),
            RELEASE.c.revoked_on.is_(None),
            RELEASE.c.last_on.between(now, last),
        )
    )


def _windows(now: date, last: date) -> Any:
    return (
        _named(WINDOW)
        .add_columns(WINDOW.c.category.label("what"), WINDOW.c.last_on.label("end"))
        .outerjoin(CLIENT, CLIENT.c.id == WINDOW.c.client_id)
        .where(WINDOW.c.state == "active", WINDOW.c.last_on.between(now, last))
    )


def _licences(what: str, until: Any, now: date, last: date) -> Any:
    """Select the licences, or insurances, of one kind: they are for every client."""
    return (
        _named(until.table)
        .add_columns(literal(what).label("what"), until.label("end"))
        .outerjoin(CLIENT, false())
        .where(until.between(now, last))
    )


def _endings(
    session: Session, kind: str, asked: Any, now: date, steps: tuple[int, ...]
) -> Iterable[Ending]:
    for row in session.execute(asked):
        reminder = rules.reminder_due(row.end, now, steps)
        if reminder is not None:
            yield Ending(
                kind,
                row.id,
                row.version,
                row.what,
                row.talent_id,
                row.name,
                row.name_zh,
                row.client or "",
                row.client_zh or "",
                row.end,
                (row.end - now).days,
                reminder,
            )


_COPIED = (
    "id", "version", "number", "kind", "title", "title_zh", "talent_id", "client_id", "project_id",
    "legal_entity_id", "parent_id", "state_reason", "start_on", "end_on", "notice_days", "split",
    "exclusive", "territory", "law", "payment_terms", "signed_by_us", "signed_by_us_on",
    "signed_by_them", "signed_by_them_on", "note",
)  # fmt: skip


def _contract(session: Session, row: Row[Any], now: date, *, amended: bool) -> Contract:
    shown = rules.shown_contract(row.state, row.start_on, row.end_on, now, amended=amended)
    return Contract(
        **{name: getattr(row, name) for name in _COPIED},
        state=rules.CONTRACTS.state(shown),
        stored=row.state,
        platforms=tuple(row.platforms),
        clauses=tuple((code, bool(row.clauses.get(code))) for code in rules.CLAUSES),
        missing=rules.missing_clauses(row.law, row.clauses),
        moves=rules.CONTRACTS.offered("signed" if shown in ("active", "ending") else shown),
        client=_called(session, "client", row.client_id),
        company=_called(session, "legal_entity", row.legal_entity_id, "legal_name"),
    )


def _called(session: Session, table: str, key: int | None, column: str = "name") -> Named:
    """Return what a record that an agreement names is called; empty where it names none."""
    if key is None:
        return Named("")
    named = T[table]
    asked = select(named.c[column], named.c[f"{column}_zh"]).where(named.c.id == key)
    return Named(*session.execute(asked).one())


def _release(session: Session, row: Row[Any], now: date) -> Release:
    shown = rules.shown_release(
        signed_on=row.signed_on,
        first_on=row.first_on,
        last_on=row.last_on,
        revoked_on=row.revoked_on,
        today=now,
    )
    return Release(
        row.id,
        row.version,
        row.talent_id,
        row.project_id,
        row.kind,
        row.scope,
        tuple(row.media),
        row.territory,
        rules.RELEASE_STATES.state(shown),
        row.first_on,
        row.last_on,
        row.signed_on,
        row.signed_by,
        row.guardian,
        row.revoked_on,
        row.revoke_reason,
        row.note,
        _called(session, "project", row.project_id),
    )
