"""New proposals: empty, from a template, or from a ready brief in the client's own words."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import identifiers
from studio.domain import proposals as rules
from studio.domain.money import zero
from studio.errors import Invalid
from studio.persistence.tables.briefs import Brief
from studio.persistence.tables.clients import Client
from studio.persistence.tables.proposals import (
    Proposal,
    ProposalInstalment,
    ProposalLine,
    ProposalOption,
    ProposalVersion,
)
from studio.persistence.tables.studio import LegalEntity, Person, Studio, TaxRate
from studio.services import clients
from studio.services.operation import command, load, name_step, scope, today
from studio.services.proposals.briefed import lines_of_brief, texts_of_brief, window_row
from studio.services.proposals.header import standard_contact, tax_of
from studio.services.proposals.templates import Template, template
from studio.text import Message


@command("New proposal", right="proposals.edit")
def create(session: Session, values: Mapping[str, object], *, template_key: str = "") -> int:
    """Begin a proposal for a client, empty or from a template; return its id.

    `values` are fields of the proposal and, if wished, language and currency of its document.
    Everything else comes from the client, the company and the studio's settings.
    """
    own = {"language", "currency"}
    clean = rules.check(rules.PROPOSAL, {k: v for k, v in values.items() if k not in own})
    gates = {"language": rules.VERSION["language"], "currency": identifiers.currency}
    more = rules.check(gates, {k: v for k, v in values.items() if k in own})
    if not clean.get("client_id"):
        raise Invalid({"client_id": Message("A proposal needs its client.")})
    clients.refuse_new(session, clean["client_id"], "proposal")
    chosen = template(template_key)
    if chosen is not None:
        clean = {"title": chosen.title, "title_zh": chosen.title_zh, **clean}
    if not clean.get("title"):
        raise Invalid({"title": Message("This is needed.")})
    proposal = _add(session, clean)
    version = _first_version(session, proposal, more, chosen)
    _write_texts(session, proposal, version, chosen)
    _add_rows(session, version, chosen)
    name_step(session, Message("New proposal {title}", title=proposal.title))
    return proposal.key


@command("New proposal", right="proposals.edit")
def create_from_brief(session: Session, brief_id: int, *, template_key: str = "") -> int:
    """Begin a proposal that answers a brief: its client, words, items and window; return its id."""
    brief = load(session, Brief, brief_id)
    if brief.client_id is None:
        raise Invalid({"client_id": Message("The brief needs its client first.")})
    if brief.state not in ("ready", "proposed"):
        raise Invalid({"brief_id": Message("Brief {number} is not ready.", number=brief.number)})
    clients.refuse_new(session, brief.client_id, "proposal")
    title = brief.title or brief.title_zh
    values = {"client_id": brief.client_id, "brief_id": brief_id, "title": title}
    proposal = _add(session, {**values, "title_zh": brief.title_zh, "contact_id": brief.contact_id})
    more = {
        name: value
        for name, value in (("currency", brief.currency), ("language", brief.language))
        if value
    }
    chosen = template(template_key)
    version = _first_version(session, proposal, more, chosen)
    _write_texts(session, proposal, version, chosen)
    version.parts = {**version.parts, **texts_of_brief(session, brief, version)}
    rows = lines_of_brief(session, brief, version.currency)
    if rows:
        _add_parts(session, version, ProposalOption, [_OPTION_A])
        _add_parts(session, version, ProposalLine, rows)
        _add_schedule(session, version, live=any(row.get("format") == "live" for row in rows))
    else:
        _add_rows(session, version, chosen)
    _set_timeline(version, [window_row(brief)] if brief.window_from else [])
    _shorten(session, version, rows)
    session.flush()
    name_step(
        session, Message("New proposal from {brief}", brief=brief.number or str(proposal.title))
    )
    return proposal.key


_OPTION_A: Mapping[str, Any] = {
    "letter": "A",
    "title": "As asked for",
    "title_zh": "按需求",
    "advised": True,
}


def _add(session: Session, values: Mapping[str, Any]) -> Proposal:
    client = load(session, Client, values["client_id"])
    values = {
        **values,
        "legal_entity_id": values.get("legal_entity_id") or _company(session, client),
        "contact_id": values.get("contact_id") or standard_contact(session, client.key),
        "owner_id": values.get("owner_id") or scope(session).person_id,
    }
    proposal = Proposal(**values)
    session.add(proposal)
    session.flush()
    return proposal


def _company(session: Session, client: Client) -> int:
    if client.legal_entity_id is not None:
        return client.legal_entity_id
    found = session.exec(
        select(LegalEntity)
        .where(col(LegalEntity.archived).is_(False))
        .order_by(col(LegalEntity.id))
    ).first()
    if found is None:
        raise Invalid({"legal_entity_id": Message("Add your company in Settings first.")})
    return found.key


def _first_version(
    session: Session, proposal: Proposal, more: Mapping[str, Any], chosen: Template | None
) -> ProposalVersion:
    client = load(session, Client, proposal.client_id)
    studio = session.exec(select(Studio)).one()
    days = min(studio.validity_days, chosen.validity_days) if chosen else studio.validity_days
    version = ProposalVersion(
        **{
            "proposal_id": proposal.key,
            "currency": client.currency,
            "language": client.language,
            "page_size": client.page_size,
            "valid_until": today(session) + timedelta(days=days),
            "prepared_by": scope(session).person_id,
            **_tax(session, proposal.legal_entity_id, client),
            **more,
        }
    )
    session.add(version)
    session.flush()
    return version


def _tax(session: Session, entity_id: int, client: Client) -> dict[str, Any]:
    """Return the tax a client is charged: by its own treatment and rate, else the usual one."""
    rates = session.exec(
        select(TaxRate)
        .where(TaxRate.legal_entity_id == entity_id, col(TaxRate.archived).is_(False))
        .order_by(col(TaxRate.standard).desc(), col(TaxRate.id))
    ).all()
    fitting = [rate for rate in rates if rate.treatment == client.tax_treatment]
    exact = [rate for rate in fitting if client.tax_rate in (None, rate.rate)]
    found = next(iter(exact or fitting or list(rates)), None)
    return tax_of(found) if found else {"tax_mode": "none"}


def _write_texts(
    session: Session, proposal: Proposal, version: ProposalVersion, chosen: Template | None
) -> None:
    """Write what the studio says everywhere, and the template's words with their names put in."""
    studio = session.exec(select(Studio)).one()
    client = load(session, Client, proposal.client_id)
    owner = session.get(Person, proposal.owner_id) if proposal.owner_id else None
    parts: dict[str, Any] = {
        "about": {"en": studio.about, "zh": studio.about_zh},
        "terms": {"en": studio.terms, "zh": studio.terms_zh},
    }
    if owner is not None:
        parts["team"] = {
            "en": f"{owner.name}, your contact" if owner.name else "",
            "zh": f"{owner.name_zh or owner.name} 对接人",
        }
    for key, texts in (chosen.parts if chosen else {}).items():
        parts[key] = {
            "en": texts["en"].replace("{client}", client.name or client.name_zh),
            "zh": texts["zh"].replace("{client}", client.name_zh or client.name),
        }
    version.parts = {key: texts for key, texts in parts.items() if any(texts.values())}
    if chosen:
        start = today(session)
        _set_timeline(version, [_milestone(start, row) for row in chosen.milestones])


