"""Saver: sends a form's committed fields in order, and says what became of each.

It stands as a strip over the form and is empty until a colleague was faster or the studio cannot
be reached; then it holds the banner with both values, or with Try again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from studio.errors import Conflict, Invalid, StudioError, Unavailable
from studio.text import Message
from ui.forms.form import Form
from ui.language import short_date, text, tr
from ui.tasks import Order, Tasks
from ui.widgets.banner import Banner
from ui.widgets.boxes import clear, vbox

Change = Callable[[int, int, Mapping[str, object]], Order[int]]
"""Makes the command: record id, version it is based on, values; it answers the new version."""

SHOWN = 60  # letters of a value in a banner


class Holder(Protocol):
    """What holds fields that are saved one by one: a form, or the cells of a grid's row."""

    def accepted(self, name: str = "") -> None:
        """Take a field's value as the saved one."""

    def show_errors(self, errors: Mapping[str, Message | str]) -> dict[str, Message | str]:
        """Show refusals at their fields; return those that name no field here."""

    def restore(self, name: str = "") -> None:
        """Show the saved value of a field again."""

    def field(self, name: str) -> Any:
        """Return the field of a name."""


@dataclass(slots=True, eq=False)
class _Edit:
    """One committed field on its way."""

    form: Holder
    record: int
    name: str
    value: Any
    command: Order[int] | None = None


class Saver(QWidget):
    """Saves one record's fields one after the other, each on the version the last one left."""

    saved = Signal(int)
    """Emitted when a field was saved; carries the record's id."""

    refused = Signal(object)
    """Emitted when something was refused that belongs to no field; carries the StudioError."""

    def __init__(self, tasks: Tasks, change: Change, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._change = change
        self._record = 0
        self._versions: dict[int, int] = {}
        self._queue: list[_Edit] = []
        self._held = False
        self._banner: Banner | None = None
        self._theirs: Conflict | None = None
        self._layout = vbox(self)
        self.hide()

    def follow(self, form: Form) -> None:
        """Save what is committed in a form."""
        form.committed.connect(_Follower(self, form).on_committed)

    def show_record(self, record: int, version: int) -> None:
        """Work on a record as it was read; a field on its way keeps the version it will leave."""
        if record != self._record:
            self._drop_banner()
            self._held = False
        self._record = record
        if not any(edit.record == record for edit in self._queue):
            # A row on the screen may be older than what this saver has just saved.
            self._versions[record] = max(version, self._versions.get(record, 0))

    @property
    def version(self) -> int:
        """The newest known version of the record."""
        return self._versions.get(self._record, 0)

    def took(self, version: int) -> None:
        """Take the version that another command of the page left behind."""
        self._versions[self._record] = version

    def pending(self) -> bool:
        """True while a committed field is not in the studio yet."""
        return bool(self._queue)

    def add(self, form: Holder, name: str, value: Any) -> None:
        """Send a committed field after those before it."""
        self._queue.append(_Edit(form, self._record, name, value))
        if len(self._queue) == 1:
            self._send()

    def _send(self) -> None:
        if not self._queue or self._held:
            return
        edit = self._queue[0]
        version = self._versions.get(edit.record, 0)
        edit.command = edit.command or self._change(edit.record, version, {edit.name: edit.value})
        self._tasks.run(edit.command, owner=self, then=self._on_saved, failed=self._on_failed)

    def _on_saved(self, version: int) -> None:
        edit = self._queue.pop(0)
        self._versions[edit.record] = version
        if edit.record == self._record:
            edit.form.accepted(edit.name)
        self.saved.emit(edit.record)
        self._send()

    def _on_failed(self, error: StudioError) -> None:
        edit = self._queue[0]
        if isinstance(error, Unavailable):
            self._hold_unreachable(error)
            return
        if isinstance(error, Conflict) and error.version and edit.record == self._record:
            self._hold_conflict(edit, error)
            return
        self._queue.pop(0)
        if edit.record == self._record:
            self._show_refusal(edit, error)
        else:
            self.refused.emit(error)
        self._send()

    def _show_refusal(self, edit: _Edit, error: StudioError) -> None:
        if isinstance(error, Invalid):
            strange = edit.form.show_errors(error.fields)
            if strange:
                edit.form.show_errors({edit.name: next(iter(strange.values()))})
            return
        edit.form.restore(edit.name)
        self.refused.emit(error)

    def _hold_unreachable(self, error: Unavailable) -> None:
        banner = self._put_banner("unreachable", tr("This is not saved yet."), text(error.message))
        banner.add_button(tr("Try again")).clicked.connect(self._on_again)

    def _hold_conflict(self, edit: _Edit, error: Conflict) -> None:
        mine, theirs = said(edit.value), said(error.theirs.get(edit.name))
        banner = self._put_banner(
            "conflict",
            text(error.message),
            tr("Yours: {mine}. Theirs: {theirs}.").format(mine=mine, theirs=theirs),
        )
        self._theirs = error
        banner.add_button(tr("Take theirs")).clicked.connect(self._on_theirs)
        banner.add_button(tr("Keep mine")).clicked.connect(self._on_mine)

    def _put_banner(self, kind: str, bold: str, plain: str) -> Banner:
        self._drop_banner()
        self._held = True
        self._banner = Banner(kind, bold, plain)
        self._layout.addWidget(self._banner)
        self.show()
        return self._banner

    def _drop_banner(self) -> None:
        clear(self._layout)
        self._banner = None
        self._theirs = None
        self.hide()

    def _on_again(self) -> None:
        """The same command again: it is recognised if it had come through."""
        self._release()

    def again(self) -> None:
        """Send what was held back because the studio could not be reached, as Try again does."""
        if self._held and self._theirs is None:
            self._release()

    def _on_mine(self) -> None:
        if self._theirs is not None:
            self._versions[self._queue[0].record] = self._theirs.version
        self._queue[0].command = None
        self._release()

    def _on_theirs(self) -> None:
        edit, theirs = self._queue.pop(0), self._theirs
        if theirs is not None:
            self._versions[edit.record] = theirs.version
            edit.form.field(edit.name).set_value(theirs.theirs.get(edit.name))
            edit.form.accepted(edit.name)
            self.saved.emit(edit.record)
        self._release()

    def _release(self) -> None:
        self._drop_banner()
        self._held = False
        self._send()


class _Follower(QObject):
    """Tells the saver which form a committed field stands in."""

    def __init__(self, saver: Saver, form: Form) -> None:
        super().__init__(saver)
        self._saver = saver
        self._form = form

    def on_committed(self, name: str, value: object) -> None:
        """Pass a committed field on."""
        self._saver.add(self._form, name, value)


def said(value: Any) -> str:
    """Return a value in words, cut where it is long."""
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, Message):
        return text(value)
    if isinstance(value, list | tuple):
        value = ", ".join(str(one) for one in value)
    words = " ".join(str("" if value is None else value).split()) or tr("nothing")
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
