"""Dialogs of projects: a new one, a move that needs words, one part of the payment."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import projects as rules
from studio.domain.names import pick
from studio.errors import Invalid, StudioError
from studio.services import clients, projects
from studio.services.clients import Pick as ClientPick
from studio.services.projects import KillFee, Move, PartRow, Project
from studio.services.studio import CompanyRow
from ui.context import Context
from ui.forms.choices import currencies, terms
from ui.forms.fields import (
    CheckField,
    ChoiceField,
    DateField,
    LongTextField,
    MoneyField,
    NumberField,
    PercentField,
    TextField,
)
from ui.forms.form import Form
from ui.language import money, percent, text, tr, trn
from ui.projects import choices, moves
from ui.projects.forms import given
from ui.widgets.dialogs import Dialog


class FormDialog(Dialog):
    """A dialog around one form whose act is one command."""

    def __init__(self, context: Context, title: str, parent: QWidget, *, width: int = 480) -> None:
        super().__init__(title, parent, width=width)
        self.context = context
        self.form = Form(framed=True, label_width=116)
        self.add(self.form)
        self.confirmed.connect(self._on_confirmed)

    def command(self, values: dict[str, Any]) -> Any:
        """Return the command for the typed values."""
        raise NotImplementedError

    def done_with(self, outcome: Any) -> None:
        """Tell that it is done."""
        raise NotImplementedError

    def _on_confirmed(self) -> None:
        if not self.form.complete():
            return
        self.set_busy(True)
        self.context.tasks.run_outcome(
            self.command(self.form.value()),
            owner=self,
            then=self._on_done,
            failed=self._on_refused,
        )

    def _on_done(self, outcome: Any) -> None:
        self.done_with(outcome)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid) and not self.form.show_errors(error.fields):
            return
        self.set_problem(error.message)


class NewProjectDialog(FormDialog):
    """Asks for whom and what; the rest is taken over from the client."""

    created = Signal(int)
    """Emitted when the project was added; carries its id."""

    def __init__(self, context: Context, companies: Sequence[CompanyRow], parent: QWidget) -> None:
        super().__init__(context, tr("New project"), parent)
        language = context.language
        self._clients: dict[int, ClientPick] = {}
        self._client = ChoiceField(())
        self.form.add("client_id", tr("Client"), self._client, required=True)
        self.form.add("name", tr("Name"), TextField(limit=120))
        self.form.add("name_zh", tr("Chinese name"), TextField(limit=120))
        self.form.add("kind", tr("Kind"), ChoiceField(choices.kinds()))
        self.form.add("currency", tr("Currency"), ChoiceField(currencies()))
        self._net = MoneyField("GBP")
        self.form.add("net", tr("Contract net"), self._net)
        ours = ChoiceField(choices.companies(companies, language))
        row = self.form.add("legal_entity_id", tr("Our company"), ours)
        row.set_shown(len(companies) > 1)
        self.form.set_value({"kind": "short_video"})
        self.set_primary(tr("Add project"))
        self.form.committed.connect(self._on_committed)
        context.tasks.ask(clients.picks(limit=500), owner=self, then=self._on_clients)
        self.form.focus_first()

    def _on_clients(self, found: list[ClientPick]) -> None:
        self._clients = {one.id: one for one in found}
        self._client.set_choices(choices.clients(found, self.context.language))

    def _on_committed(self, name: str, value: object) -> None:
        if name == "client_id" and isinstance(value, int) and value in self._clients:
            client = self._clients[value]
            self.form.set_value(
                {"currency": client.currency, "legal_entity_id": client.legal_entity_id}
            )
            self._net.set_currency(client.currency)
        if name == "currency" and value:
            self._net.set_currency(str(value))

    def command(self, values: dict[str, Any]) -> Any:
        """Add the project."""
        kept = {name: value for name, value in values.items() if value not in (None, "")}
        return projects.create(given(kept))

    def done_with(self, outcome: Any) -> None:
        """Tell its id."""
        self.created.emit(outcome.value)


class MoveDialog(FormDialog):
    """Asks what a move needs: a reason, and whether open dates move after a hold."""

    moved = Signal(str)
    """Emitted when the project was moved; carries the words for the toast."""

    def __init__(self, context: Context, project: Project, move: Move, parent: QWidget) -> None:
        name = pick(project.name, project.name_zh, context.language)
        state = text(rules.STATES.label(move.state))
        title = tr("{name}: {state}").format(name=name, state=state)
        super().__init__(context, title, parent)
        self._project = project
        self._move = move
        for obstacle in move.obstacles:
            self.say(text(obstacle.message), "warn")
        if move.obstacles:
            self.say(tr("As the owner you can begin all the same. Your reason is kept."))
        if move.reason_needed or move.obstacles:
            self.form.add("reason", tr("Why"), LongTextField(lines=2), required=True)
        if move.state == "cancelled":
            self._owed = self.say(tr("Working out the kill fee…"))
            context.tasks.ask(projects.kill_fee(project.id), owner=self, then=self._on_fee)
        if shifts(project, move):
            days = trn("Move open dates by {n} day", "Move open dates by {n} days",
                       project.hold_days)  # fmt: skip
            self.form.add("shift", "", CheckField(days, checked=True))
            self.form.set_value({"shift": True})
        act = moves.act_words(project.state, move.state).rstrip("…")
        self.set_primary(act, danger=move.state == "cancelled")
        self.form.focus_first()

    def _on_fee(self, owed: KillFee) -> None:
        share = percent(owed.share.quantize(Decimal("0.0001")))
        words = tr("Kill fee by how far the pieces have come: {fee}, {share} of the net.").format(
            fee=money(owed.fee), share=share
        )
        if owed.left.minor:
            rest = tr("{invoiced} is invoiced; {left} becomes a part of the payment.")
        else:
            rest = tr("{invoiced} is invoiced already; nothing is added.")
        lines = [words, rest.format(invoiced=money(owed.invoiced), left=money(owed.left))]
        if owed.spent.minor:
            spent = tr("Costs so far {spent}: what cannot be got back comes on top by contract.")
            lines.append(spent.format(spent=money(owed.spent)))
        self._owed.setText("\n".join(lines))

    def command(self, values: dict[str, Any]) -> Any:
        """Move the project."""
        return projects.move(
            self._project.id,
            version=self._project.version,
            state=self._move.state,
            reason=values.get("reason", ""),
            shift=bool(values.get("shift", True)),
        )

    def done_with(self, outcome: Any) -> None:
        """Tell what was done."""
        self.moved.emit(text(outcome.label))


def shifts(project: Project, move: Move) -> bool:
    """Say whether open dates can move when work goes on."""
    return project.state == "on_hold" and move.state == "active" and project.hold_days > 0


class PartDialog(FormDialog):
    """One part of the payment schedule: a new one, or one that is not invoiced yet."""

    saved = Signal(str)
    """Emitted when the part was kept; carries the words for the toast."""

    def __init__(
        self, context: Context, project: Project, part: PartRow | None, parent: QWidget
    ) -> None:
        super().__init__(context, tr("Part of the payment"), parent)
        self._project = project
        self._part = part
        form = self.form
        form.add("title", tr("Title"), TextField(limit=120), required=True)
        form.add("title_zh", tr("Chinese title"), TextField(limit=120))
        form.add("share", tr("Share"), PercentField())
        form.add("net", tr("Amount"), MoneyField(project.currency))
        form.add("trigger", tr("Falls due on"), ChoiceField(choices.triggers()))
        form.add("planned_on", tr("Planned for"), DateField(context.clock.today()))
        form.add("terms_kind", tr("Payment"), ChoiceField(terms()))
        form.add("terms_days", tr("Days"), NumberField(whole=True))
        self._kept = _part_values(part)
        form.set_value(self._kept)
        self.set_primary(tr("Add") if part is None else tr("Change", "verb"))
        form.committed.connect(self._on_committed)
        self._typed = ""
        self._show_days(self._kept["terms_kind"])
        form.focus_first()

    def _on_committed(self, name: str, value: object) -> None:
        """Share and amount are two ways to say one thing: the last one typed counts."""
        if name in ("share", "net"):
            self._typed = name
            other = "net" if name == "share" else "share"
            self.form.set_value({other: None})
        if name == "terms_kind":
            self._show_days(value)

    def _show_days(self, kind: object) -> None:
        self.form.row("terms_days").set_shown(kind not in ("on_receipt", "milestone"))

    def command(self, values: dict[str, Any]) -> Any:
        """Add or change the part."""
        kept = {
            name: value
            for name, value in values.items()
            if value is not None and (name not in ("share", "net") or name == self._typed)
        }
        if self._part is None:
            return projects.add_instalment(self._project.id, given(kept))
        kept.setdefault("planned_on", None)
        return projects.change_instalment(
            self._part.id, version=self._part.version, values=given(kept)
        )

    def done_with(self, outcome: Any) -> None:
        """Tell what was done."""
        self.saved.emit(text(outcome.label))


def _part_values(part: PartRow | None) -> Mapping[str, Any]:
    if part is None:
        return {"trigger": "delivery", "terms_kind": "net_n", "terms_days": 30}
    return {
        "title": part.title,
        "title_zh": part.title_zh,
        "share": part.share,
        "net": part.net,
        "trigger": part.trigger,
        "planned_on": part.planned_on,
        "terms_kind": part.terms.kind,
        "terms_days": part.terms.days,
    }
