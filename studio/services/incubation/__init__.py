"""Incubation: the board from a find to the roster, with gates, tests, plan and money."""

from studio.services.incubation.board import PAGE, board, cards
from studio.services.incubation.commands import (
    add_milestone,
    add_money,
    add_test,
    begin,
    begin_all,
    change,
    change_milestone,
    change_test,
    move,
    remove_milestone,
    remove_money,
    remove_test,
)
from studio.services.incubation.queries import one, stands
from studio.services.incubation.rows import (
    Balance,
    Booked,
    Card,
    Column,
    Incubation,
    IncubationFilter,
    Milestone,
    Step,
    Test,
    Way,
)
from studio.services.incubation.scouting import scout, scout_list

__all__ = [
    "PAGE",
    "Balance",
    "Booked",
    "Card",
    "Column",
    "Incubation",
    "IncubationFilter",
    "Milestone",
    "Step",
    "Test",
    "Way",
    "add_milestone",
    "add_money",
    "add_test",
    "begin",
    "begin_all",
    "board",
    "cards",
    "change",
    "change_milestone",
    "change_test",
    "move",
    "one",
    "remove_milestone",
    "remove_money",
    "remove_test",
    "scout",
    "scout_list",
    "stands",
]
