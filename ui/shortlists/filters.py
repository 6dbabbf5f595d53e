"""What a brief asks for, as fields; a tick beside each filter makes it exclude."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import shortlisting
from studio.domain.money import Money
from studio.domain.shortlisting import ALWAYS, FILTERS, Wishes
from studio.services.shortlists import Found
from ui.context import Context
from ui.forms.fields import ChoiceField, DateField, MoneyField, MultiField, NumberField
from ui.forms.form import Form
from ui.language import tr
from ui.shortlists import words
from ui.widgets.boxes import STRETCH, frame, hbox, scrolled, vbox
from ui.widgets.buttons import Button
from ui.widgets.checks import Check
from ui.widgets.labels import label, section_head
from ui.widgets.picks import Choice

WIDTH = 248
_FIELDS = (
    "piece", "platforms", "format", "tiers", "ceiling", "price_on", "categories", "audience",
    "languages", "first", "last",
)  # fmt: skip
_MORE = (
    "floor", "cpm_least", "cpm_most", "cpe_least", "cpe_most", "cities", "free_days",
)  # fmt: skip
_AMOUNTS = ("ceiling", "floor", "cpm_least", "cpm_most", "cpe_least", "cpe_most")


class FilterPanel(QWidget):
    """The filters left of the list, prefilled from the brief."""

    asked = Signal(dict)
    """Emitted when a filter was changed; carries the wish by name."""

    reset_wished = Signal()
    """Emitted when everything is to be asked as the brief says."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._must: dict[str, Check] = {}
        self.setFixedWidth(WIDTH)
        self.reset = Button(tr("As the brief says"), "link")
        self.reset.clicked.connect(self.reset_wished)
        self._amounts = {name: MoneyField("CNY") for name in _AMOUNTS}
        self._piece = ChoiceField([])
        self.form = self._form()
        self.more = self._more_form()
        self.more_button = Button(tr("More filters"), "link")
        self.more_button.clicked.connect(self._on_more_clicked)
        self.more.hide()
        content = QWidget()
        self._column = vbox(content, margins=(14, 8, 14, 16), gap=10)
        self._column.addWidget(self.form)
        self._column.addWidget(self.more_button)
        self._column.addWidget(self.more)
        self._column.addWidget(section_head(tr("Must hold")))
        self._column.addWidget(
            label(tr("The others only count in the score."), "small", "text3", wrap=True)
        )
        for code in FILTERS:
            tick = Check(words.filter_name(code))
            tick.setEnabled(code not in ALWAYS and not context.read_only)
            tick.setProperty("code", code)
            tick.clicked.connect(self._on_must_clicked)
            self._must[code] = tick
            self._column.addWidget(tick)
        self._column.addStretch(1)
        ground = frame("surface", "right")
        head = hbox(
            None,
            label(tr("Asked for", "brief"), "head"),
            STRETCH,
            self.reset,
            margins=(14, 8, 8, 0),
        )
        inside = vbox(ground)
        inside.addLayout(head)
        inside.addWidget(scrolled(content), 1)
        vbox(self, ground)

    def _form(self) -> Form:
        today = self._context.clock.today()
        form = Form(stacked=True, framed=True)
        form.add("piece", tr("Piece of the brief"), self._piece)
        form.add("platforms", tr("Platforms"), MultiField(words.platform_choices()))
        form.add("format", tr("Piece"), ChoiceField(words.format_choices(), none=tr("Any piece")))
        form.add("tiers", tr("Tier"), MultiField(words.tier_choices()))
        form.add("ceiling", tr("Price ceiling a piece"), self._amounts["ceiling"])
        form.add("price_on", tr("Price on"), DateField(today))
        form.add("categories", tr("Category"), MultiField(free=True))
        form.add("audience", tr("Audience"), MultiField(words.group_choices()))
        form.add("languages", tr("Languages"), MultiField(words.language_choices()))
        form.add("first", tr("Window from"), DateField(today))
        form.add("last", tr("Window to"), DateField(today))
        return self._ready(form)

    def _more_form(self) -> Form:
        form = Form(stacked=True, framed=True)
        form.add("floor", tr("Price at least"), self._amounts["floor"])
        form.add("cpm_least", tr("Cost per thousand views from"), self._amounts["cpm_least"])
        form.add("cpm_most", tr("Cost per thousand views to"), self._amounts["cpm_most"])
        form.add("cpe_least", tr("Cost per reaction from"), self._amounts["cpe_least"])
        form.add("cpe_most", tr("Cost per reaction to"), self._amounts["cpe_most"])
        form.add("cities", tr("Cities"), MultiField(free=True))
        form.add("free_days", tr("Free days at least"), NumberField())
        return self._ready(form)

    def _ready(self, form: Form) -> Form:
        form.set_locked(self._context.read_only)
        form.committed.connect(self._on_committed)
        return form

    def show_found(self, found: Found) -> None:
        """Show what is asked, and how many each filter removes."""
        wishes = found.wishes
        for field in self._amounts.values():
            field.set_currency(wishes.currency or "CNY")
        pieces = found.brief.pieces
        self._piece.set_choices([Choice(one.id, words.piece_words(one)) for one in pieces])
        self.form.row("piece").set_shown(len(pieces) > 1)
        values = _values(wishes)
        self.form.set_value({name: values[name] for name in _FIELDS})
        self.more.set_value({name: values[name] for name in _MORE})
        if any(values[name] for name in _MORE if name != "free_days") or wishes.free_days > 1:
            self._show_more(True)
        asks = shortlisting.asked(wishes)
        removed = {one.filter: one for one in found.removed}
        for code, tick in self._must.items():
            tick.setChecked(code in wishes.must)
            one = removed.get(code)
            name = words.filter_name(code)
            shown = (
                tr("{filter} (removes {count})").format(filter=name, count=one.count)
                if one is not None
                else name
            )
            tick.set_words(shown)
            tick.setVisible(code in asks)
        self.reset.setVisible(wishes != found.prefilled)

    def show_errors(self, errors: Mapping[str, Any]) -> dict[str, Any]:
        """Show what was refused at its field; return what belongs to none."""
        rest = self.form.show_errors(errors)
        return self.more.show_errors(rest) if rest else rest

    def must(self) -> list[str]:
        """Return the filters that exclude."""
        return [code for code, tick in self._must.items() if tick.isChecked()]

    def tick(self, code: str) -> Check:
        """Return the tick of a filter."""
        return self._must[code]

    def _on_must_clicked(self) -> None:
        self.asked.emit({"must": self.must()})

    def _on_more_clicked(self) -> None:
        self._show_more(self.more.isHidden())

    def _show_more(self, shown: bool) -> None:
        self.more.setVisible(shown)
        self.more_button.set_words(tr("Fewer filters") if shown else tr("More filters"))

    def _on_committed(self, name: str, value: object) -> None:
        if name == "format":
            value = value or ""
        elif name == "free_days":
            value = value or 0
        elif isinstance(value, tuple):
            value = list(value)
        self.asked.emit({name: value})


def _values(wishes: Wishes) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(wishes, name) for name in (*_FIELDS, *_MORE)}
    found["audience"] = tuple((one.kind, one.code) for one in wishes.audience)
    found["format"] = wishes.format or None
    for name in _AMOUNTS:
        amount = getattr(wishes, name)
        found[name] = None if amount is None else Money(amount, wishes.currency or "CNY")
    return found
