"""The pages of the window: built when first opened, dropped and built again when they must be."""

import logging
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget

from ui.context import Action, Context, Ref
from ui.page import Page
from ui.shell.areas import BY_ID, BY_NOUN, Area
from ui.shell.blank import Blank
from ui.shell.endings import Where

log = logging.getLogger("callboard.pages")

_SHIFT = Qt.KeyboardModifier.ShiftModifier

ACTS: Mapping[str, Callable[[Page], None]] = MappingProxyType(
    {
        "filter": lambda page: page.focus_filter(),
        "next_open": lambda page: page.next_open_field(backwards=False),
        "previous_open": lambda page: page.next_open_field(backwards=True),
        "new": lambda page: page.new_record(),
        "print": lambda page: page.print_record(),
        "export": lambda page: page.export_record(),
        "inspector": lambda page: page.toggle_inspector(),
    }
)
"""The window's actions that the page in front carries out, by id."""


class Pages(QObject):
    """Builds pages, remembers where one was, and finds the page of a record."""

    shown = Signal(str)
    """Emitted when an area came to the front; carries its id."""

    def __init__(self, stack: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._stack = stack
        self.blank = Blank()
        """What is in front until a studio is open."""
        stack.addWidget(self.blank)
        self._context: Context | None = None
        self._built: dict[str, Page] = {}
        self._kept: dict[str, dict[str, Any]] = {}
        self._trail: list[tuple[str, dict[str, Any]]] = []
        self.current_id = ""
        self.wired: list[Page] = []

    def set_context(self, context: Context) -> None:
        """Take the open studio; pages of another one are dropped."""
        self._context = context
        self.blank.rest()
        self.drop_all(keep=False)
        self.current_id = ""
        self._trail.clear()

    def current(self) -> Page | None:
        """Return the page in front."""
        return self._built.get(self.current_id)

    def built(self) -> list[Page]:
        """Return every page that has been built."""
        return list(self._built.values())

    def show(self, area_id: str, *, remember: bool = True) -> Page | None:
        """Bring an area to the front, built if need be; its list gets the focus."""
        page = self._bring(area_id, remember=remember and area_id != self.current_id)
        if page is not None:
            page.focus_main()
        return page

    def show_again(self, area_id: str, state: dict[str, Any]) -> None:
        """Bring an area to the front as it was, or Home where there is no such area any more."""
        known = area_id in BY_ID
        page = self.show(area_id if known else "home")
        if page is not None and known and state:
            page.restore(state)

    def refresh(self, changes: Any) -> None:
        """Let every page that is built bring itself up to date after a commit."""
        for page in self.built():
            page.refresh(changes)

    def where(self, place: str) -> Where:
        """Return where one is in a studio; the first run is nowhere to go back to."""
        page = self.current()
        if page is None or self.current_id == "firstrun":
            return Where(place)
        return Where(place, self.current_id, page.state())

    def actions_now(self) -> list[Action]:
        """Return what can be done on the page in front now."""
        page = self.current()
        found = page.actions_now() if page is not None else []
        return [action for action in found if action.enabled is None or action.enabled()]

    def press(self, key: QKeyCombination) -> bool:
        """Do what the page in front offers under a key; False where it offers nothing.

        Plain letters are the page's own affair: they are typed as often as they are meant.
        """
        pressed = QKeySequence(key)
        if key.keyboardModifiers() in (Qt.KeyboardModifier.NoModifier, _SHIFT) and not (
            Qt.Key.Key_F1 <= key.key() <= Qt.Key.Key_F12
        ):
            return False
        for action in self.actions_now():
            if action.shortcut and QKeySequence(action.shortcut) == pressed:
                action.run()
                return True
        return False

    def act(self, action_id: str) -> bool:
        """Let the page in front carry out an action; False where it is none of a page's."""
        if action_id not in ACTS:
            return False
        page = self.current()
        if page is not None:
            ACTS[action_id](page)
        return True

    def open(self, ref: Ref) -> Page | None:
        """Show a record on the page of its noun."""
        area = BY_NOUN.get(ref.noun) or BY_ID.get(ref.noun)
        if area is None:
            log.warning("no page shows the noun %s", ref.noun)
            return None
        page = self._bring(area.id)
        if page is not None and ref.id:
            page.show_record(ref.id)
        if page is not None and ref.act:
            page.begin(ref.act)
        return page

    def back(self) -> None:
        """Go back to where one was before."""
        if self._trail:
            area_id, state = self._trail.pop()
            page = self._bring(area_id, remember=False)
            if page is not None:
                page.restore(state)

    def forget_trail(self) -> None:
        """Let Back lead nowhere: the set-up is over, for one."""
        self._trail.clear()

    def drop_all(self, *, keep: bool = True) -> None:
        """Forget the built pages; with `keep` each comes back as it was (a language switch)."""
        self._kept = {key: page.state() for key, page in self._built.items()} if keep else {}
        for page in self._built.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._built.clear()
        self.wired.clear()

    def _bring(self, area_id: str, *, remember: bool = True) -> Page | None:
        if self._context is None:
            return None
        leaving = self.current()
        if remember and leaving is not None:
            self._trail.append((self.current_id, leaving.state()))
            del self._trail[:-50]
        page = self._built.get(area_id) or self._build(BY_ID[area_id], self._context)
        self.current_id = area_id
        self._stack.setCurrentWidget(page)
        self.shown.emit(area_id)
        return page

    def _build(self, area: Area, context: Context) -> Page:
        page = area.load()(context)
        self._built[area.id] = page
        self._stack.addWidget(page)
        self.wired.append(page)
        kept = self._kept.pop(area.id, None)
        if kept:
            page.restore(kept)
        return page
