"""Turns a version's rows into the document that prints it; cost and margin have no place there."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import zip_longest

from sqlmodel import Session, select

from studio.documents.language import NOTHING, Bilingual, Language, same
from studio.documents.paper import Mark, Paper
from studio.documents.parties import Person as PrintedPerson
from studio.documents.proposal import (
    Creator,
    Deliverable,
    Milestone,
    ProposalDocument,
)
from studio.domain import platforms, rulefiles
from studio.persistence.tables.clients import Client
from studio.persistence.tables.proposals import (
    Proposal,
    ProposalCreator,
    ProposalLine,
    ProposalVersion,
)
from studio.persistence.tables.studio import LegalEntity, Person, Studio
from studio.persistence.tables.talent import Talent
from studio.services.operation import load
from studio.services.parties import both, brand, footer, issuer, recipient
from studio.services.proposals.priced import price
from studio.services.proposals.reading import lines_of, names_of, parts_of, versions_of

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def document(session: Session, proposal: Proposal, version: ProposalVersion) -> ProposalDocument:
    """Return what a version prints now: from its rows and from the records it names.

    A version that has no sending day yet prints as a draft.
    """
    studio = session.exec(select(Studio)).one()
    entity = load(session, LegalEntity, proposal.legal_entity_id)
    client = load(session, Client, proposal.client_id)
    author = session.get(Person, version.prepared_by or proposal.owner_id or 0)
    audience, keywords = _audience(text(version, "insight"))
    team, team_text = _team(text(version, "team"))
    lines = lines_of(session, version.key)
    return ProposalDocument(
        language=Language(version.language),
        paper=Paper(version.page_size),
        mark=Mark.NONE if version.sent_on else Mark.DRAFT,
        number=proposal.number or "",
        version=version.no,
        replaces=_replaced(session, version),
        stamped_at=version.sent_at or _stamp(version),
        brand=brand(session, studio, entity),
        issuer=issuer(entity),
        client=recipient(session, client, proposal.contact_id),
        title=both(proposal.title, proposal.title_zh),
        lead=text(version, "cover"),
        issue_date=version.sent_on,
        valid_until=version.valid_until,
        prepared_by=_author(author),
        answer_to=author.email if author else entity.email,
        about=text(version, "about"),
        brief=text(version, "reading"),
        audience=audience,
        keywords=keywords,
        idea=text(version, "idea"),
        creators=tuple(_creators(session, version)),
        creators_text=text(version, "creators"),
        deliverables=tuple(_deliverables(session, lines)),
        deliverables_text=text(version, "deliverables"),
        timeline=tuple(_timeline(version)),
        timeline_text=text(version, "timeline"),
        price=price(session, version),
        usage=text(version, "usage"),
        exclusivity=text(version, "exclusivity"),
        whitelisting=text(version, "whitelisting"),
        disclosure=text(version, "labels"),
        ai_use=text(version, "ai"),
        targets_text=text(version, "kpis"),
        team=team,
        team_text=team_text,
        terms=text(version, "terms"),
        acceptance=text(version, "acceptance"),
        footer=footer(entity),
    )


def content_of(printed: ProposalDocument) -> str:
    """Return a fingerprint of what a document says, whenever and under whichever number."""
    plain = replace(printed, number="", issue_date=None, mark=Mark.NONE, stamped_at=_EPOCH)
    return hashlib.sha256(repr(plain).encode()).hexdigest()


def text(version: ProposalVersion, key: str) -> Bilingual:
    """Return one of the texts of the fifteen parts."""
    kept = version.parts.get(key, {})
    return Bilingual(kept.get("en", ""), kept.get("zh", ""))


def _stamp(version: ProposalVersion) -> datetime:
    """A draft is dated by its validity, so that the same draft is the same bytes."""
    day = version.valid_until
    return datetime.combine(day, time(), UTC) if day else _EPOCH


def _replaced(session: Session, version: ProposalVersion) -> int | None:
    """Return the number of the version that was sent before this one."""
    earlier = [
        other.no
        for other in versions_of(session, version.proposal_id)
        if other.no < version.no and other.sent_on
    ]
    return max(earlier, default=None)


def _author(person: Person | None) -> PrintedPerson | None:
    if person is None:
        return None
    return PrintedPerson(both(person.name, person.name_zh), email=person.email)


def _blocks(words: str) -> tuple[str, list[str]]:
    """Split a text into its running words and the entries of its lists."""
    lines = words.splitlines()
    entries = [line[2:].strip() for line in lines if line.startswith("- ")]
    rest = "\n".join(line for line in lines if not line.startswith("- ")).strip()
    return rest, [entry for entry in entries if entry]


def _audience(words: Bilingual) -> tuple[Bilingual, tuple[Bilingual, ...]]:
    """Return the running words, and the list under them as keywords."""
    en, entries = _blocks(words.en)
    zh, entries_zh = _blocks(words.zh)
    pairs = zip_longest(entries, entries_zh, fillvalue="")
    return Bilingual(en, zh), tuple(Bilingual(one, other) for one, other in pairs)


_NAME_AND_ROLE = re.compile(r"^([^,，]{2,40})[,，]\s*(.{2,60})$")
_NAME_AND_ROLE_ZH = re.compile(r"^(\S{2,12})[,， ]\s*(\S.{0,40})$")


def _team(words: Bilingual) -> tuple[tuple[PrintedPerson, ...], Bilingual]:
    """Return the people of a text that names one on each line with a role, else the text."""
    lines, lines_zh = words.en.splitlines(), words.zh.splitlines()
    people = [_NAME_AND_ROLE.match(line) for line in lines]
    people_zh = [_NAME_AND_ROLE_ZH.match(line) for line in lines_zh]
    told = [each for each in (people, people_zh) if each]
    if not told or not all(all(each) for each in told) or len({len(each) for each in told}) > 1:
        return (), words
    found = []
    for one, other in zip_longest(people, people_zh):
        name = Bilingual(one[1].strip() if one else "", other[1].strip() if other else "")
        role = Bilingual(one[2].strip() if one else "", other[2].strip() if other else "")
        found.append(PrintedPerson(name, role))
    return tuple(found), NOTHING


def tier_name(code: str) -> Bilingual:
    """Return a tier's name; an unknown one is printed as it is."""
    known = next((rule for rule in rulefiles.read("tiers") if rule.key == code), None)
    return Bilingual(known.name, known.name_zh) if known else same(code)


