"""Rate cards: what somebody asks for a kind of piece on a day, and how that changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from studio.domain.gates import cleaned
from studio.domain.money import Money
from studio.domain.talent import rates as rules
from studio.errors import Invalid
from studio.persistence.tables.accounts import RateCard, RateItem
from studio.services.matching import columns
from studio.services.operation import command, load, name_step, query, today
from studio.services.studio.rows import put
from studio.services.talent.naming import name_of
from studio.services.talent.rows import Card, RateRow
from studio.text import Message


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for one kind of piece, from a card that holds on the day asked for."""

    talent_id: int
    item_id: int
    card_id: int
    platform: str
    format: str
    unit: str
    title: str
    title_zh: str
    price: Money
    state: str
    commission: Decimal
    first_on: date
    last_on: date | None


HEAD = ("talent_id", "item_id", "card_id", "platform", "format", "unit", "title", "title_zh")


def asking(
    session: Session,
    talent_ids: Sequence[int] | None,
    on: date,
    platform: str = "",
    format: str = "",
) -> dict[int, list[Asked]]:
    """Return what people ask on a day, in the order of their cards; None asks for everybody."""
    found = (
        select(
            *columns(RateItem, "talent_id", "id", *HEAD[2:], "price", "state", "commission"),
            *columns(RateCard, "currency", "first_on", "last_on"),
        )
        .join(RateCard, col(RateCard.id) == col(RateItem.card_id))
        .where(
            col(RateCard.first_on) <= on,
            or_(col(RateCard.last_on).is_(None), col(RateCard.last_on) >= on),
        )
        .order_by(col(RateItem.talent_id), col(RateItem.position), col(RateItem.id))
    )
    if talent_ids is not None:
        found = found.where(col(RateItem.talent_id).in_(talent_ids))
    if platform:
        found = found.where(col(RateItem.platform) == platform)
    if format:
        found = found.where(col(RateItem.format) == format)
    asked: dict[int, list[Asked]] = defaultdict(list)
    for row in session.execute(found):
        price = Money(row.price, row.currency)
        head = dict(zip(HEAD, row[:8], strict=True))
        made = Asked(
            **head,
            price=price,
            state=row.state,
            commission=row.commission,
            first_on=row.first_on,
            last_on=row.last_on,
        )
        asked[row.talent_id].append(made)
    return dict(asked)


def cards_of(session: Session, talent_id: int) -> tuple[Card, ...]:
    """Return somebody's cards, those that hold today first, then the newest."""
    on = today(session)
    items: dict[int, list[RateRow]] = defaultdict(list)
    cards = session.scalars(select(RateCard).where(col(RateCard.talent_id) == talent_id)).all()
    currencies = {card.id: card.currency for card in cards}
    for item in session.scalars(
        select(RateItem)
        .where(col(RateItem.talent_id) == talent_id)
        .order_by(col(RateItem.position), col(RateItem.id))
    ):
        items[item.card_id].append(_row(item, currencies[item.card_id]))
    found = [
        Card(
            card.key, card.version, card.currency, card.first_on, card.last_on, card.tax_mode,
            card.note, _holds(card, on), tuple(items[card.key]),
        )
        for card in cards
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda card: (not card.active, -card.first_on.toordinal())))


def _row(item: RateItem, currency: str) -> RateRow:
    values = {
        name: getattr(item, name) for name in RateRow.__slots__ if name not in ("price", "id")
    }
    return RateRow(id=item.key, price=Money(item.price, currency), **values)


def _holds(card: RateCard, on: date) -> bool:
    return card.first_on <= on and (card.last_on is None or on <= card.last_on)


@query
def price(
    session: Session, talent_id: int, on: date, platform: str = "", format: str = ""
) -> list[Asked]:
    """Return what somebody asks on a day."""
    return asking(session, [talent_id], on, platform, format).get(talent_id, [])


