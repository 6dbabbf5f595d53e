"""The ageing strip: what is open, one card per currency, a click on a band filters the list."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.domain.money import Money
from studio.services.invoices import Ageing
from ui.language import money, tr
from ui.theme.fonts import text_width
from ui.theme.painting import RIGHT, draw_text, framed, rounded
from ui.widgets.boxes import clear, hbox

HIGH = 78
INSET = 14
FILL = {
    "not_due": "meter",
    "days_30": "warn.solid",
    "days_60": "bad.solid",
    "days_90": "bad.solid",
    "days_over": "bad.solid",
}


def band_words(band: str) -> str:
    """Return the name of an ageing band."""
    return {
        "not_due": tr("Not due"),
        "days_30": tr("1 to 30 days late"),
        "days_60": tr("31 to 60 days late"),
        "days_90": tr("61 to 90 days late"),
        "days_over": tr("Over 90 days late"),
    }[band]


class _Card(QWidget):
    """One currency: its open sum, a bar of its bands, the bands in words."""

    chosen = Signal(str, str)
    """Emitted when a band is clicked; carries currency and band ("" for all)."""

    def __init__(self, ageing: Ageing) -> None:
        super().__init__()
        self._ageing = ageing
        self.setFixedHeight(HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{ageing.currency} {self._sum()}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _sum(self) -> str:
        if self._ageing.open:
            return tr("{sum} open").format(sum=money(self._ageing.open))
        return tr("nothing open")

    def sizeHint(self) -> QSize:
        """Cards with open money are wider."""
        return QSize(520 if self._ageing.open else 260, HIGH)

    def _bands(self) -> list[tuple[str, Money]]:
        return [(band, self._ageing.bands[band]) for band in FILL if band in self._ageing.bands]

    def _bars(self) -> list[tuple[str, QRectF]]:
        """Return each band's place in the bar, at least wide enough to be clicked."""
        bands = self._bands()
        whole = self.width() - 2 * INSET - 3 * max(0, len(bands) - 1)
        total = sum(amount.minor for _band, amount in bands) or 1
        left, found = float(INSET), []
        for band, amount in bands:
            wide = max(24.0, whole * amount.minor / total)
            wide = min(wide, self.width() - INSET - left)
            found.append((band, QRectF(left, 36, wide, 8)))
            left += wide + 3
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        p = QPainter(self)
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        framed(p, QRectF(self.rect()), "surface", "border", 8)
        row = QRectF(INSET, 8, self.width() - 2 * INSET, 22)
        draw_text(p, row, self._ageing.currency, "head")
        style, ink = ("head", "text") if self._ageing.open else ("body", "text3")
        draw_text(p, row, self._sum(), style, ink, RIGHT)
        if self._ageing.open:
            self._draw_bands(p)
        else:
            framed(
                p, QRectF(INSET, 36, self.width() - 2 * INSET, 8), None, "border2", 3, dashed=True
            )
            draw_text(
                p, QRectF(INSET, 50, self.width() - 2 * INSET, 20), self._rest(), "small", "text2"
            )
        p.end()

    def _draw_bands(self, p: QPainter) -> None:
        last = float(INSET)
        for band, bar in self._bars():
            rounded(p, bar, FILL[band], 3)
            words, amount = band_words(band), money(self._ageing.bands[band])
            ink = "text2" if band == "not_due" else "warn" if band == "days_30" else "bad"
            left = max(bar.left(), last)
            right = self.width() - INSET
            if left + text_width(f"{words} {amount}", "small") > right:
                left = max(last, right - text_width(f"{words} {amount}", "small") - 4)
            used = draw_text(p, QRectF(left, 50, right - left, 20), words, "small", ink)
            at = left + used + 4
            heavy = "text" if band == "not_due" else ink
            drawn = draw_text(p, QRectF(at, 50, right - at, 20), amount, "label", heavy)
            last = at + drawn + 14

    def _rest(self) -> str:
        ageing = self._ageing
        if ageing.drafts:
            return tr("{count} in draft, {sum}").format(
                count=ageing.drafts, sum=money(ageing.draft_sum)
            )
        if ageing.planned:
            return tr("{sum} planned").format(sum=money(ageing.planned))
        return tr("all paid")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Filter the list by the band under the pointer, else by the currency."""
        band = next(
            (
                band
                for band, bar in self._bars()
                if bar.adjusted(0, -8, 0, 30).contains(event.position())
            ),
            "",
        )
        self.chosen.emit(self._ageing.currency, band)


class AgeingStrip(QWidget):
    """A card for each currency in use, open ones first."""

    chosen = Signal(str, str)
    """Emitted when a card or band is clicked; carries currency and band."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Open money by age"))
        self._row = hbox(self, margins=(24, 0, 24, 14), gap=14)
        self.hide()

    def put(self, ageing: Sequence[Ageing]) -> None:
        """Show what is open now."""
        clear(self._row)
        shown = [one for one in ageing if one.open or one.drafts or one.planned][:4]
        for one in shown:
            card = _Card(one)
            card.chosen.connect(self.chosen)
            self._row.addWidget(card, 2 if one.open else 1)
        self.setVisible(bool(shown))
