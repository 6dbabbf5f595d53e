"""Accounts and their readings put down by hand; the studio's choice of tiers."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from studio.domain import gates
from studio.domain.gates import cleaned
from studio.domain.platforms import badge
from studio.domain.talent import accounts as rules
from studio.domain.talent import tiers
from studio.errors import Invalid
from studio.persistence.tables.accounts import (
    AudienceSnapshot,
    FollowerSnapshot,
    SocialAccount,
    TierBand,
)
from studio.persistence.tables.studio import Studio
from studio.persistence.tables.talent import Talent
from studio.services.matching import columns
from studio.services.operation import command, load, name_step, query, today
from studio.services.studio.rows import put
from studio.services.talent import readings
from studio.services.talent.naming import called, name_of
from studio.text import Message

PARTS = ("gender", "age", "region", "interest")
"""What is known of an audience, part by part."""


@command("Add account", right="talent.edit")
def add_account(session: Session, talent_id: int, values: Mapping[str, object]) -> int:
    """Add an account of somebody; the same one on two people is refused, saying whose it is."""
    row = load(session, Talent, talent_id)
    account = make(session, talent_id, values)
    name_step(
        session,
        Message("Add {platform} of {name}", platform=badge(account.platform), name=called(row)),
    )
    return account.key


def make(session: Session, talent_id: int, values: Mapping[str, object]) -> SocialAccount:
    """Keep an account of somebody in the running transaction."""
    clean = cleaned(rules.GATES, {"platform": "", "handle": "", **values})
    held = session.execute(
        select(func.max(col(SocialAccount.position))).where(
            col(SocialAccount.talent_id) == talent_id
        )
    ).scalar()
    account = SocialAccount(
        talent_id=talent_id,
        handle_key=rules.handle_key(clean["handle"]),
        position=0 if held is None else held + 1,
        **clean,
    )
    _check_free(session, account)
    session.add(account)
    session.flush()
    return account


@command("Change account", right="talent.edit")
def change_account(
    session: Session, account_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Change an account; return the new version."""
    account = load(session, SocialAccount, account_id, version)
    with session.no_autoflush:
        put(account, cleaned(rules.GATES, values))
        account.handle_key = rules.handle_key(account.handle)
        _check_free(session, account)
    name_step(
        session, Message("Change account of {name}", name=name_of(session, account.talent_id))
    )
    session.flush()
    return account.version


@command("Remove account", right="talent.edit")
def remove_account(session: Session, account_id: int, *, version: int) -> None:
    """Take away an account that was never read; one with readings is closed instead."""
    account = load(session, SocialAccount, account_id, version)
    for table in (FollowerSnapshot, AudienceSnapshot):
        held = select(func.count()).where(col(table.account_id) == account_id)
        if session.execute(held).scalar():
            raise Invalid({"state": Message("It has readings. Set it to closed, and they stay.")})
    name_step(
        session, Message("Remove account of {name}", name=name_of(session, account.talent_id))
    )
    session.delete(account)


def _check_free(session: Session, account: SocialAccount) -> None:
    with session.no_autoflush:
        for field, value in (("handle_key", account.handle_key), ("uid", account.uid)):
            if not value:
                continue
            owner = session.execute(
                select(*columns(SocialAccount, "talent_id")).where(
                    col(SocialAccount.platform) == account.platform,
                    getattr(SocialAccount, field) == value,
                    col(SocialAccount.id) != (account.id or 0),
                )
            ).scalar()
            if owner is not None:
                name = "handle" if field == "handle_key" else "uid"
                raise Invalid(
                    {name: Message("{name} has this account.", name=name_of(session, owner))}
                )


@command("Put down a reading", right="talent.edit")
def read(
    session: Session, account_id: int, values: Mapping[str, object], *, replace: bool = False
) -> int:
    """Put down what an account's page says on a day, today unless said; a day has one reading.

    With `replace` it takes the place of one there is; figures that are not given stay. Without,
    another number for a day is refused at `as_of`.
    """
    account = load(session, SocialAccount, account_id)
    clean = cleaned(rules.READING_GATES, values)
    clean["as_of"] = clean.get("as_of") or today(session)
    if "followers" not in clean:
        raise Invalid({"followers": Message("A number is needed.")})
    held = session.scalars(
        select(FollowerSnapshot).where(
            col(FollowerSnapshot.account_id) == account_id,
            col(FollowerSnapshot.as_of) == clean["as_of"],
        )
    ).first()
    same = held is not None and held.followers == clean["followers"]
    if not replace and not same:
        _check_day(session, account_id, clean["as_of"])
    row = held or FollowerSnapshot(account_id=account_id, **clean)
    put(row, {"source": "manual", **clean})
    session.add(row)
    session.flush()
    name_step(
        session, Message("Put down followers of {name}", name=name_of(session, account.talent_id))
    )
    return row.key


