"""Turns what takes somebody into the blocks of a row: taken, held, travelling, away, clashing."""

from collections.abc import Iterable, Mapping

from studio.domain.bookings import RESOURCE_KINDS as THINGS
from studio.domain.names import pick
from studio.services.schedule import Board, Clash, PersonLane, Span
from ui.language import tr
from ui.timeline.plan import Block
from ui.timeline.scale import Clockface, clockface
from ui.timeline.words import clock_words, moment_words, span_words

KINDS = {"task": "work", "absence": "away"}
SOON = 3 * 1440
"""Minutes before its end from when a hold says so."""
UPPER = ("away", "work", "confirmed", "enquiry", "hold", "travel", "overload", "clash")
"""What lies below comes first."""

__all__ = ["THINGS", "blocks"]


def blocks(board: Board, lane: PersonLane, clock: Clockface, spoken: str) -> tuple[Block, ...]:
    """Return the blocks of a person's row, by start, a clash above what clashes."""
    zones = {row.id: row.zone for row in board.tasks}
    made = [_block(span, board, clock, _place(span, zones, clock), spoken) for span in lane.spans]
    made += _clashes(board.clashes, lane, clock, spoken, "clash")
    made += _clashes(board.overloads, lane, clock, spoken, "overload")
    made.sort(key=_by_start)
    return tuple(made)


def _by_start(block: Block) -> tuple[int, int]:
    return block.start, UPPER.index(block.kind)


def _place(span: Span, zones: Mapping[int, str], clock: Clockface) -> Clockface:
    """Return the clock where it is done: a day of work elsewhere is a day there."""
    zone = zones.get(span.task_id or 0)
    return clockface(zone) if zone else clock


def _block(span: Span, board: Board, clock: Clockface, place: Clockface, spoken: str) -> Block:
    start, finish = place.local(span.start), place.local(span.finish)
    words = pick(span.title, span.title_zh, spoken)
    beside = tone = ""
    ends = ""
    if span.kind == "hold" and span.expires is not None:
        ends = tr("Hold ends {when}").format(when=_when(span.expires, board, clock))
        if span.expires - board.now < SOON:
            beside, tone = ends, "warn"
    refs = (f"task:{span.task_id}",) if span.task_id else ()
    refs = (*((f"booking:{span.booking_id}",) if span.booking_id else ()), *refs)
    lines = [words, span_words((start, finish)), ends]
    return Block(
        start,
        finish,
        KINDS.get(span.kind, span.kind),
        span.hue or "p2",
        words,
        beside,
        tone,
        span.rank if span.kind == "hold" else 0,
        refs,
        "\n".join(line for line in lines if line),
    )


def _when(minute: int, board: Board, clock: Clockface) -> str:
    local = clock.local(minute)
    if clock.day(minute) == board.today:
        return tr("today {time}").format(time=clock_words(local))
    return moment_words(local)


def _clashes(
    found: Iterable[Clash], lane: PersonLane, clock: Clockface, spoken: str, kind: str
) -> list[Block]:
    made = []
    for clash in found:
        if clash.ref != lane.ref:
            continue
        names = list(dict.fromkeys(pick(*pair, spoken) for pair in clash.titles))
        both = tr(" and ", "between two names").join(names[:2])
        refs = [f"booking:{key}" for key in clash.booking_ids]
        refs += [f"task:{key}" for key in clash.task_ids]
        start, finish = clock.local(clash.start), clock.local(clash.finish)
        first = tr("Booked twice") if kind == "clash" else tr("Too much at once")
        made.append(
            Block(
                start,
                finish,
                kind,
                "p1",
                "",
                both if kind == "clash" else "",
                "bad" if kind == "clash" else "",
                max(len(names), 2),
                tuple(refs),
                "\n".join((first, both, span_words((start, finish)))),
            )
        )
    return made
