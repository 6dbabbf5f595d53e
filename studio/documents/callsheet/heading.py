"""The upper part of a call sheet: the day, whose call it is and when, the times of the day."""

from dataclasses import dataclass, replace
from datetime import date

from babel.dates import format_date, format_datetime

from studio.documents.callsheet import words
from studio.documents.callsheet.document import CallSheetDocument, Place, PlaceKind, Said
from studio.documents.callsheet.setting import Setting
from studio.documents.fonts import light, one_line
from studio.documents.frame import Pieces, Voice
from studio.documents.language import NOTHING, Bilingual, Language, same
from studio.documents.letterhead import draw_letterhead, draw_mark
from studio.documents.paper import Mark
from studio.documents.style import (
    BRAND,
    HEAD,
    HEAD_SECOND,
    LABEL,
    TABLE,
    TITLE,
    TOP,
)
from studio.documents.wrapping import Piece, Style, width, wrap

_BOX_WIDTH = 158.0
_BOX_TOP = 84.0
_BOX_INSET = 14.0
_BOX_HIGH = 105.0
_BIG = 45.0
_KICKER = 94.0
_FIRST = 122.0


def mark(document: CallSheetDocument) -> Mark:
    """Return the mark under the text: a sheet without a version is always a draft."""
    return document.mark if document.revision or document.mark is not Mark.NONE else Mark.DRAFT


def dated(day: date) -> Bilingual:
    """Return a day in one line: "Tuesday, 17 November 2026"."""
    return Bilingual(
        format_date(day, "EEEE, d MMMM y", locale="en_GB"),
        format_date(day, "y年M月d日 EEEE", locale="zh_Hans_CN"),
    )


def version(voice: Voice, document: CallSheetDocument) -> Bilingual:
    """Return "Version B", or the words for a draft."""
    if not document.revision:
        return words.NOT_SENT
    return voice.fill(words.VERSION, revision=document.revision)


def draw_heading(setting: Setting, document: CallSheetDocument) -> None:
    """Draw everything above the places and leave the cursor below it."""
    frame = setting.frame
    draw_mark(frame, mark(document))
    draw_letterhead(frame, document.brand)
    _draw_version(setting, document)
    _draw_day(setting, document)
    _draw_box(setting, document)
    frame.y = _BOX_TOP + _BOX_HIGH
    setting.gap(17.0)
    frame.ink_rule(frame.y)
    _draw_times(setting, document)


def _draw_version(setting: Setting, document: CallSheetDocument) -> None:
    """Write which version this is in the right upper corner."""
    frame, voice = setting.frame, setting.frame.voice
    name = replace(BRAND, size=9.75, colour=frame.theme.accent)
    rest = replace(HEAD_SECOND, size=9.75)
    pieces = list(voice.set(version(voice, document), name))
    facts = []
    if document.revision and document.made_at is not None:
        made = document.made_at
        facts.append(
            Bilingual(
                format_datetime(made, "EEE d MMM, HH:mm", locale="en_GB"),
                format_datetime(made, "M月d日 EEE HH:mm", locale="zh_Hans_CN"),
            )
        )
    if document.revision and document.replaces:
        facts.append(voice.fill(words.REPLACES, revision=document.replaces))
    joint = " " if frame.voice.code == "en" else "，"
    for fact in facts:
        pieces.append(Piece(joint, rest))
        pieces += voice.set(fact, rest)
        joint = ", " if frame.voice.code == "en" else "，"
    line = wrap(tuple(pieces), frame.width * 0.55, most=1)[0]
    with frame.canvas.element("P"):
        frame.put_right(frame.right, TOP + 11.8, line)


