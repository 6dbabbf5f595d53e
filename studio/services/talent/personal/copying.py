"""The readable copy of everything kept of a person, part by part, in the studio's document form."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from studio.documents.factsheet import Fact, Grid, Section, SheetKind
from studio.documents.formats import day, share, span, with_currency
from studio.documents.language import NOTHING, Bilingual, Language, same
from studio.domain import (
    agreements,
    bookings,
    countries,
    deliverables,
    incubation,
    platforms,
    talent,
)
from studio.domain.money import Money
from studio.domain.names import file_name
from studio.domain.talent import consents as consent_rules
from studio.domain.talent import personal as rules
from studio.domain.talent import retention as terms
from studio.persistence import tables  # noqa: F401  makes every table known
from studio.persistence.tables.talent import Talent
from studio.services.operation import today
from studio.services.parties import both, said
from studio.services.sheets import Sheet, fact, heads, line, sheet
from studio.services.talent.personal import consents, looks, retention, sealed
from studio.text import Message

T = SQLModel.metadata.tables
NONE = same("–")
PLAIN = (
    ("name", Message("Stage name")), ("name_zh", Message("Chinese name")),
    ("code", Message("Code")), ("city", Message("City")),
    ("phone", Message("Phone")), ("mail", Message("Mail")), ("wechat", Message("WeChat")),
    ("brand_safety", Message("Brand safety")),
    ("do_not_pitch_reason", Message("Not to be pitched, because")), ("note", Message("Note")),
)  # fmt: skip


def sheet_of(session: Session, person: Talent, language: str) -> Sheet:
    """Return everything kept of a person as a document, inside a running call."""
    sections = [
        _person(person),
        _sealed(session, person.key),
        *_accounts(session, person.key),
        *_prices(session, person.key),
        *_agreed(session, person.key),
        *_work(session, person.key),
        *_incubation(session, person.key),
        *_agencies(session, person.key),
        *_consents(session, person.key),
        _terms(session, person.key),
        *_looks(session, person.key),
        *_files(session, person.key),
    ]
    return sheet(
        session,
        SheetKind.PERSON,
        language,
        title=both(person.name, person.name_zh),
        facts=[],
        sections=[one for one in sections if one.facts or one.grid],
        note=said(
            Message(
                "You may have this corrected or erased, object to its use, take consents back and "
                "complain to the authority. Issued documents are kept as long as tax law asks."
            )
        ),
        name=file_name("PERSON", person.code or str(person.key), person.name or person.name_zh, 0,
                       language),
    )  # fmt: skip


def _rows(session: Session, name: str, talent_id: int) -> list[Any]:
    table = T[name]
    asked = select(table).where(table.c.talent_id == talent_id).order_by(table.c.id)
    return list(session.execute(asked).all())


def _day(value: date | None) -> Bilingual:
    return day(value) if value is not None else NONE


def _amount(value: Money) -> Bilingual:
    return Bilingual(with_currency(value, Language.EN), with_currency(value, Language.ZH))


def _span(first: date | None, last: date | None) -> Bilingual:
    if first and last:
        return span(first, last)
    if first:
        return said(Message("from {day}", day=first))
    return said(Message("until {day}", day=last)) if last else NONE


def _cells(rows: Iterable[tuple[Bilingual, ...]]) -> tuple[tuple[Bilingual, ...], ...]:
    return tuple(tuple(cell or NONE for cell in row) for row in rows)


def _grid(
    title: Message,
    names: tuple[Bilingual, ...],
    rows: Iterable[tuple[Bilingual, ...]],
    first: float = 0.34,
) -> list[Section]:
    cells = _cells(rows)
    if not cells:
        return []
    return [Section(title=said(title), grid=Grid(heads=names, rows=cells, first=first))]


def _person(person: Talent) -> Section:
    facts = [Fact(value=said(talent.KINDS[person.kind]))] if person.kind in talent.KINDS else []
    facts += [
        fact(label, same(getattr(person, name))) for name, label in PLAIN if getattr(person, name)
    ]
    for name, label in (
        ("niches", Message("Niches")),
        ("languages", Message("Languages")),
        ("values", Message("Stands for")),
        ("skills", Message("Skills")),
    ):
        if getattr(person, name):
            facts.append(fact(label, line(map(same, getattr(person, name)))))
    if person.country:
        named = Bilingual(*(countries.name(person.country, code) for code in ("en", "zh")))
        facts.append(fact(Message("Country"), named))
    facts += [fact(Message("About"), same(bio)) for bio in (person.bio, person.bio_zh) if bio]
    return Section(title=said(Message("Person")), facts=tuple(facts))


def _sealed(session: Session, talent_id: int) -> Section:
    values = sealed.values(session, talent_id)
    facts = [fact(rules.FIELDS[code].label, same(value)) for code, value in values.items()]
    return Section(title=said(Message("Kept under seal")), facts=tuple(facts))


def _accounts(session: Session, talent_id: int) -> list[Section]:
    reading = T["follower_snapshot"]
    rows = []
    for one in _rows(session, "social_account", talent_id):
        newest = session.execute(
            select(reading.c.followers, reading.c.as_of)
            .where(reading.c.account_id == one.id)
            .order_by(reading.c.as_of.desc())
        ).all()
        platform = Bilingual(
            *(platforms.platform_name(one.platform, code) for code in ("en", "zh"))
        )
        count = same(f"{newest[0].followers:,}") if newest else NONE
        read_on = _day(newest[0].as_of if newest else None)
        rows.append((line([platform, same(one.handle)]), count, read_on, same(str(len(newest)))))
    names = heads(
        Message("Account", "platform"),
        Message("Followers"),
        Message("Read on"),
        Message("Readings"),
    )
    return _grid(Message("Accounts"), names, rows)


def _prices(session: Session, talent_id: int) -> list[Section]:
    cards = {one.id: one for one in _rows(session, "rate_card", talent_id)}
    rows = []
    for one in _rows(session, "rate_item", talent_id):
        card = cards.get(one.card_id)
        if card is None:
            continue
        sold = both(one.title, one.title_zh) if one.title or one.title_zh else _format(one)
        platform = Bilingual(
            *(platforms.platform_name(one.platform, code) for code in ("en", "zh"))
        )
        price = _amount(Money(one.price, card.currency))
        rows.append((line([platform, sold]), price, _span(card.first_on, card.last_on)))
    names = heads(Message("Price of"), Message("Amount"), Message("From, until"))
    return _grid(Message("Rates", "prices"), names, rows)


def _format(one: Any) -> Bilingual:
    return Bilingual(
        *(platforms.format_name(one.platform, one.format, code) for code in ("en", "zh"))
    )


def _agreed(session: Session, talent_id: int) -> list[Section]:
    contracts = [
        (
            said(agreements.KINDS[one.kind]),
            said(agreements.CONTRACTS.label(one.state)),
            _span(one.start_on, one.end_on),
            same(share(one.split)) if one.split is not None else NONE,
        )
        for one in _rows(session, "contract", talent_id)
    ]
    releases = [
        (
            line([said(agreements.RELEASES[one.kind]), same(one.scope)]),
            _day(one.signed_on),
            _span(one.first_on, one.last_on),
            _day(one.revoked_on),
        )
        for one in _rows(session, "talent_release", talent_id)
    ]
    names = heads(Message("Contract"), Message("State"), Message("From, until"), Message("Share"))
    others = heads(
        Message("Release", "paper"), Message("Signed"), Message("From, until"), Message("Revoked")
    )
    return [
        *_grid(Message("Contracts"), names, contracts),
        *_grid(Message("Releases"), others, releases),
    ]


def _work(session: Session, talent_id: int) -> list[Section]:
    booked = [
        (
            both(one.title, one.title_zh) if one.title or one.title_zh else same(one.role),
            day(one.start_at.date()),
            said(bookings.STATES.label(one.state)),
        )
        for one in _rows(session, "booking", talent_id)
    ]
    pieces = [
        (
            line([same(one.number), both(one.title, one.title_zh)]),
            _day(one.publish_on),
            said(deliverables.STATES.label(one.state)),
        )
        for one in _rows(session, "deliverable", talent_id)
    ]
    names = heads(Message("Booking"), Message("Day"), Message("State"))
    others = heads(Message("Piece"), Message("Out on"), Message("State"))
    return [
        *_grid(Message("Bookings"), names, booked, 0.5),
        *_grid(Message("Pieces"), others, pieces, 0.5),
    ]


def _incubation(session: Session, talent_id: int) -> list[Section]:
    facts = []
    for one in _rows(session, "incubation", talent_id):
        facts.append(fact(Message("Stands at"), said(incubation.STATES.label(one.state))))
        if one.lawful_basis in incubation.BASES:
            basis = said(incubation.BASES[one.lawful_basis])
            facts.append(fact(Message("Lawful basis"), line([basis, same(one.basis_note)])))
        facts += [
            fact(label, _day(on))
            for label, on in (
                (Message("Scouted on"), one.scouted_on),
                (Message("Told on"), one.notice_on),
                (Message("Contacted on"), one.contacted_on),
            )
            if on is not None
        ]
        if one.payee:
            facts.append(fact(Message("Paid to"), same(one.payee)))
        if one.objected:
            facts.append(Fact(value=said(Message("Does not want to be contacted"))))
    found = [Section(title=said(Message("Incubation")), facts=tuple(facts))] if facts else []
    tests = [
        (both(one.title, one.title_zh), _day(one.held_on), same(one.note))
        for one in _rows(session, "incubation_test", talent_id)
    ]
    steps = [
        (
            said(incubation.STATES.label(one.after)),
            _day(one.day),
            same(one.decision or one.override_reason),
        )
        for one in _rows(session, "incubation_step", talent_id)
    ]
    names = heads(Message("Test"), Message("Held on"), Message("Note"))
    others = heads(Message("Step"), Message("Day"), Message("Why"))
    return [
        *found,
        *_grid(Message("Tests"), names, tests),
        *_grid(Message("Decisions"), others, steps),
    ]


def _agencies(session: Session, talent_id: int) -> list[Section]:
    rows = [
        (both(one.name, one.name_zh), _span(one.first_on, one.last_on), same(one.contact))
        for one in _rows(session, "agency_link", talent_id)
    ]
    names = heads(Message("Agency"), Message("From, until"), Message("Contact"))
    return _grid(Message("Agencies"), names, rows)


def _consents(session: Session, talent_id: int) -> list[Section]:
    rows = [
        (
            said(consent_rules.PURPOSES[one.purpose]),
            _day(one.given_on),
            line([said(consent_rules.CHANNELS[one.channel]), same(one.by)]),
            _day(one.withdrawn_on),
        )
        for one in consents.of(session, talent_id)
    ]
    names = heads(Message("Agreed to"), Message("Given on"), Message("How"), Message("Taken back"))
    return _grid(Message("Consents"), names, rows)


def _terms(session: Session, talent_id: int) -> Section:
    named = terms.terms(today(session))
    facts = tuple(
        Fact(
            label=both(named[one.category].name.en, named[one.category].name.zh),
            value=line([_until(one.until), both(named[one.category].basis.en,
                                                named[one.category].basis.zh)]),
        )
        for one in retention.of(session, talent_id)
    )  # fmt: skip
    return Section(title=said(Message("Kept until")), facts=facts)


def _until(day: date | None) -> Bilingual:
    return (
        said(Message("while a contract without an end is in force")) if day is None else _day(day)
    )


def _looks(session: Session, talent_id: int) -> list[Section]:
    reveal = T["reveal"]
    rows = []
    for one in looks.read(session, reveal.c.talent_id == talent_id):
        what = rules.FIELDS[one.what].label if one.what in rules.FIELDS else DONE.get(one.what)
        rows.append(
            (
                day(one.at.date()),
                said(what) if what is not None else NOTHING,
                both(one.person.en, one.person.zh),
                same(one.reason),
            )
        )
    names = heads(
        Message("Day"), Message("What was seen"), Message("Who", "person"), Message("Reason")
    )
    return _grid(Message("Who looked"), names, rows, 0.2)


DONE = {
    "export": Message("A copy of everything"),
    "drop": Message("Dropped what was due"),
    "erase": Message("Erased"),
}


def _files(session: Session, talent_id: int) -> list[Section]:
    file = T["attachment"]
    names = session.execute(
        select(file.c.name)
        .where(file.c.noun == "talent", file.c.record_id == talent_id, file.c.archived.is_(False))
        .order_by(file.c.id)
    ).scalars()
    facts = tuple(Fact(value=same(name)) for name in names)
    return [Section(title=said(Message("Files")), facts=facts)] if facts else []
