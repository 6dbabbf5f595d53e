"""What a brief asks for, as fields; a tick beside each filter makes it exclude."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

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

WIDTH = 248
_FIELDS = (
    "platforms", "format", "tiers", "ceiling", "price_on", "categories", "audience", "languages",
    "cities", "first", "last", "free_days",
)  # fmt: skip


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
        self.ceiling = MoneyField("CNY")
        self.form = self._form()
        content = QWidget()
        self._column = vbox(content, margins=(14, 8, 14, 16), gap=10)
        self._column.addWidget(self.form)
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
        form.add("platforms", tr("Platforms"), MultiField(words.platform_choices()))
        form.add("format", tr("Piece"), ChoiceField(words.format_choices(), none=tr("Any piece")))
        form.add("tiers", tr("Tier"), MultiField(words.tier_choices()))
        form.add("ceiling", tr("Price ceiling a piece"), self.ceiling)
        form.add("price_on", tr("Price on"), DateField(today))
        form.add("categories", tr("Category"), MultiField(free=True))
        form.add("audience", tr("Audience"), MultiField(words.group_choices()))
        form.add("languages", tr("Languages"), MultiField(words.language_choices()))
        form.add("cities", tr("Cities"), MultiField(free=True))
        form.add("first", tr("Window from"), DateField(today))
        form.add("last", tr("Window to"), DateField(today))
        form.add("free_days", tr("Free days at least"), NumberField())
        form.set_locked(self._context.read_only)
        form.committed.connect(self._on_committed)
        return form

    def show_found(self, found: Found) -> None:
        """Show what is asked, and how many each filter removes."""
        wishes = found.wishes
        self.ceiling.set_currency(wishes.currency or "CNY")
        self.form.set_value(_values(wishes))
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
        self.reset.setVisible(wishes != found.prefilled)

    def show_errors(self, errors: Mapping[str, Any]) -> dict[str, Any]:
        """Show what was refused at its field; return what belongs to none."""
        return self.form.show_errors(errors)

    def must(self) -> list[str]:
        """Return the filters that exclude."""
        return [code for code, tick in self._must.items() if tick.isChecked()]

    def tick(self, code: str) -> Check:
        """Return the tick of a filter."""
        return self._must[code]

    def _on_must_clicked(self) -> None:
        self.asked.emit({"must": self.must()})

    def _on_committed(self, name: str, value: object) -> None:
        if name == "format":
            value = value or ""
        elif name == "free_days":
            value = value or 0
        elif isinstance(value, tuple):
            value = list(value)
        self.asked.emit({name: value})


def _values(wishes: Wishes) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(wishes, name) for name in _FIELDS}
    found["audience"] = tuple((one.kind, one.code) for one in wishes.audience)
    found["format"] = wishes.format or None
    found["ceiling"] = (
        None if wishes.ceiling is None else Money(wishes.ceiling, wishes.currency or "CNY")
    )
    return found
