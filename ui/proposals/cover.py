"""The cover: for whom, from whom, in which language and currency, until when, and the sentence."""

from collections.abc import Sequence
from typing import Any

from studio.domain import identifiers
from studio.domain import proposals as rules
from studio.domain.names import pick
from studio.services import clients, studio
from studio.services.clients import Client
from studio.services.proposals import Proposal
from studio.services.studio import Company, CompanyRow, PersonRow
from ui.forms.fields import CheckField, ChoiceField, DateField, PercentField, TextField
from ui.forms.form import Form
from ui.language import language, text, tr
from ui.proposals.desk import Desk
from ui.proposals.part import INSET, Part
from ui.proposals.texts import TextForm, hint_of
from ui.proposals.words import language_choices
from ui.widgets.boxes import line, vbox
from ui.widgets.labels import label, section_head
from ui.widgets.picks import Choice


class CoverPart(Part):
    """Part 1, and everything that counts for the whole document."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, text(rules.PARTS["cover"]))
        self._client = 0
        self._company = 0
        self._people: Sequence[PersonRow] = ()
        self.record = self._made_record()
        self.document = self._made_document()
        self.sentence = TextForm(desk, "cover", lines=3)
        desk.head.follow(self.record)
        desk.version.follow(self.document)
        for form in (self.record, self.document):
            form.locked_touched.connect(desk.locked_touched)
        inner = vbox(None, margins=(INSET, 12, INSET, 16), gap=10)
        inner.addWidget(self.record)
        inner.addWidget(line("grid"))
        inner.addWidget(section_head(tr("This version")))
        inner.addWidget(self.document)
        inner.addWidget(line("grid"))
        inner.addWidget(section_head(tr("Sentence on the cover")))
        inner.addWidget(label(hint_of("cover"), "small", "text3", wrap=True))
        inner.addWidget(self.sentence)
        inner.addStretch(1)
        self.body.addLayout(inner)
        tasks = desk.context.tasks
        tasks.ask(studio.people(), owner=self, then=self._on_people, slot="people")
        tasks.ask(studio.companies(), owner=self, then=self._on_companies, slot="companies")

    def _made_record(self) -> Form:
        form = Form(label_width=104, compact=True)
        form.add("title", tr("Title"), TextField(), required=True)
        form.add("title_zh", tr("Title in Chinese"), TextField())
        form.add("contact_id", tr("For"), ChoiceField(none=tr("Nobody named")))
        form.add("legal_entity_id", tr("From"), ChoiceField())
        form.add("owner_id", tr("Owner", "of a record"), ChoiceField(none=tr("Nobody")))
        form.add("next_action", tr("Next step"), TextField())
        form.add("next_on", tr("On", "date"), DateField(self.desk.context.clock.today()))
        return form

    def _made_document(self) -> Form:
        form = Form(label_width=104, compact=True, columns=2)
        today = self.desk.context.clock.today()
        form.add("language", tr("Language"), ChoiceField(language_choices()))
        form.add("valid_until", tr("Valid until"), DateField(today), column=1)
        currencies = [Choice(code, code) for code in identifiers.CURRENCIES]
        form.add("currency", tr("Currency"), ChoiceField(currencies))
        pages = [Choice("A4", "A4"), Choice("Letter", tr("US Letter"))]
        form.add("page_size", tr("Paper"), ChoiceField(pages), column=1)
        form.add("tax", tr("Tax"), ChoiceField(placeholder=tr("Choose a rate")))
        form.add("discount", tr("Discount"), PercentField(), column=1)
        form.add("hide_line_prices", "", CheckField(tr("Print section sums only")))
        form.add("change_note", tr("Changed"), TextField(limit=1000), wide=True)
        return form

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the record and the version."""
        names = ("title", "title_zh", "contact_id", "legal_entity_id", "owner_id")
        self.record.set_value(
            {name: getattr(proposal, name) for name in (*names, "next_action", "next_on")}
        )
        company = self.record.field("legal_entity_id")
        if isinstance(company, ChoiceField):
            company.set_value(proposal.legal_entity_id, proposal.company)
        version = proposal.shown
        shown = ("language", "valid_until", "currency", "page_size", "discount",
                 "hide_line_prices", "change_note")  # fmt: skip
        self.document.set_value({name: getattr(version, name) for name in shown})
        tax = self.document.field("tax")
        if isinstance(tax, ChoiceField):
            mode = text(rules.TAX_MODES[version.tax_mode])
            tax.set_value("now", pick(version.tax_name, version.tax_name_zh, language()) or mode)
        self.sentence.show_version(version)
        self.document.set_locked(not self.desk.editable())
        self.record.set_locked(self.desk.context.read_only)
        if isinstance(company, ChoiceField):
            company.set_locked(bool(proposal.number) or self.desk.context.read_only)
        tasks = self.desk.context.tasks
        if proposal.client_id != self._client:
            self._client = proposal.client_id
            query = clients.one(proposal.client_id)
            tasks.ask(query, owner=self, then=self._on_client, slot="client")
        if proposal.legal_entity_id != self._company:
            self._company = proposal.legal_entity_id
            asked = studio.company(proposal.legal_entity_id)
            tasks.ask(asked, owner=self, then=self._on_company, slot="company")

    def _on_client(self, client: Client) -> None:
        field = self.record.field("contact_id")
        if isinstance(field, ChoiceField):
            field.set_choices(
                [
                    Choice(one.id, pick(one.name, one.name_zh, language()), fact=one.title)
                    for one in client.contacts
                    if not one.archived
                ]
            )

    def _on_people(self, people: Sequence[PersonRow]) -> None:
        self._fill(
            "owner_id", [(one.id, pick(one.name, one.name_zh, language())) for one in people]
        )

    def _on_companies(self, companies: Sequence[CompanyRow]) -> None:
        self._fill("legal_entity_id", [(one.id, one.code) for one in companies])

    def _fill(self, name: str, choices: Sequence[tuple[int, str]]) -> None:
        field = self.record.field(name)
        if isinstance(field, ChoiceField):
            field.set_choices([Choice(key, words) for key, words in choices])

    def _on_company(self, company: Company) -> None:
        field = self.document.field("tax")
        if isinstance(field, ChoiceField):
            field.set_choices(
                [
                    Choice(rate.id, pick(rate.name, rate.name_zh, language()))
                    for rate in company.rates
                    if not rate.archived
                ]
            )

    def focus_main(self) -> None:
        """Begin with the title."""
        self.record.focus_first()

    def focus_next_open(self, *, backwards: bool = False) -> bool:
        """Go to the next wrong field of either form."""
        forms: list[Any] = [self.record, self.document, self.sentence]
        return any(form.focus_next_open(backwards=backwards) for form in forms)
