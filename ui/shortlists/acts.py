"""What is done with people on a shortlist: pick, leave out, ask, move, quote, compare, propose."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studio.domain.money import Money
from studio.domain.names import pick
from studio.services import shortlists
from studio.services.shortlists import Found, MatchRow
from ui.context import Context, Ref
from ui.language import tr, trn
from ui.shortlists.asking import AskDialog
from ui.shortlists.benchmarks import BenchmarksDialog
from ui.shortlists.compare import CompareDialog
from ui.shortlists.dialogs import DeclineDialog, ExcludeDialog
from ui.widgets.dialogs import Dialog


class ShortlistActs(QObject):
    """Carries out verbs; asks first only where words are needed."""

    added = Signal(list)
    """Emitted when people were put on the shortlist; carries the talent's ids."""

    open_requested = Signal(object)
    """Emitted when a record is to be opened; carries a Ref."""

    refused = Signal(object)
    """Emitted when a command was refused; carries the StudioError."""

    said = Signal(str)
    """Emitted when something was done; carries the words."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._said = ""
        self._added: list[int] = []
        self._dialog: Dialog | None = None

    def run(self, command: Any, words: str = "") -> None:
        """Run a command and say what it did."""
        self._said = words
        self._context.tasks.run(command, owner=self, then=self._on_done, failed=self._on_refused)

    def _on_done(self, _value: object) -> None:
        if self._said:
            self.said.emit(self._said)
        added, self._added = self._added, []
        if added:
            self.added.emit(added)

    def _on_refused(self, error: object) -> None:
        self._added = []
        self.refused.emit(error)

    def show(self, dialog: Dialog) -> None:
        """Open a dialog."""
        self._dialog = dialog
        dialog.open()

    def dialog(self) -> Dialog | None:
        """Return the dialog that was opened last."""
        return self._dialog

    # -- picking --------------------------------------------------------------------------------

    def pick(self, found: Found, rows: Sequence[MatchRow]) -> None:
        """Put people on the shortlist, or take the only one off it."""
        if not rows or self._context.read_only:
            return
        listed = {one.talent_id: one for one in found.kept if one.state.code != "declined"}
        if len(rows) == 1 and rows[0].talent_id in listed:
            kept = listed[rows[0].talent_id]
            self.run(shortlists.take_off(kept.id, version=kept.version), tr("Taken off"))
            return
        new = [row.talent_id for row in rows if row.talent_id not in listed]
        if new:
            self._added = new
            words = trn("{n} person shortlisted", "{n} people shortlisted", len(new))
            self.run(shortlists.shortlist(found.brief.id, new), words)

    def exclude(self, brief_id: int, row: MatchRow) -> None:
        """Leave somebody out, with a reason."""
        if self._context.read_only:
            return
        dialog = ExcludeDialog(self._context, brief_id, row, self._page)
        dialog.done_with.connect(self._on_excluded)
        self.show(dialog)

    def _on_excluded(self, _outcome: object) -> None:
        self.said.emit(tr("Left out"))

    def take_back(self, brief_id: int, talent_id: int) -> None:
        """Put somebody who was left out back on the shortlist."""
        self.run(shortlists.shortlist(brief_id, [talent_id]), tr("Back on the shortlist"))

    # -- asking ---------------------------------------------------------------------------------

    def ask_price(self, brief_id: int, row: MatchRow) -> None:
        """Show the letter that asks for a price."""
        if self._context.read_only:
            return
        dialog = AskDialog(self._context, brief_id, row, self._page)
        dialog.done_with.connect(self._on_asked)
        self.show(dialog)

    def _on_asked(self, _outcome: object) -> None:
        self.said.emit(tr("Marked as asked"))

    def enter_price(self, brief_id: int, row: MatchRow, amount: object) -> None:
        """Keep a provisional price on their rate card."""
        if isinstance(amount, Money):
            command = shortlists.enter_price(
                brief_id, row.talent_id, amount=amount, currency=amount.currency
            )
            self.run(command, tr("Provisional price kept"))

    def move(self, row: MatchRow, to: str) -> None:
        """Move a candidate to a state; a refusal asks who and why."""
        if not row.candidate_id:
            return
        if to == "declined":
            name = pick(row.name, row.name_zh, self._context.language)
            candidate = (row.candidate_id, row.candidate_version)
            self.show(DeclineDialog(self._context, candidate, name, self._page))
            return
        self.run(shortlists.move(row.candidate_id, version=row.candidate_version, to=to))

    def quote(self, row: MatchRow, amount: object, currency: str) -> None:
        """Note what somebody asks for this brief."""
        if row.candidate_id:
            command = shortlists.quote(
                row.candidate_id, version=row.candidate_version, amount=amount, currency=currency
            )
            self.run(command, tr("Quote noted"))

    # -- looking and proposing ------------------------------------------------------------------

    def compare(self, rows: Sequence[MatchRow]) -> None:
        """Show up to four side by side."""
        if len(rows) > 1:
            self.show(CompareDialog(self._context, rows, self._page))

    def benchmarks(self) -> None:
        """Show what our own jobs cost, and what is published."""
        self.show(BenchmarksDialog(self._context, self._page))

    def propose(self, brief_id: int) -> None:
        """Put the shortlisted forward in the brief's proposal and go there."""
        if not self._context.read_only:
            self._context.tasks.run(
                shortlists.propose(brief_id), owner=self, then=self._on_proposed,
                failed=self._on_refused,
            )  # fmt: skip

    def _on_proposed(self, proposal_id: int) -> None:
        self.said.emit(tr("The shortlist is in the proposal"))
        self.open_requested.emit(Ref("proposal", proposal_id))