@command("Add rate card", right="talent.edit")
def add_card(
    session: Session,
    talent_id: int,
    values: Mapping[str, object],
    items: Sequence[Mapping[str, object]] = (),
) -> int:
    """Add a card; the one of its currency that was open until now ends the day before."""
    clean = cleaned(rules.CARD_GATES, values)
    _need(clean, "currency", "first_on")
    name_step(session, Message("Add rates of {name}", name=name_of(session, talent_id)))
    _end_open_one(session, talent_id, clean)
    card = RateCard(talent_id=talent_id, **clean)
    session.add(card)
    session.flush()
    _check_spans(session, card)
    for position, item in enumerate(items):
        _add_item(session, card, position, item)
    session.flush()
    return card.key


@command("Renew rate card", right="talent.edit")
def renew_card(
    session: Session, card_id: int, *, version: int, first_on: date, last_on: date | None = None
) -> int:
    """Copy a card to begin on a day, its prices provisional; the old one ends the day before."""
    old = load(session, RateCard, card_id, version)
    name_step(session, Message("Renew rates of {name}", name=name_of(session, old.talent_id)))
    _end_open_one(session, old.talent_id, {"currency": old.currency, "first_on": first_on})
    card = RateCard(
        talent_id=old.talent_id,
        currency=old.currency,
        first_on=first_on,
        last_on=last_on,
        tax_mode=old.tax_mode,
        note=old.note,
    )
    session.add(card)
    session.flush()
    _check_spans(session, card)
    kept = ("id", "version", "created_at", "created_by", "changed_at", "changed_by")
    for item in session.scalars(select(RateItem).where(col(RateItem.card_id) == card_id)).all():
        copied: dict[str, Any] = {
            name: getattr(item, name) for name in RateItem.model_fields if name not in kept
        }
        session.add(RateItem(**{**copied, "card_id": card.key, "state": "provisional"}))
    session.flush()
    return card.key


