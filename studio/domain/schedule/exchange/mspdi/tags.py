"""Names and numbers that Microsoft Project's XML uses."""

from datetime import datetime, timedelta, tzinfo

from studio.domain.schedule.form.values import EPOCH
from studio.domain.schedule.tasks import LinkKind

SPACE = "http://schemas.microsoft.com/project"
LINKS = {"0": LinkKind.FF, "1": LinkKind.FS, "2": LinkKind.SF, "3": LinkKind.SS}
LINK_NUMBERS = {kind: number for number, kind in LINKS.items()}
ELAPSED_FORMATS = frozenset(["4", "6", "8", "10", "12", "20", "36", "38", "40", "42", "44", "52"])
PERCENT_FORMATS = frozenset(("19", "20", "51", "52"))
WORK_DAYS, ELAPSED_DAYS = "7", "8"
AS_SOON, MUST_START, MUST_FINISH, START_FROM, START_BY, FINISH_FROM, FINISH_BY = (
    "0", "2", "3", "4", "5", "6", "7",
)  # fmt: skip
OUR_ID = "188743731"
"""The field Text1 of a task, where our own ids travel."""
OUR_ID_OF_RESOURCE = "205520904"
OUR_NAME = "Callboard"


def local_text(minutes: int, zone: tzinfo) -> str:
    """Return a moment as a local time without offset."""
    moment = (EPOCH + timedelta(minutes=minutes)).astimezone(zone)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def minutes_of(value: datetime, zone: tzinfo) -> int:
    """Return a local time as minutes since the epoch."""
    moment = value if value.tzinfo is not None else value.replace(tzinfo=zone)
    return int((moment - EPOCH).total_seconds()) // 60
