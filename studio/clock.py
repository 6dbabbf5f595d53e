"""Where today comes from: the machine, a pinned demo day, or CALLBOARD_TODAY."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """Tell the day and the moment; a pinned day keeps the real time of day."""

    pinned: date | None = None

    def today(self) -> date:
        """Return the local calendar day that the studio works on."""
        return self.pinned or datetime.now().astimezone().date()

    def now(self) -> datetime:
        """Return the moment in UTC; on a pinned day, that day at the real local time."""
        local = datetime.now().astimezone()
        if self.pinned is not None:
            local = local.replace(
                year=self.pinned.year, month=self.pinned.month, day=self.pinned.day
            )
        return local.astimezone(UTC)


def clock_from_environment(pinned: date | None = None) -> Clock:
    """Return the clock; CALLBOARD_TODAY (YYYY-MM-DD) wins over the studio's own pinned day."""
    typed = os.environ.get("CALLBOARD_TODAY", "")
    return Clock(date.fromisoformat(typed) if typed else pinned)


def said(moment: datetime, today: date) -> str:
    """Return a moment by this machine's clock: the time, with the day where it is another one."""
    local = moment.astimezone()
    return f"{local:%H:%M}" if local.date() == today else f"{local:%Y-%m-%d %H:%M}"
