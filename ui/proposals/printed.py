"""Where the parts stand in the PDF: its bookmarks carry the parts' titles."""

from collections.abc import Iterable

from studio.documents import words
from studio.services.proposals import LineRow

TITLES = {
    "about": words.ABOUT,
    "reading": words.BRIEF,
    "insight": words.AUDIENCE,
    "idea": words.IDEA,
    "creators": words.CREATORS,
    "deliverables": words.DELIVERABLES,
    "timeline": words.TIMELINE,
    "price": words.PRICES,
    "usage": words.RIGHTS,
    "labels": words.LABELS,
    "kpis": words.TARGETS,
    "team": words.TEAM,
    "terms": words.TERMS_PART,
    "acceptance": words.ACCEPTANCE,
}
"""The titles that the parts print under; the cover has none."""


def titles_of(key: str) -> tuple[str, ...]:
    """Return the titles a part may print under, in both languages."""
    title = TITLES.get(key)
    return (title.en, title.zh) if title else ()


def part_of(heading: str) -> str:
    """Return the part whose title a bookmark carries; "cover" for the first one."""
    for key, title in TITLES.items():
        if heading and (title.en in heading or title.zh in heading):
            return key
    return "cover" if heading else ""


def line_of(said: str, lines: Iterable[LineRow]) -> int:
    """Return the id of the line whose title stands in printed words, 0 for none."""
    best, longest = 0, 2
    for line in lines:
        if line.row in ("item", "heading", "note"):
            for title in (line.title, line.title_zh):
                if len(title) > longest and " ".join(title.split()) in said:
                    best, longest = line.id, len(title)
    return best
