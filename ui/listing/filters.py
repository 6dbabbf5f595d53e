"""FilterBar: typed text, drop-downs and a switch that narrow a list."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal

from ui.widgets.buttons import Segments
from ui.widgets.choosing import FilterButton
from ui.widgets.header import Toolbar
from ui.widgets.search import SearchField

WHOLE = "all"
"""The segment of a switch that hides nothing but what is archived."""


class FilterBar(Toolbar):
    """The toolbar over a list. The switch is put where the page wants it, usually in its header."""

    changed = Signal()
    """Emitted when another part of the list is wanted."""

    def __init__(
        self,
        placeholder: str,
        buttons: Mapping[str, FilterButton],
        view: Segments,
        *,
        view_parts: frozenset[str] = frozenset({"view"}),
    ) -> None:
        super().__init__()
        self.search = SearchField(placeholder, "Ctrl F", height=26)
        self.search.setFixedWidth(260)
        self.view = view
        self._buttons = dict(buttons)
        self._view_parts = view_parts
        """Parts of the filter that the switch stands for: dropping one turns it to the whole."""
        self._first_view = view.current()
        self.add(self.search, *self._buttons.values())
        for button in self._buttons.values():
            button.chosen.connect(self._on_changed)
        self.search.searched.connect(self._on_changed)
        view.chosen.connect(self._on_view_chosen)

    def text(self) -> str:
        """Return what is typed."""
        return self.search.text()

    def parts(self) -> tuple[str, ...]:
        """Return which parts of the filter are set, the switch left aside."""
        typed = ("text",) if self.text().strip() else ()
        return (*typed, *(name for name, one in self._buttons.items() if one.value()))

    def drop(self, part: str = "") -> None:
        """Take one part of the filter away, or all of it."""
        if part in ("", "text"):
            self.search.put("")
        for name, button in self._buttons.items():
            if part in ("", name):
                button.set_value(None)
        if not part or part in self._view_parts:
            self.view.set_current(WHOLE)
        self._on_changed(None)

    def state(self) -> dict[str, Any]:
        """Return what `restore` needs, as JSON writes it."""
        chosen = {name: button.value() for name, button in self._buttons.items()}
        return {
            "text": self.text(),
            **{name: list(one) if isinstance(one, tuple) else one for name, one in chosen.items()},
            "view": self.view.current(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Set the filter as it was, without telling; what is not named is as new."""
        self.search.put(str(state.get("text") or ""))
        for name, button in self._buttons.items():
            kept = state.get(name)
            button.set_value(tuple(kept) if isinstance(kept, list) else kept)
        view = str(state.get("view", ""))
        self.view.set_current(view if self.view.knows(view) else self._first_view)
        self.show_state()

    def show_state(self) -> None:
        """Show what follows from the filter; bars that show something more know what."""

    def _on_view_chosen(self, _key: str) -> None:
        self._on_changed(None)

    def _on_changed(self, _value: object) -> None:
        self.show_state()
        self.changed.emit()
