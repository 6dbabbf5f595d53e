"""Where data, settings, logs and backups live on each operating system.

CALLBOARD_HOME, where it is set, holds all of them: for tests, for a memory stick, for a second
set-up beside the first. Functions only name places; `made` makes one.
"""

import os
from pathlib import Path

from platformdirs import PlatformDirs

STUDIO_SUFFIX = ".callboard"
"""A studio file ends in this."""

FILES_SUFFIX = ".files"
"""Attachments of `lane.callboard` lie in the folder `lane.callboard.files` beside it."""

LOCK_SUFFIX = ".lock"
"""Who has `lane.callboard` open for writing stands in `lane.callboard.lock` beside it."""


def studios() -> Path:
    """Return the folder offered for new studio files: in the person's own documents."""
    home = _home()
    return home / "studios" if home else _system().user_documents_path / "Callboard"


def demo() -> Path:
    """Return the folder of the demo studio's working copy."""
    home = _home()
    return home / "demo" if home else _system().user_data_path / "demo"


def backups() -> Path:
    """Return the folder of automatic backups."""
    home = _home()
    return home / "backups" if home else _system().user_data_path / "backups"


def drafts() -> Path:
    """Return the folder where half-typed text is kept."""
    home = _home()
    return home / "drafts" if home else _system().user_data_path / "drafts"


def logs() -> Path:
    """Return the folder of log files and crash reports."""
    home = _home()
    return home / "logs" if home else _system().user_log_path


def cache() -> Path:
    """Return the folder of things that can be made again at any time."""
    home = _home()
    return home / "cache" if home else _system().user_cache_path


def settings_file() -> Path:
    """Return the file of this machine's settings."""
    home = _home()
    return (home or _system().user_config_path) / "settings.toml"


def files_of(studio: Path) -> Path:
    """Return the folder of a studio file's attachments."""
    return studio.with_name(studio.name + FILES_SUFFIX)


def lock_of(studio: Path) -> Path:
    """Return the lock file of a studio file."""
    return studio.with_name(studio.name + LOCK_SUFFIX)


def with_suffix(studio: Path) -> Path:
    """Return the path with the studio suffix, added where a person left it out."""
    if studio.suffix.lower() == STUDIO_SUFFIX:
        return studio
    return studio.with_name(studio.name + STUDIO_SUFFIX)


def made(folder: Path) -> Path:
    """Make a folder that only this person can look into, and return it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _home() -> Path | None:
    home = os.environ.get("CALLBOARD_HOME")
    return Path(home).expanduser().absolute() if home else None


def _system() -> PlatformDirs:
    return PlatformDirs("Callboard", appauthor=False)
