"""Commands on a proposal's own fields and on those of the version in work."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from studio.domain import gates, identifiers, typed
from studio.domain import proposals as rules
from studio.domain.money import exponent, half_up
from studio.errors import Invalid
from studio.persistence.tables.clients import Contact
from studio.persistence.tables.proposals import (
    Proposal,
    ProposalOption,
    ProposalVersion,
)
from studio.persistence.tables.studio import TaxRate
from studio.services import clients
from studio.services.operation import command, load, name_step, scope, today
from studio.services.proposals.rates import take_anew
from studio.services.proposals.reading import (
    TEXT_KEYS,
    called,
    editable,
    lines_of,
    parts_of,
)
from studio.services.proposals.rows import Milestone
from studio.services.studio.rows import put
from studio.text import Message, Named

FIXED_ONCE_SENT = frozenset({"client_id", "legal_entity_id"})
LEAST_REASON = 10
"""Characters of a reason for passing a block (look 3)."""
MOST_ROWS = 40


@command("Change proposal", right="proposals.edit")
def change(
    session: Session, proposal_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a proposal's own fields; return its new version.

    Client and company stay once a version was sent. Another client brings its own contact.
    """
    proposal = load(session, Proposal, proposal_id, version)
    clean = rules.check(rules.PROPOSAL, values)
    moved = {
        name for name in FIXED_ONCE_SENT & clean.keys() if clean[name] != _kept(proposal, name)
    }
    if moved and proposal.number:
        reason = Message("{number} was sent: client and company stay.", number=proposal.number)
        raise Invalid(dict.fromkeys(moved, reason))
    _demand(clean, "client_id", "legal_entity_id")
    if "client_id" in moved:
        clients.refuse_new(session, clean["client_id"], "proposal")
        clean["contact_id"] = standard_contact(session, clean["client_id"])
    put(proposal, clean)
    name_step(session, Message("Change proposal {proposal}", proposal=called(proposal)))
    session.flush()
    return proposal.version


def _kept(proposal: Proposal, name: str) -> object:
    return getattr(proposal, name)


def _demand(clean: Mapping[str, Any], *names: str) -> None:
    empty = [name for name in names if name in clean and clean[name] is None]
    if empty:
        raise Invalid(dict.fromkeys(empty, Message("This is needed.")))


def standard_contact(session: Session, client_id: int) -> int | None:
    """Return the contact a client's documents go to: the standard one, else the first."""
    found = session.exec(
        select(Contact)
        .where(Contact.client_id == client_id, col(Contact.archived).is_(False))
        .order_by(col(Contact.standard).desc(), col(Contact.id))
    ).first()
    return None if found is None else found.id


