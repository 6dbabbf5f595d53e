"""Session: one run of the program: opens studios, keeps the window on them, closes well."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from studio import settings as stored
from studio.domain.names import pinyin_initials
from studio.errors import StudioError
from ui.language import set_language, tr
from ui.preferences import Preferences
from ui.shell.areas import BY_ID
from ui.shell.copies import Copies, leave
from ui.shell.endings import RunMark, Where
from ui.shell.window import Window
from ui.startup import Opened, Opener, Wish
from ui.tasks import Tasks

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from studio.documents.press import InlinePress, Press
    from ui.forms.guard import Drafts
    from ui.shell.files import Files
    from ui.shell.problems import OpeningDialog

log = logging.getLogger("callboard.session")

BEHIND = (
    "ui.shell.desk",
    "ui.widgets.banner",
    "ui.widgets.toast",
    "studio.services.home",  # counts behind the areas
)
"""What an open studio needs at once, besides its first page; imported behind the painted window."""

UNPAINTED = 1500
"""A window that is minimised is never painted: after this many ms it opens its studio anyway."""

WARM = 300
"""How long after the first page the process for documents is started, in ms."""

LATER = 2000
"""How long after the first page what can wait is begun, in ms."""

MARK = 3000
"""How often where one is is noted for the start after a hard stop, in ms."""

BACKUP = 10 * 60_000
"""How often it is asked whether a backup is due, in ms."""


class Session(QObject):
    """Holds what lives as long as the program runs."""

    crashed = Signal(BaseException)
    """Emitted when a bug came up on a worker's thread; carries the exception."""

    finished = Signal()
    """Emitted when everything is closed and the program may end."""

    def __init__(
        self, preferences: Preferences, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.tasks = tasks
        self.window = Window(preferences, tasks)
        self.opener = Opener(self)
        self.mark = RunMark()
        self.copies = Copies(tasks, self)
        self.press: Press | InlinePress | None = None
        self.opened: Opened | None = None
        self._drafts: Drafts | None = None
        self._dialog: OpeningDialog | None = None
        self._files: Files | None = None
        self._refused: tuple[StudioError, Wish] | None = None
        self._wish: Wish | None = None
        self._back_to: Where | None = None
        self._ending: threading.Thread | None = None
        self._marking = QTimer(self.window, interval=MARK)
        self._keeping = QTimer(self.window, interval=BACKUP)
        self._late = QTimer(self.window, singleShot=True, interval=LATER)
        self._warming = QTimer(self.window, singleShot=True, interval=WARM)
        self.crash: Callable[[BaseException], None] = _raise
        self._connect()

    def _connect(self) -> None:
        self.copies.said.connect(self.window.say)
        self._keeping.timeout.connect(self._keep_copy)
        self._keeping.timeout.connect(self._ask_holds)
        self._late.timeout.connect(self._idle)
        self._marking.timeout.connect(self._note_where)
        self._warming.timeout.connect(self._warm)
        self.opener.crashed.connect(self._on_crashed)
        self.opener.opened.connect(self._on_opened)
        self.opener.refused.connect(self._on_refused)
        self.tasks.crashed.connect(self._on_worker_crashed)
        self.window.closed.connect(self.leave)
        self.window.language_wished.connect(self.set_language)
        self.window.open_wished.connect(self._on_wished)
        self.window.painted.connect(self._begin)

    def start(self, wish: Wish) -> None:
        """Show the window; once it is painted, what is wished is opened behind it."""
        self._wish = wish
        self.window.show()
        QTimer.singleShot(UNPAINTED, self._begin)

    def _begin(self) -> None:
        """Phase 2: nothing slow is imported before the window has been painted."""
        if self._wish is not None:
            wish, self._wish = self._wish, None
            self._back_to = self.mark.begin()
            self._open(wish)

    def _open(self, wish: Wish) -> None:
        """Open a studio behind the window; what its first page needs is loaded on the way."""
        self.window.pages.blank.wait()
        page = BY_ID.get(self.preferences.value.page) or BY_ID["home"]
        self.opener.open(wish, (*BEHIND, page.module))

    def set_language(self, language: str) -> None:
        """Switch the window's language at once."""
        self.preferences.change(language=language)
        set_language(language)
        self.window.rebuild()

    def leave(self) -> None:
        """Finish behind the closed window: nobody waits for the backup that may be due."""
        if self._ending is None:
            for timer in (self._marking, self._keeping, self._late, self._warming):
                timer.stop()
            if self._drafts is not None:
                self._drafts.flush()
            self._ending = threading.Thread(target=self._end, name="ending")
            self._ending.start()

    def close(self) -> None:
        """Finish the work under way, let the studio go, keep the settings; wait for it."""
        self.leave()
        if self._ending is not None:
            self._ending.join()

    def _end(self) -> None:
        """Close everything in order; on a thread of its own."""
        try:
            self.opener.wait()
            self.tasks.close()
            opened, self.opened = self.opened, None
            if opened is not None:
                leave(opened)
            press, self.press = self.press, None
            if press is not None:
                press.close()
        except Exception:
            # There is no window any more to show it in, and the program must end.
            log.exception("closing failed")
        self.preferences.close()
        self.mark.end()
        self.finished.emit()

    # -- opening --------------------------------------------------------------------------------

    def _on_opened(self, opened: Opened) -> None:
        self._refused = None
        if self._ending is not None:  # it was closed while it opened
            opened.workspace.close()
            return
        from ui.shell import desk  # noqa: PLC0415 - loaded behind the painted window

        before, self.opened = self.opened, opened
        self.tasks.set_workspace(opened.workspace)
        if before is not None:
            self.tasks.call(partial(leave, before), owner=self)
        if self._drafts is not None:
            self._drafts.flush()
        laid = desk.lay(
            opened, self.press, tasks=self.tasks, preferences=self.preferences, parent=self
        )
        self.press, self._drafts = laid.press, laid.drafts
        if not opened.demo:
            self.preferences.edit(stored.with_studio, opened.place)
        self.window.attach(opened, laid.context, self._stopped_at(opened))
        self._ask_logo()
        self._note_where()
        self._warming.start()
        self._late.start()
        self._marking.start()
        self._keeping.start()

    def _stopped_at(self, opened: Opened) -> Where | None:
        """Return where a hard stop ended the last run, once, if it was in this studio."""
        where, self._back_to = self._back_to, None
        if where is None or not where.page:
            return where
        return where if where.place == self._mark_place(opened) else None

    def _mark_place(self, opened: Opened) -> str:
        return "demo" if opened.demo else stored.without_password(opened.place)

    def _note_where(self) -> None:
        if self.opened is not None:
            where = replace(self.window.where(), place=self._mark_place(self.opened))
            self.mark.note(where)

    def _warm(self) -> None:
        """Start the process that makes documents, so that the first preview finds it ready."""
        if self.press is not None:
            self.press.warm()

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
        if self.opened is None:
            return
        workspace = self.opened.workspace
        if workspace.shared or workspace.read_only:  # somebody else may be writing
            workspace.follow()
        self._keep_copy()
        self._ask_holds()
        if self.preferences.language == "zh":  # its dictionaries would hold up the first letter
            self.tasks.call(partial(pinyin_initials, "中"), owner=self)

    def _ask_holds(self) -> None:
        """Look for holds whose time has run out, but for the demo's: its day is always the same."""
        if self.opened is not None and not (self.opened.demo or self.opened.workspace.read_only):
            bookings: Any = import_module("studio.services.bookings")
            self.tasks.ask(bookings.counts(), owner=self, then=self._on_holds, slot="holds")

    def _on_holds(self, counts: dict[str, int]) -> None:
        if counts.get("expired"):
            bookings: Any = import_module("studio.services.bookings")
            self.tasks.run(bookings.expire(), owner=self)

    def _keep_copy(self) -> None:
        if self.opened is not None:
            self.copies.keep(self.opened)

    def _on_refused(self, error: StudioError, wish: Wish) -> None:
        if self._ending is not None:
            return
        from ui.shell.problems import OpeningDialog  # noqa: PLC0415 - the first paint needs none

        self.window.pages.blank.rest()
        self._refused = (error, wish)
        dialog = OpeningDialog(self.window, error, wish)
        dialog.wished.connect(self._open)
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
        self.tasks.call(partial(leave, leaving), owner=self, then=self._on_left)

    def _on_left(self, _nothing: object) -> None:
        self._open(self._next)

    def _demo(self) -> None:
        self._open(Wish(demo=True))

    def _choose(self) -> None:
        self._asking().ask_opening()

    def _make(self) -> None:
        self._asking().ask_making()

    def _asking(self) -> "Files":
        if self._files is None:
            from ui.shell.files import Files  # noqa: PLC0415 - the first paint needs none

            self._files = Files(self.window)
            self._files.copying_chosen.connect(self._on_backup_chosen)
            self._files.making_chosen.connect(self._on_new_chosen)
            self._files.opening_chosen.connect(self._on_file_chosen)
            self._files.opening_declined.connect(self._on_not_chosen)
        return self._files

    def file_dialog(self) -> "QFileDialog | None":
        """Return the dialog that asks for a file, while it is open."""
        return self._files.dialog if self._files is not None else None

    def problem_dialog(self) -> "OpeningDialog | None":
        """Return the dialog that says why a studio was not opened."""
        return self._dialog

    def _on_not_chosen(self) -> None:
        """Nothing chosen: with no studio open, the problem that led here is shown again."""
        if self.opened is None and self._refused is not None:
            self._on_refused(*self._refused)

    def _on_file_chosen(self, path: str) -> None:
        self._open(Wish(place=path, person_id=self._person_in(path)))

    def _on_new_chosen(self, path: str) -> None:
        self._open(Wish(place=path, create=True))

    def _person_in(self, place: str) -> int | None:
        known = stored.person_in(self.preferences.value, place)
        return int(known) if known.isdigit() else None

    def _backup(self) -> None:
        if self.opened is None or self.opened.workspace.shared:
            self.window.say(tr("A shared studio is backed up on its server."))
            return
        self._asking().ask_copying()

    def _on_backup_chosen(self, path: str) -> None:
        if self.opened is not None:
            self.copies.save(self.opened, path)

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


def _raise(error: BaseException) -> None:
    raise error
