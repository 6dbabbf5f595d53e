"""Dialogs of consent: a yes that was given, one that is taken back, and what may go abroad."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain.talent import consents as rules
from studio.errors import StudioError
from studio.services.operation import Command
from studio.services.talent import personal
from studio.services.talent.personal import Consent, Papers
from ui.context import Context
from ui.forms.fields import ChoiceField, DateField, TextField
from ui.forms.form import Form
from ui.language import text, tr
from ui.talent.forms import refused
from ui.widgets.dialogs import Dialog
from ui.widgets.picks import Choice


class _ConsentForm(Dialog):
    """A form whose act is one command; a refusal stands at its field."""

    said = Signal(str, bool)
    """Emitted when it was noted."""

    def __init__(self, context: Context, title: str, parent: QWidget | None) -> None:
        super().__init__(title, parent, width=460)
        self._context = context
        self.form = Form(framed=True, label_width=110)
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
        self._context.tasks.run(made, owner=self, then=self._on_done, failed=self._on_refused)

    def _on_done(self, _key: int) -> None:
        self.said.emit(tr("Noted"), True)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)


class ConsentDialog(_ConsentForm):
    """Asks to what somebody agreed, when, how, and who gave it."""

    def __init__(
        self, context: Context, parent: QWidget | None, talent_id: int, purpose: str = "sensitive"
    ) -> None:
        super().__init__(context, tr("Note a consent"), parent)
        self._talent = talent_id
        today, form = context.clock.today(), self.form
        form.add("purpose", tr("Agreed to"), ChoiceField(_choices(rules.PURPOSES)))
        form.add("given_on", tr("On", "day"), DateField(today), required=True)
        form.add("channel", tr("How"), ChoiceField(_choices(rules.CHANNELS)))
        form.add("by", tr("Given by"), TextField(limit=120, placeholder=tr("the person")))
        form.add("note", tr("Proof"), TextField(limit=300))
        form.set_value({"purpose": purpose, "given_on": today, "channel": "written"})
        self.add(form)
        self.set_primary(tr("Note it"))
        form.focus_first()

    def command(self, values: dict[str, Any]) -> Command[int]:
        """Return the noting."""
        return personal.agree(self._talent, values)


class WithdrawDialog(_ConsentForm):
    """Asks since when somebody takes a consent back, and why."""

    def __init__(self, context: Context, parent: QWidget | None, one: Consent) -> None:
        super().__init__(context, tr("Consent taken back"), parent)
        self._one = one
        self.lead(text(rules.PURPOSES[one.purpose]))
        today = context.clock.today()
        self.form.add("on", tr("On", "day"), DateField(today), required=True)
        self.form.add("reason", tr("Reason"), TextField(limit=300))
        self.form.set_value({"on": today})
        self.say(tr("What was done before stays lawful; from that day on it stops."))
        self.add(self.form)
        self.set_primary(tr("Take back"))
        self.form.focus_field("reason")

    def command(self, values: dict[str, Any]) -> Command[int]:
        """Return the taking back."""
        return personal.withdraw(self._one.id, version=self._one.version, **values)


class GroundDialog(_ConsentForm):
    """Asks on what ground somebody's data may leave their country."""

    def __init__(
        self, context: Context, parent: QWidget | None, talent_id: int, papers: Papers
    ) -> None:
        super().__init__(context, tr("Data abroad"), parent)
        self._talent, self._papers = talent_id, papers
        self.lead(
            tr("Data of people in China go abroad only on a ground (PIPL Art. 38): copies, and "
               "a studio that is shared with a company elsewhere.")
        )  # fmt: skip
        self.form.add("ground", tr("Ground"), ChoiceField(_choices(rules.GROUNDS)))
        self.form.set_value({"ground": papers.abroad})
        self.add(self.form)
        self.set_primary(tr("Keep"))
        self.form.focus_first()

    def command(self, values: dict[str, Any]) -> Command[int]:
        """Return the choice."""
        ground = values["ground"] or ""
        return personal.choose_ground(self._talent, ground, version=self._papers.version)


def _choices(known: Any) -> list[Choice]:
    return [Choice(code, text(words)) for code, words in known.items()]
