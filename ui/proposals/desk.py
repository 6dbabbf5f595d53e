"""What the parts of one proposal share: the record, how it is saved, how commands are run."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.errors import Conflict, StudioError
from studio.services import proposals
from studio.services.operation import Command
from studio.services.proposals import Proposal, Version
from ui.context import Context
from ui.forms.saver import Saver
from ui.language import text


class Desk(QObject):
    """One proposal on the desk; each saver sends the fields of one record in order."""

    said = Signal(str, bool)
    """Emitted when something was done: what, and whether Undo is offered."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    stale = Signal()
    """Emitted when the proposal has to be read anew."""

    part_wished = Signal(str, int)
    """Emitted when another part is to be shown: its key, and the row in it (0 for none)."""

    open_requested = Signal(object)
    """Emitted when a record elsewhere is to be opened; carries a Ref."""

    locked_touched = Signal()
    """Emitted when somebody types into a version that was sent."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.proposal: Proposal | None = None
        tasks = context.tasks
        self.head = Saver(tasks, _change_head)
        self.version = Saver(tasks, _change_version)
        self.lines = Saver(tasks, _change_line)
        self.parts = Saver(tasks, _change_instalment)
        for saver in self.savers():
            saver.refused.connect(self.refused)

    def savers(self) -> tuple[Saver, ...]:
        """Return the savers; each is a strip for banners above the parts."""
        return self.head, self.version, self.lines, self.parts

    @property
    def shown(self) -> Version:
        """The version that is shown."""
        if self.proposal is None:
            raise ValueError("no proposal is on the desk")
        return self.proposal.shown

    def put(self, proposal: Proposal) -> None:
        """Put a proposal on the desk as it was read."""
        self.proposal = proposal
        self.head.show_record(proposal.id, proposal.version)
        self.version.show_record(proposal.shown.id, proposal.shown.version)

    def editable(self) -> bool:
        """Say whether the shown version may be changed here and now."""
        return self.proposal is not None and self.shown.editable and not self.context.read_only

    def run(
        self,
        command: Command[Any],
        then: Callable[[Any], None] | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        """Run a command, say what was done; `then` gets its value."""
        done = _Done(self, then, quiet=quiet)
        self.context.tasks.run_outcome(command, owner=self, then=done, failed=self._on_failed)

    def _on_failed(self, error: StudioError) -> None:
        if isinstance(error, Conflict):
            self.stale.emit()
        self.refused.emit(error)


class _Done:
    """Says what a command did, then hands its value on."""

    def __init__(self, desk: Desk, then: Callable[[Any], None] | None, *, quiet: bool) -> None:
        self._desk, self._then, self._quiet = desk, then, quiet

    def __call__(self, outcome: Any) -> None:
        """Take the outcome."""
        if not self._quiet and outcome.changes:
            self._desk.said.emit(text(outcome.label), outcome.undoable)
        if self._then is not None:
            self._then(outcome.value)


def _change_head(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    return proposals.change(key, version=version, values=values)


def _change_version(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    """A field "idea:en" is a text of a part, "tax" one of the company's rates."""
    ((name, value),) = values.items()
    if ":" in name:
        part, _, language = name.partition(":")
        return proposals.write(key, version=version, key=part, **{language: str(value or "")})
    if name == "tax" and isinstance(value, int):
        return proposals.use_tax_rate(key, version=version, tax_rate_id=value)
    return proposals.change_version(key, version=version, values=values)


def _change_line(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    return proposals.change_line(key, version=version, values=values)


def _change_instalment(key: int, version: int, values: Mapping[str, object]) -> Command[int]:
    return proposals.change_instalment(key, version=version, values=values)
