"""Contracts and releases of somebody: what holds, what ends, signing, amending, revoking."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import agreements as rules
from studio.errors import Invalid, StudioError
from studio.services import agreements
from studio.services.agreements import Contract, Papers, Release
from studio.text import Message
from ui.context import Context
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
from ui.language import long_date, percent, text, tr
from ui.talent import words
from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.chips import Chip
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label
from ui.widgets.picks import Choice


class AgreementList(QWidget):
    """Lists the contracts and releases of one talent."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.papers = Papers((), ())
        self._talent = 0
        self._dialog: Dialog | None = None
        self._rows = vbox(None, gap=8)
        self.add_contract = Button(tr("Add contract"), "link", height=24)
        self.add_release = Button(tr("Add release"), "link", height=24)
        for button in (self.add_contract, self.add_release):
            button.setEnabled(not context.read_only)
        self.add_contract.clicked.connect(self._on_add_contract)
        self.add_release.clicked.connect(self._on_add_release)
        column = vbox(self, gap=8)
        column.addLayout(self._rows)
        acts = hbox(None, self.add_contract, self.add_release, gap=4)
        acts.addStretch(1)
        column.addLayout(acts)

    def show_talent(self, talent_id: int) -> None:
        """Show the papers of somebody."""
        self._talent = talent_id
        self.context.tasks.ask(
            agreements.of_talent(talent_id), owner=self, then=self._on_papers, slot="papers"
        )

    def _on_papers(self, papers: Papers) -> None:
        self.papers = papers
        clear(self._rows)
        if not papers.contracts and not papers.releases:
            self._rows.addWidget(label(tr("Nothing signed yet."), "small", "text3"))
        for contract in papers.contracts:
            self._rows.addWidget(self._contract_row(contract))
        for release in papers.releases:
            self._rows.addWidget(self._release_row(release))

    def _contract_row(self, one: Contract) -> QWidget:
        head = text(rules.KINDS[one.kind])
        facts = [one.number, _term(one.start_on, one.end_on)]
        if one.split is not None:
            facts.append(tr("{share} to the studio").format(share=percent(one.split)))
        if one.exclusive:
            facts.append(tr("exclusive"))
        menu = self._menu(one.id)
        if one.stored in ("draft", "in_negotiation", "agreed"):
            menu.entries.add(tr("Change …"), data=f"change:{one.id}")
        for state in one.moves:
            menu.entries.add(
                tr("Move to {state}").format(state=text(rules.CONTRACTS.label(state))),
                data=f"move:{one.id}:{state}",
            )
        if one.stored == "signed":
            menu.entries.add(tr("Amend …"), data=f"amend:{one.id}")
        return _row(head, facts, Chip(one.state.role, text(one.state.label)), menu)

    def _release_row(self, one: Release) -> QWidget:
        head = tr("Release: {kind}").format(kind=text(rules.RELEASES[one.kind]))
        facts = [one.scope, _term(one.first_on, one.last_on)]
        if one.guardian:
            facts.append(tr("guardian {name}").format(name=one.guardian))
        menu = self._menu(one.id)
        if one.signed_on is None:
            menu.entries.add(tr("Change …"), data=f"rechange:{one.id}")
            menu.entries.add(tr("Remove"), data=f"unrelease:{one.id}")
        elif one.revoked_on is None:
            menu.entries.add(tr("Revoke …"), data=f"revoke:{one.id}")
        return _row(head, facts, Chip(one.state.role, text(one.state.label)), menu)

    def _menu(self, key: int) -> MenuButton:
        menu = MenuButton("", "dots-three", kind="bare", caret=False, height=24)
        menu.setAccessibleName(tr("What to do with it"))
        menu.setEnabled(not self.context.read_only)
        menu.setProperty("key", key)
        menu.picked.connect(self.do)
        return menu

    def do(self, chosen: object) -> None:
        """Carry out what was chosen, such as "move:4:agreed"."""
        act, key, *rest = str(chosen).split(":")
        contract = next((one for one in self.papers.contracts if one.id == int(key)), None)
        release = next((one for one in self.papers.releases if one.id == int(key)), None)
        if act in ("rechange", "unrelease", "revoke") and release is not None:
            self._do_release(act, release)
        elif contract is not None and act == "change":
            self._open(ContractDialog(self.context, self._talent, self, contract))
        elif contract is not None and act == "amend":
            self._run(agreements.amend(contract.id))
        elif contract is not None and act == "move":
            self._move(contract, rest[0])

    def _do_release(self, act: str, release: Release) -> None:
        if act == "rechange":
            self._open(ReleaseDialog(self.context, self._talent, self, release))
        elif act == "unrelease":
            self._run(agreements.remove_release(release.id, version=release.version))
        else:
            self._open(RevokeDialog(self.context, release, self))

    def _move(self, contract: Contract, to: str) -> None:
        if to in ("terminated", "cancelled"):
            self._open(EndDialog(self.context, contract, to, self))
        elif to == "signed":
            self._open(SignDialog(self.context, contract, self))
        else:
            self._run(agreements.move_contract(contract.id, version=contract.version, to=to))

    def _on_add_contract(self) -> None:
        self._open(ContractDialog(self.context, self._talent, self))

    def _on_add_release(self) -> None:
        self._open(ReleaseDialog(self.context, self._talent, self))

    def _run(self, command: Any) -> None:
        self.context.tasks.run(command, owner=self, then=self._on_done, failed=self._on_refused)

    def _open(self, dialog: "AgreementDialog") -> None:
        dialog.done_with.connect(self._on_done)
        self._dialog = dialog
        dialog.open()

    def dialog(self) -> Dialog | None:
        """Return the dialog that was opened last."""
        return self._dialog

    def _on_done(self, _value: object) -> None:
        self.said.emit(tr("Kept"), True)
        self.show_talent(self._talent)

    def _on_refused(self, error: StudioError) -> None:
        said = [text(error.message)]
        if isinstance(error, Invalid):
            said = [text(one) for one in error.fields.values()]
        self.said.emit(tr("; ", "between reasons").join(said), False)


