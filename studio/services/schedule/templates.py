"""Plans to begin with, by format: shipped in resources/templates/schedule, and the studio's own."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

import resources
from studio.errors import Missing
from studio.services.operation import query
from studio.services.schedule.reading import T
from studio.services.schedule.rows import Template, TemplateTask
from studio.text import Message

ORDER = ("short_video", "photo", "live_commerce", "long_video", "livestream")
"""The shipped templates in the order they are offered."""

OWN = T["schedule_template"]


@query
def templates(session: Session, kind: str = "") -> tuple[Template, ...]:
    """Return the templates, those for a kind of project first, the studio's own before shipped."""
    return tuple(sorted(all_templates(session), key=lambda one: one.kind != kind))


def all_templates(session: Session) -> list[Template]:
    """Return the studio's own templates by name, then the shipped ones."""
    own = select(OWN).where(OWN.c.archived.is_(False)).order_by(OWN.c.name, OWN.c.id)
    return [*(_own(row) for row in session.execute(own)), *shipped()]


def template_of(session: Session, key: str) -> Template:
    """Return a template by its key; raises Missing."""
    kind, _, number = key.partition(":")
    if kind == "own" and number.isdigit():
        row = session.execute(select(OWN).where(OWN.c.id == int(number))).one_or_none()
        if row is not None:
            return _own(row)
    for one in shipped():
        if one.key == key:
            return one
    raise Missing(Message("This template is not there any more."))


@cache
def shipped() -> tuple[Template, ...]:
    """Return the shipped templates, read once."""
    return tuple(_shipped(key) for key in ORDER)


def _shipped(key: str) -> Template:
    path = resources.TEMPLATES / "schedule" / f"{key}.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Template(
        key=key,
        name=data["name"],
        name_zh=data["name_zh"],
        hint=data["hint"],
        hint_zh=data["hint_zh"],
        kind=data["kind"],
        unit=data["unit"],
        anchors=("start", *(name for name in ("shoot", "publish") if data.get(name))),
        shoot=data.get("shoot", ""),
        publish=data.get("publish", ""),
        tasks=tuple(_task(row, elapsed=data["unit"] == "calendar") for row in data["task"]),
    )


def _own(row: Any) -> Template:
    tasks = tuple(_task(one) for one in row.tasks)
    pinned = {one.kind: one.key for one in reversed(tasks) if one.kind in ("shoot", "live")}
    last = next((one.key for one in reversed(tasks) if one.phase == "publish"), "")
    shoot = pinned.get("shoot") or pinned.get("live") or ""
    return Template(
        key=f"own:{row.id}",
        name=row.name,
        name_zh=row.name_zh,
        hint="",
        hint_zh="",
        kind=row.kind,
        unit="working",
        anchors=("start", *(("shoot",) if shoot else ()), *(("publish",) if last else ())),
        shoot=shoot,
        publish=last,
        tasks=tasks,
        version=row.version,
    )


def _task(row: Mapping[str, Any], *, elapsed: bool = False) -> TemplateTask:
    start = row.get("start")
    return TemplateTask(
        key=row["key"],
        title=row["title"],
        title_zh=row.get("title_zh", ""),
        phase=row["phase"],
        kind=row.get("kind", "gate" if row.get("gate") else "task"),
        role=row.get("role", ""),
        start=None if start is None else Decimal(str(start)),
        days=Decimal(str(row.get("days", 1))),
        minutes=row.get("minutes"),
        clock=row.get("clock", ""),
        elapsed=row.get("elapsed", elapsed),
        gate=row.get("gate", False),
        after=tuple(row.get("after", ())),
        note=row.get("note", ""),
    )