@command("Change a reading", right="talent.edit")
def change_reading(
    session: Session, reading_id: int, *, version: int, values: Mapping[str, object]
) -> int:
    """Correct a reading, or note what explains an odd change; return the new version."""
    row = load(session, FollowerSnapshot, reading_id, version)
    clean = cleaned(rules.READING_GATES, values)
    if "as_of" in clean:
        _check_day(session, row.account_id, clean["as_of"], but=reading_id)
    put(row, clean)
    name_step(session, _of_account("Change a reading of {name}", session, row.account_id))
    session.flush()
    return row.version


@command("Remove a reading", right="talent.edit")
def remove_reading(session: Session, reading_id: int, *, version: int) -> None:
    """Take a reading away."""
    row = load(session, FollowerSnapshot, reading_id, version)
    name_step(session, _of_account("Remove a reading of {name}", session, row.account_id))
    session.delete(row)


def _of_account(source: str, session: Session, account_id: int) -> Message:
    account = load(session, SocialAccount, account_id)
    names = {
        "Change a reading of {name}": Message("Change a reading of {name}"),
        "Remove a reading of {name}": Message("Remove a reading of {name}"),
        "Put down the audience of {name}": Message("Put down the audience of {name}"),
    }
    return names[source].filled(name=name_of(session, account.talent_id))


def _check_day(session: Session, account_id: int, day: date | None, but: int = 0) -> None:
    if day is None:
        raise Invalid({"as_of": Message("A date is needed.")})
    if day > today(session):
        raise Invalid({"as_of": Message("{day} is in the future.", day=day)})
    held = session.execute(
        select(col(FollowerSnapshot.followers)).where(
            col(FollowerSnapshot.account_id) == account_id,
            col(FollowerSnapshot.as_of) == day,
            col(FollowerSnapshot.id) != but,
        )
    ).scalar()
    if held is not None:
        raise Invalid(
            {"as_of": Message("There is a reading of that day: {followers}.", followers=held)}
        )


@command("Put down the audience", right="talent.edit")
def read_audience(
    session: Session, account_id: int, values: Mapping[str, Any], *, replace: bool = False
) -> int:
    """Put down who follows an account on a day: shares by group that add up to 1.

    With `replace` it takes the place of what was put down for that day; without, that is refused
    at `as_of`.
    """
    kept = {name: _parts(name, dict(values.get(name) or {})) for name in PARTS}
    if not any(kept.values()):
        raise Invalid({"gender": Message("Put down at least one part of the audience.")})
    day = gates.day(values.get("as_of")) or today(session)
    if day > today(session):
        raise Invalid({"as_of": Message("{day} is in the future.", day=day)})
    shares_of: dict[str, Decimal | None] = {
        name: gates.share(optional=True)(values.get(name))
        for name in ("active_share", "fake_share")
    }
    held = session.scalars(
        select(AudienceSnapshot).where(
            col(AudienceSnapshot.account_id) == account_id, col(AudienceSnapshot.as_of) == day
        )
    ).first()
    if held is not None and not replace:
        raise Invalid({"as_of": Message("The audience of that day was put down already.")})
    row = held or AudienceSnapshot(account_id=account_id, as_of=day)
    put(row, {**kept, **shares_of, "source": values.get("source") or "manual"})
    session.add(row)
    session.flush()
    name_step(session, _of_account("Put down the audience of {name}", session, account_id))
    return row.key


def _parts(name: str, shares: Mapping[str, object]) -> dict[str, str]:
    """Return the shares of one part as they are kept; a share that cannot be is named by part."""
    try:
        clean = {group: gates.share()(value) for group, value in shares.items()}
    except Invalid as error:
        raise Invalid({name: error.fields["value"]}) from error
    if name != "interest":  # somebody may have several interests
        rules.check_parts(name, clean)
    return {group: f"{value:f}" for group, value in clean.items()}


@query
def tier_bands(session: Session) -> tuple[tiers.Band, ...]:
    """Return the tiers in force, the highest first."""
    return readings.bands(session)


@query
def tier_scheme(session: Session) -> tuple[str, tuple[tiers.Band, ...]]:
    """Return the chosen scheme and the bands in force, the highest first."""
    scheme = session.execute(select(*columns(Studio, "tier_scheme")).limit(1)).scalar()
    return scheme or "china", readings.bands(session)


@command("Choose tiers", right="studio.settings")
def choose_tiers(session: Session, scheme: str, own: Mapping[str, object] | None = None) -> None:
    """Choose the bands tiers are worked out by; `own` gives the studio's own as {code: least}.

    Own bands count from today; bookings that copied a tier keep it.
    """
    clean = cleaned({"scheme": gates.choice(tiers.SCHEMES)}, {"scheme": scheme})
    studio = session.scalars(select(Studio)).one()
    on = today(session)
    if own is not None:
        bands = tiers.checked(own)
        for row in session.scalars(
            select(TierBand).where(col(TierBand.effective_from) == on)
        ).all():
            session.delete(row)
        session.flush()
        for band in bands:
            session.add(
                TierBand(
                    code=band.code, name=band.name, name_zh=band.name_zh, least=band.least,
                    effective_from=on,
                )
            )  # fmt: skip
    studio.tier_scheme = clean["scheme"]
    session.flush()
