"""What the creator of a line asks, beside what the line has: taken with one press, internal."""

from PySide6.QtWidgets import QWidget

from studio.domain.talent.rates import STATES
from studio.services import proposals
from studio.services.proposals import LineRow, Offer
from ui.language import dated, money, text, tr
from ui.proposals.desk import Desk
from ui.widgets.boxes import hbox
from ui.widgets.buttons import Button
from ui.widgets.labels import Glyph, label


class RateNote(QWidget):
    """One line under the fields of a row; gone where nothing is known of rate cards."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._line: LineRow | None = None
        self._words = label("", "small", "text2", wrap=True)
        self._take = Button(tr("Take this price"), height=26)
        self._take.clicked.connect(self._on_take)
        glyph = Glyph("eye-slash", "text3", 14)
        glyph.setToolTip(tr("Internal: never on paper."))
        row = hbox(self, glyph, self._words, self._take, gap=8)
        row.setStretchFactor(self._words, 1)
        self.hide()

    def words(self) -> str:
        """Return what is said."""
        return self._words.text() if not self.isHidden() else ""

    def offers(self) -> bool:
        """Say whether a price can be taken."""
        return not self._take.isHidden()

    def show_line(self, line: LineRow | None) -> None:
        """Ask what the creator of another line asks."""
        self._line = line
        known = line is not None and bool(line.talent_id and line.platform and line.format)
        if line is None or not known:
            self.hide()
            return
        self._desk.context.tasks.ask(
            proposals.rate_offers(line.id), owner=self, then=self._show, slot="rates"
        )

    def _show(self, offers: tuple[Offer, ...]) -> None:
        line = self._line
        if line is None:
            return
        best = offers[0] if offers else None
        said = [_kept(line), _asked(line, best, self._desk.shown.currency)]
        self._words.setText(" ".join(words for words in said if words))
        other = best is not None and best.fits and best.price != line.price
        self._take.setVisible(other and self._desk.editable())
        self.show()

    def _on_take(self) -> None:
        if self._line is not None:
            version = self._line.version
            self._desk.run(proposals.take_rate(self._line.id, version=version))


def _kept(line: LineRow) -> str:
    """Return where the price of a line was copied from."""
    if not line.rate_state or line.rate_on is None:
        return ""
    if line.rate_state == "quoted":
        return tr("Quoted for this brief, copied on {day}.").format(day=dated(line.rate_on))
    return tr("Copied from the rate card on {day}, {state}.").format(
        day=dated(line.rate_on), state=text(STATES[line.rate_state])
    )


def _asked(line: LineRow, best: Offer | None, currency: str) -> str:
    """Return what the card asks where that is not what the line has."""
    if best is None:
        return "" if line.rate_state else tr("No rate card has a price for this piece.")
    price = money(best.price)
    if best.unit is not None:
        price = tr("{price} per {unit}").format(price=price, unit=text(best.unit))
    if not best.fits:
        words = tr("Rate card: {price}. This proposal is in {currency}; nothing is converted.")
        return words.format(price=price, currency=currency)
    if line.rate_state in STATES and best.price == line.price:
        return ""
    words = tr("Rate card: {price}, {state}.")
    return words.format(price=price, state=text(STATES[best.state]))
