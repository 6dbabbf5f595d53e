"""The forms of a project; each field saves itself."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from studio.domain.money import Money
from studio.services.studio import PersonRow
from ui.forms.choices import named
from ui.forms.fields import ChoiceField, DateField, LongTextField, MoneyField, TextField
from ui.forms.form import Form
from ui.language import tr
from ui.projects import choices

MONEY = ("net", "budget", "spent")


class AmountField(MoneyField):
    """An amount that also takes minor units, as a conflict hands over what others saved."""

    def set_value(self, value: Any) -> None:
        """Show an amount."""
        minor = isinstance(value, int)
        super().set_value(Money(value, self._currency) if minor else value)


def next_form(today: date, language: str) -> Form:
    """Return what comes next, and when."""
    form = Form(compact=True, label_width=72)
    names = {"next_step": tr("What"), "next_step_zh": tr("In Chinese")}
    order = ("next_step", "next_step_zh") if language == "en" else ("next_step_zh", "next_step")
    if language == "zh":
        names = {"next_step_zh": tr("What"), "next_step": tr("In English")}
    for name in order:
        form.add(name, names[name], TextField(placeholder=tr("Such as: shoot clip 34")))
    form.add("next_on", tr("When"), DateField(today, placeholder=tr("Friday, +7, 12/3")))
    return form


def facts_form(language: str, people: Sequence[PersonRow]) -> Form:
    """Return what the project is, for whom, and who sees to it."""
    form = Form(compact=True)
    form.add("name", tr("Name"), TextField(limit=120))
    form.add("name_zh", tr("Chinese name"), TextField(limit=120))
    form.add("kind", tr("Kind"), ChoiceField(choices.kinds()))
    lead = ChoiceField(named(people, language), none=tr("Nobody"))
    form.add("lead_id", tr("Lead"), lead)
    form.add("contact_id", tr("Contact"), ChoiceField((), none=tr("Nobody")))
    form.add("market", tr("Market"), TextField(limit=80))
    form.add("po_no", tr("PO number"), TextField(limit=60))
    form.add("contract_no", tr("Contract"), TextField(limit=60))
    form.add("language", tr("Documents in"), ChoiceField(choices.languages()))
    return form


def dates_form(today: date) -> Form:
    """Return the days and months of a project."""
    form = Form(compact=True)
    form.add("start_on", tr("Starts"), DateField(today))
    form.add("end_on", tr("Ends"), DateField(today))
    form.add("publish_from", tr("Out from"), DateField(today))
    form.add("publish_to", tr("Out until"), DateField(today))
    form.add("delivered_on", tr("Delivered"), DateField(today))
    month = tr("Such as 2026-11")
    form.add("business_month", tr("Client's month"), TextField(limit=7, placeholder=month))
    form.add("finance_month", tr("Finance month"), TextField(limit=7, placeholder=month))
    return form


def money_form() -> Form:
    """Return the contract's net and our cost, in the project's currency."""
    form = Form(compact=True)
    form.add("net", tr("Contract net"), AmountField("GBP"))
    form.add("budget", tr("Planned cost"), AmountField("GBP"))
    form.add("spent", tr("Spent"), AmountField("GBP"))
    return form


def set_currency(form: Form, currency: str) -> None:
    """Let the amounts of a form be in a currency."""
    for name in form.names():
        field = form.field(name)
        if isinstance(field, MoneyField):
            field.set_currency(currency)


def note_form() -> Form:
    """Return the note about a project."""
    form = Form(stacked=True)
    form.add("note", tr("Note"), LongTextField(lines=3))
    return form


def given(values: Mapping[str, object]) -> dict[str, object]:
    """Return values as the studio takes them: amounts in minor units."""
    return {
        name: value.minor if isinstance(value, Money) else value for name, value in values.items()
    }
