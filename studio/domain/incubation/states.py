"""The states of incubation (SM-9): what leads where, who decides, where a reason is needed."""

from studio.domain.states import machine
from studio.text import Message

STATES = machine(
    "incubation",
    {
        "scouted": (Message("Scouted"), "neutral"),
        "contacted": (Message("Contacted"), "wait"),
        "testing": (Message("Testing"), "active"),
        "nurturing": (Message("Nurturing"), "active"),
        "roster": (Message("Roster"), "good"),
        "paused": (Message("Paused"), "warn"),
        "alumni": (Message("Alumni"), "neutral"),
        "rejected": (Message("Rejected"), "neutral"),
        "blocked": (Message("Blocked"), "bad"),
    },
    {
        "scouted": "contacted blocked",
        "contacted": "testing blocked",
        "testing": "nurturing rejected blocked",
        "nurturing": "roster blocked",
        "roster": "paused blocked",
        "paused": "roster alumni blocked",
        "alumni": "blocked",
        "rejected": "blocked",
        "blocked": "scouted",
    },
)
"""SM-9, with the ways back from a pause and from a block; undo takes back what was a mistake."""

COLUMNS = ("scouted", "contacted", "testing", "nurturing", "roster")
"""The stages of the board; who left them stands in a list below."""
LEFT = ("paused", "alumni", "rejected", "blocked")

OWNER_ONLY = frozenset({"roster", "blocked"})
"""States only the owner may decide (SM-9)."""
REASON_NEEDED = frozenset({"paused", "alumni", "rejected", "blocked"})