def _draw_day(setting: Setting, document: CallSheetDocument) -> None:
    """Write the date large, what is shot and for whom."""
    frame, voice = setting.frame, setting.frame.voice
    canvas = frame.canvas
    room = frame.width - _BOX_WIDTH - 20.0
    kicker = voice.fill(words.DAY_OF, day=str(document.day_number), days=str(document.days))
    with canvas.element("P"):
        style = replace(HEAD_SECOND, size=10.75)
        pieces = voice.set(kicker, style, replace(LABEL, size=8.0))
        frame.put_line(frame.left, _KICKER, pieces, room)
    baseline = _FIRST
    with canvas.element("H1"):
        for text, style, step in _date_lines(voice, document.day):
            frame.put_line(frame.left, baseline, (Piece(text, style),), room)
            baseline += step
    baseline -= 8.5
    name, under_name = replace(HEAD, size=10.75), replace(HEAD_SECOND, size=10.75)
    lines = []
    if document.title:
        lines.append(voice.set(document.title, name, under_name))
    under = [text for text in (document.project, document.client) if text]
    if under:
        joint = Bilingual(
            ", ".join(text.en or text.zh for text in under),
            "，".join(text.zh or text.en for text in under),
        )
        lines.append(voice.set(joint, under_name, replace(LABEL, size=8.5)))
    for pieces in lines:
        if pieces:
            with canvas.element("P"):
                frame.put_line(frame.left, baseline, pieces, room)
        baseline += 14.5


def _date_lines(voice: Voice, day: date) -> list[tuple[str, Style, float]]:
    """Return the lines of the date with their styles and the way to the next baseline."""
    english = format_date(day, "EEEE", locale="en_GB")
    if voice.language is Language.EN:
        large = replace(TITLE, size=29.25)
        return [
            (english, large, 31.0),
            (format_date(day, "d MMMM y", locale="en_GB"), large, 31.0),
        ]
    chinese = format_date(day, "EEEE", locale="zh_Hans_CN")
    large = replace(TITLE, size=27.0, tracking=0)
    if voice.language is Language.ZH:
        return [
            (format_date(day, "y年M月d日", locale="zh_Hans_CN"), large, 32.0),
            (chinese, large, 30.0),
        ]
    both = f"{format_date(day, 'M月d日', locale='zh_Hans_CN')} {chinese}"
    second = replace(HEAD_SECOND, size=15.5)
    return [
        (both, large, 26.0),
        (format_date(day, "EEEE, d MMMM y", locale="en_GB"), second, 36.0),
    ]


@dataclass(frozen=True, slots=True)
class _Box:
    """The accent block: what stands over the time (the first that fits), the time, lines under."""

    heads: tuple[Bilingual, ...]
    time: Said
    under: tuple[Bilingual, ...]


def _box(voice: Voice, document: CallSheetDocument) -> _Box:
    place = next(
        (place for place in document.places if place.kind is PlaceKind.SET),
        document.places[0] if document.places else None,
    )
    own = document.own
    if own is None:
        heads: tuple[Bilingual, ...] = (words.GENERAL_CALL,)
        time, wrap_at, pickup = document.call, document.wrap, NOTHING
    else:
        heads = (voice.fill(words.YOUR_CALL, name=own.name),)
        if own.role:
            role = _inside(own.role.text)
            heads = (voice.fill(words.YOUR_ROLE_CALL, name=own.name, role=role), *heads)
        time, wrap_at = own.call or document.call, own.wrap or document.wrap
        pickup = own.pickup.text
    under = [_place_words(place)] if place else []
    if pickup:
        under.append(voice.fill(words.PICKED_UP, pickup=pickup))
    if wrap_at and document.meal:
        under.append(voice.fill(words.WRAP_AND_MEAL, wrap=wrap_at.text, meal=document.meal.text))
    elif wrap_at:
        under.append(voice.fill(words.WRAP_AT, wrap=wrap_at.text))
    return _Box(heads, time, tuple(under))


def _inside(role: Bilingual) -> Bilingual:
    """Return a role as it is written inside a sentence; "DoP" stays as it is."""
    english = role.en
    if english[:1].isupper() and english[1:2].islower() and english[1:].islower():
        english = english[0].lower() + english[1:]
    return Bilingual(english, role.zh)


