"""What the command palette lists for the letters typed: records, actions and places."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtGui import QAction

from studio.domain.names import pick, pinyin_initials
from ui.context import Action, Ref
from ui.language import language, text, tr
from ui.shell.actions import window_actions
from ui.shell.areas import AREAS, BY_NOUN
from ui.shell.entries import Entry
from ui.shell.nouns import shown_state
from ui.widgets.marks import ChipMark

MOST = 12
"""As many records, and as many actions unless they alone are wanted."""

PREFIXES = (">", "@", "#")
"""What the first letter may be: for actions, people, numbers."""

OWN = frozenset({"palette", "search", "new_anything", "region", "region_back"})
"""What makes no sense from here: it opens the palette, or moves the focus."""


def listed(words: str, records: Sequence[Entry], actions: Sequence[Entry]) -> list[Entry]:
    """Return the lines under their headings; `records` were found, `actions` are all there are."""
    wanted = bare(words).lower()
    entries: list[Entry] = []
    if records and wanted:
        entries += [Entry(tr("Records")), *records]
    if not words.startswith(("@", "#")):
        fitting = [entry for entry in actions if fits(wanted, entry.words)]
        if fitting:
            shown = fitting if words.startswith(">") else fitting[:MOST]
            entries += [Entry(tr("Actions")), *shown]
        places = [entry for entry in _places() if fits(wanted, entry.words)]
        if places and not words.startswith(">"):
            entries += [Entry(tr("Go to")), *places]
    return entries or [Entry(tr("Nothing found. Try fewer letters."))]


def bare(words: str) -> str:
    """Return what is searched for: the words without the letter that says what kind."""
    return words.lstrip("".join(PREFIXES)).strip()


def fits(wanted: str, words: str) -> bool:
    """Say whether every typed part is in the words; Chinese fits by its initials too."""
    folded = words.lower()
    return all(part in folded or part in _short(words) for part in wanted.split())


@lru_cache(maxsize=512)
def _short(words: str) -> str:
    """Return how Chinese words begin by their sound; nothing for others."""
    return pinyin_initials(words) if any(letter >= "\u3400" for letter in words) else ""


def page_entries(actions: Sequence[Action]) -> list[Entry]:
    """Return the actions of the page in front as lines."""
    return [
        Entry(
            action.text,
            icon=action.icon or "arrow-right",
            key=action.shortcut.replace("+", " "),
            target=action,
        )
        for action in actions
    ]


def window_entries(general: Mapping[str, QAction]) -> list[Entry]:
    """Return what the window itself can do now as lines."""
    return [
        Entry(
            general[entry.id].text(),
            icon=entry.icon or "arrow-right",
            key=entry.shortcuts[0].replace("+", " ") if entry.shortcuts else "",
            target=entry.id,
        )
        for entry in window_actions()
        if entry.id not in OWN and general[entry.id].isEnabled()
    ]


def _places() -> list[Entry]:
    return [
        Entry(
            area.title(), icon=area.icon, key=area.key.replace("+", " "), target=f"area:{area.id}"
        )
        for area in AREAS
        if area.group != "hidden"
    ]


def record_entries(words: str, hits: Sequence[Any]) -> list[Entry]:
    """Return found records as lines; "#" in front lets only their numbers count."""
    number = words[1:].lower() if words.startswith("#") else ""
    return [_record(hit) for hit in hits if number in hit.number.lower()]


def _record(hit: Any) -> Entry:
    now = language()
    title = pick(hit.title, hit.title_zh, now)
    fact = pick(hit.fact, hit.fact_zh, now)
    noun, key = hit.target
    area = BY_NOUN.get(noun)
    state = shown_state(hit.noun, hit.state)
    named = hit.noun in ("client", "contact", "talent") or not hit.number
    return Entry(
        title if named else hit.number,
        ", ".join(part for part in (("" if named else title), fact) if part),
        area.icon if area else "file",
        ChipMark(state.role, text(state.label)) if state is not None else None,
        target=Ref(noun, key),
    )
