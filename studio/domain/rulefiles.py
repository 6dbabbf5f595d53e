"""Reads the dated rule files that ship with the program, each once."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from resources import RULES

_HEAD = frozenset(
    ("id", "key", "name", "name_zh", "jurisdiction", "effective_from", "effective_to", "source",
     "checked_on", "confidence", "kind", "set", "set_zh")
)  # fmt: skip


K = TypeVar("K")
V = TypeVar("V")


class Late(Mapping[K, V], Generic[K, V]):
    """A table that is made when it is first looked at: the window is painted before most are."""

    def __init__(self, make: Callable[[], Mapping[K, V]]) -> None:
        self._table = cache(make)

    def __getitem__(self, key: K) -> V:
        return self._table()[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._table())

    def __len__(self) -> int:
        return len(self._table())


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated rule: what it says, since when, who says so and when that was last looked up.

    Confidence is H (read in the source), M (well known) or L (to be checked before relying on it).
    """

    id: str
    kind: str
    key: str
    name: str
    name_zh: str
    value: Mapping[str, Any]
    jurisdiction: str
    effective_from: date
    effective_to: date | None
    source: str
    checked_on: date
    confidence: str
    group: str = ""
    group_zh: str = ""
    """The name of the file's rules together, where people look at them as one."""

    def holds(self, on: date) -> bool:
        """Say whether the rule is in force on a day."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


@cache
def read(name: str) -> Sequence[Rule]:
    """Return the rules of one file in its order.

    What the head of the file says (source, dates, confidence) counts for each rule that does not
    say otherwise.
    """
    found = tomllib.loads((RULES / f"{name}.toml").read_text(encoding="utf-8"))
    head = {key: value for key, value in found.items() if key != "rule"}
    return tuple(_rule({**head, **entry}) for entry in found["rule"])


def names() -> tuple[str, ...]:
    """Return the names of all rule files, without their ending."""
    return tuple(sorted(path.stem for path in RULES.glob("*.toml")))


def _rule(entry: Mapping[str, Any]) -> Rule:
    kind, since = entry["kind"], entry["effective_from"]
    return Rule(
        id=entry.get("id") or f"{kind}.{entry['key']}.{since.year}",
        kind=kind,
        key=entry["key"],
        name=entry["name"],
        name_zh=entry["name_zh"],
        value=MappingProxyType({k: v for k, v in entry.items() if k not in _HEAD}),
        jurisdiction=entry.get("jurisdiction", ""),
        effective_from=since,
        effective_to=entry.get("effective_to"),
        source=entry["source"],
        checked_on=entry["checked_on"],
        confidence=entry["confidence"],
        group=entry.get("set", ""),
        group_zh=entry.get("set_zh", ""),
    )
