"""The window: side bar, page, banners, toasts, menus, and what holds them together."""

import base64
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from studio import settings as stored
from studio.errors import StudioError, Unavailable
from ui.context import Action, Context, Ref
from ui.language import text, tr
from ui.preferences import Preferences
from ui.shell.areas import BY_ID, BY_NOUN
from ui.shell.badges import Badges
from ui.shell.banners import Banners
from ui.shell.endings import Where
from ui.shell.menubar import MenuBar
from ui.shell.nameplate import Nameplate, put_stopped
from ui.shell.navigation import Badge, Sidebar
from ui.shell.pages import Pages
from ui.shell.reach import Everything, Reach
from ui.shell.regions import Regions
from ui.shell.sheets import Sheets
from ui.shell.undo import Undo
from ui.startup import Opened
from ui.tasks import Tasks
from ui.theme import look
from ui.theme.tokens import theme
from ui.widgets.boxes import hbox
from ui.widgets.focus import FocusRing

if TYPE_CHECKING:
    from ui.shell.palette import Palette
    from ui.widgets.toast import ToastStack

SMALLEST = (1180, 720)


class Window(QMainWindow):
    """The one window of the program."""

    open_wished = Signal(str)
    """Emitted when another studio is wanted: open_studio, new_studio, open_demo."""

    language_wished = Signal(str)
    """Emitted when the other language is wanted; carries en or zh."""

    closed = Signal()
    """Emitted when the window has been closed."""

    painted = Signal()
    """Emitted once, when the window has been painted for the first time."""

    def __init__(self, preferences: Preferences, tasks: Tasks) -> None:
        super().__init__()
        self.preferences = preferences
        self.tasks = tasks
        self.context: Context | None = None
        self.opened: Opened | None = None
        self._was_painted = False
        self._leaving = False
        self._stack = QStackedWidget()
        self.pages = Pages(self._stack, self)
        self.setMinimumSize(*SMALLEST)
        self.setWindowTitle("Callboard")
        self.banners = Banners(self)
        self._nameplate = Nameplate(self, preferences, self.banners)
        self.menus = MenuBar(self, self.page_actions)
        self.sheets = Sheets(self, tasks, self.menus, self.page_actions)
        self._build()
        self._restore_geometry()
        self.ring = FocusRing(self)
        self.badges = Badges(tasks, self)
        self.reach = Reach(tasks, self.banners, self)
        self.undo = Undo(tasks, self)
        self.undo.set_actions(self.menus.actions["undo"], self.menus.actions["redo"])
        self._connect()

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        """Put the parts of the window together in the language of the moment."""
        body = QWidget()
        self.sidebar = Sidebar()
        self.sidebar.set_narrow(self.preferences.value.layout.get("sidebar") == "narrow")
        self.sidebar.setEnabled(False)
        self._nameplate.stand_in(self.sidebar)
        self._main = QWidget()
        self._main.setAccessibleName(tr("Page"))
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.banners.begin())
        column.addWidget(self._stack, 1)
        row = hbox(body, self.sidebar, self._main, gap=0)
        row.setStretchFactor(self._main, 1)
        self.setCentralWidget(body)
        self._toasts: ToastStack | None = None
        self.regions = Regions(self.sidebar, self.pages)
        self._wire_bar()

    def _wire_bar(self) -> None:
        self.sidebar.area_chosen.connect(self.show_area)
        self.sidebar.person_clicked.connect(self._on_person_clicked)
        self.sidebar.search_requested.connect(self.show_palette)
        self.sidebar.studio_clicked.connect(self._on_studio_clicked)

    def _connect(self) -> None:
        self.badges.counted.connect(self._on_counted)
        self.menus.acted.connect(self.act)
        self.pages.shown.connect(self._on_page_shown)
        self.reach.changed.connect(self._on_reach_changed)
        self.reach.found.connect(self._on_found)
        self.sheets.action_chosen.connect(self.act)
        self.sheets.actions_wanted.connect(self._on_actions_wanted)
        self.sheets.page_action_chosen.connect(self._run_page_action)
        self.sheets.record_chosen.connect(self.open)
        self.tasks.done.connect(self._nameplate.on_command_done)
        self.tasks.refused.connect(self._on_refused)
        self.tasks.idle.connect(self._on_idle)
        self.undo.refused.connect(self.show_refusal)
        self.undo.said.connect(self.say)
        theme.changed.connect(self.update)

    def rebuild(self) -> None:
        """Build the window again in another language; what was open stays open."""
        kept = self.pages.current_id
        self.pages.drop_all()
        self.pages.current_id = ""
        old = self.takeCentralWidget()
        self._stack.setParent(None)
        self.sheets.forget_palette()
        self.menus.build()
        self._build()
        old.hide()
        old.deleteLater()
        self.undo.set_actions(self.menus.actions["undo"], self.menus.actions["redo"])
        if self.opened is not None:
            self._show_studio(self.opened)
            self.reach.show()
            if kept:
                self.pages.show(kept, remember=False)

    # -- an open studio -------------------------------------------------------------------------

    def attach(self, opened: Opened, context: Context, back_to: Where | None = None) -> None:
        """Show an open studio; `back_to` is where a hard stop ended the last run."""
        if self.context is not None:
            self.context.live.changed.disconnect(self._on_live_changed)
        self.opened, self.context = opened, context
        self.pages.set_context(context)
        self.undo.set_workspace(opened.workspace)
        context.live.changed.connect(self._on_live_changed)
        self._nameplate.begin()
        self._show_studio(opened)
        self.reach.set_opened(opened)
        if not opened.set_up:
            self.pages.show("firstrun")
        elif back_to is not None:
            self._go_back_to(back_to)
        else:
            self.show_area(self.preferences.value.page or "home")

    def _go_back_to(self, where: Where) -> None:
        """Open the page of before a hard stop, and say so."""
        self.pages.show_again(where.page, where.state)
        put_stopped(self.banners).clicked.connect(self._on_stopped_read)

    def _on_stopped_read(self) -> None:
        self.banners.drop("stopped")

    def renew(self, opened: Opened) -> None:
        """Show the studio's name, person and state after its settings changed."""
        begun = self.opened is not None and not self.opened.set_up and opened.set_up
        self.opened = opened
        self._show_studio(opened)
        if begun:
            self.pages.forget_trail()
            self.pages.show("home", remember=False)

    def where(self) -> Where:
        """Return where one is, for the mark of a running program."""
        return self.pages.where(self.opened.place if self.opened is not None else "")

    def _show_studio(self, opened: Opened) -> None:
        self._nameplate.show(opened)
        self.sidebar.setEnabled(opened.set_up)
        self.sidebar.set_area(self.pages.current_id)
        self.sidebar.set_reachable(self.reach.reachable)
        self.menus.set_changing(opened.set_up and not opened.workspace.read_only)
        if opened.set_up:
            self.badges.refresh()

    def set_logo(self, data: bytes) -> None:
        """Show the studio's logo in the side bar."""
        self._nameplate.set_logo(data)

    def show_area(self, area_id: str) -> None:
        """Bring an area to the front."""
        known = area_id in BY_ID and BY_ID[area_id].group != "hidden"
        self.pages.show(area_id if known else "home")

    def open(self, ref: Ref) -> None:
        """Show a record."""
        self.pages.open(ref)

    # -- saying things --------------------------------------------------------------------------

    @property
    def toasts(self) -> "ToastStack":
        """What says what was done; made with the first words."""
        if self._toasts is None:
            from ui.widgets.toast import ToastStack  # noqa: PLC0415 - the first paint has none

            self._toasts = ToastStack(self._main)
            self._toasts.undo_requested.connect(self._on_toast_undo)
        return self._toasts

    def say(self, words: str, undo: bool = False) -> None:
        """Show a toast; with `undo` it offers to take the newest step back."""
        self.toasts.say(words, undo=undo)

    def show_refusal(self, error: StudioError) -> None:
        """Say why something was not done; a studio out of reach has its banner already."""
        if isinstance(error, Unavailable) and not self.reach.reachable:
            return
        self.toasts.say(text(error.message), icon="warning-octagon", status="bad")

    # -- reactions ------------------------------------------------------------------------------

    def _on_page_shown(self, area_id: str) -> None:
        self.sidebar.set_area(area_id)
        self._wire_new_pages()
        if area_id != "firstrun":
            self.preferences.change(page=area_id)

    def _wire_new_pages(self) -> None:
        while self.pages.wired:
            page = self.pages.wired.pop()
            page.open_requested.connect(self._on_open_requested)
            page.said.connect(self.say)
            page.act_requested.connect(self.act)

    def _on_live_changed(self, changes: Any, _origin: str) -> None:
        self.pages.refresh(changes)
        self.badges.refresh_soon()
        if self.opened is not None and "studio" in changes.nouns():
            self.open_wished.emit("refresh")

    def _on_counted(self, badges: dict[str, Badge]) -> None:
        self.sidebar.set_badges(badges)

    def _on_reach_changed(self, reachable: bool) -> None:
        self.sidebar.set_reachable(reachable)

    def _on_found(self) -> None:
        """Ask again for what could not be read while the studio was out of reach."""
        self.pages.refresh(Everything(frozenset(BY_NOUN) | {"studio"}))
        self.badges.refresh_soon()

    def _on_refused(self, error: object) -> None:
        if isinstance(error, StudioError):
            self.show_refusal(error)

    def _on_open_requested(self, ref: object) -> None:
        if isinstance(ref, Ref):
            self.open(ref)

    def _on_toast_undo(self) -> None:
        self.undo.undo()

    def act(self, action_id: str) -> None:
        """Carry out one of the window's actions by id."""
        if action_id.startswith("area:"):
            self.show_area(action_id.removeprefix("area:"))
        elif action_id.startswith("language:"):
            self.language_wished.emit(action_id.removeprefix("language:"))
        elif action_id in ("open_studio", "new_studio", "open_demo", "backup") or (
            action_id.startswith("restore:")
        ):
            self.open_wished.emit(action_id)
        elif not self.pages.act(action_id):
            self._own_acts()[action_id]()

    def _own_acts(self) -> dict[str, Callable[[], object]]:
        """Return what the window does itself, by the id of the action."""
        return {
            "about": partial(self.sheets.show_about, self.opened),
            "back": self.pages.back,
            "help": partial(self.sheets.show_keys, self.pages.current()),
            "keys": partial(self.sheets.show_keys, self.pages.current()),
            "language": self._switch_language,
            "new_anything": partial(self.show_palette, ">" + tr("New")),
            "palette": self.show_palette,
            "quit": self.close,
            "redo": self.undo.redo,
            "region": partial(self.regions.step, 1),
            "region_back": partial(self.regions.step, -1),
            "search": self.show_palette,
            "sidebar": self._switch_sidebar,
            "theme": self._switch_theme,
            "undo": self.undo.undo,
        }

    def _switch_sidebar(self) -> None:
        narrow = self.preferences.value.layout.get("sidebar") != "narrow"
        kept = "narrow" if narrow else "wide"
        self.preferences.edit(stored.with_layout, "sidebar", kept)
        self.sidebar.set_narrow(narrow)

    def _switch_theme(self) -> None:
        choice = "light" if theme.dark else "dark"
        self.preferences.change(theme=choice)
        look.choose(choice)

    def _switch_language(self) -> None:
        self.language_wished.emit("en" if self.preferences.language == "zh" else "zh")

    # -- palette and menus ----------------------------------------------------------------------

    def command_palette(self) -> "Palette | None":
        """Return the palette once it has been opened."""
        return self.sheets.palette

    def action(self, action_id: str) -> QAction:
        """Return one of the window's actions by id."""
        return self.menus.actions[action_id]

    def show_palette(self, typed: str = "") -> None:
        """Open the command palette."""
        if self.context is not None and self.opened is not None and self.opened.set_up:
            self.sheets.show_palette(typed)

    def _on_actions_wanted(self, ref: Ref) -> None:
        """Tab on a record in the palette: open it, then list what can be done with it."""
        self.open(ref)
        self.show_palette(">")

    def _run_page_action(self, action: Action) -> None:
        action.run()

    def page_actions(self) -> list[Action]:
        """Return what can be done on the page in front now."""
        return self.pages.actions_now()

    def _on_studio_clicked(self) -> None:
        self.sheets.show_studio_menu(self.sidebar.studio_row())

    def _on_person_clicked(self) -> None:
        self.sheets.show_person_menu(self.sidebar.person_row())

    # -- the window itself ----------------------------------------------------------------------

    def _restore_geometry(self) -> None:
        kept = self.preferences.value.geometry
        if not kept or not self.restoreGeometry(QByteArray(base64.b64decode(kept))):
            self.resize(1440, 900)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep toasts and palette in their places."""
        super().resizeEvent(event)
        self.sheets.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Listen for Alt once the window has a place on the screen."""
        super().showEvent(event)
        self.menus.watch(self.windowHandle())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a key nobody took as one of those the page in front offers."""
        if not self.pages.press(event.keyCombination()):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint: what is slow begins after it."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the field in work commit and the writer finish, then go; a second try goes at once.

        What is refused meanwhile stays on the screen with its reason.
        """
        focus = QApplication.focusWidget()
        if focus is not None and focus.window() is self:
            focus.clearFocus()
        if self.tasks.writing and not self._leaving:
            self._leaving = True
            event.ignore()
            return
        kept = base64.b64encode(bytes(self.saveGeometry().data())).decode()
        self.preferences.change(geometry=kept)
        super().closeEvent(event)
        self.closed.emit()

    def _on_idle(self) -> None:
        """Go now if it was wished while a command was under way."""
        if self._leaving:
            self._leaving = False
            if self.reach.reachable:
                self.close()
