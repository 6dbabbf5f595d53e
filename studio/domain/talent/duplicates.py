"""The same person twice: what two records share, by handle, name, phone or mail."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from studio.text import Message

LARGEST = 30
"""A key that more people share than this tells nobody apart."""

WEIGHTS: Mapping[str, int] = MappingProxyType(
    {"account": 100, "mail": 90, "phone": 90, "wechat": 90, "name": 60, "sound": 40}
)


@dataclass(frozen=True, slots=True)
class Face:
    """What somebody can be recognised by."""

    id: int
    names: tuple[str, ...] = ()
    """As written, both scripts."""
    keys: tuple[str, ...] = ()
    """The names' keys (studio.domain.names.name_keys)."""
    phone: str = ""
    mail: str = ""
    wechat: str = ""
    accounts: tuple[tuple[str, str], ...] = ()
    """Platform and handle key; a handle is looked for on the other platforms too."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two records that may be one person, the lower id first, and why."""

    first: int
    second: int
    score: int
    reasons: tuple[Message, ...]


def phone_key(phone: str) -> str:
    """Return a phone number's last nine digits at most; "" for one too short to tell.

    What stands before them, a country's code or the 0 instead of it, is written or left out.
    """
    digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", phone))
    return digits[-9:] if len(digits) >= 7 else ""


def mail_key(mail: str) -> str:
    """Return a mail address as it is compared."""
    return unicodedata.normalize("NFKC", mail).strip().casefold()


def find(faces: Iterable[Face]) -> list[Candidate]:
    """Return every pair that shares something, the surest first."""
    buckets: dict[tuple[str, str], list[int]] = defaultdict(list)
    for face in faces:
        for key in _keys(face):
            buckets[key].append(face.id)
    pairs: dict[tuple[int, int], dict[str, Message]] = defaultdict(dict)
    for (kind, value), ids in buckets.items():
        if not 1 < len(ids) <= LARGEST:
            continue
        for pair in combinations(sorted(set(ids)), 2):
            pairs[pair].setdefault(kind, _reason(kind, value))
    found = []
    for (first, second), reasons in pairs.items():
        if "name" in reasons:
            reasons.pop("sound", None)
        score = min(sum(WEIGHTS[kind] for kind in reasons), 100)
        ordered = sorted(reasons, key=lambda kind: -WEIGHTS[kind])
        found.append(Candidate(first, second, score, tuple(reasons[kind] for kind in ordered)))
    return sorted(found, key=lambda one: (-one.score, one.first, one.second))


def _keys(face: Face) -> set[tuple[str, str]]:
    found = {("account", handle) for _platform, handle in face.accounts if len(handle) > 2}
    found |= {("name", _plain(name)) for name in face.names if len(_plain(name)) > 1}
    # Initials alone (two or three letters) are the same for many people.
    found |= {("sound", key) for key in face.keys if len(key) > 4}
    for kind, value in (
        ("phone", phone_key(face.phone)),
        ("mail", mail_key(face.mail)),
        ("wechat", mail_key(face.wechat)),
    ):
        if value:
            found.add((kind, value))
    return found


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _reason(kind: str, value: str) -> Message:
    match kind:
        case "account":
            return Message("The same handle: {value}", value=value)
        case "mail":
            return Message("The same mail address: {value}", value=value)
        case "phone":
            return Message("The same phone number: {value}", value=value)
        case "wechat":
            return Message("The same WeChat: {value}", value=value)
        case "name":
            return Message("The same name: {value}", value=value)
    return Message("The names sound alike: {value}", value=value)
