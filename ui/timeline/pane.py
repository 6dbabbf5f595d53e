"""The time line of the studio or of one project: asks for the board, turns gestures to commands."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from studio.domain.schedule import words as rules
from studio.errors import Invalid, StudioError
from studio.services import bookings, schedule
from studio.services.schedule import Board, BoardFilter, LinkRow, TaskRow, key_of
from ui.context import Context, Ref
from ui.language import text, tr
from ui.timeline import menus
from ui.timeline.dialogs import ReasonDialog
from ui.timeline.moving import BoardPlanner, pinned
from ui.timeline.plan import Span
from ui.timeline.reading import Reader, Wish
from ui.timeline.telling import BoardTeller
from ui.timeline.view import TimelineView
from ui.widgets.boxes import vbox
from ui.widgets.dialogs import Dialog
from ui.widgets.menus import Menu

NOUNS = frozenset(
    {
        "task",
        "task_link",
        "task_need",
        "project",
        "booking",
        "absence",
        "calendar",
        "observance",
        "resource",
        "talent",
        "person",
        "shoot_day",
    }
)
"""What a board is made of."""

Order = Callable[[], Any]
"""Makes a command when its turn has come, from what is known then."""


class TimelinePane(QWidget):
    """The time line at work: its plan is the studio's, its gestures are commands."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused; carries the StudioError."""

    boarded = Signal()
    """Emitted when a board has come and is shown."""

    current_changed = Signal(int)
    """Emitted when another task is picked; carries its id, 0 for none or a group."""

    edit_wished = Signal(int, str)
    """Emitted when a task is to be edited: its id and the field to begin with."""

    hold_wished = Signal(str, object, object)
    """Emitted when somebody is to be held: the reference, from when, until when (UTC)."""

    open_requested = Signal(object)
    """Emitted when a record elsewhere is to be opened; carries a Ref."""

    clash_opened = Signal(str, object)
    """Emitted when a block of somebody's row was clicked: the reference and the Block."""

    def __init__(self, context: Context, *, project_id: int = 0, people: bool = True) -> None:
        super().__init__()
        self.context = context
        self.board: Board | None = None
        self.filter = BoardFilter(projects=(project_id,) if project_id else ())
        self.wish = Wish(people=people, read_only=context.read_only)
        self.reader: Reader | None = None
        self.view = TimelineView(tr("Time line"))
        self.view.editable = not context.read_only
        self._orders: deque[tuple[Order, str]] = deque()
        self._versions: dict[int, int] = {}
        self._wanted = ""
        self._edit = ""
        self.menu: Menu | None = None
        """The menu that is open, or was last."""
        self._shown: Board | None = None
        self._stated = (0, "")
        self.dialog: Dialog | None = None
        vbox(self, self.view)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.block_opened.connect(self._on_block_opened)
        view.current_changed.connect(self._on_current_changed)
        view.drawn.connect(self._on_drawn)
        view.hold_drawn.connect(self._on_hold_drawn)
        view.linked.connect(self._on_linked)
        view.menu_requested.connect(self._on_menu_requested)
        view.moved.connect(self._on_moved)
        view.opened.connect(self._on_opened)
        view.placed.connect(self._on_moved)
        view.refused.connect(self._on_view_refused)
        view.removal_wished.connect(self._on_removal_wished)
        view.resized.connect(self._on_resized)
        view.tie_picked.connect(self._on_tie_picked)

    # -- what is shown --------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for the board anew."""
        self.context.tasks.ask(
            schedule.board(self.filter),
            owner=self,
            then=self._on_board,
            failed=self._on_refused,
            slot="board",
        )

    def set_filter(self, **what: Any) -> None:
        """Show other projects, people, words; ask for the board."""
        self.filter = replace(self.filter, **what)
        self.ask()

    def set_wish(self, **what: Any) -> None:
        """Group otherwise, or pin other people; nothing is asked for."""
        self.wish = replace(self.wish, **what)
        self._show()

    def _on_board(self, board: Board) -> None:
        self.board = self._shown = board
        self.wish = replace(self.wish, raised=frozenset(one.ref for one in board.overloads))
        self._versions = {}
        self._show()
        self.boarded.emit()

    def show_instead(self, board: Board | None, before: Mapping[int, Span] | None = None) -> None:
        """Show a preview in place of the board, old places dashed; None shows the board again."""
        self._shown = board or self.board
        self.wish = replace(self.wish, before=before or {})
        self._show()

    def _show(self) -> None:
        board = self._shown
        if board is None:
            return
        language = self.context.language
        reader = self.reader = Reader(board, language, self.wish)
        names = {ref: reader.name(*pair) for ref, pair in board.names.items()}
        self.view.planner.end()
        self.view.planner = BoardPlanner(board, names)
        plan = reader.plan()
        self.view.set_plan(plan, people=self.wish.people)
        self.view.teller = BoardTeller(board, reader, {line.key: line for line in plan.lines})
        self._settle()

    def _settle(self) -> None:
        if self._wanted and self.view.select(self._wanted):
            self.view.reveal(self._wanted, across=True)
            if self._edit:
                self.edit_wished.emit(key_of(self._wanted), self._edit)
            self._wanted = self._edit = ""

    def refresh(self, changes: Any) -> None:
        """Ask anew where a commit has touched what the board is made of."""
        if NOUNS & changes.nouns():
            self.ask()

    def show_task(self, key: int, *, edit: str = "") -> None:
        """Pick a task, now or when its board comes; `edit` begins with a field."""
        self._wanted, self._edit = f"task:{key}", edit
        self._settle()

    def show_project(self, key: int) -> None:
        """Pick a project's line and bring its bar into sight."""
        self._wanted = f"project:{key}"
        self._settle()

    # -- what is picked -------------------------------------------------------------------------

    def task(self, key: int = 0) -> TaskRow | None:
        """Return a task of the board, the picked one without an id."""
        board = self.board
        wanted = key or self.current_id()
        if board is None:
            return None
        return next((row for row in board.tasks if row.id == wanted), None)

    def current_id(self) -> int:
        """Return the id of the picked task, 0 for none."""
        current = self.view.current
        return key_of(current) if current.startswith("task:") else 0

    def project(self) -> int:
        """Return the id of the picked line's project, 0 for none."""
        row, key = self.task(), self.view.current
        if row is not None:
            return row.project_id
        return int(key.split(":")[1]) if key.startswith(("project:", "phase:")) else 0

    def why(self, row: TaskRow) -> str:
        """Return in words what holds a task where it is."""
        teller = self.view.teller
        return teller.why(row) if isinstance(teller, BoardTeller) else ""

    def version(self, key: int) -> int:
        """Return the newest known version of a task."""
        row = self.task(key)
        return self._versions.get(key, row.version if row is not None else 0)

    def took(self, key: int, version: int) -> None:
        """Take the version a command elsewhere has left behind."""
        self._versions[key] = version

    def _link(self, key: int) -> LinkRow | None:
        links = self.board.links if self.board is not None else ()
        return next((link for link in links if link.id == key), None)

    # -- commands, one after the other ----------------------------------------------------------

    def order(self, make: Order, said: str = "") -> None:
        """Run a command after those before it; it is made when its turn comes."""
        self._orders.append((make, said))
        if len(self._orders) == 1:
            self._send()

    def _send(self) -> None:
        make, _ = self._orders[0]
        self.context.tasks.run_outcome(
            make(), owner=self, then=self._on_done, failed=self._on_failed
        )

    def _on_done(self, outcome: Any) -> None:
        _, said = self._orders.popleft()
        self.said.emit(said or text(outcome.label), True)
        if self._orders:
            self._send()

    def _on_failed(self, error: StudioError) -> None:
        self._orders.clear()  # what follows leans on what was refused
        self.refused.emit(error)
        self.ask()

    def _on_refused(self, error: StudioError) -> None:
        self.refused.emit(error)

    def _on_view_refused(self, words: str) -> None:
        self.said.emit(words, False)

    # -- gestures -------------------------------------------------------------------------------

    def _moment(self, local: int, key: str = "") -> int:
        """Return the UTC minute of a local one, on the clock where a task is done."""
        planner = self.view.planner
        return planner.clock(key).moment(local) if isinstance(planner, BoardPlanner) else local

    def _on_moved(self, key: str, start: int) -> None:
        self.put(key_of(key), self._moment(start, key))

    def put(self, task: int, moment: int) -> None:
        """Put a task elsewhere (minutes since the epoch), and whoever is booked for it."""

        def make() -> Any:
            return bookings.move_work(task, version=self.version(task), start=moment)

        self.order(make)

    def _on_resized(self, key: str, start: int, finish: int) -> None:
        task, row = key_of(key), self.task(key_of(key))
        planner = self.view.planner
        if row is None or row.start is None or not isinstance(planner, BoardPlanner):
            return
        begin, end = self._moment(start, key), self._moment(finish, key)
        length = planner.work(row, begin, end)
        planner.end()
        values: dict[str, object] = {"duration": length}
        if begin != row.start:
            values["fixed_at" if pinned(row) else "earliest_at"] = begin

        def make() -> Any:
            return schedule.change_task(task, version=self.version(task), values=values)

        self.order(make)

    def _on_linked(self, before: str, after: str, kind: str) -> None:
        first, second = key_of(before), key_of(after)

        def make() -> Any:
            return schedule.link(first, second, kind=kind)

        self.order(make)

    def _on_drawn(self, key: str, start: int, finish: int) -> None:
        """A span drawn on an empty row is a new task of that row's project."""
        project, row = self._project_of(key)
        if not project:
            return
        begin, end = self._moment(start), self._moment(finish)
        values: dict[str, object] = {"title": tr("New task"), "earliest_at": begin}
        length = self._length(begin, end)
        if length:
            values["duration"] = length
        if row is not None:
            values["phase"] = row.phase
        self.add_task(project, values, after=row.id if row is not None else None)

    def _length(self, begin: int, end: int) -> int:
        board = self.board
        calendar = board.plan.calendars.get(board.standard) if board is not None else None
        return calendar.between(begin, end) if calendar is not None else 0

    def _project_of(self, key: str) -> tuple[int, TaskRow | None]:
        """Return the project of a line, and its task where it is one."""
        if key.startswith("task:"):
            row = self.task(key_of(key))
            return (row.project_id, row) if row is not None else (0, None)
        if key.startswith(("project:", "phase:")):
            return int(key.split(":")[1]), None
        return 0, None

    def add_task(
        self, project: int, values: Mapping[str, object], *, after: int | None = None
    ) -> None:
        """Add a task and begin to edit its title."""
        self.context.tasks.run(
            schedule.add_task(project, values, after=after),
            owner=self,
            then=self._on_added,
            failed=self._on_refused,
        )

    def _on_added(self, key: int) -> None:
        self.said.emit(tr("Task added"), True)
        self.show_task(key, edit="title")

    def _on_hold_drawn(self, ref: str, start: int, finish: int) -> None:
        begin, end = rules.instant(self._moment(start)), rules.instant(self._moment(finish))
        self.hold_wished.emit(ref, begin, end)

    def _on_block_opened(self, ref: str, block: object) -> None:
        self.clash_opened.emit(ref, block)

    def _on_current_changed(self, key: str) -> None:
        self.current_changed.emit(key_of(key) if key.startswith("task:") else 0)

    def _on_opened(self, key: str) -> None:
        self.edit_wished.emit(key_of(key), "title")

    def _on_removal_wished(self, key: str) -> None:
        if key.startswith("task:"):
            self.remove(key_of(key))

    # -- what menus and keys do -----------------------------------------------------------------

    def remove(self, task: int) -> None:
        """Remove a task; Undo brings it back with its links."""

        def make() -> Any:
            return schedule.remove_task(task, version=self.version(task))

        self.order(make)

    def release(self, task: int) -> None:
        """Let a task begin as early as its links allow."""

        def make() -> Any:
            return schedule.release_task(task, version=self.version(task))

        self.order(make)

    def unschedule(self, task: int) -> None:
        """Put a task into the tray."""

        def make() -> Any:
            return schedule.unschedule(task, version=self.version(task))

        self.order(make)

    def set_state(self, task: int, state: str) -> None:
        """Bring a task into a state; where a reason is needed it is asked for."""
        self._stated = (task, state)
        self.context.tasks.run_outcome(
            schedule.set_state(task, version=self.version(task), state=state),
            owner=self,
            then=self._on_stated,
            failed=self._on_not_stated,
        )

    def _on_stated(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), True)

    def _on_not_stated(self, error: StudioError) -> None:
        if isinstance(error, Invalid) and "reason" in error.fields:
            self.ask_reason(*self._stated, why=text(error.fields["reason"]))
        else:
            self.refused.emit(error)

    def ask_reason(self, task: int, state: str, why: str = "") -> None:
        """Ask why a task is brought into a state, then do it."""
        row = self.task(task)
        if row is None or self.reader is None:
            return
        title = self.reader.name(row.title, row.title_zh)
        dialog = ReasonDialog(self.context, row, state, title, self.window(), why)
        dialog.stated.connect(self._on_reasoned)
        self.dialog = dialog
        dialog.open()

    def _on_reasoned(self, words: str) -> None:
        self.said.emit(words, True)

    def relink(self, link: int, **what: Any) -> None:
        """Change a link's kind or how long it waits."""
        row = self._link(link)
        if row is None:
            return

        def make() -> Any:
            return schedule.relink(link, version=row.version, **what)

        self.order(make)

    def unlink(self, link: int) -> None:
        """Let a task wait no longer for another."""
        row = self._link(link)
        if row is None:
            return

        def make() -> Any:
            return schedule.unlink(link, version=row.version)

        self.order(make)

    def _on_tie_picked(self, key: int, place: QPoint) -> None:
        row = self._link(key)
        if row is None or self.reader is None:
            return
        menu = menus.tie_menu(self, row, self.reader, read_only=self.context.read_only)
        menu.picked.connect(self._on_tie_verb)
        self._pop(menu, place)

    def _on_tie_verb(self, verb: object) -> None:
        act, link, value = verb if isinstance(verb, tuple) else ("", 0, "")
        if act == "kind":
            self.relink(link, kind=value)
        elif act == "lag":
            self.relink(link, lag=value)
        elif act == "remove":
            self.unlink(link)

    def _on_menu_requested(self, key: str, place: QPoint) -> None:
        row = self.task(key_of(key)) if key.startswith("task:") else None
        if row is None:
            return
        menu = menus.task_menu(self, row, read_only=self.context.read_only)
        menu.picked.connect(self.do)
        self._pop(menu, place)

    def _pop(self, menu: Menu, place: QPoint) -> None:
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = menu
        menu.popup(place)

    def do(self, verb: object) -> None:
        """Do what was chosen for the picked task."""
        task = self.current_id()
        if not task or not isinstance(verb, str):
            return
        if verb == "edit":
            self.edit_wished.emit(task, "title")
        elif verb == "release":
            self.release(task)
        elif verb == "tray":
            self.unschedule(task)
        elif verb == "remove":
            self.remove(task)
        elif verb == "project":
            row = self.task(task)
            self.open_requested.emit(Ref("project", row.project_id if row is not None else 0))
        elif verb.startswith("reason:"):
            self.ask_reason(task, verb.removeprefix("reason:"))
        elif verb.startswith("state:"):
            self.set_state(task, verb.removeprefix("state:"))
