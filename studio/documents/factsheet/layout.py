"""Sets a sheet of facts on its pages."""

from studio.documents import words
from studio.documents.archive import Facts
from studio.documents.canvas import Canvas
from studio.documents.factsheet.document import (
    Fact,
    FactSheetDocument,
    Grid,
    Section,
    SheetKind,
)
from studio.documents.factsheet.figures import bars_height, draw_bars, draw_figures
from studio.documents.fonts import one_line
from studio.documents.frame import Frame, Voice
from studio.documents.language import Bilingual
from studio.documents.letterhead import draw_feet, draw_letterhead
from studio.documents.side import draw_side
from studio.documents.style import (
    BODY,
    BODY_GREY,
    GUTTER,
    LABEL,
    LEAD,
    NOTE,
    SIDE,
    SMALL,
    TABLE,
    TABLE_GREY,
    TABLE_PALE,
    TABLE_STRONG,
    TITLE,
    TOP,
    theme,
)
from studio.documents.tables import CLOSE, Column, Row, Table
from studio.documents.texts import draw_text
from studio.documents.wrapping import Piece, wrap

TITLES = {
    SheetKind.SHORTLIST: Bilingual("Shortlist", "达人短名单"),
    SheetKind.ROSTER: Bilingual("Roster", "达人名册"),
    SheetKind.MEDIA_KIT: Bilingual("Media kit", "达人资料"),
    SheetKind.TEST_REPORT: Bilingual("Test report", "测试报告"),
    SheetKind.PERSON: Bilingual("Everything kept about a person", "个人数据副本"),
    SheetKind.PROCESSING: Bilingual("Record of processing", "个人信息处理活动记录"),
}
_LABELS = 112.0
_GAP = 20.0


def render(document: FactSheetDocument) -> bytes:
    """Return the PDF of a sheet: the same document always gives the same bytes."""
    voice = Voice(document.language)
    canvas = Canvas(_facts(document, voice), document.paper.size)
    frame = Frame(canvas, theme(document.brand.accent), voice)
    canvas.start_page()
    frame.page_top = lambda: _draw_later_top(frame, document)
    _draw_head(frame, document)
    ruled = False
    for section in document.sections:
        _draw_section(frame, section, ruled=ruled)
        ruled = not section.title and section.grid is not None
    if document.note:
        frame.need(32.0)
        frame.y += 14.0
        pieces = voice.stack(document.note, NOTE, NOTE)
        frame.flow(pieces, frame.left + SIDE + GUTTER, frame.right, gap=2.0)
    kind = TITLES[document.kind]
    middle = document.footer or document.issuer
    draw_feet(frame, voice.set(kind, SMALL, SMALL), voice.set(middle, SMALL))
    return canvas.finish()


def _facts(document: FactSheetDocument, voice: Voice) -> Facts:
    language = voice.language
    kind = TITLES[document.kind].first(language)
    return Facts(
        title=f"{kind} {one_line(document.title.first(language))}".strip(),
        author=one_line(document.issuer.first(language)),
        subject=one_line(document.subtitle.first(language)),
        language=voice.code,
        when=document.stamped_at,
    )


def _draw_head(frame: Frame, document: FactSheetDocument) -> None:
    voice, canvas = frame.voice, frame.canvas
    draw_letterhead(frame, document.brand)
    frame.y = TOP + 62.0
    with canvas.element("P"):
        frame.put(frame.left, frame.y, voice.set(TITLES[document.kind], LABEL, LABEL))
    with canvas.element("H1"):
        lines = wrap(voice.set(document.title, TITLE), frame.width, most=3)
        frame.y = frame.put_lines(frame.left, frame.y + 38.0, lines)
        second = one_line(document.title.second(voice.language))
        if second:
            frame.y += 20.0
            frame.put_line(frame.left, frame.y, (Piece(second, BODY_GREY, "en"),), frame.width)
    frame.y += 12.0
    if document.subtitle:
        frame.flow(voice.stack(document.subtitle, LEAD, BODY_GREY), frame.left, frame.right)
    frame.y += 8.0
    for fact in document.facts:
        _draw_fact(frame, fact, frame.left)
    draw_figures(frame, document.figures)
    frame.y += 4.0


