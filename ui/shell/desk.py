"""What lies ready while a studio is open: printing press, drafts, news of commits, the context.

Imported behind the painted window: the press alone brings multiprocessing along.
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from studio.documents.press import Document, InlinePress, Kind, Press
from ui.context import Context
from ui.forms.guard import Drafts
from ui.live import Live
from ui.preferences import Preferences
from ui.startup import Opened
from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk of one open studio."""

    press: Press | InlinePress
    drafts: Drafts
    live: Live
    context: Context


def lay(
    opened: Opened,
    press: Press | InlinePress | None,
    *,
    tasks: Tasks,
    preferences: Preferences,
    parent: QObject,
) -> Desk:
    """Make ready for a studio that has been opened; a press that is there already stays."""
    press = press or Press()
    opened.workspace.build = _Builder(press)
    drafts = Drafts(parent=parent, studio="demo" if opened.demo else opened.place)
    live = Live(parent)
    live.listen_to(opened.workspace)
    context = Context(
        tasks=tasks,
        live=live,
        preferences=preferences,
        drafts=drafts,
        clock=opened.workspace.clock,
        press=press,
        person_id=opened.person_id,
        demo=opened.demo,
        read_only=opened.workspace.read_only,
    )
    return Desk(press, drafts, live, context)


class _Builder:
    """Builds PDFs inside commands by way of the press; called on the writer's thread."""

    def __init__(self, press: Press | InlinePress) -> None:
        self._press = press

    def __call__(self, kind: Kind, document: Document) -> bytes:
        """Return the PDF; waits on the writer's thread, never on the window's."""
        return self._press.build(kind, document).result()
