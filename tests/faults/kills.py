"""Kills a writer again and again, at any moment, and looks at what it leaves.

The short form is a test. The long form: `python -m tests.faults.kills --kills 2000`. The same file
is used all the time, so that damage would add up. `--control` kills a writer that saves the wrong
way (a JSON file, emptied and written anew): the loop must find its losses, or it finds nothing.
"""

import argparse
import json
import os
import select
import signal
import sys
import tempfile
import time
from pathlib import Path

from studio.services.opening import open_studio
from studio.services.operation import Query
from tests.faults.work import chance, issuing, make_place, problems

JOURNAL = "-journal"


def write_studio(place, seed, confirm):
    """Issue invoices until killed; confirm each after it was saved."""
    workspace = open_studio(place)
    dice = chance(seed)
    while True:
        confirm(workspace.run(issuing(dice)).value)


def write_badly(place, _seed, confirm):
    """Save a growing list by emptying the file first."""
    kept = json.loads(Path(place).read_text() or "[]")
    while True:
        kept.append("x" * 2000)
        Path(place).write_text(json.dumps(kept))
        confirm(len(kept))


def studio_problems(place, confirmed):
    """Open the studio as the program would and look at everything."""
    workspace = open_studio(place)
    try:
        kept = len(workspace.ask(_issued()))
        return problems(workspace, confirmed), kept
    finally:
        workspace.close()


def bad_problems(place, confirmed):
    """Say whether the list is still there."""
    try:
        kept = len(json.loads(Path(place).read_text()))
    except ValueError:
        Path(place).write_text("[]")
        return ["unreadable"], 0
    return ([] if kept >= confirmed else ["lost"]), kept


def _issued():
    return Query(
        lambda session: session.connection().exec_driver_sql("SELECT id FROM invoice").all()
    )


def run(kills, seed, place, write, look):
    """Kill a writer this often; return figures and everything that was wrong."""
    dice = chance(seed)
    confirmed, wrong, unconfirmed, hot, began = 0, [], 0, 0, time.monotonic()
    for number in range(kills):
        confirmed = max(confirmed, _killed(place, seed * 100_000 + number, write, dice))
        hot += Path(f"{place}{JOURNAL}").exists()
        found, kept = look(place, confirmed)
        wrong += [f"kill {number}: {each}" for each in found]
        unconfirmed += kept - confirmed
        if kept > confirmed + 1:
            wrong.append(f"kill {number}: {kept - confirmed} more than confirmed")
        confirmed = kept
    return {
        "kills": kills,
        "problems": wrong,
        "saved": confirmed,
        "saved_without_answer": unconfirmed,
        "journals_left": hot,
        "seconds": round(time.monotonic() - began, 1),
    }


def _killed(place, seed, write, dice):
    """Let a writer work for a moment, kill it, and return the last number it confirmed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write(place, seed, lambda value: os.write(writing, value.to_bytes(8, "big")))
        except BaseException as error:  # noqa: BLE001  said to the loop, the child ends anyway
            os.write(2, f"the writer failed: {error!r}\n".encode())
        os._exit(3)
    os.close(writing)
    if dice.random() < 0.8:  # else it may die while it opens the studio
        select.select([reading], [], [], 10)
    select.select([], [], [], dice.random() * 0.04)  # it dies at any moment
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the writer ended by itself")
    said = b""
    while part := os.read(reading, 65536):
        said += part
    os.close(reading)
    return int.from_bytes(said[-8:], "big") if said else 0


def main():
    """Run the loop and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--control", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="callboard-kills-") as folder:
        if chosen.control:
            place = Path(folder) / "list.json"
            place.write_text("[]")
            result = run(chosen.kills, chosen.seed, place, write_badly, bad_problems)
        else:
            place = Path(folder) / "lane.callboard"
            make_place(place)
            result = run(chosen.kills, chosen.seed, place, write_studio, studio_problems)
    print(json.dumps(result))
    return 1 if result["problems"] else 0


if __name__ == "__main__":
    sys.exit(main())
