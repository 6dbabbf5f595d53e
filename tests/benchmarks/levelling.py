"""How good levelling is: gaps to the best known, proofs, and a studio's own programme.

`python -m tests.benchmarks.levelling FOLDER --best TABLE --seconds 20` takes a folder of `.sm` or
`.json` projects and a table of best-known makespans; without a folder, made networks are measured
against a longer search, and a synthetic studio programme against its list schedule.
"""

import argparse
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from studio.domain.schedule import form
from studio.domain.schedule.levelling import check
from studio.domain.schedule.levelling.level import Levelling, as_plain, level
from studio.domain.schedule.levelling.problem import Problem, Request
from tests.benchmarks import programme, psplib
from tests.benchmarks.networks import network


@dataclass(frozen=True)
class Row:
    """One project: what was reached, what is known, and how long the links alone take."""

    name: str
    makespan: int
    best: int
    path: int
    proven: bool
    seconds: float

    @property
    def gap(self):
        """How much longer than the best known, in percent."""
        return 100 * (self.makespan - self.best) / max(1, self.best)


def request_of(value):
    """Return what is levelled, from the JSON form."""
    read = form.read(value)
    return Request(
        tasks=read.tasks,
        links=read.links,
        resources=read.resources,
        calendars=read.calendars,
        start=read.start,
        names=read.names,
    )


def measure(name, value, best, seconds):
    """Level one project and check the answer."""
    request = request_of(value)
    begun = time.perf_counter()
    found = level(request, seconds)
    took = time.perf_counter() - begun
    if found.status not in ("optimal", "feasible") or check.faults(request, found.stands):
        raise AssertionError(f"{name}: {found.status}")
    plain = as_plain(Problem(request))
    path = max((h + t for h, t in zip(plain.heads, plain.tails, strict=True)), default=0)
    known = found.makespan if best is None else best
    return Row(name, found.makespan, known, path, found.status == "optimal", took)


def told(title, rows):
    """Print mean and largest gap, over all and over those that resources make longer."""
    hard = [row for row in rows if row.best > row.path]
    for name, part in ((title, rows), (f"{title}, hard ones", hard)):
        if part:
            print(
                f"{name}: {len(part)} projects, gap {mean(row.gap for row in part):.3f} % "
                f"(max {max(row.gap for row in part):.1f}), "
                f"{100 * mean(row.proven for row in part):.0f} % proven, "
                f"{mean(100 * (row.makespan / max(1, row.path) - 1) for row in part):.2f} % over "
                f"the longest path, {max(row.seconds for row in part):.1f} s at most"
            )
    below = [row for row in rows if row.makespan < row.best]
    for row in below:
        print(f"  {row.name}: {row.makespan} is below the best known {row.best}")
    sys.stdout.flush()


def folder(place, table, seconds):
    """Measure all projects of a folder."""
    known = psplib.best_known(table.read_text(encoding="utf-8")) if table else {}
    rows = []
    for file in sorted([*place.glob("*.sm"), *place.glob("*.json")]):
        text = file.read_text(encoding="utf-8")
        value = psplib.convert(text) if file.suffix == ".sm" else json.loads(text)
        best = psplib.look_up(known, file.name)
        if table and best is None:
            print(f"  {file.name}: no best known, left out")
            continue
        rows.append(measure(file.stem, value, best, seconds))
        row = rows[-1]
        print(f"  {row.name}: {row.makespan} ({row.gap:+.2f} %){' proven' if row.proven else ''}")
    told(place.name, rows)


def made(tasks, count, seconds, longer):
    """Measure made networks against a search of `longer` seconds each."""
    rows = []
    for seed in range(count):
        strength = (0.1, 0.2, 0.3, 0.5)[seed % 4]
        factor = (0.25, 0.5, 0.75, 1.0)[seed // 4 % 4]
        value = network(seed, tasks, strength=strength, factor=factor)
        reference = level(request_of(value), longer, seed=1).makespan
        row = measure(f"made{tasks}_{seed}", value, None, seconds)
        rows.append(Row(row.name, row.makespan, min(reference, row.makespan), row.path, row.proven,
                        row.seconds))  # fmt: skip
    told(f"made, {tasks} tasks, {seconds:g} s against {longer:g} s", rows)


def studio(campaigns, seeds, seconds):
    """Measure synthetic programmes: weighted lateness against the list schedule."""
    gains = []
    for seed in range(seeds):
        request = programme.programme(seed, campaigns)
        levelling = Levelling(request, seconds)
        found = levelling.run()
        problem = levelling.problem
        first = problem.lateness(found.first)
        gains.append(100 * (1 - found.lateness / first) if first else 0.0)
        print(
            f"  {len(problem.tasks)} tasks, seed {seed}: list {first / 1440:.1f} weighted late "
            f"days, levelled {found.lateness / 1440:.1f} ({found.status}), -{gains[-1]:.0f} %"
        )
    print(f"studio, {campaigns} campaigns, {seconds:g} s: median -{median(gains):.0f} % lateness")
    sys.stdout.flush()


def main():
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.levelling")
    parser.add_argument("folder", nargs="?", type=Path, help=".sm or .json projects")
    parser.add_argument("--best", type=Path, help="a table of best-known makespans")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--count", type=int, default=16, help="made networks of each size")
    parser.add_argument("--campaigns", type=int, nargs="*", default=[12, 24])
    parser.add_argument("--seeds", type=int, default=3)
    asked = parser.parse_args()
    if asked.folder:
        folder(asked.folder, asked.best, asked.seconds)
        return 0
    for tasks in (30, 60, 120):
        made(tasks, asked.count, asked.seconds, 3 * asked.seconds)
    for campaigns in asked.campaigns:
        studio(campaigns, asked.seeds, asked.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