def _draw_later_top(frame: Frame, document: FactSheetDocument) -> None:
    """Draw the head of a later page: which sheet goes on here."""
    voice = frame.voice
    title = voice.set(document.title, LABEL, LABEL)
    comma = Piece(", " if voice.code == "en" else "，", LABEL)
    with frame.canvas.decoration("Pagination"):
        brand = one_line(document.brand.name.first(voice.language))
        frame.put_line(frame.left, TOP + 11.8, (Piece(brand, LABEL),), frame.width * 0.45)
        more = (*title, comma, *voice.set(words.CONTINUED, LABEL))
        line = wrap(more, frame.width * 0.5, most=1)[0]
        frame.put_right(frame.right, TOP + 11.8, tuple(line))
    frame.y = TOP + 32.0


def _draw_section(frame: Frame, section: Section, *, ruled: bool) -> None:
    """Draw a section; one that fits on a page is not torn apart at its head.

    Where it is `ruled` already, a table just ended with a line.
    """
    frame.y += _GAP
    least = 30.0 + 16.0 * min(len(section.facts), 8) + (40.0 if section.text else 0.0)
    least += bars_height(section.bars)
    if section.grid is not None:
        least += 60.0
    frame.need(min(least, frame.capacity))
    if not section.title:
        _draw_matter(frame, section, frame.left)
        return
    if not ruled or frame.y < TOP + 60.0:
        frame.rule(frame.y)
    frame.y += 12.0
    top = frame.y
    draw_side(frame, section.title)
    _draw_matter(frame, section, frame.left + SIDE + GUTTER)
    frame.y = max(frame.y, top + 16.0)


def _draw_matter(frame: Frame, section: Section, left: float) -> None:
    for fact in section.facts:
        _draw_fact(frame, fact, left)
    if section.text:
        frame.y += 3.0
        draw_text(frame, section.text, left, frame.right)
    if section.bars:
        frame.y += 4.0 if section.facts or section.text else 0.0
        draw_bars(frame, section.bars, left)
    if section.grid is not None:
        frame.y += 2.0
        _draw_grid(frame, section.grid, left)


def _draw_fact(frame: Frame, fact: Fact, left: float) -> None:
    """Write a fact: its label, and beside it the value in as many lines as it needs."""
    voice = frame.voice
    room = frame.right - left - (_LABELS if fact.label else 0.0)
    lines = [
        line for pieces in voice.stack(fact.value, BODY, TABLE_GREY) for line in wrap(pieces, room)
    ]
    frame.need(BODY.leading * max(1, len(lines)))
    with frame.canvas.element("P"):
        label = wrap(voice.set(fact.label, TABLE_PALE), _LABELS - 8.0, most=1)
        if fact.label:
            frame.put(left, frame.y + 10.5, label[0])
        start = left + (_LABELS if fact.label else 0.0)
        for line in lines:
            frame.put(start, frame.y + 10.5, line)
            frame.y += BODY.leading
    frame.y += 2.0


def _draw_grid(frame: Frame, grid: Grid, left: float) -> None:
    voice = frame.voice
    whole = frame.right - left
    count = len(grid.heads)
    rest = (1.0 - grid.first) / max(1, count - 1)
    shares = grid.widths or (grid.first, *([rest] * (count - 1)))
    edges = [left + whole * sum(shares[:number]) for number in range(count + 1)]
    columns = [
        Column(
            edges[number],
            edges[number + 1] - (0.0 if number == count - 1 else GUTTER),
            [voice.set(head, LABEL, LABEL)],
            number in grid.right,
        )
        for number, head in enumerate(grid.heads)
    ]
    rows = [
        Row(
            [
                tuple(voice.stack(cell, TABLE_STRONG if number == 0 else TABLE, TABLE_GREY))
                or ((Piece("", TABLE),),)
                for number, cell in enumerate(cells)
            ],
            head=True,
        )
        for cells in grid.rows
    ]
    Table(frame, columns, spacing=CLOSE).write(rows)
