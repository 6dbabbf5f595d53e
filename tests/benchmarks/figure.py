"""A figure: what was measured, against which floor."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measured time beside its floor, both in milliseconds."""

    name: str
    value: float
    floor_name: str
    floor: float
    target: str = ""

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.value / self.floor if self.floor else float("inf")

    def line(self) -> str:
        """Return the figure as a row of the report."""
        floor = f"{self.floor_name} {self.floor:.1f} ms"
        return (
            f"{self.name:<44} {self.value:>9.1f} ms {self.ratio:>7.2f}x  {floor:<48} {self.target}"
        )


def interleaved(
    one: Callable[[], float], other: Callable[[], float], runs: int
) -> tuple[float, float]:
    """Return the medians of two measures taken in turn, so that noise meets both."""
    pairs = [(one(), other()) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def wall(call: Callable[[], object]) -> float:
    """Return how long a call takes, in milliseconds of the clock on the wall."""
    gc.collect()
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def cpu(call: Callable[[], object]) -> float:
    """Return how much of the processor's time a call takes, in milliseconds."""
    gc.collect()
    began = time.process_time()
    call()
    return (time.process_time() - began) * 1000
