"""What the window says of the open studio: its title, where it is, who works there, as whom."""

from pathlib import Path

from ui.language import long_date, text, tr
from ui.shell.banners import Banners
from ui.startup import Opened


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
