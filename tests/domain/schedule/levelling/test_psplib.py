"""The converter of the PSPLIB form, on a small project written for this test."""

import pytest

from studio.domain.schedule.levelling.level import level
from tests.benchmarks import psplib
from tests.benchmarks.levelling import measure, request_of

TEXT = """\
************************************************************************
file with basedata            : own.bas
************************************************************************
jobs (incl. supersource/sink ):  5
RESOURCES
  - renewable                 :  2   R
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           5
   4        1          1           5
   5        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     3       2    0
  3      1     4       1    1
  4      1     2       0    1
  5      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    2    1
************************************************************************
"""


def test_a_project_keeps_jobs_needs_links_and_capacities():
    value = psplib.convert(TEXT)
    assert value["resources"] == [{"id": "R1", "capacity": 2}, {"id": "R2", "capacity": 1}]
    assert value["tasks"] == [
        {"id": "2", "duration": 3, "needs": {"R1": 2}},
        {"id": "3", "duration": 4, "needs": {"R1": 1, "R2": 1}},
        {"id": "4", "duration": 2, "needs": {"R2": 1}},
    ]
    assert value["links"] == [{"from": "2", "to": "4"}]
    found = level(request_of(value), 2)
    assert (found.status, found.makespan) == ("optimal", 9)


def test_several_modes_are_refused():
    with pytest.raises(ValueError, match="modes"):
        psplib.convert(TEXT.replace("   2        1          1", "   2        2          1"))


def test_tables_of_best_known_are_read_in_both_forms():
    table = "Paramet.  Instance  Makespan  CPU\n====\n 1  1  43  0.1\n"
    assert psplib.look_up(psplib.best_known(table), "J301_1.sm") == 43
    assert psplib.look_up(psplib.best_known("own,12\nj301_2.sm 47\n"), "j301_2.sm") == 47
    assert psplib.look_up(psplib.best_known("own,12"), "other.sm") is None


def test_the_gap_is_told_against_the_table():
    row = measure("own", psplib.convert(TEXT), 8, 2)
    assert (row.makespan, row.path, row.proven, row.gap) == (9, 5, True, 12.5)
