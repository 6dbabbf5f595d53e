"""The filters of the roster: kind, platform, tier, free days, format and price, and more."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.incubation import STATES as INCUBATION
from studio.domain.money import Money
from studio.services.talent import TalentFilter
from ui.context import Context
from ui.forms.fields import ChoiceField, DateField, MoneyField
from ui.forms.form import Form
from ui.language import money, short_date, text, tr
from ui.talent import words
from ui.talent.availability.legend import Legend
from ui.widgets.boxes import restyle, vbox
from ui.widgets.buttons import Button
from ui.widgets.choosing import FilterButton
from ui.widgets.dialogs import Dialog
from ui.widgets.header import Toolbar
from ui.widgets.picks import Choice
from ui.widgets.search import SearchField

OTHER = "other"


class RosterFilters(QWidget):
    """Drop-downs in a row; a second row opens with the rarer ones."""

    changed = Signal()
    """Emitted when another filter is on."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._today = context.clock.today()
        self._free: tuple[date, date] | None = None
        self._price: Money | None = None
        self._dialog: Dialog | None = None
        self.search = SearchField(tr("Filter the roster"), "Ctrl F", height=26)
        self.search.setFixedWidth(190)
        self.kinds = FilterButton(tr("Any kind"), words.kind_choices(), multi=True)
        self.platforms = FilterButton(tr("Any platform"), words.platform_choices(), multi=True)
        self.tiers = FilterButton(tr("Any tier"), words.tier_choices(), multi=True)
        self.free = FilterButton(tr("Free any day"), self._spans())
        self.more = Button(tr("More"), "bare", "sliders-horizontal", height=26)
        self.format = FilterButton(tr("Any format"), words.format_choices())
        self.price = Button(tr("Any price"), height=26)
        self.cities = FilterButton(tr("Any city"), multi=True)
        self.languages = FilterButton(tr("Any language"), multi=True)
        self.niches = FilterButton(tr("Any niche"), multi=True)
        steps = [Choice(code, text(one.label)) for code, one in INCUBATION.states.items()]
        self.steps = FilterButton(tr("Any incubation"), steps, multi=True)
        legend = Legend(short=True)
        self.first = Toolbar(self.kinds, self.platforms, self.tiers, self.free, self.more)
        self.second = Toolbar(
            self.search,
            self.format,
            self.price,
            self.cities,
            self.languages,
            self.niches,
            self.steps,
        )
        self.first.add_right(legend)
        self.second.hide()
        vbox(self, self.first, self.second)
        self._connect()

    def _connect(self) -> None:
        for button in (
            self.kinds, self.platforms, self.tiers, self.format, self.cities, self.languages,
            self.niches, self.steps,
        ):  # fmt: skip
            button.chosen.connect(self._on_changed)
        self.free.chosen.connect(self._on_free_chosen)
        self.more.clicked.connect(self._on_more_clicked)
        self.price.clicked.connect(self._on_price_clicked)
        self.search.searched.connect(self._on_changed)

    def _spans(self) -> list[Choice]:
        monday = self._today - timedelta(days=self._today.weekday())
        spans = (
            (tr("Today"), self._today, self._today),
            (tr("Tomorrow"), self._today + timedelta(days=1), self._today + timedelta(days=1)),
            (tr("Next week"), monday + timedelta(days=7), monday + timedelta(days=11)),
            (tr("In two weeks"), monday + timedelta(days=14), monday + timedelta(days=18)),
        )
        made = [
            Choice((first, last), tr("Free {days}").format(days=days(first, last)), fact=name)
            for name, first, last in spans
        ]
        return [*made, Choice(OTHER, tr("Other days …"))]

    def set_choices(self, found: Mapping[str, Sequence[str]]) -> None:
        """Offer what is on the roster: cities, languages, niches."""
        self.cities.set_choices([Choice(city, city) for city in found.get("cities", ())])
        self.niches.set_choices([Choice(niche, niche) for niche in found.get("niches", ())])
        self.languages.set_choices(
            [Choice(code, words.language_name(code)) for code in found.get("languages", ())]
        )

    def filter(self, sort: str, descending: bool, *, archived: bool) -> TalentFilter:
        """Return what is filtered, sorted as the table says."""
        return TalentFilter(
            text=self.search.text(),
            kinds=self.kinds.value(),
            platforms=self.platforms.value(),
            tiers=self.tiers.value(),
            cities=self.cities.value(),
            languages=self.languages.value(),
            niches=self.niches.value(),
            states=self.steps.value(),
            free=self._free,
            format=self.format.value() or "",
            price_to=self._price.minor if self._price is not None else None,
            currency=self._price.currency if self._price is not None else "",
            archived=archived,
            sort=sort or "followers",
            descending=descending,
            language=self._context.language,
        )

    def narrows(self) -> bool:
        """Say whether any filter is on."""
        return bool(self.search.text().strip() or self._on())

    def _on(self) -> list[Any]:
        values = [self._free, self._price]
        values += [
            button.value()
            for button in (
                self.kinds, self.platforms, self.tiers, self.format, self.cities, self.languages,
                self.niches, self.steps,
            )
        ]  # fmt: skip
        return [value for value in values if value]

    def drop(self) -> None:
        """Show everybody."""
        self.search.setText("")
        for button in (self.kinds, self.platforms, self.tiers, self.cities, self.languages):
            button.set_value(())
        self.niches.set_value(())
        self.steps.set_value(())
        self.format.set_value(None)
        self._set_free(None)
        self._set_price(None)

    def state(self) -> dict[str, Any]:
        """Return what is filtered, to be kept."""
        return {
            "text": self.search.text(),
            "kinds": list(self.kinds.value()),
            "platforms": list(self.platforms.value()),
            "tiers": list(self.tiers.value()),
            "format": self.format.value() or "",
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Filter by the same again."""
        self.search.setText(str(state.get("text", "")))
        for name, button in (
            ("kinds", self.kinds), ("platforms", self.platforms), ("tiers", self.tiers),
        ):  # fmt: skip
            button.set_value(tuple(state.get(name, ())))
        self.format.set_value(state.get("format") or None)
        self.show_more(bool(state.get("text") or state.get("format")))

    def span(self) -> tuple[date, date] | None:
        """Return the days on which people must be free."""
        return self._free

    def _set_free(self, span: tuple[date, date] | None) -> None:
        self._free = span
        named = tr("Free {days}").format(days=days(*span)) if span else ""
        self.free.set_value(span, named)

    def _set_price(self, price: Money | None) -> None:
        self._price = price
        shown = tr("Up to {amount}").format(amount=money(price)) if price else tr("Any price")
        self.price.set_words(shown)
        restyle(self.price, on="true" if price else "false")

    def _on_changed(self, _value: object) -> None:
        self.changed.emit()

    def _on_free_chosen(self, value: object) -> None:
        if value == OTHER:
            self._set_free(self._free)
            dialog = DaysDialog(self._today, self._free, self.window())
            dialog.chosen.connect(self._on_days_chosen)
            self._dialog = dialog
            dialog.open()
            return
        self._free = value if isinstance(value, tuple) else None
        self.changed.emit()

    def _on_days_chosen(self, first: Any, last: Any) -> None:
        self._set_free((first, last))
        self.changed.emit()

    def show_more(self, shown: bool = True) -> None:
        """Open or close the row of the rarer filters."""
        self.second.setVisible(shown)

    def _on_more_clicked(self) -> None:
        self.show_more(self.second.isHidden())

    def _on_price_clicked(self) -> None:
        dialog = PriceDialog(self._price, self.window())
        dialog.chosen.connect(self._on_price_chosen)
        self._dialog = dialog
        dialog.open()

    def _on_price_chosen(self, price: object) -> None:
        self._set_price(price if isinstance(price, Money) else None)
        self.changed.emit()


class DaysDialog(Dialog):
    """Asks on which days people must be free."""

    chosen = Signal(object, object)
    """Emitted when days were chosen: the first and the last."""

    def __init__(self, today: date, span: tuple[date, date] | None, parent: QWidget | None) -> None:
        super().__init__(tr("Free on these days"), parent, width=360)
        self.form = Form(framed=True, label_width=90)
        self.form.add("first", tr("From", "day"), DateField(today), required=True)
        self.form.add("last", tr("To"), DateField(today), required=True)
        if span:
            self.form.set_value({"first": span[0], "last": span[1]})
        self.add(self.form)
        self.set_primary(tr("Show"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        values = self.form.value()
        if values["last"] < values["first"]:
            self.set_problem(tr("The end is before the beginning."))
            return
        self.chosen.emit(values["first"], values["last"])
        self.accept()


class PriceDialog(Dialog):
    """Asks up to which price."""

    chosen = Signal(object)
    """Emitted when a limit was chosen: Money, or None for any price."""

    def __init__(self, price: Money | None, parent: QWidget | None) -> None:
        super().__init__(tr("Up to which price"), parent, width=360)
        currency = price.currency if price else "CNY"
        self.form = Form(framed=True, label_width=90)
        self.form.add("currency", tr("Currency"), ChoiceField(words.currency_choices()))
        self.amount = MoneyField(currency)
        self.form.add("amount", tr("Up to"), self.amount)
        self.form.set_value({"currency": currency, "amount": price})
        self.form.committed.connect(self._on_committed)
        self.add(self.form)
        self.set_primary(tr("Show"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_field("amount")

    def _on_committed(self, name: str, value: object) -> None:
        if name == "currency":
            self.amount.set_currency(str(value))

    def _on_confirmed(self) -> None:
        if self.form.problems():
            return
        self.chosen.emit(self.form.value()["amount"])
        self.accept()


def days(first: date, last: date) -> str:
    """Return a span of days in short: "24–25 Nov"."""
    if first == last:
        return short_date(first)
    return f"{short_date(first)}–{short_date(last)}"
