"""The solver's process: a plan at once, an answer in the end, ended when asked."""

import threading

import pytest

from studio.domain.schedule.levelling import check
from studio.domain.schedule.levelling.problem import Request
from studio.domain.schedule.tasks import Resource, Task
from studio.errors import Invalid
from studio.services.schedule.solver import InlineSolver, Solver
from tests.domain.schedule.levelling.plans import studio

LIMIT = 60
ANN = Resource("ann")


def busy(count):
    tasks = [Task(id=f"t{nr}", duration=2, needs={"ann": 1}, due=4) for nr in range(count)]
    return Request(tasks=tasks, resources=[ANN])


@pytest.fixture(scope="module")
def solver():
    made = Solver()
    made.warm()
    yield made
    made.close()


def test_plans_come_from_the_process_and_the_last_is_the_answer(solver):
    told = []
    found = solver.level(busy(4), 5, told.append).result.result(LIMIT)
    assert (found.status, found.makespan) == ("optimal", 8)
    assert told[0].makespan == 8
    assert check.faults(busy(4), found.stands) == []


def test_what_makes_no_sense_is_refused_as_without_a_process(solver):
    wrong = Request(tasks=[Task(id="a", duration=1, needs={"bob": 1})])
    with pytest.raises(Invalid, match="bob"):
        solver.level(wrong, 5).result.result(LIMIT)
    with pytest.raises(Invalid, match="bob"):
        InlineSolver().level(wrong, 5).result.result(LIMIT)


def test_cancelling_ends_the_search_with_the_best_plan_and_the_next_one_works(solver):
    wanted = studio(3, 40)
    begun = threading.Event()
    job = solver.level(wanted, 300, lambda _found: begun.set())
    assert begun.wait(LIMIT)
    job.cancel()
    found = job.result.result(5)
    assert found.status == "feasible"
    assert check.faults(wanted, found.stands) == []
    assert solver.level(busy(2), 5).result.result(LIMIT).status == "optimal"


def test_without_a_process_the_job_is_done_when_it_is_returned():
    told = []
    job = InlineSolver().level(busy(3), 2, told.append)
    assert job.result.done()
    assert told[-1].makespan == job.result.result().makespan == 6
