"""Sets a call sheet on one page where it can be, gaps giving way before type."""

from dataclasses import replace

from studio.documents.archive import Facts
from studio.documents.callsheet import words
from studio.documents.callsheet.blocks import Fact, draw_facts, of_place
from studio.documents.callsheet.document import CallSheetDocument, Said
from studio.documents.callsheet.heading import dated, draw_heading, mark, version
from studio.documents.callsheet.lists import draw_items, draw_people, draw_shots, draw_steps
from studio.documents.callsheet.setting import FLOWING, STEPS, Measure, Setting
from studio.documents.canvas import Canvas
from studio.documents.fonts import one_line
from studio.documents.frame import Frame, Voice
from studio.documents.language import NOTHING, Bilingual
from studio.documents.letterhead import draw_feet, draw_mark
from studio.documents.style import LABEL, NOTE, SMALL, TOP, theme
from studio.documents.wrapping import Piece, wrap

_MOST_CHANGES = 12
"""How many changes are told in words; the others are seen by their bars."""


def render(document: CallSheetDocument) -> bytes:
    """Return the PDF of a call sheet: the same document always gives the same bytes."""
    for measure in STEPS:
        canvas = _set(document, measure)
        if canvas.page_count == 1:
            return canvas.finish()
    return _set(document, FLOWING).finish()


def _set(document: CallSheetDocument, measure: Measure) -> Canvas:
    """Return the sheet set in a measure."""
    voice = Voice(document.language)
    canvas = Canvas(_facts(document, voice), document.paper.size)
    frame = Frame(canvas, theme(document.brand.accent), voice)
    setting = Setting(frame, measure)
    canvas.start_page()
    frame.page_top = lambda: _draw_later_top(frame, document)
    draw_heading(setting, document)
    setting.gap(8.0)
    draw_facts(setting, _first_facts(voice, document), 4)
    draw_steps(setting, document.steps)
    draw_shots(setting, document.shots)
    draw_people(setting, document)
    draw_items(setting, words.GEAR, document.gear)
    draw_items(setting, words.SAMPLES, document.samples)
    _draw_last_facts(setting, document)
    _draw_note(setting, document)
    draw_feet(
        frame,
        voice.set(_reference(voice, document), SMALL),
        voice.set(document.footer or words.CONFIDENTIAL, SMALL),
    )
    return canvas


def _first_facts(voice: Voice, document: CallSheetDocument) -> list[Fact]:
    """Return where it is, where to park, where help is, what weather."""
    hospital = [document.hospital] if document.hospital else []
    if document.emergency:
        number = voice.fill(words.EMERGENCY, number=document.emergency.text)
        hospital.append(replace(document.emergency, text=number))
    facts = [of_place(place) for place in document.places]
    facts.append(Fact(words.PARKING, _said(document.parking)))
    facts.append(Fact(words.HOSPITAL, tuple(hospital)))
    facts.append(Fact(words.WEATHER, _said(document.weather)))
    return facts


def _draw_last_facts(setting: Setting, document: CallSheetDocument) -> None:
    """Draw safety, labels, food and what comes next under a line."""
    facts = [
        Fact(label, _said(said))
        for label, said in (
            (words.SAFETY, document.safety),
            (words.LABELS, document.labels),
            (words.NEXT, document.ahead),
            (words.CATERING, document.catering),
            (words.CHANNELS, document.channels),
            (words.NOTES, document.notes),
        )
        if said
    ]
    if not facts:
        return
    frame = setting.frame
    setting.gap(16.0)
    frame.need(40.0)
    frame.ink_rule(frame.y)
    setting.gap(4.0)
    draw_facts(setting, facts, 3)


def _said(said: Said) -> tuple[Said, ...]:
    return (said,) if said else ()


def _draw_note(setting: Setting, document: CallSheetDocument) -> None:
    """Write what changed, whose sheet it is and to whom to confirm."""
    frame, voice = setting.frame, setting.frame.voice
    own = document.own
    sentences: list[Bilingual] = []
    if own is not None:
        sentences.append(voice.fill(words.SHEET_OF, name=own.name))
    if document.confirm_to:
        sentences.append(voice.fill(words.CONFIRM_TO, name=document.confirm_to))
    joined = Bilingual(
        " ".join(text.en for text in sentences), "".join(text.zh for text in sentences)
    )
    listed = _changes(voice, document)
    note = replace(NOTE, size=8.0, leading=10.8)
    paragraphs = [
        (pieces, changed)
        for text, changed in ((listed, True), (joined, False))
        if text
        for pieces in voice.stack(text, note, note)
    ]
    if not paragraphs:
        return
    setting.gap(7.0)
    for pieces, changed in paragraphs:
        lines = wrap(pieces, frame.width)
        high = note.leading * len(lines)
        frame.need(min(high, note.leading * 2))
        top, page = frame.y, frame.canvas.page_count
        with frame.canvas.element("P"):
            frame.flow_lines(lines, frame.left)
        if changed and frame.canvas.page_count == page:
            setting.mark(top + 2.0, frame.y - 1.0)
        setting.gap(3.0)


def _changes(voice: Voice, document: CallSheetDocument) -> Bilingual:
    """Return what changed in words, for those who do not see colours, and for what is gone."""
    if not document.replaces or not document.changes:
        return NOTHING
    told = list(document.changes[:_MOST_CHANGES])
    if len(document.changes) > len(told):
        told.append(voice.fill(words.MORE, count=str(len(document.changes) - len(told))))
    changes = Bilingual(
        "; ".join(text.en or text.zh for text in told),
        "；".join(text.zh or text.en for text in told),
    )
    return voice.fill(words.CHANGES, revision=document.replaces, changes=changes)


def _reference(voice: Voice, document: CallSheetDocument) -> Bilingual:
    """Return "P4, clip 34, version B" for the foot line."""
    parts = [document.reference] if document.reference else []
    said = version(voice, document)
    if document.revision:
        said = Bilingual(said.en[:1].lower() + said.en[1:], said.zh) if parts else said
    parts.append(said)
    return Bilingual(
        ", ".join(text.en or text.zh for text in parts),
        "，".join(text.zh or text.en for text in parts),
    )


def _facts(document: CallSheetDocument, voice: Voice) -> Facts:
    """Return what the file says about itself."""
    language = voice.language
    parts = [
        words.CALL_SHEET.first(language),
        dated(document.day).first(language),
        one_line(document.title.first(language)),
        one_line(version(voice, document).first(language)),
    ]
    return Facts(
        title=", ".join(part for part in parts if part),
        author=one_line(document.brand.name.first(language)),
        subject=one_line(document.project.first(language)),
        language=voice.code,
        when=document.stamped_at,
    )


def _draw_later_top(frame: Frame, document: CallSheetDocument) -> None:
    """Draw the head of a later page: which sheet goes on here."""
    draw_mark(frame, mark(document))
    voice, canvas = frame.voice, frame.canvas
    left = one_line(document.brand.name.first(voice.language))
    parts = [
        words.CALL_SHEET.first(voice.language),
        dated(document.day).first(voice.language),
        one_line(version(voice, document).first(voice.language)),
        words.GOES_ON.first(voice.language),
    ]
    joint = ", " if voice.code == "en" else "，"
    with canvas.decoration("Pagination"):
        frame.put_line(frame.left, TOP + 11.8, (Piece(left, LABEL),), frame.width * 0.35)
        line = wrap((Piece(one_line(joint.join(parts)), LABEL),), frame.width * 0.6, most=1)[0]
        frame.put_right(frame.right, TOP + 11.8, line)
    frame.y = TOP + 30.0
