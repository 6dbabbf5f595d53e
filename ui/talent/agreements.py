"""Contracts and releases of somebody: what holds, what ends, signing, amending, revoking."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.domain import agreements as rules
from studio.errors import Invalid, StudioError
from studio.services import agreements
from studio.services.agreements import Contract, Papers, Release
from ui.context import Context
from ui.language import long_date, percent, text, tr
from ui.talent import words
from ui.talent.agreeing import AgreementDialog
from ui.talent.contracting import ContractDialog, EndDialog, SignDialog
from ui.talent.releasing import ReleaseDialog, RevokeDialog
from ui.widgets.boxes import clear, hbox, vbox
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.chips import Chip
from ui.widgets.dialogs import Dialog
from ui.widgets.labels import label


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
        facts = [one.number, words.named(one.client), _term(one.start_on, one.end_on)]
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
        if one.state.code == "terminated":
            facts.append(one.state_reason)
        if one.stored == "signed":
            menu.entries.add(tr("Amend …"), data=f"amend:{one.id}")
        return _row(head, facts, Chip(one.state.role, text(one.state.label)), menu)

    def _release_row(self, one: Release) -> QWidget:
        head = tr("Release: {kind}").format(kind=text(rules.RELEASES[one.kind]))
        facts = [one.scope, _term(one.first_on, one.last_on)]
        if one.project_id is not None:
            facts.insert(1, words.named(one.project))
        if one.revoked_on is not None:
            day = long_date(one.revoked_on)
            facts.append(tr("revoked on {day}: {why}").format(day=day, why=one.revoke_reason))
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

    def _open(self, dialog: AgreementDialog) -> None:
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
