"""Heads of the columns of a plan as a table, ours and those of other programs."""

from studio.domain.schedule.form.values import Form
from studio.domain.schedule.tasks import Id
from studio.domain.schedule.time import DAY

HEADS = (
    "id", "name", "project", "duration", "start", "finish", "predecessors", "resources", "calendar",
    "splittable", "earliest", "fixed start", "due", "deadline", "weight", "slack", "critical",
)  # fmt: skip
_OTHER = {
    "name": "task name|task|title|名称|任务名称|任务",
    "id": "unique id|uid|编号|标识号|序号",
    "project": "group|phase|项目|分组",
    "duration": "工期|时长",
    "start": "start date|begin|begin date|开始|开始时间|开始日期",
    "finish": "finish date|end|end date|完成|完成时间|结束|结束日期",
    "predecessors": "depends on|前置任务|前置",
    "resources": "resource names|assigned to|assignments|资源名称|资源",
    "calendar": "task calendar|任务日历|日历",
    "earliest": "constraint date|限制日期|不早于",
    "deadline": "最后期限|截止日期",
    "weight": "权重",
}
COLUMN_OF = {word: key for key, words in _OTHER.items() for word in words.split("|")}
COLUMN_OF |= {head: head for head in HEADS}
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def day_of(form: Form, calendar_id: Id) -> int:
    """Return the minutes of a day of work on a calendar."""
    found = form.calendars.get(calendar_id)
    return found.day if found is not None else DAY
