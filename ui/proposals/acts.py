"""What can be done with the open proposal: each verb, its dialog, its command."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal

from studio.errors import Conflict, StudioError
from studio.services import acceptance, numbers, proposals, publish
from studio.services.acceptance import Made, Plan
from studio.services.proposals import Evidence, Proposal, Sent
from studio.services.publish import Paper
from studio.text import Message
from ui.context import Action, Ref
from ui.language import text, tr
from ui.proposals.answering import (
    ACCEPTED,
    AcceptDialog,
    AnswerDialog,
    MadeDialog,
    WithdrawDialog,
)
from ui.proposals.editor import ProposalEditor
from ui.proposals.sending import CompareDialog, SendDialog
from ui.widgets.dialogs import Dialog


class Acts(QObject):
    """Carries out the verbs of a proposal."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused; carries the StudioError."""

    open_requested = Signal(object)
    """Emitted when another record is to be opened; carries a Ref."""

    back_wished = Signal()
    """Emitted when the list is wanted."""

    def __init__(self, editor: ProposalEditor) -> None:
        super().__init__(editor)
        self.editor = editor
        self.context = editor.context
        self._dialog: Any = None
        self._paper: Paper | None = None
        self._letter = ("", "")
        editor.verb_chosen.connect(self.do)
        editor.version_wished.connect(self._on_version_wished)

    @property
    def proposal(self) -> Proposal | None:
        """The proposal that is open."""
        return self.editor.proposal

    def do(self, verb: str) -> None:
        """Carry out a verb on the open proposal."""
        verbs: dict[str, Callable[[], None]] = {
            "send": self.send,
            "answer": self.answer,
            "make": self.make,
            "compare": self.compare,
            "withdraw": self.withdraw,
            "print": self.editor.pdf.print_it,
            "export": self.editor.pdf.save,
            "mail": self.editor.pdf.mail,
            "back": self.back_wished.emit,
            "client": self._open_client,
            "brief": self._open_brief,
            "open_project": self._open_project,
            "versions": self._open_versions,
        }
        if self.proposal is None:
            return
        if verb in verbs:
            verbs[verb]()
        else:
            self._plain(verb)

    def _plain(self, verb: str) -> None:
        """Verbs that need no dialog."""
        proposal = self.proposal
        if proposal is None:
            return
        key, version, desk = proposal.id, proposal.version, self.editor.desk
        shown = proposal.shown
        if verb == "new_version":
            desk.run(proposals.new_version(key, version=version), self._on_versioned)
        elif verb == "renew":
            desk.run(proposals.renew(key, version=version), self._on_versioned)
        elif verb == "discard":
            desk.run(proposals.discard_version(key, version=version), self._on_versioned)
        elif verb == "viewed":
            desk.run(proposals.note_viewed(shown.id, version=shown.version))
        elif verb == "archive":
            desk.run(proposals.archive(key, version=version))
        elif verb == "restore":
            desk.run(proposals.restore(key, version=version))

    def _on_versioned(self, _value: object) -> None:
        if self.proposal is not None:
            self.editor.open(self.proposal.id)

    def _on_version_wished(self, no: int) -> None:
        if self.proposal is not None:
            self.editor.open(self.proposal.id, 0 if no == self.proposal.newest else no)

    def _show(self, dialog: Dialog) -> None:
        self._dialog = dialog
        dialog.open()

    # -- sending --------------------------------------------------------------------------------

    def send(self) -> None:
        """Show exactly what freezes, as it is at this moment, then send."""
        proposal = self.proposal
        if proposal is not None and proposal.shown.editable:
            query = publish.proposal(proposal.id, proposal.shown.no)
            self.context.tasks.ask(
                query, owner=self, then=self._on_paper, failed=self.refused.emit, slot="paper"
            )

    def _on_paper(self, paper: Paper) -> None:
        self._paper = paper
        proposal = self.proposal
        if proposal is None:
            return
        if proposal.number:
            self._open_send(proposal.number)
        else:
            self.context.tasks.ask(
                numbers.preview("proposal"), owner=self, then=self._open_send, slot="number"
            )

    def _open_send(self, number: str) -> None:
        proposal = self.proposal
        if proposal is not None:
            dialog = SendDialog(proposal, number, self._paper, self.editor.window())
            dialog.send_wished.connect(self._on_send_wished)
            self._show(dialog)

    def _on_send_wished(self, to: str, channel: str, reason: str) -> None:
        proposal = self.proposal
        if proposal is None:
            return
        self._letter = (to, channel)
        if reason and reason != proposal.shown.override_reason:
            self.context.tasks.run(
                proposals.override_margin(
                    proposal.shown.id, version=self.editor.desk.version.version, reason=reason
                ),
                owner=self,
                then=self._send,
                failed=self._on_send_failed,
            )
        else:
            self._send(None)

    def _send(self, _version: int | None) -> None:
        proposal, paper = self.proposal, self._paper
        if proposal is None:
            return
        to, channel = self._letter
        command = proposals.send(
            proposal.id,
            version=proposal.version,
            content=paper.content if paper is not None else "",
            to=to,
            channel=channel,
        )
        self.context.tasks.run(command, owner=self, then=self._on_sent, failed=self._on_send_failed)

    def _on_sent(self, sent: Sent) -> None:
        self._dialog.accept()
        self.said.emit(
            tr("{number}, version {no}, is sent and locked").format(number=sent.number, no=sent.no),
            False,
        )
        if self.proposal is not None:
            self.editor.open(self.proposal.id)

    def _on_send_failed(self, error: StudioError) -> None:
        self._dialog.set_problem(error.message)
        if isinstance(error, Conflict):
            self.editor.reload()

    # -- the answer -----------------------------------------------------------------------------

    def answer(self) -> None:
        """Record the client's answer."""
        proposal = self.proposal
        if proposal is None or proposal.shown.state not in ("sent", "viewed"):
            return
        dialog = AnswerDialog(self.context, proposal, self.editor.window())
        dialog.answered.connect(self._on_answered)
        self._show(dialog)

    def _on_answered(self, kind: str, values: dict[str, Any]) -> None:
        proposal = self.proposal
        if proposal is None:
            return
        version = proposal.shown
        if kind == ACCEPTED:
            file = values["file"]
            command = proposals.accept(
                version.id,
                version=version.version,
                letters=values["letters"],
                by=values["by"],
                on=values["on"],
                channel=values["channel"],
                note=values["note"],
                evidence=Evidence(path=file) if file else None,
            )
            then: Callable[[int], None] = self._on_accepted
        else:
            command = proposals.decline(
                version.id,
                version=version.version,
                reason=values["reason"],
                by=values["by"],
                on=values["on"],
                channel=values["channel"],
                note=values["note"],
            )
            then = self._on_declined
        self.context.tasks.run(command, owner=self, then=then, failed=self._dialog.refuse)

    def _on_accepted(self, _version: int) -> None:
        self._dialog.accept()
        self.said.emit(tr("Acceptance recorded"), True)
        self.make()

    def _on_declined(self, _version: int) -> None:
        self._dialog.accept()
        self.said.emit(tr("Refusal recorded"), True)

    def make(self) -> None:
        """Offer to make project, pieces and deposit draft of what was accepted."""
        if self.proposal is not None:
            query = acceptance.plan(self.proposal.shown.id)
            self.context.tasks.ask(
                query, owner=self, then=self._on_plan, failed=self.refused.emit, slot="plan"
            )

    def _on_plan(self, plan: Plan) -> None:
        dialog = AcceptDialog(self.context, plan, self.editor.window())
        dialog.make_wished.connect(self._on_make_wished)
        self._show(dialog)

    def _on_make_wished(self, values: dict[str, Any]) -> None:
        proposal = self.proposal
        if proposal is not None:
            command = acceptance.make(
                proposal.shown.id,
                version=proposal.shown.version,
                project=values["project"],
                deliverables=values["deliverables"],
                invoice=values["invoice"],
                schedule=values["schedule"],
            )
            self.context.tasks.run(
                command, owner=self, then=self._on_made, failed=self._dialog.refuse
            )

    def _on_made(self, made: Made) -> None:
        self._dialog.accept()
        self.said.emit(tr("Project {number} made").format(number=made.number), True)
        dialog = MadeDialog(made, self.editor.window())
        dialog.open_wished.connect(self.open_requested)
        self._show(dialog)

    def withdraw(self) -> None:
        """Take the version back that is with the client."""
        proposal = self.proposal
        if proposal is not None and proposal.shown.state in ("sent", "viewed"):
            dialog = WithdrawDialog(proposal, self.editor.window())
            dialog.reason_given.connect(self._on_reason_given)
            self._show(dialog)

    def _on_reason_given(self, reason: str) -> None:
        proposal = self.proposal
        if proposal is not None:
            version = proposal.shown
            self.context.tasks.run(
                proposals.withdraw(version.id, version=version.version, reason=reason),
                owner=self,
                then=self._on_withdrawn,
                failed=self._dialog.refuse,
            )

    def _on_withdrawn(self, _version: int) -> None:
        self._dialog.accept()
        self.said.emit(tr("Proposal withdrawn"), True)

    # -- comparing and going --------------------------------------------------------------------

    def compare(self) -> None:
        """Show what is different against the version before."""
        proposal = self.proposal
        older = (
            [one.no for one in proposal.versions if one.no < proposal.shown.no] if proposal else []
        )
        if proposal is None or not older:
            return
        dialog = CompareDialog(proposal, older[-1], self.editor.window())
        dialog.version_wished.connect(self._ask_changes)
        self._show(dialog)
        self._ask_changes(older[-1])

    def _ask_changes(self, older: int) -> None:
        proposal = self.proposal
        if proposal is not None:
            query = proposals.changed(proposal.id, proposal.shown.no, older)
            self.context.tasks.ask(query, owner=self, then=self._on_changes, slot="compare")

    def _on_changes(self, changes: list[Message]) -> None:
        if isinstance(self._dialog, CompareDialog):
            self._dialog.show_changes([text(one) for one in changes])

    def _open_client(self) -> None:
        if self.proposal is not None:
            self.open_requested.emit(Ref("client", self.proposal.client_id))

    def _open_brief(self) -> None:
        if self.proposal is not None and self.proposal.brief_id:
            self.open_requested.emit(Ref("brief", self.proposal.brief_id))

    def _open_project(self) -> None:
        if self.proposal is not None and self.proposal.project_id:
            self.open_requested.emit(Ref("project", self.proposal.project_id))

    def _open_versions(self) -> None:
        chip = self.editor.head.chip
        self.editor.open_versions(chip.mapToGlobal(QPoint(0, chip.height() + 3)))

    # -- what the shell shows -------------------------------------------------------------------

    def now(self) -> list[Action]:
        """Return what can be done with the open proposal now."""
        proposal = self.proposal
        if proposal is None:
            return []
        found = [
            Action("proposal.list", tr("Back to the proposals"), self.back_wished.emit, "", "list"),
        ]
        if len(proposal.versions) > 1:
            found.append(
                Action("proposal.compare", tr("Compare versions"), self.compare, "", "git-diff")
            )
        if not self.context.read_only:
            found += self._changing(proposal)
        return found

    def _changing(self, proposal: Proposal) -> list[Action]:
        version, price = proposal.shown, self.editor.price
        found = []
        if version.editable:
            found += [
                Action("proposal.send", tr("Send proposal"), self.send, "Ctrl+Shift+S",
                       "paper-plane-tilt"),
                Action("proposal.line", tr("Add line"), self._add_line, "", "plus"),
                Action("proposal.double", tr("Double line"), price.double, "Ctrl+D", "copy"),
            ]  # fmt: skip
        elif version.state in ("sent", "viewed"):
            found.append(
                Action("proposal.answer", tr("Record the answer"), self.answer, "Ctrl+Shift+A",
                       "chat-centered-text")
            )  # fmt: skip
        elif version.state == "accepted" and not proposal.project_id:
            found.append(
                Action("proposal.make", tr("Make the project"), self.make, "Ctrl+Shift+A",
                       "stack-plus")
            )  # fmt: skip
        if not version.editable and version.no == proposal.newest:
            found.append(
                Action("proposal.version", tr("New version"), self._new_version, "", "copy")
            )
        return found

    def _add_line(self) -> None:
        self.editor.show_part("price")
        self.editor.price.add_row("item")

    def _new_version(self) -> None:
        self.do("new_version")
