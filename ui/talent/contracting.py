"""Dialogs of contracts: what is agreed, signing, terminating and cancelling."""

from typing import Any

from PySide6.QtWidgets import QWidget

from studio.domain import agreements as rules
from studio.services import agreements, studio
from studio.services.agreements import Contract
from studio.services.studio import CompanyRow
from ui.context import Context
from ui.forms.fields import (
    CheckField,
    ChoiceField,
    DateField,
    LongTextField,
    MultiField,
    NumberField,
    PercentField,
    PickField,
    TextField,
)
from ui.language import text, tr
from ui.talent import words
from ui.talent.agreeing import AgreementDialog
from ui.talent.finding import Finder
from ui.widgets.picks import Choice

NAMES = (
    "kind", "number", "start_on", "end_on", "split", "platforms", "exclusive", "notice_days",
    "payment_terms", "note",
)  # fmt: skip
WORDS = ("number", "payment_terms", "note", "law", "territory")
"""Fields whose empty value is a text."""


class ContractDialog(AgreementDialog):
    """A contract: who, term, split, platforms, law and the clauses agreed."""

    def __init__(
        self, context: Context, talent_id: int, parent: QWidget, one: Contract | None = None
    ) -> None:
        title = tr("Change the contract") if one else tr("New contract")
        super().__init__(context, title, parent, columns=2)
        self._talent, self._one = talent_id, one
        self._companies = ChoiceField([], none=tr("Not said"))
        self._client = PickField(Finder(context, self).clients, none=tr("None"))
        self._fill()
        context.tasks.ask(studio.companies(), owner=self, then=self._on_companies, slot="companies")
        self.add(self.form)
        self.set_primary(tr("Keep"))
        self.form.focus_first()

    def _fill(self) -> None:
        one, form, today = self._one, self.form, self.context.clock.today()
        kinds = [Choice(code, text(name)) for code, name in rules.KINDS.items()]
        everywhere = tr("Everywhere", "place")
        form.add("kind", tr("Kind"), ChoiceField(kinds), required=True)
        form.add("number", tr("Number"), TextField(limit=40), column=1)
        form.add("start_on", tr("From", "day"), DateField(today))
        form.add("end_on", tr("To", "day"), DateField(today), column=1)
        form.add("legal_entity_id", tr("Our company"), self._companies)
        form.add("client_id", tr("For the client"), self._client, column=1)
        form.add("split", tr("Studio's share"), PercentField())
        form.add("notice_days", tr("Notice in days"), NumberField(whole=True), column=1)
        form.add("law", tr("Law"), ChoiceField(words.country_choices(), none=tr("Not said")))
        form.add(
            "territory", tr("Territory"), ChoiceField(words.country_choices(), none=everywhere),
            column=1,
        )  # fmt: skip
        form.add("platforms", tr("Platforms"),
                 MultiField(words.platform_choices(), placeholder=tr("All")))  # fmt: skip
        form.add("exclusive", "", CheckField(tr("Exclusive")), column=1)
        form.add("payment_terms", tr("Payment"), TextField(limit=200), wide=True)
        clauses = [Choice(code, text(name)) for code, name in rules.CLAUSES.items()]
        form.add("clauses", tr("Clauses agreed"), MultiField(clauses), wide=True)
        form.add("note", tr("Note"), LongTextField(lines=2), wide=True)
        form.set_value({"kind": "talent_agreement", "notice_days": 30})
        if one is not None:
            agreed = tuple(code for code, ok in one.clauses if ok)
            form.set_value({name: getattr(one, name) for name in NAMES} | {"clauses": agreed})
            form.set_value({"law": one.law or None, "territory": one.territory or None})
            self._client.set_value(one.client_id, words.named(one.client))

    def _on_companies(self, found: list[CompanyRow]) -> None:
        self._companies.set_choices(
            [Choice(row.id, words.company(row), fact=row.country) for row in found]
        )
        if self._one is not None:
            self.form.set_value({"legal_entity_id": self._one.legal_entity_id})

    def command(self) -> Any:
        """Return the new or changed contract."""
        values = self.form.value()
        agreed = values.pop("clauses") or ()
        values["clauses"] = {code: code in agreed for code in rules.CLAUSES}
        for name in WORDS:
            values[name] = values[name] or ""
        values["notice_days"] = values["notice_days"] or 0
        if self._one is None:
            return agreements.add_contract(self._talent, values)
        return agreements.change_contract(self._one.id, version=self._one.version, values=values)


class SignDialog(AgreementDialog):
    """Who signed for both sides, and when."""

    def __init__(self, context: Context, one: Contract, parent: QWidget) -> None:
        super().__init__(context, tr("Sign the contract"), parent)
        self._one = one
        today, form = context.clock.today(), self.form
        form.add("signed_by_us", tr("For us"), TextField(limit=120), required=True)
        form.add("signed_by_us_on", tr("On", "day"), DateField(today), required=True)
        form.add("signed_by_them", tr("For them"), TextField(limit=120), required=True)
        form.add("signed_by_them_on", tr("On", "day"), DateField(today), required=True)
        form.set_value(
            {
                "signed_by_us": one.signed_by_us,
                "signed_by_us_on": one.signed_by_us_on or today,
                "signed_by_them": one.signed_by_them,
                "signed_by_them_on": one.signed_by_them_on or today,
            }
        )
        self.say(tr("A signed contract stays as it is; changes come as an amendment."))
        self.add(form)
        self.set_primary(tr("Sign", "verb"))
        form.focus_first()

    def command(self) -> Any:
        """Return the signing."""
        return agreements.sign(self._one.id, version=self._one.version, values=self.form.value())


class EndDialog(AgreementDialog):
    """Why a contract is terminated or cancelled."""

    def __init__(self, context: Context, one: Contract, to: str, parent: QWidget) -> None:
        titles = {"terminated": tr("Terminate the contract"), "cancelled": tr("Cancel the draft")}
        super().__init__(context, titles[to], parent)
        self._one, self._to = one, to
        self.form.add("reason", tr("Reason"), TextField(limit=300), required=True)
        self.add(self.form)
        self.set_primary(titles[to], danger=True)
        self.form.focus_first()

    def command(self) -> Any:
        """Return the move."""
        return agreements.move_contract(
            self._one.id, version=self._one.version, to=self._to,
            reason=self.form.value()["reason"],
        )  # fmt: skip
