"""Prices of rate cards in a proposal: taken as a copy, never converted, marked as provisional."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session

from studio.domain.money import Money
from studio.errors import Invalid
from studio.persistence.tables.briefs import BriefItem
from studio.persistence.tables.proposals import ProposalVersion
from studio.persistence.tables.studio import LegalEntity
from studio.services import proposals, shortlists, talent
from studio.services.operation import Command, Query
from studio.services.talent import rates
from studio.text import Message
from tests import builders

PIECE = {"platform": "youtube", "format": "long_video"}
TODAY = date(2026, 11, 16)


@pytest.fixture
def entity(workspace):
    return workspace.ask(Query(lambda session: session.get(LegalEntity, 1).id))


@pytest.fixture
def client(workspace, entity):
    return builders.make_client(workspace, entity)


@pytest.fixture
def version(workspace, client, entity):
    return shown(workspace, builders.make_proposal(workspace, client, entity)).id


@pytest.fixture
def theo(workspace):
    return carded(workspace, "Theo Marsh", 1_400_000)


def carded(workspace, name, price, currency="GBP", state="provisional", **card):
    """Make somebody with one price on one card."""
    key = builders.make_talent(workspace, name=name, name_zh="")
    values = {"currency": currency, "first_on": date(2026, 1, 1), **card}
    item = {**PIECE, "price": price, "unit": "video", "state": state}
    workspace.run(rates.add_card(key, values, [item]))
    return key


def shown(workspace, proposal):
    return workspace.ask(proposals.one(proposal)).shown


def line_of(workspace, version, key):
    def read(session: Session):
        return session.get(ProposalVersion, version).proposal_id

    return next(one for one in shown(workspace, workspace.ask(Query(read))).lines if one.id == key)


def add(workspace, version, **values):
    given = {"title": "Review", "kind": "creator_fee", "options": "A", **values}
    return workspace.run(proposals.add_line(version, given)).value


def change(workspace, version, key, **values):
    held = line_of(workspace, version, key).version
    return workspace.run(proposals.change_line(key, version=held, values=values))


def price(workspace, version, key):
    line = line_of(workspace, version, key)
    return line.price.minor, line.rate_state


def test_a_line_takes_the_price_of_the_card_and_keeps_it(workspace, version, theo):
    key = add(workspace, version, **PIECE)
    assert price(workspace, version, key) == (0, "")
    change(workspace, version, key, talent_id=theo)
    assert price(workspace, version, key) == (1_400_000, "provisional")
    line = line_of(workspace, version, key)
    assert (line.unit, line.rate_on) == ("piece", TODAY)
    (card,) = workspace.ask(talent.one(theo)).cards
    (item,) = card.items
    workspace.run(rates.change_item(item.id, version=item.version, values={"price": 1_600_000}))
    assert price(workspace, version, key) == (1_400_000, "provisional")
    (offer,) = workspace.ask(proposals.rate_offers(key))
    assert (offer.price, offer.state, offer.fits) == (Money(1_600_000, "GBP"), "provisional", True)
    held = line_of(workspace, version, key).version
    workspace.run(proposals.take_rate(key, version=held))
    assert price(workspace, version, key) == (1_600_000, "provisional")
    workspace.undo()
    assert price(workspace, version, key) == (1_400_000, "provisional")
    (card,) = workspace.ask(talent.one(theo)).cards
    workspace.run(rates.remove_card(card.id, version=card.version))
    assert price(workspace, version, key) == (1_400_000, "provisional")
    copy = workspace.run(proposals.double_line(key)).value
    assert price(workspace, version, copy) == (1_400_000, "provisional")
    with pytest.raises(Invalid) as caught:
        workspace.run(proposals.take_rate(key, version=line_of(workspace, version, key).version))
    assert set(caught.value.fields) == {"unit_price"}


def test_a_typed_price_stays_and_is_nobodys_card(workspace, version, theo):
    key = add(workspace, version, unit_price=900_000, talent_id=theo, **PIECE)
    assert price(workspace, version, key) == (900_000, "")
    change(workspace, version, key, unit_price=0)
    assert price(workspace, version, key) == (0, "")
    change(workspace, version, key, platform="bilibili")
    change(workspace, version, key, platform="youtube")
    assert price(workspace, version, key) == (1_400_000, "provisional")
    change(workspace, version, key, unit_price=1_000_000)
    assert price(workspace, version, key) == (1_000_000, "")
    free = add(workspace, version, free=True, talent_id=theo, **PIECE)
    assert price(workspace, version, free) == (0, "")


def test_a_price_goes_with_its_creator(workspace, version, theo):
    other = carded(workspace, "Marta Keller", 750_000, state="confirmed")
    none = builders.make_talent(workspace, name="Jonas Bright")
    key = add(workspace, version, talent_id=theo, **PIECE)
    change(workspace, version, key, talent_id=other)
    assert price(workspace, version, key) == (750_000, "confirmed")
    change(workspace, version, key, talent_id=none)
    assert price(workspace, version, key) == (0, "")


def test_nothing_is_converted_and_what_is_provisional_is_said(workspace, version, theo):
    marta = carded(workspace, "Marta Keller", 750_000, "EUR")
    key = add(workspace, version, talent_id=marta, **PIECE)
    taken = add(workspace, version, talent_id=theo, **PIECE)
    assert price(workspace, version, key) == (0, "")
    (offer,) = workspace.ask(proposals.rate_offers(key))
    assert (offer.price, offer.fits) == (Money(750_000, "EUR"), False)

    def said():
        proposal = workspace.ask(
            Query(lambda session: session.get(ProposalVersion, version).proposal_id)
        )
        found = shown(workspace, proposal).findings
        return {one.row_id: str(one.message) for one in found if one.code == "rates"}

    other = "Marta Keller asks 7500.00 EUR; this proposal is in GBP, and nothing is converted."
    assert said() == {key: other, taken: "The price of Theo Marsh is provisional."}
    held = line_of(workspace, version, key).version
    with pytest.raises(Invalid, match="nothing is converted"):
        workspace.run(proposals.take_rate(key, version=held))
    row = workspace.ask(Query(lambda session: session.get(ProposalVersion, version).version))
    workspace.run(proposals.change_version(version, version=row, values={"currency": "EUR"}))
    assert price(workspace, version, taken) == (0, "")
    assert line_of(workspace, version, taken).price == Money(0, "EUR")


def test_the_card_of_the_day_of_the_work_counts(workspace, client):
    key = carded(workspace, "Theo Marsh", 1_000_000, last_on=date(2026, 12, 31))
    later = {"currency": "GBP", "first_on": date(2027, 1, 1)}
    item = {**PIECE, "price": 1_200_000, "unit": "video"}
    workspace.run(rates.add_card(key, later, [item]))
    brief = made_brief(workspace, client, window_from=date(2027, 1, 11), quantity=1)
    version = shown(workspace, workspace.run(proposals.create_from_brief(brief)).value).id
    line = add(workspace, version, talent_id=key, **PIECE)
    assert price(workspace, version, line) == (1_200_000, "provisional")


def made_brief(workspace, client, quantity=3, **fields):
    brief = builders.make_brief(workspace, client, state="ready", currency="GBP", **fields)
    item = BriefItem(brief_id=brief, position=1, quantity=quantity, ceiling=1_500_000, **PIECE)
    builders.add(workspace, item)
    return brief


def test_a_shortlist_brings_a_fee_for_each_creator(workspace, client, theo):
    brief = made_brief(workspace, client)
    marta = carded(workspace, "Marta Keller", 750_000, "EUR")
    jonas = builders.make_talent(workspace, name="Jonas Bright", name_zh="乔纳斯")
    found = workspace.run(shortlists.shortlist(brief, [theo, marta, jonas])).value
    last = workspace.ask(shortlists.match(brief)).kept[-1]
    workspace.run(
        shortlists.quote(found[-1], version=last.version, amount=1_100_000, currency="GBP")
    )
    proposal = workspace.run(shortlists.propose(brief)).value
    lines = shown(workspace, proposal).lines
    assert [(one.talent, one.quantity, one.price.minor, one.rate_state) for one in lines] == [
        ("Theo Marsh", Decimal(1), 1_400_000, "provisional"),
        ("Marta Keller", Decimal(1), 1_500_000, ""),
        ("Jonas Bright", Decimal(1), 1_100_000, "quoted"),
    ]
    assert sum(one.pieces for one in lines) == 3
    assert lines[0].title == "YouTube, Long video: Theo Marsh"
    assert lines[2].title_zh.endswith("：乔纳斯")
    workspace.run(shortlists.propose(brief))
    assert len(shown(workspace, proposal).lines) == 3


def test_a_fee_is_split_off_and_who_is_named_stays(workspace, client, theo):
    brief = made_brief(workspace, client, quantity=2)
    proposal = workspace.run(proposals.create_from_brief(brief)).value
    version = shown(workspace, proposal).id

    def put(talent_id, platform, quote=None):
        def call(session: Session):
            return proposals.put_fee(session, version, talent_id, platform=platform, quote=quote)

        return workspace.run(Command(Message("Put a fee"), call, "proposals.edit")).value

    key = put(theo, "youtube")
    lines = shown(workspace, proposal).lines
    assert [(one.talent, one.quantity, one.pieces) for one in lines] == [
        ("Theo Marsh", Decimal(1), 1), ("", Decimal(1), 1),
    ]  # fmt: skip
    assert price(workspace, version, key) == (1_400_000, "provisional")
    assert put(theo, "youtube") is None
    marta = builders.make_talent(workspace, name="Marta Keller")
    assert put(marta, "douyin") is None
    assert put(marta, "douyin", Money(50_000, "CNY")) is None
    own = line_of(workspace, version, put(marta, "douyin", Money(800_000, "GBP")))
    assert (own.title, own.price, own.options, own.rate_state) == (
        "Marta Keller", Money(800_000, "GBP"), "A", "quoted",
    )  # fmt: skip
    workspace.undo()
    workspace.undo()
    assert [one.quantity for one in shown(workspace, proposal).lines] == [Decimal(2)]
