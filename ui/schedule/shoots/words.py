"""How shoot days and those called read in the window."""

from collections.abc import Iterable, Sequence

from studio.domain import shoots as rules
from studio.domain.names import pick
from studio.services.shoots import LineRow, PersonRow, PlaceRow, ShootRow
from studio.text import Message
from ui.language import language, short_date, text, tr, weekday_date
from ui.models.list import TwoLine
from ui.widgets.marks import ChipMark
from ui.widgets.picks import Choice


def named(name: str, name_zh: str) -> str:
    """Return a name in the window's language."""
    return pick(name, name_zh, language())


def choices(labels: Iterable[tuple[str, Message]]) -> list[Choice]:
    """Return codes with their words for a choice."""
    return [Choice(code, text(words)) for code, words in labels]


def answered(row: ShootRow) -> str:
    """Return "7 of 11 confirmed"."""
    if not row.people:
        return tr("Nobody called")
    return tr("{n} of {count} confirmed").format(n=row.confirmed, count=row.people)


def described(row: ShootRow) -> TwoLine:
    """Return the two lines of a day in the list."""
    sheet = tr("version {letter}").format(letter=row.revision) if row.revision else ""
    return TwoLine(
        title=named(row.title, row.title_zh) or named(row.project, row.project_zh),
        right=weekday_date(row.day),
        sub=named(row.project, row.project_zh),
        sub2=sheet,
        meta=answered(row) if row.people else "",
        chip=state_chip(row.state),
        struck=row.state == "cancelled",
        hue=row.hue,
    )


def state_chip(state: str) -> ChipMark:
    """Return the chip of a day's state."""
    return ChipMark(rules.STATES.role(state), text(rules.STATES.label(state)))


def person_fact(row: PersonRow) -> str:
    """Return the grey line of somebody called: role, call, what they answered."""
    parts = [
        named(row.role, row.role_zh),
        tr("call {time}").format(time=row.shown_call) if row.shown_call else "",
        named(row.transport, row.transport_zh),
        answer(row),
    ]
    return "  ·  ".join(part for part in parts if part)


def answer(row: PersonRow) -> str:
    """Return what is known of somebody's answer, with day and version."""
    if row.state == "confirmed" and row.confirmed_on:
        by = text(rules.CHANNELS.get(row.confirmed_by))
        day = short_date(row.confirmed_on)
        if by:
            return tr("confirmed {day}, {channel}").format(day=day, channel=by)
        return tr("confirmed {day}").format(day=day)
    if row.state == "outdated":
        return tr("confirmed an older version, {letter}").format(letter=row.confirmed_revision)
    if row.state == "sent" and row.sent_on:
        return tr("sent {letter}, {day}").format(
            letter=row.sent_revision, day=short_date(row.sent_on)
        )
    return tr("not sent")


def place_fact(row: PlaceRow) -> str:
    """Return the grey line of a place."""
    return named(row.address, row.address_zh).replace("\n", ", ")


def line_title(row: LineRow) -> str:
    """Return the head of a line: time or number, and its words."""
    words = named(row.title, row.title_zh)
    if row.part == "schedule":
        mark = f"{row.at}\u2013{row.until}" if row.until else row.at
    elif row.part == "shot":
        mark = row.code
    else:
        mark = f"{row.quantity} \u00d7" if row.quantity > 1 else ""
    return f"{mark}  {words}".strip()


def line_fact(row: LineRow) -> str:
    """Return the grey line of a line."""
    parts = (
        row.setting,
        named(row.who, row.who_zh),
        named(row.props, row.props_zh),
        row.note,
    )
    return "  ·  ".join(part for part in parts if part)


def joined(parts: Sequence[str]) -> str:
    """Return facts in one line."""
    return "  ·  ".join(part for part in parts if part)