def _term(first: Any, last: Any) -> str:
    if first and last:
        return tr("{first} to {last}").format(first=long_date(first), last=long_date(last))
    if last:
        return tr("to {day}").format(day=long_date(last))
    return tr("from {day}").format(day=long_date(first)) if first else ""


def _row(head: str, facts: list[str], chip: Chip, menu: MenuButton) -> QWidget:
    row = QWidget()
    said = tr(", ", "between facts").join(one for one in facts if one)
    names = vbox(None, label(head, "body"), label(said, "small", "text3", wrap=True), gap=1)
    hbox(row, names, chip, menu, gap=6).setStretch(0, 1)
    return row


class AgreementDialog(Dialog):
    """A form whose act is one command; a refusal stands at its field."""

    done_with = Signal(object)
    """Emitted when the command was carried out; carries what it returned."""

    def __init__(self, context: Context, title: str, parent: QWidget) -> None:
        super().__init__(title, parent, width=500)
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
        left: Mapping[str, Message | str] = {}
        if isinstance(error, Invalid):
            left = self.form.show_errors(error.fields)
            if not left:
                return
        self.set_problem(next(iter(left.values()), error.message))


class ContractDialog(AgreementDialog):
    """A contract: kind, term, split, platforms, law and the clauses agreed."""

    def __init__(
        self, context: Context, talent_id: int, parent: QWidget, one: Contract | None = None
    ) -> None:
        super().__init__(context, tr("Contract"), parent)
        self._talent, self._one = talent_id, one
        today, form = context.clock.today(), self.form
        kinds = [Choice(code, text(name)) for code, name in rules.KINDS.items()]
        form.add("kind", tr("Kind"), ChoiceField(kinds), required=True)
        form.add("number", tr("Number"), TextField(limit=40))
        form.add("start_on", tr("From"), DateField(today))
        form.add("end_on", tr("To"), DateField(today))
        form.add("split", tr("Studio's share"), PercentField())
        form.add("platforms", tr("Platforms"), MultiField(words.platform_choices()))
        form.add("exclusive", "", CheckField(tr("Exclusive")))
        form.add("notice_days", tr("Notice in days"), NumberField(whole=True))
        form.add("law", tr("Law"), ChoiceField(words.country_choices(), none="–"))
        form.add("payment_terms", tr("Payment"), TextField(limit=200))
        clauses = [Choice(code, text(name)) for code, name in rules.CLAUSES.items()]
        form.add("clauses", tr("Clauses agreed"), MultiField(clauses))
        form.add("note", tr("Note"), LongTextField(lines=2))
        form.set_value(_contract_values(one))
        self.add(form)
        self.set_primary(tr("Keep"))
        form.focus_first()

    def command(self) -> Any:
        """Return the new or changed contract."""
        values = self.form.value()
        agreed = values.pop("clauses") or ()
        values["clauses"] = {code: code in agreed for code in rules.CLAUSES}
        for name in ("number", "payment_terms", "note", "law"):
            values[name] = values[name] or ""
        values["notice_days"] = values["notice_days"] or 0
        if self._one is None:
            return agreements.add_contract(self._talent, values)
        return agreements.change_contract(self._one.id, version=self._one.version, values=values)


