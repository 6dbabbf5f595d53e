"""Both searches of the plain problem at once: one breeds plans, one reasons about them.

Breeding shortens plans of a hundred jobs and more fast and proves nothing; the solver is as good
on small ones and says how short a plan can be. Each tells the other through one `Best`.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from studio.domain.schedule.levelling import batch, breeding, exact
from studio.domain.schedule.levelling.plain import Plain, makespan

FIRST = 0.4
"""Share of the time in which both run beside each other; then the solver has all cores."""
LAST = 0.05
"""Seconds before the end at which no new search is begun."""


@dataclass
class Best:
    """The shortest plan so far and what none can be shorter than; any thread may improve it."""

    plain: Plain
    starts: list[int]
    bound: int
    told: Callable[[list[int], int, int], None] = lambda _starts, _span, _bound: None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def span(self) -> int:
        """The makespan of the plan."""
        return makespan(self.plain, self.starts)

    def proven(self) -> bool:
        """Whether no plan can be shorter."""
        return self.span <= self.bound

    def offer(self, starts: Sequence[int]) -> None:
        """Take a plan if it is shorter."""
        with self._lock:
            if makespan(self.plain, starts) < self.span:
                self.starts = list(starts)
                self.told(self.starts, self.span, self.bound)

    def raise_bound(self, bound: int) -> None:
        """Take a bound if it is higher."""
        with self._lock:
            if bound > self.bound:
                self.bound = min(bound, self.span)
                self.told(self.starts, self.span, self.bound)


def run(best: Best, seconds: float, workers: int, stop: Callable[[], bool], seed: int = 0) -> None:
    """Search until time is up, told to stop, or the plan in `best` is proven to be shortest."""
    begun = time.monotonic()
    until = begun + seconds
    if best.proven():
        return
    reasoner = _Reasoner(best, begun, until, workers, stop, seed)
    reasoner.thread.start()

    def enough() -> bool:
        return stop() or best.proven() or time.monotonic() >= until

    if batch.fits(best.plain):
        breeding.breed(best.plain, best.starts, enough, lambda s, _span: best.offer(s), seed)
    while reasoner.thread.is_alive():
        reasoner.thread.join(0.05)
        if stop() or best.proven() or time.monotonic() >= until:
            reasoner.end()


class _Reasoner:
    """Runs the solver beside the breeding, then alone from the best plan of both."""

    def __init__(
        self,
        best: Best,
        begun: float,
        until: float,
        workers: int,
        stop: Callable[[], bool],
        seed: int,
    ) -> None:
        self._best, self._stop = best, stop
        self._until = until
        self._turn = begun + FIRST * (until - begun)
        self._workers, self._seed = workers, seed
        self._search: exact.Search | None = None
        self._ended = threading.Event()
        self.thread = threading.Thread(target=self._run, name="levelling-reasoner", daemon=True)

    def _run(self) -> None:
        self._search_until(self._turn, max(1, self._workers - 1))
        if not (self._stop() or self._best.proven() or self._ended.is_set()):
            self._search_until(self._until, max(1, self._workers - 1))

    def end(self) -> None:
        """Stop what runs."""
        self._ended.set()
        if self._search is not None:
            self._search.stop()

    def _search_until(self, until: float, workers: int) -> None:
        best = self._best
        model = exact.build(best.plain, best.starts, best.bound)
        left = until - time.monotonic()
        if left < LAST or self._ended.is_set():
            return
        self._search = exact.Search(model, left, workers, self._seed)
        answer = self._search.run(best.offer, best.raise_bound)
        if answer.starts is not None:
            best.offer(answer.starts)
        best.raise_bound(answer.bound)
