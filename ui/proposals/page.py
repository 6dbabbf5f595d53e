"""The page of proposals: the list, and one proposal over it."""

from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from studio.services import proposals
from ui.context import Action, Context
from ui.language import text, tr
from ui.page import Page
from ui.proposals.acts import Acts
from ui.proposals.beginning import NewProposalDialog
from ui.proposals.editor import ProposalEditor
from ui.proposals.listing import ProposalList
from ui.proposals.price import PricePart
from ui.widgets.boxes import vbox
from ui.widgets.dialogs import Dialog

NOUNS = frozenset(
    {"proposal", "proposal_version", "client", "brief", "person", "project", "studio"}
)
"""What a proposal shows of others."""


class ProposalsPage(Page):
    """Proposals."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._dialog: Dialog | None = None
        self.list = ProposalList(context)
        self.editor = ProposalEditor(context)
        self.acts = Acts(self.editor)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.editor)
        vbox(self, self.stack)
        self._connect()
        self.list.start()

    def _connect(self) -> None:
        self.export = self.list.pane.export
        back = QShortcut(QKeySequence("Esc"), self.editor)
        back.activated.connect(self.show_list)
        self.acts.back_wished.connect(self.show_list)
        self.acts.open_requested.connect(self._on_open_requested)
        self.acts.refused.connect(self._on_refused)
        self.acts.said.connect(self._on_said)
        self.editor.desk.open_requested.connect(self._on_open_requested)
        self.editor.desk.refused.connect(self._on_refused)
        self.editor.desk.said.connect(self._on_said)
        self.editor.gone.connect(self._on_gone)
        self.editor.pdf.exporter.said.connect(self._on_exported)
        self.editor.shown.connect(self.facts_changed)
        self.list.current_changed.connect(self.facts_changed)
        self.list.new_wished.connect(self._on_new_wished)
        self.list.opened.connect(self.show_record)
        self.list.pane.said.connect(self._on_said)
        self.list.verb_chosen.connect(self._on_list_verb)

    # -- list and record ------------------------------------------------------------------------

    def is_open(self) -> bool:
        """True while one proposal is shown."""
        return self.stack.currentWidget() is self.editor

    def show_record(self, record_id: int) -> None:
        """Show one proposal."""
        self.editor.open(record_id)
        self.stack.setCurrentWidget(self.editor)
        self.list.select(record_id)
        self.facts_changed.emit()

    def show_list(self) -> None:
        """Go back to the list."""
        self.stack.setCurrentWidget(self.list)
        self.list.reload()
        self.list.table.setFocus()
        self.facts_changed.emit()

    def _on_gone(self, error: Any) -> None:
        self._on_refused(error)
        self.show_list()

    def _on_new_wished(self, template: str, brief_id: int) -> None:
        if self.context.read_only:
            return
        dialog = NewProposalDialog(
            self.context,
            self.list.briefs,
            self.window(),
            template=template,
            brief_id=brief_id or None,
        )
        dialog.created.connect(self._on_created)
        self._dialog = dialog
        dialog.open()

    def new_record(self) -> None:
        """Ask for a new proposal."""
        self._on_new_wished("", 0)

    def _on_created(self, key: int) -> None:
        self.say(tr("Proposal begun"))
        self.show_record(key)

    def _on_list_verb(self, verb: str, rows: Any) -> None:
        ids = [row.id for row in rows]
        if ids:
            command = (
                proposals.restore_many(ids) if verb == "restore" else proposals.archive_many(ids)
            )
            self.context.tasks.run_outcome(
                command, owner=self, then=self._on_done, failed=self._on_refused
            )

    def _on_done(self, outcome: Any) -> None:
        self.say(text(outcome.label))

    def _on_said(self, words: str, undo: bool) -> None:
        self.say(words, undo=undo)

    def _on_exported(self, words: str) -> None:
        self.say(words, undo=False)

    def _on_refused(self, error: Any) -> None:
        self.say(text(error.message), undo=False)

    def _on_open_requested(self, ref: Any) -> None:
        self.open(ref)

    # -- what the shell asks --------------------------------------------------------------------

    def begin(self, act: str) -> None:
        """Begin what a Ref asks for: new, send, accept, or a proposal from a brief ("brief:7")."""
        kind, _, key = act.partition(":")
        if kind == "brief" and key.isdigit():
            self._on_new_wished("", int(key))
        elif act in ("send", "answer", "make"):
            self.acts.do(act)
        else:
            super().begin(act)

    def focus_main(self) -> None:
        """Put the focus on the list, or into the part that is shown."""
        if self.is_open():
            self.editor.current_part().focus_main()
        else:
            self.list.table.setFocus()

    def focus_filter(self) -> None:
        """Put the focus into the filter."""
        if self.is_open():
            self.show_list()
        self.list.pane.focus_filter()

    def next_open_field(self, *, backwards: bool = False) -> None:
        """Go to the next wrong field, else to the cause of the first finding."""
        if self.is_open() and not self.editor.current_part().focus_next_open(backwards=backwards):
            self.editor.go_to_finding(backwards=backwards)

    def print_record(self) -> None:
        """Print the PDF that is shown."""
        if self.is_open():
            self.acts.do("print")

    def export_record(self) -> None:
        """Save the PDF that is shown, or the list as a file for spreadsheets."""
        if self.is_open():
            self.acts.do("export")
        else:
            self.export.ask(self)

    def toggle_inspector(self) -> None:
        """Show or hide the PDF."""
        if self.is_open():
            self.editor.toggle_pdf()

    def regions(self) -> list[QWidget]:
        """Return the parts F6 jumps between."""
        if self.is_open():
            return self.editor.regions()
        return self.list.pane.regions()

    def actions_now(self) -> list[Action]:
        """Return what can be done now."""
        new = Action("proposal.new", tr("New proposal"), self.new_record, "Ctrl+N", "plus")
        found = [] if self.context.read_only else [new]
        return [*found, *(self.acts.now() if self.is_open() else self.list.pane.actions_now())]

    def refresh(self, changes: Any) -> None:
        """Bring list and record up to date after a commit."""
        nouns = changes.nouns()
        if not nouns & (NOUNS | {"attachment", "talent"}):
            return
        touched = changes.ids("proposal")
        self.list.table.refresh(touched)
        self.list.reload()
        if "brief" in nouns:
            self.list.ask_choices()
        if self.is_open():
            self.editor.reload()

    def state(self) -> dict[str, Any]:
        """Return the list's state, and the proposal, version and part that are open."""
        record = self.editor.proposal.id if self.is_open() and self.editor.proposal else 0
        return {"list": self.list.pane.state(), "record": record, "part": self.editor.part_key()}

    def restore(self, state: dict[str, Any]) -> None:
        """Show the same again."""
        self.list.pane.restore(state.get("list", {}))
        record = int(state.get("record") or 0)
        if record:
            self.editor.open(record, part=str(state.get("part") or ""))
            self.stack.setCurrentWidget(self.editor)
        else:
            self.stack.setCurrentWidget(self.list)

    def price(self) -> PricePart:
        """Return the price editor of the open proposal."""
        return self.editor.price
