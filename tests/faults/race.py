"""Several programs issue invoices on one studio at the same moment: no gap, no number twice.

The short form is a test. The long form, on a file and, with a server, on a database:
`python -m tests.faults.race --processes 8 --numbers 250 [--place URL]`.
One in ten commands fails after everything was written, one in fifty programs dies there.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from studio.clock import Clock
from studio.errors import Conflict, Unavailable
from studio.services.workspace import Workspace
from studio.text import Message
from tests import builders
from tests.faults.work import chance, issuing, make_place, problems


def _die():
    os._exit(9)


def _refuse():
    raise Conflict(Message("This was already done."))


def _work(place, numbers, seed, confirm):
    """Issue invoices, trying again where the studio is busy; confirm each, then end."""
    dice = chance(seed)
    workspace = Workspace(place, clock=Clock(builders.TODAY))
    while numbers:
        fate = dice.random()
        fail = _die if fate < 0.02 else _refuse if fate < 0.12 else None
        if _tried(workspace, issuing(dice, fail=fail)):
            confirm()
            numbers -= 1
    workspace.close()


def _tried(workspace, command):
    while True:
        try:
            workspace.run(command)
        except Conflict:
            return 0
        except Unavailable:
            continue
        return 1


def run(place, processes, numbers, seed):
    """Let the programs run and return figures and everything that was wrong."""
    began = time.monotonic()
    programs = [_start(place, numbers, seed * 1000 + number) for number in range(processes)]
    died, wrong = 0, []
    while programs:
        child, reading, left, own_seed = programs.pop(0)
        _pid, status = os.waitpid(child, 0)
        left -= len(_all_of(reading))
        if os.waitstatus_to_exitcode(status) == 9 and left:
            died += 1  # somebody starts it again
            programs.append(_start(place, left, own_seed + 100))
        elif status and left:
            wrong.append(f"a program ended with {status}")
    workspace = Workspace(place, clock=Clock(builders.TODAY))
    wrong += problems(workspace, processes * numbers)
    workspace.close()
    return {
        "processes": processes,
        "issued": processes * numbers,
        "died": died,
        "problems": wrong,
        "seconds": round(time.monotonic() - began, 1),
    }


def _start(place, numbers, seed):
    """Start one program; it has no open connection of this one, which no database survives."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _work(place, numbers, seed, lambda: os.write(writing, b"x"))
        except BaseException as error:  # noqa: BLE001  said to the race, the child ends anyway
            os.write(2, f"a program failed: {error!r}\n".encode())
            os._exit(3)
        os._exit(0)
    os.close(writing)
    return child, reading, numbers, seed


def _all_of(reading):
    said = b""
    while part := os.read(reading, 65536):
        said += part
    os.close(reading)
    return said


def main():
    """Run the race and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--numbers", type=int, default=250)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--place", help="an empty database on a server; a new file without it")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="callboard-race-") as folder:
        place = chosen.place or str(Path(folder) / "lane.callboard")
        make_place(place)
        result = run(place, chosen.processes, chosen.numbers, chosen.seed)
    print(json.dumps(result))
    return 1 if result["problems"] else 0


if __name__ == "__main__":
    sys.exit(main())
