"""Session: one run of the program: opens studios, keeps the window on them, closes well."""

import logging
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from studio import paths
from studio import settings as stored
from studio.documents.press import Document, Kind, Press
from studio.errors import StudioError
from ui.context import Context
from ui.forms.guard import Drafts
from ui.language import set_language, text, tr
from ui.live import Live
from ui.preferences import Preferences
from ui.shell.problems import OpeningDialog
from ui.shell.window import Window
from ui.startup import Opened, Opener, Wish
from ui.tasks import Tasks
from ui.widgets.dialogs import Dialog

log = logging.getLogger("callboard.session")

FILTER = "Callboard (*.callboard)"


class Session(QObject):
    """Holds what lives as long as the program runs."""

    crashed = Signal(BaseException)
    """Emitted when a bug came up on a worker's thread; carries the exception."""

    def __init__(
        self, preferences: Preferences, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.tasks = tasks
        self.window = Window(preferences, tasks)
        self.opener = Opener(self)
        self.press: Press | None = None
        self.opened: Opened | None = None
        self.live: Live | None = None
        self._dialog: Dialog | None = None
        self._next = Wish()
        self.window.closed.connect(self.close)
        self.window.language_wished.connect(self.set_language)
        self.window.open_wished.connect(self._on_wished)
        self.opener.crashed.connect(self._on_crashed)
        self.opener.opened.connect(self._on_opened)
        self.opener.refused.connect(self._on_refused)
        tasks.crashed.connect(self._on_worker_crashed)
        self.crash: Callable[[BaseException], None] = _raise

    def start(self, wish: Wish) -> None:
        """Show the window, then open what is wished; without a wish the first run begins."""
        self.window.show()
        self.opener.open(wish)

    def set_language(self, language: str) -> None:
        """Switch the window's language at once; a choice that follows the system stays one."""
        if self.preferences.language != language:
            self.preferences.change(language=language)
        set_language(language)
        self.window.rebuild()

    def close(self) -> None:
        """Finish the work under way, let the studio go, keep the settings."""
        self.opener.wait()
        self.tasks.close()
        if self.opened is not None:
            leave(self.opened)
            self.opened = None
        if self.press is not None:
            self.press.close()
            self.press = None
        self.preferences.close()

    # -- opening --------------------------------------------------------------------------------

    def _on_opened(self, opened: Opened) -> None:
        if self.press is None:
            self.press = Press()
        before, self.opened = self.opened, opened
        press = self.press
        opened.workspace.build = _Builder(press)
        self.tasks.set_workspace(opened.workspace)
        if before is not None:
            self.tasks.call(_Call(leave, before), owner=self)
        live = Live(self)
        live.listen_to(opened.workspace)
        self.live = live
        context = Context(
            tasks=self.tasks,
            live=live,
            preferences=self.preferences,
            drafts=Drafts(),
            clock=opened.workspace.clock,
            press=press,
            person_id=opened.person_id,
            demo=opened.demo,
            read_only=opened.workspace.read_only,
        )
        if not opened.demo:
            self.preferences.edit(stored.with_studio, opened.place)
        self.window.attach(opened, context)
        self._ask_logo()
        QTimer.singleShot(2000, self._idle)

    def _ask_logo(self) -> None:
        if self.opened is None or not self.opened.set_up:
            return
        settings: Any = import_module("studio.services.studio")
        self.tasks.ask(settings.profile(), owner=self, then=self._on_profile, slot="profile")

    def _on_profile(self, profile: Any) -> None:
        if profile is None or not profile.logo:
            self.window.set_logo(b"")
            return
        settings: Any = import_module("studio.services.studio")
        self.tasks.ask(
            settings.image(profile.logo), owner=self, then=self.window.set_logo, slot="logo"
        )

    def _idle(self) -> None:
        """Phase 4: what can wait until the first page is there."""
        if self.opened is not None and self.opened.workspace.shared:
            self.opened.workspace.follow()

    def _on_refused(self, error: StudioError, wish: Wish) -> None:
        dialog = OpeningDialog(self.window, error, wish)
        dialog.wished.connect(self.opener.open)
        dialog.leave_wished.connect(self._on_leave_wished)
        dialog.other_wished.connect(self._choose)
        self._dialog = dialog
        dialog.open()

    def _on_leave_wished(self) -> None:
        if self.opened is None:
            self.window.close()

    def _on_worker_crashed(self, error: object) -> None:
        if isinstance(error, BaseException):
            self.crashed.emit(error)

    def _on_crashed(self, error: BaseException) -> None:
        self.crash(error)

    # -- wishes of the window -------------------------------------------------------------------

    def _on_wished(self, what: str) -> None:
        wishes = {
            "open_studio": self._choose,
            "new_studio": self._make,
            "open_demo": self._demo,
            "backup": self._backup,
            "refresh": self._refresh,
        }
        if what.startswith("restore:"):
            self._restore(what.removeprefix("restore:"))
        else:
            wishes[what]()

    def _restore(self, copy: str) -> None:
        """Close the studio, put a kept copy in its place, open it again."""
        if self.opened is None or self.opened.demo or self.opened.workspace.shared:
            return
        leaving, self.opened = self.opened, None
        self._next = Wish(place=leaving.place, copy=copy, person_id=leaving.person_id)
        self.tasks.call(_Call(leave, leaving), owner=self, then=self._on_left)

    def _on_left(self, _nothing: object) -> None:
        self.opener.open(self._next)

    def _demo(self) -> None:
        self.opener.open(Wish(demo=True))

    def _choose(self) -> None:
        dialog = QFileDialog(self.window, tr("Open studio"), str(paths.studios()), FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    def _make(self) -> None:
        dialog = QFileDialog(self.window, tr("New studio"), str(paths.studios()), FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("callboard")
        dialog.fileSelected.connect(self._on_new_chosen)
        dialog.open()

    def _on_file_chosen(self, path: str) -> None:
        self.opener.open(Wish(place=path, person_id=self._person_in(path)))

    def _on_new_chosen(self, path: str) -> None:
        self.opener.open(Wish(place=path, create=True))

    def _person_in(self, place: str) -> int | None:
        known = stored.person_in(self.preferences.value, place)
        return int(known) if known.isdigit() else None

    def _backup(self) -> None:
        if self.opened is None or self.opened.workspace.shared:
            self.window.say(tr("A shared studio is backed up on its server."))
            return
        dialog = QFileDialog(self.window, tr("Back up to"), str(Path.home()), FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("callboard")
        dialog.fileSelected.connect(self._on_backup_chosen)
        dialog.open()

    def _on_backup_chosen(self, path: str) -> None:
        if self.opened is None:
            return
        backup: Any = import_module("studio.services.backup")
        work = _Call(backup.save_copy, self.opened.workspace, Path(path))
        self.tasks.call(work, owner=self, then=self._on_backed_up, failed=self._on_backup_refused)

    def _on_backed_up(self, _result: object) -> None:
        self.window.say(tr("A checked copy of the studio was written."))

    def _on_backup_refused(self, error: StudioError) -> None:
        self.window.say(text(error.message))

    def _refresh(self) -> None:
        """Ask again for name, person and state of the studio, after its settings changed."""
        if self.opened is not None:
            settings: Any = import_module("studio.services.studio")
            self.tasks.ask(
                settings.face(self.opened.person_id), owner=self, then=self._on_face, slot="face"
            )

    def _on_face(self, face: Any) -> None:
        if self.opened is not None:
            self.opened = self.opened.with_face(face)
            self.window.renew(self.opened)
            self._ask_logo()


def leave(opened: Opened) -> None:
    """Close a studio, after a backup where one is due."""
    workspace = opened.workspace
    if not opened.demo and not workspace.shared and not workspace.read_only:
        backup: Any = import_module("studio.services.backup")
        try:
            backup.keep(workspace)
        except StudioError as error:  # leaving must work on a full disk
            log.warning("no backup on closing: %s", type(error).__name__)
    workspace.close()


class _Builder:
    """Builds PDFs inside commands by way of the press; called on the writer's thread."""

    def __init__(self, press: Press) -> None:
        self._press = press

    def __call__(self, kind: Kind, document: Document) -> bytes:
        """Return the PDF; waits on the writer's thread, never on the window's."""
        return self._press.build(kind, document).result()


class _Call:
    """A call with its arguments, for a thread."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self._function, self._arguments = function, arguments

    def __call__(self) -> object:
        """Make the call."""
        return self._function(*self._arguments)


def _raise(error: BaseException) -> None:
    raise error
