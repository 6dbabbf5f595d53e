"""The dialog before somebody is erased: exactly what goes, what stays, and until when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.errors import StudioError
from studio.services.talent import Talent, personal
from studio.services.talent.personal import Erasure
from ui.context import Context
from ui.forms.fields import TextField
from ui.forms.form import Form
from ui.language import long_date, tr, trn
from ui.talent import words
from ui.talent.forms import refused
from ui.widgets.dialogs import Dialog


class EraseDialog(Dialog):
    """Before somebody is erased: exactly what goes and what stays."""

    said = Signal(str, bool)
    """Emitted when the person was erased."""

    def __init__(self, context: Context, parent: QWidget | None, one: Talent) -> None:
        name = words.named_talent(one)
        super().__init__(tr("Erase {name}").format(name=name), parent, width=500)
        self._context, self._talent = context, one
        self.lead(tr("This cannot be undone."))
        self.form = Form(framed=True, label_width=90)
        self.form.add("reason", tr("Reason"), TextField(limit=300))
        self.set_primary(tr("Erase this person"), danger=True)
        self.set_ready(False)
        self.confirmed.connect(self._on_confirmed)
        context.tasks.ask(
            personal.consequences(one.id), owner=self, then=self._on_told, failed=self._on_untold
        )

    def _on_told(self, told: Erasure) -> None:
        self.freeze(_goes(told), tr("What goes"), "trash")
        self.freeze(_stays(told), tr("What stays"))
        self.add(self.form)
        self.set_ready(True)
        self.form.focus_first()

    def _on_untold(self, error: StudioError) -> None:
        self.set_problem(error.message)

    def _on_confirmed(self) -> None:
        self.set_busy(True)
        reason = self.form.value()["reason"]
        made = personal.erase(self._talent.id, version=self._talent.version, reason=reason)
        self._context.tasks.run(made, owner=self, then=self._on_done, failed=self._on_refused)

    def _on_done(self, name: str) -> None:
        self.said.emit(tr("Erased; the record is {name}").format(name=name), False)
        self.accept()

    def _on_refused(self, error: StudioError) -> None:
        refused(self, self.form, error)


def _goes(told: Erasure) -> list[str]:
    found = [tr("Name, contact, notes, handles and personal data, in the journal too.")]
    if told.files:
        found.append(
            trn("{n} attached file. Save first what you must keep.",
                "{n} attached files. Save first what you must keep.", told.files)
        )  # fmt: skip
    if told.drafts:
        found.append(
            trn("{n} contract or release that was not signed or whose time is over.",
                "{n} contracts and releases that were not signed or whose time is over.",
                told.drafts)
        )  # fmt: skip
    return found


def _stays(told: Erasure) -> list[str]:
    found = [tr("Bookings, pieces and prices, under a number.")]
    if told.kept and told.kept_until is not None:
        found.append(
            trn("{n} signed paper, with its signature: tax and contract law ask it.",
                "{n} signed papers, with their signatures: tax and contract law ask it.",
                told.kept)
        )  # fmt: skip
        found.append(
            tr("The last of them may go after {day}.").format(day=long_date(told.kept_until))
        )
    elif told.kept:
        found.append(tr("Signed papers; a contract without an end is still in force."))
    if told.documents:
        found.append(
            trn("{n} proposal that went out, as it was sent.",
                "{n} proposals that went out, as they were sent.", told.documents)
        )  # fmt: skip
    found.append(tr("Issued documents, as tax law asks, and copies made before."))
    return found
