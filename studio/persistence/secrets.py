"""Seals personal fields: AES-GCM under a key of the person, itself under the studio's key.

The studio's key is kept by the system's key store, or under a passphrase; never in the clear
beside the data. Each sealed value is bound to its place, so that swapping two is noticed.
"""

import base64
import hashlib
import os
from typing import Protocol

from studio.errors import Denied, Unavailable
from studio.text import Message

SERVICE = "callboard"
VERSION = "1"
STRETCH = 2**17
"""Cost of turning a passphrase into a key (scrypt); about a third of a second."""

ALLOWED = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
"""Key stores of operating systems; others may keep keys in a plain file."""


class KeyStore(Protocol):
    """Keeps keys by name, outside the studio."""

    @property
    def usable(self) -> bool:
        """Say whether keys can be kept here."""

    def get(self, name: str) -> bytes | None:
        """Return a key; None where it is not kept here."""

    def put(self, name: str, key: bytes) -> None:
        """Keep a key."""


class MemoryKeys:
    """Keys that last as long as the program runs: unlocked ones, and those of tests."""

    usable = True

    def __init__(self) -> None:
        self._keys: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        """Return a key; None where it is not kept here."""
        return self._keys.get(name)

    def put(self, name: str, key: bytes) -> None:
        """Keep a key."""
        self._keys[name] = key


class SystemKeys:
    """The operating system's own key store; others are not trusted with a key."""

    @property
    def usable(self) -> bool:
        """Say whether this machine has a key store of the system's own."""
        import keyring

        store = type(keyring.get_keyring())
        chained = getattr(keyring.get_keyring(), "backends", ())
        names = {f"{one.__module__}.{one.__qualname__}" for one in (store, *map(type, chained))}
        return bool(names & ALLOWED)

    def get(self, name: str) -> bytes | None:
        """Return a key; None where it is not kept here, or the store does not answer."""
        import keyring
        from keyring.errors import KeyringError

        if not self.usable:
            return None
        try:
            kept = keyring.get_password(SERVICE, name)
        except KeyringError:
            return None
        return base64.b64decode(kept) if kept else None

    def put(self, name: str, key: bytes) -> None:
        """Keep a key; raises Unavailable where the store refuses."""
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, name, base64.b64encode(key).decode())
        except KeyringError as error:
            raise Unavailable(Message("The system's key store refused the key.")) from error


class Vault:
    """Where the keys of an open studio come from: unlocked ones first, then the system's store."""

    def __init__(self, store: KeyStore | None = None) -> None:
        self.store: KeyStore = store or SystemKeys()
        self._open = MemoryKeys()

    def key(self, name: str) -> bytes | None:
        """Return a studio's key; None while it is locked."""
        return self._open.get(name) or self.store.get(name)

    def unlock(self, name: str, key: bytes) -> None:
        """Use a key until the program ends."""
        self._open.put(name, key)

    def keep(self, name: str, key: bytes) -> bool:
        """Keep a new key in the system's store where there is one; say whether that was done."""
        self._open.put(name, key)
        if not self.store.usable:
            return False
        self.store.put(name, key)
        return True


def new_key() -> bytes:
    """Return a fresh random key of 256 bits."""
    return os.urandom(32)


def stretched(passphrase: str, salt: bytes) -> bytes:
    """Return the key that a passphrase makes with a salt (scrypt, RFC 7914)."""
    return hashlib.scrypt(
        passphrase.encode(), salt=salt, n=STRETCH, r=8, p=1, maxmem=256 * 1024 * 1024, dklen=32
    )


def seal(key: bytes, value: bytes, place: str) -> str:
    """Return a value under a key, bound to its place ("personal_data:4:bank")."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    box = AESGCM(key).encrypt(nonce, value, place.encode())
    return f"{VERSION}:{base64.b64encode(nonce + box).decode()}"


def opened(key: bytes, sealed: str, place: str) -> bytes:
    """Return what was sealed; raises Denied where key or place are not those it was sealed by."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    version, _, body = sealed.partition(":")
    try:
        data = base64.b64decode(body, validate=True)
        if version != VERSION:
            raise ValueError(version)
        return AESGCM(key).decrypt(data[:12], data[12:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise Denied(Message("This value cannot be opened with the studio's key.")) from error
