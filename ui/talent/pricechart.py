"""Prices over time as stepped lines, one chart a currency, and the dialog that shows them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QWidget

from studio.domain.platforms import badge
from studio.domain.talent.rates import STATES
from studio.services import talent
from studio.services.talent import PriceLine, Step
from ui.context import Context
from ui.language import dated, short_month, text, tr
from ui.talent import pricecourse, words
from ui.talent.pricecourse import Piece
from ui.theme.fonts import text_width
from ui.theme.painting import RIGHT, draw_text
from ui.theme.tokens import theme
from ui.widgets.boxes import hbox, scrolled, vbox
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import Swatch, label

HEIGHT = 168
SIDE, FOOT = 66, 20
"""Room of the amounts at the left and of the months below."""
HUES = ("p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8")


class PriceChart(QWidget):
    """Stepped lines in one currency: whole where confirmed, broken where provisional; today."""

    def __init__(self, lines: Sequence[PriceLine], today: date) -> None:
        super().__init__()
        self._lines, self._today = tuple(lines), today
        self._course = pricecourse.course(self._lines, today)
        self._pieces = [self._course.pieces(line) for line in self._lines]
        self._ticks = [words.price(value) for value in pricecourse.tick_words(self._course)]
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        title = tr("Prices in {currency} over time").format(currency=self._course.currency)
        self.setAccessibleName(title)
        self.setAccessibleDescription(". ".join(_said(line) for line in self._lines))

    def sizeHint(self) -> QSize:
        """Take the width there is."""
        return QSize(440, HEIGHT)

    def plot(self) -> QRectF:
        """Return the part of the widget the lines stand in."""
        return QRectF(SIDE, 8, max(self.width() - SIDE - 8, 10), HEIGHT - FOOT - 8)

    def said_at(self, x: float) -> str:
        """Return what was asked on the day at a place, line by line."""
        box = self.plot()
        day = self._course.day((x - box.left()) / box.width())
        found = [dated(day)]
        for line in self._lines:
            step = pricecourse.held(line, day)
            if step is not None:
                asked = tr("{what}: {price}, {state}")
                found.append(
                    asked.format(what=sold(line), price=words.price(step.price), state=_state(step))
                )
        return "\n".join(found)

    def event(self, event: QEvent) -> bool:
        """Say what was asked on the day under the pointer."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.said_at(event.pos().x()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw amounts, months, lines and today."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.plot()
        for minor, shown in zip(self._course.ticks, self._ticks, strict=True):
            y = box.bottom() - self._course.level(minor) * box.height()
            p.fillRect(
                QRectF(box.left(), y, box.width(), 1), theme["border" if not minor else "grid"]
            )
            draw_text(p, QRectF(0, y - 9, SIDE - 8, 18), shown, "tiny", "text3", RIGHT)
        self._paint_months(p, box)
        today = box.left() + self._course.part(self._today) * box.width()
        p.fillRect(QRectF(today - 0.5, box.top(), 1.5, box.height()), theme["focus"])
        for place, pieces in enumerate(self._pieces):
            _paint_line(p, box, pieces, HUES[place % len(HUES)])

    def _paint_months(self, p: QPainter, box: QRectF) -> None:
        wide = self._course.first.year != self._course.last.year
        for month in self._course.months():
            x = box.left() + self._course.part(month) * box.width()
            p.fillRect(QRectF(x, box.bottom(), 1, 4), theme["border"])
            shown = short_month(month)
            if wide and (month.month == 1 or month == self._course.first):
                shown = tr("{month} {year}", "axis").format(month=shown, year=month.year)
            room = text_width(shown, "tiny") + 2
            left = min(x + 3, box.right() - room)
            draw_text(p, QRectF(left, box.bottom() + 3, room, FOOT - 3), shown, "tiny", "text3")


def _paint_line(p: QPainter, box: QRectF, pieces: Sequence[Piece], hue: str) -> None:
    p.setBrush(Qt.BrushStyle.NoBrush)
    before: QPointF | None = None
    for piece in pieces:
        y = box.bottom() - piece.level * box.height()
        left = QPointF(box.left() + piece.left * box.width(), y)
        right = QPointF(box.left() + piece.right * box.width(), y)
        pen = QPen(theme[hue], 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if piece.joined and before is not None:
            p.setPen(pen)
            p.drawLine(before, left)
        if not piece.sure:
            pen.setDashPattern([3, 2])
        p.setPen(pen)
        path = QPainterPath(left)
        path.lineTo(right)
        p.drawPath(path)
        before = right


class PricesDialog(Dialog):
    """What somebody asked over time: a chart for each currency, and each line in words."""

    def __init__(self, context: Context, parent: QWidget | None, talent_id: int) -> None:
        super().__init__(tr("Prices over time"), parent, width=560)
        self._today = context.clock.today()
        self.lead(tr("A broken line is provisional. Proposals keep the price they took."))
        self._content = QWidget()
        self._column = vbox(self._content, gap=14, margins=(0, 0, 8, 0))
        area = scrolled(self._content)
        area.setMinimumHeight(440)
        self.add(area)
        self.set_primary(tr("Close"))
        self.set_cancel(tr("Close")).hide()
        self.confirmed.connect(self.accept)
        context.tasks.ask(talent.prices(talent_id), owner=self, then=self._on_lines)

    def charts(self) -> list[PriceChart]:
        """Return the charts, one a currency."""
        return self._content.findChildren(PriceChart)

    def _on_lines(self, lines: list[PriceLine]) -> None:
        for currency, group in pricecourse.by_currency(lines).items():
            self._column.addWidget(label(currency, "smallhead", "text2"))
            self._column.addWidget(PriceChart(group, self._today))
            for place, line in enumerate(group):
                self._column.addLayout(_legend(line, HUES[place % len(HUES)]))
        if not lines:
            self._column.addWidget(label(tr("No prices yet."), "small", "text3"))
        self._column.addStretch(1)


def _legend(line: PriceLine, hue: str) -> QHBoxLayout:
    row = hbox(None, gap=8)
    row.addWidget(Swatch(hue, 10), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(
        vbox(
            None,
            label(sold(line), "label", "text", wrap=True),
            label(course_words(line.steps), "small", "text2", wrap=True),
            gap=1,
        ),
        1,
    )
    return row


def sold(line: PriceLine) -> str:
    """Return what a line is of: "YT Long video", by its unit where that says more."""
    shown = words.sold(line.platform, line.format, line.title, line.title_zh)
    named = f"{badge(line.platform)} {shown}" if line.platform else shown
    if not line.unit:
        return named
    return tr("{what} ({unit})", "price").format(what=named, unit=words.unit(line.unit))


def course_words(steps: Sequence[Step]) -> str:
    """Return prices over time in words, the oldest first."""
    found = []
    for step in steps:
        sentence = (
            tr("{price} from {first}, {state}")
            if step.last_on is None
            else tr("{price} from {first} to {last}, {state}")
        )
        last = dated(step.last_on) if step.last_on else ""
        found.append(
            sentence.format(
                price=words.price(step.price), first=dated(step.first_on), last=last,
                state=_state(step),
            )
        )  # fmt: skip
    return tr("; ", "between parts").join(found)


def _said(line: PriceLine) -> str:
    return f"{sold(line)}: {course_words(line.steps)}"


def _state(step: Step) -> str:
    return text(STATES[step.state])
