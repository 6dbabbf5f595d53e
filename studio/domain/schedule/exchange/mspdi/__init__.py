"""Microsoft Project's XML (MSPDI), read and written.

Kept: tasks with projects as summary tasks, work and elapsed durations, milestones, the four links
with lags, earliest and fixed starts, deadlines, done work, calendars with their exceptions, and
resources with what they are assigned to. Not kept, for there is no place for it: due dates with
their weight, alternatives of resources, what resources are busy with. Holidays are written day by
day, so they come back as days of the calendar's own.
"""

from studio.domain.schedule.exchange.mspdi.reading import Brought, read
from studio.domain.schedule.exchange.mspdi.writing import write

__all__ = ["Brought", "read", "write"]
