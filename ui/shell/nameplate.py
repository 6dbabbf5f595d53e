"""What the window says of the open studio: its title, where it is, who works there, as whom."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMainWindow

from ui.language import long_date, text, time_of, tr
from ui.preferences import Preferences
from ui.shell.banners import Banners
from ui.shell.navigation import Sidebar
from ui.startup import Opened

if TYPE_CHECKING:
    from ui.widgets.buttons import Button


class Nameplate:
    """Keeps the side bar's rows of studio and person, the title and the banners true."""

    def __init__(self, window: QMainWindow, preferences: Preferences, banners: Banners) -> None:
        self._window = window
        self._preferences = preferences
        self._banners = banners
        self._sidebar: Sidebar | None = None
        self._opened: Opened | None = None
        self._logo = b""
        self._saved_at = ""

    def stand_in(self, sidebar: Sidebar) -> None:
        """Stand in a side bar from now on: the window was built."""
        self._sidebar = sidebar

    def begin(self) -> None:
        """Forget what was said of the studio before: another one has been opened."""
        self._saved_at = ""
        for key in list(self._banners.words()):
            self._banners.drop(key)

    def show(self, opened: Opened) -> None:
        """Show an open studio."""
        self._opened = opened
        language = self._preferences.language
        if self._sidebar is not None:
            self._sidebar.set_logo(self._logo)
            place = place_words(opened)
            self._sidebar.set_studio(opened.name, opened.name_zh, place, language)
        self._show_person()
        self._window.setWindowTitle(title(opened, language))
        put_banners(opened, self._banners)

    def _show_person(self) -> None:
        if self._opened is not None and self._sidebar is not None:
            words = person_words(self._opened, self._preferences.language, self._saved_at)
            self._sidebar.set_person(*words)

    def set_logo(self, data: bytes) -> None:
        """Show the studio's logo."""
        self._logo = data
        if self._sidebar is not None:
            self._sidebar.set_logo(data)

    def on_command_done(self, outcome: Any) -> None:
        """Say when something was last saved; connect `Tasks.done` here."""
        if outcome.changes:
            self._saved_at = time_of(datetime.now().astimezone())
            self._show_person()


def title(opened: Opened, language: str) -> str:
    """Return the title of the window."""
    name = opened.name_zh if language == "zh" and opened.name_zh else opened.name
    return f"{name} – Callboard" if name else "Callboard"


def place_words(opened: Opened) -> str:
    """Return where the studio is, in few words: demo, server, or the file's name."""
    if opened.demo:
        return tr("Demo studio")
    if opened.workspace.shared:
        return tr("Shared studio")
    return Path(opened.place).name


def person_words(opened: Opened, language: str, saved_at: str) -> tuple[str, str]:
    """Return the person's name, and role and last save under it."""
    chinese = language == "zh" and opened.person_zh
    fact = _role(opened.roles)
    if saved_at:
        saved = tr("saved {time}").format(time=saved_at)
        fact = f"{fact} · {saved}" if fact else saved
    return opened.person_zh if chinese else opened.person, fact


def _role(held: tuple[str, ...]) -> str:
    roles = {
        "OWN": tr("Owner", "role"),
        "PRD": tr("Producer", "role"),
        "CRE": tr("Creative", "role"),
        "TAL": tr("Talent manager", "role"),
        "FIN": tr("Finance", "role"),
        "LEG": tr("Compliance", "role"),
    }
    return next((roles[role] for role in held if role in roles), "")


def put_banners(opened: Opened, banners: Banners) -> None:
    """Say over the page that the studio is the demo, or open for reading only."""
    if opened.today is not None:
        banners.put(
            "demo",
            "info",
            tr("This is the demo studio."),
            tr("Today is {day}. Nothing here is real; try everything.").format(
                day=long_date(opened.today)
            ),
        )
    if opened.workspace.read_only:
        reason = opened.workspace.notice
        words = text(reason) if reason is not None else tr("Nothing can be changed.")
        banners.put("readonly", "locked", tr("Open for reading."), words)


def put_stopped(banners: Banners) -> "Button":
    """Say that the last run was stopped hard; return the button that closes the banner."""
    banner = banners.put(
        "stopped",
        "info",
        tr("Callboard was stopped without closing."),
        tr("This is where you were. All that was saved is here; half-typed texts were kept."),
    )
    return banner.add_button(tr("Close"))
