"""The planner's JSON form, for other programs: a plan in, its dates out.

Only `tasks` with `id` and `duration` are required. What was decided where the form leaves a choice:

- Where no calendar is listed, times are whole numbers of any unit from 0 (ISO instants in minutes,
  where no `unit` is given and `start` is one). Where calendars are, times are ISO instants; a whole
  number there counts units that pass from `start`.
- `unit` "minute" (the default with calendars) and "hour" count worked time; with "day" durations
  and lags are working days: a day is worked if it has any hours, and a finish is the end of them.
- A task works on its own `calendar`, else on that of the file (`calendar`), else on the first
  listed; "" is day and night. Calendars of resources count in levelling alone.
- `splittable` means that a task may rest over time that is not worked, true unless the form says
  false. In unit "day" nights are no breaks, only days off are. It says nothing without a calendar.
- A bare date is the start of that day, as a deadline or due date the end of it.
- `plan` looks at no resources, reports negative slack and says "infeasible" with the guilty
  deadlines under `conflict`; only a form that cannot be read is refused.
"""

from studio.domain.schedule.form.reading import read
from studio.domain.schedule.form.values import Form
from studio.domain.schedule.form.writing import answer, written

__all__ = ["Form", "answer", "read", "written"]
