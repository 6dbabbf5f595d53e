"""This machine's settings: one typed value, one TOML file."""

import logging
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit, urlunsplit

import tomli_w

from studio import paths, writing
from studio.errors import Unavailable

LANGUAGES = ("", "en", "zh")
THEMES = ("system", "light", "dark")
SCALES = (100, 125, 150, 175, 200)
RECENT = 10

_log = logging.getLogger("callboard.settings")
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Settings:
    """What one person at one machine has chosen.

    `language` is "" to follow the system. `interface_scale` is in per cent. Studios are named as
    `--studio` takes them, without passwords. `people` says as whom each studio is opened: the
    person's id there. `geometry` is the window's place as Qt wrote it, in base64; `layout` keeps
    column widths and the like by name.
    """

    language: str = ""
    theme: str = "system"
    interface_scale: int = 100
    reduce_motion: bool = False
    last_studio: str = ""
    recent_studios: tuple[str, ...] = ()
    people: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    page: str = ""
    geometry: str = ""
    layout: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


def load(path: Path | None = None) -> Settings:
    """Read the settings; a damaged file is set aside and what cannot be used is as new."""
    path = path or paths.settings_file()
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        _log.warning("settings cannot be read: %s", type(error).__name__)
        return Settings()
    try:
        return _from_table(tomllib.loads(raw.decode("utf-8")))
    except (ValueError, RecursionError):  # not TOML, not UTF-8, or brackets without end
        _set_aside(path)
        return Settings()


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings; raises Unavailable where the disk does not take them."""
    path = path or paths.settings_file()
    try:
        paths.made(path.parent)
    except OSError as error:
        raise Unavailable(writing.reason(error, path)) from error
    writing.write_text(path, tomli_w.dumps(_to_table(settings)))


def with_studio(settings: Settings, place: str) -> Settings:
    """Return the settings with a studio as the last opened and first of the recent ones."""
    place = without_password(place)
    others = tuple(other for other in settings.recent_studios if other != place)
    return replace(settings, last_studio=place, recent_studios=(place, *others)[:RECENT])


def without_studio(settings: Settings, place: str) -> Settings:
    """Return the settings without a studio that is gone."""
    place = without_password(place)
    return replace(
        settings,
        last_studio="" if settings.last_studio == place else settings.last_studio,
        recent_studios=tuple(other for other in settings.recent_studios if other != place),
        people={studio: person for studio, person in settings.people.items() if studio != place},
    )


def with_person(settings: Settings, place: str, person: str) -> Settings:
    """Return the settings with the person as whom this machine opens a studio."""
    return replace(settings, people={**settings.people, without_password(place): person})


def person_in(settings: Settings, place: str) -> str:
    """Return the id of the person as whom a studio is opened here, "" if not yet chosen."""
    return settings.people.get(without_password(place), "")


def with_layout(settings: Settings, name: str, value: str) -> Settings:
    """Return the settings with one remembered width, order or the like."""
    return replace(settings, layout={**settings.layout, name: value})


def without_password(place: str) -> str:
    """Return a studio's place fit for a plain file: a URL loses its password."""
    if "://" not in place:
        return place
    url = urlsplit(place)
    person, at, host = url.netloc.rpartition("@")
    return urlunsplit(url._replace(netloc=person.partition(":")[0] + at + host))


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(word, str) for word in value.values())


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


_FITS: Mapping[str, Callable[[object], bool]] = {
    "language": lambda value: value in LANGUAGES,
    "theme": lambda value: value in THEMES,
    "interface_scale": lambda value: value in SCALES,
    "reduce_motion": lambda value: isinstance(value, bool),
    "last_studio": lambda value: isinstance(value, str),
    "recent_studios": _is_list,
    "people": _is_words,
    "page": lambda value: isinstance(value, str),
    "geometry": lambda value: isinstance(value, str),
    "layout": _is_words,
}


def _from_table(table: Mapping[str, object]) -> Settings:
    """Return the settings of a table; a value that does not fit is left as new."""
    known = {name: value for name, value in table.items() if name in _FITS and _FITS[name](value)}
    if isinstance(recent := known.get("recent_studios"), list):
        known["recent_studios"] = tuple(recent[:RECENT])
    return replace(Settings(), **known)  # type: ignore[arg-type]  # _FITS has checked each


def _to_table(settings: Settings) -> dict[str, object]:
    table: dict[str, object] = {}
    for one in fields(settings):
        value = getattr(settings, one.name)
        table[one.name] = dict(value) if isinstance(value, Mapping) else value
    return table


def _set_aside(path: Path) -> None:
    """Keep a damaged file under another name, for whoever wants to mend it."""
    aside = path.with_name(f"{path.stem}.damaged{path.suffix}")
    try:
        path.replace(aside)
    except OSError as error:
        _log.warning("damaged settings cannot be set aside: %s", type(error).__name__)
    else:
        _log.warning("settings were damaged; the file was set aside as %s", aside.name)
