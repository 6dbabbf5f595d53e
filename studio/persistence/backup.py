"""Copies of a studio file: made while it is open, checked before they count, thinned, put back.

Only SQLite's own backup is used: a plain copy of a file that is being written is damaged one time
in three, and opening the file by hand would drop the locks SQLite holds on it.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from studio import paths, writing
from studio.errors import Unavailable
from studio.persistence import header
from studio.persistence.engine import SQLITE
from studio.text import Message

EVERY = timedelta(minutes=30)
"""Automatic copies are at least this far apart."""

ALL_FOR = timedelta(days=2)
"""Every copy younger than this is kept; then one a day, a week, a month."""

DAILY, WEEKLY, MONTHLY = 12, 10, 9

PAGES = 1024
"""How many pages are copied at a time."""

JOURNALS = ("-journal", "-wal", "-shm")
"""What SQLite leaves beside a file; left beside a restored one it would undo the restore."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a studio; `made_at` is in UTC, `size` in bytes."""

    path: Path
    made_at: datetime
    size: int
    sha256: str
    why: str = ""
    """"" for automatic copies, else upgrade, restore or hand: those are never thinned away."""


def folder_for(studio: Path) -> Path:
    """Return the folder of a studio's automatic copies."""
    real = str(studio.resolve())
    return paths.backups() / f"{studio.stem[:60]}-{hashlib.sha256(real.encode()).hexdigest()[:8]}"


def make(studio: Path, out: Path, source: Any = None) -> tuple[str, int]:
    """Copy a studio file to a place, whole and checked; return SHA-256 and size in bytes.

    `source` is an open connection of SQLite's, for a file that has lost its name. Raises
    Unavailable; a file that was at the place before is then as it was.
    """
    part = out.with_name(f".{out.name}.part")
    try:
        with contextlib.suppress(FileNotFoundError):
            part.unlink()
        part.touch(mode=0o600, exist_ok=False)
        with header.raw(part, "rw") as target, _opened(studio, source) as opened:
            opened.backup(target, pages=PAGES)
        _demand_whole(part, studio.name)
        sha256 = _seal(part)
        size = part.stat().st_size
        part.replace(out)
    except SQLITE.DatabaseError as error:
        raise Unavailable(
            Message("“{file}” could not be copied: {reason}.", file=studio.name, reason=str(error))
        ) from error
    except OSError as error:
        raise Unavailable(writing.reason(error, out)) from error
    finally:
        part.unlink(missing_ok=True)
    return sha256, size


def _opened(studio: Path, source: Any) -> contextlib.AbstractContextManager[Any]:
    return header.raw(studio) if source is None else contextlib.nullcontext(source)


def _demand_whole(part: Path, name: str) -> None:
    """Check a copy as strictly as can be: a copy that nobody checked is no copy."""
    with header.raw(part) as copy:
        found = [str(row[0]) for row in copy.execute("PRAGMA integrity_check(5)")]
        lost = copy.execute("PRAGMA foreign_key_check").fetchone()
    if found != ["ok"] or lost is not None:
        raise Unavailable(
            Message("“{file}” is damaged, so no copy was made of it. Restore one.", file=name)
        )
    try:
        header.of_file(part)
    except (header.NotAStudio, header.Damaged, header.Unreadable) as error:
        raise Unavailable(
            Message("“{file}” is damaged, so no copy was made of it. Restore one.", file=name)
        ) from error


def _seal(part: Path) -> str:
    """Make the copy last through a power cut and return its SHA-256."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def measure(copy: Path) -> tuple[str, int]:
    """Return SHA-256 and size in bytes of a copy that nobody has open."""
    with copy.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), copy.stat().st_size


def keep(studio: Path, now: datetime, *, why: str = "") -> Copy:
    """Add a copy to a studio's own folder of copies and thin the old ones; `now` is in UTC."""
    folder = paths.made(folder_for(studio))
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S")
    place = _free(folder, f"{stamp}-{why}" if why else stamp)
    sha256, size = make(studio, place)
    copy = Copy(place, now, size, sha256, why)
    facts = {**asdict(copy), "path": place.name, "made_at": now.isoformat(), "studio": str(studio)}
    writing.write_text(_note(place), json.dumps(facts, ensure_ascii=False, indent=1))
    for old in superfluous(listing(studio), now):
        old.path.unlink(missing_ok=True)
        _note(old.path).unlink(missing_ok=True)
    return copy


