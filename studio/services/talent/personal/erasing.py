"""Erasing a person while the books stay: what goes, what stays until when, and doing it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, SQLModel, col

from studio.domain import agreements
from studio.domain.talent import personal as rules
from studio.domain.talent import retention as terms
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.persistence.audit import ROWS
from studio.persistence.tables.accounts import (
    AgencyLink,
    FollowerSnapshot,
    SocialAccount,
    VirtualProfile,
)
from studio.persistence.tables.agreements import Contract, Release
from studio.persistence.tables.attachments import Attachment
from studio.persistence.tables.incubation import (
    Incubation,
    IncubationMilestone,
    IncubationMoney,
    IncubationStep,
    IncubationTest,
)
from studio.persistence.tables.partnerships import Partnership
from studio.persistence.tables.personal import PersonalConsent, PersonalData, Retention
from studio.persistence.tables.talent import Talent
from studio.services.operation import command, load, name_step, query, scope, today
from studio.services.studio.rows import put
from studio.services.talent.naming import called, keep_keys
from studio.services.talent.personal import keys, looks
from studio.text import Message

SEALED = SQLModel.metadata.tables["person_key"]

BLANKED: dict[type[Any], tuple[str, ...]] = {
    AgencyLink: ("contact", "note"),
    Incubation: ("source", "basis_note", "state_reason", "plan_note", "payee", "ip_proof"),
    IncubationMilestone: ("note",),
    IncubationMoney: ("note",),
    IncubationStep: ("decision", "override_reason"),
    IncubationTest: ("note",),
    Partnership: ("note",),
    PersonalConsent: ("by", "note", "withdrawn_reason"),
    VirtualProfile: ("underlying_person", "consent", "voice_source"),
}
"""Columns of rows that stay, in which somebody may have written about the person."""

BYTES = (
    ("attachment", "sha256"), ("invoice", "pdf"), ("proposal_version", "pdf"),
    ("call_sheet", "pdf"), ("snapshot_import", "payload"), ("studio", "logo"),
    ("legal_entity", "logo"), ("legal_entity", "stamp"),
)  # fmt: skip
"""Columns that name the bytes of a file by their SHA-256."""

GONE: tuple[type[Any], ...] = (PersonalData, Retention)
SIGNATURES: dict[Any, tuple[str, ...]] = {
    Contract: ("signed_by_them", "note"),
    Release: ("signed_by", "guardian", "note"),
}


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing somebody would do: how much goes, and what stays until when."""

    files: int
    drafts: int
    """Contracts and releases nobody signed; they go."""
    kept: int
    """Signed ones, kept with their signatures until their time is over."""
    kept_until: date | None
    """When the last of them may go; None where nothing is kept or a contract has no end."""
    documents: int
    """Proposals and invoices that went out and name the person."""


@query
def consequences(session: Session, talent_id: int) -> Erasure:
    """Return what erasing somebody would take and what would stay."""
    keys.demand_right(session)
    held, drafts = _papers(session, talent_id)
    until = [_held_until(session, row) for row in held]
    files = select(func.count()).where(
        col(Attachment.noun) == "talent", col(Attachment.record_id) == talent_id
    )
    creator, version = (
        SQLModel.metadata.tables[n] for n in ("proposal_creator", "proposal_version")
    )
    sent = (
        select(func.count())
        .select_from(creator.join(version, version.c.id == creator.c.version_id))
        .where(
            creator.c.talent_id == talent_id, version.c.state.not_in(("draft", "internal_review"))
        )
    )
    return Erasure(
        files=session.execute(files).scalar_one(),
        drafts=len(drafts),
        kept=len(held),
        kept_until=None if None in until else max((day for day in until if day), default=None),
        documents=session.execute(sent).scalar_one(),
    )


def _papers(session: Session, talent_id: int) -> tuple[list[Any], list[Any]]:
    """Return signed papers whose time is not over, and all others."""
    held: list[Any] = []
    others: list[Any] = []
    for row in (*_of(session, Contract, talent_id), *_of(session, Release, talent_id)):
        until = _held_until(session, row)
        signed = _is_signed(row)
        (held if signed and (until is None or until >= today(session)) else others).append(row)
    return held, others


def _is_signed(row: Any) -> bool:
    if isinstance(row, Contract):
        return row.state in ("signed", "terminated")
    return row.signed_on is not None


def _held_until(session: Session, row: Any) -> date | None:
    """Return until when a signed paper is kept; None while it has no end."""
    term, on = terms.terms(today(session))["contact"], today(session)
    if isinstance(row, Contract):
        end = row.terminated_on if row.state == "terminated" else row.end_on
        if end is None and agreements.in_force(row.state, row.end_on, on):
            return None
        return term.until(end or on)
    end = row.revoked_on or row.last_on
    return term.until(end) if end is not None else None


def _of(session: Session, table: Any, talent_id: int) -> Sequence[Any]:
    return session.scalars(select(table).where(col(table.talent_id) == talent_id)).all()


