"""What opens over the window when it is asked for: palette, sheet of keys, About, pop-up menus.

Each is imported when it is first opened: the window is painted without them.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.context import Action, Ref
from ui.page import Page
from ui.shell.menubar import MenuBar
from ui.startup import Opened
from ui.tasks import Tasks

if TYPE_CHECKING:
    from ui.shell.palette import Palette


class Sheets(QObject):
    """Opens them, and passes on what was chosen in the palette."""

    action_chosen = Signal(str)
    """Emitted when an action of the window is chosen in the palette; carries its id."""

    actions_wanted = Signal(Ref)
    """Emitted when what can be done with a record is wanted: Tab in the palette."""

    page_action_chosen = Signal(Action)
    """Emitted when an action of the page in front is chosen in the palette."""

    record_chosen = Signal(Ref)
    """Emitted when a record is chosen in the palette."""

    def __init__(
        self,
        window: QWidget,
        tasks: Tasks,
        menus: MenuBar,
        page_actions: Callable[[], list[Action]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._menus = menus
        self._page_actions = page_actions
        self.palette: Palette | None = None
        """The palette, once it has been opened."""

    def show_palette(self, typed: str = "") -> None:
        """Open the palette with some letters typed already."""
        if self.palette is None:
            self.palette = self._made_palette()
        self.palette.show_for(self._page_actions(), typed)

    def _made_palette(self) -> "Palette":
        from ui.shell.palette import Palette  # noqa: PLC0415 - see the head of this file

        made = Palette(self._window, self._tasks, self._menus.actions)
        made.action_chosen.connect(self.action_chosen)
        made.actions_wanted.connect(self.actions_wanted)
        made.page_action_chosen.connect(self.page_action_chosen)
        made.record_chosen.connect(self.record_chosen)
        return made

    def forget_palette(self) -> None:
        """Let the palette go: the window is built anew in another language."""
        if self.palette is not None:
            self.palette.hide()
            self.palette.deleteLater()
            self.palette = None

    def fit(self) -> None:
        """Keep the palette over all of the window."""
        if self.palette is not None:
            self.palette.setGeometry(self._window.rect())

    def show_keys(self, page: Page | None) -> None:
        """Open the sheet of keys."""
        from ui.shell.keys import KeysSheet  # noqa: PLC0415 - see the head of this file

        KeysSheet(self._window, page).open()

    def show_about(self, opened: Opened | None) -> None:
        """Open About Callboard."""
        from ui.shell.about import About  # noqa: PLC0415 - see the head of this file

        About(self._window, opened).open()

    def show_studio_menu(self, row: QWidget) -> None:
        """Open the menu of the studio under its row of the side bar."""
        ids = ("open_studio", "new_studio", "open_demo", "backup", "area:settings")
        self._menu_of(ids).popup(row.mapToGlobal(row.rect().bottomLeft()))

    def show_person_menu(self, row: QWidget) -> None:
        """Open the menu of the person above its row of the side bar."""
        menu = self._menu_of(("theme", "language", "keys", "about", "quit"))
        at = row.mapToGlobal(row.rect().topLeft())
        at.setY(at.y() - menu.sizeHint().height())
        menu.popup(at)

    def _menu_of(self, ids: tuple[str, ...]) -> QMenu:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action_id in ids:
            menu.addAction(self._menus.actions[action_id])
        return menu
