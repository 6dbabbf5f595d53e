"""Start-up phases: what is shown first, what loads behind it, and which studio is opened.

The window is painted before SQLModel, ReportLab or Alembic is imported: they would cost several
times the whole bare program. One thread loads them afterwards with the garbage collector off,
which keeps the gaps in the window under a frame or two.
"""

import gc
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from studio import paths
from studio.clock import clock_from_environment
from studio.errors import StudioError, Unavailable
from studio.text import Message
from ui import language

if TYPE_CHECKING:
    from studio.services.workspace import Workspace

SERVICES = ("studio.services.opening", "studio.services.studio")
"""What opening a studio takes."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which studio to open, and how."""

    place: str = ""
    """A path or a PostgreSQL URL; empty for the first-run set-up."""
    demo: bool = False
    read_only: bool = False
    create: bool = False
    first: bool = False
    """Begin the first run: a new file in the usual folder, or the one begun there."""
    take_over: bool = False
    """Open for writing although a lock of another machine stands."""
    restore: bool = False
    """Put the newest good backup in the place of a damaged file first."""
    copy: str = ""
    """Put this backup in the place of the file first."""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """An open studio and what the window needs to know of it at once."""

    workspace: "Workspace"
    place: str
    today: date | None
    """The pinned day of a demo studio."""
    demo: bool
    set_up: bool
    """False while the first-run set-up has not been done."""
    person_id: int | None
    name: str
    name_zh: str
    person: str
    person_zh: str
    roles: tuple[str, ...]

    def with_face(self, face: Any) -> "Opened":
        """Return the same studio with its name, person and state asked for anew."""
        return replace(
            self,
            set_up=face.set_up,
            name=face.name,
            name_zh=face.name_zh,
            person=face.person,
            person_zh=face.person_zh,
            roles=tuple(face.roles),
            person_id=face.person_id,
        )


class Opener(QObject):
    """Opens studios on a thread of its own and brings the result to the window."""

    opened = Signal(Opened)
    """Emitted when a studio is open; carries an Opened."""

    refused = Signal(StudioError, Wish)
    """Emitted when a studio cannot be opened; carries the StudioError and the Wish."""

    crashed = Signal(BaseException)
    """Emitted when opening failed by a bug; carries the exception."""

    _done = Signal(object, object, Wish)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    def open(self, wish: Wish, behind: Sequence[str] = ()) -> None:
        """Begin to open a studio; the answer comes by a signal.

        The modules in `behind` are imported first: what the window then asks for is there.
        """
        self._thread = threading.Thread(
            target=self._work, args=(wish, behind), name="opener", daemon=True
        )
        self._thread.start()

    def wait(self) -> None:
        """Wait for a running opening, before the program ends."""
        if self._thread is not None:
            self._thread.join(timeout=30)

    def _work(self, wish: Wish, behind: Sequence[str]) -> None:
        try:
            load(*SERVICES, *behind)
            language.warm()
            result, error = open_wish(wish), None
        except BaseException as reason:  # noqa: BLE001  brought to the window, sorted there
            result, error = None, reason
        self._done.emit(result, error, wish)

    def _on_done(self, result: Any, error: Any, wish: Wish) -> None:
        if result is not None:
            self.opened.emit(result)
        elif isinstance(error, StudioError):
            self.refused.emit(error, wish)
        else:
            self.crashed.emit(error)


def load(*modules: str) -> None:
    """Import modules with the garbage collector off, and turn it on afterwards.

    What is loaded never goes, so it is frozen: no later collection looks through it. Collecting
    first would hold the window up for several frames and find next to nothing.
    """
    if all(module in sys.modules for module in modules):
        return  # another studio is opened: what is garbage by now must not be frozen
    gc.disable()
    try:
        for module in modules:
            import_module(module)
    finally:
        gc.freeze()
        gc.enable()


def open_wish(wish: Wish) -> Opened:
    """Open the wished studio; raises StudioError with what can be done instead."""
    opening: Any = import_module("studio.services.opening")
    place = wish.place
    if wish.demo:
        place = place or str(demo_place())
        import_module("studio.services.sample").make_demo(place)
    elif wish.first:
        place = str(_first_place())
        if not Path(place).exists():
            opening.create_studio(place)
    elif wish.create:
        opening.create_studio(place)
    elif wish.restore:
        _restore_newest(place)
    elif wish.copy:
        _restore(place, Path(wish.copy))
    workspace = opening.open_studio(
        place, read_only=wish.read_only, take_over=wish.take_over, person_id=wish.person_id
    )
    try:
        return entered(workspace, place, wish.person_id)
    except BaseException:
        workspace.close()
        raise


def entered(workspace: "Workspace", place: str, person_id: int | None = None) -> Opened:
    """Enter an open studio as a person: roles and clock follow, and what the window shows first."""
    settings: Any = import_module("studio.services.studio")
    face = workspace.ask(settings.face(person_id))
    workspace.person_id = face.person_id
    workspace.roles = frozenset(face.roles) or workspace.roles
    workspace.clock = clock_from_environment(face.pinned_today)
    return Opened(
        workspace=workspace,
        place=place,
        today=face.pinned_today,
        demo=face.demo,
        set_up=face.set_up,
        person_id=face.person_id,
        name=face.name,
        name_zh=face.name_zh,
        person=face.person,
        person_zh=face.person_zh,
        roles=tuple(face.roles),
    )


def _restore(place: str, path: Path) -> None:
    """Put one of the kept copies in the studio's place."""
    backup: Any = import_module("studio.services.backup")
    copy = next((one for one in backup.copies(place) if one.path == path), None)
    if copy is None:
        raise Unavailable(Message("This copy is not there any more."))
    backup.restore(place, copy)


def _restore_newest(place: str) -> None:
    backup: Any = import_module("studio.services.backup")
    copy = backup.newest_whole(place)
    if copy is None:
        raise Unavailable(Message("There is no backup of this studio on this machine."))
    backup.restore(place, copy)


def _first_place() -> Path:
    """Return where the first studio of this machine is made."""
    return paths.made(paths.studios()) / "studio.callboard"


def demo_place() -> Path:
    """Return where a fresh copy of the demo studio is made: it is there to be played with."""
    return Path(tempfile.mkdtemp(prefix="callboard-demo-")) / "demo.callboard"
