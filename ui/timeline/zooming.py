"""The switch between Day, Week and Month of a time line."""

from ui.language import tr
from ui.widgets.buttons import Segment, Segments


def zoom_switch(height: int) -> Segments:
    """Return the switch, Day on."""
    return Segments(
        [
            Segment("day", tr("Day", "zoom")),
            Segment("week", tr("Week", "zoom")),
            Segment("month", tr("Month", "zoom")),
        ],
        current="day",
        height=height,
        name=tr("Zoom"),
    )
