"""The demo's accounts: readings over 90 days, audiences, rates, profiles of characters and crew."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from studio.domain.money import from_decimal
from studio.domain.talent.accounts import handle_key
from studio.persistence.tables.accounts import (
    AgencyLink,
    AudienceSnapshot,
    CrewProfile,
    FollowerSnapshot,
    RateCard,
    RateItem,
    SocialAccount,
    VirtualProfile,
)
from studio.persistence.tables.talent import Talent
from studio.services.operation import load
from studio.services.sample.reading import Table, read
from studio.services.sample.records import Keys, keep
from studio.services.studio.rows import put
from studio.services.talent.naming import keep_keys
from studio.services.workspace import Workspace

STEP = 3
"""Days between two readings, where the data does not say otherwise."""


def bring_accounts(workspace: Workspace, keys: Keys) -> None:
    """Keep what resources/demo/accounts.toml says of the demo's people."""
    data = read("accounts")
    keep(workspace, lambda session: _people(session, data, keys))
    keep(workspace, lambda session: _accounts(session, data, keys))
    keep(workspace, lambda session: _rates(session, data, keys))


def _people(session: Session, data: Table, keys: Keys) -> None:
    for given in data["person"]:
        put(load(session, Talent, keys.talent[given["talent"]]), _values(given))
    for key in keys.talent.values():
        keep_keys(load(session, Talent, key))
    for given in data["virtual"]:
        session.add(VirtualProfile(talent_id=keys.talent[given["talent"]], **_values(given)))
    for given in data["crew"]:
        values = _values(given)
        values["day_rate"] = from_decimal(values["day_rate"], values["currency"]).minor
        session.add(CrewProfile(talent_id=keys.talent[given["talent"]], **values))
    for given in data["agency"]:
        values = {**_values(given), "rebate_share": Decimal(given["rebate_share"])}
        session.add(AgencyLink(talent_id=keys.talent[given["talent"]], **values))


def _accounts(session: Session, data: Table, keys: Keys) -> None:
    made: dict[tuple[str, str], int] = {}
    for place, given in enumerate(data["account"]):
        account = SocialAccount(
            talent_id=keys.talent[given["talent"]],
            platform=given["platform"],
            handle=given["handle"],
            handle_key=handle_key(given["handle"]),
            language=given["language"],
            verified=given["followers"] >= 50_000,
            position=place,
        )
        session.add(account)
        session.flush()
        made[given["talent"], given["platform"]] = account.key
        _readings(session, account.key, data["read_on"], given)
    for given in data["audience"]:
        values = _values(given, "platform")
        account_id = made[given["talent"], given["platform"]]
        session.add(AudienceSnapshot(account_id=account_id, as_of=data["read_on"], **values))


def _readings(session: Session, account_id: int, read_on: date, given: Table) -> None:
    points = {int(ago): followers for ago, followers in given["points"].items()}
    step, notes = given.get("step", STEP), given.get("notes", {})
    wanted = sorted({*range(0, max(points) + 1, step), *points}, reverse=True)
    for ago in wanted:
        figures = given.get("figures", {}) if ago == 0 else {}
        session.add(
            FollowerSnapshot(
                account_id=account_id,
                as_of=read_on - timedelta(days=ago),
                followers=followers_at(points, ago),
                note=notes.get(str(ago), ""),
                **figures,
            )
        )


def followers_at(points: dict[int, int], ago: int) -> int:
    """Return followers some days before the last reading: even steps between the known points.

    A little unevenness that is the same each time keeps the line from looking drawn by a ruler.
    """
    if ago in points:
        return points[ago]
    later = max(day for day in points if day < ago)
    earlier = min(day for day in points if day > ago)
    span = points[later] - points[earlier]
    even = points[earlier] + span * (earlier - ago) // (earlier - later)
    return even + even * (ago * 37 % 21 - 10) // 40_000


def _rates(session: Session, data: Table, keys: Keys) -> None:
    for given in data["card"]:
        talent_id = keys.talent[given["talent"]]
        card = RateCard(
            talent_id=talent_id,
            currency=given["currency"],
            first_on=given.get("first_on", data["rates_from"]),
            last_on=given.get("last_on"),
        )
        session.add(card)
        session.flush()
        for position, item in enumerate(given["items"]):
            session.add(_item(item, card, position))


def _item(given: Table, card: RateCard, position: int) -> RateItem:
    shares = ("commission", "usage_month", "exclusivity_month", "rush", "whitelisting_month")
    values: dict[str, Any] = {
        name: Decimal(value) if name in shares else value for name, value in given.items()
    }
    values["price"] = from_decimal(given["price"], card.currency).minor
    return RateItem(talent_id=card.talent_id, card_id=card.key, position=position, **values)


def _values(given: Table, *without: str) -> Table:
    return {name: value for name, value in given.items() if name not in ("talent", *without)}