def _milestone(start: date, row: Mapping[str, Any]) -> dict[str, str]:
    first = start + timedelta(days=row["after"])
    kept = {"title": row["title"], "title_zh": row["title_zh"], "start": first.isoformat()}
    if row.get("days", 1) > 1:
        kept["end"] = (first + timedelta(days=row["days"] - 1)).isoformat()
    return kept


def _set_timeline(version: ProposalVersion, rows: list[dict[str, str]]) -> None:
    if rows:
        timeline = {**version.parts.get("timeline", {}), "rows": rows}
        version.parts = {**version.parts, "timeline": timeline}


def _add_rows(session: Session, version: ProposalVersion, chosen: Template | None) -> None:
    if chosen is None:
        _add_parts(session, version, ProposalOption, [{"letter": "A", "advised": True}])
        _add_schedule(session, version, live=False)
        return
    _add_parts(session, version, ProposalOption, chosen.options)
    _add_parts(session, version, ProposalLine, chosen.lines)
    _add_parts(session, version, ProposalInstalment, chosen.instalments)


def _add_schedule(session: Session, version: ProposalVersion, *, live: bool) -> None:
    """Add the usual payment schedule; a proposal without a price yet counts as a small one."""
    parts = scope(session).rules.payment_parts(zero(version.currency), live=live)
    rows = [
        {
            "title": part.title,
            "title_zh": part.title_zh,
            "trigger": part.trigger,
            "share": part.share,
            "terms_kind": part.terms_kind,
            "terms_days": part.terms_days,
        }
        for part in parts
    ]
    _add_parts(session, version, ProposalInstalment, rows)


def _add_parts(
    session: Session,
    version: ProposalVersion,
    table: type[ProposalOption] | type[ProposalLine] | type[ProposalInstalment],
    rows: Iterable[Mapping[str, Any]],
) -> None:
    for position, row in enumerate(rows, start=1):
        place: dict[str, Any] = {"proposal_id": version.proposal_id, "version_id": version.key}
        session.add(table(**place, position=position, **row))
    session.flush()


def _shorten(session: Session, version: ProposalVersion, rows: Iterable[Mapping[str, Any]]) -> None:
    """Slots of live sessions are held for a shorter time."""
    if any(row.get("format") == "live" for row in rows):
        days = scope(session).rules.validity_days(live=True)
        version.valid_until = today(session) + timedelta(days=days)
