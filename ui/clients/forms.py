"""The forms of a client, a contact and a brand; each field saves itself."""

from collections.abc import Sequence
from datetime import date

from studio.services.studio import CompanyRow, PersonRow
from ui.clients import choices
from ui.forms.choices import currencies, named, terms
from ui.forms.fields import (
    CheckField,
    ChoiceField,
    DateField,
    LongTextField,
    MultiField,
    NumberField,
    PercentField,
    TextField,
)
from ui.forms.form import Form
from ui.language import tr
from ui.widgets.picks import Choice


def next_step_form(today: date) -> Form:
    """Return what comes next with this client, and when."""
    form = Form(compact=True, label_width=72)
    form.add("next_action", tr("What"), TextField(placeholder=tr("Such as: send the proposal")))
    form.add("next_on", tr("When"), DateField(today, placeholder=tr("Friday, +7, 12/3")))
    return form


def words_form() -> Form:
    """Return whom the client competes with, and words that must not be used."""
    form = Form(compact=True)
    form.add("competitors", tr("Competitors"), MultiField(free=True, placeholder=tr("Add a name")))
    form.add(
        "forbidden_words",
        tr("Forbidden words"),
        MultiField(free=True, placeholder=tr("Add a word")),
        help=tr("Checked in captions and documents for this client."),
    )
    return form


def identity_form(language: str, people: Sequence[PersonRow]) -> Form:
    """Return names, place and who leads the account."""
    form = Form(compact=True)
    form.add("name", tr("Name"), TextField(limit=120))
    form.add("name_zh", tr("Chinese name"), TextField(limit=120))
    form.add("legal_name", tr("Legal name"), TextField())
    form.add("legal_name_zh", tr("Legal name, Chinese"), TextField())
    form.add("code", tr("Code"), TextField(limit=12), help=tr("Used in numbers and file names."))
    form.add("country", tr("Country"), ChoiceField(choices.country_choices(language)))
    form.add("address", tr("Address"), LongTextField(limit=500, lines=1))
    form.add("address_zh", tr("Address, Chinese"), LongTextField(limit=500, lines=1))
    form.add("website", tr("Website"), TextField())
    form.add("industry", tr("Industry"), TextField(limit=80))
    form.add("market", tr("Market"), TextField(limit=80))
    lead = ChoiceField(named(people, language), none=tr("Nobody"))
    form.add("lead_id", tr("Lead"), lead)
    return form


def terms_form(language: str, companies: Sequence[CompanyRow]) -> Form:
    """Return how the client is invoiced."""
    form = Form(compact=True)
    ours = ChoiceField(choices.company_choices(companies, language), none=tr("Not chosen"))
    form.add("legal_entity_id", tr("Our company"), ours)
    form.add("currency", tr("Currency"), ChoiceField(currencies()))
    form.add("language", tr("Documents in"), ChoiceField(choices.language_choices()))
    sizes = [Choice("A4", "A4"), Choice("Letter", tr("US Letter"))]
    form.add("page_size", tr("Paper"), ChoiceField(sizes))
    form.add("terms_kind", tr("Payment"), ChoiceField(terms()))
    form.add("terms_days", tr("Days"), NumberField(whole=True))
    form.add("invoice_email", tr("Invoices to"), TextField(placeholder=tr("E-mail")))
    form.add("po_required", "", CheckField(tr("A PO number is needed")))
    return form


def tax_form() -> Form:
    """Return the tax profile, and what a fapiao needs."""
    form = Form(compact=True)
    form.add("tax_no", tr("Tax number"), TextField(limit=40))
    form.add("tax_treatment", tr("Treatment"), ChoiceField(choices.treatment_choices()))
    form.add("tax_rate", tr("Rate"), PercentField(placeholder=tr("The company's standard")))
    form.add(
        "fapiao_kind", tr("Fapiao"), ChoiceField(choices.fapiao_choices(), none=tr("None needed"))
    )
    form.add("fapiao_title", tr("Fapiao title"), TextField())
    form.add("fapiao_bank", tr("Fapiao bank"), TextField())
    return form


def note_form() -> Form:
    """Return the note about a client."""
    form = Form(stacked=True)
    form.add("note", tr("Note"), LongTextField(lines=3))
    return form


def contact_form() -> Form:
    """Return a contact's fields."""
    form = Form(compact=True, label_width=92)
    form.add("name", tr("Name"), TextField(limit=120))
    form.add("name_zh", tr("Chinese name"), TextField(limit=120))
    form.add("title", tr("Position"), TextField(limit=120))
    form.add("role", tr("Role"), ChoiceField(choices.role_choices()))
    form.add("email", tr("E-mail"), TextField(limit=254))
    form.add("phone", tr("Telephone"), TextField(limit=40))
    form.add("wechat", tr("WeChat"), TextField(limit=60))
    languages = [Choice("en", tr("English")), Choice("zh", tr("Chinese"))]
    form.add("language", tr("Speaks"), ChoiceField(languages, none=tr("Not known")))
    form.add("note", tr("Note"), LongTextField(lines=1))
    form.add("standard", "", CheckField(tr("Gets our documents")))
    return form


def brand_form() -> Form:
    """Return a brand's fields."""
    form = Form(compact=True, label_width=92)
    form.add("name", tr("Name"), TextField(limit=120))
    form.add("name_zh", tr("Chinese name"), TextField(limit=120))
    form.add("category", tr("Category"), TextField(limit=80))
    form.add("note", tr("Note"), LongTextField(lines=1))
    return form
