"""By which bands tiers are worked out: China's, Western ones, or the studio's own."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.talent import tiers as rules
from studio.domain.talent.tiers import Band
from studio.errors import StudioError
from studio.services import talent
from ui.context import Context
from ui.forms.fields import ChoiceField
from ui.forms.form import Form
from ui.language import number, text, tr
from ui.talent import words
from ui.talent.forms import refused
from ui.talent.readings import CountField
from ui.widgets.dialogs import Dialog
from ui.widgets.facts import Facts
from ui.widgets.picks import Choice


class TiersDialog(Dialog):
    """Shows the bands of a scheme and takes another one, or bands of the studio's own."""

    said = Signal(str, bool)
    """Emitted when other bands hold."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(tr("Tiers"), parent, width=440)
        self._context = context
        self._now: tuple[Band, ...] = ()
        self.lead(tr("Tiers are worked out from followers. Bookings keep the tier they copied."))
        self.form = Form(framed=True, label_width=120)
        choices = [Choice(code, text(said)) for code, said in rules.SCHEMES.items()]
        self.form.add("scheme", tr("Bands"), ChoiceField(choices))
        self.own = Form(framed=True, label_width=120)
        for code in rules.codes():
            self.own.add(code, words.tier(code), CountField())
        self.facts = Facts(label_width=120)
        self.add(self.form, self.own, self.facts)
        self.form.committed.connect(self._on_committed)
        self.set_primary(tr("Use these"))
        self.confirmed.connect(self._on_confirmed)
        self.form.set_value({"scheme": "china"})
        self._show()
        context.tasks.ask(talent.tier_scheme(), owner=self, then=self._on_scheme)

    def _on_scheme(self, found: tuple[str, tuple[Band, ...]]) -> None:
        scheme, self._now = found
        self.form.set_value({"scheme": scheme})
        self.own.set_value({band.code: Decimal(band.least) for band in self._now})
        self._show()

    def _on_committed(self, _name: str, _value: object) -> None:
        self._show()

    def _show(self) -> None:
        scheme = self.form.value()["scheme"]
        self.own.setVisible(scheme == "own")
        self.facts.setVisible(scheme != "own")
        self.facts.clear()
        if scheme != "own":
            for band in rules.bands(scheme, self._context.clock.today()):
                least = tr("from {n}").format(n=number(band.least))
                self.facts.add(words.tier(band.code), least)
        self.adjustSize()

    def _on_confirmed(self) -> None:
        self.own.clear_errors()
        scheme = self.form.value()["scheme"]
        own = None
        if scheme == "own":
            own = {
                code: int(value) for code, value in self.own.value().items() if value is not None
            }
        self.set_busy(True)
        self._context.tasks.run(
            talent.choose_tiers(scheme, own),
            owner=self,
            then=self._on_done,
            failed=self._on_refused,
        )

    def _on_done(self, _nothing: None) -> None:
        self.said.emit(tr("Tiers changed"), True)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.own, error)
