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
"""Share of the time after which the solver begins again from what breeding has found."""
SMALL = 75
"""Jobs up to which breeding ends when it finds nothing, and a second proof begins in its place."""
SMALL_QUIET = 2
"""How often it sows afresh for nothing before that."""
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

    def enough() -> bool:
        return stop() or best.proven() or time.monotonic() >= until

    small = best.plain.size <= SMALL
    turns = (until,) if small else (begun + FIRST * seconds, until)
    reasoners = [_Reasoner(best, turns, max(1, workers - 1), enough, seed)]
    reasoners[0].thread.start()
    if batch.fits(best.plain):
        quiet = SMALL_QUIET if small else None
        breeding.breed(best.plain, best.starts, enough, best.offer, seed, quiet)
    if not enough():
        reasoners.append(_Reasoner(best, (until,), 1, enough, seed, from_below=True))
        reasoners[1].thread.start()
    for reasoner in reasoners:
        while reasoner.thread.is_alive():
            reasoner.thread.join(0.05)
            if enough():
                for each in reasoners:
                    each.end()


class _Reasoner:
    """Runs the solver in a thread, in turns that each begin from the best plan there is."""

    def __init__(
        self,
        best: Best,
        turns: Sequence[float],
        workers: int,
        enough: Callable[[], bool],
        seed: int,
        *,
        from_below: bool = False,
    ) -> None:
        self._best, self._enough = best, enough
        self._turns = turns
        self._workers, self._seed = workers, seed
        self._from_below = from_below
        self._search: exact.Search | None = None
        self._ended = threading.Event()
        self.thread = threading.Thread(target=self._run, name="levelling-reasoner", daemon=True)

    def _run(self) -> None:
        exact.load()
        for until in self._turns:
            if not (self._enough() or self._ended.is_set()):
                self._search_until(until)

    def end(self) -> None:
        """Stop what runs."""
        self._ended.set()
        if self._search is not None:
            self._search.stop()

    def _search_until(self, until: float) -> None:
        best = self._best
        model = exact.build(best.plain, best.starts, best.bound)
        left = until - time.monotonic()
        if left < LAST or self._ended.is_set():
            return
        self._search = exact.Search(
            model, left, self._workers, self._seed, from_below=self._from_below
        )
        answer = self._search.run(best.offer, best.raise_bound)
        if answer.starts is not None:
            best.offer(answer.starts)
        best.raise_bound(answer.bound)