@command("Erase a person", right="talent.private", undo=False)
def erase(session: Session, talent_id: int, *, version: int, reason: str = "") -> str:
    """Erase a person's data and keep the books: the record stays under a number.

    Sealed values lose their key, so that the journal's old ones cannot be read either; what the
    journal says in the clear is blotted out. Issued documents and signed papers keep what they
    say until their time is over, as the law asks. Returns the name the record has now.
    """
    row = load(session, Talent, talent_id, version)
    before = called(row)
    for table in GONE:
        for gone in _of(session, table, talent_id):
            session.delete(gone)
    _erase_papers(session, talent_id)
    _erase_files(session, talent_id)
    _erase_accounts(session, talent_id)
    for table, names in BLANKED.items():
        for one in _of(session, table, talent_id):
            put(one, dict.fromkeys(names, ""))
    put(row, dict.fromkeys((*rules.PLAIN, "city", "do_not_pitch_reason"), ""))
    put(row, {"niches": [], "languages": [], "values": [], "skills": [], "person_id": None})
    row.name, row.name_zh = f"Erased {talent_id}", f"已删除 {talent_id}"
    keep_keys(row)
    row.archived = True
    row.erased_on = today(session)
    looks.log(session, talent_id, "erase", reason)
    session.flush()
    session.connection().execute(delete(SEALED).where(SEALED.c.talent_id == talent_id))
    _blot(session, talent_id, {before.en, before.zh} - {""})
    _blot_own(session)
    name_step(session, Message("Erase {name}", name=called(row)))
    return row.name


def _erase_papers(session: Session, talent_id: int) -> None:
    _held, others = _papers(session, talent_id)
    for paper in others:
        if _is_signed(paper):
            put(paper, dict.fromkeys(SIGNATURES[type(paper)], ""))
        elif isinstance(paper, Contract):
            put(paper, dict.fromkeys(SIGNATURES[Contract], ""))
            paper.state, paper.state_reason = "cancelled", ""
        else:
            session.delete(paper)


def _erase_files(session: Session, talent_id: int) -> None:
    """Take the person's files away, and the bytes nothing else needs."""
    asked = select(Attachment).where(
        col(Attachment.noun) == "talent", col(Attachment.record_id) == talent_id
    )
    rows = session.scalars(asked).all()
    proofs = select(FollowerSnapshot).where(
        col(FollowerSnapshot.evidence_id).in_([row.key for row in rows])
    )
    for reading in session.scalars(proofs):
        reading.evidence_id = None
    session.flush()
    for row in rows:
        session.delete(row)
    session.flush()
    for sha256 in {row.sha256 for row in rows}:
        if not any(_holds(session, table, column, sha256) for table, column in BYTES):
            scope(session).files.remove(session, sha256)


def _holds(session: Session, table: str, column: str, sha256: str) -> bool:
    named = SQLModel.metadata.tables[table]
    asked = select(named.c.id).where(named.c[column] == sha256)
    return session.execute(asked).first() is not None


def _erase_accounts(session: Session, talent_id: int) -> None:
    for account in _of(session, SocialAccount, talent_id):
        account.handle = account.handle_key = f"erased-{account.key}"
        account.uid = None
        account.url = ""
        account.marketplace_id = ""
        account.state = "closed"


_BLOTTED = {
    "talent": (*rules.PLAIN, "city", "do_not_pitch_reason", "name_keys"),
    "social_account": ("handle", "handle_key", "uid", "url", "marketplace_id"),
    "attachment": ("name",),
    "talent_release": ("signed_by", "guardian", "note"),
    "contract": ("signed_by_them", "note"),
    **{str(table.__tablename__): names for table, names in BLANKED.items()},
}


def _blot_own(session: Session) -> None:
    """Take the person out of what this very command is about to write into the journal."""
    log = session.info["changes"]
    for place, change in enumerate(log):
        wanted = _BLOTTED.get(change.table)
        if wanted is not None and change.before is not None:
            image = {name: ("" if name in wanted else was) for name, was in change.before.items()}
            log[place] = replace(change, before=image)


def _blot(session: Session, talent_id: int, names: set[str]) -> None:
    """Take what names or describes the person out of the journal's older rows and labels."""
    connection = session.connection()
    own = (ROWS.c.noun == "talent") & (ROWS.c.record == talent_id)
    actions = set()
    for entry in connection.execute(select(ROWS).where(own)):
        actions.add(entry.action_id)
        wanted = _BLOTTED.get(entry.table)
        if wanted is None:
            continue
        images = {
            side: {name: ("" if name in wanted else value) for name, value in image.items()}
            for side, image in (("before", entry.before), ("after", entry.after))
            if image is not None
        }
        if images:
            connection.execute(update(ROWS).where(ROWS.c.id == entry.id).values(**images))
    log = SQLModel.metadata.tables["action"]
    for action in connection.execute(
        select(log.c.id, log.c.label_values).where(log.c.id.in_(actions))
    ):
        words = json.dumps(action.label_values, ensure_ascii=False)
        if any(name in words for name in names):
            blotted = dict.fromkeys(action.label_values, "…")
            connection.execute(
                update(log).where(log.c.id == action.id).values(label_values=blotted)
            )
