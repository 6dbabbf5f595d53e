"""What a new proposal can begin with: the templates that ship as data in resources/templates."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import resources

ORDER = ("campaign", "retainer", "live_session")
"""The shipped templates in the order they are offered."""


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its name and hint in both languages, and the rows it begins with."""

    key: str
    name: str
    name_zh: str
    hint: str
    hint_zh: str
    title: str
    title_zh: str
    validity_days: int
    parts: Mapping[str, Mapping[str, str]]
    options: tuple[Mapping[str, Any], ...]
    lines: tuple[Mapping[str, Any], ...]
    instalments: tuple[Mapping[str, Any], ...]
    milestones: tuple[Mapping[str, Any], ...]


@cache
def templates() -> tuple[Template, ...]:
    """Return the shipped templates, read once."""
    return tuple(_read(key) for key in ORDER)


def template(key: str) -> Template | None:
    """Return a template by its key; None for no template."""
    return next((one for one in templates() if one.key == key), None)


def _read(key: str) -> Template:
    data = tomllib.loads((resources.TEMPLATES / f"{key}.toml").read_text(encoding="utf-8"))
    addons = [{**one, "addon": True, "group": ""} for one in data.get("addon", ())]
    return Template(
        key=key,
        name=data["name"],
        name_zh=data["name_zh"],
        hint=data["hint"],
        hint_zh=data["hint_zh"],
        title=data["title"],
        title_zh=data["title_zh"],
        validity_days=data["validity_days"],
        parts=data["parts"],
        options=tuple(_exact(one) for one in [*data.get("option", ()), *addons]),
        lines=tuple(_exact(one) for one in data.get("line", ())),
        instalments=tuple(_exact(one) for one in data.get("instalment", ())),
        milestones=tuple(data.get("milestone", ())),
    )


def _exact(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a row's values with shares and quantities as decimals."""
    exact = {"percent", "quantity", "share"}
    return {name: Decimal(value) if name in exact else value for name, value in values.items()}
