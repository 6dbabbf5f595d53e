"""Chinese for what studio prints: documents know both languages whatever the window speaks."""

import json
from functools import cache

import resources
from studio.text import Message, Named


@cache
def _catalogue() -> dict[str, str]:
    """Read every file: a word that a page says too is kept with that page."""
    """Return all translations: a source that the window says too may stand in its file."""
    found: dict[str, str] = {}
    for path in sorted((resources.TRANSLATIONS / "zh").glob("*.json")):
        found.update(json.loads(path.read_text(encoding="utf-8")))
    return found


def chinese(message: Message) -> str:
    """Return a message in Chinese; the English stands where there is no translation."""
    source = _catalogue().get(message.key, message.source)
    return source.format(**{name: _value(value) for name, value in message.values.items()})


def _value(value: object) -> str:
    if isinstance(value, Message):
        return chinese(value)
    return value.chinese if isinstance(value, Named) else str(value)
