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


def read(name: str) -> Table:
    """Return one data file of the demo."""
    with (resources.DEMO / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def load() -> Data:
    """Return the whole demo studio."""
    return Data(
        studio=read("studio"),
        clients=read("clients")["client"],
        talent=read("talent")["talent"],
        briefs=read("briefs")["brief"],
        proposals=read("proposals"),
        projects=read("projects")["project"],
        invoices=read("invoices")["invoice"],
    )
