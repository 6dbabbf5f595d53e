"""Part 7: what the lines turn into, and words about it."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.domain import platforms
from studio.domain import proposals as rules
from studio.domain.names import pick
from studio.services.proposals import LineRow, Proposal
from ui.language import language, number, text, tr
from ui.proposals.desk import Desk
from ui.proposals.part import INSET, Part
from ui.proposals.texts import TextForm, hint_of
from ui.theme.painting import RIGHT, draw_text, hairline
from ui.widgets.boxes import line, vbox
from ui.widgets.labels import label, section_head
from ui.widgets.marks import draw_badge

ROW = 32


class Pieces(QWidget):
    """Each line that has pieces: name, platform, format, creator, how many, rounds."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[LineRow] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Deliverables"))

    def show_rows(self, rows: list[LineRow]) -> None:
        """Show these lines."""
        self._rows = rows
        self.setFixedHeight(ROW * (len(rows) + 1))
        self.setAccessibleDescription(". ".join(self.words()))
        self.update()

    def words(self) -> list[str]:
        """Return the rows as they are read aloud."""
        return [", ".join((_title(row), *_facts(row))) for row in self._rows]

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(400, ROW * (len(self._rows) + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw heads and rows."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = float(self.width())
        places = (0.0, wide - 296, wide - 236, wide - 120, wide - 66)
        heads = (tr("Piece"), "", tr("Format"), tr("Pieces"), tr("Rounds"))
        for left, words in zip(places, heads, strict=True):
            draw_text(p, QRectF(left, 0, 116, ROW), words, "label", "text3")
        hairline(p, QRectF(0, 0, wide, ROW), "border")
        for place, row in enumerate(self._rows, start=1):
            self._paint_row(p, QRectF(0, place * ROW, wide, ROW), places, row)

    def _paint_row(self, p: QPainter, box: QRectF, places: tuple[float, ...], row: LineRow) -> None:
        top = box.top()
        draw_text(p, QRectF(0, top, places[1] - 8, ROW), _title(row), "body")
        if row.platform:
            draw_badge(p, places[1], box.center().y(), platforms.badge(row.platform))
        form = platforms.format_name(row.platform, row.format, language()) if row.format else ""
        draw_text(p, QRectF(places[2], top, 112, ROW), form, "body", "text2")
        draw_text(p, QRectF(places[3], top, 38, ROW), number(row.pieces), "body", "text", RIGHT)
        draw_text(p, QRectF(places[4], top, 46, ROW), number(row.rounds), "body", "text2", RIGHT)
        hairline(p, box)


def _title(row: LineRow) -> str:
    return pick(row.title, row.title_zh, language())


def _facts(row: LineRow) -> list[str]:
    facts = []
    if row.platform:
        facts.append(platforms.platform_name(row.platform, language()))
    if row.format:
        facts.append(platforms.format_name(row.platform, row.format, language()))
    return [*facts, number(row.pieces)]


class DeliverablesPart(Part):
    """Part 7."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, text(rules.PARTS["deliverables"]))
        self.pieces = Pieces()
        self.form = TextForm(desk, "deliverables", lines=5)
        inner = vbox(None, margins=(INSET, 12, INSET, 16), gap=10)
        inner.addWidget(label(hint_of("deliverables"), "small", "text3", wrap=True))
        inner.addWidget(self.pieces)
        inner.addWidget(line("grid"))
        inner.addWidget(section_head(tr("Words under the table")))
        inner.addWidget(self.form)
        inner.addStretch(1)
        self.body.addLayout(inner)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what the lines turn into."""
        rows = [row for row in proposal.shown.lines if row.row == "item" and row.pieces]
        self.pieces.show_rows(rows)
        self.form.show_version(proposal.shown)

    def focus_main(self) -> None:
        """Begin to write."""
        self.form.focus_first()
