"""Breeds good orders: two populations, one planned forwards and one backwards, by turns.

An order of a generation is taken from where its jobs ended in the plan before, crossed with
another and planned from the other end. Turning a plan round never lengthens it (double
justification: Valls, Ballestin, Quintanilla 2005), and a generation of each kind by turns is the
bi-population algorithm of Debels and Vanhoucke (2007). Plans that are alike are kept once.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from studio.domain.schedule.levelling.batch import Batch
from studio.domain.schedule.levelling.plain import Plain, makespan

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, numpy.dtype[Any]]

ROWS = 300
"""Plans of a population, fewer where one takes long."""
FEWEST = 20
WORK = 12_000_000
"""Jobs times units of time times plans that one generation may look at."""
NOISE = 0.3
SWAPS = 0.02
SHARE = (0.25, 0.75)
"""What part of an order comes from the other parent."""
SURVIVORS = 20
"""One in so many survives when a population that found nothing new is sown afresh."""
PATIENCE = 120
"""Generations without a shorter plan before that."""
FAILED = 1 << 30

Stop = Callable[[], bool]
Found = Callable[[list[int]], None]


class Breeder:
    """Two populations of plans of one problem; `step` breeds the next generation."""

    def __init__(self, plain: Plain, known: Sequence[int], seed: int = 0) -> None:
        """Begin from a plan that is known to hold."""
        import numpy as np

        self.np = np
        self.chance = np.random.default_rng(seed)
        self.plain = plain
        self.size = plain.size
        self.best = list(known)
        self.span = makespan(plain, known)
        self.quiet = self.sown = 0
        self.rows = max(FEWEST, min(ROWS, WORK // (self.size * max(1, self.span))))
        horizon = self.span + self.span // 5 + max(plain.durations) + 2
        mirror = plain.reversed()
        self.sides = (Batch(plain, horizon), Batch(mirror, horizon))
        self.waits = tuple(self._direct(side.plain) for side in self.sides)
        self.ranks = tuple(self._rank(side.plain.order) for side in self.sides)
        # Where starts may tie or cross, an order taken from them must be put right.
        self.loose = tuple(any(w <= 0 for _a, _b, w in side.plain.arcs) for side in self.sides)
        self.turn = 0
        ends = self._sown()
        ends[0][0] = np.array(known) + self.sides[0].durations
        ends[1][0] = self.span
        self.kept = [ends, self._turned(ends)]
        self.turn = 1
        self._note(*self.kept[1])

    def _direct(self, plain: Plain) -> "Array":
        table = self.np.zeros((self.size, self.size), bool)
        for a, b, _w in plain.arcs:
            table[a, b] = True
        return table

    def _rank(self, order: Sequence[int]) -> "Array":
        rank = self.np.empty(self.size, self.np.int64)
        rank[order] = self.np.arange(self.size)
        return rank

    def _sown(self) -> "tuple[Array, Array]":
        """Return ends and lengths of plans by longest tail first, each order disturbed a little."""
        np, side = self.np, self.sides[0]
        noise = 1 + NOISE * self.chance.standard_normal((self.rows, self.size))
        keys = -np.array(side.plain.tails) * noise
        orders = self._consistent(keys, side.plain).argsort(1, kind="stable")
        starts, spans = side.plan(orders)
        return starts + side.durations, spans

    def _consistent(self, keys: "Array", plain: Plain) -> "Array":
        """Return keys raised so that no job sorts before what it waits for."""
        for job in plain.order:
            for other, _w in plain.before[job]:
                self.np.maximum(keys[:, job], keys[:, other] + 1e-6, out=keys[:, job])
        return keys

    def _orders(self, ends: "Array", to: int) -> "Array":
        """Return orders for one side from the ends of plans of the other: last ended first."""
        keys = -(ends.astype(self.np.int64) * self.size + self.ranks[1 - to])
        if self.loose[to]:
            keys = self._consistent(keys.astype(float), self.sides[to].plain)
        order: Array = keys.argsort(1, kind="stable")
        return order

    def _turned(self, kept: "tuple[Array, Array]") -> "tuple[Array, Array]":
        to = 1 - self.turn
        starts, spans = self.sides[to].plan(self._orders(kept[0], to))
        return starts + self.sides[to].durations, spans

    def step(self) -> bool:
        """Breed one generation; tell whether it holds a shorter plan than all before."""
        np, rows = self.np, self.rows
        ends, spans = self.kept[self.turn]
        to = 1 - self.turn
        orders = self._orders(ends, to)
        rivals = self.chance.integers(0, rows, (rows, 2))
        mates = np.where(spans[rivals[:, 0]] <= spans[rivals[:, 1]], rivals[:, 0], rivals[:, 1])
        swap = (self.chance.random(rows) < 0.5)[:, None]
        first = np.where(swap, orders, orders[mates])
        second = np.where(swap, orders[mates], orders)
        children = self._swapped(self._crossed(first, second), self.waits[to])
        starts, born = self.sides[to].plan(children)
        self.kept[to] = self._fittest(starts + self.sides[to].durations, born, self.kept[to])
        self.turn = to
        better = self._note(*self.kept[to])
        self.quiet = 0 if better else self.quiet + 1
        if better:
            self.sown = 0
        if self.quiet >= PATIENCE:
            self._sow_again()
        return better

    def _crossed(self, first: "Array", second: "Array") -> "Array":
        """Return orders of the first parent whose middle is in the order of the second."""
        np, (rows, size) = self.np, first.shape
        middle = (self.chance.uniform(*SHARE, rows) * size).astype(int)
        begin = (self.chance.random(rows) * (size - middle)).astype(int)[:, None]
        middle = middle[:, None]
        place = np.empty_like(first)
        np.put_along_axis(place, first, np.arange(size)[None, :].repeat(rows, 0), 1)
        mine = np.take_along_axis(place, second, 1)
        open_ = mine >= begin
        rank = np.cumsum(open_, 1) - 1
        keys = np.where(open_, np.where(rank < middle, begin + rank, size + mine), mine)
        crossed: Array = np.take_along_axis(second, keys.argsort(1), 1)
        return crossed

    def _swapped(self, orders: "Array", waits: "Array") -> "Array":
        """Return orders with a few neighbours changed that do not wait for each other."""
        np = self.np
        for begin in (0, 1):
            pairs = (self.size - begin) // 2
            left = orders[:, begin : begin + 2 * pairs : 2].copy()
            right = orders[:, begin + 1 : begin + 2 * pairs : 2].copy()
            swap = (self.chance.random(left.shape) < SWAPS) & ~waits[left, right]
            orders[:, begin : begin + 2 * pairs : 2] = np.where(swap, right, left)
            orders[:, begin + 1 : begin + 2 * pairs : 2] = np.where(swap, left, right)
        return orders

    def _fittest(
        self, ends: "Array", spans: "Array", old: "tuple[Array, Array]"
    ) -> "tuple[Array, Array]":
        """Return the shortest of new and old plans, those that look alike once."""
        np = self.np
        ends = np.concatenate([ends, old[0]])
        spans = np.concatenate([spans, old[1]])
        looks = spans.astype(np.int64) * (1 << 32) + ends.sum(1)
        _values, chosen = np.unique(looks, return_index=True)
        chosen = chosen[: self.rows]
        if len(chosen) < self.rows:
            more = self.chance.integers(0, len(spans), self.rows - len(chosen))
            chosen = np.concatenate([chosen, more])
        return ends[chosen], spans[chosen]

    def _note(self, ends: "Array", spans: "Array") -> bool:
        row = int(spans.argmin())
        if spans[row] >= self.span:
            return False
        self.span = int(spans[row])
        starts = ends[row] - self.sides[self.turn].durations
        if self.turn == 1:
            starts = self.span - ends[row]
        self.best = [int(start) for start in starts]
        return True

    def _sow_again(self) -> None:
        """Keep the fittest few and sow the rest, on both sides."""
        self.quiet = 0
        self.sown += 1
        ends, spans = self.kept[self.turn]
        best = spans.argsort(kind="stable")[: max(1, self.rows // SURVIVORS)]
        elite = ends[best].copy(), spans[best].copy()
        turn, self.turn = self.turn, 0
        fresh = self._sown()
        other = self._turned(fresh)
        self.kept = [fresh, other]
        self.turn = turn
        self.kept[turn][0][: len(best)] = elite[0]
        self.kept[turn][1][: len(best)] = elite[1]


def breed(
    plain: Plain,
    known: Sequence[int],
    stop: Stop,
    found: Found,
    seed: int = 0,
    quiet: int | None = None,
) -> None:
    """Breed until told to stop or no plan can be shorter, telling of every shorter plan.

    With `quiet` it ends after sowing afresh so often without a shorter plan.
    """
    breeder = Breeder(plain, known, seed)
    if breeder.span < makespan(plain, known):
        found(breeder.best)
    while breeder.span > plain.least and not stop():
        if breeder.step():
            found(breeder.best)
        if quiet is not None and breeder.sown > quiet:
            return
