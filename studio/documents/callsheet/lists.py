"""The tables of a call sheet: schedule, shots, people, gear; a bar marks each row that changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Generic, TypeVar

from studio.documents.callsheet import words
from studio.documents.callsheet.document import (
    SILENT,
    Called,
    CallSheetDocument,
    Item,
    Said,
    Shot,
    Side,
    Step,
)
from studio.documents.callsheet.setting import Setting
from studio.documents.fonts import clean, one_line
from studio.documents.frame import Pieces
from studio.documents.language import NOTHING, Bilingual, same
from studio.documents.structure import UNNUMBERED
from studio.documents.style import BAND, GUTTER
from studio.documents.tables import Column, Row, Table
from studio.documents.wrapping import Piece, Style, width, wrap

_DASH = same("\u2013")
_TIME = 0.088
_ITEM_COLUMNS = 3
_BETWEEN = 8.0


Part = tuple[Said, Style]
Listed = TypeVar("Listed", Step, Shot, Called)


@dataclass(frozen=True)
class _Field(Generic[Listed]):
    """A column: its head, its fair share of the width, and what a row says in it."""

    head: Bilingual
    share: float
    parts: Callable[[Listed], Sequence[Part]]
    to_right: bool = False


def draw_steps(setting: Setting, steps: Sequence[Step]) -> None:
    """Draw the schedule of the day."""
    if not steps:
        return
    wanted: list[_Field[Step]] = [
        _Field(words.TIME, _TIME, lambda step: [(_hours(step), setting.strong)]),
        _Field(words.WHAT, 0.40, lambda step: [(step.what, setting.body)]),
    ]
    if any(step.setting for step in steps):
        wanted.append(_Field(words.SETTING, 0.055, lambda step: [(step.setting, setting.grey)]))
    if any(step.who for step in steps):
        wanted.append(_Field(words.WHO, 0.18, lambda step: [(step.who, setting.grey)]))
    if any(step.props for step in steps):
        wanted.append(_Field(words.PROPS, 0.27, lambda step: [(step.props, setting.grey)]))
    if any(step.until for step in steps):
        wanted[0] = _Field(words.TIME, 0.14, wanted[0].parts)
    setting.gap(13.0)
    _draw(setting, wanted, steps)


def _hours(step: Step) -> Said:
    """Return "07:30" or "07:30-08:15"."""
    if not step.until:
        return step.at
    text = Bilingual(
        f"{one_line(step.at.text.en)}\u2013{one_line(step.until.text.en)}",
        f"{one_line(step.at.text.zh)}\u2013{one_line(step.until.text.zh)}",
    )
    return Said(text, step.at.changed or step.until.changed)


def draw_shots(setting: Setting, shots: Sequence[Shot]) -> None:
    """Draw the list of shots."""
    if not shots:
        return
    wanted: list[_Field[Shot]] = [
        _Field(words.SHOT_NUMBER, _TIME, lambda shot: [(shot.code, setting.strong)]),
        _Field(words.SHOT, 0.40, lambda shot: [(shot.what, setting.body)]),
    ]
    if any(shot.setting for shot in shots):
        wanted.append(_Field(words.SETTING, 0.055, lambda shot: [(shot.setting, setting.grey)]))
    if any(shot.who for shot in shots):
        wanted.append(_Field(words.WHO, 0.18, lambda shot: [(shot.who, setting.grey)]))
    if any(shot.props or shot.note for shot in shots):
        wanted.append(
            _Field(
                words.PRODUCT,
                0.27,
                lambda shot: [(_together(shot.props, shot.note), setting.grey)],
            )
        )
    setting.gap(18.0)
    _draw(setting, wanted, shots)


def draw_people(setting: Setting, document: CallSheetDocument) -> None:
    """Draw who is called: talent with its times apart, then crew by department and the client."""
    people = document.people
    timed = [
        person
        for person in people
        if person.side is Side.TALENT and (person.make_up or person.on_set or person.pickup)
    ]
    apart = [person for person in people if person.side is Side.TALENT] if timed else []
    if apart:
        setting.gap(18.0)
        _draw(setting, _talent_fields(setting, apart, document), apart)
    rest = _by_department([person for person in people if person not in apart])
    if rest:
        setting.gap(18.0)
        _draw(setting, _crew_fields(setting, rest, document), rest)


def _by_department(people: list[Called]) -> list[Called]:
    """Return talent, crew by department in the order met, and the client last."""
    order = {side: place for place, side in enumerate(Side)}
    first: dict[tuple[Side, str], int] = {}
    for place, person in enumerate(people):
        first.setdefault((person.side, _key(person.department)), place)
    return sorted(
        people,
        key=lambda person: (order[person.side], first[person.side, _key(person.department)]),
    )


def _key(text: Bilingual) -> str:
    return (text.en or text.zh).strip().casefold()


def _who(setting: Setting) -> _Field[Called]:
    def parts(person: Called) -> Sequence[Part]:
        under = [person.note] if person.note else []
        if person.guardian:
            guardian = setting.frame.voice.fill(words.GUARDIAN, name=person.guardian.text)
            under.insert(0, Said(guardian, person.guardian.changed))
        name = Said(person.name, person.new)
        return [(name, setting.strong), *((said, setting.grey) for said in under)]

    return _Field(words.PERSON, 0.215, parts)


def _role(setting: Setting, share: float) -> _Field[Called]:
    return _Field(words.ROLE, share, lambda person: [(person.role, setting.grey)])


def _time(
    setting: Setting, head: Bilingual, share: float, of: Callable[[Called], Said], *, strong: bool
) -> _Field[Called]:
    style = setting.strong if strong else setting.grey
    return _Field(head, share, lambda person: [(of(person), style)])


def _phone(setting: Setting, share: float) -> _Field[Called]:
    def parts(person: Called) -> Sequence[Part]:
        return [(person.phone, setting.grey) if person.phone else (Said(_DASH), setting.pale)]

    return _Field(words.PHONE, share, parts, to_right=True)


def _talent_fields(
    setting: Setting, people: list[Called], document: CallSheetDocument
) -> list[_Field[Called]]:
    wanted = [_who(setting), _role(setting, 0.15)]
    times: tuple[tuple[Bilingual, Callable[[Called], Said]], ...] = (
        (words.PICKUP, lambda person: person.pickup),
        (words.CALL, lambda person: person.call),
        (words.MAKE_UP, lambda person: person.make_up),
        (words.ON_SET, lambda person: person.on_set),
        (words.WRAP, lambda person: person.wrap),
    )
    wanted += [
        _time(setting, head, 0.1, of, strong=head is words.CALL)
        for head, of in times
        if any(of(person) for person in people)
    ]
    if any(person.travel for person in people):
        wanted.append(_Field(words.TRAVEL, 0.16, lambda person: [(person.travel, setting.grey)]))
    return wanted + _private(setting, people, document)


def _private(
    setting: Setting, people: list[Called], document: CallSheetDocument
) -> list[_Field[Called]]:
    """Return the columns that outsiders do not see: what somebody eats, and telephones."""
    if not document.phones:
        return []
    wanted: list[_Field[Called]] = []
    if any(person.meals for person in people):
        wanted.append(_Field(words.MEALS, 0.13, lambda person: [(person.meals, setting.grey)]))
    if any(person.phone for person in people):
        wanted.append(_phone(setting, 0.19))
    return wanted


def _crew_fields(
    setting: Setting, people: list[Called], document: CallSheetDocument
) -> list[_Field[Called]]:
    wanted = [_who(setting)]
    if any(person.department for person in people):
        heads = _printed_once(people)
        wanted.insert(
            0,
            _Field(
                words.DEPARTMENT,
                0.15,
                lambda person: [(Said(heads[id(person)]), setting.grey)],
            ),
        )
    wanted += [
        _role(setting, 0.185),
        _time(setting, words.CALL, 0.095, lambda person: person.call, strong=True),
    ]
    if any(person.wrap for person in people):
        wanted.append(_time(setting, words.WRAP, 0.09, lambda person: person.wrap, strong=False))
    if any(person.travel or person.pickup for person in people):
        wanted.append(
            _Field(
                words.TRAVEL,
                0.24,
                lambda person: [(_together(person.travel, person.pickup), setting.grey)],
            )
        )
    return wanted + _private(setting, people, document)


def _printed_once(people: list[Called]) -> dict[int, Bilingual]:
    """Return the department of each person where it differs from the one above."""
    heads, last = {}, None
    for person in people:
        words_ = person.department
        if not words_ and person.side is Side.CLIENT:
            words_ = words.CLIENT
        elif not words_ and person.side is Side.TALENT:
            words_ = words.TALENT
        heads[id(person)] = words_ if _key(words_) != last else NOTHING
        last = _key(words_)
    return heads


def _together(*several: Said) -> Said:
    """Return texts as one, parted by commas."""
    parts = [said for said in several if said]
    text = Bilingual(
        ", ".join(one_line(said.text.en or said.text.zh) for said in parts),
        "，".join(one_line(said.text.zh or said.text.en) for said in parts),
    )
    return Said(text, any(said.changed for said in parts))


def _draw(setting: Setting, wanted: list[_Field[Listed]], rows: Sequence[Listed]) -> None:
    """Draw a table; rows that changed get their bar, the row of the reader a band."""
    frame = setting.frame
    columns = _columns(setting, wanted, rows)
    table = Table(frame, columns, spacing=setting.measure.row, head_above=8.5)
    made = [
        Row(
            [
                setting.cell(field.parts(row), column.right - column.left)
                for field, column in zip(wanted, columns, strict=True)
            ],
            head=True,
        )
        for row in rows
    ]
    table.begin(sum(map(table.height, made[1:3])), made[:1])
    for row, value in zip(made, rows, strict=True):
        page = frame.canvas.page_count
        table.row(row)
        top = frame.y - table.height(row)
        if top < 0 or (frame.canvas.page_count > page + 1):
            continue  # a row that runs over pages has no one place
        if _is_own(value):
            frame.area(frame.left, top, frame.right, frame.y, BAND)
        if _is_new(value):
            setting.mark(top + 2.0, frame.y - 2.0)
    table.end()


def _is_own(value: Step | Shot | Called) -> bool:
    """Tell whether a row is about whom the sheet is for."""
    return isinstance(value, Called) and value.own


def _is_new(value: Step | Shot | Called | Item) -> bool:
    """Tell whether anything in a row has changed."""
    if isinstance(value, Called) and value.new:
        return True
    parts = (getattr(value, item.name, SILENT) for item in fields(value))
    return any(isinstance(part, Said) and part.changed for part in parts)


def _columns(
    setting: Setting, wanted: list[_Field[Listed]], rows: Sequence[Listed]
) -> list[Column]:
    """Share the width among the columns; who has too much gives to who has too little."""
    frame = setting.frame
    whole = sum(field.share for field in wanted)
    fair = [frame.width * field.share / whole for field in wanted]
    needed = [_needed(setting, field, rows) for field in wanted]
    spare = [max(0.0, have - need) for have, need in zip(fair, needed, strict=True)]
    short = [max(0.0, need - have) for have, need in zip(fair, needed, strict=True)]
    moved = min(sum(spare), sum(short))
    widths = [
        have
        - (moved * over / sum(spare) if over else 0.0)
        + (moved * under / sum(short) if under else 0.0)
        for have, over, under in zip(fair, spare, short, strict=True)
    ]
    columns, left = [], frame.left
    for place, (field, across) in enumerate(zip(wanted, widths, strict=True)):
        end = frame.right if place == len(wanted) - 1 else left + across - _BETWEEN
        head = setting.short_label(field.head, end - left)
        columns.append(Column(left, end, (head,), field.to_right))
        left += across
    return columns


def _needed(setting: Setting, field: _Field[Listed], rows: Sequence[Listed]) -> float:
    """Return how wide a column must be for its head and for every text in one line."""
    voice = setting.frame.voice
    widest = width(setting.short_label(field.head, setting.frame.width * 0.3))
    for row in rows:
        for said, style in field.parts(row):
            for line in clean(said.text.first(voice.language)).split("\n"):
                widest = max(widest, style.width(line))
    return min(widest + _BETWEEN + 0.5, setting.frame.width * 0.5)


def draw_items(setting: Setting, title: Bilingual, items: Sequence[Item]) -> None:
    """Draw gear or samples as short lines in three columns."""
    if not items:
        return
    frame, lead = setting.frame, setting.measure.lead
    setting.gap(14.0)
    step = lead + 1.5
    setting.head(title, step * 2)
    room = (frame.width + GUTTER) / _ITEM_COLUMNS - GUTTER
    with frame.canvas.element("L", UNNUMBERED):
        for start in range(0, len(items), _ITEM_COLUMNS):
            row = items[start : start + _ITEM_COLUMNS]
            cells = [wrap(_item(setting, item), room, most=4) for item in row]
            high = step + lead * (max(map(len, cells)) - 1)
            frame.need(high)
            for place, lines in enumerate(cells):
                left = frame.left + place * (room + GUTTER)
                with frame.canvas.element("LI"), frame.canvas.element("LBody"):
                    for number, line in enumerate(lines):
                        frame.put(left, frame.y + step * 0.75 + number * lead, line)
            if any(map(_is_new, row)):
                setting.mark(frame.y + 1.0, frame.y + high - 1.0)
            frame.y += high


def _item(setting: Setting, item: Item) -> Pieces:
    """Return "2 x Camera, charged" in one paragraph."""
    voice = setting.frame.voice
    pieces = list(voice.set(item.quantity.text, setting.ink(setting.grey, item.quantity)))
    if pieces:
        pieces.append(Piece(" \u00d7 ", setting.grey))
    style = setting.ink(setting.body, item.what)
    pieces += voice.set(item.what.text, style, setting.grey)
    note = voice.set(item.note.text, setting.ink(setting.grey, item.note), setting.grey)
    if note:
        pieces += [Piece(", " if voice.code == "en" else "，", setting.grey), *note]
    return tuple(pieces)
