"""Dialogs of profiles: a character's owners and licences, a crew's rate and kit, an agency."""

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.talent.profiles import AGENCY_KINDS, REBATES, TECHNIQUES
from studio.errors import StudioError
from studio.services import talent
from studio.services.operation import Command
from studio.services.talent import Agency, Talent
from ui.context import Context
from ui.forms.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    MoneyField,
    MultiField,
    NumberField,
    PercentField,
    TextField,
)
from ui.forms.form import Form
from ui.language import text, tr
from ui.talent import words
from ui.talent.forms import refused
from ui.widgets.dialogs import Dialog
from ui.widgets.picks import Choice


class ProfileDialog(Dialog):
    """A form whose act is one command; a refusal stands at its field."""

    said = Signal(str, bool)
    """Emitted when the profile was kept."""

    def __init__(
        self, context: Context, title: str, parent: QWidget | None, one: Talent, *, columns: int = 2
    ) -> None:
        super().__init__(title, parent, width=660 if columns == 2 else 460)
        self.context, self.talent = context, one
        self.form = Form(framed=True, label_width=118, columns=columns)
        self.add(self.form)
        self.set_primary(tr("Keep"))
        self.confirmed.connect(self._on_confirmed)

    def command(self, values: dict[str, Any]) -> Command[int]:
        """Return the command the form makes."""
        raise NotImplementedError

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        self.set_busy(True)
        made = self.command(self.form.value())
        self.context.tasks.run(made, owner=self, then=self._on_kept, failed=self._on_refused)

    def _on_kept(self, _key: int) -> None:
        self.said.emit(tr("Profile kept"), True)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)


class VirtualDialog(ProfileDialog):
    """Asks who is behind a character, until when it is licensed, and what is always said of it."""

    def __init__(self, context: Context, parent: QWidget | None, one: Talent) -> None:
        title = tr("Profile of {name}").format(name=words.named_talent(one))
        super().__init__(context, title, parent, one)
        today, form = context.clock.today(), self.form
        techniques = [Choice(code, text(said)) for code, said in TECHNIQUES.items()]
        form.add("label", tr("Label, always"), TextField(limit=200))
        form.add("label_zh", tr("In Chinese"), TextField(limit=200), column=1)
        form.add("ip_owner", tr("Owner of the IP"), TextField(limit=200))
        form.add("operator", tr("Operator"), TextField(limit=200), column=1)
        form.add("technique", tr("Technique"), ChoiceField(techniques))
        form.add("voice_source", tr("Voice"), TextField(limit=200), column=1)
        form.add("model_from", tr("Model from"), DateField(today))
        form.add("model_until", tr("Model until"), DateField(today), column=1)
        form.add("voice_from", tr("Voice from"), DateField(today))
        form.add("voice_until", tr("Voice until"), DateField(today), column=1)
        form.add("underlying_person", tr("Person beneath"), TextField(limit=200))
        form.add("consent", tr("Consent"), TextField(limit=300), column=1)
        form.add("allowed", tr("Allowed"), LongTextField(limit=1000, lines=2))
        form.add("forbidden", tr("Forbidden"), LongTextField(limit=1000, lines=2), column=1)
        form.set_value({"technique": "ai_generated"})
        if one.virtual is not None:
            form.set_value({name: getattr(one.virtual, name) for name in form.names()})
        form.focus_first()

    def command(self, values: dict[str, Any]) -> Command[int]:
        """Return the describing of the character."""
        version = self.talent.virtual.version if self.talent.virtual else 0
        return talent.describe_virtual(self.talent.id, values, version)


class CrewDialog(ProfileDialog):
    """Asks what somebody in the crew does, for how much a day, with what."""

    def __init__(self, context: Context, parent: QWidget | None, one: Talent) -> None:
        title = tr("Profile of {name}").format(name=words.named_talent(one))
        super().__init__(context, title, parent, one, columns=1)
        crew, form = one.crew, self.form
        currency = crew.day_rate.currency if crew and crew.day_rate else "CNY"
        self.rate = MoneyField(currency)
        form.add("disciplines", tr("Crafts"), MultiField(words.discipline_choices()))
        form.add("currency", tr("Currency"), ChoiceField(words.currency_choices()))
        form.add("day_rate", tr("Day rate"), self.rate)
        form.add("overtime", tr("Overtime ×"), NumberField())
        form.add("kit", tr("Kit"), LongTextField(limit=1000, lines=2))
        form.add("insured_until", tr("Insured until"), DateField(context.clock.today()))
        form.add("certificates", tr("Certificates"), MultiField(free=True))
        form.set_value({"currency": currency, "overtime": Decimal("1.5")})
        names = [name for name in form.names() if name != "currency"]
        if crew is not None:
            form.set_value({name: getattr(crew, name) for name in names} | {"currency": currency})
        form.committed.connect(self._on_committed)
        form.focus_first()

    def command(self, values: dict[str, Any]) -> Command[int]:
        """Return the describing of the crew."""
        version = self.talent.crew.version if self.talent.crew else 0
        return talent.describe_crew(self.talent.id, values, version)

    def _on_committed(self, name: str, value: object) -> None:
        if name == "currency":
            self.rate.set_currency(str(value))


class AgencyDialog(ProfileDialog):
    """Asks who represents somebody, from when, and whose rebate holds."""

    def __init__(
        self, context: Context, parent: QWidget | None, one: Talent, agency: Agency | None = None
    ) -> None:
        super().__init__(
            context, tr("Change agency") if agency else tr("Link agency"), parent, one, columns=1
        )
        self._agency = agency
        today, form = context.clock.today(), self.form
        kinds = [Choice(code, text(said)) for code, said in AGENCY_KINDS.items()]
        rebates = [Choice(code, text(said)) for code, said in REBATES.items()]
        if agency is None:
            self.lead(tr("An open link of the same kind ends the day before."))
        form.add("kind", tr("Kind"), ChoiceField(kinds))
        form.add("name", tr("Name"), TextField(limit=200), required=True)
        form.add("name_zh", tr("Chinese name"), TextField(limit=200))
        form.add("contact", tr("Contact"), TextField(limit=200))
        form.add("first_on", tr("From", "day"), DateField(today), required=True)
        form.add("last_on", tr("Until"), DateField(today))
        form.add("rebate", tr("Rebate"), ChoiceField(rebates))
        form.add("rebate_share", tr("Share"), PercentField())
        form.add("note", tr("Note"), TextField(limit=300))
        form.set_value({"kind": "mcn", "first_on": today, "rebate": "none"})
        if agency is not None:
            form.set_value({name: getattr(agency, name) for name in form.names()})
        self._show_share(form.value()["rebate"])
        form.committed.connect(self._on_committed)
        form.focus_field("name")

    def command(self, values: dict[str, Any]) -> Command[int]:
        """Return the link, or its change."""
        given = values["rebate_share"] if values["rebate"] != "none" else None
        values = {**values, "rebate_share": given or Decimal(0)}
        if self._agency is None:
            return talent.link_agency(self.talent.id, values)
        return talent.change_agency(self._agency.id, version=self._agency.version, values=values)

    def _show_share(self, rebate: object) -> None:
        self.form.row("rebate_share").set_shown(rebate != "none")

    def _on_committed(self, name: str, value: object) -> None:
        if name == "rebate":
            self._show_share(value)
            self.adjustSize()
