"""The plan: every task as early as links and calendars allow, and how far each could slip.

Resources are not looked at (levelling does that). A task starts at the plan's start at the
earliest, only `fixed` and `frozen` ones may stand before it. Late dates are counted back from the
end of each group (project) and from hard deadlines; where a deadline cannot be kept, slack is
negative by what is missing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import overload

from studio.domain.schedule import graph
from studio.domain.schedule.network import Network
from studio.domain.schedule.tasks import Id, Link, Placed, Task
from studio.domain.schedule.time import Calendar

NO_CALENDARS: Mapping[Id, Calendar] = {}


class Changes(Sequence[Placed]):
    """What changed, in dependency order; each worked out in full when it is looked at."""

    def __init__(self, placed: "Placements", ids: Sequence[Id]) -> None:
        self.ids = tuple(ids)
        self._placed = placed

    @overload
    def __getitem__(self, index: int) -> Placed: ...

    @overload
    def __getitem__(self, index: slice) -> "Changes": ...

    def __getitem__(self, index: int | slice) -> "Placed | Changes":
        if isinstance(index, slice):
            return Changes(self._placed, self.ids[index])
        return self._placed[self.ids[index]]

    def __len__(self) -> int:
        return len(self.ids)


class Placements(Mapping[Id, Placed]):
    """Where every task stands, by id; each worked out in full when it is first asked for."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._made: dict[int, Placed] = {}

    def __getitem__(self, key: Id) -> Placed:
        place = self._network.index[key]
        made = self._made.get(place)
        if made is None:
            made = self._made[place] = self._network.placed(place)
        return made

    def __iter__(self) -> Iterator[Id]:
        return iter(self._network.index)

    def __len__(self) -> int:
        return len(self._network.index)

    def span(self, key: Id) -> tuple[int, int]:
        """Return start and finish alone, which costs next to nothing."""
        place = self._network.index[key]
        return self._network.early_start[place], self._network.early_finish[place]

    def end(self, group: Id = "") -> int:
        """Return when the last task of a group ends."""
        return self._network.end[group]

    def ends(self) -> Mapping[Id, int]:
        """Return when each group ends."""
        return dict(self._network.end)

    def driver(self, key: Id) -> Link | None:
        """Return the link that holds a task where it is, if one does."""
        return self._network.driver(self._network.index[key])

    def forget(self, places: Iterable[int]) -> None:
        """Drop what was worked out for some places."""
        for place in places:
            self._made.pop(place, None)


def plan(
    tasks: Sequence[Task],
    links: Sequence[Link] = (),
    calendars: Mapping[Id, Calendar] = NO_CALENDARS,
    start: int = 0,
    *,
    names: Mapping[Id, str] = graph.NO_NAMES,
) -> Placements:
    """Place every task from `start` on; `names` are what messages call them.

    Raises Invalid naming the item for a circle, a link or calendar that is not there.
    """
    network = Network(tasks, links, calendars, start, names)
    network.pass_forward()
    network.pass_backward()
    return Placements(network)
