"""Taxes: how a company is registered, and the rates its lines may carry."""

from collections.abc import Mapping, Sequence

from studio.domain import clients as client_rules
from studio.domain.names import pick
from studio.services import studio
from studio.services.operation import Command
from studio.services.studio import Company, TaxRateRow
from ui.context import Context
from ui.forms.fields import ChoiceField, PercentField, TextField
from ui.forms.form import Form
from ui.forms.part import PartCard, PartList
from ui.forms.saver import Saver
from ui.language import percent, text, tr
from ui.settings import choices
from ui.settings.company import CompanyPanel
from ui.settings.panel import new_form


class TaxesPanel(CompanyPanel):
    """A company's VAT status and its rates."""

    nouns = frozenset({"legal_entity", "tax_rate"})

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            tr("Taxes"),
            tr("Rates were proposed by the country's rules. Documents copy the rate they bear."),
        )
        self._added = 0
        self.saver = Saver(context.tasks, _change_company)
        self.form = new_form()
        self.form.add("vat_status", tr("Registered as"), ChoiceField(choices.vat_choices()))
        self.form.add("rounding", tr("Tax is rounded"), ChoiceField(choices.rounding_choices()))
        self.form.set_locked(context.read_only)
        self.list = PartList(self._make_card, tr("Add tax rate"))
        self.list.add_button.setEnabled(not context.read_only)
        self.add(self.saver, self.form)
        self.section(tr("Rates"))
        self.add(self.list)
        self.saver.follow(self.form)
        self.list.add_wished.connect(self._on_add_wished)
        self.list.refused.connect(self.refused)
        self.list.verb_chosen.connect(self._on_verb_chosen)
        self.saver.refused.connect(self.refused)

    def forms(self) -> Sequence[Form]:
        """Return the company's form."""
        return (self.form,)

    def show_company(self, company: Company) -> None:
        """Show status and rates."""
        self.saver.show_record(company.id, company.version)
        self.form.set_value({name: getattr(company, name) for name in self.form.names()})
        cards = self.list.take([rate.id for rate in company.rates])
        for card, rate in zip(cards, company.rates, strict=True):
            self._show(card, rate)
        if self._added and self.list.card(self._added) is not None:
            self.list.open_only(self._added)
            self._added = 0

    def _make_card(self) -> PartCard:
        return PartCard(self.context.tasks, _change_rate, rate_form())

    def _show(self, card: PartCard, rate: TaxRateRow) -> None:
        tags = [tr("Standard")] if rate.standard else []
        tags += [tr("Archived")] if rate.archived else []
        treatment = text(client_rules.TREATMENTS[rate.treatment])
        card.show_part(
            rate.id,
            rate.version,
            {name: getattr(rate, name) for name in card.form.names()},
            title=pick(rate.name, rate.name_zh, self.context.language),
            fact=tr(", ", "between facts").join((percent(rate.rate), treatment)),
            tags=tags,
            faint=rate.archived,
        )
        card.set_verbs(verbs(standard=rate.standard, archived=rate.archived))

    def _on_add_wished(self) -> None:
        if self.company is None:
            return
        values = {"name": tr("New rate"), "treatment": "standard"}
        command = studio.add_rate(self.company.id, values)
        tasks = self.context.tasks
        tasks.run(command, owner=self, then=self._on_added, failed=self.refused.emit)

    def _on_added(self, key: int) -> None:
        self._added = key
        self.load()

    def _on_verb_chosen(self, verb: str, key: int) -> None:
        card = self.list.card(key)
        if card is None:
            return
        made = {
            "standard": studio.set_standard_rate,
            "archive": studio.archive_rate,
            "restore": studio.restore_rate,
        }[verb]
        self.run(made(key, version=card.version))


def verbs(*, standard: bool, archived: bool) -> list[tuple[str, str]]:
    """Return what can be done with a rate or account."""
    if archived:
        return [("restore", tr("Restore"))]
    found = [] if standard else [("standard", tr("Make standard"))]
    return [*found, ("archive", tr("Archive", "verb"))]


def rate_form() -> Form:
    """Return a rate's fields."""
    form = Form(framed=True, label_width=140)
    form.add("name", tr("Name on documents"), TextField(limit=80))
    form.add("name_zh", tr("Name, Chinese"), TextField(limit=80))
    form.add("rate", tr("Rate"), PercentField())
    form.add("treatment", tr("Treatment"), ChoiceField(choices.treatment_choices()))
    form.add("note", tr("Sentence on documents"), TextField(limit=400))
    form.add("note_zh", tr("Sentence, Chinese"), TextField(limit=400))
    return form


def _change_rate(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    return studio.change_rate(key, version=version, values=values)


def _change_company(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    return studio.change_company(key, version=version, values=values)
