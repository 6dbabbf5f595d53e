"""Options and add-ons: their names, which one is suggested, what an add-on costs."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from studio.domain.names import pick
from studio.services import proposals
from studio.services.operation import Command
from studio.services.proposals import OptionRow, Version
from ui.forms.fields import (
    CheckField,
    LongTextField,
    MoneyField,
    PercentField,
    TextField,
)
from ui.forms.form import Form
from ui.forms.part import PartCard, PartList
from ui.language import language, money, percent, tr
from ui.proposals.desk import Desk
from ui.widgets.boxes import vbox
from ui.widgets.labels import section_head


class Offers(QWidget):
    """The options by letter, add-ons below them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._currency = ""
        self._options = PartList(self._made_option, tr("Option"))
        self._addons = PartList(self._made_addon, tr("Add-on"))
        self._options.add_wished.connect(self.add_option)
        self._addons.add_wished.connect(self.add_addon)
        for cards in (self._options, self._addons):
            cards.verb_chosen.connect(self._on_verb)
            cards.refused.connect(desk.refused)
        vbox(
            self,
            section_head(tr("Options"), tr("the client takes one")),
            self._options,
            section_head(tr("Add-ons"), tr("on top of any option")),
            self._addons,
            margins=(14, 12, 14, 16),
            gap=6,
        )

    def _made_option(self) -> PartCard:
        form = Form(label_width=92, compact=True, columns=2)
        form.add("title", tr("Name"), TextField(limit=120))
        form.add("title_zh", tr("In Chinese"), TextField(limit=120), column=1)
        form.add("letter", tr("Letter"), TextField(limit=1))
        form.add("advised", "", CheckField(tr("We suggest this one")), column=1)
        return self._card(form)

    def _made_addon(self) -> PartCard:
        form = Form(label_width=92, compact=True, columns=2)
        form.add("title", tr("Name"), TextField(limit=120))
        form.add("title_zh", tr("In Chinese"), TextField(limit=120), column=1)
        form.add("percent", tr("Share"), PercentField())
        form.add("price", tr("or price"), MoneyField(self._currency), column=1)
        form.add("note", tr("What it is"), LongTextField(limit=1000, lines=1), wide=True)
        form.add("note_zh", tr("In Chinese"), LongTextField(limit=1000, lines=1), wide=True)
        return self._card(form)

    def _card(self, form: Form) -> PartCard:
        form.locked_touched.connect(self._desk.locked_touched)
        card = PartCard(self._desk.context.tasks, _change_option, form)
        card.set_verbs([("remove", tr("Remove"))])
        return card

    def show_version(self, version: Version, *, editable: bool) -> None:
        """Show the options of a version."""
        self._currency = version.currency
        options = [one for one in version.options if not one.addon]
        addons = [one for one in version.options if one.addon]
        self._fill(self._options, options, ("title", "title_zh", "letter", "advised"), editable)
        names = ("title", "title_zh", "percent", "price", "note", "note_zh")
        self._fill(self._addons, addons, names, editable)

    def _fill(
        self, cards: PartList, rows: Sequence[OptionRow], names: Sequence[str], editable: bool
    ) -> None:
        for card, row in zip(cards.take([one.id for one in rows]), rows, strict=True):
            if row.addon:
                price = card.form.field("price")
                if isinstance(price, MoneyField):
                    price.set_currency(self._currency)
            card.show_part(
                row.id,
                row.version,
                {name: getattr(row, name) for name in names},
                title=_title(row),
                fact=_price(row),
                tags=[tr("suggested")] if row.advised and not row.addon else (),
            )
            card.form.set_locked(not editable)
        cards.add_button.setVisible(editable)

    def card(self, letter: str) -> PartCard | None:
        """Return the card of a letter."""
        found = next((one for one in self._desk.shown.options if one.letter == letter), None)
        if found is None:
            return None
        return (self._addons if found.addon else self._options).card(found.id)

    def add_option(self) -> None:
        """Add an option with the lines of the last one."""
        self._desk.run(proposals.add_option(self._desk.shown.id), self._options.open_only)

    def add_addon(self) -> None:
        """Add an add-on."""
        command = proposals.add_option(self._desk.shown.id, addon=True)
        self._desk.run(command, self._addons.open_only)

    def _on_verb(self, _verb: str, key: int) -> None:
        card = self._options.card(key) or self._addons.card(key)
        if card is not None:
            self._desk.run(proposals.remove_option(key, version=card.version))


def _title(row: OptionRow) -> str:
    name = pick(row.title, row.title_zh, language())
    words = tr("Add-on {letter}") if row.addon else tr("Option {letter}")
    return f"{words.format(letter=row.letter)}  {name}".strip()


def _price(row: OptionRow) -> str:
    if not row.addon:
        return ""
    if row.percent is not None:
        return tr("{share} of the chosen option").format(share=percent(row.percent))
    return money(row.price) if row.price is not None else tr("no price yet")


def _change_option(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    given: dict[str, Any] = dict(values)
    return proposals.change_option(key, version=version, values=given)
