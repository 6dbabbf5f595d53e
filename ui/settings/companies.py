"""Companies: who sends documents and takes money."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import countries
from studio.domain.names import pick
from studio.errors import Invalid, StudioError
from studio.services import studio
from studio.services.operation import Command
from studio.services.studio import Company, CompanyRow
from ui.context import Context
from ui.forms.choices import currencies, terms
from ui.forms.fields import ChoiceField, LongTextField, NumberField, TextField
from ui.forms.form import Form
from ui.forms.part import PartCard, PartList
from ui.language import tr
from ui.settings import choices
from ui.settings.images import ImageBox
from ui.settings.panel import Panel
from ui.widgets.dialogs import Dialog


class CompaniesPanel(Panel):
    """The list of companies; each opens into its form with logo and stamp."""

    nouns = frozenset({"legal_entity"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            tr("Companies"),
            tr(
                "Each has its own numbers, taxes and accounts. Issued documents keep what they say."
            ),
        )
        self._added = 0
        self._dialog: Dialog | None = None
        self.list = PartList(self._make_card, tr("Add company"))
        self.list.add_button.setEnabled(not context.read_only)
        self.add(self.list)
        self.list.add_wished.connect(self._on_add_wished)
        self.list.refused.connect(self.refused)
        self.list.verb_chosen.connect(self._on_verb_chosen)

    def load(self) -> None:
        """Ask for the companies, archived ones included."""
        query = studio.companies(archived=True)
        self.context.tasks.ask(query, owner=self, then=self._on_companies, slot="companies")

    def open_company(self, key: int) -> None:
        """Open one company's form."""
        self.list.open_only(key)

    def _make_card(self) -> PartCard:
        card = CompanyCard(self.context)
        card.done.connect(self.on_done)
        card.opened.connect(self._ask_whole)
        return card

    def _on_companies(self, companies: list[CompanyRow]) -> None:
        cards = self.list.take([company.id for company in companies])
        for card, company in zip(cards, companies, strict=True):
            place = countries.name(company.country, self.context.language)
            tags = [company.code] + ([tr("Archived")] if company.archived else [])
            card.key = company.id
            card.head.set(
                pick(company.legal_name, company.legal_name_zh, self.context.language),
                tr(", ", "between facts").join((place, company.currency)),
                tags,
                faint=company.archived,
            )
            if card.is_open():
                self._ask_whole(company.id)
        if len(companies) == 1 and not companies[0].archived:
            self.list.card(companies[0].id).set_open(True)  # type: ignore[union-attr]
        if self._added and self.list.card(self._added) is not None:
            self.list.open_only(self._added)
            self._added = 0

    def _ask_whole(self, key: int) -> None:
        query = studio.company(key)
        self.context.tasks.ask(query, owner=self, then=self._on_whole, slot=f"company{key}")

    def _on_whole(self, company: Company) -> None:
        card = self.list.card(company.id)
        if isinstance(card, CompanyCard):
            card.show_company(company)

    def _on_add_wished(self) -> None:
        dialog = NewCompanyDialog(self.context, self.window())
        dialog.created.connect(self._on_added)
        self._dialog = dialog
        dialog.open()

    def _on_added(self, key: int) -> None:
        self._added = key
        self.load()

    def _on_verb_chosen(self, verb: str, key: int) -> None:
        card = self.list.card(key)
        if card is not None:
            made = studio.restore_company if verb == "restore" else studio.archive_company
            self.run(made(key, version=card.version))


