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

PATIENCE = 1.0
"""Seconds a proof runs before a shorter plan found elsewhere makes it begin again; then doubled."""
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
    reasoners = [_Reasoner(best, until, max(1, workers - 1), enough, seed)]
    reasoners[0].thread.start()

    def bred_enough() -> bool:
        reasoners[0].consider()
        return enough()

    if batch.fits(best.plain):
        quiet = SMALL_QUIET if small else None
        breeding.breed(best.plain, best.starts, bred_enough, best.offer, seed, quiet)
    if not enough():
        reasoners.append(_Reasoner(best, until, 1, enough, seed, from_below=True))
        reasoners[1].thread.start()
    for reasoner in reasoners:
        while reasoner.thread.is_alive():
            reasoner.thread.join(0.05)
            for each in reasoners:
                each.consider()
                if enough():
                    each.end()


class _Reasoner:
    """Runs the solver in a thread; begins again where it does not know the shortest plan."""

    def __init__(
        self,
        best: Best,
        until: float,
        workers: int,
        enough: Callable[[], bool],
        seed: int,
        *,
        from_below: bool = False,
    ) -> None:
        self._best, self._enough = best, enough
        self._until = until
        self._workers, self._seed = workers, seed
        self._from_below = from_below
        self._search: exact.Search | None = None
        self._known = 0
        self._begun = 0.0
        self._patience = PATIENCE
        self._ended = threading.Event()
        self.thread = threading.Thread(target=self._run, name="levelling-reasoner", daemon=True)

    def _run(self) -> None:
        exact.load()
        while not (self._enough() or self._ended.is_set()):
            if self._search_once():
                return

    def consider(self) -> None:
        """Begin again if others know a shorter plan and this search has had its time."""
        late = time.monotonic() - self._begun > self._patience
        if self._search is not None and late and self._best.span < self._known:
            self._patience *= 2
            self._search.stop()

    def end(self) -> None:
        """Stop what runs."""
        self._ended.set()
        if self._search is not None:
            self._search.stop()

    def _search_once(self) -> bool:
        """Search from the best plan there is; tell whether nothing is left to search."""
        best = self._best
        known = list(best.starts)
        model = exact.build(best.plain, known, best.bound)
        left = self._until - time.monotonic()
        if left < LAST:
            return True
        search = exact.Search(model, left, self._workers, self._seed, from_below=self._from_below)
        self._known, self._begun = makespan(best.plain, known), time.monotonic()
        self._search = search
        answer = search.run(self._found, best.raise_bound)
        if answer.starts is not None:
            best.offer(answer.starts)
        best.raise_bound(answer.bound)
        return answer.proven

    def _found(self, starts: list[int]) -> None:
        self._known = min(self._known, makespan(self._best.plain, starts))
        self._best.offer(starts)
