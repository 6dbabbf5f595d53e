"""Cells that stand in the lists of several areas."""

from datetime import date

from ui.language import short_date
from ui.widgets.marks import Words


def step(action: str, on: date | None, today: date) -> Words | None:
    """Return the day, then what is to be done; red once the day has passed."""
    if not action and on is None:
        return None
    day = short_date(on, today) if on else ""
    words = "  ".join(part for part in (day, action) if part)
    return Words(words, "bad" if on is not None and on < today else "text2", "body")
