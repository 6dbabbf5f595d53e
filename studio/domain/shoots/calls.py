"""Call times that follow from the general call, and the letters of revisions."""

from collections.abc import Mapping
from string import ascii_uppercase

_DAY = 24 * 60

DELAYS: Mapping[str, int] = {"crew": 0, "talent": 30, "client": 0}
"""Minutes after the general call where no rule says otherwise."""


def minutes(clock: str) -> int:
    """Return a time of day as minutes since midnight."""
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)


def clock(minute: int) -> str:
    """Return minutes since midnight as HH:MM, past midnight beginning again."""
    minute %= _DAY
    return f"{minute // 60:02}:{minute % 60:02}"


def call_of(side: str, own: str, general: str, delays: Mapping[str, int] = DELAYS) -> str:
    """Return when somebody is called: their own time, else the general call and their delay."""
    if own or not general:
        return own
    return clock(minutes(general) + delays.get(side, 0))


def next_revision(last: str) -> str:
    """Return the letters after a revision: A, B ... Z, AA, AB."""
    number = 0
    for letter in last:
        number = number * 26 + ascii_uppercase.index(letter) + 1
    letters, number = "", number + 1
    while number:
        number, place = divmod(number - 1, 26)
        letters = ascii_uppercase[place] + letters
    return letters
