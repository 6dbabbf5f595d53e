"""The fields of a booking: who, for which work, when, where, at what rate."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QSizePolicy

from studio.domain import bookings as rules
from studio.domain.identifiers import CURRENCIES
from studio.domain.names import pick
from studio.domain.talent import DISCIPLINES, KINDS
from studio.services import bookings
from studio.services.bookings import Bookable, Work
from ui.booking.purpose import Purpose
from ui.context import Context
from ui.forms.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    MoneyField,
    NumberField,
    PickField,
    TextField,
)
from ui.forms.form import Form
from ui.language import language, text, tr
from ui.widgets.picks import Arrived, Choice


class Fields:
    """Makes the form of a booking and finds what its pickers offer."""

    def __init__(self, context: Context, owner: Any) -> None:
        self._context = context
        self._owner = owner
        self.who = PickField(self.find_who, placeholder=tr("Choose who or what"))
        self.work = PickField(self.find_work, placeholder=tr("Project or brief"))
        self.rate = MoneyField("CNY")
        self.purpose = Purpose(context, owner)
        for picker in (self.who, self.work):
            picker.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def form(self) -> Form:
        """Return the form, empty."""
        today = self._context.clock.today()
        form = Form(framed=True, columns=2, label_width=84)
        add = form.add
        add("who", tr("Who or what"), self.who, required=True)
        add("work", tr("For", "work"), self.work, column=1)
        add("first", tr("From", "day"), DateField(today), required=True)
        add("begin", tr("At"), TextField(limit=5, placeholder="09:00"), column=1)
        add("last", tr("Until"), DateField(today))
        add("end", tr("At", "end"), TextField(limit=5, placeholder="18:00"), column=1)
        add("title", tr("What"), TextField(limit=120))
        add("role", tr("Role"), TextField(limit=80), column=1)
        self.purpose.add_to(form)
        add("place", tr("Place"), TextField(limit=120))
        add("before", tr("Hours before"), NumberField(placeholder=tr("Travel")), column=1)
        add("rate", tr("Rate", "fee"), self.rate)
        currencies = [Choice(code, code) for code in CURRENCIES]
        add("after", tr("Hours after"), NumberField(placeholder=tr("Travel")), column=1)
        bases = [Choice(code, text(words)) for code, words in rules.BASES.items()]
        add("basis", tr("Paid", "per"), ChoiceField(bases))
        add("currency", tr("Currency"), ChoiceField(currencies), column=1)
        add("note", tr("Note"), LongTextField(lines=1, most=3), wide=True)
        return form

    def find_who(self, typed: str, arrived: Arrived) -> None:
        """Find people of the roster, staff, rooms and gear by name."""

        def show(found: list[Bookable]) -> None:
            arrived([self._bookable(one) for one in found])

        self._context.tasks.ask(
            bookings.bookables(typed), owner=self._owner, then=show, slot="bookables"
        )

    def _bookable(self, one: Bookable) -> Choice:
        words = {**DISCIPLINES, **rules.RESOURCE_KINDS, **KINDS}
        known = words.get(one.craft) or words.get(one.kind)
        fact = text(known) if known is not None else ""
        groups = {"talent": tr("Roster"), "person": tr("Staff"), "resource": tr("Rooms and gear")}
        return Choice(
            one.ref,
            pick(one.name, one.name_zh, language()),
            fact=fact,
            group=groups[one.ref[0]],
        )

    def find_work(self, typed: str, arrived: Arrived) -> None:
        """Find open projects and briefs."""

        def show(found: list[Work]) -> None:
            arrived([self.work_choice(one) for one in found])

        self._context.tasks.ask(bookings.works(typed), owner=self._owner, then=show, slot="works")

    def work_choice(self, one: Work) -> Choice:
        """Return a project or brief as a choice."""
        groups = {"project": tr("Projects"), "brief": tr("Briefs")}
        name = pick(one.name, one.name_zh, language())
        return Choice(
            (one.noun, one.id),
            name if one.noun == "project" else f"{one.number} {name}",
            fact=pick(one.client, one.client_zh, language()),
            hue=one.hue,
            group=groups[one.noun],
        )


def states() -> Sequence[tuple[str, str]]:
    """Return the states a booking may begin in, with the words of their act."""
    return (
        ("enquiry", tr("Ask")),
        ("hold", tr("Hold", "verb")),
        ("confirmed", tr("Book")),
    )
