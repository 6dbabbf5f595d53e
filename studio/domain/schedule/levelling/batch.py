"""Serial schedule generation for hundreds of orders at once, on bit sets.

One step places the next job of every order. What each resource has left at each unit of time
stands packed in one machine word, a guard bit above each field: after subtracting a need, a guard
bit that is gone means "too little". The units with room become one bit each, runs of them are
found by shifting, and the first run long enough is the job's place.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from studio.domain.schedule.levelling.plain import Plain

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, numpy.dtype[Any]]

WORD = 64
LONGEST_JOB = 64
LONGEST_PLAN = 4096


def fits(plain: Plain) -> bool:
    """Tell whether a problem is of the size and kind for bit sets."""
    return (
        plain.size > 0
        and max(plain.durations) <= LONGEST_JOB
        and len(_packing(plain.capacities)) <= 4
        and max(plain.capacities, default=0) < 1 << 30
    )


def _packing(capacities: Sequence[int]) -> list[list[tuple[int, int]]]:
    """Return words of (resource, lowest bit); each field has a guard bit above it."""
    words: list[list[tuple[int, int]]] = [[]]
    used = 0
    for kind, capacity in enumerate(capacities):
        width = capacity.bit_length() + 1
        if used + width > WORD:
            words.append([])
            used = 0
        words[-1].append((kind, used))
        used += width
    return words


class Batch:
    """Plans a problem in one direction, each row of a table of orders on its own."""

    def __init__(self, plain: Plain, horizon: int) -> None:
        """Prepare for plans shorter than `horizon`; longer ones are told as failed."""
        import numpy as np

        self.np = np
        self.plain = plain
        self.longest = max(1, max(plain.durations))
        self.words = (horizon + WORD - 1) // WORD
        self.horizon = self.words * WORD
        self.durations = np.array(plain.durations, np.int32)
        self._prepare_arcs()
        self._prepare_fields()
        self._prepare_runs()
        self._from = self._floor()

    def _prepare_arcs(self) -> None:
        np, size = self.np, self.plain.size
        most = max(1, max(map(len, self.plain.before)))
        self.before = np.full((size, most), size, np.int64)
        self.wait = np.zeros((size, most), np.int32)
        for job, found in enumerate(self.plain.before):
            for nr, (other, w) in enumerate(found):
                self.before[job, nr] = other
                self.wait[job, nr] = w

    def _prepare_fields(self) -> None:
        np, plain = self.np, self.plain
        packing = _packing(plain.capacities)
        widest = max(
            (
                low + plain.capacities[kind].bit_length() + 1
                for word in packing
                for kind, low in word
            ),
            default=0,
        )
        self.kind = np.uint32 if widest <= 32 else np.uint64
        self.guards, self.fulls, self.uses, self.takes = [], [], [], []
        steps = np.arange(self.longest)[None, :] < self.durations[:, None]
        for word in packing:
            guard = full = 0
            use = [0] * plain.size
            for kind, low in word:
                guard |= 1 << (low + plain.capacities[kind].bit_length())
                full |= plain.capacities[kind] << low
                for job, needs in enumerate(plain.needs):
                    if plain.durations[job]:
                        use[job] |= needs[kind] << low
            self.guards.append(self.kind(guard))
            self.fulls.append(self.kind(guard | full))
            self.uses.append(np.array(use, self.kind))
            self.takes.append(np.where(steps, self.uses[-1][:, None], self.kind(0)))

    def _prepare_runs(self) -> None:
        """A run of d is two overlapping runs of the largest power of two in d."""
        np = self.np
        lengths = [max(1, d) for d in self.plain.durations]
        powers = [d.bit_length() - 1 for d in lengths]
        self.levels = max(powers) + 1
        self.power = np.array(powers)
        rests = [d - (1 << p) for d, p in zip(lengths, powers, strict=True)]
        self.rest = np.array(rests, np.uint64)

    def _floor(self) -> "Array":
        """Row t of the table has a bit for every unit from t on."""
        np = self.np
        table: Array = np.zeros((self.horizon + 1, self.words), np.uint64)
        whole = (1 << WORD) - 1
        for t in range(self.horizon + 1):
            for word in range(self.words):
                below = min(WORD, max(0, t - word * WORD))
                table[t, word] = (whole >> below) << below if below < WORD else 0
        return table

    def plan(self, orders: "Array") -> "tuple[Array, Array]":
        """Return the starts of each row's jobs and each row's makespan (huge where it failed)."""
        np = self.np
        rows, size = orders.shape
        width = self.horizon + self.longest
        left = [np.full((rows, width), full, self.kind) for full in self.fulls]
        starts = np.zeros((rows, size + 1), np.int32)
        flat = starts.reshape(-1)
        row = np.arange(rows)
        here, base = (row * (size + 1)), (row * width)[:, None] + np.arange(self.longest)
        room = _Room(self, rows, left)
        for job in np.ascontiguousarray(orders.T):
            earliest = (flat[here[:, None] + self.before[job]] + self.wait[job]).max(1)
            np.clip(earliest, 0, self.horizon, out=earliest)
            start = room.first(job, earliest)
            flat[here + job] = start
            index = base + start[:, None]
            for word, take in zip(left, self.takes, strict=True):
                word.reshape(-1)[index] -= take[job]
        starts = starts[:, :size]
        spans = (starts + self.durations).max(1)
        failed = (spans >= self.horizon) | (starts >= self.horizon - 1).any(1)
        return starts, np.where(failed, np.int32(1 << 30), spans)


class _Room:
    """Finds the first place of one job per row; keeps its buffers from job to job."""

    def __init__(self, batch: Batch, rows: int, left: "list[Array]") -> None:
        np = batch.np
        self.batch = batch
        self.left = [word[:, : batch.horizon] for word in left]
        self.buffer = np.empty((rows, batch.horizon), batch.kind)
        self.free = np.empty((rows, batch.horizon), bool)
        self.runs = np.empty((batch.levels, rows, batch.words), np.uint64)
        self.row = np.arange(rows)

    def first(self, job: "Array", earliest: "Array") -> "Array":
        """Return the first unit from `earliest` on with room for the whole of each row's job."""
        batch = self.batch
        np, runs = batch.np, self.runs
        np.bitwise_and(self._free(job), batch._from[earliest], out=runs[0])  # noqa: SLF001
        for level in range(1, batch.levels):
            below, above = runs[level - 1], runs[level]
            shift = 1 << (level - 1)
            np.right_shift(below, np.uint64(shift), out=above)
            above[:, :-1] |= below[:, 1:] << np.uint64(WORD - shift)
            above &= below
        run = runs[batch.power[job], self.row]
        rest = batch.rest[job][:, None]
        found = run >> rest
        # By 63 - rest after one more: a shift by 64 means nothing to the machine.
        found[:, :-1] |= (run[:, 1:] << np.uint64(1)) << (np.uint64(WORD - 1) - rest)
        found &= run
        word = (found != 0).argmax(1)
        bits = found[self.row, word]
        lowest = np.bitwise_count((bits & (~bits + np.uint64(1))) - np.uint64(1))
        start: Array = np.minimum(word * WORD + lowest, batch.horizon - 1)
        return start

    def _free(self, job: "Array") -> "Array":
        """Return a bit for every unit with enough of everything left."""
        batch = self.batch
        np = batch.np
        for nr, (left, use, guard) in enumerate(
            zip(self.left, batch.uses, batch.guards, strict=True)
        ):
            np.subtract(left, use[job][:, None], out=self.buffer)
            np.bitwise_and(self.buffer, guard, out=self.buffer)
            if nr == 0:
                np.equal(self.buffer, guard, out=self.free)
            else:
                self.free &= self.buffer == guard
        bits: Array = np.packbits(self.free, axis=1, bitorder="little").view(np.uint64)
        return bits
