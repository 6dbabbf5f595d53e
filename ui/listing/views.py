"""ViewMenu: "View: Overdue": the views of a list, those that ship and a person's own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from PySide6.QtCore import Signal

from studio.errors import StudioError
from studio.services import views
from studio.services.operation import Command
from studio.services.views import View, Views
from ui.context import Action, Context
from ui.language import text, tr
from ui.listing.naming import ViewNameDialog
from ui.models.table import RecordTable
from ui.widgets.buttons import MenuButton
from ui.widgets.dialogs import Dialog
from ui.widgets.menus import Menu

NOUNS = frozenset({"saved_view", "opening_view"})
LONGEST = 26
"""Letters of a view's name the button shows."""


class Lister(Protocol):
    """A list whose look can be kept and shown again."""

    def view_state(self) -> dict[str, Any]:
        """Return what the list shows now, as JSON writes it: "filter", "columns" and the like."""
        ...

    def show_view(self, shown: Mapping[str, Any]) -> None:
        """Show the list so; what the view says nothing of is as the person left it."""
        ...


@dataclass(frozen=True, slots=True)
class Shipped:
    """A view that every list has: a filter under a name; `key` is no number."""

    key: str
    words: str
    filter: Mapping[str, Any] = field(default_factory=dict)


class ViewMenu(MenuButton):
    """Names the view that is shown; its menu chooses, keeps, renames and deletes them."""

    said = Signal(str, bool)
    """Emitted when something was done or refused: the words, and whether Undo is offered."""

    def __init__(
        self,
        context: Context,
        page: str,
        shipped: Sequence[Shipped],
        lister: Lister,
        table: RecordTable | None = None,
    ) -> None:
        super().__init__(tr("View"))
        self._context = context
        self._page = page
        self._shipped = {one.key: one for one in shipped}
        self._lister = lister
        self._table = table
        self._own: dict[str, View] = {}
        self._opens = ""
        self._current = shipped[0].key
        self._settled = False
        self._dialog: Dialog | None = None
        self._columns: Menu | None = None
        self._first = self._base = lister.view_state()["filter"]
        """The filter as the list was made, and as the shipped view that is shown left it."""
        context.live.changed.connect(self._on_live_changed)
        self.picked.connect(self._on_picked)
        self.look()

    def start(self) -> None:
        """Read the person's own views; the list opens with the chosen one."""
        query = views.views(self._page)
        self._context.tasks.ask(query, owner=self, then=self._on_views, slot="views")

    def settle(self) -> None:
        """Leave the list as it is: a record is wanted, or it was shown before."""
        self._settled = True

    # -- what is shown --------------------------------------------------------------------------

    def current(self) -> str:
        """Return the key of the view: the id of an own one, or that of one that ships."""
        return self._current

    def own(self) -> bool:
        """True while a view of the person's own is shown."""
        return self._current.isdigit()

    def changed(self) -> bool:
        """True where the list no longer shows what the view says."""
        shown = self._lister.view_state()
        if not self.own():
            return bool(shown["filter"] != self._base)
        own = self._own.get(self._current)  # one that was just saved may not have been read yet
        return own is not None and _shape(shown) != _shape(own.shown)

    def look(self) -> None:
        """Name the view, and say whether something was changed since it was chosen."""
        name = self._names().get(self._current, "")
        if len(name) > LONGEST:
            name = name[: LONGEST - 1] + "…"
        words = tr("View: {name}, changed") if self.changed() else tr("View: {name}")
        self.set_words(words.format(name=name))

    def choose(self, key: str) -> None:
        """Show a view by its key."""
        if key not in self._names():
            return
        self._current = key
        self._settled = True
        if key in self._own:
            self._lister.show_view(self._own[key].shown)
        else:
            self._lister.show_view({"filter": self._shipped[key].filter})
            self._base = self._lister.view_state()["filter"]
        self.look()

    def state(self) -> dict[str, Any]:
        """Return what `restore` needs."""
        return {"key": self._current, "base": self._base}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Name the view that was shown, without showing it anew."""
        self._settled = True
        self._current = str(state.get("key") or self._current)
        self._base = state.get("base", self._base)
        self.look()

    def _names(self) -> dict[str, str]:
        shipped = {key: one.words for key, one in self._shipped.items()}
        return {**shipped, **{key: one.name for key, one in self._own.items()}}

    # -- reading --------------------------------------------------------------------------------

    def _on_live_changed(self, changes: Any, _origin: str) -> None:
        if NOUNS & changes.nouns():
            self.start()

    def _on_views(self, found: Views) -> None:
        self._own = {str(one.id): one for one in found.own}
        self._opens = found.opens
        if not self._settled and found.opens:
            self.choose(found.opens)
        self._settled = True
        if self._current not in self._names():  # deleted, or its saving was undone
            self._current, self._base = next(iter(self._shipped)), self._first
        self.look()

    # -- the menu -------------------------------------------------------------------------------

    def open_menu(self) -> None:
        """List the views and what can be done with the one that is shown."""
        menu = self.entries
        menu.clear()
        for key, words in self._names().items():
            if key == next(iter(self._own), ""):
                menu.addSeparator()
            menu.add(words, data=f"view:{key}", checked=key == self._current)
        menu.addSeparator()
        if not self._context.read_only:
            self._add_acts(menu)
        if self._table is not None:
            if self._columns is not None:
                self._columns.deleteLater()
            self._columns = Menu(menu)
            self._columns.setTitle(tr("Columns"))
            self._table.fill_columns(self._columns)
            menu.addMenu(self._columns)
        super().open_menu()

    def _add_acts(self, menu: Menu) -> None:
        menu.add(tr("Save view as …"), self.save_as)
        if (own := self._own.get(self._current)) is not None:
            update = tr("Update “{name}”").format(name=own.name)
            menu.add(update, self._update, enabled=self.changed())
            menu.add(tr("Rename view …"), self._rename)
            menu.add(tr("Delete view"), self._delete)
        opens = self._opens if self._opens in self._names() else next(iter(self._shipped))
        opening = tr("Open the list with this view")
        at_first = opens == self._current == next(iter(self._shipped))
        menu.add(opening, self._open_with, checked=opens == self._current, enabled=not at_first)

    def _on_picked(self, data: object) -> None:
        kind, _, key = str(data).partition(":")
        if kind == "view":
            self.choose(key)

    # -- doing ----------------------------------------------------------------------------------

    def save_as(self) -> None:
        """Ask under which name the list is kept as it is now."""
        dialog = self._naming(tr("Save view"), self._saving)
        dialog.named.connect(self._on_saved)
        dialog.open()

    def _saving(self, name: str) -> Command[int]:
        return views.save(self._page, name=name, shown=self._lister.view_state())

    def _rename(self) -> None:
        self._naming(tr("Rename view"), self._renaming, self._own[self._current].name).open()

    def _renaming(self, name: str) -> Command[int]:
        own = self._own[self._current]
        return views.rename(own.id, version=own.version, name=name)

    def _naming(
        self, title: str, make: Callable[[str], Command[int]], name: str = ""
    ) -> ViewNameDialog:
        dialog = ViewNameDialog(self._context, title, self.window(), make, name)
        dialog.said.connect(self.said)
        self._dialog = dialog
        return dialog

    def _on_saved(self, key: int) -> None:
        """The list is a view of its own from now on."""
        self._current = str(key)
        self.start()

    def _update(self) -> None:
        own = self._own[self._current]
        shown = self._lister.view_state()
        self._run(views.update(own.id, version=own.version, shown=shown))

    def _delete(self) -> None:
        own = self._own[self._current]
        self._run(views.delete(own.id, version=own.version))

    def _open_with(self) -> None:
        first = next(iter(self._shipped))
        view = "" if self._current in (self._opens, first) else self._current
        self._run(views.open_with(self._page, view))

    def _run(self, command: Any) -> None:
        self._context.tasks.run_outcome(
            command, owner=self, then=self._on_done, failed=self._on_refused
        )

    def _on_done(self, outcome: Any) -> None:
        self.said.emit(text(outcome.label), True)

    def _on_refused(self, error: StudioError) -> None:
        self.said.emit(text(error.message), False)

    def actions_now(self) -> list[Action]:
        """Return what the palette finds: every other view by its name, and saving this one."""
        found = [
            Action(
                f"view.{key}",
                tr("View: {name}").format(name=words),
                _Chosen(self, key).choose,
                icon="bookmark-simple",
            )
            for key, words in self._names().items()
            if key != self._current or self.changed()
        ]
        if self._context.read_only:
            return found
        return [
            *found,
            Action("view.save", tr("Save view as …"), self.save_as, icon="bookmark-simple"),
        ]


def _shape(shown: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a change is seen by; the widths of columns make no other view."""
    columns = {key: one for key, one in shown.get("columns", {}).items() if key != "widths"}
    return {**shown, "columns": columns}


class _Chosen:
    """Chooses one view when its entry in the palette is taken."""

    def __init__(self, menu: ViewMenu, key: str) -> None:
        self._menu = menu
        self._key = key

    def choose(self) -> None:
        """Show it."""
        self._menu.choose(self._key)
