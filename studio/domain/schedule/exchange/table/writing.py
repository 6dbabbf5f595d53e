"""Writes a plan as CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import timedelta

from studio.domain.schedule.exchange import spans
from studio.domain.schedule.exchange.table.heads import FORMULAS, HEADS, day_of
from studio.domain.schedule.form.values import EPOCH, Form, Mode
from studio.domain.schedule.tasks import Id, Link, Placed, Task
from studio.errors import Invalid
from studio.text import Message


def write(form: Form, *, placed: Mapping[Id, Placed] | None = None) -> bytes:
    """Return a plan as CSV in UTF-8 with a mark, so that Excel reads Chinese; times are local.

    Texts that a spreadsheet would take for a formula are led by an apostrophe. Raises Invalid for a
    plan in abstract units.
    """
    if form.mode is not Mode.MINUTES:
        raise Invalid({"unit": Message("Only a plan with real times can be written as a project.")})
    waits: dict[Id, list[Link]] = {}
    for link in form.links:
        waits.setdefault(link.after, []).append(link)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADS)
    for task in form.tasks:
        at = (placed or {}).get(task.id)
        values = _row(form, task, waits.get(task.id, ()), at)
        writer.writerow([_safe(values.get(head, "")) for head in HEADS])
    return out.getvalue().encode("utf-8-sig")


def _row(form: Form, task: Task, waits: Sequence[Link], placed: Placed | None) -> dict[str, str]:
    day = day_of(form, task.calendar)
    start, finish = (placed.start, placed.finish) if placed else (task.start, task.finish)

    def local(minutes: int | None) -> str:
        if minutes is None:
            return ""
        moment = (EPOCH + timedelta(minutes=minutes)).astimezone(form.zone)
        return moment.strftime("%Y-%m-%d %H:%M")

    return {
        "id": task.id,
        "name": form.names.get(task.id, task.id),
        "project": task.group,
        "duration": spans.typed(task.duration, day, elapsed=task.elapsed),
        "start": local(start),
        "finish": local(finish),
        "predecessors": "; ".join(_link(link, day) for link in waits),
        "resources": "; ".join(_need(form, key, units) for key, units in task.needs.items()),
        "calendar": task.calendar,
        "splittable": "yes" if task.splittable else "no",
        "earliest": local(task.earliest),
        "fixed start": local(task.fixed),
        "due": local(task.due),
        "deadline": local(task.deadline),
        "weight": str(task.weight),
        "slack": spans.typed(placed.slack, day) if placed else "",
        "critical": ("yes" if placed.critical else "no") if placed else "",
    }


def _link(link: Link, day: int) -> str:
    lag = ""
    if link.lag:
        sign = "+" if link.lag > 0 else "-"
        lag = sign + spans.typed(abs(link.lag), day, elapsed=link.elapsed)
    return f"{link.before} {link.kind.value}{lag}"


def _need(form: Form, key: Id, units: int) -> str:
    name = form.names.get(key, key)
    return f"{name} x{units}" if units != 1 else name


def _safe(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULAS) else value