def _platform(code: str) -> Bilingual:
    return Bilingual(platforms.platform_name(code, "en"), platforms.platform_name(code, "zh"))


def _creators(session: Session, version: ProposalVersion) -> list[Creator]:
    found = []
    for row in parts_of(session, ProposalCreator, version.key):
        talent = session.get(Talent, row.talent_id) if row.talent_id else None
        found.append(
            Creator(
                name=both(row.name, row.name_zh),
                platform=_platform(row.platform) if row.platform else NOTHING,
                tier=tier_name(row.tier) if row.tier else NOTHING,
                followers=row.followers,
                read_on=row.as_of,
                reason=Bilingual(row.why, row.why_zh),
                virtual=talent is not None and talent.kind == "virtual",
            )
        )
    return found


def _deliverables(session: Session, lines: Sequence[ProposalLine]) -> list[Deliverable]:
    """Return the rows that turn into pieces, each once, whatever options it is part of."""
    names = names_of(session, lines)
    found = []
    for line in lines:
        if line.row != "item" or line.pieces <= 0:
            continue
        found.append(
            Deliverable(
                title=both(line.title, line.title_zh),
                platform=_platform(line.platform) if line.platform else NOTHING,
                format=_format(line.platform, line.format) if line.format else NOTHING,
                specification=Bilingual(line.detail, line.detail_zh),
                creator=both(*names[line.key]) if line.key in names else NOTHING,
                quantity=Decimal(line.pieces),
                rounds=line.rounds,
            )
        )
    return found


def _format(platform: str, code: str) -> Bilingual:
    return Bilingual(
        platforms.format_name(platform, code, "en"), platforms.format_name(platform, code, "zh")
    )


def _timeline(version: ProposalVersion) -> list[Milestone]:
    return [
        Milestone(
            label=both(row.get("title", ""), row.get("title_zh", "")),
            start=date.fromisoformat(row["start"]),
            end=date.fromisoformat(row["end"]) if row.get("end") else None,
        )
        for row in version.parts.get("timeline", {}).get("rows", ())
    ]
