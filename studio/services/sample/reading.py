"""Reads the demo's data files."""

import tomllib
from dataclasses import dataclass
from typing import Any

import resources

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Data:
    """The demo studio as written in resources/demo."""

    studio: Table
    clients: list[Table]
    talent: list[Table]
    briefs: list[Table]
    proposals: Table
    projects: list[Table]
    invoices: list[Table]


def _read(name: str) -> Table:
    with (resources.DEMO / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def load() -> Data:
    """Return the whole demo studio."""
    return Data(
        studio=_read("studio"),
        clients=_read("clients")["client"],
        talent=_read("talent")["talent"],
        briefs=_read("briefs")["brief"],
        proposals=_read("proposals"),
        projects=_read("projects")["project"],
        invoices=_read("invoices")["invoice"],
    )
