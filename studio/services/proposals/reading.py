"""Reads a version and its rows out of the tables, as the values the rules work on."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from studio.domain import proposals as rules
from studio.domain.money import Money
from studio.errors import Locked, Missing
from studio.persistence.base import Entity
from studio.persistence.tables.proposals import (
    Proposal,
    ProposalCreator,
    ProposalInstalment,
    ProposalLine,
    ProposalOption,
    ProposalVersion,
)
from studio.persistence.tables.talent import Talent
from studio.services.operation import load
from studio.text import Message, Named

R = TypeVar("R", bound=Entity)

TEXTS: Mapping[str, tuple[str, ...]] = {
    **{key: (key,) for key in rules.PARTS},
    "price": ("price", "price_notes"),
    "usage": ("usage", "exclusivity", "whitelisting"),
    "labels": ("labels", "ai"),
}
"""Each of the fifteen parts and the texts in it, by the keys they are kept under."""

TEXT_KEYS = frozenset(key for keys in TEXTS.values() for key in keys)


def parts_of(session: Session, table: type[R], version_id: int) -> list[R]:
    """Return a version's rows of one kind in their order."""
    found: Any = table
    return list(
        session.exec(
            select(table)
            .where(found.version_id == version_id)
            .order_by(col(found.position), col(found.id))
        )
    )


def options_of(session: Session, version_id: int) -> list[ProposalOption]:
    """Return a version's options, add-ons last."""
    found = parts_of(session, ProposalOption, version_id)
    return sorted(found, key=lambda option: (option.addon, option.position, option.letter))


def lines_of(session: Session, version_id: int) -> list[ProposalLine]:
    """Return a version's rows of the price table."""
    return parts_of(session, ProposalLine, version_id)


def values(session: Session, version: ProposalVersion) -> rules.Version:
    """Return a version as the rules take it."""
    key, currency = version.key, version.currency
    creators = parts_of(session, ProposalCreator, key)
    return rules.Version(
        currency=currency,
        no=version.no,
        language=version.language,
        valid_until=version.valid_until,
        tax_mode=version.tax_mode,
        tax_rate=version.tax_rate,
        discount=version.discount,
        options=tuple(_option(one, currency) for one in options_of(session, key)),
        lines=tuple(line_value(one, currency) for one in lines_of(session, key)),
        instalments=tuple(_instalment(one) for one in parts_of(session, ProposalInstalment, key)),
        creators=tuple(Named(one.name, one.name_zh) for one in creators),
        consents=consents_of(version.consents),
        texts=texts_of(version, creators),
        override_reason=version.override_reason,
    )


def _option(row: ProposalOption, currency: str) -> rules.Option:
    return rules.Option(
        letter=row.letter,
        title=row.title,
        title_zh=row.title_zh,
        group=row.group,
        addon=row.addon,
        advised=row.advised,
        percent=row.percent,
        price=None if row.price is None else Money(row.price, currency),
        id=row.id,
    )


def line_value(row: ProposalLine, currency: str) -> rules.Line:
    """Return a row of the price table as the rules take it."""
    return rules.Line(
        row=row.row,
        kind=row.kind,
        title=row.title,
        title_zh=row.title_zh,
        detail=row.detail,
        options=row.options,
        quantity=row.quantity,
        unit=row.unit,
        price=Money(row.unit_price, currency),
        discount=row.discount,
        cost=Money(row.cost, currency),
        free=row.free,
        platform=row.platform,
        format=row.format,
        pieces=row.pieces,
        id=row.id,
    )


def _instalment(row: ProposalInstalment) -> rules.Instalment:
    return rules.Instalment(
        title=row.title,
        title_zh=row.title_zh,
        trigger=row.trigger,
        share=row.share,
        terms_kind=row.terms_kind,
        terms_days=row.terms_days,
        planned_on=row.planned_on,
        id=row.id,
    )


def consents_of(kept: Mapping[str, Any]) -> tuple[rules.Consent, ...]:
    """Return the ticks before sending in the order they were added."""
    order = sorted(kept, key=lambda key: (kept[key].get("at", 0), key))
    return tuple(
        rules.Consent(
            key=key,
            text=kept[key]["text"],
            done=bool(kept[key].get("done")),
            text_zh=kept[key].get("text_zh", ""),
        )
        for key in order
    )


def texts_of(version: ProposalVersion, creators: Sequence[ProposalCreator]) -> dict[str, str]:
    """Return the words of each part in both languages, for the checks and for what changed."""
    found = {
        part: "\n".join(
            text
            for key in keys
            for text in (version.parts.get(key, {}).get(each, "") for each in ("en", "zh"))
            if text
        )
        for part, keys in TEXTS.items()
    }
    rows = version.parts.get("timeline", {}).get("rows", ())
    dates = "\n".join(f"{row['title']} {row.get('start')} {row.get('end')}" for row in rows)
    found["timeline"] = f"{dates}\n{found['timeline']}".strip()
    reasons = "\n".join(f"{one.why}\n{one.why_zh}" for one in creators).strip()
    found["creators"] = f"{found['creators']}\n{reasons}".strip()
    return found


def version_no(session: Session, proposal_id: int, no: int) -> ProposalVersion:
    """Return one version of a proposal by its number."""
    found = session.exec(
        select(ProposalVersion).where(
            ProposalVersion.proposal_id == proposal_id, ProposalVersion.no == no
        )
    ).one_or_none()
    if found is None:
        raise Missing(Message("This version is not there any more."))
    return found


def newest(session: Session, proposal: Proposal) -> ProposalVersion:
    """Return the version in work, or the last one that went out."""
    return version_no(session, proposal.key, proposal.newest)


def versions_of(session: Session, proposal_id: int) -> list[ProposalVersion]:
    """Return all versions, the first one first."""
    return list(
        session.exec(
            select(ProposalVersion)
            .where(ProposalVersion.proposal_id == proposal_id)
            .order_by(col(ProposalVersion.no))
        )
    )


def names_of(session: Session, lines: Sequence[ProposalLine]) -> dict[int, tuple[str, str]]:
    """Return line id -> the names of its creator, as sent, or of today while it is in work."""
    found = {}
    for line in lines:
        if line.talent_id is None:
            continue
        version = session.get_one(ProposalVersion, line.version_id)
        if version.pdf and (line.talent_name or line.talent_name_zh):
            found[line.key] = line.talent_name, line.talent_name_zh
        else:
            talent = session.get_one(Talent, line.talent_id)
            found[line.key] = talent.name, talent.name_zh
    return found


def keep_names(session: Session, version: ProposalVersion) -> None:
    """Copy the names of the creators into the lines of a version that goes out."""
    lines = lines_of(session, version.key)
    names = names_of(session, lines)
    for line in lines:
        line.talent_name, line.talent_name_zh = names.get(line.key, ("", ""))


def editable(session: Session, version_id: int, version: int | None = None) -> ProposalVersion:
    """Return a version that is still worked on; raise Locked for one that went out."""
    row = load(session, ProposalVersion, version_id, version)
    if row.state not in rules.EDITABLE:
        raise Locked(
            Message("This version was sent and stays as it is. Make a new version to change it.")
        )
    return row


def part(session: Session, table: type[R], key: int, version: int | None) -> R:
    """Return a row of a version that is still worked on; raise Locked otherwise."""
    row = load(session, table, key, version)
    found: Any = row
    editable(session, found.version_id)
    return row


def called(proposal: Proposal) -> str | Named:
    """Return the name a step of undo uses: the number where there is one, else the title."""
    return proposal.number or Named(proposal.title, proposal.title_zh)
