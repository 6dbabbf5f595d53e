"""Words of the schedule: phases, kinds, states of a task (SM-5), roles, links; typed values."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from studio.domain import gates, typed
from studio.domain.schedule.tasks import LinkKind
from studio.domain.states import machine
from studio.errors import Invalid
from studio.text import Message

PHASES: Mapping[str, Message] = MappingProxyType(
    {
        "intake": Message("Intake"),
        "concept": Message("Concept"),
        "pre_production": Message("Pre-production"),
        "production": Message("Production"),
        "post": Message("Post-production"),
        "review": Message("Review", "phase"),
        "publish": Message("Publishing", "phase"),
        "report": Message("Report", "phase"),
        "settle": Message("Settlement", "phase"),
    }
)

KINDS: Mapping[str, Message] = MappingProxyType(
    {
        "task": Message("Task"),
        "milestone": Message("Milestone"),
        "gate": Message("Gate"),
        "shoot": Message("Shoot"),
        "live": Message("Live", "task"),
    }
)

STATES = machine(
    "task",
    {
        "todo": (Message("To do"), "neutral"),
        "in_progress": (Message("In progress"), "active"),
        "blocked": (Message("Blocked"), "bad"),
        "review": (Message("In review"), "wait"),
        "done": (Message("Done"), "good"),
        "cancelled": (Message("Cancelled"), "neutral"),
    },
    {
        "todo": "in_progress cancelled",
        "in_progress": "blocked review done todo cancelled",
        "blocked": "in_progress cancelled",
        "review": "in_progress done",
        "done": "in_progress",
        "cancelled": "todo",
    },
)

OPEN = frozenset({"todo", "in_progress", "blocked", "review"})
BEGUN = frozenset({"in_progress", "blocked", "review"})
REASON_NEEDED = frozenset({"blocked", "cancelled"})

PINNED = frozenset({"shoot", "live", "milestone"})
"""Kinds that keep the moment they are dragged to; others begin as early as they may after it."""

ROLES: Mapping[str, Message] = MappingProxyType(
    {
        "OWN": Message("Owner"),
        "PRD": Message("Producer"),
        "CRE": Message("Creative"),
        "TAL": Message("Talent manager"),
        "FIN": Message("Finance"),
        "LEG": Message("Compliance"),
        "CLI": Message("Client"),
        "PLT": Message("Platform"),
        "SYS": Message("The calendar", "role"),
        "crew": Message("Crew"),
        "talent": Message("Talent"),
        "all": Message("Everybody"),
    }
)

LINKS: Mapping[LinkKind, Message] = MappingProxyType(
    {
        LinkKind.FS: Message("Finish to start"),
        LinkKind.SS: Message("Start to start"),
        LinkKind.FF: Message("Finish to finish"),
        LinkKind.SF: Message("Start to finish"),
    }
)

ABSENCES: Mapping[str, Message] = MappingProxyType(
    {
        "leave": Message("On leave"),
        "ill": Message("Ill"),
        "travel": Message("Travelling"),
        "other_work": Message("Other work"),
        "repair": Message("In repair"),
        "unknown": Message("Not known"),
    }
)

ANCHORS: Mapping[str, Message] = MappingProxyType(
    {
        "start": Message("First day"),
        "shoot": Message("Shoot or live day"),
        "publish": Message("Publishing day"),
    }
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LONGEST = 1440 * 366 * 2
"""The most minutes a task may last or a link may wait: two years that pass."""


def minute(moment: datetime) -> int:
    """Return a moment as minutes since 1970-01-01T00:00Z."""
    return int((moment - EPOCH).total_seconds()) // 60


def minute_or_none(moment: datetime | None) -> int | None:
    """Return a moment as minutes since 1970-01-01T00:00Z, or None."""
    return None if moment is None else minute(moment)


def instant(minutes: int) -> datetime:
    """Return the moment (UTC) of minutes since 1970-01-01T00:00Z."""
    return EPOCH + timedelta(minutes=minutes)


def instant_or_none(minutes: int | None) -> datetime | None:
    """Return the moment (UTC) of minutes since 1970-01-01T00:00Z, or None."""
    return None if minutes is None else instant(minutes)


def moment(value: object) -> datetime | None:
    """Take a moment with a time zone, minutes since the epoch, or none."""
    if value in (None, ""):
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        if not 0 <= value <= minute(datetime(typed.LAST_YEAR, 12, 31, tzinfo=UTC)):
            raise gates.refuse(Message("A date and time is needed."))
        value = instant(value)
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise gates.refuse(Message("A date and time is needed."))
    if not typed.FIRST_YEAR <= value.year <= typed.LAST_YEAR:
        raise gates.refuse(
            Message(
                "A year from {first} to {last} is needed.",
                first=typed.FIRST_YEAR,
                last=typed.LAST_YEAR,
            )
        )
    return value.astimezone(UTC).replace(second=0, microsecond=0)


def roles(value: object) -> str:
    """Take roles apart by commas, each once, or none."""
    if not isinstance(value, str):
        raise gates.refuse(Message("Text is needed."))
    found = list(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    if not set(found) <= set(ROLES):
        raise gates.refuse(Message("Choose from the list."))
    return ",".join(found)


TASK_GATES: Mapping[str, gates.Gate] = MappingProxyType(
    {
        "title": gates.words(200),
        "title_zh": gates.words(200),
        "phase": gates.choice(PHASES),
        "kind": gates.choice(KINDS),
        "role": roles,
        "duration": gates.whole(0, LONGEST),
        "elapsed": gates.flag,
        "splittable": gates.flag,
        "calendar_id": gates.record,
        "earliest_at": moment,
        "fixed_at": moment,
        "due_at": moment,
        "deadline_at": moment,
        "weight": gates.whole(0, 100),
        "deliverable_id": gates.record,
        "note": gates.long_words(),
    }
)
"""The plain fields of a task; durations are minutes."""


def check_task(title: str, title_zh: str, kind: str, duration: int) -> None:
    """Raise Invalid where a task has no title, or lasts although it is a milestone."""
    if not (title or title_zh):
        raise Invalid({"title": Message("A title is needed.")})
    if kind == "milestone" and duration:
        raise Invalid({"duration": Message("A milestone lasts no time.")})
    if kind in ("shoot", "live") and not duration:
        raise Invalid({"duration": Message("How long does it last?")})
