"""Measures ours and a floor in turn, so that a noisy machine troubles both alike."""

import statistics
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What came of one comparison; times in milliseconds, medians."""

    name: str
    ours: float
    floor: float
    floor_name: str
    clock: str
    target: float | None = None
    note: str = ""

    @property
    def ratio(self):
        """How many times the floor."""
        return self.ours / self.floor if self.floor else float("nan")


def compare(name, ours, floor, floor_name, *, runs=9, clock="cpu", target=None, note="", warm=2):
    """Call `ours()` and `floor()` in turn and return the figure.

    A call that returns a number has measured itself, in milliseconds.
    """
    for _ in range(warm):
        floor()
        ours()
    found = {"ours": [], "floor": []}
    for _ in range(runs):
        for key, call in (("floor", floor), ("ours", ours)):
            found[key].append(_timed(call, clock))
    return Figure(
        name,
        statistics.median(found["ours"]),
        statistics.median(found["floor"]),
        floor_name,
        clock,
        target,
        note,
    )


def _timed(call, clock):
    tell = time.process_time if clock == "cpu" else time.perf_counter
    began = tell()
    own = call()
    took = (tell() - began) * 1000
    return own if isinstance(own, float) else took


def table(figures):
    """Return the figures as a Markdown table."""
    lines = [
        "| what | ours ms | floor ms | ratio | target | clock | floor |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in figures:
        target = f"≤ {each.target:g}" if each.target is not None else ""
        lines.append(
            f"| {each.name} | {each.ours:.2f} | {each.floor:.2f} | **{each.ratio:.2f}** "
            f"| {target} | {each.clock} | {each.floor_name} |"
        )
        if each.note:
            lines.append(f"| · {each.note} | | | | | | |")
    return "\n".join(lines)
