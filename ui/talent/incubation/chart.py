"""Followers over time against the straight line to the target."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio.domain.incubation import Growth
from ui.language import short_date, tr
from ui.talent import words
from ui.theme.painting import RIGHT, draw_text
from ui.theme.tokens import theme

HIGH = 110
SIDE, FOOT = 44, 18


def spots(
    readings: tuple[tuple[date, int], ...], growth: Growth, box: QRectF
) -> tuple[list[QPointF], QPointF, QPointF]:
    """Return the readings, the start and the target as places in a box."""
    begin, end = growth.first_on.toordinal(), growth.target_on.toordinal()
    days = max(1, end - begin)
    seen = [count for day, count in readings if day >= growth.first_on]
    most = max([growth.target, *seen])
    least = min([growth.first, *seen])
    span = max(1, most - least)

    def at(day: date, count: int) -> QPointF:
        along = (day.toordinal() - begin) / days
        return QPointF(
            box.left() + box.width() * min(1.0, along),
            box.bottom() - box.height() * (count - least) / span,
        )

    line = [at(day, count) for day, count in readings if day >= growth.first_on]
    return line, at(growth.first_on, growth.first), at(growth.target_on, growth.target)


class GrowthChart(QWidget):
    """Draws the readings, the straight line to the target and the ends in words."""

    def __init__(self) -> None:
        super().__init__()
        self._growth: Growth | None = None
        self._readings: tuple[tuple[date, int], ...] = ()
        self.setFixedHeight(HIGH)

    def show_growth(self, growth: Growth | None, readings: tuple[tuple[date, int], ...]) -> None:
        """Show growth against its target, or nothing."""
        self._growth, self._readings = growth, readings
        self.setVisible(growth is not None)
        if growth is not None:
            self.setAccessibleName(
                tr("{last} followers on {day}, target {target}").format(
                    last=f"{growth.last:,}",
                    day=short_date(growth.last_on),
                    target=f"{growth.target:,}",
                )
            )
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the usual height."""
        return QSize(300, HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the two lines and what stands at their ends."""
        growth = self._growth
        if growth is None:
            return
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(SIDE, 8, self.width() - SIDE - 8, self.height() - 8 - FOOT)
        line, start, target = spots(self._readings, growth, box)
        p.setPen(QPen(theme["grid"], 1))
        p.drawLine(box.bottomLeft(), box.bottomRight())
        p.setPen(QPen(theme["border2"], 1.2, Qt.PenStyle.DashLine))
        p.drawLine(start, target)
        path = QPainterPath(line[0]) if line else QPainterPath()
        for spot in line[1:]:
            path.lineTo(spot)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(theme["accent"], 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        p.drawPath(path)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme["accent"])
        if line:
            p.drawEllipse(line[-1], 3, 3)
        p.setBrush(theme["border2"])
        p.drawEllipse(target, 3, 3)
        _words(p, target.y(), words.followers(growth.target))
        _words(p, start.y(), words.followers(growth.first))
        foot = QRectF(box.left(), self.height() - FOOT, box.width(), FOOT)
        draw_text(p, foot, short_date(growth.first_on), "tiny", "text3")
        right = foot.adjusted(box.width() - 96, 0, 0, 0)
        draw_text(p, right, short_date(growth.target_on, growth.last_on), "tiny", "text3",
                  RIGHT)  # fmt: skip
        p.end()


def _words(p: QPainter, height: float, words_: str) -> None:
    draw_text(p, QRectF(0, height - 8, SIDE - 6, 16), words_, "tiny", "text3")
