"""Makes the demo studio file: built once per version of the program and data, copied afterwards."""

import hashlib
import shutil
from datetime import UTC, datetime, time
from pathlib import Path

import resources
import studio
from studio import paths, writing
from studio.clock import Clock
from studio.persistence.files import folder_of
from studio.rules import Rules
from studio.services import opening
from studio.services.sample import (
    accounts,
    bookings,
    history,
    incubation,
    records,
    schedule,
    shoots,
)
from studio.services.sample.reading import load
from studio.services.workspace import Workspace


def fingerprint() -> str:
    """Return what the demo is made of: the data, the fonts' names and the program's version."""
    digest = hashlib.sha256(studio.__version__.encode())
    for path in sorted(resources.DEMO.glob("*.*")):
        digest.update(path.read_bytes())
    for folder in ("documents", "persistence/tables", "services/sample"):
        for path in sorted((Path(studio.__file__).parent / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def make_demo(place: str | Path) -> None:
    """Write a fresh copy of the demo studio to a file."""
    target = Path(place)
    kept = paths.made(paths.cache()) / f"demo-{fingerprint()}.callboard"
    if not kept.exists():
        for old in kept.parent.glob("demo-*.callboard*"):
            shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink()
        building = kept.with_name(f"building-{kept.name}")
        _clear(building)
        build_demo(building)
        folder_of(building).rename(folder_of(kept))
        building.rename(kept)
    target.parent.mkdir(parents=True, exist_ok=True)
    writing.write_whole(target, kept.read_bytes())
    if folder_of(kept).exists():
        shutil.copytree(folder_of(kept), folder_of(target), dirs_exist_ok=True)


def _clear(building: Path) -> None:
    building.unlink(missing_ok=True)
    shutil.rmtree(folder_of(building), ignore_errors=True)


class _StoryClock(Clock):
    """Walks through the story: each chapter has its day, nine in the morning."""

    def now(self) -> datetime:
        """Return nine o'clock UTC of the day."""
        return datetime.combine(self.today(), time(9), UTC)


def build_demo(place: str | Path) -> None:
    """Build the demo studio from its data at a path or a PostgreSQL URL, day by day."""
    data = load()
    opening.create_studio(place)
    workspace = Workspace(place, clock=_StoryClock(data.studio["today"]), rules=Rules.load())
    try:
        keys = records.keep_all(workspace, data)
        accounts.bring_accounts(workspace, keys)
        history.tell(workspace, data, keys, _StoryClock)
        schedule.bring_schedule(workspace, keys)
        bookings.bring_bookings(workspace, keys)
        shoots.bring_shoots(workspace, keys)
        incubation.bring_incubation(workspace, keys)
    finally:
        workspace.close()
