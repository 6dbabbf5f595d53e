"""A copy of everything kept of a person: a readable PDF, the data as JSON, the attached files."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel, col

from studio.domain.attachments import export_name
from studio.domain.names import ascii_short
from studio.domain.talent import retention as terms
from studio.errors import Invalid
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.persistence.tables.accounts import SocialAccount
from studio.persistence.tables.attachments import Attachment
from studio.persistence.tables.talent import Talent
from studio.services.operation import command, load, scope, today
from studio.services.talent.personal import consents, looks, sealed
from studio.services.talent.personal.copying import sheet_of
from studio.text import Message

FORMS = ("zip", "pdf", "json")
"""Everything with the files; to read; for machines."""

ELSEWHERE = frozenset({"personal_data", "person_key", "proposal_line"})
"""Tables that have a place of their own in a copy, or say what a client pays."""

HOUSE = frozenset(
    {"version", "created_by", "changed_by", "changed_at", "name_keys", "cost", "occupied_from",
     "occupied_to", "lane", "alone", "position"}
)  # fmt: skip
"""Columns that say nothing about the person, or what the house reckons."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy ready to be written: the name and the bytes of one file."""

    name: str
    data: bytes


@command("Export a person", right="talent.private", undo=False)
def export(
    session: Session,
    talent_id: int,
    form: str = "zip",
    *,
    language: str = "",
    recipient: str = "",
    abroad: bool = False,
) -> Copy:
    """Return a copy of everything kept of a person, and log that it left, to whom, and where to.

    A copy goes out of China only on a ground that was chosen; raises Invalid at `abroad`.
    """
    person = load(session, Talent, talent_id)
    if form not in FORMS:
        raise Invalid({"form": Message("Choose one of the list.")})
    if abroad and not consents.may_leave(session, person):
        reason = Message("Choose first on what ground their data may go abroad.")
        raise Invalid({"abroad": reason})
    chosen = language or ("zh" if person.country == "CN" else "en")
    name = f"PERSON_{ascii_short(person.code or str(talent_id))}"
    name = f"{name}_{ascii_short(person.name or person.name_zh)}".strip("_")
    looks.log(session, talent_id, "export", recipient, abroad=abroad)
    if form == "json":
        return Copy(f"{name}.json", _text(session, person))
    paper = scope(session).build("factsheet", sheet_of(session, person, chosen).document)
    if form == "pdf":
        return Copy(f"{name}.pdf", paper)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(f"{name}.pdf", paper)
        bundle.writestr(f"{name}.json", _text(session, person))
        for place, content in _files(session, talent_id):
            bundle.writestr(place, content)
    return Copy(f"{name}.zip", data.getvalue())


def _files(session: Session, talent_id: int) -> list[tuple[str, bytes]]:
    found = session.scalars(
        select(Attachment)
        .where(
            col(Attachment.noun) == "talent",
            col(Attachment.record_id) == talent_id,
            col(Attachment.archived).is_(False),
        )
        .order_by(col(Attachment.id))
    )
    return [
        (
            f"files/{number:02d}_{export_name(row.name)}",
            scope(session).files.get(session, row.sha256),
        )
        for number, row in enumerate(found, start=1)
    ]


def _text(session: Session, person: Talent) -> bytes:
    return json.dumps(data_of(session, person), ensure_ascii=False, indent=2, default=str).encode()


def data_of(session: Session, person: Talent) -> dict[str, Any]:
    """Return everything kept of a person as plain data, inside a running call.

    Records that were merged into this one are the same person and come along.
    """
    merged = session.scalars(select(Talent).where(col(Talent.merged_into) == person.key)).all()
    keys = [person.key, *(row.key for row in merged)]
    found: dict[str, Any] = {
        "exported_on": today(session).isoformat(),
        "person": _readable(person.model_dump(mode="json")),
        "personal_data": sealed.values(session, person.key),
    }
    if merged:
        found["merged_records"] = [_readable(row.model_dump(mode="json")) for row in merged]
    accounts = session.scalars(
        select(col(SocialAccount.id)).where(col(SocialAccount.talent_id).in_(keys))
    ).all()
    for name, table in SQLModel.metadata.tables.items():
        condition: Any = None
        if "talent_id" in table.columns:
            condition = table.c.talent_id.in_(keys)
        elif name in ("follower_snapshot", "audience_snapshot"):
            condition = table.c.account_id.in_(accounts)
        elif name == "attachment":
            condition = (table.c.noun == "talent") & table.c.record_id.in_(keys)
        if condition is None or name in ELSEWHERE:
            continue
        rows = [
            _readable(row) for row in session.execute(select(table).where(condition)).mappings()
        ]
        if rows:
            found[name] = rows
    found["purposes"] = {
        code: {
            "en": f"{term.purpose.en}; {term.basis.en}",
            "zh": f"{term.purpose.zh}；{term.basis.zh}",
        }
        for code, term in terms.terms(today(session)).items()
    }
    return found


def _readable(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        str(name): value
        for name, value in row.items()
        if name not in HOUSE and value not in ("", None, [], {})
    }