@command("Change proposal", right="proposals.edit")
def change_version(
    session: Session, version_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change fields of the version in work; return its new version.

    Another currency keeps the figures as they are written: 1,200.00 GBP becomes 1,200.00 USD;
    prices of rate cards are taken anew, and go where no card has that currency.
    """
    row = editable(session, version_id, version)
    table = {**rules.VERSION, "currency": identifiers.currency}
    del table["override_reason"]
    clean = rules.check(table, values)
    other = "currency" in clean and clean["currency"] != row.currency
    if other:
        _rewrite(session, row, clean["currency"])
    put(row, clean)
    if other:
        take_anew(session, row)
    _name(session, row)
    session.flush()
    return row.version


def _rewrite(session: Session, version: ProposalVersion, currency: str) -> None:
    """Keep the figures when the currency has another number of decimal places."""
    step = exponent(currency) - exponent(version.currency)
    if not step:
        return
    for line in lines_of(session, version.key):
        line.unit_price, line.cost = _scaled(line.unit_price, step), _scaled(line.cost, step)
    for option in parts_of(session, ProposalOption, version.key):
        if option.price is not None:
            option.price = _scaled(option.price, step)


def _scaled(minor: int, step: int) -> int:
    return half_up(Decimal(minor).scaleb(step))


@command("Change tax of a proposal", right="proposals.edit")
def use_tax_rate(session: Session, version_id: int, *, version: int, tax_rate_id: int) -> int:
    """Take mode, rate and name from one of the company's tax rates; return the new version."""
    row = editable(session, version_id, version)
    put(row, tax_of(load(session, TaxRate, tax_rate_id)))
    _name(session, row)
    session.flush()
    return row.version


_MODES = {"reverse_charge": "reverse_charge", "outside_scope": "outside_scope", "none": "none"}


def tax_of(rate: TaxRate) -> dict[str, Any]:
    """Return what a version keeps of a tax rate: mode, rate and names."""
    return {
        "tax_mode": _MODES.get(rate.treatment, "excl"),
        "tax_rate": rate.rate,
        "tax_name": rate.name,
        "tax_name_zh": rate.name_zh,
    }


@command("Write text", right="proposals.edit")
def write(
    session: Session,
    version_id: int,
    *,
    version: int,
    key: str,
    en: str | None = None,
    zh: str | None = None,
) -> int:
    """Write one of the texts of the fifteen parts; return the version's new version."""
    row = editable(session, version_id, version)
    if key not in TEXT_KEYS:
        raise Invalid({"key": Message("There is no such part.")})
    clean = gates.cleaned(
        {"en": gates.long_words(), "zh": gates.long_words()},
        {name: text for name, text in (("en", en), ("zh", zh)) if text is not None},
    )
    row.parts = {**row.parts, key: {**row.parts.get(key, {}), **clean}}
    name_step(session, Message("Write {part}", part=_part_label(key)))
    session.flush()
    return row.version


def _part_label(key: str) -> Message:
    extra = {
        "price_notes": rules.PARTS["price"],
        "exclusivity": rules.PARTS["usage"],
        "whitelisting": rules.PARTS["usage"],
        "ai": rules.PARTS["labels"],
    }
    return extra.get(key) or rules.PARTS[key]


@command("Change timeline", right="proposals.edit")
def set_milestones(
    session: Session, version_id: int, *, version: int, rows: Sequence[Milestone]
) -> int:
    """Set the rows of the timeline, in their order; return the version's new version."""
    version_row = editable(session, version_id, version)
    if len(rows) > MOST_ROWS:
        raise Invalid({"rows": Message("A timeline has at most {most} rows.", most=MOST_ROWS)})
    timeline = dict(version_row.parts.get("timeline", {}))
    timeline["rows"] = [_kept_milestone(row) for row in rows]
    version_row.parts = {**version_row.parts, "timeline": timeline}
    session.flush()
    return version_row.version


def _kept_milestone(row: Milestone) -> dict[str, str]:
    title = typed.text(row.title, limit=120)
    start, end = gates.day(row.start), gates.day(row.end)
    if not title and not row.title_zh.strip():
        raise Invalid({"title": Message("A row of the timeline needs a name.")})
    if start is None:
        raise Invalid({"start": Message("A row of the timeline needs its day.")})
    if end is not None and end < start:
        raise Invalid({"end": Message("It ends before it begins.")})
    kept = {"title": title, "title_zh": typed.text(row.title_zh, limit=120)}
    kept["start"] = start.isoformat()
    return kept if end is None or end == start else {**kept, "end": end.isoformat()}


@command("Add a tick before sending", right="proposals.edit")
def add_consent(
    session: Session, version_id: int, *, version: int, text: str, text_zh: str = ""
) -> str:
    """Add something that must be ticked by hand before sending; return its key."""
    row = editable(session, version_id, version)
    clean = gates.cleaned(
        {"text": gates.words(required=True), "text_zh": gates.words()},
        {"text": text, "text_zh": text_zh},
    )
    key = _free_key(clean["text"], row.consents)
    at = max((one.get("at", 0) for one in row.consents.values()), default=0) + 1
    row.consents = {**row.consents, key: {**clean, "done": False, "at": at}}
    _name(session, row)
    session.flush()
    return key


def _free_key(text: str, known: Mapping[str, Any]) -> str:
    base = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:30] or "tick"
    return next(key for key in (base, *(f"{base}_{n}" for n in range(2, 1000))) if key not in known)


