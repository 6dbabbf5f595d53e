"""Platforms and the formats sold there, with their names in both languages and their badges."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from studio.domain import names
from studio.domain.rulefiles import read


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of piece on a platform, such as an image note."""

    code: str
    name: str
    name_zh: str


@dataclass(frozen=True, slots=True)
class Platform:
    """Where pieces appear; `badge` is the two to four letters that stand for it."""

    code: str
    badge: str
    name: str
    name_zh: str
    nicknames: tuple[str, ...]
    formats: Mapping[str, Format]


def _load() -> Mapping[str, Platform]:
    found = {}
    for rule in read("platforms"):
        formats = {entry["code"]: Format(**entry) for entry in rule.value["formats"]}
        found[rule.key] = Platform(
            rule.key,
            rule.value["badge"],
            rule.name,
            rule.name_zh,
            tuple(rule.value["nicknames"]),
            MappingProxyType(formats),
        )
    return MappingProxyType(found)


PLATFORMS = _load()
"""Every platform by its code, the usual ones first."""

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        code: form
        for platform in reversed(tuple(PLATFORMS.values()))
        for code, form in platform.formats.items()
    }
)
"""Every format by its code; where platforms name it differently, the first platform's name."""

LIVE = frozenset({"live"})
"""Formats whose slots are held for a short time only."""


def badge(platform: str) -> str:
    """Return the letters that stand for a platform; an unknown one is shown as it is."""
    known = PLATFORMS.get(platform)
    return known.badge if known else platform.upper()[:4]


def platform_name(platform: str, language: str) -> str:
    """Return a platform's name in a language; an unknown one is shown as it is."""
    known = PLATFORMS.get(platform)
    return names.pick(known.name, known.name_zh, language) if known else platform


def format_name(platform: str, form: str, language: str) -> str:
    """Return a format's name as its platform calls it."""
    known = PLATFORMS[platform].formats if platform in PLATFORMS else FORMATS
    named = known.get(form) or FORMATS.get(form)
    return names.pick(named.name, named.name_zh, language) if named else form


def find(typed: str) -> str:
    """Return the code of the platform a person names: by code, badge, name or nickname; else ""."""
    wanted = typed.strip().casefold()
    for platform in PLATFORMS.values():
        known = (platform.code, platform.badge, platform.name, platform.name_zh)
        if wanted in {word.casefold() for word in (*known, *platform.nicknames)}:
            return platform.code
    return ""
