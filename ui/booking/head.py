"""The head of a booking's dialog: what to do with a new one, or how one that is there stands."""

from PySide6.QtWidgets import QWidget

from studio.domain.names import pick
from studio.domain.talent.tiers import called
from studio.services.bookings import Booking, Warnings
from ui.booking.fields import states
from ui.booking.values import clock_words
from ui.language import language, money, percent, text, tr
from ui.widgets.boxes import STRETCH, clear, hbox
from ui.widgets.buttons import Segment, Segments
from ui.widgets.chips import Chip, OutlineChip
from ui.widgets.labels import label


class Head(QWidget):
    """Ask, hold or book; or the state, the tier that was copied, and one more fact."""

    def __init__(self, first: str, *, new: bool) -> None:
        super().__init__()
        self.state = Segments(
            [Segment(key, words) for key, words in states()], first, name=tr("What to do")
        )
        self.chip = Chip("neutral", "")
        self._tier = hbox(None)
        self._fact = label("", "small", "text3")
        hbox(self, self.state, self.chip, self._tier, self._fact, STRETCH, gap=10)
        self.state.setVisible(new)
        self.chip.setVisible(not new)

    def show_booking(self, one: Booking, zone: str) -> None:
        """Show how a booking stands, by the clocks of a zone."""
        self.chip.set(one.row.shown.role, text(one.row.shown.label))
        clear(self._tier)
        if one.tier_at_signing:
            tier = OutlineChip(_tier_words(one.tier_at_signing))
            tier.setToolTip(tr("Copied when it was taken; the tier of today may be another."))
            self._tier.addWidget(tier)
        self._fact.setText(_fact(one, zone))

    def show_found(self, found: Warnings) -> None:
        """Show which rank a new hold would have."""
        behind = found.rank > 1
        self._fact.setText(tr("It would be hold {rank}.").format(rank=found.rank) if behind else "")

    def words(self) -> list[str]:
        """Return what is said of a booking that is there."""
        tiers = [one.text() for one in self.findChildren(OutlineChip)]
        return [self.chip.text(), *tiers, self._fact.text()]


def _tier_words(code: str) -> str:
    words = called(code)
    return tr("{tier} when booked").format(tier=pick(words.en, words.zh, language()))


def _fact(one: Booking, zone: str) -> str:
    """Return what else is to be said of a booking, in one line."""
    row = one.row
    if row.shown.code == "hold" and row.expires is not None:
        return tr("Ends {when}.").format(when=clock_words(row.expires, zone))
    if row.shown.code == "challenged" and row.expires is not None:
        when = clock_words(row.expires, zone)
        return tr("Challenged: answer until {when}.").format(when=when)
    if row.state == "confirmed" and one.cancel_share:
        share = percent(one.cancel_share)
        words = tr("Cancelling now costs {share} of the rate.").format(share=share)
        return words if row.rate is None else f"{words} ({money(row.rate)})"
    return one.state_reason or one.override_reason