def _place_words(place: Place) -> Bilingual:
    """Return where to go: the first line of the address and the name."""
    name, address = place.name.text, place.address.text
    english = (address.en or address.zh).strip().split("\n")[0].split(",")[0].strip()
    if address.en.strip() and english and english not in name.en:
        return Bilingual(f"{english}, {name.en or name.zh}", name.zh or name.en)
    return name


def _draw_box(setting: Setting, document: CallSheetDocument) -> None:
    """Draw the accent block with the call time."""
    frame, voice, theme = setting.frame, setting.frame.voice, setting.frame.theme
    box = _box(voice, document)
    left = frame.right - _BOX_WIDTH
    frame.area(left, _BOX_TOP, frame.right, _BOX_TOP + _BOX_HIGH, theme.field)
    inner, room = left + _BOX_INSET, _BOX_WIDTH - 2 * _BOX_INSET
    words_style = replace(TABLE, size=8.75, colour=theme.on_field)
    heads = [head for head in box.heads if width(voice.set(head, words_style)) <= room]
    with frame.canvas.element("P"):
        head = voice.set(heads[0] if heads else box.heads[-1], words_style)
        frame.put_line(inner, _BOX_TOP + 19.0, head, room)
    with frame.canvas.element("P"):
        big = _fitting(voice, box.time.text or same("\u2013"), room, theme.on_field)
        frame.put(inner, _BOX_TOP + 60.0, big)
    baseline = _BOX_TOP + (78.0 if len(box.under) < 3 else 74.0)
    for text in box.under[:3]:
        with frame.canvas.element("P"):
            frame.put_line(inner, baseline, voice.set(text, words_style), room)
        baseline += 12.2 if len(box.under) < 3 else 11.0


def _fitting(
    voice: Voice, text: Bilingual, room: float, colour: tuple[float, float, float]
) -> Pieces:
    """Return the time as large as its field takes it."""
    style = Style(light(), _BIG, 46.0, colour, -18)
    pieces = voice.set(text, style)
    across = width(pieces)
    if across > room:
        style = replace(style, size=max(_BIG * room / across, 14.0))
    return wrap(voice.set(text, style), room, most=1)[0]


def _draw_times(setting: Setting, document: CallSheetDocument) -> None:
    """Draw the strip of times below the heading."""
    frame, voice = setting.frame, setting.frame.voice
    sun = Said(
        _between(document.sunrise.text, document.sunset.text),
        document.sunrise.changed or document.sunset.changed,
    )
    figures = [
        (label, said)
        for label, said in (
            (words.CREW_CALL, document.call),
            (words.TALENT_CALL, document.talent_call),
            (words.FIRST_SHOT, document.first_shot),
            (words.MEAL, document.meal),
            (words.WRAP, document.wrap),
            (words.SUN, sun),
        )
        if said
    ]
    if not figures:
        setting.gap(14.0)
        return
    top = frame.y
    setting.gap(3.0)
    before = any(setting.was(said) for _, said in figures)
    label_at = frame.y + 12.6
    room = frame.width / max(len(figures), 4)
    for place, (label, said) in enumerate(figures):
        left = frame.left + place * room
        with frame.canvas.element("P"):
            frame.put_line(left, label_at, setting.short_label(label, room - 6.0), room - 6.0)
        with frame.canvas.element("P"):
            pieces = voice.set(said.text, setting.ink(setting.figure, said))
            frame.put_line(left, label_at + 13.4, pieces, room - 6.0)
        was = setting.was(said)
        if was:
            with frame.canvas.element("P"):
                frame.put_line(left, label_at + 24.4, was, room - 6.0)
    frame.y = label_at + (24.4 if before else 13.4)
    setting.gap(4.0)
    frame.y += 7.0
    if any(said.changed for _, said in figures):
        setting.mark(top + 4.0, frame.y - 4.0)
    frame.rule(frame.y)


def _between(first: Bilingual, last: Bilingual) -> Bilingual:
    if first and last:
        return Bilingual(
            f"{one_line(first.en or first.zh)}\u2013{one_line(last.en or last.zh)}",
            f"{one_line(first.zh or first.en)}\u2013{one_line(last.zh or last.en)}",
        )
    return first or last
