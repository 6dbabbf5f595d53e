"""From the command to a painted window and to its first page filled, each time a new program."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from tests.benchmarks.measuring import Figure

RUNS = 7


def figures(studio):
    """Return what starting costs beside a bare window; the two take turns."""
    bare, whole = [], []
    for run in range(RUNS + 1):
        pair = _start("bare"), _start("whole", str(studio))
        if run:  # the first start reads everything from the disk
            bare.append(pair[0])
            whole.append(pair[1])
    for clock in ("wall", "cpu"):
        for what, name, target in (
            ("shown", "window shown", 1.25),
            ("filled", "window shown, studio open, first page filled", None),
        ):
            yield Figure(
                name,
                _median(whole, f"{what}_{clock}"),
                _median(bare, f"shown_{clock}"),
                "QApplication + empty QMainWindow shown",
                clock,
                target,
                _gap(whole) if what == "filled" and clock == "wall" else "",
            )


def _gap(found):
    longest = _median(found, "gap_wall")
    return f"after the first paint the window was held up for {longest:.0f} ms at the longest"


def _median(found, key):
    return statistics.median(each[key] for each in found)


def _start(what, *arguments):
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "CALLBOARD_HOME": home}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        done = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{what}", repr(time.time()), *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            env=environment,
        )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])
