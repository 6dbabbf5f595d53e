"""How fast clashes are found among 100,000 bookings of 500 people, rooms and pieces of gear."""

import random
from bisect import bisect_left, bisect_right

import numpy as np

from studio.domain.bookings import BookingIndex, Entry, sweep
from studio.domain.bookings.index import SPREAD
from tests.benchmarks.measuring import compare

BOOKINGS, LANES, YEAR = 100_000, 500, 366 * 24 * 60
ASKED = 2_000


def figures():
    """Measure all clashes, one question, and one more booking."""
    dice = random.Random(20261116)
    entries = _entries(dice)
    asked = [_entry(dice, BOOKINGS + number) for number in range(ASKED)]
    lanes = [int(one.lane) for one in entries]
    firsts, lasts = [one.first for one in entries], [one.last for one in entries]
    index = BookingIndex(entries)
    line = sorted(int(one.lane) * SPREAD + one.first for one in entries)
    return [
        compare(
            f"all clashes of {BOOKINGS:,}",
            lambda: sweep(lanes, firsts, lasts),
            lambda: _bare(lanes, firsts, lasts),
            "numpy: one sort and one search, pairs counted only",
            note=f"{len(sweep(lanes, firsts, lasts)):,} pairs, as a list of two numbers each",
        ),
        compare(
            f"what stands in the way of {ASKED:,} bookings",
            lambda: [index.clashes(one) for one in asked],
            lambda: _searched(line, asked),
            "two bisections each in one list",
        ),
        compare(
            f"{ASKED:,} bookings more, and away again",
            lambda: _come_and_go(index, asked),
            lambda: _kept(asked),
            "a dict takes them and lets them go",
        ),
    ]


def _entries(dice):
    return [_entry(dice, number) for number in range(BOOKINGS)]


def _entry(dice, number):
    """Return a booking of some hours, every fiftieth of some weeks."""
    lasting = dice.choice((240, 540, 600, 1980))
    if number % 50 == 0:
        lasting = dice.randrange(8, 40) * 24 * 60
    start = dice.randrange(5 * YEAR)
    travel = dice.choice((0, 0, 0, 60, 300))
    return Entry(number, str(dice.randrange(LANES)), start, start + lasting, travel, travel)


def _bare(lanes, firsts, lasts):
    lane = np.asarray(lanes, dtype=np.int64) * SPREAD
    begins = np.sort(lane + np.asarray(firsts, dtype=np.int64))
    ends = lane + np.asarray(lasts, dtype=np.int64)
    return int(np.searchsorted(begins, np.sort(ends)).sum())


def _searched(line, asked):
    return [
        (
            bisect_right(line, int(one.lane) * SPREAD + one.first),
            bisect_left(line, int(one.lane) * SPREAD + one.last),
        )
        for one in asked
    ]


def _come_and_go(index, asked):
    for one in asked:
        index.add(one)
    for one in asked:
        index.remove(one.id)


def _kept(asked):
    kept = {}
    for one in asked:
        kept[one.id] = one
    for one in asked:
        del kept[one.id]
