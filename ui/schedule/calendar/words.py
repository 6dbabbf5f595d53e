"""What the calendar says of an entry, and the glyph of each kind."""

from studio.domain.names import pick
from studio.domain.platforms import badge
from studio.services.schedule import Entry
from ui.language import language, text, tr, weekday_date

GLYPHS = {
    "task": "",
    "shoot": "camera",
    "live": "broadcast",
    "gate": "check-circle",
    "milestone": "flag-banner",
    "booking": "user-circle",
    "publish": "paper-plane-tilt",
    "invoice": "receipt",
}


def kinds() -> dict[str, str]:
    """Return the kinds of entries in the window's language."""
    return {
        "task": tr("Tasks"),
        "shoot": tr("Shoots"),
        "live": tr("Lives"),
        "gate": tr("Gates"),
        "milestone": tr("Milestones"),
        "booking": tr("Bookings"),
        "publish": tr("Publishing"),
        "invoice": tr("Invoices due"),
    }


def titled(entry: Entry) -> str:
    """Return what stands on a bar."""
    name = pick(entry.name, entry.name_zh, language())
    return f"{name}, {badge(entry.platform)}" if entry.platform else name


def told(entry: Entry) -> str:
    """Return everything about an entry, for its tool tip and for who listens."""
    project = pick(entry.project, entry.project_zh, language())
    who = pick(entry.who, entry.who_zh, language())
    days = weekday_date(entry.first)
    if entry.last > entry.first:
        days = tr("{first} to {last}").format(first=days, last=weekday_date(entry.last))
    when = tr(", ", "between facts").join(part for part in (days, entry.time) if part)
    state = text(entry.state.label) if entry.state else ""
    return "\n".join(part for part in (titled(entry), when, project, who, state) if part)


def late(entry: Entry) -> bool:
    """Say whether an entry is to be seen as trouble."""
    return entry.state is not None and entry.state.role == "bad"


def rank(entry: Entry) -> int:
    """Return how willingly an entry gives way where a day is full: dates last, tasks first."""
    return {"task": 2, "booking": 1}.get(entry.kind, 0)