def _free(folder: Path, stem: str) -> Path:
    """Return a name that is not taken: two copies may be made within a second."""
    place = folder / f"{stem}{paths.STUDIO_SUFFIX}"
    number = 1
    while place.exists():
        number += 1
        place = folder / f"{stem}-{number}{paths.STUDIO_SUFFIX}"
    return place


def _note(place: Path) -> Path:
    return place.with_suffix(".json")


def listing(studio: Path) -> list[Copy]:
    """Return a studio's copies, newest first; one whose note is lost goes by its date on disk."""
    found = [_read(path) for path in folder_for(studio).glob(f"*{paths.STUDIO_SUFFIX}")]
    return sorted(found, key=lambda copy: (copy.made_at, copy.path.name), reverse=True)


def _read(path: Path) -> Copy:
    facts = path.stat()
    try:
        note = json.loads(_note(path).read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(note["made_at"]).astimezone(UTC)
        return Copy(path, made_at, facts.st_size, str(note["sha256"]), str(note["why"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Copy(path, datetime.fromtimestamp(facts.st_mtime, UTC), facts.st_size, "")


def superfluous(copies: Iterable[Copy], now: datetime) -> list[Copy]:
    """Return the automatic copies that need not be kept.

    All of the last two days stay; of older ones the newest of each of 12 days, 10 weeks and
    9 months (the rule Anki keeps its backups by). A copy from the future stays: clocks are wrong
    at times. The newest copy always stays.
    """
    automatic = sorted((copy for copy in copies if not copy.why), key=lambda copy: copy.made_at)
    older = [copy for copy in reversed(automatic) if now - copy.made_at > ALL_FOR]
    kept: set[Path] = {copy.path for copy in automatic[-1:]}
    for count, form in ((DAILY, "%Y-%m-%d"), (WEEKLY, "%G-%V"), (MONTHLY, "%Y-%m")):
        periods: dict[str, Path] = {}
        for copy in older:
            periods.setdefault(copy.made_at.strftime(form), copy.path)
        kept |= set(list(periods.values())[:count])
    return [copy for copy in older if copy.path not in kept]


def whole(copy: Copy) -> bool:
    """Say whether a copy can be opened and is, byte for byte, what was made."""
    try:
        header.of_file(copy.path)
    except (OSError, header.NotAStudio, header.Damaged, header.Unreadable):
        return False
    if copy.sha256:
        return measure(copy.path)[0] == copy.sha256
    return not header.problems(copy.path)


def restore(studio: Path, copy: Path, now: datetime) -> Path | None:
    """Put a checked copy in a studio's place; return where the replaced file was set aside.

    Nothing may have the studio open. The replaced file and its journals are kept under another
    name; at every moment there is a whole file at the studio's place if there was one before.
    Raises Unavailable.
    """
    part = studio.with_name(f".{studio.name}.part")
    try:
        with copy.open("rb") as source, part.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        _demand_whole(part, copy.name)
        _seal(part)
        aside = _set_aside(studio, now)
        part.replace(studio)
    except SQLITE.DatabaseError as error:
        raise Unavailable(Message("The copy “{file}” is damaged.", file=copy.name)) from error
    except OSError as error:
        raise Unavailable(writing.reason(error, studio)) from error
    finally:
        part.unlink(missing_ok=True)
    return aside


def _set_aside(studio: Path, now: datetime) -> Path | None:
    if not studio.exists():
        return None
    stem = f"{studio.stem}.replaced-{now.astimezone(UTC).strftime('%Y%m%d-%H%M%S')}"
    aside = _free(studio.parent, stem)
    for ending in JOURNALS:
        with contextlib.suppress(FileNotFoundError):
            Path(f"{studio}{ending}").rename(f"{aside}{ending}")
    try:
        os.link(studio, aside)  # the studio's own name is never without a file
    except OSError:  # a disk without hard links
        studio.rename(aside)
    return aside