class CompanyCard(PartCard):
    """One company with its form, logo and stamp."""

    done = Signal(object)
    """Emitted when a picture was changed; carries the Outcome."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.tasks, _change_company, company_form(context.language))
        self._context = context
        self.logo = ImageBox(
            context,
            tr("Logo of this company"),
            tr("Without one, the studio's own is used."),
            self._put_logo,
            self._remove_logo,
        )
        self.stamp = ImageBox(
            context,
            tr("Stamp (chop)"),
            tr("Printed in the chop box of Chinese documents. A red PNG on white or clear ground."),
            self._put_stamp,
            self._remove_stamp,
        )
        self.form.add_widget(self.logo)
        self.form.add_widget(self.stamp)
        self.logo.done.connect(self.done)
        self.stamp.done.connect(self.done)
        self.form.set_locked(context.read_only)

    def show_company(self, company: Company) -> None:
        """Show a company whole."""
        place = countries.name(company.country, self._context.language)
        self.show_part(
            company.id,
            company.version,
            {name: getattr(company, name) for name in self.form.names()},
            title=pick(company.legal_name, company.legal_name_zh, self._context.language),
            fact=tr(", ", "between facts").join((place, company.currency)),
            tags=[company.code] + ([tr("Archived")] if company.archived else []),
            faint=company.archived,
        )
        days = company.terms_kind not in ("on_receipt", "milestone")
        self.form.row("terms_days").set_shown(days)
        self.logo.show_image(company.logo)
        self.stamp.show_image(company.stamp)
        archive = ("archive", tr("Archive", "verb"))
        self.set_verbs([("restore", tr("Restore")) if company.archived else archive])

    def _put_logo(self, data: bytes) -> Command[int]:
        return studio.set_company_logo(self.key, version=self.version, data=data)

    def _remove_logo(self) -> Command[int]:
        return studio.remove_company_logo(self.key, version=self.version)

    def _put_stamp(self, data: bytes) -> Command[int]:
        return studio.set_stamp(self.key, version=self.version, data=data)

    def _remove_stamp(self) -> Command[int]:
        return studio.remove_stamp(self.key, version=self.version)


def company_form(language: str) -> Form:
    """Return a company's fields."""
    form = Form(framed=True, label_width=152)
    form.add("legal_name", tr("Legal name"), TextField())
    form.add("legal_name_zh", tr("Legal name, Chinese"), TextField())
    form.add("code", tr("Code"), TextField(limit=8)).set_help(tr("Used in lists and numbers."))
    form.add("country", tr("Country"), ChoiceField(choices.country_choices(language)))
    form.add("address", tr("Address"), LongTextField(limit=500, lines=2))
    form.add("address_zh", tr("Address, Chinese"), LongTextField(limit=500, lines=2))
    form.add("tax_no", tr("Tax number"), TextField(limit=40))
    form.add("reg_no", tr("Registration number"), TextField(limit=40))
    form.add("currency", tr("Currency"), ChoiceField(currencies()))
    form.add("language", tr("Documents in"), ChoiceField(choices.language_choices()))
    form.add("terms_kind", tr("Payment"), ChoiceField(terms()))
    form.add("terms_days", tr("Days"), NumberField(whole=True))
    form.add("email", tr("E-mail"), TextField(limit=254))
    form.add("phone", tr("Telephone"), TextField(limit=40))
    form.add("website", tr("Website"), TextField())
    form.add("late_clause", tr("Late payment line"), LongTextField(limit=600, lines=2))
    late_zh = LongTextField(limit=600, lines=2)
    form.add("late_clause_zh", tr("Late payment line, Chinese"), late_zh)
    return form


class NewCompanyDialog(Dialog):
    """Asks for what a company cannot be without; the rest is proposed by its country."""

    created = Signal(int)
    """Emitted when the company was added; carries its id."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(tr("Add company"), parent, width=480)
        self._context = context
        self.form = Form(framed=True, label_width=130)
        countries_listed = choices.country_choices(context.language)
        self.form.add("country", tr("Country"), ChoiceField(countries_listed), required=True)
        self.form.add("legal_name", tr("Legal name"), TextField())
        self.form.add("legal_name_zh", tr("Legal name, Chinese"), TextField())
        self.form.add("code", tr("Code"), TextField(limit=8), required=True)
        self.form.add("tax_no", tr("Tax number"), TextField(limit=40))
        self.say(tr("Currency, tax rates and number patterns follow from the country."))
        self.add(self.form)
        self.set_primary(tr("Add company"))
        self.confirmed.connect(self._on_confirmed)
        self.form.focus_first()

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        self.set_busy(True)
        values: dict[str, Any] = {name: value or "" for name, value in self.form.value().items()}
        self._context.tasks.run(
            studio.add_company(values), owner=self, then=self._on_created, failed=self._on_refused
        )

    def _on_created(self, key: int) -> None:
        self.created.emit(key)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)


def _change_company(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    return studio.change_company(key, version=version, values=values)
