"""The studio's key to personal data: in the system's key store, under a passphrase, or both."""

from uuid import uuid4

from sqlalchemy import select
from sqlmodel import Session, col

from studio.errors import Denied, Invalid, Unavailable
from studio.persistence import secrets
from studio.persistence.tables.personal import StudioKey
from studio.services import access
from studio.services.operation import command, query, scope
from studio.text import Message

PROOF = b"callboard"
SHORTEST = 10
"""Characters a passphrase has at least."""


def demand_right(session: Session) -> None:
    """Refuse a question whose answer needs the right: queries carry none of their own."""
    access.check(scope(session).roles, "talent.private")


def studio_key(session: Session) -> StudioKey | None:
    """Return what is known of the studio's key; None before there is one."""
    return session.scalars(select(StudioKey).order_by(col(StudioKey.id).desc())).first()


def state(session: Session) -> str:
    """Say how things stand: none (no key yet), open, locked (a passphrase opens), away.

    Away: the key is only in the key store of another computer, so nothing opens it here.
    """
    row = studio_key(session)
    if row is None:
        return "none"
    if scope(session).vault.key(row.name) is not None:
        return "open"
    return "locked" if row.wrapped else "away"


def master(session: Session) -> bytes:
    """Return the studio's key; raises Unavailable while it is locked or was never made."""
    row = studio_key(session)
    if row is None:
        raise Unavailable(Message("Personal data have no key yet. Set a passphrase first."))
    key = scope(session).vault.key(row.name)
    if key is None and not row.wrapped:
        raise Unavailable(
            Message(
                "The key to personal data is in the key store of another computer. Open the "
                "studio there and choose a passphrase; it opens them here."
            )
        )
    if key is None:
        raise Unavailable(Message("Personal data are locked. Type the passphrase."))
    secrets.opened(key, row.proof, row.name)
    return key


@command("Set up personal data", right="talent.private", undo=False)
def set_up(session: Session, passphrase: str = "") -> bool:
    """Make the studio's key: kept by the system's store, and under a passphrase where one is given.

    Without a key store a passphrase of at least ten characters is needed. Returns whether the
    system's store has the key.
    """
    if studio_key(session) is not None:
        raise Invalid({"passphrase": Message("Personal data have a key already.")})
    vault = scope(session).vault
    if passphrase or not vault.store.usable:
        _check_passphrase(passphrase)
    make(session, passphrase)
    return vault.store.usable


def make(session: Session, passphrase: str = "") -> bytes:
    """Make the studio's key inside a running command, and return it."""
    key, name = secrets.new_key(), f"studio-{uuid4().hex}"
    row = StudioKey(name=name, proof=secrets.seal(key, PROOF, name))
    _wrap(row, key, passphrase)
    session.add(row)
    session.flush()
    scope(session).vault.keep(name, key)
    return key


@command("Choose a passphrase", right="talent.private", undo=False)
def choose_passphrase(session: Session, passphrase: str) -> None:
    """Put the key under a passphrase too, or under another one; the data have to be open.

    The file can then be opened on any computer by whoever has the passphrase.
    """
    _check_passphrase(passphrase)
    key = master(session)
    row = studio_key(session)
    if row is not None:
        _wrap(row, key, passphrase)
    session.flush()


def _wrap(row: StudioKey, key: bytes, passphrase: str) -> None:
    salt = secrets.new_key()[:16] if passphrase else b""
    row.salt, row.wrapped = salt.hex(), ""
    if passphrase:
        row.wrapped = secrets.seal(secrets.stretched(passphrase, salt), key, row.name)


def _check_passphrase(passphrase: str) -> None:
    if len(passphrase) < SHORTEST:
        raise Invalid({"passphrase": Message("At least ten characters, please.")})


@query
def unlock(session: Session, passphrase: str, *, remember: bool = False) -> None:
    """Open the personal data with the passphrase until the program ends; raises Denied.

    `remember` keeps the key in this computer's key store, where there is one.
    """
    row = studio_key(session)
    if row is None or not row.wrapped:
        raise Unavailable(Message("Personal data have no passphrase."))
    stretched = secrets.stretched(passphrase, bytes.fromhex(row.salt))
    try:
        key = secrets.opened(stretched, row.wrapped, row.name)
    except Denied as error:
        raise Denied(Message("This is not the passphrase.")) from error
    vault = scope(session).vault
    if remember:
        vault.keep(row.name, key)
    else:
        vault.unlock(row.name, key)
