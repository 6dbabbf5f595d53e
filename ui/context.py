"""Context: the few objects every page is given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the shell knows contexts before a studio is open, and paints without all this
    from studio.clock import Clock
    from studio.documents.press import Builder
    from ui.forms.guard import Drafts
    from ui.live import Live
    from ui.preferences import Preferences
    from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Ref:
    """A record by noun and id, as pages and the palette pass it around."""

    noun: str
    id: int = 0
    act: str = ""
    """What to begin there at once: "new" without an id, "issue", "payment" ... or nothing."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do now: shown in the menu, the palette and the sheet of keys."""

    id: str
    text: str
    run: Callable[[], None]
    shortcut: str = ""
    icon: str = ""
    enabled: Callable[[], bool] | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a page may use. It never sees the workspace: calls go through `tasks`."""

    tasks: "Tasks"
    live: "Live"
    preferences: "Preferences"
    drafts: "Drafts"
    clock: "Clock"
    press: "Builder"
    person_id: int | None = None
    demo: bool = False
    read_only: bool = False

    @property
    def language(self) -> str:
        """The window's language: en or zh."""
        return self.preferences.language