@command("Change rate card", right="talent.edit")
def change_card(
    session: Session, card_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change when a card holds, its currency or its note; return the new version."""
    card = load(session, RateCard, card_id, version)
    put(card, cleaned(rules.CARD_GATES, values))
    _need({"currency": card.currency, "first_on": card.first_on}, "currency", "first_on")
    name_step(session, Message("Change rates of {name}", name=name_of(session, card.talent_id)))
    session.flush()
    _check_spans(session, card)
    return card.version


@command("Remove rate card", right="talent.edit")
def remove_card(session: Session, card_id: int, *, version: int) -> None:
    """Take a card away with its prices; proposals keep the prices they took.

    The card that ended the day before it goes on in its place.
    """
    card = load(session, RateCard, card_id, version)
    name_step(session, Message("Remove rates of {name}", name=name_of(session, card.talent_id)))
    before = session.scalars(
        select(RateCard).where(
            col(RateCard.talent_id) == card.talent_id,
            col(RateCard.currency) == card.currency,
            col(RateCard.last_on) == card.first_on - timedelta(days=1),
        )
    ).first()
    if before is not None:
        before.last_on = card.last_on
    for item in session.scalars(select(RateItem).where(col(RateItem.card_id) == card_id)):
        session.delete(item)
    session.flush()
    session.delete(card)


@command("Confirm rate card", right="talent.edit")
def confirm_card(session: Session, card_id: int, *, version: int) -> int:
    """Say that the talent has confirmed every price of a card; return how many were open."""
    card = load(session, RateCard, card_id, version)
    found = session.scalars(
        select(RateItem).where(
            col(RateItem.card_id) == card_id, col(RateItem.state) == "provisional"
        )
    ).all()
    for item in found:
        item.state = "confirmed"
    name_step(session, Message("Confirm rates of {name}", name=name_of(session, card.talent_id)))
    session.flush()
    return len(found)


@command("Add price", right="talent.edit")
def add_item(session: Session, card_id: int, values: Mapping[str, object]) -> int:
    """Add a price to a card."""
    card = load(session, RateCard, card_id)
    held = session.scalars(select(RateItem).where(col(RateItem.card_id) == card_id)).all()
    position = max((item.position for item in held), default=-1) + 1
    name_step(session, Message("Add price of {name}", name=name_of(session, card.talent_id)))
    item = _add_item(session, card, position, values)
    session.flush()
    return item.key


@command("Change price", right="talent.edit")
def change_item(
    session: Session, item_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change a price or what is included; return the new version. Proposals keep what they took."""
    item = load(session, RateItem, item_id, version)
    with session.no_autoflush:
        put(item, cleaned(rules.ITEM_GATES, values))
        rules.check_item(item.platform, item.format, item.title, item.title_zh)
        _check_once(session, item)
    name_step(session, Message("Change price of {name}", name=name_of(session, item.talent_id)))
    session.flush()
    return item.version


@command("Confirm price", right="talent.edit")
def confirm_item(session: Session, item_id: int, *, version: int) -> int:
    """Say that the talent has confirmed a price."""
    item = load(session, RateItem, item_id, version)
    item.state = "confirmed"
    name_step(session, Message("Confirm price of {name}", name=name_of(session, item.talent_id)))
    session.flush()
    return item.version


@command("Remove price", right="talent.edit")
def remove_item(session: Session, item_id: int, *, version: int) -> None:
    """Take a price off its card."""
    item = load(session, RateItem, item_id, version)
    name_step(session, Message("Remove price of {name}", name=name_of(session, item.talent_id)))
    session.delete(item)


def _add_item(
    session: Session, card: RateCard, position: int, values: Mapping[str, object]
) -> RateItem:
    clean = cleaned(rules.ITEM_GATES, values)
    if clean.get("price") is None:
        raise Invalid({"price": Message("An amount is needed.")})
    rules.check_item(
        clean.get("platform", ""),
        clean.get("format", ""),
        clean.get("title", ""),
        clean.get("title_zh", ""),
    )
    item = RateItem(talent_id=card.talent_id, card_id=card.key, position=position, **clean)
    _check_once(session, item)
    session.add(item)
    return item


def _check_once(session: Session, item: RateItem) -> None:
    """Refuse a second price of one thing: nobody could tell which of them holds."""
    sold = rules.sold(item.platform, item.format, item.title, item.title_zh, item.unit)
    currency = load(session, RateCard, item.card_id).currency
    for one in session.scalars(
        select(RateItem).where(
            col(RateItem.card_id) == item.card_id, col(RateItem.id) != (item.id or 0)
        )
    ):
        same = rules.sold(one.platform, one.format, one.title, one.title_zh, one.unit)
        if same == sold and one.min_quantity == item.min_quantity:
            field = "format" if item.platform and item.format else "title"
            price = Money(one.price, currency)
            raise Invalid({field: Message("The card has it already: {price}.", price=price)})


def _end_open_one(session: Session, talent_id: int, values: Mapping[str, Any]) -> None:
    """Close the card without an end that began before the new one."""
    for card in session.scalars(
        select(RateCard).where(
            col(RateCard.talent_id) == talent_id,
            col(RateCard.currency) == values["currency"],
            col(RateCard.last_on).is_(None),
            col(RateCard.first_on) < values["first_on"],
        )
    ):
        card.last_on = values["first_on"] - timedelta(days=1)
    session.flush()


def _check_spans(session: Session, card: RateCard) -> None:
    same = session.scalars(
        select(RateCard).where(
            col(RateCard.talent_id) == card.talent_id, col(RateCard.currency) == card.currency
        )
    )
    rules.check_spans([(one.first_on, one.last_on) for one in same])


def _need(values: Mapping[str, object], *names: str) -> None:
    missing = {name: Message("This is needed.") for name in names if not values.get(name)}
    if missing:
        raise Invalid(missing)
