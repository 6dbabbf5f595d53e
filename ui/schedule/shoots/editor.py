"""One shoot day with everything on it; each field saves itself."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.services import shoots
from studio.services.shoots import Shoot
from ui.context import Context
from ui.forms.form import Form
from ui.forms.saver import Saver
from ui.language import tr, trn
from ui.schedule.shoots import forms
from ui.schedule.shoots.parts import Lines, Parts, People, Places
from ui.tasks import Order
from ui.widgets.boxes import clear, vbox
from ui.widgets.cards import Card

PARTS = ("schedule", "shot", "gear", "sample")


class DayEditor(QWidget):
    """The facts, places, people and lines of a shoot day."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused; carries the StudioError."""

    def __init__(self, context: Context, today: date) -> None:
        super().__init__()
        self._context = context
        self._sheet = ""
        self._times_saver = Saver(context.tasks, _change)
        self._facts_saver = Saver(context.tasks, _change)
        self.times = forms.times_form(today)
        self.facts: Form = forms.facts_form("en")
        self._facts_box = vbox(None)
        self.places = Places(context)
        self.people = People(context)
        self.lines: dict[str, Lines] = {
            "schedule": Lines(context, "schedule", tr("Add line")),
            "shot": Lines(context, "shot", tr("Add shot")),
            "gear": Lines(context, "gear", tr("Add gear")),
            "sample": Lines(context, "sample", tr("Add sample")),
        }
        self._cards: dict[str, Card] = {}
        self._build()
        self._times_saver.follow(self.times)
        for saver in (self._times_saver, self._facts_saver):
            saver.refused.connect(self.refused)
        for part in self.parts():
            part.said.connect(self.said)
            part.refused.connect(self.refused)

    def _build(self) -> None:
        titles = {
            "times": tr("Times"),
            "people": tr("People"),
            "places": tr("Places"),
            "schedule": tr("Schedule", "of the day"),
            "shot": tr("Shots"),
            "gear": tr("Gear"),
            "sample": tr("Samples"),
            "facts": tr("On the sheet"),
        }
        column = vbox(self, margins=(16, 12, 16, 24), gap=12)
        for key, title in titles.items():
            card = Card(title)
            inset = 14 if key in ("times", "facts") else 6
            card.body.setContentsMargins(inset, 8, inset, 10)
            self._cards[key] = card
            column.addWidget(card)
        self._cards["times"].body.addWidget(self._times_saver)
        self._cards["times"].body.addWidget(self.times)
        self._cards["people"].body.addWidget(self.people)
        self._cards["places"].body.addWidget(self.places)
        for key, part in self.lines.items():
            self._cards[key].body.addWidget(part)
        self._cards["facts"].body.addWidget(self._facts_saver)
        self._cards["facts"].body.addLayout(self._facts_box)
        column.addStretch(1)

    def parts(self) -> list[Parts]:
        """Return the lists of the day in the order they stand."""
        return [self.people, self.places, *self.lines.values()]

    def show_day(self, shoot: Shoot, *, locked: bool) -> None:
        """Show a day as it is in the studio."""
        sheet = str(shoot.values["language"])
        if sheet != self._sheet:
            self._sheet = sheet
            self._new_facts(sheet)
        for form, saver in ((self.times, self._times_saver), (self.facts, self._facts_saver)):
            form.set_value({name: shoot.values[name] for name in form.names()})
            form.set_locked(locked)
            saver.show_record(shoot.row.id, shoot.version)
        key = shoot.row.id
        self.people.show_rows(key, shoot.people, locked=locked)
        self.places.show_rows(key, shoot.places, locked=locked)
        for name, part in self.lines.items():
            found = shoot.part(name)
            part.show_rows(key, found, locked=locked)
            self._cards[name].set_fact(str(len(found)) if found else "")
        self._cards["people"].set_fact(
            tr("{n} of {count} confirmed").format(n=shoot.row.confirmed, count=shoot.row.people)
            if shoot.people
            else ""
        )
        places = len(shoot.places)
        self._cards["places"].set_fact(trn("{n} place", "{n} places", places) if places else "")

    def _new_facts(self, sheet: str) -> None:
        """Make the form of the texts anew: it has the fields of the sheet's languages."""
        clear(self._facts_box)
        self.facts = forms.facts_form(sheet)
        self._facts_box.addWidget(self.facts)
        self._facts_saver.follow(self.facts)

    def focus_first(self) -> None:
        """Put the focus where a day begins: its times."""
        self.times.focus_first()

    def next_open_field(self, *, backwards: bool = False) -> bool:
        """Go to the next wrong field."""
        forms_ = (self.times, self.facts)
        return any(form.focus_next_open(backwards=backwards) for form in forms_)


def _change(key: int, version: int, values: Mapping[str, object]) -> Order[int]:
    return shoots.change(key, version=version, values=values)
