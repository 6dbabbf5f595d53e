"""Dialogs of incubation: a find, a test with its marks, a step through the gates, plan, money."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import incubation as rules
from studio.domain.names import pick
from studio.errors import Invalid, StudioError
from studio.services import incubation
from studio.services.incubation import Incubation, Test, Way
from studio.services.studio import PersonRow
from ui.context import Context
from ui.forms.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    MoneyField,
    NumberField,
    TextField,
)
from ui.forms.form import Form
from ui.language import text, tr
from ui.talent import words
from ui.talent.incubation.gates import GateRow
from ui.widgets.dialogs import Dialog
from ui.widgets.picks import Choice


class IncubationDialog(Dialog):
    """A form whose act is one command; a refusal stands at its field."""

    done_with = Signal(object)
    """Emitted when the command was carried out; carries what it returned."""

    def __init__(self, context: Context, title: str, parent: QWidget, *, width: int = 460) -> None:
        super().__init__(title, parent, width=width)
        self.context = context
        self.form = Form(framed=True, label_width=130)
        self.confirmed.connect(self._on_confirmed)

    def command(self) -> Any:
        """Return the command the form makes."""
        raise NotImplementedError

    def _on_confirmed(self) -> None:
        self.form.clear_errors()
        if not self.form.complete():
            return
        self.set_busy(True)
        self.context.tasks.run(
            self.command(), owner=self, then=self._on_done, failed=self._on_refused
        )

    def _on_done(self, value: Any) -> None:
        self.accept()
        self.done_with.emit(value)

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)


class ScoutDialog(IncubationDialog):
    """Asks who was found, and by which account."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, tr("Scout somebody"), parent)
        form = self.form
        form.add("name", tr("Stage name"), TextField(limit=120))
        form.add("name_zh", tr("Chinese name"), TextField(limit=120))
        form.add("kind", tr("Kind"), ChoiceField(words.kind_choices()))
        form.add("platform", tr("Platform"), ChoiceField(words.platform_choices(), none="–"))
        form.add("handle", tr("Account"), TextField(limit=120))
        form.add("followers", tr("Followers"), NumberField(whole=True))
        form.add("niche", tr("Niche"), TextField(limit=80))
        form.add("source", tr("Found by"), TextField(limit=120))
        form.set_value({"kind": "creator"})
        self.add(form)
        self.set_primary(tr("Put on the board"))
        form.focus_first()

    def command(self) -> Any:
        """Return the scouting."""
        return incubation.scout(self.form.value())


class TestDialog(IncubationDialog):
    """A test task: what, when, who judged, and a mark of 10 for each part it shows."""

    __test__ = False

    def __init__(
        self,
        context: Context,
        one: Incubation,
        people: Sequence[PersonRow],
        parent: QWidget,
        test: Test | None = None,
    ) -> None:
        name = pick(one.name, one.name_zh, context.language)
        super().__init__(context, tr("Test {name}").format(name=name), parent)
        self._talent, self._test = one.talent_id, test
        today = context.clock.today()
        form = self.form
        form.add("title", tr("Task"), TextField(limit=120), required=True)
        form.add("held_on", tr("Held on"), DateField(today), required=True)
        judges = [Choice(row.id, pick(row.name, row.name_zh, context.language)) for row in people]
        form.add("judge_id", tr("Judge"), ChoiceField(judges, none="–"))
        form.section(tr("Marks of 10; empty where the task does not show it"))
        for part in rules.rubric(today):
            form.add(part.code, words.named(part.name), NumberField())
        form.add("note", tr("Note"), LongTextField(lines=2))
        if test is None:
            form.set_value({"held_on": today, "judge_id": context.person_id})
        else:
            marks = {code: Decimal(mark) / 10 for code, mark in test.scores}
            form.set_value(
                {
                    "title": pick(test.title, test.title_zh, context.language),
                    "held_on": test.held_on,
                    "judge_id": test.judge_id,
                    "note": test.note,
                    **marks,
                }
            )
        self.add(form)
        self.set_primary(tr("Keep the test"))
        form.focus_first()

    def command(self) -> Any:
        """Return the test as typed."""
        values = self.form.value()
        parts = [part.code for part in rules.rubric(self.context.clock.today())]
        scores = {code: values.pop(code) for code in parts}
        given = {**values, "scores": scores, "note": values["note"] or ""}
        if self._test is not None:
            return incubation.change_test(self._test.id, version=self._test.version, values=given)
        return incubation.add_test(self._talent, given)


class MilestoneDialog(IncubationDialog):
    """A milestone of the training plan."""

    def __init__(self, context: Context, talent_id: int, parent: QWidget) -> None:
        super().__init__(context, tr("New milestone"), parent)
        self._talent = talent_id
        today = context.clock.today()
        self.form.add("title", tr("Milestone"), TextField(limit=120), required=True)
        self.form.add("due_on", tr("Due"), DateField(today))
        self.add(self.form)
        self.set_primary(tr("Plan", "verb"))
        self.form.focus_first()

    def command(self) -> Any:
        """Return the new milestone."""
        return incubation.add_milestone(self._talent, self.form.value())


class MoneyDialog(IncubationDialog):
    """Money put in or earned."""

    def __init__(self, context: Context, talent_id: int, currency: str, parent: QWidget) -> None:
        super().__init__(context, tr("Book money"), parent)
        self._talent = talent_id
        self._amount = MoneyField(currency)
        kinds = [Choice(code, text(words_)) for code, words_ in rules.MONEY_KINDS.items()]
        form = self.form
        form.add("kind", tr("Kind"), ChoiceField(kinds), required=True)
        form.add("title", tr("What for"), TextField(limit=120), required=True)
        form.add("day", tr("Day"), DateField(context.clock.today()), required=True)
        form.add("currency", tr("Currency"), ChoiceField(words.currency_choices()), required=True)
        form.add("amount", tr("Amount"), self._amount, required=True)
        form.set_value({"kind": "investment", "currency": currency, "day": context.clock.today()})
        form.committed.connect(self._on_committed)
        self.add(form)
        self.set_primary(tr("Book", "verb"))
        form.focus_field("title")

    def _on_committed(self, name: str, value: object) -> None:
        if name == "currency" and isinstance(value, str):
            self._amount.set_currency(value)

    def command(self) -> Any:
        """Return the booking."""
        return incubation.add_money(self._talent, self.form.value())


class MoveDialog(IncubationDialog):
    """A step to another state: its gates, the reason, and the owner's way past a gate."""

    def __init__(self, context: Context, one: Incubation, way: Way, parent: QWidget) -> None:
        name = pick(one.name, one.name_zh, context.language)
        state = text(rules.STATES.label(way.state))
        super().__init__(
            context, tr("Move {name} to {state}").format(name=name, state=state), parent
        )
        self._one, self._way = one, way
        for gate in way.gates:
            self.add(GateRow(gate))
        needed = way.state in rules.REASON_NEEDED
        self.form.add("reason", tr("Decision"), TextField(limit=300), required=needed)
        if way.missing:
            self.form.add(
                "override",
                tr("Let it pass because"),
                TextField(limit=300),
                required=True,
                help=tr("Only the owner may; it is kept with the step."),
            )
        self.add(self.form)
        self.set_primary(tr("Move", "verb"))
        self.form.focus_first()

    def command(self) -> Any:
        """Return the move."""
        values = self.form.value()
        return incubation.move(
            self._one.talent_id,
            version=self._one.version,
            to=self._way.state,
            reason=values["reason"] or "",
            override=values.get("override") or "",
        )