@command("Tick before sending", right="proposals.edit")
def tick_consent(
    session: Session, version_id: int, *, version: int, key: str, done: bool, on: date | None = None
) -> int:
    """Tick that something is there (or take the tick back), with who and when.

    Returns the version's new version.
    """
    row = editable(session, version_id, version)
    if key not in row.consents:
        raise Invalid({"key": Message("There is nothing of this kind to tick.")})
    stamp = {"by": scope(session).person_id, "on": (on or today(session)).isoformat()}
    entry = {**row.consents[key], "done": done, **(stamp if done else {"by": None, "on": None})}
    row.consents = {**row.consents, key: entry}
    named = Named(entry["text"], entry.get("text_zh", ""))
    source = (
        Message("Tick {consent}", consent=named)
        if done
        else Message("Take back the tick {consent}", consent=named)
    )
    name_step(session, source)
    session.flush()
    return row.version


@command("Remove a tick before sending", right="proposals.edit")
def remove_consent(session: Session, version_id: int, *, version: int, key: str) -> int:
    """Take a tick out again; return the version's new version."""
    row = editable(session, version_id, version)
    row.consents = {name: entry for name, entry in row.consents.items() if name != key}
    _name(session, row)
    session.flush()
    return row.version


@command("Pass the margin check", right="proposals.override")
def override_margin(session: Session, version_id: int, *, version: int, reason: str) -> int:
    """Let the owner send below the lowest margin, with a reason that stays in the history.

    An empty reason takes it back. Returns the version's new version.
    """
    row = editable(session, version_id, version)
    text = typed.text(reason, limit=1000, multiline=True)
    if text and len(text) < LEAST_REASON:
        raise Invalid(
            {
                "override_reason": Message(
                    "Say why in at least {count} characters; it stays in the history.",
                    count=LEAST_REASON,
                )
            }
        )
    row.override_reason = text
    session.flush()
    return row.version


@command("Archive proposal", right="proposals.edit")
def archive(session: Session, proposal_id: int, *, version: int) -> int:
    """Take a proposal off the list; return its new version."""
    return _set_archived(session, proposal_id, version, archived=True)


@command("Restore proposal", right="proposals.edit")
def restore(session: Session, proposal_id: int, *, version: int) -> int:
    """Put an archived proposal back on the list; return its new version."""
    return _set_archived(session, proposal_id, version, archived=False)


def _set_archived(session: Session, proposal_id: int, version: int, *, archived: bool) -> int:
    proposal = load(session, Proposal, proposal_id, version)
    proposal.archived = archived
    label = (
        Message("Archive proposal {proposal}", proposal=called(proposal))
        if archived
        else Message("Restore proposal {proposal}", proposal=called(proposal))
    )
    name_step(session, label)
    session.flush()
    return proposal.version


def _name(session: Session, version: ProposalVersion) -> None:
    proposal = session.get_one(Proposal, version.proposal_id)
    name_step(session, Message("Change proposal {proposal}", proposal=called(proposal)))


@command("Archive proposals", right="proposals.edit")
def archive_many(session: Session, ids: Sequence[int]) -> int:
    """Take several proposals off the list in one step; return how many."""
    return _set_many(session, ids, archived=True)


@command("Restore proposals", right="proposals.edit")
def restore_many(session: Session, ids: Sequence[int]) -> int:
    """Put several archived proposals back on the list in one step; return how many."""
    return _set_many(session, ids, archived=False)


def _set_many(session: Session, ids: Sequence[int], *, archived: bool) -> int:
    found = [load(session, Proposal, key) for key in ids]
    changed = [one for one in found if one.archived != archived]
    for one in changed:
        one.archived = archived
    session.flush()
    label = (
        Message("{n} proposals archived", n=len(changed))
        if archived
        else Message("{n} proposals restored", n=len(changed))
    )
    name_step(session, label)
    return len(changed)
