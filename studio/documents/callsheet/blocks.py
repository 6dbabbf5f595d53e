"""Facts in columns: a small label, a strong line, grey lines; long ones over the whole width."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from studio.documents.callsheet import words
from studio.documents.callsheet.document import Place, Said
from studio.documents.callsheet.setting import Setting
from studio.documents.fonts import clean, one_line
from studio.documents.language import NOTHING, Bilingual, Language
from studio.documents.style import GUTTER
from studio.documents.wrapping import Line, Piece, Style, width, wrap

_LABEL_HIGH = 13.0
_LONGEST = 9
"""Lines in a column; what is longer runs over the whole width and over pages."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A block: its label, what is said line by line, and a link at its end."""

    label: Bilingual
    said: tuple[Said, ...]
    link: str = ""
    link_name: Bilingual = NOTHING

    @property
    def changed(self) -> bool:
        """Tell whether anything in it is new."""
        return any(said.changed for said in self.said)


@dataclass(frozen=True, slots=True)
class _Set:
    fact: Fact
    lines: list[Line]
    link: Line


def of_place(place: Place) -> Fact:
    """Return the block of a place with the link to its map."""
    said = tuple(said for said in (place.name, place.address, place.note) if said)
    return Fact(words.PLACES[place.kind], said, safe(place.map_url), place.name.text)


def safe(url: str) -> str:
    """Return an address that may stand in a document: https with a host, and nothing else."""
    text = url.strip()
    if not text.isascii() or not text.isprintable() or " " in text:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets that close nothing
        return ""
    return text if parts.scheme == "https" and parts.hostname else ""


def draw_facts(setting: Setting, facts: Sequence[Fact], columns: int) -> None:
    """Draw blocks in rows of so many columns, a long one by itself."""
    present = [fact for fact in facts if fact.said]
    columns = max(2, min(columns, len(present)))
    room = (setting.frame.width + GUTTER) / columns - GUTTER
    waiting: list[_Set] = []
    for fact in present:
        made = _set(setting, fact, room)
        if len(made.lines) > _LONGEST:
            _draw_row(setting, waiting, room)
            waiting = []
            _draw_long(setting, fact)
        else:
            waiting.append(made)
        if len(waiting) == columns:
            _draw_row(setting, waiting, room)
            waiting = []
    _draw_row(setting, waiting, room)


def _set(setting: Setting, fact: Fact, room: float) -> _Set:
    lines: list[Line] = []
    for said, style, language in _paragraphs(setting, fact):
        text = said.text.second(setting.frame.voice.language) if language else ""
        first = clean(text or said.text.first(setting.frame.voice.language))
        lines += wrap((Piece(first, setting.ink(style, said), language),), room)
    return _Set(fact, lines, _link(setting, fact, room))


def _paragraphs(setting: Setting, fact: Fact) -> list[tuple[Said, Style, str]]:
    """Return what is said with its style: the first line strong, then grey, then English."""
    language = setting.frame.voice.language
    found: list[tuple[Said, Style, str]] = []
    for said in fact.said:
        rows = said.text.first(language).strip().split("\n")
        for row in rows:
            style = setting.grey if found else setting.strong
            found.append((replace(said, text=Bilingual(row, row)), style, ""))
    for said in fact.said if language is Language.BOTH else ():
        second = said.text.second(language).strip()
        if second:
            found.append((said, setting.grey, "en"))
    return found


def _link(setting: Setting, fact: Fact, room: float) -> Line:
    if not fact.link:
        return ()
    host = urlsplit(fact.link).hostname or ""
    voice = setting.frame.voice
    style = replace(setting.grey, colour=setting.frame.theme.accent)
    text = voice.fill(words.MAP, host=host).first(voice.language)
    return wrap((Piece(one_line(text), style),), room, most=1)[0]


def _draw_row(setting: Setting, row: list[_Set], room: float) -> None:
    """Draw blocks beside each other, kept on one page."""
    if not row:
        return
    frame, lead = setting.frame, setting.measure.lead
    high = _LABEL_HIGH + lead * max(len(made.lines) + bool(made.link) for made in row)
    frame.need(high + 4.0)
    setting.gap(5.0)
    top = frame.y
    for place, made in enumerate(row):
        left = frame.left + place * (room + GUTTER)
        with frame.canvas.element("P"):
            frame.put_line(left, top + 10.0, setting.short_label(made.fact.label, room), room)
        baseline = top + _LABEL_HIGH + lead * 0.8
        with frame.canvas.element("P"):
            for line in made.lines:
                frame.put(left, baseline, line)
                baseline += lead
        if made.link:
            _draw_link(setting, made, left, baseline)
        if made.fact.changed and place == 0:
            setting.mark(top + 3.0, top + _LABEL_HIGH + lead * len(made.lines) + 1.0)
    if any(made.fact.changed for made in row[1:]) and not row[0].fact.changed:
        setting.mark(top + 3.0, top + high)
    frame.y = top + high
    setting.gap(5.0)


def _draw_link(setting: Setting, made: _Set, left: float, baseline: float) -> None:
    frame = setting.frame
    said = frame.voice.fill(words.MAP_OF, name=made.fact.link_name)
    with frame.canvas.element("P"):
        frame.canvas.begin("Link")
        frame.put(left, baseline, made.link)
        place = (
            left,
            frame.up(baseline + 3.0),
            left + width(made.link),
            frame.up(baseline - 8.0),
        )
        name = one_line(said.first(frame.voice.language))
        frame.canvas.link(made.fact.link, name, place)
        frame.canvas.end()


def _draw_long(setting: Setting, fact: Fact) -> None:
    """Write a long text over the whole width, over as many pages as it takes."""
    frame = setting.frame
    made = _set(setting, fact, frame.width)
    frame.need(_LABEL_HIGH + setting.measure.lead * 2 + 4.0)
    setting.gap(5.0)
    top, page = frame.y, frame.canvas.page_count
    with frame.canvas.element("P"):
        frame.put_line(frame.left, top + 10.0, setting.label(fact.label), frame.width)
    frame.y += _LABEL_HIGH
    with frame.canvas.element("P"):
        for line in made.lines:
            frame.need(setting.measure.lead)
            frame.y += setting.measure.lead
            frame.put(frame.left, frame.y - setting.measure.lead * 0.2, line)
    if made.link:
        frame.need(setting.measure.lead)
        frame.y += setting.measure.lead
        _draw_link(setting, made, frame.left, frame.y - setting.measure.lead * 0.2)
    if fact.changed and frame.canvas.page_count == page:
        setting.mark(top + 3.0, frame.y)
    setting.gap(5.0)
