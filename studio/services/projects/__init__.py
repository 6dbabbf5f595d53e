"""Projects with their payment schedule: commands, queries and rows."""

from studio.services.projects.cancelling import KillFee, kill_fee
from studio.services.projects.commands import (
    archive,
    archive_many,
    change,
    create,
    move,
    restore,
)
from studio.services.projects.instalments import (
    add_instalment,
    change_instalment,
    remove_instalment,
)
from studio.services.projects.queries import counts, hidden_by, ids, picks, rows, totals
from studio.services.projects.rows import (
    BillRow,
    LinkRow,
    MoneyPanel,
    MoneySum,
    Move,
    PartRow,
    Pick,
    Project,
    ProjectFilter,
    ProjectRow,
)
from studio.services.projects.whole import one

__all__ = [
    "BillRow",
    "KillFee",
    "LinkRow",
    "MoneyPanel",
    "MoneySum",
    "Move",
    "PartRow",
    "Pick",
    "Project",
    "ProjectFilter",
    "ProjectRow",
    "add_instalment",
    "archive",
    "archive_many",
    "change",
    "change_instalment",
    "counts",
    "create",
    "hidden_by",
    "ids",
    "kill_fee",
    "move",
    "one",
    "picks",
    "remove_instalment",
    "restore",
    "rows",
    "totals",
]