def _contract_values(one: Contract | None) -> dict[str, Any]:
    if one is None:
        return {"kind": "talent_agreement", "notice_days": 30}
    names = ("kind", "number", "start_on", "end_on", "split", "platforms", "exclusive",
             "notice_days", "payment_terms", "note")  # fmt: skip
    found = {name: getattr(one, name) for name in names}
    agreed = tuple(code for code, ok in one.clauses if ok)
    return {**found, "law": one.law or None, "clauses": agreed}


class SignDialog(AgreementDialog):
    """Who signed for both sides, and when."""

    def __init__(self, context: Context, one: Contract, parent: QWidget) -> None:
        super().__init__(context, tr("Sign the contract"), parent)
        self._one = one
        today, form = context.clock.today(), self.form
        form.add("signed_by_us", tr("For us"), TextField(limit=120), required=True)
        form.add("signed_by_us_on", tr("On"), DateField(today), required=True)
        form.add("signed_by_them", tr("For them"), TextField(limit=120), required=True)
        form.add("signed_by_them_on", tr("On"), DateField(today), required=True)
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


class ReleaseDialog(AgreementDialog):
    """A release: kind, what it covers, where, how long, who signed."""

    def __init__(
        self, context: Context, talent_id: int, parent: QWidget, one: Release | None = None
    ) -> None:
        super().__init__(context, tr("Release"), parent)
        self._talent, self._one = talent_id, one
        today, form = context.clock.today(), self.form
        kinds = [Choice(code, text(name)) for code, name in rules.RELEASES.items()]
        media = [Choice(code, text(name)) for code, name in rules.CHANNELS.items()]
        form.add("kind", tr("Kind"), ChoiceField(kinds), required=True)
        form.add("scope", tr("Covers"), TextField(limit=300), required=True)
        form.add("media", tr("Media"), MultiField(media))
        form.add("territory", tr("Territory"), ChoiceField(words.country_choices(),
                                                           none=tr("Everywhere")))  # fmt: skip
        form.add("first_on", tr("From"), DateField(today))
        form.add("last_on", tr("To"), DateField(today))
        form.add("signed_on", tr("Signed on"), DateField(today))
        form.add("signed_by", tr("Signed by"), TextField(limit=120))
        form.add("guardian", tr("Guardian"), TextField(limit=120))
        names = ("kind", "scope", "media", "first_on", "last_on", "signed_on", "signed_by",
                 "guardian")  # fmt: skip
        if one is None:
            form.set_value({"kind": "likeness"})
        else:
            form.set_value({name: getattr(one, name) for name in names})
            form.set_value({"territory": one.territory or None})
        self.add(form)
        self.set_primary(tr("Keep"))
        form.focus_first()

    def command(self) -> Any:
        """Return the new or changed release."""
        values = self.form.value()
        for name in ("scope", "territory", "signed_by", "guardian"):
            values[name] = values[name] or ""
        values["media"] = list(values["media"] or ())
        if self._one is None:
            return agreements.add_release(self._talent, values)
        return agreements.change_release(self._one.id, version=self._one.version, values=values)


class RevokeDialog(AgreementDialog):
    """Why somebody takes a consent back."""

    def __init__(self, context: Context, one: Release, parent: QWidget) -> None:
        super().__init__(context, tr("Revoke the release"), parent)
        self._one = one
        self.say(tr("What is out under it must come down."))
        self.form.add("reason", tr("Reason"), TextField(limit=300), required=True)
        self.add(self.form)
        self.set_primary(tr("Revoke", "verb"), danger=True)
        self.form.focus_first()

    def command(self) -> Any:
        """Return the revocation."""
        return agreements.revoke_release(
            self._one.id, version=self._one.version, reason=self.form.value()["reason"]
        )
