"""The filters of the roster: kind, platform, tier, free days, format and price, and more."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from studio.domain import vocabulary
from studio.domain.incubation import STATES as INCUBATION
from studio.domain.money import Money
from studio.services.talent import TalentFilter
from ui.context import Context
from ui.language import money, text, tr
from ui.talent import words
from ui.talent.availability.legend import Legend
from ui.talent.limits import DaysDialog, PriceDialog, days
from ui.talent.wrapped import Wrapped
from ui.theme.tokens import MARGIN
from ui.widgets.boxes import restyle, vbox
from ui.widgets.buttons import Button
from ui.widgets.choosing import FilterButton
from ui.widgets.dialogs import Dialog
from ui.widgets.header import Toolbar
from ui.widgets.picks import Choice
from ui.widgets.search import SearchField

OTHER = "other"
RARE = ("cities", "languages", "niches", "states", "format", "do_not_pitch")
"""Filters of the second row: it is opened where one of them is on."""


class RosterFilters(QWidget):
    """Drop-downs in a row; the rarer ones stand below it."""

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
        self.search.setFixedWidth(216)
        self.kinds = FilterButton(tr("Any kind"), words.kind_choices(), multi=True)
        self.platforms = FilterButton(tr("Any platform"), words.platform_choices(), multi=True)
        self.tiers = FilterButton(tr("Any tier"), words.tier_choices(), multi=True)
        self.free = FilterButton(tr("Free any day"), self._spans())
        self.more = Button(tr("More"), "bare", "sliders-horizontal", height=26)
        self.more.setCheckable(True)
        self.format = FilterButton(tr("Any format"), words.format_choices())
        self.price = Button(tr("Any price"), height=26)
        self.cities = FilterButton(tr("Any city"), multi=True)
        self.languages = FilterButton(tr("Any language"), multi=True)
        self.niches = FilterButton(tr("Any niche"), multi=True)
        steps = [Choice(code, text(one.label)) for code, one in INCUBATION.states.items()]
        self.steps = FilterButton(tr("Any incubation"), steps, multi=True)
        pitches = [Choice(False, tr("May be pitched")), Choice(True, tr("Do not pitch"))]
        self.pitch = FilterButton(tr("Pitched or not"), pitches)
        self._many = {
            "kinds": self.kinds,
            "platforms": self.platforms,
            "tiers": self.tiers,
            "cities": self.cities,
            "languages": self.languages,
            "niches": self.niches,
            "states": self.steps,
        }
        self._ones = {"format": self.format, "do_not_pitch": self.pitch}
        self._build()
        self._connect()

    def _build(self) -> None:
        self.first = Toolbar(self.kinds, self.platforms, self.tiers, self.free, self.more)
        self.legend = Legend(short=True)
        self.first.add_right(self.legend)
        self.second = Wrapped(
            self.search, self.format, self.price, self.cities, self.languages, self.niches,
            self.steps, self.pitch,
        )  # fmt: skip
        self.second.hide()
        vbox(self, self.first, self.second)

    def _connect(self) -> None:
        for button in (*self._many.values(), *self._ones.values()):
            button.chosen.connect(self._on_changed)
        self.free.chosen.connect(self._on_free_chosen)
        self.more.clicked.connect(self._on_more_clicked)
        self.price.clicked.connect(self._on_price_clicked)
        self.search.searched.connect(self._on_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The key to the colours gives way where the drop-downs need its room."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        used = sum(
            one.sizeHint().width() + 8
            for one in (self.kinds, self.platforms, self.tiers, self.free, self.more)
        )
        room = self.width() - 2 * MARGIN - used
        self.legend.setVisible(room >= self.legend.sizeHint().width())
        self.second.place()

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
        self.cities.set_choices(
            [Choice(city, text(vocabulary.city(city))) for city in found.get("cities", ())]
        )
        self.niches.set_choices(
            [Choice(niche, text(vocabulary.niche(niche))) for niche in found.get("niches", ())]
        )
        self.languages.set_choices(
            [Choice(code, words.language_name(code)) for code in found.get("languages", ())]
        )
        self._make_room()

    def filter(self, sort: str, descending: bool, *, archived: bool) -> TalentFilter:
        """Return what is filtered, sorted as the table says."""
        many = {name: button.value() for name, button in self._many.items()}
        return TalentFilter(
            text=self.search.text(),
            **many,
            free=self._free,
            format=self.format.value() or "",
            do_not_pitch=self.pitch.value(),
            price_to=self._price.minor if self._price is not None else None,
            currency=self._price.currency if self._price is not None else "",
            archived=archived,
            sort=sort or "followers",
            descending=descending,
            language=self._context.language,
        )

    def narrows(self) -> bool:
        """Say whether any filter is on."""
        chosen = any(button.value() for button in self._many.values())
        one = any(button.value() is not None for button in self._ones.values())
        return bool(self.search.text().strip() or chosen or one or self._free or self._price)

    def drop(self, part: str = "") -> None:
        """Take one part of the filter away, by its name in TalentFilter, or all of it."""
        if part in ("", "text"):
            self.search.put("")
        for name, button in self._many.items():
            if part in ("", name):
                button.set_value(())
        for name, button in self._ones.items():
            if part in ("", name):
                button.set_value(None)
        if part in ("", "free"):
            self._set_free(None)
        if part in ("", "price_to"):
            self._set_price(None)
        self._make_room()

    def state(self) -> dict[str, Any]:
        """Return what is filtered, to be kept."""
        many = {name: list(button.value()) for name, button in self._many.items()}
        ones = {name: button.value() for name, button in self._ones.items()}
        free, price = self._free, self._price
        return {
            "text": self.search.text(),
            **many,
            **ones,
            "free": [day.isoformat() for day in free] if free else None,
            "price": [price.minor, price.currency] if price else None,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Filter by the same again; days that have gone by are not asked for any more."""
        self.search.put(str(state.get("text") or ""))
        for name, button in self._many.items():
            button.set_value(tuple(state.get(name) or ()))
        for name, button in self._ones.items():
            kept = state.get(name)
            button.set_value(None if kept == "" else kept)
        span = [date.fromisoformat(day) for day in state.get("free") or ()]
        self._set_free((span[0], span[1]) if len(span) > 1 and span[1] >= self._today else None)
        price = state.get("price")
        self._set_price(Money(int(price[0]), str(price[1])) if price else None)
        rare = (state.get("text"), price, *(state.get(name) for name in RARE))
        self.show_more(any(one not in (None, "", []) for one in rare))

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
        self._make_room()
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
        self._on_changed(value)

    def _on_days_chosen(self, first: Any, last: Any) -> None:
        self._set_free((first, last))
        self._on_changed(None)

    def show_more(self, shown: bool = True) -> None:
        """Open or close the row of the rarer filters."""
        self.second.setVisible(shown)
        self.more.setChecked(shown)

    def _on_more_clicked(self) -> None:
        self.show_more(self.second.isHidden())

    def _on_price_clicked(self) -> None:
        dialog = PriceDialog(self._price, self.window())
        dialog.chosen.connect(self._on_price_chosen)
        self._dialog = dialog
        dialog.open()

    def _on_price_chosen(self, price: object) -> None:
        self._set_price(price if isinstance(price, Money) else None)
        self._on_changed(price)
