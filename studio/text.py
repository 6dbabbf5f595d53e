"""Texts that studio says to a person: an English source and values, translated in the window."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Named:
    """What somebody called something, in one language or two; each reader sees their own."""

    en: str
    zh: str = ""

    def __str__(self) -> str:
        """Return the English name, or the Chinese where there is no other."""
        return self.en or self.zh

    @property
    def chinese(self) -> str:
        """The Chinese name, or the English where there is no other."""
        return self.zh or self.en


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """One sentence or word: an English source with {named} places, and the values for them.

    The source is the key of the translation, so it is always a literal. `context` tells two
    meanings of one English word apart ("Open" the verb, "Open" the state).
    """

    source: str
    values: Mapping[str, object] = field(hash=False)
    context: str

    def __init__(self, source: str, /, context: str = "", **values: object) -> None:
        object.__setattr__(self, "source", source)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "context", context)

    def __str__(self) -> str:
        """Return the English text, for logs and the command line."""
        return self.source.format(**{name: str(value) for name, value in self.values.items()})

    def filled(self, **values: object) -> "Message":
        """Return the same words with other values."""
        made = copy(self)
        object.__setattr__(made, "values", values)
        return made

    @property
    def key(self) -> str:
        """The key in a translation file: the source, with its context where it has one."""
        return f"{self.source}@{self.context}" if self.context else self.source
