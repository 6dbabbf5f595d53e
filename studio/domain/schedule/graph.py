"""Which task comes before which: an order that keeps every link, or the circle that forbids one."""

from collections.abc import Iterable, Mapping, Sequence

from studio.domain.schedule.tasks import Id, Link, Task
from studio.errors import Invalid
from studio.text import Message

SHOWN = 6
"""How many tasks of a circle are named before the rest is only counted."""
NO_NAMES: Mapping[Id, str] = {}


def order(
    tasks: Sequence[Task], links: Iterable[Link], names: Mapping[Id, str] = NO_NAMES
) -> list[int]:
    """Return the places of the tasks in an order that keeps every link.

    Among tasks that could come next the one given first does, so the order is always the same.
    Raises Invalid naming the item: an id used twice, a link to nothing or to itself, a circle.
    """
    index = _index(tasks, names)
    followers: list[list[int]] = [[] for _task in tasks]
    waits = [0] * len(tasks)
    for link in links:
        check_ends(link, index, names)
        after = index[link.after]
        followers[index[link.before]].append(after)
        waits[after] += 1
    found = [number for number, count in enumerate(waits) if not count]
    for number in found:  # grows while it is read
        for after in followers[number]:
            waits[after] -= 1
            if not waits[after]:
                found.append(after)
    if len(found) < len(tasks):
        stuck = {number for number, count in enumerate(waits) if count}
        raise circle_found([tasks[number].id for number in _circle(stuck, followers)], names)
    return found


def check(tasks: Sequence[Task], links: Iterable[Link], names: Mapping[Id, str] = NO_NAMES) -> None:
    """Raise Invalid naming the item where tasks and links make no plan; ask before saving."""
    order(tasks, links, names)


def _index(tasks: Sequence[Task], names: Mapping[Id, str]) -> dict[Id, int]:
    index: dict[Id, int] = {}
    for number, task in enumerate(tasks):
        if task.id in index:
            name = names.get(task.id, task.id)
            raise Invalid({task.id: Message("{task} is there twice.", task=name)})
        index[task.id] = number
    return index


def check_ends(link: Link, known: Mapping[Id, int], names: Mapping[Id, str] = NO_NAMES) -> None:
    """Raise Invalid for a link to itself or to a task that is not there."""
    for end in (link.before, link.after):
        if end not in known:
            raise Invalid(
                {"links": Message("A link names the task {task}, which is not there.", task=end)}
            )
    if link.before == link.after:
        name = names.get(link.before, link.before)
        raise Invalid({link.before: Message("{task} cannot wait for itself.", task=name)})


def _circle(stuck: set[int], followers: Sequence[Sequence[int]]) -> list[int]:
    """Return a shortest circle through some task that lies on one."""
    begin = _on_circle(stuck, followers)
    came: dict[int, int] = {}
    reached = [begin]
    for number in reached:  # grows while it is read
        for after in followers[number]:
            if after == begin:
                circle = [number]
                while circle[-1] != begin:
                    circle.append(came[circle[-1]])
                return circle[::-1]
            if after in stuck and after not in came:
                came[after] = number
                reached.append(after)
    raise AssertionError("walked from a circle and never came back")


def _on_circle(stuck: set[int], followers: Sequence[Sequence[int]]) -> int:
    """Return a task on a circle: going back among the stuck ends in one."""
    before = {
        after: number for number in sorted(stuck, reverse=True) for after in followers[number]
    }
    here, seen = min(stuck), set[int]()
    while here not in seen:
        seen.add(here)
        here = before[here]
    return here


def circle_found(circle: Sequence[Id], names: Mapping[Id, str] = NO_NAMES) -> Invalid:
    """Return the refusal of a circle, naming the tasks around it."""
    around = [names.get(one, one) for one in (*circle[:SHOWN], circle[0])]
    if len(circle) > SHOWN:
        around.insert(SHOWN, "…")
    message = Message(
        "These tasks wait for each other in a circle: {tasks}", tasks=" → ".join(around)
    )
    return Invalid(dict.fromkeys(circle, message) or {"links": message}, message)


def path(begin: Id, end: Id, links: Iterable[Link]) -> list[Id]:
    """Return a shortest way from one task to another along the links, empty if there is none.

    A new link from `end` to `begin` would close it to a circle.
    """
    followers: dict[Id, list[Id]] = {}
    for link in links:
        followers.setdefault(link.before, []).append(link.after)
    came: dict[Id, Id] = {begin: begin}
    reached = [begin]
    for here in reached:  # grows while it is read
        if here == end:
            way = [end]
            while way[-1] != begin:
                way.append(came[way[-1]])
            return way[::-1]
        for after in followers.get(here, ()):
            if after not in came:
                came[after] = here
                reached.append(after)
    return []
