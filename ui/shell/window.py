"""The window: side bar, page, banners, toasts, menus, and what holds them together."""

import base64
import logging
from typing import Any

from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from studio.errors import StudioError
from ui.context import Action, Context, Ref
from ui.language import long_date, text, tr
from ui.preferences import Preferences
from ui.shell.about import About
from ui.shell.actions import menus, window_actions
from ui.shell.areas import AREAS, BY_ID
from ui.shell.badges import Badges
from ui.shell.keys import KeysSheet
from ui.shell.navigation import Sidebar
from ui.shell.pages import Pages, add_blank
from ui.shell.palette import Palette
from ui.shell.regions import Regions
from ui.shell.undo import Undo
from ui.startup import Opened
from ui.tasks import Tasks
from ui.theme import look
from ui.theme.icons import icon
from ui.theme.tokens import theme
from ui.widgets.banner import Banner
from ui.widgets.boxes import hbox
from ui.widgets.focus import FocusRing
from ui.widgets.toast import ToastStack

log = logging.getLogger("callboard.window")

SMALLEST = (1180, 720)


class Window(QMainWindow):
    """The one window of the program."""

    open_wished = Signal(str)
    """Emitted when another studio is wanted: open_studio, new_studio, open_demo."""

    language_wished = Signal(str)
    """Emitted when the other language is wanted; carries en or zh."""

    closed = Signal()
    """Emitted when the window has been closed."""

    def __init__(self, preferences: Preferences, tasks: Tasks) -> None:
        super().__init__()
        self.preferences = preferences
        self.tasks = tasks
        self.context: Context | None = None
        self.opened: Opened | None = None
        self._logo = b""
        self._actions: dict[str, QAction] = {}
        self._stack = QStackedWidget()
        add_blank(self._stack)
        self.pages = Pages(self._stack, self)
        self.setMinimumSize(*SMALLEST)
        self.setWindowTitle("Callboard")
        self._build()
        self._restore_geometry()
        self.undo = Undo(tasks, self._actions["undo"], self._actions["redo"], self)
        self._connect()

    # -- building -------------------------------------------------------------------------------

    def _build(self) -> None:
        """Put the parts of the window together in the language of the moment."""
        body = QWidget()
        self.sidebar = Sidebar()
        self.sidebar.set_narrow(self.preferences.value.layout.get("sidebar") == "narrow")
        self._main = QWidget()
        self._main.setAccessibleName(tr("Page"))
        column = QVBoxLayout(self._main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._banners = QVBoxLayout()
        self._banners.setSpacing(0)
        column.addLayout(self._banners)
        column.addWidget(self._stack, 1)
        row = hbox(body, self.sidebar, self._main, gap=0)
        row.setStretchFactor(self._main, 1)
        self.setCentralWidget(body)
        self.toasts = ToastStack(self._main)
        self.ring = FocusRing(self)
        self.badges = Badges(self.tasks, self.sidebar, self)
        self.regions = Regions(self.sidebar, self.pages)
        self._palette: Palette | None = None
        self._shown_banners: dict[str, Banner] = {}
        self._build_menus()
        self._wire_bar()

    def _build_menus(self) -> None:
        """Fill the menu bar from the table of actions."""
        bar = self.menuBar()
        bar.clear()
        for action in self._actions.values():
            self.removeAction(action)
            action.deleteLater()
        self._actions.clear()
        made = {key: bar.addMenu(title) for key, title in menus().items()}
        for entry in window_actions():
            action = self._actions.get(entry.id) or QAction(entry.text, self)
            action.setShortcuts([QKeySequence(keys) for keys in entry.shortcuts])
            if entry.icon:
                action.setIcon(icon(entry.icon))
            action.setData(entry.id)
            action.triggered.connect(self._on_action_triggered)
            if entry.rule:
                made[entry.menu].addSeparator()
            made[entry.menu].addAction(action)
            self._actions[entry.id] = action
        made["go"].addSeparator()
        for area in AREAS:
            if area.group == "hidden":
                continue
            action = QAction(icon(area.icon), area.title(), self)
            action.setShortcut(QKeySequence(area.key))
            action.setData(f"area:{area.id}")
            action.triggered.connect(self._on_action_triggered)
            made["go"].addAction(action)
            self._actions[f"area:{area.id}"] = action
        self._record_menu = made["record"]
        self._record_menu.aboutToShow.connect(self._fill_record_menu)
        bar.setVisible(self.preferences.value.layout.get("menu") == "shown")
        for action in self._actions.values():
            self.addAction(action)  # shortcuts work while the bar is hidden

    def _wire_bar(self) -> None:
        self.sidebar.area_chosen.connect(self.show_area)
        self.sidebar.person_clicked.connect(self._on_person_clicked)
        self.sidebar.search_requested.connect(self.show_palette)
        self.sidebar.studio_clicked.connect(self._on_studio_clicked)
        self.toasts.undo_requested.connect(self._on_toast_undo)

    def _connect(self) -> None:
        self.pages.shown.connect(self._on_page_shown)
        self.tasks.done.connect(self._on_command_done)
        self.tasks.refused.connect(self._on_refused)
        self.undo.refused.connect(self.show_refusal)
        self.undo.said.connect(self._on_undo_said)
        theme.changed.connect(self.update)

    def rebuild(self) -> None:
        """Build the window again in another language; what was open stays open."""
        kept = self.pages.current_id
        self.pages.drop_all()
        self.pages.current_id = ""
        old = self.takeCentralWidget()
        self._stack.setParent(None)
        self._palette_gone()
        self._build()
        old.deleteLater()
        self.undo.take_entries(self._actions["undo"], self._actions["redo"])
        if self.opened is not None:
            self._show_studio(self.opened)
            if kept:
                self.pages.show(kept)

    # -- an open studio -------------------------------------------------------------------------

    def attach(self, opened: Opened, context: Context) -> None:
        """Show an open studio."""
        self.opened, self.context = opened, context
        self.pages.set_context(context)
        self.undo.set_workspace(opened.workspace)
        context.live.changed.connect(self._on_live_changed)
        self._show_studio(opened)
        if opened.set_up:
            self.show_area(self.preferences.value.page or "home")
        else:
            self.pages.show("firstrun")

    def renew(self, opened: Opened) -> None:
        """Show the studio's name, person and state after its settings changed."""
        begun = self.opened is not None and not self.opened.set_up and opened.set_up
        self.opened = opened
        self._show_studio(opened)
        if begun:
            self.show_area("home")

    def _show_studio(self, opened: Opened) -> None:
        language = self.preferences.language
        self.sidebar.set_logo(self._logo)
        self.sidebar.set_studio(opened.name, opened.name_zh, tr("All companies"), language)
        person = opened.person_zh if language == "zh" and opened.person_zh else opened.person
        self.sidebar.set_person(person, self._person_fact(opened))
        self.sidebar.setEnabled(opened.set_up)
        name = opened.name_zh if language == "zh" and opened.name_zh else opened.name
        self.setWindowTitle(f"{name} – Callboard" if name else "Callboard")
        for banner in list(self._shown_banners):
            self.drop_banner(banner)
        if opened.today is not None:
            self.put_banner(
                "demo",
                "info",
                tr("This is the demo studio."),
                tr("Today is {day}. Nothing here is real; try everything.").format(
                    day=long_date(opened.today)
                ),
            )
        if opened.workspace.read_only:
            reason = opened.workspace.notice
            self.put_banner(
                "readonly",
                "locked",
                tr("Open for reading."),
                text(reason) if reason is not None else tr("Nothing can be changed."),
            )
        self.badges.refresh()

    def _person_fact(self, opened: Opened) -> str:
        roles = {
            "OWN": tr("Owner", "role"),
            "PRD": tr("Producer", "role"),
            "CRE": tr("Creative", "role"),
            "TAL": tr("Talent manager", "role"),
            "FIN": tr("Finance", "role"),
            "LEG": tr("Compliance", "role"),
        }
        return next((roles[role] for role in opened.roles if role in roles), "")

    def set_logo(self, data: bytes) -> None:
        """Show the studio's logo in the side bar."""
        self._logo = data
        self.sidebar.set_logo(data)

    def show_area(self, area_id: str) -> None:
        """Bring an area to the front."""
        self.pages.show(area_id if area_id in BY_ID else "home")

    def open(self, ref: Ref) -> None:
        """Show a record."""
        self.pages.open(ref)

    # -- saying things --------------------------------------------------------------------------

    def say(self, words: str, undo: bool = False) -> None:
        """Show a toast; with `undo` it offers to take the newest step back."""
        self.toasts.say(words, undo=undo)

    def show_refusal(self, error: StudioError) -> None:
        """Say why something was not done."""
        self.toasts.say(text(error.message), icon="warning-octagon", status="bad")

    def put_banner(self, key: str, kind: str, bold: str, plain: str = "") -> Banner:
        """Show a banner over the page, in place of one of the same key."""
        self.drop_banner(key)
        banner = Banner(kind, bold, plain)
        self._banners.addWidget(banner)
        self._shown_banners[key] = banner
        return banner

    def drop_banner(self, key: str) -> None:
        """Take a banner away."""
        banner = self._shown_banners.pop(key, None)
        if banner is not None:
            self._banners.removeWidget(banner)
            banner.hide()
            banner.deleteLater()

    # -- reactions ------------------------------------------------------------------------------

    def _on_page_shown(self, area_id: str) -> None:
        self.sidebar.set_area(area_id)
        self._wire_new_pages()
        if area_id in BY_ID:
            self.preferences.change(page=area_id)

    def _wire_new_pages(self) -> None:
        while self.pages.wired:
            page = self.pages.wired.pop()
            page.open_requested.connect(self._on_open_requested)
            page.said.connect(self.say)
            page.act_requested.connect(self.act)

    def _on_live_changed(self, changes: Any, _origin: str) -> None:
        for page in self.pages.built():
            page.refresh(changes)
        self.badges.refresh_soon()
        if self.opened is not None and "studio" in changes.nouns():
            self.open_wished.emit("refresh")

    def _on_command_done(self, _outcome: object) -> None:
        self.undo.refresh()
        self.sidebar.set_reachable(True)

    def _on_undo_said(self, words: str) -> None:
        self.say(words)

    def _on_refused(self, error: object) -> None:
        if isinstance(error, StudioError):
            self.show_refusal(error)

    def _on_open_requested(self, ref: object) -> None:
        if isinstance(ref, Ref):
            self.open(ref)

    def _on_toast_undo(self) -> None:
        self.undo.undo()

    def _on_action_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.act(str(action.data()))

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
        else:
            getattr(self, f"_do_{action_id}")()

    def _do_quit(self) -> None:
        self.close()

    def _do_undo(self) -> None:
        """Undo is connected by itself."""

    def _do_redo(self) -> None:
        """Redo is connected by itself."""

    def _do_filter(self) -> None:
        if page := self.pages.current():
            page.focus_filter()

    def _do_search(self) -> None:
        self.show_palette()

    def _do_palette(self) -> None:
        self.show_palette()

    def _do_next_open(self) -> None:
        if page := self.pages.current():
            page.next_open_field(backwards=False)

    def _do_previous_open(self) -> None:
        if page := self.pages.current():
            page.next_open_field(backwards=True)

    def _do_new(self) -> None:
        if page := self.pages.current():
            page.new_record()

    def _do_new_anything(self) -> None:
        self.show_palette(">" + tr("New"))

    def _do_print(self) -> None:
        if page := self.pages.current():
            page.print_record()

    def _do_export(self) -> None:
        if page := self.pages.current():
            page.export_record()

    def _do_back(self) -> None:
        self.pages.back()

    def _do_inspector(self) -> None:
        if page := self.pages.current():
            page.toggle_inspector()

    def _do_sidebar(self) -> None:
        narrow = self.preferences.value.layout.get("sidebar") != "narrow"
        layout = {**self.preferences.value.layout, "sidebar": "narrow" if narrow else "wide"}
        self.preferences.change(layout=layout)
        self.sidebar.set_narrow(narrow)

    def _do_region(self) -> None:
        self.regions.step(1)

    def _do_region_back(self) -> None:
        self.regions.step(-1)

    def _do_theme(self) -> None:
        choice = "light" if theme.dark else "dark"
        self.preferences.change(theme=choice)
        look.choose(choice)

    def _do_language(self) -> None:
        self.language_wished.emit("en" if self.preferences.language == "zh" else "zh")

    def _do_help(self) -> None:
        self._do_keys()

    def _do_keys(self) -> None:
        KeysSheet(self, self.pages.current()).open()

    def _do_about(self) -> None:
        About(self, self.opened).open()

    # -- palette and menus ----------------------------------------------------------------------

    def _made_palette(self) -> Palette:
        made = Palette(self, self.tasks)
        made.action_chosen.connect(self.act)
        made.page_action_chosen.connect(self._run_page_action)
        made.record_chosen.connect(self.open)
        return made

    def _palette_gone(self) -> None:
        if self._palette is not None:
            self._palette.deleteLater()
            self._palette = None

    def command_palette(self) -> Palette | None:
        """Return the palette once it has been opened."""
        return self._palette

    def action(self, action_id: str) -> QAction:
        """Return one of the window's actions by id."""
        return self._actions[action_id]

    def show_palette(self, typed: str = "") -> None:
        """Open the command palette."""
        if self.context is not None and self.opened is not None and self.opened.set_up:
            self._palette = self._palette or self._made_palette()
            self._palette.show_for(self.page_actions(), typed)

    def _run_page_action(self, action: Action) -> None:
        action.run()

    def page_actions(self) -> list[Action]:
        """Return what can be done on the page in front now."""
        page = self.pages.current()
        found = page.actions_now() if page is not None else []
        return [action for action in found if action.enabled is None or action.enabled()]

    def _fill_record_menu(self) -> None:
        for action in self._record_menu.actions():
            if action.property("page"):
                self._record_menu.removeAction(action)
                action.deleteLater()
        found = self.page_actions()
        if found:
            self._record_menu.addSeparator().setProperty("page", True)
        for entry in found:
            action = QAction(entry.text, self._record_menu)
            action.setProperty("page", True)
            if entry.shortcut:
                action.setToolTip(entry.shortcut)
            action.triggered.connect(_Runner(entry, action).run)
            self._record_menu.addAction(action)

    def _on_studio_clicked(self) -> None:
        row = self.sidebar.studio_row()
        self._popup(row, ("open_studio", "new_studio", "open_demo", "backup", "area:settings"))

    def _on_person_clicked(self) -> None:
        row = self.sidebar.person_row()
        self._popup(row, ("theme", "language", "keys", "about", "quit"), above=True)

    def _popup(self, row: QWidget, ids: tuple[str, ...], *, above: bool = False) -> None:
        menu = QMenu(self)
        for action_id in ids:
            menu.addAction(self._actions[action_id])
        at = row.mapToGlobal(row.rect().topLeft() if above else row.rect().bottomLeft())
        if above:
            at.setY(at.y() - menu.sizeHint().height())
        menu.popup(at)

    # -- the window itself ----------------------------------------------------------------------

    def _restore_geometry(self) -> None:
        kept = self.preferences.value.geometry
        if not kept or not self.restoreGeometry(QByteArray(base64.b64decode(kept))):
            self.resize(1440, 900)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep toasts and palette in their places."""
        super().resizeEvent(event)
        if self._palette is not None:
            self._palette.setGeometry(self.rect())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's place; the program closes the studio."""
        kept = base64.b64encode(bytes(self.saveGeometry().data())).decode()
        self.preferences.change(geometry=kept)
        super().closeEvent(event)
        self.closed.emit()


class _Runner(QObject):
    """Runs one page action from the menu; lives as long as its entry."""

    def __init__(self, entry: Action, parent: QAction) -> None:
        super().__init__(parent)
        self._entry = entry

    def run(self, _checked: bool = False) -> None:
        """Run it."""
        self._entry.run()
